"""Writes sheets to books, CSV files and archives, byte for byte the same every time."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl.demo.cells import Cell, Percent
from etl.demo.layout import Grid

_MADE = datetime(2016, 6, 30, 9, 0, tzinfo=UTC).replace(tzinfo=None)
_ZIP_TIME = (2016, 6, 30, 9, 0, 0)
_LARGE_CELLS = 300_000
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": False}


@dataclass(frozen=True, slots=True)
class _Formats:
    """The number formats of a book."""

    day: object
    percent: object


class _GbkName(zipfile.ZipInfo):
    """A member whose name is in GBK without the UTF-8 flag, as old Chinese archivers write it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name is zipfile's
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def book_bytes(grids: Sequence[Grid]) -> bytes:
    """An .xlsx book of sheets; large ones are written row by row to keep the memory small."""
    target = io.BytesIO()
    cells = sum(len(grid.lines) * len(grid.lines[0]) for grid in grids)
    by_row = cells > _LARGE_CELLS and not any(_has_merged_body(grid) for grid in grids)
    book = xlsxwriter.Workbook(target, {**_OPTIONS, "constant_memory": by_row})
    book.set_properties({"title": "演示数据", "author": "演示", "created": _MADE})
    formats = _Formats(book.add_format({"num_format": "yyyy/m/d"}), book.add_format({"num_format": "0.00%"}))
    for grid in grids:
        _write_sheet(book.add_worksheet(grid.name), grid, formats=formats, by_row=by_row)
    book.close()
    return target.getvalue()


def _has_merged_body(grid: Grid) -> bool:
    """Whether cells below the header are merged, which the row-by-row writer cannot do."""
    return any(top >= grid.header_row for top, _, _, _ in grid.merged)


def _write_sheet(sheet: Worksheet, grid: Grid, *, formats: _Formats, by_row: bool) -> None:
    """Write the cells of a sheet row by row, then its merged ranges; empty cells stay unwritten."""
    for row, line in enumerate(grid.lines):
        for place, cell in enumerate(line):
            if cell != "":
                _write_cell(sheet, row, place, cell=cell, formats=formats)
    for top, left, bottom, right in grid.merged:
        if by_row or (top, left) == (bottom, right):
            continue
        sheet.merge_range(top, left, bottom, right, "")
        _write_cell(sheet, top, left, cell=grid.lines[top][left], formats=formats)


def _write_cell(sheet: Worksheet, row: int, place: int, *, cell: Cell, formats: _Formats) -> None:
    """Write one cell by its type; text never becomes a formula or a link."""
    if isinstance(cell, str):
        sheet.write_string(row, place, cell)
    elif isinstance(cell, Percent):
        sheet.write_number(row, place, cell.fraction, formats.percent)
    elif isinstance(cell, date):
        sheet.write_datetime(
            row, place, datetime(cell.year, cell.month, cell.day, tzinfo=UTC).replace(tzinfo=None), formats.day
        )
    else:
        sheet.write_number(row, place, cell)


def csv_bytes(grid: Grid, *, encoding: str, delimiter: str) -> bytes:
    """A sheet as delimited text in an encoding (utf-8-sig, gb18030, utf-16 …)."""
    text = io.StringIO()
    lines = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    lines.writerows(grid.lines)
    return text.getvalue().encode(encoding)


def zip_bytes(members: dict[str, bytes]) -> bytes:
    """An archive whose members have GBK names and one fixed time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = _GbkName(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()
