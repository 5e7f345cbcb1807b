"""Remarks of the loader over all deliveries that stand (读入提示): by code and register, and their rows by pages."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import ColumnElement, FromClause, Table, and_, func, or_, select

from dashboard.queries.reading import CACHED, Reading
from data.schema import COUNTY_CODE, delivery, rejection, source_file, source_table, warning
from data.text import Text

Sort = Literal["warning", "rejection"]
TABLES: dict[Sort, Table] = {"warning": warning, "rejection": rejection}
PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class RemarkCount:
    """How many remarks of a code a kind of register has."""

    code: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on a cell: what was received where, and why it was noted; personal values are masked."""

    kind: str
    delivery_no: int
    delivered_on: date
    path: str
    sheet: str
    sheet_row: int
    header: str
    value: str
    reason: Text


@lru_cache(maxsize=CACHED)
def remark_counts(reading: Reading, sort: Sort) -> tuple[RemarkCount, ...]:
    """Return the remarks of a sort by code and register, the most frequent first."""
    joined, here = _standing(reading, TABLES[sort])
    code, count = TABLES[sort].c.code, func.count()
    wanted = select(code, source_table.c.kind, count).select_from(joined).where(*here)
    rows = reading.rows(wanted.group_by(code, source_table.c.kind).order_by(count.desc(), code, source_table.c.kind))
    return tuple(RemarkCount(*row) for row in rows)


@lru_cache(maxsize=CACHED)
def remarks(reading: Reading, sort: Sort, code: str, page: int) -> tuple[Remark, ...]:
    """Return one page (from 1) of the remarks of a code, by delivery, file and row."""
    table = TABLES[sort]
    joined, here = _standing(reading, table)
    r, t, f, d = table.c, source_table.c, source_file.c, delivery.c
    columns = (t.kind, d.delivery_no, d.delivered_on, f.path, t.sheet, r.sheet_row, r.column_header, r.value)
    wanted = select(*columns, r.reason_zh, r.reason_en).select_from(joined).where(*here, r.code == code)
    ordered = wanted.order_by(d.delivery_no, f.file_no, t.table_no, r.sheet_row, r.column_header)
    rows = reading.rows(ordered.limit(PAGE_ROWS).offset(PAGE_ROWS * (page - 1)))
    return tuple(
        Remark(kind, number, day, path, sheet or "", row, header, value or "", Text(zh, en))
        for kind, number, day, path, sheet, row, header, value, zh, en in rows
    )


def _standing(reading: Reading, table: Table) -> tuple[FromClause, tuple[ColumnElement[Any], ...]]:
    """Return the remarks joined to where they came from, and the condition that their delivery stands."""
    r, t, f, d = table.c, source_table.c, source_file.c, delivery.c
    joined = (
        table.join(source_table, and_(t.county_code == r.county_code, t.table_no == r.table_no))
        .join(source_file, and_(f.county_code == t.county_code, f.file_no == t.file_no))
        .join(delivery, and_(d.county_code == f.county_code, d.delivery_no == f.delivery_no))
    )
    stands = or_(d.withdrawn_edition.is_(None), d.withdrawn_edition > reading.edition)
    return joined, (r.county_code == COUNTY_CODE, d.edition <= reading.edition, stands)
