"""What was delivered (报送): deliveries, their files and tables, and what became of every row of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Row, Select, select

from dashboard.queries.reading import CACHED, Reading
from data import schema
from data.schema import COUNTS, COUNTY_CODE
from data.text import Text

LOADED, UNCHANGED, QUARANTINED = "loaded", "unchanged", "quarantined"
"""What can become of a file (文件状态): taken, met before with the same content, set aside."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of rows (行数): those read are the sum of the others, see ``balances`` (行数守恒)."""

    rows_read: int = 0
    loaded: int = 0
    unchanged: int = 0
    superseded: int = 0
    rejected: int = 0
    skipped: int = 0

    @property
    def accounted(self) -> int:
        """Sum of what became of the rows."""
        return self.loaded + self.unchanged + self.superseded + self.rejected + self.skipped

    @property
    def balances(self) -> bool:
        """Whether every row read is accounted for."""
        return self.rows_read == self.accounted

    def plus(self, other: "Counts") -> "Counts":
        """Return the sums of both, count by count."""
        return Counts(*(getattr(self, name) + getattr(other, name) for name in COUNTS))


@dataclass(frozen=True, slots=True)
class ReceivedTable:
    """A table as received (报送的表): kind of register, sheet, header row, counts, columns taken and passed over."""

    number: int
    file_no: int
    kind: str
    sheet: str
    header_row: int
    counts: Counts
    columns: tuple[str, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file as received (报送的文件): ``reason`` says why a quarantined one was set aside."""

    number: int
    delivery_no: int
    path: str
    sha256: str
    byte_count: int
    status: str
    reason: Text | None
    tables: tuple[ReceivedTable, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery (一次报送) with its files; ``withdrawn_edition`` is None while it stands in the edition read."""

    number: int
    path: str
    delivered_on: date
    received_at: str
    edition: int
    withdrawn_edition: int | None
    files: tuple[ReceivedFile, ...]

    @property
    def tables(self) -> tuple[ReceivedTable, ...]:
        """All tables of its files."""
        return tuple(table for file in self.files for table in file.tables)

    @property
    def counts(self) -> Counts:
        """Sums over its tables."""
        return sum_of(table.counts for table in self.tables)

    @property
    def set_aside(self) -> frozenset[str]:
        """The contents (SHA-256) of its quarantined files."""
        return frozenset(file.sha256 for file in self.files if file.status == QUARANTINED)

    def number_of(self, status: str) -> int:
        """Return how many of its files have that status."""
        return sum(file.status == status for file in self.files)


def sum_of(counts: Iterable[Counts]) -> Counts:
    """Return the sums of several counts."""
    total = Counts()
    for each in counts:
        total = total.plus(each)
    return total


@lru_cache(maxsize=CACHED)
def deliveries(reading: Reading) -> tuple[Delivery, ...]:
    """Return the deliveries known in the edition, the newest first; those withdrawn by then say so."""
    files = _files(reading)
    c = schema.delivery.c
    wanted = select(c.delivery_no, c.path, c.delivered_on, c.received_at, c.edition, c.withdrawn_edition)
    known = wanted.where(c.county_code == COUNTY_CODE, c.edition <= reading.edition).order_by(c.delivery_no.desc())
    found = []
    for number, path, day, received, edition, withdrawn in reading.rows(known):
        ended = withdrawn if withdrawn is not None and withdrawn <= reading.edition else None
        found.append(Delivery(number, path, day, received, edition, ended, tuple(files.get(number, ()))))
    return tuple(found)


def _files(reading: Reading) -> dict[int, list[ReceivedFile]]:
    tables: dict[int, list[ReceivedTable]] = {}
    for row in reading.rows(_of_tables()):
        table = _table(row)
        tables.setdefault(table.file_no, []).append(table)
    c = schema.source_file.c
    wanted = select(
        c.file_no, c.delivery_no, c.path, c.sha256, c.byte_count, c.status, c.reason_zh, c.reason_en
    )  # fmt: skip
    found: dict[int, list[ReceivedFile]] = {}
    for number, delivery_no, path, sha256, size, status, zh, en in reading.rows(
        wanted.where(c.county_code == COUNTY_CODE).order_by(c.file_no)
    ):
        reason = Text(zh, en) if zh and en else None
        file = ReceivedFile(number, delivery_no, path, sha256, size, status, reason, tuple(tables.get(number, ())))
        found.setdefault(delivery_no, []).append(file)
    return found


def _of_tables() -> Select[*tuple[Any, ...]]:
    c = schema.source_table.c
    counts = (c[name] for name in COUNTS)
    wanted = select(c.table_no, c.file_no, c.kind, c.sheet, c.header_row, c.column_names, c.ignored_columns, *counts)
    return wanted.where(c.county_code == COUNTY_CODE).order_by(c.table_no)


def _table(row: Row[*tuple[Any, ...]]) -> ReceivedTable:
    number, file_no, kind, sheet, header_row, columns, ignored, *counts = row
    taken, passed = tuple(orjson.loads(columns)), tuple(orjson.loads(ignored))
    return ReceivedTable(number, file_no, kind, sheet or "", header_row, Counts(*counts), taken, passed)
