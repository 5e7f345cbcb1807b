"""Rejected rows come back laid out like the original, are corrected, and load."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from data.engine import reader
from etl.__main__ import main
from etl.load import Request, load
from etl.refusal import LoadRefused
from etl.rejected import REASON_HEADING, from_original, from_store
from tests.builders import CENTRE, NORTH, SOUTH, household, village, write_csv, write_delivery

FIRST, SECOND = date(2016, 6, 30), date(2016, 7, 31)
Said = tuple[int, str, str]
Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def said(*words: object) -> Said:
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return status, out, err

    return said


def untidy(path: Path) -> Path:
    """A workbook of projects: title, unit line, header over two merged rows, merged cells, a formula, percents."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        book.add_worksheet("说明").write(0, 0, "本册共一张表")
        sheet, percent = book.add_worksheet("项目一"), book.add_format({"num_format": "0%"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.merge_range(0, 0, 0, 9, "2016年项目库")
        sheet.write(1, 0, "单位：万元")
        plain = ("项目编号", "项目名称", "项目大类", "实施地点", "主管部门")
        for column, heading in enumerate(plain):
            sheet.merge_range(2, column, 3, column, heading)
        sheet.merge_range(2, 5, 2, 6, "资金（万元）")
        sheet.write_row(3, 5, ["批复", "下达"])
        for column, heading in enumerate(("计划完工", "形象进度", "备注"), start=7):
            sheet.merge_range(2, column, 3, column, heading)
        rows: list[list[object]] = [
            ["X1", "道路", "基础设施", "南甲村", "县交通局", 10, 5, date(2016, 12, 1), 0.5, ""],
            ["X2", "=1+1", "基础设施", "南甲村", "县交通局", "若干", 5, date(2016, 12, 1), 0.25, "=cmd"],
            ["X3", "水井", "基础设施", "南甲村", None, 7, 5, date(2016, 12, 1), 1, ""],
        ]
        for at, row in enumerate(rows, start=4):
            for column, value in enumerate(row):
                style = {7: day, 8: percent}.get(column)
                sheet.write(at, column, value, *([style] if style else []))
        sheet.merge_range(4, 2, 6, 2, "基础设施")
        sheet.write(7, 0, "合计")
    return path


def cells(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def correct(path: Path, changes: Mapping[str, object]) -> None:
    book = openpyxl.load_workbook(path)
    for place, value in changes.items():
        book.worksheets[0][place] = value
    book.save(path)


def test_rows_come_back_like_the_original_are_corrected_and_load(store_url: str, tmp_path: Path) -> None:
    write_csv(tmp_path / "in" / "村.csv", [village(SOUTH)])
    original, target = untidy(tmp_path / "in" / "项目.xlsx"), tmp_path / "退回.xlsx"
    report = load(store_url, Request([tmp_path / "in"], FIRST))
    assert report.total("rejected") == 2
    written = from_original(store_url, original, target)
    assert (written.rows, written.sheets, written.complete) == (2, 1, True)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["项目一"]
    rows = cells(book.worksheets[0])
    assert [rows[0][0], rows[1][0], rows[3][5], rows[3][10]] == ["2016年项目库", "单位：万元", "批复", REASON_HEADING]
    assert [row[0] for row in rows[4:]] == ["X2", "X3"]
    assert [row[2] for row in rows[4:]] == ["基础设施"] * 2
    assert "读不出来" in str(rows[4][10])
    assert book.worksheets[0]["B5"].data_type == "s"
    assert book.worksheets[0]["I5"].number_format.endswith("%")
    correct(target, {"F5": 12, "E6": "县水务局"})
    again = load(store_url, Request([target], SECOND))
    (table,) = again.files[0].tables
    assert table.counts == {"rows_read": 2, "loaded": 2, "unchanged": 0, "superseded": 0, "rejected": 0, "skipped": 0}
    assert table.ignored_columns == ("下达", "备注", "退回原因reason")
    engine_rows = stored_projects(store_url)
    assert engine_rows == {"X1": (1000_0000, 0.5), "X2": (1200_0000, 0.25), "X3": (700_0000, 1.0)}


def stored_projects(url: str) -> dict[str, tuple[int, float]]:
    engine = reader(url)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT project_no, planned_fen, progress_share FROM project").all()
    engine.dispose()
    return {no: (fen, share) for no, fen, share in found}


def test_a_csv_with_units_below_its_headings_stays_known(store_url: str, tmp_path: Path) -> None:
    path = tmp_path / "收入.csv"
    folder = write_delivery(tmp_path / "in", {"villages": [village(SOUTH)], "households": [household("H1")]})
    path.write_text("户编号,年度,人均纯收入\n,,（元）\nH1,2015,2600\nH2,2015,二千\n", encoding="utf-8")
    load(store_url, Request([folder, path], FIRST))
    from_original(store_url, path, tmp_path / "out.xlsx")
    correct(tmp_path / "out.xlsx", {"A3": "H1", "B3": 2014, "C3": "2000"})
    again = load(store_url, Request([tmp_path / "out.xlsx"], SECOND))
    assert again.total("loaded") == 1
    assert again.files[0].tables[0].header_row == 2


def test_a_member_of_an_archive_is_found_by_its_path_and_by_its_number(store_url: str, tmp_path: Path) -> None:
    write_csv(tmp_path / "村.csv", [village(SOUTH), village("1")])
    write_csv(tmp_path / "户.csv", [household("H1"), household("H2", "9")])
    archive = tmp_path / "包.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in ("村.csv", "户.csv"):
            packed.write(tmp_path / name, name)
    load(store_url, Request([archive], FIRST))
    with pytest.raises(LoadRefused, match=r"包.zip!户.csv"):
        from_original(store_url, archive, tmp_path / "out.xlsx")
    from_original(store_url, Path(f"{archive}!户.csv"), tmp_path / "out.xlsx")
    assert cells(openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0])[1][0] == "H2"
    from_original(store_url, archive, tmp_path / "村.xlsx", file_no=2)
    assert openpyxl.load_workbook(tmp_path / "村.xlsx").sheetnames == ["村.csv"]


def test_without_the_original_only_what_the_store_keeps_is_written(store_url: str, tmp_path: Path) -> None:
    delivery = {
        "villages": [village(SOUTH)],
        "households": [household("H1", 户主姓名="张三", 户主证件号码="123"), household("H2", "9", 户主姓名="李四")],
    }
    load(store_url, Request([write_delivery(tmp_path / "in", delivery)], FIRST))
    written = from_store(store_url, 1, tmp_path / "out.xlsx")
    assert (written.rows, written.complete) == (2, False)
    rows = cells(openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0])
    assert "其余单元格不在库中" in str(rows[0][0])
    assert [row[1:3] for row in rows[4:]] == [[2, "户主证件号码"], [3, "村编码"]]
    assert "不保存" in str(rows[4][3])
    assert rows[5][3] == "9"
    assert not any("张三" in str(cell) or "李四" in str(cell) for row in rows for cell in row)


def test_the_command_line(run: Run, store_url: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "村.csv", [village(SOUTH), village("1")])
    clean = write_csv(tmp_path / "好.csv", [village(CENTRE)])
    load(store_url, Request([path, clean], FIRST))
    status, out, _ = run("rejected", path, "--database", store_url)
    assert status == 0
    assert "Wrote 1 rejected rows" in out
    assert (tmp_path / "村-退回.xlsx").exists()
    status, _, err = run("rejected", path, "--database", store_url)
    assert (status, "There is already" in err) == (2, True)
    status, _, err = run("rejected", clean, "--database", store_url, "-o", tmp_path / "x.xlsx")
    assert (status, "no rejected rows" in err) == (1, True)
    status, _, err = run("rejected", clean, "--of", 2, "--database", store_url, "-o", tmp_path / "x.xlsx")
    assert (status, "not the file asked for" in err) == (1, True)
    path.write_text("another", encoding="utf-8")
    status, _, err = run("rejected", path, "--database", store_url, "-o", tmp_path / "x.xlsx")
    assert (status, "does not know this file" in err) == (1, True)
    assert run("rejected", "--database", store_url)[0] == 2
    assert run("rejected", tmp_path / "none.csv", "--database", store_url)[0] == 2
    status, _, _ = run("rejected", "--of", 2, "--database", store_url, "-o", tmp_path / "list.xlsx")
    assert status == 0
    assert not (tmp_path / "x.xlsx").exists()


def test_a_quarantined_file_is_told_why(run: Run, store_url: str, tmp_path: Path) -> None:
    write_csv(tmp_path / "in" / "村.csv", [village(NORTH)])
    (tmp_path / "in" / "空.xlsx").touch()
    load(store_url, Request([tmp_path / "in"], FIRST))
    status, _, err = run("rejected", tmp_path / "in" / "空.xlsx", "--database", store_url, "-o", tmp_path / "x.xlsx")
    assert status == 1
    assert "The file is empty" in err
