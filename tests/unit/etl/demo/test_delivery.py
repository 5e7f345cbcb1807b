"""The written delivery: all kinds, conserved rows, the same bytes every time, nothing that could be real."""

import hashlib
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from etl.demo import DELIVERIES, DemoTruth, write_demo
from etl.demo.columns import KINDS

CODES = {
    "missing",
    "unreadable",
    "unknown_code",
    "unknown_reference",
    "bad_id_number",
    "date_out_of_range",
    "negative_amount",
    "impossible_change",
    "ambiguous_percent",
    "no_unit",
}


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_writes_every_kind_of_register(written: DemoTruth) -> None:
    assert {table.kind for table in written.tables} == set(KINDS)
    assert len(KINDS) == 20


def test_conserves_rows_in_every_table(written: DemoTruth) -> None:
    assert len(written.tables) > 30
    assert [table.path for table in written.tables if not table.is_conserved] == []


def test_valid_rows_of_the_first_delivery_are_the_rows_then_known(stages: tuple[DemoTruth, ...]) -> None:
    first = stages[0]
    valid = Counter()
    for table in first.tables:
        valid[table.kind] += table.valid
    county = first.county
    assert valid["villages"] == len(county.villages)
    assert valid["households"] == len(county.households)
    assert valid["persons"] == sum(len(house.members) for house in county.households)
    assert valid["household_changes"] == len(county.changes)
    assert valid["disbursements"] == len(county.disbursements)
    assert valid["village_checks"] == len(county.village_checks)


def test_every_delivery_has_a_folder_of_its_day(folder: Path, stages: tuple[DemoTruth, ...]) -> None:
    assert [truth.delivered for truth in stages] == list(DELIVERIES)
    assert sorted(path.name for path in folder.iterdir()) == [str(day) for day in DELIVERIES]


def test_a_full_list_sent_again_lacks_a_handful_of_households(stages: tuple[DemoTruth, ...]) -> None:
    may = next(table for table in stages[2].tables if table.path == "2016-05-31/02建档立卡/贫困户信息5月.xlsx")
    assert may.valid == len(stages[2].county.households) - 5


def test_april_has_the_acceptance_of_projects_under_a_header_of_its_own(
    folder: Path, stages: tuple[DemoTruth, ...]
) -> None:
    found = {}
    for month, day in ((4, "2016-04-30"), (5, "2016-05-31")):
        path = f"{day}/06资金/项目库{month}月.xlsx"
        table = next(one for one in stages[-1].tables if one.path == path)
        sheet = openpyxl.load_workbook(folder / path)["项目"]
        headers = {"".join(str(cell.value).split()) for cell in sheet[table.header_row]}
        found[month] = ("竣工验收日" in headers, "验收日期" in headers)
    assert found == {4: (True, False), 5: (False, True)}


def test_has_a_row_for_every_reason_of_rejection(written: DemoTruth) -> None:
    assert {rejection.code for rejection in written.rejections} == CODES


def test_a_rejected_row_stands_where_the_truth_says(folder: Path, written: DemoTruth) -> None:
    table = next(one for one in written.tables if one.path.endswith("驻村帮扶队伍.xlsx") and one.sheet == "工作队")
    book = openpyxl.load_workbook(folder / table.path)
    rows = {row for row, _ in table.faults}
    found = {
        cell.row for line in book["工作队"].iter_rows() for cell in line if str(cell.value) in {"GZD901", "GZD902"}
    }
    assert found == rows


def test_rows_read_end_at_the_last_row_that_is_not_blank(folder: Path, written: DemoTruth) -> None:
    for table in written.tables:
        if table.path.endswith(".xlsx"):
            sheet = openpyxl.load_workbook(folder / table.path, read_only=False)[table.sheet]
            last = max(cell.row for line in sheet.iter_rows() for cell in line if cell.value not in {None, ""})
            assert last - table.header_row == table.rows_read, table.path
            break


def test_quarantined_files_exist_and_hold_no_register(folder: Path, written: DemoTruth) -> None:
    truth = written
    assert len(truth.quarantined) == 6
    assert all((folder / path).is_file() for path in truth.quarantined)
    assert not set(truth.quarantined) & {table.path for table in truth.tables}


@pytest.mark.usefixtures("written")
def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_demo(tmp_path / "again")
    assert digests(tmp_path / "again") == digests(folder)


def test_another_seed_gives_other_bytes_and_the_same_totals(
    folder: Path, written: DemoTruth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Workbooks, two thirds of the work, are left out: the files of text already differ.
    monkeypatch.setattr("etl.demo.scribe.book_bytes", lambda _: b"")
    truth = write_demo(tmp_path / "other", seed=5)[-1]
    other, same = ({name: told for name, told in digests(each).items() if name.endswith((".csv", ".zip"))}
                   for each in (tmp_path / "other", folder))  # fmt: skip
    assert other.keys() == same.keys()
    assert len(same) >= 5
    assert [name for name in same if other[name] == same[name]] == []
    assert len(truth.rejections) == len(written.rejections)


@pytest.mark.usefixtures("written")
def test_archives_have_gbk_names(folder: Path) -> None:
    with zipfile.ZipFile(folder / "2016-03-31/02建档立卡/北部上报.zip") as archive:
        infos = archive.infolist()
    assert all(not info.flag_bits & 0x800 for info in infos)
    assert infos[0].filename.encode("cp437").decode("gbk") == "贫困户-北.csv"


@pytest.mark.usefixtures("written")
def test_text_files_come_in_four_encodings(folder: Path) -> None:
    starts = {path.read_bytes()[:3] for path in folder.rglob("*.csv")}
    assert b"\xef\xbb\xbf" in starts
    assert any(start[:2] == b"\xff\xfe" for start in starts)
    chinese = (folder / "2016-03-31/04动态/动态管理2016年1-3月.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        chinese.decode("utf-8")
    assert "户编号" in chinese.decode("gb18030").replace(" ", "")


@pytest.mark.usefixtures("written")
def test_a_formula_like_text_is_no_formula(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "2016-03-31/10督查/监督与提案.xlsx")["监督"]
    cells = [cell for line in sheet.iter_rows() for cell in line if str(cell.value).startswith("=HYPERLINK(")]
    assert cells
    assert all(cell.hyperlink is None for cell in cells)
    with zipfile.ZipFile(folder / "2016-03-31/10督查/监督与提案.xlsx") as book:
        assert b"<f>" not in b"".join(book.read(name) for name in book.namelist() if "sheets/" in name)


def test_refuses_a_folder_with_files_in_it(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("x", encoding="utf-8")
    with pytest.raises(ValueError, match="not empty"):
        write_demo(tmp_path)


def test_refuses_a_scale_below_one(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="scale"):
        write_demo(tmp_path / "none", scale=0)
