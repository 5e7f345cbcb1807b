"""Ledger flags (台账疑点): what the rules of the group ``flag`` single out.

A flag is a lead, not a verdict (疑点不等于违规).

Every flag says how many rows it examined: one that examined none has found nothing out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, distinct, func, select

from dashboard.metrics.arithmetic import ratio
from dashboard.queries.entries import payee_key
from dashboard.queries.flagged import KINDS, Examination, Kind, Unit, entries_here, found_payees, tested
from dashboard.queries.reading import CACHED, Reading
from data.rules import Rule
from data.schema import facts, in_edition

MOST_ROWS = 100
"""Rows a flag keeps, those of the largest amounts; ``count`` counts them all."""

_P, _D = facts["projects"], facts["disbursements"]


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
    line_no: int | None = None
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


def _flag(reading: Reading, kind: Kind, test: Examination, *, total: int, rows: list[FlagRow]) -> Flag:
    ranked = sorted(rows, key=lambda row: (-abs(row.fen), row.title, row.voucher_no or ""))
    found, kept = sum(row.fen for row in rows), tuple(ranked[:MOST_ROWS])
    examined = int(reading.value(select(func.count()).select_from(test.source).where(test.examined)))
    total = examined if test.unit == "payees" else total
    return Flag(kind, test.rules, test.unit, examined, total - examined, len(rows), found, kept)


def _entry_count(reading: Reading, as_of: date) -> int:
    return int(reading.value(select(func.count()).select_from(_D).where(entries_here(reading, as_of))))


def _entries(reading: Reading, test: Examination) -> list[Any]:
    """Return project, its name and category, day, voucher and fen of the entries singled out, then their numbers."""
    joined = test.source.join(_P, and_(_P.c.county_code == _D.c.county_code, _P.c.project_no == _D.c.project_no))
    columns = (
        _D.c.project_no,
        _P.c.project_name,
        _P.c.category,
        _D.c.disbursed_on,
        _D.c.voucher_no,
        _D.c.amount_fen,
        _D.c.line_no,
    )
    wanted = select(*columns, *test.columns).select_from(joined).where(in_edition(_P, reading.edition))
    return list(reading.rows(wanted.where(test.examined, test.found)))


def _reversals(reading: Reading, as_of: date) -> Flag:
    """Return entries of negative amount (冲销)."""
    test = tested(reading, as_of, "reversal")
    rows = [
        FlagRow(row[1], row[5], row[5] / 100, row[0], row[2], row[3], row[4], row[6]) for row in _entries(reading, test)
    ]
    return _flag(reading, "reversal", test, total=_entry_count(reading, as_of), rows=rows)


def _before_allocation(reading: Reading, as_of: date) -> Flag:
    """Return entries dated before their project's first allocation (先拨后下)."""
    test = tested(reading, as_of, "before_allocation")
    rows = [
        FlagRow(row[1], row[5], (row[7] - row[3]).days, row[0], row[2], row[3], row[4], row[6])
        for row in _entries(reading, test)
    ]
    return _flag(reading, "before_allocation", test, total=_entry_count(reading, as_of), rows=rows)


def _projects(reading: Reading, test: Examination, *more: Any) -> list[Any]:  # noqa: ANN401 - columns of several types
    """Return number, name and category of the projects singled out, then what more is asked for."""
    columns = (_P.c.project_no, _P.c.project_name, _P.c.category, *more)
    return list(reading.rows(select(*columns).select_from(test.source).where(test.examined, test.found)))


def _project_count(reading: Reading) -> int:
    return int(reading.value(select(func.count()).select_from(_P).where(in_edition(_P, reading.edition))))


def _over_disbursed(reading: Reading, as_of: date) -> Flag:
    """Return projects to which more was disbursed than allocated (超拨); the amount is the excess."""
    test = tested(reading, as_of, "over_disbursed")
    rows = [
        FlagRow(name, int(paid - (given or 0)), ratio(paid, given), number, category)
        for number, name, category, given, paid in _projects(reading, test, *test.columns)
    ]
    return _flag(reading, "over_disbursed", test, total=_project_count(reading), rows=rows)


def _stalled(reading: Reading, as_of: date) -> Flag:
    """Return projects long past their planned finish with little work done (进度停滞); the amount is planned money."""
    test = tested(reading, as_of, "stalled")
    rows = [
        FlagRow(name, fen, (as_of - finish).days, number, category, finish)
        for number, name, category, finish, fen in _projects(reading, test, _P.c.planned_finish_on, _P.c.planned_fen)
    ]
    return _flag(reading, "stalled", test, total=_project_count(reading), rows=rows)


def _same_payee(reading: Reading, as_of: date) -> Flag:
    """Return payees named in several projects (同一收款人), told apart by the pseudonym of the name as written."""
    here = (entries_here(reading, as_of), _D.c.payee_pseudonym.in_(found_payees(reading, as_of)))
    columns = (func.min(_D.c.payee_masked), func.count(distinct(_D.c.project_no)), func.sum(_D.c.amount_fen))
    wanted = select(*columns, func.max(_D.c.disbursed_on), _D.c.payee_pseudonym).where(*here)
    rows = [
        FlagRow(masked, int(fen), count, day=last, payee_key=payee_key(pseudonym))
        for masked, count, fen, last, pseudonym in reading.rows(wanted.group_by(_D.c.payee_pseudonym))
    ]
    return _flag(reading, "same_payee", tested(reading, as_of, "same_payee"), total=0, rows=rows)
