"""What was said of single rows of a delivery (逐行说明): rejected rows with their reason, warnings on cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from sqlalchemy import Table, func, select

from dashboard.queries.reading import CACHED, Reading
from data import schema
from data.schema import COUNTY_CODE
from data.text import Text

PAGE_ROWS = 50
Kind = Literal["rejection", "warning"]
TABLES: Mapping[Kind, Table] = MappingProxyType({"rejection": schema.rejection, "warning": schema.warning})


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on a row: its number on the sheet, column, value as kept (personal ones masked), code and reason."""

    row: int
    column: str
    value: str | None
    code: str
    reason: Text


@lru_cache(maxsize=CACHED)
def remarks(reading: Reading, kind: Kind, table_no: int, page: int) -> tuple[Remark, ...]:
    """Return one page of the remarks on a received table, by row; pages count from 1."""
    c = TABLES[kind].c
    wanted = select(c.sheet_row, c.column_header, c.value, c.code, c.reason_zh, c.reason_en)
    mine = wanted.where(c.county_code == COUNTY_CODE, c.table_no == table_no)
    ordered = mine.order_by(c.sheet_row, c.column_header).limit(PAGE_ROWS).offset((page - 1) * PAGE_ROWS)
    return tuple(
        Remark(row, column, value, code, Text(zh, en)) for row, column, value, code, zh, en in reading.rows(ordered)
    )


@lru_cache(maxsize=CACHED)
def remark_counts(reading: Reading, kind: Kind) -> Mapping[int, Mapping[str, int]]:
    """Return how many remarks each received table has of each code, by table number."""
    c = TABLES[kind].c
    counted = select(c.table_no, c.code, func.count()).where(c.county_code == COUNTY_CODE).group_by(c.table_no, c.code)
    found: dict[int, dict[str, int]] = {}
    for table_no, code, count in reading.rows(counted):
        found.setdefault(table_no, {})[code] = count
    return MappingProxyType({table: MappingProxyType(codes) for table, codes in found.items()})
