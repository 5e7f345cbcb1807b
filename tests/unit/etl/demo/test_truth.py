"""The truth: the speech's totals, the law of the flow, parts that sum to the total."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.demo import DemoTruth, write_truth
from etl.demo.records import BASELINE, DELIVERED, County

MONTH_ENDS = (date(2016, 1, 31), date(2016, 2, 29), date(2016, 3, 31), date(2016, 4, 30), date(2016, 5, 31), DELIVERED)
ADDITIVE = ("villages.registered", "villages.exited", "people.poor", "people.out", "households.paired", "teams.cadres")
MONEY = ("funds.planned", "funds.allocated", "funds.disbursed", "funds.projects")


@pytest.fixture(scope="module")
def truth(county: County) -> DemoTruth:
    return DemoTruth(DELIVERED, county, (), ())


def test_baseline_has_the_figures_of_the_speech(truth: DemoTruth) -> None:
    figures = truth.metrics(BASELINE)
    assert figures["people.poor"] == 18_900
    assert figures["villages.registered"] == 72
    assert figures["funds.disbursed"] == 78_700_000
    assert (figures["funds.categories"], figures["funds.items"]) == (10, 128)
    assert (figures["teams.province_city"], figures["teams.county"], figures["teams.cadres"]) == (19, 54, 163)
    assert figures["first_secretaries.total"] == 99
    assert figures["villages.with_team"] == 72


def test_the_end_of_june_lies_behind_the_plan(truth: DemoTruth) -> None:
    figures = truth.metrics(DELIVERED)
    assert 0.35 <= figures["people.out_share"] <= 0.40
    assert figures["exit.actual_pace"] < 0.85 * figures["exit.required_pace"]
    assert 12 <= figures["villages.exited"] <= 18
    assert 0.019 < figures["target.special_fund_share"] < 0.02
    assert figures["target.special_fund_growth"] >= 0.2
    assert figures["target.department_share"] < 0.6


def test_the_south_is_far_behind_and_the_north_nearly_on_plan(truth: DemoTruth) -> None:
    shares = truth.metrics(DELIVERED, "zone")["people.out_share"]
    planned = (DELIVERED - BASELINE).days / 366
    assert shares["南部"] < planned - 0.15
    assert abs(shares["北部"] - planned) < 0.06


@pytest.mark.parametrize("day", MONTH_ENDS)
def test_law_of_the_flow(truth: DemoTruth, day: date) -> None:
    movement = truth.movement(day)
    assert movement.baseline == 18_900
    assert movement.poor == truth.metrics(day)["people.poor"]
    assert movement.out > 0


@pytest.mark.parametrize("by", ["zone", "town", "village"])
def test_parts_by_place_sum_to_the_total(truth: DemoTruth, by: str) -> None:
    total, parts = truth.metrics(DELIVERED), truth.metrics(DELIVERED, by)
    for name in (*ADDITIVE, *MONEY, "system.care.covered"):
        assert sum(parts[name].values()) == pytest.approx(total[name], abs=0.005), name
    assert "unassigned" in parts["funds.planned"]
    assert "target.special_fund_share" not in parts


@pytest.mark.parametrize("by", ["category", "level", "department"])
def test_parts_of_money_sum_to_the_total(truth: DemoTruth, by: str) -> None:
    total, parts = truth.metrics(DELIVERED), truth.metrics(DELIVERED, by)
    assert sum(parts["funds.disbursed"].values()) == pytest.approx(total["funds.disbursed"], abs=0.005)
    assert ("funds.planned" in parts) is (by != "level")


def test_every_system_has_people_covered_and_not_covered(truth: DemoTruth) -> None:
    figures = truth.metrics(DELIVERED)
    systems = [name.removesuffix(".eligible") for name in figures if name.endswith(".eligible")]
    assert len(systems) == 8
    assert all(0 < figures[f"{name}.covered"] < figures[f"{name}.eligible"] for name in systems)


def test_a_removed_household_that_was_out_is_no_term_of_the_poor(truth: DemoTruth, county: County) -> None:
    gone = next(
        line
        for line in county.changes
        if line.kind == "清退"
        and any(one.household_no == line.household_no and one.kind == "脱贫" for one in county.changes)
    )
    without = replace(county, changes=tuple(line for line in county.changes if line is not gone))
    assert DemoTruth(DELIVERED, without, (), ()).movement(DELIVERED).removed == truth.movement(DELIVERED).removed


def test_no_required_pace_past_the_deadline(truth: DemoTruth) -> None:
    assert truth.metrics(date(2017, 1, 1))["exit.required_pace"] is None


def test_unknown_dimension_is_refused(truth: DemoTruth) -> None:
    with pytest.raises(ValueError, match="dimension"):
        truth.metrics(DELIVERED, "street")


def test_write_truth_writes_the_figures(truth: DemoTruth, tmp_path: Path) -> None:
    write_truth(truth, tmp_path / "truth.json", days=[BASELINE])
    document = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert document["metrics"]["2015-12-31"]["total"]["people.poor"] == 18_900
