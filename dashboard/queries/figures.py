"""Every figure of the registry at a day, in total or by member: the one place where figures are computed.

Breakdowns by place add up the villages of a member; ratios are ratios of sums. What was never loaded is None.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from dashboard.metrics.arithmetic import actual_pace, growth, pace_start, ratio, required_pace
from dashboard.metrics.model import Dimension
from dashboard.queries import helpers, ledgers, quality, registry, targets
from dashboard.queries.ledgers import UNASSIGNED, LedgerSum
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.systems import system_figures
from dashboard.queries.villages import EXITED, Village, has_rows, last_changes, latest_checks, staff, villages
from data.rules import rule

Value = float | int | None
Figures = Mapping[str, Value]
Breakdown = Mapping[str, Mapping[str, Value]]

FEN = 100

_LEDGER_ATTRIBUTES: Mapping[str, Callable[[LedgerSum], str]] = MappingProxyType(
    {
        "category": lambda each: each.category,
        "level": lambda each: each.level,
        "department": lambda each: each.department,
    }
)


def deadline(as_of: date) -> date:
    """Return the day by which everyone is to be out of poverty (脱贫期限)."""
    return rule("goal.deadline", as_of).day


def place_of(dimension: Dimension) -> Callable[[Village], str]:
    """Return how a village's member of a place dimension is read; a village without zone is unassigned."""
    return {
        "zone": lambda village: village.zone or UNASSIGNED,
        "town": lambda village: village.town_code,
        "village": lambda village: village.code,
    }[dimension]


def _groups(reading: Reading, by: Dimension | None) -> Mapping[str, tuple[Village, ...]]:
    """Return the villages of each member; one member for the total."""
    key = place_of(by) if by else lambda _: "total"
    found: dict[str, list[Village]] = {} if by else {"total": []}
    for village in villages(reading):
        found.setdefault(key(village), []).append(village)
    return {member: tuple(group) for member, group in found.items()}


def _village_figures(reading: Reading, as_of: date, group: Iterable[Village]) -> dict[str, Value]:
    poor = [village for village in group if village.is_poor]
    identified = [village for village in poor if village.identified_on <= as_of]
    changes, checks, posted = last_changes(reading, as_of), latest_checks(reading, as_of), staff(reading)
    exited = sum(changes.get(village.code) == EXITED for village in identified)
    ready = sum(village.code in checks and checks[village.code].is_ready for village in identified)
    met = [checks[village.code].met_count for village in identified if village.code in checks]
    known = has_rows(reading, "village_changes")
    staffed = has_rows(reading, "teams") or has_rows(reading, "first_secretaries")
    return {
        "villages.registered": len(identified),
        "villages.exited": exited if known else None,
        "villages.remaining": len(identified) - exited if known else None,
        "villages.ready": ready if has_rows(reading, "village_checks") else None,
        "villages.with_team": sum(village.code in posted for village in poor) if staffed else None,
        "villages.without_team": sum(village.code not in posted for village in poor) if staffed else None,
        "map.criteria_met": sum(met) if met else None,
    }


def _sum(counts: Mapping[str, registry.Counts], group: Iterable[Village], measure: str) -> int:
    return sum(counts[village.code][measure] for village in group if village.code in counts)


def _registry_figures(reading: Reading, as_of: date, group: tuple[Village, ...]) -> dict[str, Value]:
    now = registry.village_counts(reading, as_of)
    then = registry.village_counts(reading, pace_start(as_of))
    moved = has_rows(reading, "household_changes")
    found: dict[str, Value] = {}
    for unit, kind in (("people", "persons"), ("households", "households")):
        for state in ("registered", "poor", "out", "returned"):
            known = has_rows(reading, kind) and (moved or state in ("registered", "poor"))
            found[f"{unit}.{state}"] = _sum(now, group, f"{state}_{unit}") if known else None
    paired = _sum(now, group, "paired_households")
    told = registry.any_household_says(reading, "helper_name")
    found["households.paired"] = paired if told else None
    found["households.unpaired"] = _sum(now, group, "registered_households") - paired if told else None
    unhelped = helpers.unhelped(reading, as_of) if told else helpers.Unhelped({}, {})
    for figure, numbers in (("poor_unpaired", unhelped.poor), ("lost_helper", unhelped.lost)):
        here = sum(numbers.get(village.code, 0) for village in group)
        found[f"households.{figure}"] = here if told else None
    people, out = found["people.poor"], found["people.out"]
    out_then = _sum(then, group, "out_people") if out is not None else None
    found["people.incidence"] = ratio(people, sum(village.population_count for village in group))
    found["people.out_share"] = ratio(out, found["people.registered"])
    found["exit.required_pace"] = required_pace(people, as_of, deadline=deadline(as_of))
    found["exit.actual_pace"] = actual_pace(out, out_then)
    return found


def _staff_figures(reading: Reading, group: Iterable[Village]) -> dict[str, Value]:
    posted = [staff(reading)[village.code] for village in group if village.code in staff(reading)]
    teams, secretaries = has_rows(reading, "teams"), has_rows(reading, "first_secretaries")
    return {
        "teams.province_city": sum(each.province_city_teams for each in posted) if teams else None,
        "teams.county": sum(each.county_teams for each in posted) if teams else None,
        "teams.cadres": sum(each.cadres for each in posted) if teams else None,
        "first_secretaries.total": sum(each.first_secretaries for each in posted) if secretaries else None,
    }


def _yuan(sums: Iterable[LedgerSum]) -> float:
    return sum(each.fen for each in sums) / FEN


@dataclass(frozen=True, slots=True)
class _Money:
    """The three stages of money at a day, each None where its register was never loaded."""

    planned: tuple[LedgerSum, ...] | None
    allocated: tuple[LedgerSum, ...] | None
    disbursed: tuple[LedgerSum, ...] | None


def _money(reading: Reading, as_of: date) -> _Money:
    return _Money(
        ledgers.planned(reading) if has_rows(reading, "projects") else None,
        ledgers.allocated(reading, as_of) if has_rows(reading, "allocations") else None,
        ledgers.disbursed(reading, as_of) if has_rows(reading, "disbursements") else None,
    )


def _fund_figures(money: _Money) -> dict[str, Value]:
    allocated = None if money.allocated is None else _yuan(money.allocated)
    disbursed = None if money.disbursed is None else _yuan(money.disbursed)
    return {
        "funds.planned": None if money.planned is None else _yuan(money.planned),
        "funds.allocated": allocated,
        "funds.disbursed": disbursed,
        "funds.projects": None if money.planned is None else sum(each.count for each in money.planned),
        "funds.progress": ratio(disbursed, allocated),
    }


def _a_head(figures: Mapping[str, Value]) -> dict[str, Value]:
    """Return the figures that divide money by people (人均)."""
    return {"map.disbursed_per_head": ratio(figures["funds.disbursed"], figures.get("people.registered"))}


def target_figures(reading: Reading, as_of: date) -> dict[str, Value]:
    """Return the three funding rules' figures; a part-year gives no growth."""
    finance = targets.latest_finance(reading, as_of)
    departments = targets.latest_departments(reading, as_of)
    share = growth_share = None
    if finance is not None:
        share = ratio(finance.special_fund_fen, finance.local_revenue_fen)
        before = targets.finance_years(reading).get(finance.year - 1)
        if before is not None and targets.PART_YEAR not in (finance.basis, before.basis):
            growth_share = growth(finance.special_fund_fen, before.special_fund_fen)
    to_poor = sum(row.to_poor_fen for row in departments)
    return {
        "target.special_fund_share": share,
        "target.special_fund_growth": growth_share,
        "target.department_share": ratio(to_poor, sum(row.total_fen for row in departments)),
    }


@lru_cache(maxsize=CACHED)
def total_figures(reading: Reading, as_of: date) -> Figures:
    """Return every figure of the registry for the county at the day's end."""
    group = _groups(reading, None)["total"]
    found: dict[str, Value] = {}
    if group:
        found |= _village_figures(reading, as_of, group)
    found |= _registry_figures(reading, as_of, group) | _staff_figures(reading, group)
    found |= system_figures(reading, as_of, [village.code for village in group])
    found |= _fund_figures(_money(reading, as_of)) | target_figures(reading, as_of)
    found |= _a_head(found)
    if has_rows(reading, "projects"):
        whole = ledgers.project_totals(reading)
        found |= {
            "funds.categories": whole.categories,
            "funds.items": whole.items,
            "projects.completed": whole.completed,
        }
    rows = quality.row_totals(reading)
    found |= {
        "dq.rows_read": rows.rows_read,
        "dq.rejected": rows.rejected,
        "dq.files_quarantined": rows.files_quarantined,
    }
    return MappingProxyType(found)


@lru_cache(maxsize=CACHED)
def figures_by(reading: Reading, as_of: date, by: Dimension) -> Breakdown:
    """Return every figure that may be broken down by ``by``, by figure and member."""
    members = _by_ledger(reading, as_of, by) if by in _LEDGER_ATTRIBUTES else _by_place(reading, as_of, by)
    found: dict[str, dict[str, Value]] = {}
    for member, figures in members.items():
        for figure, value in figures.items():
            found.setdefault(figure, {})[member] = value
    return MappingProxyType({figure: MappingProxyType(parts) for figure, parts in found.items()})


def _by_place(reading: Reading, as_of: date, by: Dimension) -> dict[str, dict[str, Value]]:
    members: dict[str, dict[str, Value]] = {}
    for member, group in _groups(reading, by).items():
        members[member] = _village_figures(reading, as_of, group) | _registry_figures(reading, as_of, group)
        members[member] |= _staff_figures(reading, group)
        members[member] |= system_figures(reading, as_of, [village.code for village in group])
    key = place_of(by)
    member_by_code = {village.code: key(village) for village in villages(reading)}
    money = _money(reading, as_of)
    stages = [
        None if stage is None else ledgers.by_place(stage, member_by_code.get)
        for stage in (money.planned, money.allocated, money.disbursed)
    ]
    for member in {*members, *(name for stage in stages if stage for name in stage)}:
        parts = _Money(*(None if stage is None else tuple(stage.get(member, ())) for stage in stages))
        figures = _fund_figures(parts)
        del figures["funds.progress"]
        members.setdefault(member, {}).update(figures)
        members[member] |= _a_head(members[member])
    return members


def _by_ledger(reading: Reading, as_of: date, by: Dimension) -> dict[str, dict[str, Value]]:
    attribute = _LEDGER_ATTRIBUTES[by]
    money = _money(reading, as_of)
    stages = (money.planned, money.allocated, money.disbursed)
    names = {attribute(each) for stage in stages for each in stage or ()} - {""}
    members = {}
    for name in sorted(names):
        parts = (
            None if stage is None else tuple(each for each in stage if attribute(each) == name) for stage in stages
        )
        members[name] = _fund_figures(_Money(*parts))
        if by == "level":
            del members[name]["funds.planned"], members[name]["funds.projects"]
    return members
