"""Annual figures, counts of people by village, and totals of rows: each of the edition and the day asked for."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.queries import quality, registry, targets
from etl.load import Request, load
from tests import builders
from tests.builders import CENTRE, SOUTH
from tests.conftest import Loader, reading_of


def test_the_latest_year_not_after_the_day(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = reading_of(store_url)
    latest = targets.latest_finance(reading, date(2016, 6, 30))
    assert latest is not None
    assert (latest.year, latest.special_fund_fen, latest.basis) == (2015, 2_600_000_000, "预算")
    assert targets.latest_finance(reading, date(2013, 1, 1)) is None
    assert [row.department for row in targets.latest_departments(reading, date(2015, 1, 1))] == ["县林业局", "县水务局"]
    assert targets.latest_departments(reading, date(2014, 12, 31)) == ()


@pytest.mark.parametrize(("day", "poor"), [("2016-02-09", {}), ("2016-02-10", {CENTRE: 3})])
def test_people_by_village_and_day(loaded: Loader, store_url: str, day: str, poor: dict[str, int]) -> None:
    loaded()
    counts = registry.village_counts(reading_of(store_url), date.fromisoformat(day))
    assert {code: row["poor_people"] for code, row in counts.items() if code == CENTRE} == poor
    assert counts[SOUTH]["registered_people"] == 2
    assert counts[SOUTH]["paired_households"] == 1


def test_whether_helpers_are_on_record(loaded: Loader, store_url: str) -> None:
    loaded({"villages": builders.county()["villages"], "households": [builders.household("H1")]})
    loaded({"households": [builders.household("H1", 帮扶责任人="王干部")]})
    assert [registry.any_household_says(reading_of(store_url, edition), "helper_name") for edition in (1, 2)] == [
        False,
        True,
    ]


def test_rows_over_the_deliveries_of_an_edition(loaded: Loader, store_url: str, tmp_path: Path) -> None:
    loaded()
    folder = builders.write_delivery(tmp_path / "more", {"persons": [builders.person("R900", "H900")]})
    (folder / "bad.xls").write_bytes(b"nothing")
    load(store_url, Request([folder], date(2016, 6, 30)))
    assert quality.row_totals(reading_of(store_url, 1)) == quality.RowTotals(47, 0, 0)
    assert quality.row_totals(reading_of(store_url, 2)) == quality.RowTotals(48, 1, 1)
