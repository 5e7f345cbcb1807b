"""The sheets of a received file as plain rows, read by what the file contains and not by its ending."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Protocol, cast
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from data.text import Text
from etl import archives, biff, csvtext, formats, problems
from etl.discover import ReceivedFile

PercentCells = Callable[[Collection[int]], set[tuple[int, int]]]


class PercentReader(Protocol):
    """Reads from a workbook's content which cells of some columns of a sheet have a percent number format."""

    def __call__(self, columns: Collection[int], *, content: bytes, sheet: str) -> set[tuple[int, int]]:
        """Return 0-based (row, column) of these cells."""


MAX_CELLS = 20_000_000
_ZIP_MAGIC = b"PK"
_FAR_CELL = re.compile(rb" r=[\"'](?:[A-Z]{3}|[A-Z]{0,2}\d{6})")
_LARGE_COUNT = re.compile(rb"(c|niqueC)ount=[\"'](\d{5,})")
_MOST_REFERENCES = 5_000_000
_CELL = re.compile(rb" r=[\"']([A-Z]{0,3})(\d+)[\"']")
_OTHER_KINDS = (
    (b"%PDF", Text(zh=" PDF 文档", en="a PDF document")),
    (b"{\\rtf", Text(zh="写字板文档", en="an RTF document")),
    (b"\x89PNG", Text(zh="图片", en="a picture")),
    (b"\xff\xd8\xff", Text(zh="图片", en="a picture")),
    (b"Rar!", Text(zh=" RAR 压缩包", en="a RAR archive")),
    (b"7z\xbc\xaf", Text(zh=" 7z 压缩包", en="a 7z archive")),
)
_WEB_PAGE = re.compile(rb"\s*<(?:!doctype|html|table|\?xml|meta|head)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet (工作表): ``rows`` 0-based from its first row, cells raw, empty ones ``""`` or None.

    ``name`` is None for CSV. ``merges`` are (row, column, last row, last column), inclusive. ``percent_cells`` takes
    column indexes and returns (row, column) of the cells with a percent number format; it reads the file again, so it
    is called for the few columns that need it; Quarantine if the formats cannot be read.
    """

    name: str | None
    rows: list[list[object]]
    merges: tuple[tuple[int, int, int, int], ...]
    percent_cells: PercentCells


def read_sheets(file: ReceivedFile) -> list[Sheet]:
    """Return the sheets of a file, those without any cell left out; Quarantine says why it cannot be read."""
    if file.problem is not None:
        raise file.problem
    content = file.content
    if not content:
        raise problems.empty()
    if content.startswith(biff.OLE_MAGIC):
        biff.check_container(content)
        return _workbook_sheets(content, formats.percent_cells_of_xls)
    if content.startswith(_ZIP_MAGIC):
        _check_xlsx(content)
        return _workbook_sheets(content, formats.percent_cells_of_xlsx)
    _refuse_other_kinds(content)
    if not file.path.lower().endswith(".csv"):
        raise problems.corrupt()
    rows = csvtext.records(csvtext.decode(content))
    return [Sheet(name=None, rows=rows, merges=(), percent_cells=_no_percent_cells)]


def _no_percent_cells(_: Collection[int]) -> set[tuple[int, int]]:
    return set()


def _refuse_other_kinds(content: bytes) -> None:
    for magic, what in _OTHER_KINDS:
        if content.startswith(magic):
            raise problems.not_a_spreadsheet(what)
    if _WEB_PAGE.match(content.removeprefix(b"\xef\xbb\xbf")[:200]):
        raise problems.not_a_spreadsheet(Text(zh="网页", en="a web page"))


def _check_xlsx(content: bytes) -> None:
    """Check a workbook before the reader sees it: Quarantine if damaged, another document or far too large."""
    archive = archives.open_zip(content)
    if not archives.is_workbook(archive):
        names = {name.partition("/")[0].lower() for name in archive.namelist()}
        if "word" in names or "ppt" in names:
            raise problems.not_a_spreadsheet(Text(zh=" Word 或 PowerPoint 文档", en="a Word or PowerPoint document"))
        raise problems.corrupt()
    _refuse_absurd_sizes(archive)


def _refuse_absurd_sizes(archive: ZipFile) -> None:
    """Quarantine a workbook for which the reader would claim gigabytes, and end the whole load, for a few bytes of XML.

    It reserves room for as many texts as a part says it counts, and fills the rectangle up to the farthest cell.
    """
    for info in archive.infolist():
        name = info.filename.lower()
        if not name.endswith(".xml"):
            continue
        xml = archives.read_member(archive, info)
        for which, count in _LARGE_COUNT.findall(xml):
            # every distinct text stands in the part, but one text may be referred to from any number of cells
            if int(count) > (len(xml) if which == b"niqueC" else _MOST_REFERENCES):
                raise problems.corrupt()
        if name.startswith("xl/worksheets/") and _FAR_CELL.search(xml):
            _refuse_far_cells(xml)


def _refuse_far_cells(xml: bytes) -> None:
    cells = [(letters, int(row)) for letters, row in _CELL.findall(xml)]
    width = max((_column_number(letters) for letters, _ in cells), default=0)
    if width * max((row for _, row in cells), default=0) > MAX_CELLS:
        raise problems.zip_bomb()


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _workbook_sheets(content: bytes, percent_cells: PercentReader) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            names = [meta.name for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
            tables = [workbook.get_sheet_by_name(name) for name in names]
            sheets = [_sheet(table, partial(percent_cells, content=content, sheet=table.name)) for table in tables]
    except PasswordError as error:
        raise problems.encrypted() from error
    except (CalamineError, OSError, ValueError) as error:
        raise problems.corrupt() from error
    except BaseException as error:
        # the reader's panics over damaged files derive from BaseException on purpose, and have no public name
        if type(error).__name__ != "PanicException":
            raise
        raise problems.corrupt() from error
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise problems.empty()
    return filled


def _sheet(table: CalamineSheet, percent_cells: PercentCells) -> Sheet:
    rows = cast("list[list[object]]", table.to_python(skip_empty_area=False))
    merges = tuple((top, left, bottom, right) for (top, left), (bottom, right) in table.merged_cell_ranges or ())
    return Sheet(name=table.name, rows=rows, merges=merges, percent_cells=percent_cells)
