"""Which cells carry a percent number format (百分比格式): calamine reads values only, not how they are shown."""

import re
from collections.abc import Callable, Collection, Iterator
from io import StringIO
from posixpath import join, normpath
from xml.parsers import expat
from zipfile import ZipFile

import xlrd

from etl import archives, problems

_BUILT_IN_PERCENT = frozenset({9, 10})
_LITERAL = re.compile(r'"[^"]*"|\\.')
_CELL = re.compile(r"([A-Z]+)(\d+)")
_StartHandler = Callable[[str, dict[str, str]], None]


def percent_cells_of_xlsx(columns: Collection[int], *, content: bytes, sheet: str) -> set[tuple[int, int]]:
    """Return 0-based (row, column) of the cells of ``columns`` that an .xlsx shows as percent; Quarantine on damage."""
    archive = archives.open_zip(content)
    try:
        styles = _percent_styles(_part(archive, "xl/styles.xml"))
        if not styles:
            return set()
        part = _part(archive, _sheet_part(archive, sheet))
        return {(row, column) for row, column, style in _styled_cells(part) if column in columns and style in styles}
    except (KeyError, ValueError, expat.ExpatError) as error:
        raise problems.corrupt() from error


def percent_cells_of_xls(columns: Collection[int], *, content: bytes, sheet: str) -> set[tuple[int, int]]:
    """Return 0-based (row, column) of the cells of ``columns`` that an .xls shows as percent; Quarantine if damaged."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=StringIO())
        table = book.sheet_by_name(sheet)
        codes = [book.format_map[style.format_key].format_str for style in book.xf_list]
        percent = {index for index, code in enumerate(codes) if _is_percent(code)}
        return {
            (row, column)
            for column in columns
            if column < table.ncols
            for row in range(table.nrows)
            if table.cell_xf_index(row, column) in percent
        }
    except Exception as error:  # xlrd meets damage with whatever its parsing runs into
        raise problems.corrupt() from error


def _is_percent(code: str) -> bool:
    return "%" in _LITERAL.sub("", code)


def _part(archive: ZipFile, name: str) -> bytes:
    actual = next((known for known in archive.namelist() if known.lower() == name.lower()), None)
    return b"" if actual is None else archives.read_member(archive, archive.getinfo(actual))


def _parse(xml: bytes, on_start: _StartHandler) -> None:
    """Call ``on_start`` with name (without prefix) and attributes of every element; ValueError on declared entities."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise ValueError("a workbook declares no entities")

    parser.StartElementHandler = lambda name, attributes: on_start(name.rpartition(":")[2], attributes)
    parser.EntityDeclHandler = refuse
    if xml:
        parser.Parse(xml, True)


def _percent_styles(xml: bytes) -> set[int]:
    """Return the indexes of the cell styles with a percent format."""
    own: dict[int, str] = {}
    styles: list[int] = []
    inside = ""

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside = name
        elif name == "numFmt":
            own[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "xf" and inside == "cellXfs":
            styles.append(int(attributes.get("numFmtId", "0")))

    _parse(xml, on_start)
    percent = _BUILT_IN_PERCENT | {number for number, code in own.items() if _is_percent(code)}
    return {index for index, number in enumerate(styles) if number in percent}


def _sheet_part(archive: ZipFile, sheet: str) -> str:
    """Return the name of the part that holds ``sheet``; KeyError if there is none."""
    relations: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def on_sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            sheets[attributes["name"]] = next(value for key, value in attributes.items() if key.endswith(":id"))

    def on_relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            relations[attributes["Id"]] = attributes["Target"]

    _parse(_part(archive, "xl/workbook.xml"), on_sheet)
    _parse(_part(archive, "xl/_rels/workbook.xml.rels"), on_relation)
    return normpath(join("/xl", relations[sheets[sheet]])).lstrip("/")


def _styled_cells(xml: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield 0-based row, 0-based column and style of every cell; a cell without a reference follows the one before."""
    found: list[tuple[int, int, int]] = []
    row, column = -1, -1

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        if name == "row":
            row, column = int(attributes.get("r", row + 2)) - 1, -1
        elif name == "c":
            column = _column_index(attributes["r"]) if "r" in attributes else column + 1
            found.append((row, column, int(attributes.get("s", "0"))))

    _parse(xml, on_start)
    yield from found


def _column_index(reference: str) -> int:
    match = _CELL.fullmatch(reference)
    if match is None:
        raise ValueError(f"no cell reference: {reference}")
    index = 0
    for letter in match[1]:
        index = index * 26 + ord(letter) - 64
    return index - 1
