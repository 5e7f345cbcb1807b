"""The flow of money: what goes where, and that its parts sum to the whole."""

from datetime import date

import pytest

from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.money_flow import MOST_NODES, OTHER, OTHER_PLACES, Link, MoneyFlow, money_flow, small_ones
from dashboard.queries.progress import Scope
from tests import builders
from tests.builders import CENTRE, SOUTH, SOUTH_2
from tests.conftest import Loader, reading_of

DAY = date(2016, 6, 30)


def flow_of(loaded: Loader, url: str, rows: list[builders.Row], scope: Scope | None = None) -> MoneyFlow:
    categories = sorted({str(row["项目编号"]) for row in rows})
    projects = [builders.project(no, 项目大类=f"类{no}") for no in categories]
    loaded({**builders.county(), "projects": projects, "allocations": [], "disbursements": rows})
    return money_flow(reading_of(url), scope or Scope(), DAY)


def paid(no: int, project: str, yuan: int, village: str | None = SOUTH) -> builders.Row:
    where = {"村编码": village} if village else {}
    return builders.disbursement(f"P{no}", project, **{"拨付金额(元)": yuan}, **where)


def test_every_column_sums_to_the_total(loaded: Loader, store_url: str) -> None:
    rows = [paid(1, "A", 900), paid(2, "A", 300, CENTRE), paid(3, "B", 500, None), paid(4, "B", -100, CENTRE)]
    flow = flow_of(loaded, store_url, rows)
    assert flow.total_fen == 160_000
    for column in (flow.levels, flow.categories, flow.places, flow.to_categories, flow.to_places):
        assert sum(each.fen for each in column) == 160_000
    assert [(node.key, node.fen) for node in flow.places] == [("南部", 90_000), ("中部", 20_000), (UNASSIGNED, 50_000)]
    assert flow.places[0].zone == "南部"


def test_a_net_reversal_is_listed_and_not_drawn(loaded: Loader, store_url: str) -> None:
    flow = flow_of(loaded, store_url, [paid(1, "A", 900), paid(2, "B", 500, None), paid(3, "B", -100, CENTRE)])
    assert flow.negative == (Link("类B", "中部", -10_000),)


def test_a_scope_has_its_own_places_and_no_unassigned_money(loaded: Loader, store_url: str) -> None:
    rows = [paid(1, "A", 900), paid(2, "A", 300, SOUTH_2), paid(3, "A", 500, None), paid(4, "A", 100, CENTRE)]
    in_zone = flow_of(loaded, store_url, rows, Scope("南部"))
    assert [(node.key, node.fen, node.zone) for node in in_zone.places] == [(SOUTH[:9], 120_000, "南部")]
    in_town = money_flow(reading_of(store_url), Scope("南部", SOUTH[:9]), DAY)
    assert [node.key for node in in_town.places] == [SOUTH, SOUTH_2]


def test_small_categories_share_a_node_and_stand_last(loaded: Loader, store_url: str) -> None:
    flow = flow_of(loaded, store_url, [paid(1, "A", 10_000), paid(2, "B", 100), paid(3, "C", 150)])
    assert [(node.key, node.fen) for node in flow.categories] == [("类A", 1_000_000), (OTHER, 25_000)]
    assert flow.merged == ("类B", "类C")


def test_a_single_small_one_keeps_its_name() -> None:
    assert small_ones({"a": 1000, "b": 1}) == frozenset()
    assert small_ones({"a": 1000, "b": 1, "c": 2}) == {"b", "c"}


@pytest.mark.parametrize("count", [MOST_NODES, MOST_NODES + 3])
def test_there_are_never_more_than_ten_nodes(count: int) -> None:
    sums = {f"c{at:02d}": 1000 - at for at in range(count)}
    small = small_ones(sums)
    assert len(sums) - len(small) + bool(small) == MOST_NODES
    assert not small or min(sums[name] for name in set(sums) - small) > max(sums[name] for name in small)


def test_the_two_keys_of_merged_nodes_differ() -> None:
    assert OTHER != OTHER_PLACES
