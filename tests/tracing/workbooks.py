"""Cells of a file as it was handed in, read with other libraries than the loader's: openpyxl, xlrd, csv."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, time
from pathlib import PurePosixPath

import openpyxl
import xlrd

CellAt = Callable[[int, int], object]
"""Returns the raw cell of a 1-based row and a 0-based column; of merged cells the one that holds the value."""
ENCODINGS = ("utf-8-sig", "gb18030")


def cells_of(path: str, content: bytes, sheet: str) -> CellAt:
    """Return how the cells of a sheet are read; the sheet of a CSV is its file."""
    if content[:4] == b"PK\x03\x04":
        return _of_xlsx(content, sheet)
    if content[:4] == b"\xd0\xcf\x11\xe0":
        return _of_xls(content, sheet)
    if PurePosixPath(path.rsplit("!", 1)[-1]).name != sheet:
        raise LookupError(f"{path} has no sheet {sheet}")
    return _of_csv(content)


def _of_xlsx(content: bytes, sheet: str) -> CellAt:
    table = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[sheet]
    heads = {
        (row, column): (area.min_row, area.min_col)
        for area in table.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }

    def at(row: int, column: int) -> object:
        head = heads.get((row, column + 1), (row, column + 1))
        return _day(table.cell(*head).value)

    return at


def _day(value: object) -> object:
    """Return a date for a moment at midnight: a workbook knows no dates without time."""
    return value.date() if isinstance(value, datetime) and value.time() == time.min else value


def _of_xls(content: bytes, sheet: str) -> CellAt:
    book = xlrd.open_workbook(file_contents=content, formatting_info=True)
    table = book.sheet_by_name(sheet)
    heads = {
        (row, column): (top, left)
        for top, bottom, left, right in table.merged_cells
        for row in range(top, bottom)
        for column in range(left, right)
    }

    def at(row: int, column: int) -> object:
        head = heads.get((row - 1, column), (row - 1, column))
        cell = table.cell(*head)
        if cell.ctype == xlrd.XL_CELL_DATE:
            return _day(xlrd.xldate_as_datetime(cell.value, book.datemode))
        return bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value

    return at


def _of_csv(content: bytes) -> CellAt:
    text = _decoded(content)
    found = [list(csv.reader(io.StringIO(text, newline=""), delimiter=sign)) for sign in "\t;,"]
    rows = max(found, key=lambda each: sum(len(row) for row in each[:20]))

    def at(row: int, column: int) -> object:
        return rows[row - 1][column] if column < len(rows[row - 1]) else ""

    return at


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("a text in none of the known encodings")
