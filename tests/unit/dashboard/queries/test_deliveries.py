"""What was delivered, and what became of every row; pages of remarks; what differs from the time before."""

from datetime import date

import pytest

from dashboard.queries.deliveries import Counts, deliveries
from dashboard.queries.drift import Vanished, drifts
from dashboard.queries.quality import row_totals
from dashboard.queries.remarks import PAGE_ROWS, remark_counts, remarks
from data.engine import writer
from etl.withdraw import withdraw
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2, household, person, village
from tests.conftest import Loader, reading_of

JULY, AUGUST = date(2016, 7, 31), date(2016, 8, 31)


def test_the_counts_of_a_delivery_balance_and_are_those_of_the_figures(loaded: Loader, store_url: str) -> None:
    loaded()
    loaded({"villages": [village(SOUTH), village(CENTRE, 总人口=9), village("1")]}, on=JULY)
    reading = reading_of(store_url, 2)
    second, first = deliveries(reading)
    assert (second.number, second.edition, second.delivered_on) == (2, 2, JULY)
    assert second.counts == Counts(rows_read=3, loaded=1, unchanged=1, rejected=1)
    assert all(table.counts.balances for each in (first, second) for table in each.tables)
    totals = row_totals(reading)
    assert first.counts.plus(second.counts).rows_read == totals.rows_read
    assert first.counts.plus(second.counts).rejected == totals.rejected
    assert len(first.tables) == 20


def test_rows_unaccounted_for_do_not_balance() -> None:
    assert not Counts(rows_read=3, loaded=1, rejected=1).balances


def test_an_edition_knows_its_own_deliveries_only(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [village(SOUTH)]})
    loaded({"villages": [village(CENTRE)]}, on=JULY)
    withdraw(store_url, "2")
    assert [(each.number, each.withdrawn_edition) for each in deliveries(reading_of(store_url, 1))] == [(1, None)]
    assert [(each.number, each.withdrawn_edition) for each in deliveries(reading_of(store_url, 2))] == [
        (2, None), (1, None),
    ]  # fmt: skip
    assert [(each.number, each.withdrawn_edition) for each in deliveries(reading_of(store_url, 3))] == [
        (2, 3), (1, None),
    ]  # fmt: skip


def test_remarks_come_a_page_at_a_time(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [village(SOUTH), *(village("1") for _ in range(PAGE_ROWS + 3))]})
    reading = reading_of(store_url)
    first, second = (remarks(reading, "rejection", 1, page) for page in (1, 2))
    assert [len(first), len(second), len(remarks(reading, "rejection", 1, 3))] == [PAGE_ROWS, 3, 0]
    assert [first[0].row, second[0].row] == [3, PAGE_ROWS + 3]
    assert (first[0].column, first[0].code) == ("村编码", "unreadable")
    assert remark_counts(reading, "rejection") == {1: {"unreadable": PAGE_ROWS + 3}}


def test_what_came_and_went_is_told(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [village(SOUTH, 经度=108.8, 纬度=37.5, 电话="1")]})
    loaded({"villages": [village(SOUTH), village(CENTRE, 计划退出年度=2016, 备注="无"), village("1")]}, on=JULY)
    (found,) = drifts(reading_of(store_url, 2), 2)
    assert (found.kind, found.before) == ("villages", 1)
    assert (found.came, found.went) == (("计划退出年度",), ("经度", "纬度"))
    assert (found.ignored_came, found.ignored_went) == (("备注",), ("电话",))
    assert found.codes == ("unreadable",)
    assert found.growth == pytest.approx(2.0)


def test_a_first_delivery_has_nothing_before_it(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [village(SOUTH)]})
    (found,) = drifts(reading_of(store_url), 1)
    assert (found.before, found.growth, found.vanished) == (None, None, None)


def test_keys_that_a_full_list_lost_are_listed_and_stay(loaded: Loader, store_url: str) -> None:
    homes = [household("H1", SOUTH), household("H2", CENTRE), household("H3", NORTH)]
    people = [person("R001", "H1"), person("R002", "H2")]
    places = [village(SOUTH), village(CENTRE), village(NORTH)]
    loaded({"villages": places, "households": [*homes, household("H9", "7")], "persons": people})
    later = [household("H1", SOUTH), household("H2", CENTRE, 贫困户属性="不详")]
    loaded({"villages": places, "households": later, "persons": people[:1]}, on=JULY)
    found = {each.kind: each.vanished for each in drifts(reading_of(store_url, 2), 2)}
    assert found["villages"] == ()
    assert found["households"] == (Vanished("H3", NORTH),)
    assert found["persons"] == (Vanished("R002", CENTRE),)
    standing = reading_of(store_url, 2).engine.connect()
    assert standing.exec_driver_sql("SELECT count(*) FROM household WHERE to_edition IS NULL").scalar() == 3
    standing.close()


def test_a_file_that_came_again_lists_its_keys_again(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [village(SOUTH), village(CENTRE)]})
    loaded({"villages": [village(SOUTH), village(CENTRE)], "teams": [builders.team("D1")]}, on=JULY)
    found = {each.kind: each for each in drifts(reading_of(store_url, 2), 2)}
    assert found["villages"].vanished == ()
    assert found["villages"].growth == 0


def test_a_withdrawn_delivery_is_no_time_before(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [village(SOUTH)]})
    loaded({"villages": [village(SOUTH), village(SOUTH_2)]}, on=JULY)
    withdraw(store_url, "2")
    loaded({"villages": [village(SOUTH, 总户数=3)]}, on=AUGUST)
    (found,) = drifts(reading_of(store_url, 4), 3)
    assert (found.before, found.vanished) == (1, ())


def test_a_list_received_before_keys_were_remembered_is_not_compared(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [village(SOUTH), village(CENTRE)]})
    engine = writer(store_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM listed_keys")
    engine.dispose()
    loaded({"villages": [village(SOUTH)]}, on=JULY)
    (found,) = drifts(reading_of(store_url, 2), 2)
    assert found.vanished is None
