"""Incomes against the line of their year: what each figure counts, what is unknown, in which order."""

from datetime import date

import pytest

from dashboard.opened import Opened
from dashboard.queries.evidence.listing import every_row, groups_of, value_from_rows
from dashboard.queries.line import (
    CONDITIONS,
    household_columns,
    households_of,
    line_counts,
    line_figures,
    lines_until,
    ranking,
)
from dashboard.queries.progress import Scope
from dashboard.queries.reading import Reading
from tests import builders
from tests.builders import SOUTH, SOUTH_2
from tests.conftest import Loader, reading_of
from tests.unit.house.sources import held

DAY = date(2016, 6, 30)
INCOME = "人均纯收入(元)"


def household(no: str, cause: str = "缺资金", village: str = SOUTH, **other: object) -> builders.Row:
    return builders.household(no, village, 主要致贫原因=cause, **other)


@pytest.fixture
def reading(loaded: Loader, store_url: str) -> Reading:
    """Households named for what they are; the line is 2,855 yuan in 2015 and 3,015 in 2016."""
    income, change = builders.income, builders.change
    rows = {
        "villages": builders.county()["villages"],
        "households": [
            household("poor-below"),
            household("poor-above"),
            household("poor-on-line"),
            household("poor-none"),
            household("out-early"),
            household("out-below"),
            household("out-low", 其他致贫原因="因残"),
            household("out-well"),
            household("out-ill", "因病", SOUTH_2),
            household("removed"),
        ],
        "incomes": [
            income("poor-below", **{INCOME: 1200}),
            income("poor-above", 2014, **{INCOME: 900}),
            income("poor-above", **{INCOME: 2900}),
            income("poor-on-line", **{INCOME: 2855}),
            income("out-early", **{INCOME: 2700}),
            income("out-below", 2016, **{INCOME: 2900}),
            income("out-low", 2016, **{INCOME: 3300}),
            income("out-well", 2016, **{INCOME: 4522.5}),
            income("removed", **{INCOME: 9000}),
        ],
        "household_changes": [
            *(change(no, "2016-03-20", "脱贫") for no in ("out-early", "out-below", "out-low", "out-well", "out-ill")),
            change("removed", "2016-03-20", "清退"),
        ],
    }
    assert loaded(rows).total("rejected") == 0
    return reading_of(store_url)


def listed(reading: Reading, name: str) -> list[str]:
    return [each.household_no for each in households_of(reading, Scope(), DAY, name=name, limit=50)]


@pytest.mark.parametrize(
    ("name", "households"),
    [
        ("above_line_listed", ["poor-above"]),
        ("below_line_out", ["out-below"]),
        ("near_below", ["poor-on-line", "out-below", "out-early"]),
        ("near_above", ["out-low", "poor-above"]),
        ("far_below", ["poor-below"]),
        ("further_above", []),
        ("well_above", ["out-well"]),
        ("income_unknown", ["poor-none", "out-ill"]),
        ("out_income_unknown", ["out-early", "out-ill"]),
        ("at_risk", ["out-below", "out-low", "out-ill"]),
        ("at_risk_income", ["out-low", "out-below"]),
        ("at_risk_illness", ["out-ill"]),
        ("at_risk_disability", ["out-low"]),
        ("at_risk_unknown", ["out-early"]),
        ("no_risk_seen", ["out-well"]),
    ],
)
def test_each_figure_counts_its_households(reading: Reading, name: str, households: list[str]) -> None:
    assert sorted(listed(reading, name)) == sorted(households)
    assert line_figures(reading, Scope(), DAY)[name] == len(households)
    opened = Opened.of(f"exit.{name}", as_of=DAY)
    assert value_from_rows(reading, opened) == len(households)
    assert sorted(row.key[0] for row in every_row(reading, opened, 0)) == sorted(households)


@pytest.mark.parametrize("name", ["at_risk_illness", "at_risk_disability"])
def test_illness_and_disability_are_grouped_by_village_where_few_are_withheld(reading: Reading, name: str) -> None:
    groups = groups_of(reading, Opened.of(f"exit.{name}", as_of=DAY), 0)
    assert [(group.key[:9], group.value) for group in groups] == [(SOUTH[:9], 1)]
    assert all(len(group.key) == len(SOUTH) for group in groups)


def test_every_condition_is_tried_above() -> None:
    tried = test_each_figure_counts_its_households.pytestmark[0].args[1]  # type: ignore[attr-defined]
    held(set(CONDITIONS) ^ {name for name, _ in tried}, list(CONDITIONS), at_least=12)


def test_households_out_are_at_risk_or_unknown_or_neither(reading: Reading) -> None:
    figures = line_figures(reading, Scope(), DAY)
    parts = [figures[name] for name in ("at_risk", "at_risk_unknown", "no_risk_seen")]
    assert parts == [3, 1, 1]
    assert value_from_rows(reading, Opened.of("households.out", as_of=DAY)) == 5


def test_an_income_of_a_later_year_than_the_days_is_not_known_yet(reading: Reading) -> None:
    assert line_figures(reading, Scope(), date(2015, 12, 31))["above_line_listed"] == 2
    assert {each.year for each in ranking(reading, SOUTH, date(2015, 12, 31))} == {2015, None}


def test_the_ranking_begins_at_the_bottom_and_ends_with_the_unknown(reading: Reading) -> None:
    found = ranking(reading, SOUTH, DAY)
    assert [each.household_no for each in found] == [
        "poor-below", "out-early", "out-below", "poor-on-line", "poor-above", "out-low", "out-well", "poor-none",
    ]  # fmt: skip
    first, early, *_, unknown = found
    assert (first.income, first.line, first.over, first.is_above) == (1200, 2855, -1655, False)
    assert (early.is_out, early.income_since) == (True, None)
    assert (unknown.income, unknown.over, unknown.is_above, unknown.year) == (None, None, None, None)


def test_a_place_leaves_its_own_households(reading: Reading) -> None:
    assert line_figures(reading, Scope(village=SOUTH_2), DAY)["at_risk"] == 1
    assert line_figures(reading, Scope("北部"), DAY)["at_risk"] == 0
    assert set(line_counts(reading, DAY)) == {SOUTH, SOUTH_2}
    assert [each.household_no for each in households_of(
        reading, Scope(town=SOUTH_2[:9], village=SOUTH_2), DAY, name="at_risk", limit=9
    )] == ["out-ill"]  # fmt: skip


def test_without_incomes_only_causes_are_known(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    loaded({kind: county[kind] for kind in ("villages", "households", "household_changes")})
    figures = line_figures(reading_of(store_url), Scope(), DAY)
    assert figures["at_risk_illness"] == 1
    assert {figures[name] for name in CONDITIONS if not name.endswith(("illness", "disability"))} == {None}


def test_lines_are_those_of_the_policy_up_to_the_year() -> None:
    assert {year: line.number for year, line in lines_until(date(2016, 1, 1)).items()} == {
        2013: 2736, 2014: 2800, 2015: 2855, 2016: 3015,
    }  # fmt: skip
    assert list(lines_until(date(2014, 5, 1))) == [2013, 2014]
    assert not lines_until(date(2012, 5, 1))
    assert callable(household_columns)
