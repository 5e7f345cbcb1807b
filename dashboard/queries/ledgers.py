"""Sums of the fund ledgers (资金台账) by project attributes and place: planned, allocated, disbursed, in fen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, Integer, Table, and_, func, select

from dashboard.queries.reading import CACHED, Reading
from data.schema import COUNTY_CODE, facts, in_edition

UNASSIGNED = "unassigned"
"""Bucket of money and projects that belong to the county as a whole or to several members at once (未分配)."""


@dataclass(frozen=True, slots=True)
class LedgerSum:
    """A sum of one of the three stages of money. ``villages`` are the codes it belongs to; none = the county.

    ``level`` (资金级次) is empty for planned money, which has none; ``count`` is projects or ledger rows.
    """

    villages: tuple[str, ...]
    category: str
    department: str
    level: str
    fen: int
    count: int


def _codes(written: str | None) -> tuple[str, ...]:
    return tuple(written.split(",")) if written else ()


@lru_cache(maxsize=CACHED)
def planned(reading: Reading) -> tuple[LedgerSum, ...]:
    """Return approved money (批复资金) and projects of the project library."""
    table = facts["projects"]
    p = table.c
    wanted = select(p.place_codes, p.category, p.department, func.sum(p.planned_fen), func.count())
    grouped = wanted.where(in_edition(table, reading.edition)).group_by(p.place_codes, p.category, p.department)
    return tuple(LedgerSum(_codes(row[0]), row[1], row[2], "", int(row[3]), row[4]) for row in reading.rows(grouped))


@lru_cache(maxsize=CACHED)
def allocated(reading: Reading, as_of: date) -> tuple[LedgerSum, ...]:
    """Return money allocated (下达) on or before the day; it belongs where its project belongs."""
    ledger = facts["allocations"]
    return _sums(reading, ledger, facts["projects"].c.place_codes, ledger.c.allocated_on <= as_of)


@lru_cache(maxsize=CACHED)
def disbursed(reading: Reading, as_of: date) -> tuple[LedgerSum, ...]:
    """Return money disbursed (拨付, net of reversals) on or before the day; it belongs to the village it names."""
    ledger = facts["disbursements"]
    return _sums(reading, ledger, ledger.c.village_code, ledger.c.disbursed_on <= as_of)


def _sums(
    reading: Reading, ledger: Table, place: ColumnElement[str], by_then: ColumnElement[bool]
) -> tuple[LedgerSum, ...]:
    """Return a ledger's entries of the day, summed by place and by category, department and level."""
    project = facts["projects"]
    p = project.c
    joined = ledger.join(project, and_(p.county_code == COUNTY_CODE, p.project_no == ledger.c.project_no))
    columns = (place, p.category, p.department, ledger.c.level)
    wanted = select(*columns, func.sum(ledger.c.amount_fen), func.count()).select_from(joined)
    here = (in_edition(ledger, reading.edition), in_edition(project, reading.edition), by_then)
    rows = reading.rows(wanted.where(*here).group_by(*columns))
    return tuple(
        LedgerSum(_codes(codes), category, department, level, int(fen), count)
        for codes, category, department, level, fen, count in rows
    )


@dataclass(frozen=True, slots=True)
class ProjectTotals:
    """Distinct categories (大类), category and item pairs (小项), and completed projects; None where no row tells."""

    categories: int
    items: int | None
    completed: int | None


@lru_cache(maxsize=CACHED)
def project_totals(reading: Reading) -> ProjectTotals:
    """Return what can only be counted over the whole project library."""
    table = facts["projects"]
    p = table.c
    pairs = select(p.category, p.item, func.count(p.progress_share), func.sum((p.progress_share >= 1).cast(Integer)))
    rows = reading.rows(pairs.where(in_edition(table, reading.edition)).group_by(p.category, p.item))
    items = sum(1 for row in rows if row[1] is not None)
    reported = sum(row[2] for row in rows)
    completed = sum(row[3] or 0 for row in rows)
    return ProjectTotals(len({row[0] for row in rows}), items or None, completed if reported else None)


def by_place(sums: Iterable[LedgerSum], member_of: Callable[[str], str | None]) -> Mapping[str, list[LedgerSum]]:
    """Return the sums by the one member that holds all their villages, else under ``UNASSIGNED``."""
    found: dict[str, list[LedgerSum]] = {}
    for each in sums:
        members = {member_of(code) for code in each.villages}
        member = members.pop() if len(members) == 1 else None
        found.setdefault(member or UNASSIGNED, []).append(each)
    return found
