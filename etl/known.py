"""Files at hand that the store knows (手头文件与库中登记): when each came, and its tables read again as they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from data import schema
from data.registers import load_registers
from data.schema import COUNTS, COUNTY_CODE
from data.text import Text
from etl import privacy, record
from etl.clean import CleanTable, clean
from etl.columns import Context
from etl.discover import ReceivedFile
from etl.read import Sheet, read_sheets
from etl.recognise import Recognised, recognise
from etl.refusal import LoadRefused
from etl.report import LOADED


@dataclass(frozen=True, slots=True)
class Arrival:
    """One time a file came: its number there, the delivery (报送), its status, the reason of a quarantined one."""

    file_no: int
    path: str
    status: str
    reason: Text | None
    delivery_no: int
    delivered_on: date
    edition: int
    withdrawn_edition: int | None


@dataclass(frozen=True, slots=True)
class StoredTable:
    """A table as the store knows it; ``counts`` by the names of ``COUNTS``."""

    table_no: int
    sheet: str
    kind: str
    header_row: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class TableAgain:
    """A table read again from the file: its sheet, what was recognised there and the rows as cleaned."""

    sheet_name: str
    sheet: Sheet
    recognised: Recognised
    cleaned: CleanTable


def arrivals(connection: Connection, sha256: str) -> tuple[Arrival, ...]:
    """Return every time a file of that SHA-256 came, the first one first; empty for an unknown file."""
    file, delivery = schema.source_file.c, schema.delivery.c
    joined = schema.source_file.join(
        schema.delivery, (delivery.county_code == file.county_code) & (delivery.delivery_no == file.delivery_no)
    )
    wanted = select(
        file.file_no, file.path, file.status, file.reason_zh, file.reason_en,
        delivery.delivery_no, delivery.delivered_on, delivery.edition, delivery.withdrawn_edition,
    )  # fmt: skip
    mine = wanted.select_from(joined).where(file.county_code == COUNTY_CODE, file.sha256 == sha256)
    return tuple(
        Arrival(number, path, status, Text(zh, en) if zh and en else None, *delivered)
        for number, path, status, zh, en, *delivered in connection.execute(mine.order_by(file.file_no))
    )


def loaded_arrival(found: Sequence[Arrival]) -> Arrival | None:
    """Return the arrival whose rows count: the one that stands, else the last one withdrawn; None if never loaded."""
    loaded = [each for each in found if each.status == LOADED]
    standing = [each for each in loaded if each.withdrawn_edition is None]
    return next(reversed(standing or loaded), None)


def stored_tables(connection: Connection, file_no: int) -> tuple[StoredTable, ...]:
    """Return the tables of a file in the order in which they were read."""
    c = schema.source_table.c
    wanted = select(c.table_no, c.sheet, c.kind, c.header_row, *(c[name] for name in COUNTS))
    mine = wanted.where(c.county_code == COUNTY_CODE, c.file_no == file_no).order_by(c.table_no)
    return tuple(
        StoredTable(number, sheet or "", kind, header_row, dict(zip(COUNTS, counts, strict=True)))
        for number, sheet, kind, header_row, *counts in connection.execute(mine)
    )


def stored_key(connection: Connection, url: str) -> bytes | None:
    """Return the pseudonym key of the store, None where it is not at hand or not the right one."""
    row = record.county_row(connection)
    try:
        return privacy.pseudonym_key(url, stored_fingerprint="" if row is None else row[1])
    except LoadRefused:
        return None


def read_again(file: ReceivedFile, *, delivered_on: date, key: bytes | None) -> tuple[TableAgain, ...]:
    """Return the tables of a file by the loader's own steps, as on the day it was delivered.

    Without the pseudonym key, pseudonyms in the rows mean nothing. Raises Quarantine for a file that cannot be read.
    """
    context = Context(delivered_on.isoformat(), key or b"none")
    registers = load_registers()
    found = []
    for sheet in read_sheets(file):
        table = recognise(sheet, registers)
        if table is not None:
            cleaned = clean(table, sheet, registers[table.kind], context)
            found.append(TableAgain(record.sheet_name(sheet.name, file.path), sheet, table, cleaned))
    return tuple(found)


READS_OTHERWISE = Text(
    "文件就是当时入库的那一个，但现在的程序从中认出的表与当时不同，无法逐行对应。",
    "This is the file that was loaded, but the program now recognises other tables in it than it did then, "
    "so its rows cannot be followed.",
)


def tables_agree(stored: Sequence[StoredTable], again: Sequence[TableAgain]) -> bool:
    """Return whether a file read again holds the tables the store knows of it, one for one."""
    return len(stored) == len(again) and all(map(_is_that, stored, again))


def _is_that(stored: StoredTable, again: TableAgain) -> bool:
    # A CSV's sheet is its file's name, and the copy at hand may bear another.
    same_sheet = again.sheet.name is None or again.sheet_name == stored.sheet
    return same_sheet and (again.recognised.kind, again.recognised.header_row) == (stored.kind, stored.header_row)
