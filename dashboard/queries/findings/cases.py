"""Rules about oversight (监督): cases overdue, money paid to projects that no public notice names."""

from collections.abc import Iterable
from datetime import date, timedelta

from dashboard.queries.cases import CODES, Case, cases, first_notices, limit, paid_projects
from dashboard.queries.findings.model import Evidence, Hit, Outcome, Subject
from dashboard.queries.reading import Reading
from dashboard.queries.villages import Village, villages

FEN = 100
MONEY = "funds.disbursed"


def overdue(reading: Reading, as_of: date) -> Outcome:
    """Return the cases that were to be put right by now and are not (逾期)."""
    known = {village.code: village for village in villages(reading)}
    asked = [case for case in cases(reading) if case.day <= as_of and case.state(as_of) != "nothing"]
    late = [case for case in asked if case.state(as_of) == "overdue"]
    return Outcome("cases", len(asked), tuple(_hit(case, as_of, known.get(case.village_code or "")) for case in late))


def _hit(case: Case, as_of: date, village: Village | None) -> Hit:
    days = (as_of - case.day).days
    told = (
        Evidence("day", case.day),
        Evidence("limit", limit(case.type, case.day).number),
        Evidence("gap", days, figure="cases.registered", row=(case.case_no,)),
    )
    subject = _lying("case", case.case_no, f"{case.case_no} {CODES[case.type]}", [village] if village else [])
    since = case.due() + timedelta(days=1)
    return Hit(subject, "case_overdue", told, weight=days, since=since, answers=case.department)


def paid_without_notice(reading: Reading, as_of: date) -> Outcome:
    """Return the projects with money paid and no public notice (公告公示); without any notice nothing is examined."""
    noticed, known = first_notices(reading), {village.code: village for village in villages(reading)}
    if not noticed:
        return Outcome("projects", 0)
    paid, found = paid_projects(reading, as_of), []
    for each in paid:
        if noticed.get(each.project_no, date.max) <= as_of:
            continue
        told = (Evidence("day", each.paid_on), Evidence("gap", each.fen / FEN, MONEY, (("project", each.project_no),)))
        places = [known[code] for code in each.place_codes if code in known]
        subject = _lying("project", each.project_no, each.name, places)
        weight = each.fen / FEN
        found.append(Hit(subject, "paid_no_notice", told, weight=weight, since=each.paid_on, answers=each.department))
    return Outcome("projects", len(paid), tuple(found))


def _lying(kind: str, key: str, name: str, places: Iterable[Village]) -> Subject:
    """Return a subject with its place as far as it lies in a single one."""
    return Subject(
        "case" if kind == "case" else "project",
        key,
        name,
        _only(village.code for village in places),
        _only(village.town_code for village in places),
        _only(village.zone for village in places),
    )


def _only(values: Iterable[str | None]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None
