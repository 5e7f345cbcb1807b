"""Rejected rows as a workbook (退回行工作簿): laid out like the original, the reason in a last column, to be corrected.

Made from the original handed in once more, whose SHA-256 must be the one stored; nothing of it is kept. Without the
original only what the store keeps is known: row, column, the value as kept, code and reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, select
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data import schema
from data.engine import reader
from data.registers import Register, load_registers
from data.schema import COUNTY_CODE
from data.text import Text
from etl.datarows import is_blank
from etl.discover import ReceivedFile, discover
from etl.known import (
    READS_OTHERWISE,
    StoredTable,
    TableAgain,
    arrivals,
    loaded_arrival,
    read_again,
    stored_tables,
    tables_agree,
)
from etl.problems import Quarantine
from etl.read import Sheet
from etl.recognise import Recognised, recognise
from etl.refusal import LoadRefused
from etl.status import require_store
from etl.summary import CODES

REASON_HEADING = "退回原因 reason"
"""Heading of the last column; it is no register's, so a load passes it over and lists it as ignored."""

_MADE = datetime(2016, 6, 30, tzinfo=UTC).replace(tzinfo=None)
_SHEET_NAME_LENGTH = 31
_NOT_IN_A_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_WIDEST = 40
Merge = tuple[int, int, int, int]
_STORE_SHEET = "退回的行 rejected rows"
_STORE_HEADINGS = ("工作表 sheet", "行 row", "列 column", "值 value", "代码 code", "原因（中文）", "reason (English)")
_NOT_KEPT = "（个人信息，库中不保存 personal, not kept）"
_FROM_STORE = Text(
    "没有原文件：库里只保存退回行的行号、出错的列、该列的值和原因，其余单元格不在库中。"
    "请在原文件中按行号改正；或再次交来原文件，可得与原表同样格式的退回表。",
    "Made without the original: of a rejected row the store keeps its number, the column at fault, that value and the "
    "reason; its other cells are not kept. Correct the rows in the original, or hand it in once more for a workbook "
    "laid out like it.",
)


@dataclass(frozen=True, slots=True)
class Refused:
    """A refused row: where it stands, what is wrong."""

    row: int
    column: str
    value: str | None
    code: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Written:
    """What a workbook of rejected rows holds: rows and sheets; ``complete`` if made from the original."""

    rows: int
    sheets: int
    complete: bool


def from_original(url: str, path: Path, target: Path, *, file_no: int | None = None) -> Written:
    """Write the rejected rows of the file at ``path`` (``a.zip!member`` for a member) to ``target``.

    ``file_no`` says which stored file it must be. Raises LoadRefused when it is not that file, is not known, or has no
    rejected row; StoreUnusable for a store without data; FileNotFoundError for no file.
    """
    require_store(url)
    engine = reader(url)
    try:
        with engine.connect() as connection:
            file, number = _wanted(connection, path, file_no)
            return _write_like(connection, file, number, target)
    finally:
        engine.dispose()


def from_store(url: str, file_no: int, target: Path) -> Written:
    """Write what the store keeps of the rejected rows of a file; LoadRefused for an unknown file or one without any."""
    require_store(url)
    engine = reader(url)
    try:
        with engine.connect() as connection:
            tables = [(table, refused(connection, table.table_no)) for table in stored_tables(connection, file_no)]
            rows = sum(len(found) for _, found in tables)
            if not rows:
                raise LoadRefused(_NOTHING_REJECTED)
            _write_list(tables, target)
            return Written(rows, sum(bool(found) for _, found in tables), complete=False)
    finally:
        engine.dispose()


def refused(connection: Connection, table_no: int) -> list[Refused]:
    """Return the refused rows of a table, in order."""
    c = schema.rejection.c
    wanted = select(c.sheet_row, c.column_header, c.value, c.code, c.reason_zh, c.reason_en)
    mine = wanted.where(c.county_code == COUNTY_CODE, c.table_no == table_no).order_by(c.sheet_row)
    return [
        Refused(row, column, value, code, Text(zh, en)) for row, column, value, code, zh, en in connection.execute(mine)
    ]


_NOTHING_REJECTED = Text("这个文件没有退回的行。", "This file has no rejected rows.")
_UNKNOWN = Text(
    "库里没有这个文件：它从未入库，或内容已被改动（SHA-256 不同）。请交来当时报送的原文件。",
    "The store does not know this file: it was never loaded, or has been changed since (its SHA-256 differs). "
    "Hand in the original as it was delivered.",
)
_ANOTHER = Text(
    "这不是要找的那个文件（SHA-256 不同）。请交来当时报送的原文件，不要另存或改动。",
    "This is not the file asked for (its SHA-256 differs). Hand in the original as it was delivered, neither saved "
    "again nor changed.",
)


def _wanted(connection: Connection, path: Path, file_no: int | None) -> tuple[ReceivedFile, int]:
    """Return the file at ``path`` that is meant, and its number in the store."""
    found = []
    for file in _files_at(path):
        came = arrivals(connection, file.sha256)
        arrival = loaded_arrival(came)
        if arrival is not None:
            found.append((file, arrival.file_no))
        elif came and came[-1].reason is not None and file_no is None:
            raise LoadRefused(came[-1].reason)
    if not found:
        raise LoadRefused(_UNKNOWN if file_no is None else _ANOTHER)
    if file_no is not None:
        found = [each for each in found if each[1] == file_no]
        if not found:
            raise LoadRefused(_ANOTHER)
    tables = ((each, stored_tables(connection, each[1])) for each in found)
    rejected = [each for each, known in tables if any(table.counts["rejected"] for table in known)]
    if not rejected:
        raise LoadRefused(_NOTHING_REJECTED)
    if len(rejected) > 1:
        names = "、".join(file.path for file, _ in rejected)
        raise LoadRefused(
            Text(
                f"压缩包里有几个文件有退回的行：{names}。请写明其中一个。",
                f"Several files of the archive have rejected rows: {names}. Name one of them.",
            )
        )
    return rejected[0]


def _files_at(path: Path) -> list[ReceivedFile]:
    whole, _, member = str(path).partition("!")
    if path.exists() or not member:
        return list(discover([path]))
    return [file for file in discover([Path(whole)]) if file.path.partition("!")[2] == member]


def _write_like(connection: Connection, file: ReceivedFile, file_no: int, target: Path) -> Written:
    stored = stored_tables(connection, file_no)
    try:
        again = read_again(file, delivered_on=date.max, key=None)
    except Quarantine as problem:
        raise LoadRefused(problem.reason) from problem
    if not tables_agree(stored, again):
        raise LoadRefused(READS_OTHERWISE)
    rows = sheets = 0
    with Workbook(str(target), _LITERAL) as book:
        book.set_properties({"created": _MADE})
        for table, read in zip(stored, again, strict=True):
            found = refused(connection, table.table_no)
            if found:
                _Sheet(book, read, name=table.sheet, taken={sheet.name for sheet in book.worksheets()}).write(found)
                rows, sheets = rows + len(found), sheets + 1
    return Written(rows, sheets, complete=True)


_LITERAL = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Text stays text: what begins with = is never a formula of ours."""


class _Sheet:
    """A sheet of the workbook, laid out like one of the original."""

    def __init__(self, book: Workbook, read: TableAgain, *, name: str, taken: set[str]) -> None:
        self.read, self.sheet = read, read.sheet
        self.table = read.recognised
        self.width = max((len(row) for row in self.sheet.rows), default=0)
        self.worksheet: Worksheet = book.add_worksheet(_sheet_name(name, taken))
        self.formats = _Formats(
            day=book.add_format({"num_format": "yyyy-mm-dd"}),
            whole=book.add_format({"num_format": "0"}),
            percent=book.add_format({"num_format": "0.##%"}),
            head=book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter"}),
            reason=book.add_format({"text_wrap": True}),
        )

    def write(self, found: Sequence[Refused]) -> None:
        """Write header and refused rows."""
        head = [self._row(at) for at in range(self.table.header_row)]
        body = [self._row(each.row - 1) for each in found]
        merges = _apart(merge for merge in self.sheet.merges if merge[2] < self.table.header_row)
        place = _heading_row(self.read, head, body, merges, self.width)
        head[place][self.width] = REASON_HEADING
        percents = self._percent_cells()
        for at, row in enumerate(head):
            self._write_row(at, row, set(), self.formats.head)
        for at, (each, row) in enumerate(zip(found, body, strict=True), start=len(head)):
            row[self.width] = f"{each.reason.zh} {each.reason.en}"
            self._write_row(at, row, {column for line, column in percents if line == each.row - 1}, None)
        for top, left, bottom, right in merges:
            self.worksheet.merge_range(top, left, bottom, right, "", self.formats.head)
            self._write(top, left, head[top][left], self.formats.head)
        for column in range(self.width):
            texts = (str(row[column]) for row in (*head[-1:], *body) if not is_blank(row[column]))
            self.worksheet.set_column(column, column, min(_WIDEST, 2 + max(map(_width, texts), default=8)))
        self.worksheet.set_column(self.width, self.width, 2 * _WIDEST, self.formats.reason)
        self.worksheet.freeze_panes(len(head), 0)

    def _row(self, at: int) -> list[object]:
        """Return a row of the original, merged cells repeated downward in its data, room for the reason at its end."""
        row = list(self.sheet.rows[at]) if at < len(self.sheet.rows) else []
        row += [None] * (self.width + 1 - len(row))
        if at >= self.table.header_row:
            for top, left, bottom, _ in self.sheet.merges:
                if top < at <= bottom and top >= self.table.header_row and is_blank(row[left]):
                    row[left] = self.sheet.rows[top][left]
        return row

    def _percent_cells(self) -> set[tuple[int, int]]:
        register = load_registers()[self.table.kind]
        wanted = [each.index for each in self.table.columns if register.column(each.name).type == "percent"]
        return self.sheet.percent_cells(wanted) if wanted else set()

    def _write_row(self, at: int, row: Sequence[object], percents: set[int], style: Format | None) -> None:
        for column, value in enumerate(row):
            if not is_blank(value):
                self._write(at, column, value, self.formats.percent if column in percents else style)

    def _write(self, at: int, column: int, value: object, style: Format | None) -> None:
        sheet, formats = self.worksheet, self.formats
        if isinstance(value, bool):
            sheet.write_boolean(at, column, value, style)
        elif isinstance(value, int | float):
            plain = style or (formats.whole if float(value).is_integer() else None)
            sheet.write_number(at, column, value, plain)
        elif isinstance(value, date):
            moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a cell's day has no zone
            sheet.write_datetime(at, column, moment, style or formats.day)
        elif not is_blank(value):
            sheet.write_string(at, column, str(value), style)


def _apart(merges: Iterable[Merge]) -> list[Merge]:
    """Return merges of more than one cell, those that overlap an earlier one left out, as a damaged file may hold."""
    found: list[Merge] = []
    for top, left, bottom, right in merges:
        free = all(bottom < t or top > b or right < le or left > r for t, le, b, r in found)
        if free and (top, left) != (bottom, right):
            found.append((top, left, bottom, right))
    return found


@dataclass(frozen=True, slots=True)
class _Formats:
    day: Format
    whole: Format
    percent: Format
    head: Format
    reason: Format


def _heading_row(
    read: TableAgain, head: list[list[object]], body: list[list[object]], merges: list[Merge],
    width: int,
) -> int:  # fmt: skip
    """Return the header row in which the heading of the reason leaves the table the same to the reader.

    A header of two rows may be known by what its lower row lacks, so each place is tried with the reader itself.
    """
    last = len(head) - 1
    for place in range(last, max(-1, last - 3), -1):
        rows = [*(list(row) for row in head), *(list(row) for row in body)]
        rows[place][width] = REASON_HEADING
        for row in rows[len(head) :]:
            row[width] = "x"
        tried = Sheet(name=read.sheet.name, rows=rows, merges=tuple(merges), percent_cells=lambda _: set())
        if _same(recognise(tried, load_registers()), read.recognised):
            return place
    return last


def _same(tried: Recognised | None, original: Recognised) -> bool:
    return tried is not None and (tried.kind, tried.header_row, tried.columns, tried.unit_line) == (
        original.kind, original.header_row, original.columns, original.unit_line
    )  # fmt: skip


def _sheet_name(name: str, taken: set[str]) -> str:
    plain = name.translate(_NOT_IN_A_SHEET_NAME).strip("'")[:_SHEET_NAME_LENGTH] or "Sheet"
    lowered = {each.lower() for each in taken}
    number, found = 1, plain
    while found.lower() in lowered:
        number += 1
        found = f"{plain[: _SHEET_NAME_LENGTH - 4]} {number}"
    return found


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _write_list(tables: Sequence[tuple[StoredTable, Sequence[Refused]]], target: Path) -> None:
    """Write what the store keeps of refused rows, one a line, below two lines that say what is missing."""
    with Workbook(str(target), _LITERAL) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet(_STORE_SHEET)
        bold = book.add_format({"bold": True})
        sheet.write_string(0, 0, _FROM_STORE.zh)
        sheet.write_string(1, 0, _FROM_STORE.en)
        first = 3
        for column, heading in enumerate(_STORE_HEADINGS):
            sheet.write_string(first, column, heading, bold)
        at = first
        for table, found in tables:
            personal = _personal(load_registers()[table.kind])
            for each in found:
                at += 1
                sheet.write_number(at, 1, each.row)
                for column, text in _told(table, each, personal).items():
                    sheet.write_string(at, column, text)
        for column, width in enumerate((18, 8, 20, 24, 30, 58, 58)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(first + 1, 0)


def _told(table: StoredTable, each: Refused, personal: frozenset[str]) -> Mapping[int, str]:
    code = CODES[each.code]
    value = _NOT_KEPT if each.column in personal else each.value or ""
    return {
        0: table.sheet, 2: each.column, 3: value, 4: f"{code.zh} {code.en}", 5: each.reason.zh, 6: each.reason.en,
    }  # fmt: skip


def _personal(register: Register) -> frozenset[str]:
    return frozenset(column.header for column in register.columns if column.personal)
