"""What each ledger flag (台账疑点) looks at and singles out, as conditions: one place for the page and the drawer."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, FromClause, Select, Subquery, and_, case, distinct, func, literal, or_, select

from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.villages import has_rows
from data.rules import Rule, rule
from data.schema import facts, in_edition

Kind = Literal["reversal", "before_allocation", "over_disbursed", "stalled", "same_payee"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Unit = Literal["entries", "projects", "payees"]

_P, _A, _D = facts["projects"], facts["allocations"], facts["disbursements"]
COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Examination:
    """What a flag looks at: rows of ``source`` that meet ``examined``; it singles out those that meet ``found``, too.

    Rows are entries or projects; of a payee it is the latest entry. ``columns`` are further numbers of the source.
    """

    rules: tuple[Rule, ...]
    unit: Unit
    source: FromClause
    examined: ColumnElement[bool]
    found: ColumnElement[bool]
    columns: tuple[ColumnElement[Any], ...] = ()


@lru_cache(maxsize=CACHED)
def tested(reading: Reading, as_of: date, kind: Kind) -> Examination:
    """Return what a flag looks at and singles out up to the day."""
    tests: Mapping[Kind, Callable[[Reading, date], Examination]] = {
        "reversal": _reversal,
        "before_allocation": _before_allocation,
        "over_disbursed": _over_disbursed,
        "stalled": _stalled,
        "same_payee": _same_payee,
    }
    return tests[kind](reading, as_of)


def entries_here(reading: Reading, as_of: date) -> ColumnElement[bool]:
    """Return the condition that an entry stands in the ledger by the day, of a project of the library."""
    library = select(_P.c.project_no).where(in_edition(_P, reading.edition))
    return and_(in_edition(_D, reading.edition), _D.c.disbursed_on <= as_of, _D.c.project_no.in_(library))


def found_projects(test: Examination) -> Select[Any]:
    """Return the numbers of the projects that a flag of projects singles out."""
    return select(_P.c.project_no).select_from(test.source).where(test.examined, test.found)


def found_payees(reading: Reading, as_of: date) -> Select[Any]:
    """Return the pseudonyms of the payees (收款人) named in several projects."""
    many = rule("flag.same_payee_projects", as_of)
    named = select(_D.c.payee_pseudonym).where(entries_here(reading, as_of), _D.c.payee_pseudonym.is_not(None))
    projects = func.count(distinct(_D.c.project_no))
    return named.group_by(_D.c.payee_pseudonym).having(COMPARE[many.operator](projects, many.number))


def _reversal(reading: Reading, as_of: date) -> Examination:
    below = rule("flag.reversal", as_of)
    found = COMPARE[below.operator](_D.c.amount_fen, round(below.number * 100))
    return Examination((below,), "entries", _D, entries_here(reading, as_of), found)


def _before_allocation(reading: Reading, as_of: date) -> Examination:
    early, first = rule("flag.entry_before_allocation", as_of), _first_allocations(reading, as_of)
    # The days are reckoned here: stores of different kinds subtract dates differently.
    ends = {
        day: day - timedelta(days=int(early.number)) for (day,) in reading.rows(select(first.c.first_on).distinct())
    }
    last = case(ends, value=first.c.first_on) if ends else first.c.first_on
    return Examination(
        (early,),
        "entries",
        _D.join(first, first.c.project_no == _D.c.project_no),
        entries_here(reading, as_of),
        COMPARE[early.operator](last, _D.c.disbursed_on),
        (first.c.first_on,),
    )


def _first_allocations(reading: Reading, as_of: date) -> Subquery:
    wanted = select(_A.c.project_no, func.min(_A.c.allocated_on).label("first_on"))
    return wanted.where(*_allocated_here(reading, as_of)).group_by(_A.c.project_no).subquery()


def _allocated_here(reading: Reading, as_of: date) -> tuple[ColumnElement[bool], ...]:
    return in_edition(_A, reading.edition), _A.c.allocated_on <= as_of


def _over_disbursed(reading: Reading, as_of: date) -> Examination:
    over = rule("flag.over_disbursed", as_of)
    given = _by_project(_A, *_allocated_here(reading, as_of))
    paid = _by_project(_D, entries_here(reading, as_of))
    joined = _P.join(paid, paid.c.project_no == _P.c.project_no)
    nothing = func.coalesce(given.c.fen, 0) == 0
    # A project to which nothing was ever allocated has no share; any money disbursed to it is too much.
    share = COMPARE[over.operator](paid.c.fen * 1.0 / given.c.fen, over.number)
    return Examination(
        (over,),
        "projects",
        joined.outerjoin(given, given.c.project_no == _P.c.project_no),
        and_(in_edition(_P, reading.edition), literal(has_rows(reading, "allocations"))),
        or_(and_(nothing, paid.c.fen > 0), and_(~nothing, share)),
        (given.c.fen, paid.c.fen),
    )


def _by_project(ledger: Any, *here: ColumnElement[bool]) -> Any:  # noqa: ANN401 - a table in, an aliased SELECT out
    wanted = select(ledger.c.project_no, func.sum(ledger.c.amount_fen).label("fen"))
    return wanted.where(*here).group_by(ledger.c.project_no).subquery()


def _stalled(reading: Reading, as_of: date) -> Examination:
    late, little = rule("flag.stalled_days", as_of), rule("flag.stalled_progress", as_of)
    past = COMPARE[late.operator](as_of - timedelta(days=int(late.number)), _P.c.planned_finish_on)
    slow = COMPARE[little.operator](_P.c.progress_share, little.number)
    examined = and_(in_edition(_P, reading.edition), _P.c.progress_share.is_not(None))
    return Examination((late, little), "projects", _P, examined, and_(past, slow))


def _same_payee(reading: Reading, as_of: date) -> Examination:
    many, ledger = rule("flag.same_payee_projects", as_of), _D.c
    latest_first = (ledger.disbursed_on.desc(), ledger.voucher_no.desc(), ledger.line_no.desc())
    place = func.row_number().over(partition_by=ledger.payee_pseudonym, order_by=latest_first).label("place")
    here = and_(entries_here(reading, as_of), ledger.payee_pseudonym.is_not(None))
    placed = select(ledger.voucher_no, ledger.line_no, place).where(here).subquery()
    same = and_(placed.c.voucher_no == ledger.voucher_no, placed.c.line_no == ledger.line_no, placed.c.place == 1)
    named = ledger.payee_pseudonym.in_(found_payees(reading, as_of))
    return Examination((many,), "payees", _D.join(placed, same), in_edition(_D, reading.edition), named)
