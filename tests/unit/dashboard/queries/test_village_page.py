"""A village's own page: neighbours round and round, incomes in bands about the line, projects wholly in it."""

from datetime import date

import pytest

from dashboard.queries.line import Ranked
from dashboard.queries.reading import open_reading
from dashboard.queries.village_page import (
    band_of,
    income_bands,
    neighbours,
    state_of_village,
    village_of,
    village_projects,
)
from tests import builders
from tests.builders import PLAIN, SOUTH, SOUTH_2, household, income, project
from tests.conftest import Loader

JUNE = date(2016, 6, 30)


def ranked(net: float | None, line: float | None = 3000.0) -> Ranked:
    return Ranked("H", SOUTH, None, 2, "新识别", None, 2015, net, line, "因病", None)


@pytest.mark.parametrize(
    ("net", "band"),
    [
        (2699.0, "below"), (2700.0, "near_below"), (3000.0, "near_below"), (3001.0, "near_above"),
        (3300.0, "near_above"), (3301.0, "above"), (4499.0, "above"), (4500.0, "well_above"), (None, "unknown"),
    ],
)  # fmt: skip
def test_a_household_lies_in_one_band(net: float | None, band: str) -> None:
    assert band_of(ranked(net), near=0.1, safe=1.5) == band


def test_an_income_of_a_year_without_line_is_unknown() -> None:
    assert band_of(ranked(3000.0, None), near=0.1, safe=1.5) == "unknown"


def test_bands_hold_every_registered_household_once(loaded: Loader, store_url: str) -> None:
    rows = builders.county()
    rows["households"] = [household("H1", SOUTH), household("H2", SOUTH), household("H3", SOUTH_2)]
    rows["persons"], rows["household_changes"], rows["measures"] = [], [], []
    rows["incomes"] = [income("H1", **{"人均纯收入(元)": 1000}), income("H3")]
    for kind in ("disbursements",):
        rows.pop(kind)
    loaded(rows)
    bands = {each.name: each.households for each in income_bands(open_reading(store_url), SOUTH, JUNE)}
    assert sum(bands.values()) == 2
    assert (bands["below"], bands["unknown"]) == (1, 1)


def test_neighbours_are_of_the_town_and_the_way_goes_round(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = open_reading(store_url)
    first = village_of(reading, SOUTH)
    assert first is not None
    around = neighbours(reading, first)
    assert [each.code for each in around.town] == [SOUTH_2]
    last = village_of(reading, around.before.code)
    assert last is not None
    assert neighbours(reading, last).after == first


def test_a_village_that_is_no_poor_village_has_no_state(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = open_reading(store_url)
    assert village_of(reading, PLAIN) is not None
    assert state_of_village(reading, PLAIN, JUNE) is None
    assert village_of(reading, "610824999999") is None
    assert village_of(reading, None) is None


def test_projects_are_those_wholly_in_the_village_the_largest_first(loaded: Loader, store_url: str) -> None:
    rows = builders.county()
    rows["projects"] += [
        project("Q1", 实施地点="南乙村", **{"批复资金(万元)": 5}), project("Q2", 实施地点="南乙村"),
        project("Q3", 实施地点="南甲村、南乙村"),
    ]  # fmt: skip
    loaded(rows)
    found = village_projects(open_reading(store_url), SOUTH_2, JUNE)
    assert [each.project_no for each in found if each.project_no.startswith("Q")] == ["Q2", "Q1"]
