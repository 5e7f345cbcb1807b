"""Corners of the input contract, each from a file as an office might send it to the store and the figures."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import select

from dashboard.queries.figures import total_figures
from data.schema import facts
from etl.load import Request, load
from etl.report import LoadReport
from tests import builders
from tests.builders import CENTRE, SOUTH, SOUTH_2
from tests.conftest import Loader, reading_of

CHECK = "村编码,核查日期,贫困发生率{0},电力入户率{0},有安全饮水,通沥青（水泥）路\n"


def send(url: str, folder: Path, files: Mapping[str, str | bytes]) -> LoadReport:
    """Load files given by name and content, delivered on 2016-06-30."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return load(url, Request([folder], date(2016, 6, 30)))


def stored(url: str, kind: str, key: str, *names: str) -> list[tuple[object, ...]]:
    """The chosen columns of the present versions whose first key column is ``key``."""
    table = facts[kind]
    first = table.primary_key.columns.values()[1]
    wanted = select(*(table.c[name] for name in names)).where(first == key, table.c.to_edition.is_(None))
    return [tuple(row) for row in reading_of(url).rows(wanted)]


def refused(report: LoadReport) -> list[tuple[int, str | None, str]]:
    remarks = (r for file in report.files for table in file.tables for r in table.rejections)
    return [(remark.sheet_row, remark.column, remark.code) for remark in remarks]


def test_a_percent_sign_without_brackets_makes_bare_numbers_percents(
    store_url: str, loaded: Loader, tmp_path: Path
) -> None:
    loaded()
    rows = f"{SOUTH_2},2016-01-01,2.4,100,是,有\n{SOUTH_2},2016-02-01,0.5,98,1,√\n"
    assert not refused(send(store_url, tmp_path / "in", {"验收.csv": CHECK.format("%") + rows}))
    shares = stored(store_url, "village_checks", SOUTH_2, "incidence_share", "electricity_share")
    assert shares == [(0.024, 1.0), (0.005, 0.98)]


def test_a_merged_percent_keeps_its_format_in_every_row(store_url: str, loaded: Loader, tmp_path: Path) -> None:
    loaded()
    path = tmp_path / "in" / "验收.xlsx"
    path.parent.mkdir()
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, CHECK.strip().format("（%）").split(","))
        for row, day in enumerate(("2016-01-01", "2016-02-01"), 1):
            sheet.write_row(row, 0, [SOUTH_2, day, None, 99, "是", "是"])
        sheet.merge_range(1, 2, 2, 2, 0.024, book.add_format({"num_format": "0.0%"}))
    send_report = load(store_url, Request([path.parent], date(2016, 6, 30)))
    assert not refused(send_report)
    assert stored(store_url, "village_checks", SOUTH_2, "incidence_share") == [(0.024,), (0.024,)]


def test_a_check_may_come_in_two_files_of_one_delivery(store_url: str, loaded: Loader, tmp_path: Path) -> None:
    """A criterion is a row of its own: the second file takes nothing away from the first."""
    loaded()
    report = send(
        store_url,
        tmp_path / "in",
        {
            "1.csv": "村编码,核查日期,贫困发生率（%）,脱贫户收入占比高于上年,集体经济或合作互助组织,通沥青(水泥)路\n"
            f"{SOUTH},2016-06-01,2.9,是,有,√\n",
            "2.csv": "村编码,核查日期,有安全饮水,电力入户率,有标准化村卫生室,贫困发生率\n"
            f"{SOUTH},2016-06-01,是,100%,已,2.8%\n",
        },
    )
    assert [file.tables[0].counts["superseded"] for file in report.files] == [1, 0]
    figures = [total_figures(reading_of(store_url, 2), day)["villages.ready"] for day in (date(2016, 5, 31), date.max)]
    assert figures == [1, 2]


def test_a_shorter_file_of_the_same_delivery_keeps_what_the_longer_said(
    store_url: str, loaded: Loader, tmp_path: Path
) -> None:
    loaded()
    short = f"户编号,村编码,贫困户属性,致贫原因\nH9,{SOUTH},低保户,因学致贫\n"
    long = f"户编号,村编码,贫困户属性,致贫原因,帮扶责任人,人数\nH9,{SOUTH},低保户,因病,李干部,3 人\n"
    send(store_url, tmp_path / "in", {"a.csv": long, "b.csv": short})
    told = ("main_cause", "helper_name", "member_count")
    assert stored(store_url, "households", "H9", *told) == [("因学", "李干部", 3)]
    blank = f"户编号,村编码,贫困户属性,致贫原因,帮扶责任人\nH9,{SOUTH},低保户,因学,\n"
    send(store_url, tmp_path / "later", {"a.csv": blank, "b.csv": short.replace("因学", "缺水")})
    assert stored(store_url, "households", "H9", *told) == [("缺水", None, 3)]


def test_a_town_is_put_into_its_zone_by_its_name(store_url: str, tmp_path: Path) -> None:
    """The table of zones names towns; the digits of a village code may be those of another one."""
    head = "行政区划代码,村名称,所属镇,级别,户数,户籍人口\n"
    rows = "610824104009,甲,王渠则,县级,10户,20人\n610824199001,乙村,张家畔街道办事处,一般村,10,20\n"
    send(store_url, tmp_path / "in", {"村.csv": head + rows})
    zones = [stored(store_url, "villages", code, "zone") for code in ("610824104009", "610824199001")]
    assert zones == [[("中部",)], [("北部",)]]


def test_the_canonical_heading_goes_before_a_synonym(store_url: str, tmp_path: Path) -> None:
    head = "村编码,行政村,乡镇,贫困村类型,户数,总户数,总人口\n"
    send(store_url, tmp_path / "in", {"村.csv": f"{head}{CENTRE},甲村,镇靖,省级,17,250,900\n"})
    assert stored(store_url, "villages", CENTRE, "household_count") == [(250,)]


def test_invisible_characters_mean_nothing(store_url: str, loaded: Loader, tmp_path: Path) -> None:
    loaded()
    wide = SOUTH.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    head = "\ufeff户编号\u00a0,村\u3000编码,贫困户属性,致贫\u200b原因\n"
    row = f"\u200bH\u00a09 ,{wide},\u3000低保 户,因病\u2060致贫\n"
    assert not refused(send(store_url, tmp_path / "in", {"户.csv": head + row}))
    assert stored(store_url, "households", "H9", "household_type", "main_cause") == [("低保贫困户", "因病")]


def test_an_unknown_left_behind_category_is_refused_as_any_unknown_code(
    store_url: str, loaded: Loader, tmp_path: Path
) -> None:
    loaded()
    head = "人编号,户编号,姓名,公民身份号码,与户主关系,三留守类别\n"
    rows = f"R91,H1,张三,{builders.id_number(91)},子,留守 儿童\nR92,H1,张三,{builders.id_number(92)},子,半留守\n"
    assert refused(send(store_url, tmp_path / "in", {"人.csv": head + rows})) == [(3, "三留守类别", "unknown_code")]


def test_a_name_that_is_no_text_on_disk_is_read_as_gbk(store_url: str, loaded: Loader, tmp_path: Path) -> None:
    loaded()
    folder = tmp_path / "in"
    folder.mkdir()
    content = f"编号,姓名,派出单位,村编码,任职日期\nS7,赵 书记,局,{SOUTH},2015-08-01\n"
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + "书记.csv".encode("gbk"))).write_text(content, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only text for names")
    report = load(store_url, Request([folder], date(2016, 6, 30)))
    assert [file.path for file in report.files] == ["in/书记.csv"]
    assert stored(store_url, "first_secretaries", "S7", "secretary_name") == [("赵书记",)]


def test_a_very_long_text_is_no_unclosed_quote(store_url: str, tmp_path: Path) -> None:
    head = "提案编号,所属板块,事项,承办单位,办理期限,状态\n"
    report = send(store_url, tmp_path / "in", {"提案.csv": f"{head}T1,五大工程,{'字' * 140_000},办,2030.5,未办理\n"})
    assert [file.status for file in report.files] == ["loaded"]


@pytest.mark.parametrize("day", [date.min, date(2009, 12, 31), date(2017, 1, 1), date.max])
def test_any_day_is_answered(store_url: str, loaded: Loader, day: date) -> None:
    loaded()
    figures = total_figures(reading_of(store_url), day)
    assert figures["exit.actual_pace"] == 0
    assert figures["exit.required_pace"] == (0 if day.year < 2015 else None)


def test_another_place_without_villages_is_a_change(loaded: Loader) -> None:
    loaded()
    loaded({"projects": [builders.project("X9", 实施地点="全县")]})
    changed = loaded({"projects": [builders.project("X9", 实施地点="火星村")]})
    again = loaded({"projects": [builders.project("X9", 实施地点="火星 村")]})
    assert (changed.total("loaded"), changed.total("unchanged")) == (1, 0)
    assert (again.total("loaded"), again.total("unchanged")) == (0, 1)
