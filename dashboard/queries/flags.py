"""Ledger flags (台账疑点): what the rules of the group ``flag`` single out.

A flag is a lead, not a verdict (疑点不等于违规).

Every flag says how many rows it examined: one that examined none has found nothing out.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, and_, distinct, func, select

from dashboard.metrics.arithmetic import ratio
from dashboard.queries.entries import payee_key
from dashboard.queries.reading import CACHED, Reading
from data.rules import Rule, holds, rule
from data.schema import facts, in_edition

Kind = Literal["reversal", "before_allocation", "over_disbursed", "stalled", "same_payee"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Unit = Literal["entries", "projects", "payees"]
MOST_ROWS = 100
"""Rows a flag keeps, those of the largest amounts; ``count`` counts them all."""

_P, _A, _D = facts["projects"], facts["allocations"], facts["disbursements"]
_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One thing singled out: an entry, a project or a payee; amount in fen.

    ``measure`` is what the rule was held against: days, a fraction or a number of projects.
    """

    title: str
    fen: int
    measure: float | None = None
    project_no: str | None = None
    category: str | None = None
    day: date | None = None
    voucher_no: str | None = None
    payee_key: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """What a rule found: ``count`` of ``examined``, ``fen`` their amounts; ``left_out`` rows could not be examined."""

    kind: Kind
    rules: tuple[Rule, ...]
    unit: Unit
    examined: int
    left_out: int
    count: int
    fen: int
    rows: tuple[FlagRow, ...]

    @property
    def was_checked(self) -> bool:
        """Whether there was anything to examine at all."""
        return self.examined > 0


def flags(reading: Reading, as_of: date) -> tuple[Flag, ...]:
    """Return every flag of the county up to the day, in the order in which they are shown."""
    return tuple(flag(reading, as_of, kind) for kind in KINDS)


@lru_cache(maxsize=CACHED)
def flag(reading: Reading, as_of: date, kind: Kind) -> Flag:
    """Return one flag of the county up to the day."""
    rules: Mapping[Kind, Callable[[Reading, date], Flag]] = {
        "reversal": _reversals,
        "before_allocation": _before_allocation,
        "over_disbursed": _over_disbursed,
        "stalled": _stalled,
        "same_payee": _same_payee,
    }
    return rules[kind](reading, as_of)


def _flag(kind: Kind, rules: tuple[Rule, ...], unit: Unit, *, examined: int, total: int, rows: list[FlagRow]) -> Flag:
    ranked = sorted(rows, key=lambda row: (-abs(row.fen), row.title, row.voucher_no or ""))
    found = sum(row.fen for row in rows)
    return Flag(kind, rules, unit, examined, total - examined, len(rows), found, tuple(ranked[:MOST_ROWS]))


def _entries_here(reading: Reading, as_of: date) -> ColumnElement[bool]:
    return and_(in_edition(_D, reading.edition), _D.c.disbursed_on <= as_of)


def _entry_count(reading: Reading, as_of: date) -> int:
    return int(reading.value(select(func.count()).select_from(_D).where(_entries_here(reading, as_of))))


def _reversals(reading: Reading, as_of: date) -> Flag:
    """Return entries of negative amount (冲销)."""
    tested = rule("flag.reversal", as_of)
    wanted = _entry_select().where(_entries_here(reading, as_of), in_edition(_P, reading.edition))
    limit = round(tested.number * 100)
    rows = [
        FlagRow(row[1], row[5], row[5] / 100, row[0], row[2], row[3], row[4])
        for row in reading.rows(wanted.where(_COMPARE[tested.operator](_D.c.amount_fen, limit)))
    ]
    total = _entry_count(reading, as_of)
    return _flag("reversal", (tested,), "entries", examined=total, total=total, rows=rows)


def _entry_select() -> Any:  # noqa: ANN401 - a SELECT of six columns
    joined = _D.join(_P, and_(_P.c.county_code == _D.c.county_code, _P.c.project_no == _D.c.project_no))
    columns = (_D.c.project_no, _P.c.project_name, _P.c.category, _D.c.disbursed_on, _D.c.voucher_no, _D.c.amount_fen)
    return select(*columns).select_from(joined)


def _before_allocation(reading: Reading, as_of: date) -> Flag:
    """Return entries dated before their project's first allocation (先拨后下)."""
    tested = rule("flag.entry_before_allocation", as_of)
    first = (
        select(_A.c.project_no, func.min(_A.c.allocated_on).label("first_on"))
        .where(in_edition(_A, reading.edition), _A.c.allocated_on <= as_of)
        .group_by(_A.c.project_no)
        .subquery()
    )
    here = (_entries_here(reading, as_of), in_edition(_P, reading.edition))
    known = _entry_select().join(first, first.c.project_no == _D.c.project_no).where(*here)
    early = known.add_columns(first.c.first_on).where(_D.c.disbursed_on < first.c.first_on)
    rows = [
        FlagRow(row[1], row[5], (row[6] - row[3]).days, row[0], row[2], row[3], row[4])
        for row in reading.rows(early)
        if holds(tested, (row[6] - row[3]).days)
    ]
    counted = select(func.count()).select_from(_D.join(first, first.c.project_no == _D.c.project_no))
    examined = int(reading.value(counted.where(_entries_here(reading, as_of))))
    total = _entry_count(reading, as_of)
    return _flag("before_allocation", (tested,), "entries", examined=examined, total=total, rows=rows)


def _money_of_projects(reading: Reading, as_of: date) -> list[Any]:
    """Return project, name, category, fen allocated (None: never) and fen disbursed of each project with an entry."""
    allocated = _by_project(_A, and_(in_edition(_A, reading.edition), _A.c.allocated_on <= as_of))
    disbursed = _by_project(_D, _entries_here(reading, as_of))
    joined = _P.join(disbursed, disbursed.c.project_no == _P.c.project_no)
    joined = joined.outerjoin(allocated, allocated.c.project_no == _P.c.project_no)
    columns = (_P.c.project_no, _P.c.project_name, _P.c.category, allocated.c.fen, disbursed.c.fen)
    return list(reading.rows(select(*columns).select_from(joined).where(in_edition(_P, reading.edition))))


def _by_project(ledger: Any, here: ColumnElement[bool]) -> Any:  # noqa: ANN401 - a table in, an aliased SELECT out
    wanted = select(ledger.c.project_no, func.sum(ledger.c.amount_fen).label("fen"))
    return wanted.where(here).group_by(ledger.c.project_no).subquery()


def _over_disbursed(reading: Reading, as_of: date) -> Flag:
    """Return projects to which more was disbursed than allocated (超拨); the amount is the excess."""
    tested = rule("flag.over_disbursed", as_of)
    rows, money = [], _money_of_projects(reading, as_of)
    for number, name, category, allocated, disbursed in money:
        share = ratio(disbursed, allocated)
        if holds(tested, share) or (share is None and disbursed > 0):
            rows.append(FlagRow(name, int(disbursed - (allocated or 0)), share, number, category))
    return _flag("over_disbursed", (tested,), "projects", examined=len(money), total=_project_count(reading), rows=rows)


def _project_count(reading: Reading) -> int:
    return int(reading.value(select(func.count()).select_from(_P).where(in_edition(_P, reading.edition))))


def _stalled(reading: Reading, as_of: date) -> Flag:
    """Return projects long past their planned finish with little work done (进度停滞); the amount is planned money."""
    late, little = rule("flag.stalled_days", as_of), rule("flag.stalled_progress", as_of)
    here = in_edition(_P, reading.edition)
    columns = (_P.c.project_no, _P.c.project_name, _P.c.category, _P.c.planned_finish_on, _P.c.planned_fen)
    slow = _COMPARE[little.operator](_P.c.progress_share, little.number)
    past = _P.c.planned_finish_on <= as_of - timedelta(days=int(late.number))
    rows = [
        FlagRow(name, fen, (as_of - finish).days, number, category, finish)
        for number, name, category, finish, fen in reading.rows(select(*columns).where(here, slow, past))
        if holds(late, (as_of - finish).days)
    ]
    examined = int(reading.value(select(func.count(_P.c.progress_share)).where(here)))
    return _flag("stalled", (late, little), "projects", examined=examined, total=_project_count(reading), rows=rows)


def _same_payee(reading: Reading, as_of: date) -> Flag:
    """Return payees named in several projects (同一收款人), told apart by the pseudonym of the name as written."""
    tested = rule("flag.same_payee_projects", as_of)
    here = and_(_entries_here(reading, as_of), _D.c.payee_pseudonym.is_not(None))
    projects = func.count(distinct(_D.c.project_no))
    sums = (func.sum(_D.c.amount_fen), func.max(_D.c.disbursed_on))
    columns = (func.min(_D.c.payee_masked), projects, *sums, _D.c.payee_pseudonym)
    grouped = select(*columns).where(here).group_by(_D.c.payee_pseudonym)
    found = reading.rows(grouped.having(_COMPARE[tested.operator](projects, tested.number)))
    rows = [
        FlagRow(masked, int(fen), count, day=last, payee_key=payee_key(pseudonym))
        for masked, count, fen, last, pseudonym in found
    ]
    examined = int(reading.value(select(func.count(distinct(_D.c.payee_pseudonym))).where(here)))
    return _flag("same_payee", (tested,), "payees", examined=examined, total=examined, rows=rows)
