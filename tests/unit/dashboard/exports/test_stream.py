"""Files as they are written: typed cells, harmless text, any number of rows."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date

import openpyxl
import pytest
from flask import Flask

from dashboard.exports import stream
from dashboard.exports.cells import is_risky
from dashboard.exports.model import Cell, ExportColumn, ExportTable, Typed
from dashboard.metrics.disclosure import Suppressed

COLUMNS = (
    ExportColumn("村"),
    ExportColumn("人", "count"),
    ExportColumn("元", "money"),
    ExportColumn("率", "share"),
    ExportColumn("日", "day"),
)
ROW: tuple[Cell, ...] = ("齐河湾村", 12, 1234.5, 0.34, date(2016, 6, 30))


def table(*rows: Sequence[Cell], title: str = "表") -> ExportTable:
    return ExportTable("t", title, COLUMNS, lambda: rows)


def book(*tables: ExportTable) -> openpyxl.Workbook:
    with Flask("x").test_request_context():
        answer = stream.workbook_answer("县.xlsx", tables)
        answer.direct_passthrough = False
        content = answer.get_data()
        answer.close()
    return openpyxl.load_workbook(io.BytesIO(content))


def as_csv(*rows: Sequence[Cell]) -> bytes:
    return b"".join(stream.csv_pieces(COLUMNS, rows))


def test_cells_keep_their_types_and_formats() -> None:
    sheet = book(table(ROW)).worksheets[0]
    *values, day = [cell.value for cell in sheet[2]]
    assert (values, day.date()) == (["齐河湾村", 12, 1234.5, 0.34], date(2016, 6, 30))
    assert [cell.number_format for cell in sheet[2]] == ["General", "#,##0", "#,##0.00", "0.0%", "yyyy-mm-dd"]
    assert sheet.freeze_panes == "B2"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "＝1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    cell = book(table((text, 1, 1.0, 0.1, None))).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert is_risky(text)
    first = next(iter(list(csv.reader(io.StringIO(as_csv((text, 1, 1.0, 0.1, None)).decode("utf-8-sig"))))[1:]))[0]
    assert first == f"'{text}"


def test_a_negative_number_is_a_number_and_an_apostrophe_stays() -> None:
    sheet = book(table(("'quoted", -3, -0.5, None, None))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["'quoted", -3, -0.5, None, None]
    assert as_csv(("'quoted", -3, -0.5, None, None)).splitlines()[1] == b"'quoted,-3,-0.5,,"


def test_csv_begins_with_the_mark_and_has_days_as_iso() -> None:
    written = as_csv(ROW)
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.decode("utf-8-sig").splitlines() == ["村,人,元,率,日", "齐河湾村,12,1234.5,0.34,2016-06-30"]


def test_what_is_withheld_says_so_and_a_cell_may_have_a_kind_of_its_own() -> None:
    row: tuple[Cell, ...] = ("a", Suppressed(5), Typed(0.5, "share"), None, None)
    sheet = book(table(row)).worksheets[0]
    assert (sheet["B2"].value, sheet["C2"].value, sheet["C2"].number_format) == ("<5", 0.5, "0.0%")


@pytest.mark.parametrize(
    ("share", "form"),
    [(0.9996, "0.00%"), (0.99996, "0.000%"), (0.0004, "0.00%"), (0.0, "0.0%"), (1.0, "0.0%"), (1, "0.0%")],
)
def test_a_share_is_seen_as_0_or_100_percent_only_where_it_is(share: float, form: str) -> None:
    cell = book(table(("a", 1, 1.0, share, None))).worksheets[0]["D2"]
    assert (cell.value, cell.number_format) == (share, form)


def test_a_long_table_goes_on_in_a_further_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MOST_ROWS", 4)
    found = book(table(*(ROW for _ in range(7)), title="很长"))
    assert [(sheet.title, sheet.max_row) for sheet in found] == [("很长", 4), ("很长 (2)", 4), ("很长 (3)", 2)]
    assert all(sheet["A1"].value == "村" for sheet in found)


def test_names_of_sheets_are_made_acceptable() -> None:
    found = book(table(title="a/b:c*?[x]"), table(title="长" * 40), table(title="长" * 40))
    assert [sheet.title for sheet in found] == ["a b c   x", "长" * 31, "长" * 27 + " (2)"]


def test_rows_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "PIECE", 10)
    pieces = list(stream.csv_pieces(COLUMNS, (ROW for _ in range(25))))
    assert len(pieces) == 3
    assert b"".join(pieces).count(b"\n") == 26


def test_a_name_in_chinese_stands_in_the_header() -> None:
    with Flask("x").test_request_context():
        answer = stream.csv_answer("靖边县-总览.csv", table(ROW))
        told = answer.headers["Content-Disposition"]
        answer.close()
    assert told.startswith("attachment; filename=\"export.csv\"; filename*=UTF-8''%E9%9D%96")
    told.encode("latin-1")


def test_nothing_of_a_cell_reaches_the_file_as_a_link_or_formula() -> None:
    with Flask("x").test_request_context():
        answer = stream.workbook_answer("a.xlsx", [table(("http://example.invalid", 1, 1.0, 0.1, None))])
        answer.direct_passthrough = False
        content = answer.get_data()
        answer.close()
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
