"""Cases of oversight (监督事项): notices, complaints, inspections and audits, and their state on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from sqlalchemy import func, select

from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.villages import villages
from data.rules import Rule, rule
from data.schema import facts, in_edition

CaseType = Literal["notice", "complaint", "inspection", "audit"]
CASE_TYPES: tuple[CaseType, ...] = get_args(CaseType)
CODES: Mapping[CaseType, str] = MappingProxyType(
    {"notice": "公告公示", "complaint": "信访举报", "inspection": "督查检查", "audit": "审计"}
)
"""Types of case as the register writes them."""
PUT_RIGHT = "已整改"
CaseState = Literal["open", "overdue", "closed", "nothing"]
CASE_STATES: tuple[CaseState, ...] = get_args(CaseState)

_O, _P, _D = facts["oversight"], facts["projects"], facts["disbursements"]
_TYPES = {code: name for name, code in CODES.items()}


@dataclass(frozen=True, slots=True)
class Case:
    """A case (监督事项) as the edition knows it; ``status`` None where there was nothing to put right.

    ``project_name`` and ``department`` are those of the project it names, if any.
    """

    case_no: str
    type: CaseType
    day: date
    content: str
    status: str | None
    settled_on: date | None
    village_code: str | None
    project_no: str | None
    project_name: str | None = None
    department: str | None = None

    def due(self) -> date:
        """Return the last day on which it is not overdue."""
        return self.day + timedelta(days=int(limit(self.type, self.day).number))

    def state(self, on: date) -> CaseState:
        """Return its state at a day's end; one put right later was still open then."""
        if self.status is None:
            return "nothing"
        if self.status == PUT_RIGHT and (self.settled_on is None or self.settled_on <= on):
            return "closed"
        return "overdue" if on > self.due() else "open"


def limit(case_type: CaseType, on: date) -> Rule:
    """Return the rule that says how long a type of case may stay open."""
    return rule(f"case_days.{case_type}", on)


@lru_cache(maxsize=CACHED)
def cases(reading: Reading) -> tuple[Case, ...]:
    """Return every case of the edition, the latest first."""
    c, p = _O.c, _P.c
    project = (p.county_code == c.county_code) & (p.project_no == c.project_no) & in_edition(_P, reading.edition)
    columns = (c.case_no, c.case_type, c.occurred_on, c.content, c.rectification_status, c.rectified_on)
    wanted = select(*columns, c.village_code, c.project_no, p.project_name, p.department)
    wanted = wanted.select_from(_O.outerjoin(_P, project)).where(in_edition(_O, reading.edition))
    rows = reading.rows(wanted.order_by(c.occurred_on.desc(), c.case_no))
    return tuple(Case(row[0], _TYPES[row[1]], *row[2:]) for row in rows)


def cases_on(reading: Reading, scope: Scope, as_of: date) -> tuple[Case, ...]:
    """Return the cases entered by the day in a scope; one that names no village belongs to the county alone."""
    inside = {village.code for village in villages(reading) if scope.holds(village)}
    known = [case for case in cases(reading) if case.day <= as_of]
    return tuple(case for case in known if scope == Scope() or case.village_code in inside)


@lru_cache(maxsize=CACHED)
def first_notices(reading: Reading) -> Mapping[str, date]:
    """Return the day of the first public notice (公告公示) that names a project, by project number."""
    found: dict[str, date] = {}
    for case in cases(reading):
        if case.type == "notice" and case.project_no:
            found[case.project_no] = min(case.day, found.get(case.project_no, case.day))
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class PaidProject:
    """A project to which money was paid: the day of the first payment, where it lies, who answers for it."""

    project_no: str
    name: str
    department: str
    place_codes: tuple[str, ...]
    paid_on: date
    fen: int


@lru_cache(maxsize=CACHED)
def paid_projects(reading: Reading, as_of: date) -> tuple[PaidProject, ...]:
    """Return the projects to which money was paid by the day, with the net amount in fen."""
    d, p = _D.c, _P.c
    paid = select(d.project_no, func.min(d.disbursed_on).label("paid_on"), func.sum(d.amount_fen).label("fen"))
    sums = paid.where(in_edition(_D, reading.edition), d.disbursed_on <= as_of).group_by(d.project_no).subquery()
    wanted = select(p.project_no, p.project_name, p.department, p.place_codes, sums.c.paid_on, sums.c.fen)
    wanted = wanted.select_from(_P.join(sums, sums.c.project_no == p.project_no))
    rows = reading.rows(wanted.where(in_edition(_P, reading.edition)).order_by(p.project_no))
    return tuple(
        PaidProject(number, name, department, tuple((codes or "").split(",")), paid_on, fen)
        for number, name, department, codes, paid_on, fen in rows
    )


@lru_cache(maxsize=CACHED)
def departments(reading: Reading) -> tuple[str, ...]:
    """Return the departments (主管部门) of the project library, by name."""
    wanted = select(_P.c.department).where(in_edition(_P, reading.edition)).distinct().order_by(_P.c.department)
    return tuple(row[0] for row in reading.rows(wanted))
