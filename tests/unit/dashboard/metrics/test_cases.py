"""Runs the worked examples that officials can read and add to (tests/cases)."""

import inspect
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dashboard.metrics import arithmetic
from data.rules import holds, rule

CASES = Path(__file__).parents[3] / "cases"
CALCULATIONS = ("pace", "plan_line", "shares")


def examples(*names: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{name}: {case['name']['en']}")
        for name in names
        for case in tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    ]


@pytest.mark.parametrize("case", examples(*CALCULATIONS))
def test_calculation(case: dict[str, Any]) -> None:
    assert set(case) in ({"name", "rule", "given", "expect"}, {"name", "rule", "given", "null"})
    result = getattr(arithmetic, case["rule"])(**case["given"])
    if case.get("null"):
        assert result is None
    else:
        assert result == pytest.approx(case["expect"], rel=1e-9)


@pytest.mark.parametrize("case", examples("policy_lines"))
def test_policy_line(case: dict[str, Any]) -> None:
    assert set(case) == {"name", "rule", "on", "value", "met"}
    assert holds(rule(case["rule"], case["on"]), case["value"]) is case["met"]


def test_examples_were_found_and_bear_both_names() -> None:
    found = [param.values[0] for param in examples(*CALCULATIONS, "policy_lines")]
    assert len(found) >= 30
    assert all(case["name"]["zh"] and case["name"]["en"] for case in found)


def test_every_figure_that_is_calculated_has_an_example() -> None:
    used = {param.values[0]["rule"] for param in examples(*CALCULATIONS)}
    calculations = {"ratio", "growth", "required_pace", "pace_to_share", "actual_pace", "plan_line", "projected_left"}
    assert used == calculations
    assert all(inspect.isfunction(getattr(arithmetic, name)) for name in calculations)
