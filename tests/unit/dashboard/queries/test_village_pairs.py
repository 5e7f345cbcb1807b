"""Two figures of the villages: values of the year, unknown ones kept, villages picked, operators by type."""

from datetime import date

from dashboard.figures.village_pairs import pairs_figure
from dashboard.metrics.fitting import fitted
from dashboard.opened import Opened
from dashboard.queries.evidence.listing import figure_value
from dashboard.queries.industry_operators import operators, tells_operators
from dashboard.queries.screen import Screen, open_screen
from dashboard.queries.village_pairs import chosen, pairs, picked, village_values
from dashboard.view import View
from pages.industry import picked_search
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2
from tests.conftest import Loader
from tests.unit.dashboard.queries.test_industry import row

JUNE = date(2016, 6, 30)
OUTPUT, KIND = "产值(万元)", "经营主体类型"


def screen(loaded: Loader, url: str, **query: str) -> Screen:
    rows = [
        row(SOUTH, "苹果", 5, **{OUTPUT: 50, KIND: "合作社", "经营主体": "甲"}),
        row(SOUTH, "小杂粮", 5, **{OUTPUT: 30, KIND: "合作社", "经营主体": "甲"}),
        row(SOUTH_2, "苹果", 8, **{OUTPUT: 10, KIND: "协会", "经营主体": "乙"}),
        row(CENTRE, "养羊", 2),
    ]
    loaded({**builders.county(), "industries": rows})
    return open_screen(url, View.from_query(query))


def test_values_are_those_of_the_year_and_the_unknown_stay_unknown(loaded: Loader, store_url: str) -> None:
    shown = screen(loaded, store_url, across="industry.households_carried", upright="industry.output")
    year = 2016
    found = {each.each.code: (each.x, each.y) for each in pairs(shown, year)}
    assert found[SOUTH] == (10, 800_000)
    assert found[CENTRE] == (2, None)
    assert found[NORTH] == (None, None)
    assert village_values(shown.reading, "industry.output_per_household", JUNE, year)[SOUTH] == 80_000


def test_an_unknown_figure_in_the_address_is_the_default(loaded: Loader, store_url: str) -> None:
    assert chosen(screen(loaded, store_url, across="dq.rejected", upright="people.poor")) == (
        "industry.households_carried",
        "people.poor",
    )


def test_operators_are_counted_once_by_type(loaded: Loader, store_url: str) -> None:
    shown = screen(loaded, store_url)
    assert tells_operators(shown.reading, 2016)
    assert operators(shown.reading, 2016)[SOUTH] == {"合作社": 1}
    assert operators(shown.reading, 2016)[SOUTH_2] == {"协会": 1}
    assert not tells_operators(shown.reading, 2013)
    counted = {
        (name, code): opened_of_2016(shown, f"industry.{name}", code)
        for name in ("cooperatives", "associations")
        for code in (SOUTH, SOUTH_2)
    }
    assert counted == {
        ("cooperatives", SOUTH): 1, ("cooperatives", SOUTH_2): 0,
        ("associations", SOUTH): 0, ("associations", SOUTH_2): 1,
    }  # fmt: skip


def opened_of_2016(shown: Screen, figure: str, code: str) -> float | int | None:
    return figure_value(shown.reading, Opened.of(figure, as_of=JUNE, village=code, year="2016"))


def test_the_change_of_output_opens_to_both_years(loaded: Loader, store_url: str) -> None:
    before = {"年度": 2015}
    rows = [
        row(SOUTH, "苹果", 5, **{OUTPUT: 50}), row(SOUTH, "苹果", 5, **before, **{OUTPUT: 45}),
        row(SOUTH_2, "苹果", 8, **{OUTPUT: 10}), row(CENTRE, "养羊", 2, **before, **{OUTPUT: 7}),
    ]  # fmt: skip
    loaded({**builders.county(), "industries": rows})
    shown = open_screen(store_url, View.from_query({}))
    found = {code: opened_of_2016(shown, "industry.output_change", code) for code in (SOUTH, SOUTH_2, CENTRE)}
    assert found == {SOUTH: 50_000, SOUTH_2: None, CENTRE: None}


def test_villages_picked_stand_out_and_are_written_into_the_address(loaded: Loader, store_url: str) -> None:
    search = picked_search({"points": [{"customdata": SOUTH}, {"x": 1}]}, "?lang=zh", browser_language="zh")
    assert search == f"?lang=zh&picked={SOUTH[6:]}"
    assert picked_search({"points": []}, "?lang=zh", browser_language="zh") is None
    assert picked_search(None, search, browser_language="zh") is None
    shown = screen(loaded, store_url, picked=f"{SOUTH[6:]}.999999", upright="industry.output")
    assert picked(shown) == {SOUTH}
    points = pairs(shown, 2016)
    figure = pairs_figure(shown, points, line=fitted([(0, 0), (1, 1), (2, 3)]), picked=picked(shown), height=300)
    (trace,) = (each for each in figure["data"] if each["mode"] == "markers")
    assert dict(zip(trace["customdata"], trace["marker"]["opacity"], strict=True)) == {SOUTH: 1.0, SOUTH_2: 0.25}
    assert figure["data"][0]["mode"] == "lines"
