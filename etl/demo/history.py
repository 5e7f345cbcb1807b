"""What the county office knew on the day of each delivery: the model seen from an earlier day."""

from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import date

from etl.demo.records import (
    DELIVERIES,
    Case,
    Change,
    County,
    Disbursement,
    Household,
    Income,
    Measure,
    Project,
    Proposal,
)
from etl.demo.slips import as_told, build_slips
from etl.demo.timeline import JOINS

_MARCH, _APRIL, _MAY, _JUNE = DELIVERIES
_LATE_DEPARTMENT = "县水务局"
_LATE_TOWNS = 2
_LOST_OF = 30


def known(county: County, day: date, *, seed: int) -> County:
    """The county as all deliveries up to `day` (one of DELIVERIES) told it; on the last day the truth itself."""
    if day >= _JUNE:
        return county
    slips = build_slips(county, seed)
    households, changes = _registry(county, day)
    payments = _payments(county, day)
    allocations = tuple(line for line in county.allocations if line.day <= day)
    cases = tuple(_case(case, day) for case in county.cases if case.day <= day)
    named = {line.project_no for line in allocations} | {line.project_no for line in payments}
    named |= {case.project_no for case in cases if case.project_no}
    return replace(
        county,
        households=as_told(households, slips, day),
        changes=changes,
        village_changes=tuple(line for line in county.village_changes if line.day <= day),
        village_checks=tuple(check for check in county.village_checks if check.day <= day),
        incomes=as_told(_incomes(county.incomes, households, changes), slips, day),
        projects=tuple(_project(one, day) for one in as_told(_library(county, named), slips, day)),
        allocations=allocations,
        disbursements=as_told(payments, slips, day),
        department_funds=as_told(county.department_funds, slips, day),
        teams=as_told(county.teams, slips, day),
        measures=_measures(county.measures, households, day),
        cases=cases,
        proposals=tuple(_proposal(one, day) for one in county.proposals),
    )


def _registry(county: County, day: date) -> tuple[tuple[Household, ...], tuple[Change, ...]]:
    """The households and changes known; two towns send what happened in April a month late."""
    towns = tuple(dict.fromkeys(village.town_code for village in county.villages if village.is_poor))[:_LATE_TOWNS]
    late = {house.no for house in county.households if house.village_code.startswith(towns)}

    def is_known(line: Change) -> bool:
        comes_late = line.household_no in late and line.kind != "新识别" and _MARCH < line.day <= _APRIL
        return (_MAY if comes_late else line.day) <= day

    changes = tuple(filter(is_known, county.changes))
    joined = {line.person_no for line in changes if line.kind == JOINS}
    unborn = {line.person_no for line in county.changes if line.kind == JOINS} - joined
    former = _former_helpers(county.households, day)
    told = (house for house in county.households if house.identified <= day)
    return tuple(_without(former.get(house.no, house), unborn) for house in told), changes


def _former_helpers(households: Iterable[Household], day: date) -> dict[str, Household]:
    """Households of today without a helper that still had one on the day, as they were told then (不脱钩 broken)."""
    found: dict[str, Household] = {}
    last: Household | None = None
    without = 0
    for house in households:
        if house.helper is not None:
            last = house
            continue
        without += 1
        until = _APRIL if without % 2 else _MAY
        near = last is not None and last.village_code == house.village_code
        if last is not None and near and without % _LOST_OF < 2 and day <= until:
            found[house.no] = replace(house, helper=last.helper, helper_unit=last.helper_unit)
    return found


def _without(house: Household, unborn: Container[str | None]) -> Household:
    """A household without members nobody has told of yet."""
    members = tuple(person for person in house.members if person.no not in unborn)
    return house if len(members) == len(house.members) else replace(house, members=members)


def _payments(county: County, day: date) -> tuple[Disbursement, ...]:
    """The payments known; one department sends those of March a month late."""
    late = {project.no for project in county.projects if project.department == _LATE_DEPARTMENT}

    def is_known(line: Disbursement) -> bool:
        comes_late = line.project_no in late and date(2016, 3, 1) <= line.day <= _MARCH
        return (_APRIL if comes_late else line.day) <= day

    return tuple(filter(is_known, county.disbursements))


def _incomes(
    incomes: Iterable[Income], households: Iterable[Household], changes: Iterable[Change]
) -> tuple[Income, ...]:
    """The income sheets of known households; those of 2016 are filled in as a household moves out."""
    registered = {house.no for house in households}
    out = {line.household_no for line in changes if line.kind == "脱贫"}
    return tuple(sheet for sheet in incomes if sheet.household_no in (out if sheet.year == _JUNE.year else registered))


def _measures(measures: Iterable[Measure], households: Iterable[Household], day: date) -> tuple[Measure, ...]:
    """The measures begun, for households and people that are known."""
    houses: set[str] = set()
    people: set[str | None] = {None}
    for house in households:
        houses.add(house.no)
        people.update(person.no for person in house.members)
    return tuple(one for one in measures if one.day <= day and one.household_no in houses and one.person_no in people)


def _library(county: County, named: Container[str | None]) -> tuple[Project, ...]:
    """The projects of 2015, and those of 2016 that money or a case has named already."""
    return tuple(project for project in county.projects if project.no.startswith("YS2015") or project.no in named)


def _project(project: Project, day: date) -> Project:
    """A project as far as it had come; the library of April has the acceptance under a header nobody reads."""
    accepted_by = _MARCH if day == _APRIL else day
    started = _by(project.started, day)
    return replace(
        project,
        started=started,
        finished=_by(project.finished, day),
        accepted=_by(project.accepted, accepted_by),
        progress_bp=0 if started is None else _progress(project, started, day),
    )


def _progress(project: Project, started: date, day: date) -> int:
    """Progress in basis points, in steps of five percent, in a straight line to where it stood at the end."""
    end = project.finished or _JUNE
    if day >= end:
        return project.progress_bp
    share = (day - started).days / max(1, (end - started).days)
    return int(project.progress_bp * share / 500) * 500


def _case(case: Case, day: date) -> Case:
    """A case of oversight as it stood."""
    return case if case.settled is None or case.settled <= day else replace(case, status="整改中", settled=None)


def _proposal(one: Proposal, day: date) -> Proposal:
    """A proposal as it stood."""
    if one.answered is None or one.answered <= day:
        return one
    return replace(one, status="办理中", answered=None, answer=None)


def _by(happened: date | None, day: date) -> date | None:
    """A day if it had come."""
    return happened if happened is not None and happened <= day else None
