"""Figures taken at random and followed to a row, its file and its cells, which are then read again and compared."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.metrics.registry import HEADLINES, METRICS
from dashboard.opened import Opened
from dashboard.queries.evidence.listing import PAGE_ROWS, ListedRow, evidence_of, groups_of, rows_page
from dashboard.queries.evidence.model import RowSet
from dashboard.queries.evidence.origin import Cell, RowDetail, origins, row_detail
from dashboard.queries.evidence.received import FILE, REJECTION, TABLE
from dashboard.queries.figures import figures_by, total_figures
from dashboard.queries.reading import Reading
from data.registers import load_registers
from etl.clean import shown
from etl.discover import ReceivedFile, discover
from etl.read import read_sheets
from etl.recognise import Recognised, recognise
from etl.record import sheet_name
from tests.tracing.workbooks import CellAt, cells_of

TRIES = 60


@dataclass(frozen=True, slots=True)
class Followed:
    """A figure followed to a cell: where it stands, what the store kept of it and what the file says now."""

    opened: Opened
    value: object
    key: tuple[str, ...]
    place: str
    kept: str
    read: str

    @property
    def holds(self) -> bool:
        """Return whether the file says what the store kept."""
        return self.kept == self.read


class Files:
    """The files of the deliveries at hand, by their path in the store; told from others by SHA-256."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self.by_hash: Mapping[str, ReceivedFile] = {file.sha256: file for file in discover(list(roots))}
        self._tables: dict[str, list[tuple[str, Recognised]]] = {}
        self._cells: dict[tuple[str, str], CellAt] = {}

    def named(self, sha256: str) -> ReceivedFile:
        """Return a file; LookupError where none at hand has that fingerprint."""
        return self.by_hash[sha256]

    def tables(self, sha256: str) -> list[tuple[str, Recognised]]:
        """Return the tables the loader recognises in a file, each with the name of its sheet."""
        if sha256 not in self._tables:
            file = self.named(sha256)
            sheets = read_sheets(file)
            found = [(sheet_name(each.name, file.path), recognise(each, load_registers())) for each in sheets]
            self._tables[sha256] = [(name, table) for name, table in found if table is not None]
        return self._tables[sha256]

    def cells(self, sha256: str, sheet: str) -> CellAt:
        """Return how the cells of a sheet are read, with another library than the loader's."""
        if (sha256, sheet) not in self._cells:
            file = self.named(sha256)
            self._cells[sha256, sheet] = cells_of(file.path, file.content, sheet)
        return self._cells[sha256, sheet]


def figures_at_random(chance: random.Random, reading: Reading, day: date, count: int) -> Iterator[Opened]:
    """Yield figures of different subjects, in total or of one part, each with a value; subjects come round again."""
    subjects: dict[str, list[str]] = {}
    for name in HEADLINES:
        subjects.setdefault(name.partition(".")[0], []).append(name)
    order = chance.sample(sorted(subjects), len(subjects))
    for at in range(count):
        yield _figure(chance, reading, day, subjects[order[at % len(order)]])


def _figure(chance: random.Random, reading: Reading, day: date, names: Sequence[str]) -> Opened:
    for _ in range(TRIES):
        name = chance.choice(names)
        by = chance.choice((None, *METRICS[name].dimensions))
        if by is None:
            if total_figures(reading, day).get(name):
                return Opened.of(name, as_of=day)
            continue
        parts = figures_by(reading, day, by).get(name, {})
        members = sorted(member for member, value in parts.items() if value and member != "unassigned")
        if members:
            return Opened.of(name, as_of=day, **{by: chance.choice(members)})
    raise LookupError(f"none of {names} has a value on {day}")


def follow(chance: random.Random, reading: Reading, opened: Opened, files: Files) -> list[Followed]:
    """Return every cell used of one row of the figure, as kept and as read again from its file."""
    evidence = evidence_of(reading, opened)
    filled = [at for at in range(len(evidence.terms)) if groups_of(reading, opened, at)]
    at = chance.choice(filled)
    rows = evidence.terms[at].rows
    group = chance.choice(groups_of(reading, opened, at))
    count = rows_page(reading, opened, at, group=group.key).count
    page = rows_page(reading, opened, at, group=group.key, page=chance.randint(1, -(-count // PAGE_ROWS)))
    row = chance.choice(page.rows)
    if rows.kind in (TABLE, REJECTION, FILE):
        return [_received(reading, opened, rows, row, files)]
    detail = row_detail(reading, rows.kind, row.key, used=rows.used)
    return [_cell(opened, row, detail, cell, files) for cell in detail.cells if cell.version is not None]


def _cell(opened: Opened, row: ListedRow, detail: RowDetail, cell: Cell, files: Files) -> Followed:
    version = cell.version
    assert version is not None
    origin = version.origin
    where = (origin.sha256, origin.sheet or "")
    read = _read_again(files, where, detail.kind, header=cell.header, row=version.sheet_row)
    place = f"{origin.path} [{origin.sheet}] row {version.sheet_row} {cell.header}"
    return Followed(opened, row.value, row.key, place, cell.text or "", read)


def _read_again(files: Files, where: tuple[str, str], kind: str, *, header: str, row: int) -> str:
    """Return a cell of a file's sheet read again with another library, masked as the store masks it."""
    register = load_registers()[kind]
    sha256, sheet = where
    for name, table in files.tables(sha256):
        if table.kind != kind or name != sheet:
            continue
        index = next(found.index for found in table.columns if found.header == header)
        column = next(column for column in register.columns if column.header == header)
        return shown(column, files.cells(sha256, sheet)(row, index))
    raise LookupError(f"{files.named(sha256).path}: no table of {kind} on {sheet}")


def _received(reading: Reading, opened: Opened, rows: RowSet, row: ListedRow, files: Files) -> Followed:
    """Return a received file, table or refused row followed to what the file holds now."""
    if rows.kind == FILE:
        sha256 = str(row.shown["sha256"])
        return Followed(opened, row.value, row.key, str(row.shown["path"]), sha256, files.named(sha256).sha256)
    origin = origins(reading)[int(row.table_no or 0)]
    if rows.kind == TABLE:
        read = [str(each.rows_read) for _, each in files.tables(origin.sha256) if each.kind == origin.kind]
        kept = str(round(row.value))
        return Followed(opened, row.value, row.key, origin.path, kept, kept if kept in read else "、".join(read))
    header, kept = str(row.shown["column_header"]), str(row.shown["value"] or "")
    place = f"{origin.path} [{origin.sheet}] row {row.sheet_row} {header}"
    if not header:
        return Followed(opened, row.value, row.key, place, kept, kept)
    where = (origin.sha256, origin.sheet or "")
    read = _read_again(files, where, origin.kind, header=header, row=int(row.sheet_row or 0))
    return Followed(opened, row.value, row.key, place, kept, read)
