"""Sums of the three stages of money, and to whom they belong."""

from datetime import date

from dashboard.queries import ledgers
from dashboard.queries.ledgers import UNASSIGNED, LedgerSum, by_place
from tests import builders
from tests.builders import CENTRE, SOUTH, SOUTH_2
from tests.conftest import Loader, reading_of


def sum_of(fen: int, *villages: str) -> LedgerSum:
    return LedgerSum(villages, "基础设施", "县交通局", "中央", fen, 1)


def test_money_goes_to_the_one_member_that_holds_all_its_villages() -> None:
    town = {SOUTH: "周河", SOUTH_2: "周河", CENTRE: "镇靖"}
    sums = [sum_of(1, SOUTH), sum_of(2, SOUTH, SOUTH_2), sum_of(4, SOUTH, CENTRE), sum_of(8), sum_of(16, "999")]
    found = {member: sum(each.fen for each in parts) for member, parts in by_place(sums, town.get).items()}
    assert found == {"周河": 3, UNASSIGNED: 28}


def test_the_stages_of_money_at_a_day(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = reading_of(store_url)
    for day, allocated, disbursed in (
        (date(2016, 1, 31), 0, 0),
        (date(2016, 2, 1), 24_000_000, 0),
        (date(2016, 3, 1), 24_000_000, 9_876_544),
    ):
        assert sum(each.fen for each in ledgers.allocated(reading, day)) == allocated
        assert sum(each.fen for each in ledgers.disbursed(reading, day)) == disbursed
    assert {each.villages: each.fen for each in ledgers.planned(reading)} == {
        (SOUTH,): 10_000_000,
        (SOUTH, SOUTH_2): 10_000_000,
        (): 1_230_000,
    }


def test_what_is_counted_over_the_whole_library(loaded: Loader, store_url: str) -> None:
    loaded()
    assert ledgers.project_totals(reading_of(store_url)) == ledgers.ProjectTotals(2, 2, 1)


def test_without_items_or_progress_there_is_no_count_of_them(loaded: Loader, store_url: str) -> None:
    loaded({"projects": [builders.project("X1")]})
    assert ledgers.project_totals(reading_of(store_url)) == ledgers.ProjectTotals(1, None, None)
