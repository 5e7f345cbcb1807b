"""The registry of figures: complete, worded in both languages, sourced, and cut only where registers allow it."""

import re
import subprocess
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from dashboard.metrics.flow import flow_id
from dashboard.metrics.model import REGISTERS, Metric, Unit
from dashboard.metrics.moves import move_id
from dashboard.metrics.registry import HEADLINES, METRICS, UnknownMetric, collect, metric, metrics_by
from dashboard.metrics.shares import unnamed_shares
from data.rules import Text, rule, rules, rules_in_group
from data.systems import SYSTEMS

ROOT = Path(__file__).parents[4]
MID_2016 = date(2016, 6, 30)
PLACES = {"zone", "town", "village"}
BY_PLACE = [
    "villages.registered",
    "villages.exited",
    "villages.remaining",
    "villages.ready",
    "villages.with_team",
    "villages.without_team",
    "people.registered",
    "people.poor",
    "people.out",
    "people.returned",
    "people.incidence",
    "people.out_share",
    "households.registered",
    "households.poor",
    "households.out",
    "households.returned",
    "households.paired",
    "households.unpaired",
    "households.poor_unpaired",
    "households.lost_helper",
    "exit.required_pace",
    "exit.actual_pace",
    "teams.province_city",
    "teams.county",
    "teams.cadres",
    "first_secretaries.total",
    "map.disbursed_per_head",
    "map.criteria_met",
]
WHOLE_ONLY = [
    "funds.categories",
    "funds.items",
    "projects.completed",
    "target.special_fund_share",
    "target.special_fund_growth",
    "target.department_share",
    "dq.rows_read",
    "dq.rejected",
    "dq.files_quarantined",
]
BY_PAGE = [
    "industry.scale",
    "industry.output",
    "industry.output_change",
    "industry.cooperatives",
    "industry.associations",
    "industry.households_carried",
    "industry.carried_share",
    "industry.output_per_household",
    "industry.demonstration_sites",
    "industry.sites_missing",
    "industry.villages",
    "industry.villages_led",
    "industry.villages_enough",
    "industry.villages_reporting",
    "industry.villages_short",
    "industry.rows",
    "industry.rows_with_output",
    "industry.farmland_per_head",
    *(f"dq.{name}" for name in ("deliveries", "files", "loaded", "unchanged", "superseded", "skipped", "warnings")),
    *(f"dq.{name}" for name in ("rows_in_force", "cells_filled", "cells_blank", "completeness")),
    "exit.projected_left",
    "exit.projected_low",
    "exit.projected_high",
    "exit.best_zone_pace",
    "villages.projected_left",
    "villages.projected_low",
    "villages.projected_high",
    "villages.required_pace",
    "villages.actual_pace",
    "villages.best_zone_pace",
    "villages.province",
    "exit.pace_shortfall",
    "exit.pace_growth",
    "people.poor_share",
    "funds.undisbursed",
    "funds.over_disbursed",
    "exit.plan",
    "exit.over_plan",
    "exit.under_plan",
    "exit.incidence_pace",
    "villages.near",
    "villages.moving",
    "villages.behind",
    "villages.ready_open",
    "villages.criteria_unmet",
    "villages.in_class",
    *(
        flow_id(term, total=total)
        for total in (False, True)
        for term in ("identified", "returned", "increase", "out", "removed", "decrease")
    ),
    "flow.return_rate",
    "flow.villages_out",
    "villages.others",
    "villages.neighbours",
    *unnamed_shares(),
    "target.special_fund",
    "target.local_revenue",
    "target.special_fund_share_needed",
    "target.special_fund_share_gap",
    "target.special_fund_growth_needed",
    "target.special_fund_growth_gap",
    "target.to_poor",
    "target.to_village_household",
    "target.department_share_needed",
    "target.department_share_gap",
    "target.rules_met",
    "target.rules_unmet",
    "villages.criterion_met",
    "villages.criterion_unmet",
    "villages.criterion_share",
    "villages.unchecked",
    "villages.checked_open",
    "villages.unplaced",
    "flag.total",
    "exit.pace_left",
    "exit.carried_left",
    "exit.best_zone_left",
    "villages.best_zone_left",
    "exit.best_zone_share",
    "villages.best_zone_share",
    "flow.return_events",
    "households.moved_out",
    "people.of_household",
    "exit.household_income",
    *(f"system.{key}.share" for key in SYSTEMS),
    "measures.households_with_any_share",
    "measures.people_with_any_share",
    "industry.villages_with_sites",
    "cases.registered",
    "cases.open",
    "cases.to_put_right",
    "cases.overdue",
    "cases.closed",
    "cases.days_to_close",
    "projects.without_notice",
    "projects.paid",
    *(
        f"safety.{item}_{part}"
        for item in ("dibao", "line", "wubao", "severe")
        for part in ("eligible", "covered", "gap", "untold", "share")
    ),
    "logic.hits",
    "logic.villages_hit",
    "logic.examined",
    "exclusions.matched",
    "exclusions.listed",
    *(
        f"flag.{kind}.{part}"
        for kind in ("reversal", "before_allocation", "over_disbursed", "stalled", "same_payee")
        for part in ("found", "examined", "amount")
    ),
    *(f"flag.{kind}.left_out" for kind in ("before_allocation", "over_disbursed", "stalled")),
    "assessment.score_share",
    "assessment.points",
    "assessment.change",
    *(
        f"exit.{name}"
        for name in (
            "above_line_listed",
            "below_line_out",
            "near_below",
            "near_above",
            "far_below",
            "further_above",
            "well_above",
            "income_unknown",
            "out_income_unknown",
            "at_risk",
            "at_risk_income",
            "at_risk_illness",
            "at_risk_disability",
            "at_risk_unknown",
            "no_risk_seen",
        )
    ),
    "villages.with_project",
    "villages.without_project",
    "villages.one_project",
    "villages.several_projects",
    "villages.services_met",
    "villages.services_unmet",
    "households.unsafe_house",
    "households.house_unknown",
    *(
        move_id(term, total=total)
        for total in (False, True)
        for term in ("identified", "out", "returned", "removed", "increase", "decrease")
    ),
    "proposals.county_villages",
    "proposals.households_planned",
    "proposals.villages_advanced",
    "proposals.villages_ecology",
    "proposals.households_loan",
    "proposals.changes",
    "proposals.changes_timely",
    "proposals.kinds_assessed",
    "proposals.filed",
    "proposals.closed",
    "proposals.overdue",
    *(f"villages.{kind}_{many}" for kind in ("teams", "secretaries") for many in ("none", "one", "several")),
    "teams.total",
    "teams.on_post",
    "first_secretaries.on_post",
    "helpers.total",
    "households.of_helper",
    "households.with_cause",
    "households.both_causes",
    "households.cause_share",
    "villages.poor_listed",
    "first_secretaries.elsewhere",
]
SYSTEMS = [
    *(
        f"system.{key}.{part}"
        for key in (
            "industry",
            "employment",
            "relocation",
            "medical",
            "education",
            "pension",
            "old_age_allowance",
            "care",
        )
        for part in ("eligible", "covered", "gap")
    ),
    *(f"system.{key}.unknown" for key in ("employment", "pension", "old_age_allowance")),
    *(f"system.{key}.untold" for key in ("medical", "pension", "old_age_allowance")),
    "measures.households_with_any",
    "measures.people_with_any",
]
DIMENSIONS: dict[str, set[str]] = {
    **dict.fromkeys(BY_PLACE + SYSTEMS, PLACES),
    **{figure: set() for figure in WHOLE_ONLY + BY_PAGE},
    "funds.planned": PLACES | {"category", "department"},
    "funds.projects": PLACES | {"category", "department"},
    "funds.allocated": PLACES | {"category", "level", "department"},
    "funds.disbursed": PLACES | {"category", "level", "department"},
    "funds.progress": {"category", "level", "department"},
}
TWENTY_KINDS = [
    "villages",
    "households",
    "persons",
    "incomes",
    "household_changes",
    "village_changes",
    "village_checks",
    "projects",
    "allocations",
    "disbursements",
    "county_finance",
    "department_funds",
    "teams",
    "first_secretaries",
    "measures",
    "industries",
    "assessments",
    "crosscheck_hits",
    "oversight",
    "proposals",
]


def test_every_figure_of_the_contract_is_registered_with_its_breakdowns() -> None:
    assert {each.id: set(each.dimensions) for each in METRICS.values()} == DIMENSIONS


def test_the_registers_are_the_twenty_kinds() -> None:
    assert sorted(REGISTERS) == sorted(TWENTY_KINDS)
    assert len(REGISTERS) == 20
    assert sorted(REGISTERS) == sorted(path.stem for path in (ROOT / "data" / "registers").glob("*.toml"))


@pytest.mark.parametrize("each", METRICS.values(), ids=METRICS)
def test_a_figure_is_worded_in_both_languages(each: Metric) -> None:
    texts = [getattr(each, field.name) for field in fields(each)]
    words = [text for text in texts if isinstance(text, Text | Unit)]
    assert len(words) >= 4
    for text in words:
        assert text.zh
        assert text.en
    for text in (each.name, each.formula):
        assert re.search("[一-鿿]", text.zh)
        assert re.search("[A-Za-z]", text.en)
    assert len(each.short.zh) <= 8


@pytest.mark.parametrize("each", METRICS.values(), ids=METRICS)
def test_a_figure_has_sources_and_rules_that_exist(each: Metric) -> None:
    assert each.sources
    assert len(set(each.sources)) == len(each.sources)
    assert set(each.sources) <= set(TWENTY_KINDS)
    if each.rule is not None:
        assert rule(each.rule, MID_2016).label.zh
    if each.rule_group is not None:
        assert rules_in_group(each.rule_group, MID_2016)


@pytest.mark.parametrize("each", METRICS.values(), ids=METRICS)
def test_unit_and_kind_agree(each: Metric) -> None:
    assert (each.kind == "money") == (each.unit.en == "yuan")
    assert (each.kind == "share") == (each.unit.en in ("%", "pp"))
    assert (each.kind == "pace") == each.unit.zh.endswith("/月")
    assert (each.decimals > 0) == (
        each.kind == "share" or each.id in {"industry.farmland_per_head", "assessment.points"}
    )


def test_the_command_line_leaves_out_what_only_a_page_can_show() -> None:
    assert set(METRICS) - set(HEADLINES) == set(BY_PAGE)


def test_only_the_two_percent_rule_has_two_decimals_and_only_annual_registers_are_annual() -> None:
    assert [each.id for each in METRICS.values() if each.decimals == 2] == ["target.special_fund_share"]
    annual = {i for i in METRICS if i.startswith(("target.", "industry."))} - {"industry.farmland_per_head"}
    assert {each.id for each in METRICS.values() if each.annual} == annual


def test_every_control_total_names_a_figure_that_exists() -> None:
    named = [each.figure for each in rules() if each.figure is not None]
    assert len(named) >= 10
    assert [figure for figure in named if figure not in METRICS] == []


def test_a_target_is_held_against_the_rule_of_its_own_name() -> None:
    targets = [each for each in HEADLINES.values() if each.id.startswith("target.")]
    assert len(targets) == 3
    assert [each.rule for each in targets] == [each.id for each in targets]


def test_lookup() -> None:
    assert metric("people.poor").name.zh == "未脱贫人口"
    with pytest.raises(UnknownMetric, match=r"people\.rich"):
        metric("people.rich")
    assert {each.id for each in metrics_by("level")} == {"funds.allocated", "funds.disbursed", "funds.progress"}


def test_an_id_given_twice_is_refused() -> None:
    poor = metric("people.poor")
    with pytest.raises(ValueError, match=r"people\.poor"):
        collect([[poor], [poor]])


def test_the_registry_starts_without_the_heavy_libraries() -> None:
    program = (
        "import sys, dashboard.metrics.registry, dashboard.metrics.formats\n"
        "print(sorted({'pandas', 'dash', 'plotly', 'numpy', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
