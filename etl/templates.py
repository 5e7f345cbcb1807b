"""Clean workbooks to fill in (填报模板), one a kind of register, made from the register descriptions.

Each has the canonical headings with notes in both languages, drop-down lists, and one example row that loads. The
second sheet explains the columns one below the other, so that it can never pass for a table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.registers import Column, Register, load_registers
from etl.headers import split_unit

_MADE = datetime(2016, 6, 30, tzinfo=UTC).replace(tzinfo=None)
_FILLED_ROWS = 5000
"""Rows below the heading that are prepared with drop-down lists."""
_LIST_LIMIT = 255
"""Characters that Excel takes in one drop-down list."""

_TEXT_TYPES = frozenset({"identifier", "id_number", "period"})
_NUMBER_TYPES = frozenset({"integer", "number", "money", "percent", "year"})
_YES_NO = ("是", "否")
_LEFT_BLANK = frozenset({("household_changes", "person_no")})
"""Columns without a value in the example row: the example's change concerns the whole household."""

_COLOURS: Mapping[str, str] = MappingProxyType({"required": "#F8D7A8", "optional": "#E3E8EE", "example": "#6B7280"})
_NOTES_SHEET = "说明 Notes"
_NOTES_HEADINGS = ("列名 Column", "必填 Required", "说明（中文）", "Label", "Note", "示例 Example")


@dataclass(frozen=True, slots=True)
class _Formats:
    """The cell formats of a workbook."""

    required: Format
    optional: Format
    text: Format
    day: Format
    plain: Format
    wrapped: Format
    bold: Format


def write_templates(directory: Path) -> list[Path]:
    """Write one workbook a kind of register into ``directory`` (made if missing) and return their paths."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for number, register in enumerate(load_registers().values(), start=1):
        path = directory / f"{number:02d}-{register.title.zh}-{register.kind}.xlsx"
        _write_book(path, register)
        written.append(path)
    return written


def heading(column: Column) -> str:
    """Return the canonical heading of a column, an amount's with its unit, so that no amount is in doubt."""
    if column.type != "money" or split_unit(column.header)[1]:
        return column.header
    return f"{column.header}（{column.default_unit or '元'}）"


def _write_book(path: Path, register: Register) -> None:
    with Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": register.title.zh, "subject": register.title.en, "created": _MADE})
        formats = _formats(book)
        sheet = book.add_worksheet(register.title.zh)
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, 32)
        for place, column in enumerate(register.columns):
            _write_column(sheet, place, column=column, formats=formats)
            if (register.kind, column.name) in _LEFT_BLANK:
                sheet.write_blank(1, place, None, _format(column, formats))
            else:
                _write_example(sheet, place, column=column, formats=formats)
        _write_notes(book.add_worksheet(_NOTES_SHEET), register, formats)


def _formats(book: Workbook) -> _Formats:
    head = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
    return _Formats(
        required=book.add_format({**head, "bg_color": _COLOURS["required"]}),
        optional=book.add_format({**head, "bg_color": _COLOURS["optional"]}),
        text=book.add_format({"num_format": "@"}),
        day=book.add_format({"num_format": "yyyy-mm-dd"}),
        plain=book.add_format({}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        bold=book.add_format({"bold": True}),
    )


def _write_column(sheet: Worksheet, place: int, *, column: Column, formats: _Formats) -> None:
    """Write a column's heading with its note, its format and its drop-down list."""
    sheet.write_string(0, place, heading(column), formats.required if column.required else formats.optional)
    sheet.write_comment(0, place, _comment(column), {"x_scale": 2.2, "y_scale": 1.6, "author": ""})
    sheet.set_column(place, place, max(12, 2 * len(heading(column)) + 2), _format(column, formats))
    codes = _YES_NO if column.type == "flag" else tuple(column.codes)
    if codes and len(",".join(codes)) <= _LIST_LIMIT:
        # several codes may stand in one cell, so their list only offers, it does not insist
        rule = {"validate": "list", "source": list(codes), "show_error": column.type != "choices"}
        sheet.data_validation(1, place, _FILLED_ROWS, place, rule)


def _format(column: Column, formats: _Formats) -> Format:
    if column.type in _TEXT_TYPES:
        return formats.text
    return formats.day if column.type == "date" else formats.plain


def _comment(column: Column) -> str:
    must = ("必填", "Required") if column.required else ("选填", "Optional")
    codes = f"\n可填 Values：{'、'.join(column.codes)}" if column.codes else ""
    zh, en = f"{column.label.zh}（{must[0]}）", f"{column.label.en} ({must[1]})"
    return f"{zh}\n{column.note.zh}\n{en}\n{column.note.en}{codes}"


def _write_example(sheet: Worksheet, place: int, *, column: Column, formats: _Formats) -> None:
    """Write the example as the type that the column holds; text stays text, whatever it looks like."""
    chosen = _format(column, formats)
    if column.type in _NUMBER_TYPES:
        sheet.write_number(1, place, float(column.example), chosen)
    elif column.type == "date":
        day = date.fromisoformat(column.example)
        sheet.write_datetime(1, place, datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None), chosen)
    else:
        sheet.write_string(1, place, column.example, chosen)


def _write_notes(sheet: Worksheet, register: Register, formats: _Formats) -> None:
    """Explain the register and its columns, one below the other."""
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 5, 42, formats.wrapped)
    lines = [
        f"{register.title.zh} {register.title.en}",
        register.note.zh,
        register.note.en,
        "橙色表头为必填列。第 2 行是示例，填报时请改写或删除；请勿改动表头。",
        "Orange headings are required. Row 2 is an example: overwrite or delete it. Leave the headings as they are.",
    ]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, formats.bold if row == 0 else formats.plain)
    for place, text in enumerate(_NOTES_HEADINGS):
        sheet.write_string(len(lines) + 1, place, text, formats.bold)
    for row, column in enumerate(register.columns, start=len(lines) + 2):
        required = "是 yes" if column.required else "否 no"
        texts = (heading(column), required, column.note.zh, column.label.en, column.note.en, column.example)
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text)
