"""Entries and exits by month: the rows of the ledger of changes, by the day of each change."""

from datetime import date

from dashboard.opened import Opened
from dashboard.queries.evidence.listing import every_row, groups_of, value_from_rows
from dashboard.queries.moves import NAMES, monthly_moves, moves_total
from dashboard.queries.progress import Scope
from tests import builders
from tests.builders import CENTRE
from tests.conftest import Loader, reading_of

DAY = date(2016, 6, 30)


def test_changes_are_counted_in_their_month_and_since_the_baseline(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    county["household_changes"] += [
        builders.change("H1", "2016-05-02", "返贫"),
        builders.change("H1", "2016-05-30", "脱贫"),
        builders.change("H2", "2015-11-02", "自然增加", 人编号="R003"),
    ]
    loaded(county)
    reading = reading_of(store_url)
    months = monthly_moves(reading, Scope(), DAY)
    assert [each.month_end.month for each in months] == [1, 2, 3, 4, 5, 6]
    assert {each.month_end.month: each.counts["out"] for each in months if each.counts["out"]} == {3: 1, 5: 1}
    assert dict(moves_total(months)) == {
        "identified": 1, "out": 2, "returned": 1, "removed": 0, "increase": 0, "decrease": 1,
    }  # fmt: skip


def test_a_number_opens_to_the_rows_it_counts(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = reading_of(store_url)
    for month in monthly_moves(reading, Scope(), DAY):
        for name in NAMES:
            opened = Opened.of(f"moves.{name}", as_of=month.month_end)
            assert value_from_rows(reading, opened) == month.counts[name]
            assert len(list(every_row(reading, opened, 0))) == month.counts[name]
    (group,) = groups_of(reading, Opened.of("moves.identified_total", as_of=DAY), 0)
    assert (group.key, group.value) == (CENTRE, 1)


def test_a_place_counts_its_own(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = reading_of(store_url)
    assert moves_total(monthly_moves(reading, Scope("中部"), DAY))["identified"] == 1
    assert moves_total(monthly_moves(reading, Scope("南部"), DAY))["identified"] == 0
    opened = Opened.of("moves.out_total", as_of=DAY, zone="南部")
    assert value_from_rows(reading, opened) == 1
