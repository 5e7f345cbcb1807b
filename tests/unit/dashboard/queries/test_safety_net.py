"""The safety net counted by hand over a small delivery: who is due, who receives, who is above the line."""

from datetime import date

import pytest

from dashboard.components.static_html import written
from dashboard.components.systems_safety import safety_panel
from dashboard.metrics.safety_net import COUNTED, ITEMS, PARTS, safety_id
from dashboard.opened import Opened
from dashboard.queries.evidence.listing import every_row, figure_value
from dashboard.queries.progress import Scope
from dashboard.queries.safety_net import safety_figures
from dashboard.queries.screen import open_screen
from dashboard.view import View
from tests import builders
from tests.builders import CENTRE, SOUTH, household, person
from tests.conftest import Loader, reading_of
from tests.unit.house.sources import held

DAY = date(2016, 6, 30)
EXPECTED = {
    "dibao": (3, 1, 2, 1),
    "line": (1, 0, 1, 1),
    "wubao": (1, 1, 0, 0),
    "severe": (1, 0, 1, 0),
}
"""Eligible, covered, gap, not told."""


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    rows = builders.county()
    rows["households"] = [
        household("H1", SOUTH, 贫困户属性="低保贫困户"), household("H2", SOUTH, 贫困户属性="五保贫困户"),
        household("H3", CENTRE),
    ]  # fmt: skip
    rows["persons"] = [
        person("P1", "H1", 是否享受低保="是", 是否五保="否", 残疾等级="一级"),
        person("P2", "H1", 是否享受低保="否", 是否五保="否"), person("P3", "H1", 是否五保="否"),
        person("P4", "H2", 是否享受低保="否", 是否五保="是"), person("P5", "H3", 是否享受低保="是", 是否五保="否"),
    ]  # fmt: skip
    rows["household_changes"] = []
    rows["incomes"] = [{"户编号": "H1", "年度": 2015, "人均纯收入(元)": 1200}]
    for kind in ("measures", "disbursements"):
        rows.pop(kind, None)
    loaded(rows)
    return store_url


def test_each_item_counts_what_it_says(url: str) -> None:
    found = safety_figures(reading_of(url), Scope(), DAY)
    assert {item: tuple(found[safety_id(item, part)] for part in PARTS) for item in ITEMS} == EXPECTED


def test_each_figure_opens_to_its_rows_in_every_place(url: str) -> None:
    reading = reading_of(url)
    examined, faults = 0, []
    for scope in (Scope(), Scope("南部"), Scope(town=CENTRE[:9])):
        for figure, value in safety_figures(reading, scope, DAY).items():
            opened = Opened.of(figure, as_of=DAY, zone=scope.zone, town=scope.town)
            examined += 1
            faults += [f"{figure} {scope}"] if figure_value(reading, opened) != value else []
            if figure.rpartition("_")[2] in COUNTED:
                listed = len(list(every_row(reading, opened, 0)))
                faults += [f"{figure} {scope}: {listed} rows for {value}"] if listed != value else []
    held(faults, examined, at_least=48)


def test_a_column_or_register_that_is_missing_is_no_data(loaded: Loader, store_url: str) -> None:
    rows = builders.county()
    rows["persons"] = [
        {name: cell for name, cell in row.items() if name not in ("是否享受低保", "是否五保", "残疾等级")}
        for row in rows["persons"]
    ]
    loaded({kind: each for kind, each in rows.items() if kind != "incomes"})
    found = safety_figures(reading_of(store_url), Scope(), DAY)
    assert {figure for figure, value in found.items() if value is not None} == {
        "safety.dibao_eligible", "safety.wubao_eligible",
    }  # fmt: skip
    said = written(safety_panel(open_screen(store_url, View(language="en"))))
    assert "Not measured: the register lacks the column" in said


@pytest.mark.parametrize(("language", "proxy"), [("zh", "替代指标"), ("en", "proxy")])
def test_what_stands_in_for_a_condition_is_marked(url: str, language: str, proxy: str) -> None:
    said = written(safety_panel(open_screen(url, View(language=language))))  # type: ignore[arg-type]  # one of two
    assert said.count(f">{proxy}<") == 3


def test_a_day_before_any_poverty_line_is_answered(url: str) -> None:
    found = safety_figures(reading_of(url), Scope(), date(1990, 1, 1))
    assert found[safety_id("line", "covered")] in (0, None)
