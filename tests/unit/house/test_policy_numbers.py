"""Numbers of policy stand in ``data/policy`` only: lines, control totals, the baseline and the deadline."""

import ast
from datetime import date

from data.rules import rule, rules
from data.state import BASELINE
from tests.unit.house.sources import Source, held, sources

ANYBODYS = {0, 1, 2, 3, 5, 10, 16, 70, 100, 0.5}
"""Numbers too common in arithmetic, or as widths of columns (16, 70), to mean a rule."""
OF_DRAWING = ("dashboard/figures/",)
"""Sizes, opacities and places on a sheet: fractions below 1 and pixels, which rules are not written in."""
SAME_NUMBER_ANOTHER_THING = {
    ("dashboard/metrics/forecast.py", 0.8): "the share of outcomes that a range is to hold",
    ("etl/cells.py", 100_000): "fen in a thousand yuan",
    ("etl/biff.py", 128): "a record number of the old workbook format",
    ("dashboard/components/bars.py", 1.5): "length of a bullet's scale",
    ("dashboard/figures/classes.py", 1.5): "a round step of a scale",
    ("dashboard/components/grids.py", 128): "width of a column in px",
}
WITHOUT_SHAPES = {"dashboard/figures/classes.py", "dashboard/figures/steps_down.py"}


SMALL_UNITS = {"years", "mu_a_person"}
"""Units of ages and of land a head: small whole numbers that are widths and sizes everywhere."""


def policy_values() -> set[object]:
    found: set[object] = set()
    for each in rules():
        if each.unit in SMALL_UNITS:
            continue
        found |= set(each.value) if isinstance(each.value, tuple) else {each.value}
    return {value for value in found if not isinstance(value, bool)}


def numbers() -> set[float]:
    return {value for value in policy_values() if isinstance(value, int | float)} - ANYBODYS


def days() -> set[date]:
    return {value for value in policy_values() if isinstance(value, date)}


def product() -> list[Source]:
    return [source for source in sources("dashboard", "pages", "etl") if not source.in_demo]


def is_drawing(source: Source, value: float) -> bool:
    small = value <= max(ANYBODYS)
    return source.path.startswith(OF_DRAWING) and source.path not in WITHOUT_SHAPES and small


def faults_of(source: Source, wanted: set[float]) -> list[str]:
    return [
        f"{source.at(node)} {node.value}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
        and node.value in wanted
        and not is_drawing(source, node.value)
        and (source.path, node.value) not in SAME_NUMBER_ANOTHER_THING
    ]


def test_no_number_of_a_rule_is_written_in_code() -> None:
    wanted, read = numbers(), product()
    assert {0.02, 0.2, 0.6, 0.03, 72, 18900} <= wanted
    held((fault for source in read for fault in faults_of(source, wanted)), read, at_least=150)


def test_no_day_of_a_rule_is_written_in_code() -> None:
    wanted, read = days(), product()
    assert {BASELINE, date(2016, 12, 31)} <= wanted
    faults = []
    for source in read:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                faults += [f"{source.at(node)} {day}" for day in wanted if day.isoformat() in node.value]
            if isinstance(node, ast.Call) and is_date(node) in wanted:
                faults.append(f"{source.at(node)} {ast.unparse(node)}")
    held(faults, read, at_least=150)


def is_date(node: ast.Call) -> date | None:
    """Return the day a call like ``date(2016, 12, 31)`` makes; None for another call."""
    named = isinstance(node.func, ast.Name) and node.func.id == "date" and len(node.args) == 3
    values = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, int)]
    return date(*values) if named and len(values) == 3 else None


def test_who_has_no_identification_day_is_there_from_the_baseline_on() -> None:
    assert rule("goal.baseline", BASELINE).day == BASELINE


def test_an_exception_still_stands_where_it_is_said_to() -> None:
    for path, value in SAME_NUMBER_ANOTHER_THING:
        (source,) = (each for each in product() if each.path == path)
        assert any(isinstance(node, ast.Constant) and node.value == value for node in ast.walk(source.tree)), path
