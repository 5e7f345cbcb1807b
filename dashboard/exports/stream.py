"""Files written row by row (流式导出): a workbook in constant memory, CSV in pieces; the answers that carry them."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, cast
from urllib.parse import quote

import xlsxwriter
from flask import Response, send_file

from dashboard.exports.cells import MOST_CHARACTERS, is_risky, plain, typed
from dashboard.exports.model import Cell, CellKind, ExportColumn, ExportTable
from dashboard.metrics.formats import percent_decimals

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
BOM = "\ufeff"
PIECE = 500
"""Rows of CSV sent at a time."""
MOST_ROWS = 1_048_576
"""Rows of a sheet; a longer table goes on in a further one."""
LONGEST_NAME = 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
NUMBER_FORMATS: Mapping[CellKind, str] = {
    "count": "#,##0",
    "money": "#,##0.00",
    "share": "0.0%",
    "pace": "#,##0.0",
    "number": "General",
    "day": "yyyy-mm-dd",
}
MOST_SEEN_DECIMALS = 6
Rows = Iterable[Sequence[Cell]]
Write = Callable[[int, int, Cell], None]


class Book:
    """A workbook being written to a file, sheet after sheet; nothing of a sheet is kept in memory."""

    def __init__(self, file: BinaryIO) -> None:
        options: dict[str, Any] = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        options |= {"strings_to_numbers": False, "default_date_format": NUMBER_FORMATS["day"]}
        self._book = xlsxwriter.Workbook(file, options)
        self._formats = {kind: self._book.add_format({"num_format": form}) for kind, form in NUMBER_FORMATS.items()}
        self._percents = {
            places: self._book.add_format({"num_format": f"0.{'0' * places}%"})
            for places in range(2, MOST_SEEN_DECIMALS + 1)
        }
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._title = self._book.add_format({"bold": True, "font_size": 15})
        self._names: set[str] = set()

    def cover(self, name: str, rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
        """Write a sheet of text, its first line as a title."""
        sheet = self._sheet(name)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        for line, row in enumerate(rows):
            for at, text in enumerate(row):
                sheet.write_string(line, at, text[:MOST_CHARACTERS], self._wrapped if line else self._title)

    def table(self, name: str, columns: Sequence[ExportColumn], rows: Rows) -> None:
        """Write a table with a frozen head, in as many sheets as its rows need."""
        sheet, line = self._headed(name, columns), 1
        writers = self._writers(sheet, columns)
        for row in rows:
            if line == MOST_ROWS:
                sheet, line = self._headed(name, columns), 1
                writers = self._writers(sheet, columns)
            for at, cell in enumerate(row):
                if cell is not None:
                    writers[at](line, at, cell)
            line += 1

    def close(self) -> None:
        """Finish the file."""
        self._book.close()

    def _sheet(self, name: str) -> Any:  # noqa: ANN401 - the library publishes no types
        plain_name = name.translate(FORBIDDEN).strip()
        found, number = plain_name[:LONGEST_NAME], 1
        while found.casefold() in self._names or not found:
            number += 1
            ending = f" ({number})"
            found = plain_name[: LONGEST_NAME - len(ending)] + ending
        self._names.add(found.casefold())
        return self._book.add_worksheet(found)

    def _headed(self, name: str, columns: Sequence[ExportColumn]) -> Any:  # noqa: ANN401
        sheet = self._sheet(name)
        sheet.freeze_panes(1, 1)
        for at, each in enumerate(columns):
            sheet.set_column(at, at, each.width)
        for at, each in enumerate(columns):
            sheet.write_string(0, at, each.title, self._head)
        return sheet

    def _writers(self, sheet: Any, columns: Sequence[ExportColumn]) -> list[Write]:  # noqa: ANN401
        return [self._writer(sheet, each.kind) for each in columns]

    def _number_format(self, value: float, kind: CellKind) -> Any:  # noqa: ANN401
        """Return the format of a number; a share is seen with the decimals that keep it from reading as 0 or 100%."""
        places = percent_decimals(value, most=MOST_SEEN_DECIMALS) if kind == "share" else 1
        return self._percents.get(places, self._formats.get(kind))

    def _writer(self, sheet: Any, kind: CellKind) -> Write:  # noqa: ANN401
        formats, quoted = self._formats, self._quoted

        def write(line: int, at: int, cell: Cell) -> None:
            content, own = typed(cell, kind)
            if isinstance(content, str):
                sheet.write_string(line, at, content[:MOST_CHARACTERS], quoted if is_risky(content) else None)
            elif isinstance(content, int | float):
                sheet.write_number(line, at, content, self._number_format(content, own))
            elif content is not None:
                sheet.write_datetime(line, at, content, formats["day"])

        return write


def workbook_answer(
    name: str, tables: Iterable[ExportTable], cover: tuple[str, Iterable[Sequence[str]], Sequence[int]] | None = None
) -> Response:
    """Return a workbook of the tables as a download called ``name``, its cover (name, rows, widths) first.

    It is written to a file outside memory before the first byte is sent: an error is an error, not half a file.
    """
    file = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - closed by the server with the answer
    try:
        book = Book(file)
        if cover is not None:
            book.cover(*cover)
        for table in tables:
            book.table(table.title, table.columns, table.rows())
        book.close()
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return attached(send_file(file, mimetype=XLSX, max_age=0), name)


def csv_pieces(columns: Sequence[ExportColumn], rows: Rows) -> Iterator[bytes]:
    """Yield a table as CSV (UTF-8 with BOM, so that Excel reads Chinese), some rows at a time."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(BOM)
    writer.writerow([each.title for each in columns])
    kinds = [each.kind for each in columns]
    for at, row in enumerate(rows, 1):
        writer.writerow([plain(cell, kind) for cell, kind in zip(row, kinds, strict=True)])
        if at % PIECE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def csv_answer(name: str, table: ExportTable) -> Response:
    """Return a table as a CSV download called ``name``, sent as it is written."""
    pieces = csv_pieces(table.columns, table.rows())
    first = next(pieces)
    return attached(Response(_with_first(first, pieces), mimetype=CSV), name)


def attached(answer: Response, name: str) -> Response:
    """Return an answer that is kept as a file called ``name``; a header holds the name in any script (RFC 6266)."""
    plain_name = f"export.{name.rpartition('.')[2]}"
    told = f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quote(name, safe='')}"
    answer.headers["Content-Disposition"] = told
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _with_first(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from others


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
