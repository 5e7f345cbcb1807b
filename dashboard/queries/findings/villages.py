"""Rules about poor villages: behind, out of reach, not checked, nobody posted, many returns."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from dashboard.metrics.arithmetic import actual_pace, months_left, pace_start, pace_to_share, ratio
from dashboard.metrics.flow import flow_id
from dashboard.queries.figures import deadline
from dashboard.queries.findings.model import Evidence, Hit, Outcome, Subject
from dashboard.queries.findings.places import POOR, over_plan
from dashboard.queries.reading import Reading
from dashboard.queries.registry import village_counts
from dashboard.queries.status import VillageState, baseline_day, village_states
from dashboard.queries.villages import Staff, Village, has_rows, staff, villages
from data.rules import holds, rule
from data.schema import VILLAGE_DAY_MEASURES

PACE = "exit.required_pace"
UNMET = "villages.criteria_unmet"
NO_COUNTS: Mapping[str, int] = MappingProxyType(dict.fromkeys(VILLAGE_DAY_MEASURES, 0))


def subject_of(village: Village) -> Subject:
    """Return a village as the subject of a finding."""
    return Subject("village", village.code, village.name, village.code, village.town_code, village.zone)


def _waiting(reading: Reading, as_of: date) -> list[VillageState]:
    """Return the poor villages that have not exited."""
    return [state for state in village_states(reading, as_of) if state.status != "exited"]


def _still_poor(reading: Reading, state: VillageState) -> tuple[Evidence, ...]:
    """Return the people still poor of a village as the gap, which opens; not known while nobody is on record."""
    return (Evidence("gap", state.poor if has_rows(reading, "persons") else None, POOR, figure=POOR),)


def behind(reading: Reading, as_of: date) -> Outcome:
    """Return the villages whose status is far behind (严重滞后)."""
    if not has_rows(reading, "household_changes"):
        return Outcome("villages", 0)
    states = _waiting(reading, as_of)
    found = [
        Hit(subject_of(each.village), "over_plan", over_plan(each.poor, each.plan), weight=each.over_plan)
        for each in states
        if each.status == "behind"
    ]
    return Outcome("villages", len(states), tuple(found))


def criteria_unmet(reading: Reading, as_of: date) -> Outcome:
    """Return the villages with too many criteria unmet at the latest check for the time that is left."""
    many, time = rule("finding.criteria_unmet", as_of), rule("finding_limit.days_left", as_of)
    left, found, examined = (deadline(as_of) - as_of).days, [], 0
    for each in _waiting(reading, as_of):
        if each.check is None:
            continue
        examined += 1
        unmet = len(each.check.results) - each.check.met_count
        if holds(many, unmet) and holds(time, left):
            told = (
                Evidence("day", each.check.checked_on),
                Evidence("gap", unmet, figure=UNMET),
                Evidence("days", left),
            )
            found.append(Hit(subject_of(each.village), "criteria", told, weight=unmet))
    return Outcome("villages", examined, tuple(found))


def incidence_pace(reading: Reading, as_of: date) -> Outcome:
    """Return the villages whose incidence needs a far higher pace than the one made to meet its criterion."""
    left, is_known = months_left(as_of, deadline(as_of)), pace_start(as_of) >= baseline_day(as_of)
    # Less than three months after the baseline there is no pace to go by.
    if not has_rows(reading, "household_changes") or left <= 0 or not is_known:
        return Outcome("villages", 0)
    tested, line = rule("finding.incidence_pace", as_of), rule("village_criterion.incidence_share", as_of)
    then = village_counts(reading, pace_start(as_of))
    found, examined = [], 0
    for each in _waiting(reading, as_of):
        incidence = ratio(each.poor, each.village.population_count)
        if incidence is None:
            continue
        examined += 1
        needed = pace_to_share(
            each.poor, each.village.population_count, allowed=line.number, as_of=as_of, deadline=deadline(as_of)
        )
        made = actual_pace(each.out, then.get(each.village.code, NO_COUNTS)["out_people"]) or 0.0
        times = ratio(needed, max(made, 0.0))
        # A village that meets the criterion already needs none.
        if needed and (times is None or holds(tested, times)):
            told = (
                Evidence("incidence", incidence, "people.incidence"),
                Evidence("gap", needed, PACE, figure="exit.incidence_pace"),
                Evidence("pace", made, "exit.actual_pace"),
            )
            found.append(Hit(subject_of(each.village), "incidence", told, weight=needed))
    return Outcome("villages", examined, tuple(found))


def never_checked(reading: Reading, as_of: date) -> Outcome:
    """Return the villages without any check (从未核查); without a register of checks nothing is examined."""
    if not has_rows(reading, "village_checks"):
        return Outcome("villages", 0)
    states = _waiting(reading, as_of)
    found = [
        Hit(
            subject_of(each.village),
            "never_checked",
            _still_poor(reading, each),
            weight=each.poor,
        )
        for each in states
        if each.check is None
    ]
    return Outcome("villages", len(states), tuple(found))


def check_old(reading: Reading, as_of: date) -> Outcome:
    """Return the villages whose latest check is too old (核查过期)."""
    limit, found, examined = rule("finding.check_old", as_of), [], 0
    for each in _waiting(reading, as_of):
        if each.check is None:
            continue
        examined += 1
        days = (as_of - each.check.checked_on).days
        if holds(limit, days):
            told = (Evidence("day", each.check.checked_on), _of_check(each, days))
            found.append(Hit(subject_of(each.village), "check_old", told, weight=days))
    return Outcome("villages", examined, tuple(found))


def _of_check(state: VillageState, days: int) -> Evidence:
    """Return the days since a check, which open at its row."""
    day = state.check.checked_on.isoformat() if state.check else ""
    return Evidence("gap", days, figure="map.criteria_met", row=(state.village.code, day))


def many_returns(reading: Reading, as_of: date) -> Outcome:
    """Return the villages where returns to poverty come to a large share of the moves out (返贫偏高)."""
    limit, found, examined = rule("finding.village_returns", as_of), [], 0
    counts = village_counts(reading, as_of)
    for village in villages(reading):
        mine = counts.get(village.code, NO_COUNTS)
        share = ratio(mine["returned_flow"], mine["out_flow"])
        if share is None:
            continue
        examined += 1
        if holds(limit, share):
            told = (
                Evidence("returned", mine["returned_flow"], "people.returned", figure=flow_id("returned", total=True)),
                Evidence("out", mine["out_flow"], "people.out", figure=flow_id("out", total=True)),
                Evidence("gap", share, "people.out_share", figure="flow.return_rate"),
            )
            found.append(Hit(subject_of(village), "returns", told, weight=mine["returned_flow"]))
    return Outcome("villages", examined, tuple(found))


def no_team(reading: Reading, as_of: date) -> Outcome:
    """Return the villages to which no work team (驻村工作队) is posted."""
    posted = {code for code, each in staff(reading).items() if _teams(each)}
    return _unstaffed(reading, as_of, posted, kind="teams")


def no_secretary(reading: Reading, as_of: date) -> Outcome:
    """Return the villages without a first secretary (第一书记)."""
    posted = {code for code, each in staff(reading).items() if each.first_secretaries}
    return _unstaffed(reading, as_of, posted, kind="first_secretaries")


def _teams(each: Staff) -> int:
    return each.province_city_teams + each.county_teams


def _unstaffed(reading: Reading, as_of: date, posted: Iterable[str], *, kind: str) -> Outcome:
    if not has_rows(reading, kind):
        return Outcome("villages", 0)
    staffed = set(posted)
    states = _waiting(reading, as_of)
    found = [
        Hit(subject_of(each.village), kind, _still_poor(reading, each), weight=each.poor)
        for each in states
        if each.village.code not in staffed
    ]
    return Outcome("villages", len(states), tuple(found))
