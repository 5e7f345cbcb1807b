"""Where a stored row came from (出处): delivery, file, sheet, row, cells as received, and its earlier versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Date, Integer, and_, select

from dashboard.queries.reading import CACHED, Reading
from data.registers import load_registers
from data.schema import COUNTY_CODE, delivery, facts, in_edition, source_file, source_table


@dataclass(frozen=True, slots=True)
class Origin:
    """A received table: its delivery and day, its file with fingerprint (SHA-256), its sheet and the columns used."""

    delivery_no: int
    delivered_on: date
    received_at: str
    path: str
    sha256: str
    sheet: str | None
    kind: str
    header_row: int
    headers: tuple[str, ...]


@lru_cache(maxsize=CACHED)
def origins(reading: Reading) -> Mapping[int, Origin]:
    """Return every table received up to the edition, by its number."""
    files = source_table.join(
        source_file,
        and_(source_file.c.county_code == source_table.c.county_code, source_file.c.file_no == source_table.c.file_no),
    )
    whole = files.join(
        delivery,
        and_(delivery.c.county_code == source_file.c.county_code, delivery.c.delivery_no == source_file.c.delivery_no),
    )
    t, f, d = source_table.c, source_file.c, delivery.c
    columns = (
        t.table_no, d.delivery_no, d.delivered_on, d.received_at, f.path, f.sha256, t.sheet, t.kind, t.header_row,
        t.column_names,
    )  # fmt: skip
    wanted = select(*columns).select_from(whole).where(d.county_code == COUNTY_CODE, d.edition <= reading.edition)
    found: dict[int, Origin] = {}
    for number, delivery_no, delivered_on, received_at, path, sha256, sheet, kind, header_row, names in reading.rows(
        wanted
    ):
        headers = tuple(orjson.loads(names))
        found[number] = Origin(delivery_no, delivered_on, received_at, path, sha256, sheet, kind, header_row, headers)
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a row: the editions in which it holds (``until`` None: still), where it came from, its cells."""

    since: int
    until: int | None
    origin: Origin
    sheet_row: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell used, as received, and the version it came with; ``version`` None where no kept row brought it."""

    header: str
    text: str | None
    version: Version | None


@dataclass(frozen=True, slots=True)
class RowDetail:
    """A row followed to its cells: the versions known in the edition, the newest first, and the cells used."""

    kind: str
    key: tuple[str, ...]
    versions: tuple[Version, ...]
    cells: tuple[Cell, ...]


def _typed(kind: str, name: str, text: str) -> object:
    column = facts[kind].c[name]
    if isinstance(column.type, Date):
        return date.fromisoformat(text)
    return int(text) if isinstance(column.type, Integer) else text


def _is(kind: str, key: Sequence[str]) -> ColumnElement[bool]:
    names = load_registers()[kind].key
    if len(names) != len(key):
        raise ValueError(f"{kind} has a key of {len(names)}, not of {len(key)}")
    table = facts[kind]
    return and_(*(table.c[name] == _typed(kind, name, text) for name, text in zip(names, key, strict=True)))


def row_detail(reading: Reading, kind: str, key: Sequence[str], *, used: Sequence[str]) -> RowDetail:
    """Return where a row came from; ``used`` are the columns whose cells are wanted.

    Raises LookupError if the edition knows no such row, ValueError for a key that is none.
    """
    table, known = facts[kind], origins(reading)
    c = table.c
    wanted = select(c.from_edition, c.to_edition, c.table_no, c.sheet_row, c.cells).where(
        c.county_code == COUNTY_CODE, c.from_edition <= reading.edition, _is(kind, key)
    )
    versions = tuple(
        _version(reading, known[number], row) for *row, number in _rows(reading, wanted.order_by(c.from_edition.desc()))
    )
    if not versions:
        raise LookupError(f"{kind} has no row {key}")
    headers = [load_registers()[kind].column(name).header for name in used]
    return RowDetail(kind, tuple(key), versions, tuple(_cell(header, versions) for header in headers))


def _rows(reading: Reading, wanted: Any) -> list[list[Any]]:  # noqa: ANN401 - a SELECT of five columns
    return [[since, until, row, cells, number] for since, until, number, row, cells in reading.rows(wanted)]


def _version(reading: Reading, origin: Origin, told: Sequence[Any]) -> Version:
    since, until, sheet_row, cells = told
    seen = until if until is not None and until <= reading.edition else None
    by_header = dict(zip(origin.headers, orjson.loads(cells), strict=False))
    return Version(since, seen, origin, sheet_row, MappingProxyType(by_header))


def _cell(header: str, versions: Sequence[Version]) -> Cell:
    """Return the cell that a column's value came from: an absent column keeps what an earlier version brought."""
    for version in versions:
        if header in version.cells:
            return Cell(header, version.cells[header], version)
    return Cell(header, None, None)


RELATED: Mapping[str, tuple[tuple[str, str, str], ...]] = MappingProxyType({
    "persons": (("households", "household_no", "household_no"), ("household_changes", "household_no", "household_no")),
    "households": (("household_changes", "household_no", "household_no"), ("villages", "village_code", "village_code")),
    "villages": (("village_changes", "village_code", "village_code"), ("teams", "village_code", "village_code"),
                 ("first_secretaries", "village_code", "village_code")),
    "village_checks": (("villages", "village_code", "village_code"),),
    "village_changes": (("villages", "village_code", "village_code"),),
    "allocations": (("projects", "project_no", "project_no"),),
    "disbursements": (("projects", "project_no", "project_no"),),
    "teams": (("villages", "village_code", "village_code"),),
    "first_secretaries": (("villages", "village_code", "village_code"),),
    "industries": (("villages", "village_code", "village_code"),),
})  # fmt: skip
"""Rows that decide together with a row: kind, its column, the column of the row that it equals."""
MOST_RELATED = 12


@dataclass(frozen=True, slots=True)
class Related:
    """A row that decides together with another: its kind and key, where it stands."""

    kind: str
    key: tuple[str, ...]
    origin: Origin
    sheet_row: int


def related_rows(reading: Reading, kind: str, key: Sequence[str]) -> tuple[Related, ...]:
    """Return the rows that decide together with a row, at most a dozen of a kind."""
    known, found = origins(reading), []
    for other, column, mine in RELATED.get(kind, ()):
        table, here = facts[other], facts[kind]
        names = load_registers()[other].key
        same = select(here.c[mine]).where(in_edition(here, reading.edition), _is(kind, key)).scalar_subquery()
        wanted = select(*(table.c[name] for name in names), table.c.table_no, table.c.sheet_row)
        wanted = wanted.where(in_edition(table, reading.edition), table.c[column] == same)
        rows = reading.rows(wanted.order_by(table.c.table_no, table.c.sheet_row).limit(MOST_RELATED))
        for *their_key, number, row in rows:
            found.append(Related(other, tuple(str(part) for part in their_key), known[number], row))
    return tuple(found)
