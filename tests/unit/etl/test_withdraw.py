from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from data.engine import reader
from data.migrate import StoreUnusable
from data.schema import facts
from etl import store
from etl.load import Request, load
from etl.refusal import LoadRefused
from etl.status import DeliveryLine, read_status
from etl.withdraw import Withdrawal, find_delivery, withdraw

VILLAGE = {
    "村编码": "610824116901", "行政村": "甲村", "乡镇": "镇靖镇", "片区": "中部", "贫困村类型": "省级", "总户数": "10",
    "总人口": "40",
}  # fmt: skip
HOUSEHOLD = {"户编号": "6120000007", "村编码": "610824116901", "贫困户属性": "一般贫困户", "主要致贫原因": "因病"}
PERSON = {
    "人编号": "612000000701",
    "户编号": "6120000007",
    "姓名": "张三",
    "证件号码": "000000196804121017",
    "与户主关系": "户主",
}
CHANGE = {"户编号": "6120000007", "变动日期": "2016-03-01", "变动类型": "脱贫"}

Rows = list[dict[str, str]]


class Office:
    """A store and what is sent to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'county.db'}"

    def send(self, name: str, **tables: Rows) -> int | None:
        """Load a delivery of CSV files; return the edition it made."""
        delivery = self.folder / name
        delivery.mkdir(exist_ok=True)
        for table, rows in tables.items():
            lines = [list(rows[0]), *(list(row.values()) for row in rows)]
            (delivery / f"{table}.csv").write_text("\n".join(map(",".join, lines)), encoding="utf-8")
        report = load(self.url, Request([delivery], date(2016, 6, 30)))
        assert report.clean, report.as_json()
        return report.edition

    def withdraw(self, wanted: str) -> Withdrawal:
        return withdraw(self.url, wanted)

    def rows(self, kind: str, *names: str) -> list[tuple[object, ...]]:
        """The values that hold, by key."""
        table = facts[kind]
        engine = reader(self.url)
        with engine.connect() as connection:
            wanted = select(*(table.c[name] for name in names)).where(store.current(table))
            found = sorted(map(tuple, connection.execute(wanted)), key=str)
        engine.dispose()
        return found


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_the_earlier_version_stands_again_with_its_lineage(office: Office) -> None:
    office.send("1", villages=[VILLAGE])
    before = office.rows("villages", "population_count", "table_no", "sheet_row", "cells")
    office.send("2", villages=[{**VILLAGE, "总人口": "50"}])

    done = office.withdraw("2")

    assert (done.edition, done.ended, done.restored) == (3, 0, 1)
    assert office.rows("villages", "population_count", "table_no", "sheet_row", "cells") == before


def test_a_row_that_only_the_delivery_brought_ends(office: Office) -> None:
    office.send("1", villages=[VILLAGE])
    office.send("2", households=[HOUSEHOLD])

    assert office.withdraw("2").ended == 1
    assert office.rows("households", "household_no") == []


def test_a_column_that_only_the_delivery_gave_is_forgotten(office: Office) -> None:
    plain = {key: value for key, value in VILLAGE.items() if key != "片区"}
    office.send("1", villages=[plain])
    office.send("2", villages=[{**VILLAGE, "片区": "南部", "计划退出年度": "2017"}])
    office.send("3", villages=[{**plain, "总人口": "50"}])
    assert office.rows("villages", "zone", "planned_exit_year", "population_count") == [("南部", 2017, 50)]

    office.withdraw("2")

    assert office.rows("villages", "zone", "planned_exit_year", "population_count") == [("中部", None, 50)]


def test_a_default_comes_back_and_a_zone_follows_the_town(office: Office) -> None:
    plain = {key: value for key, value in VILLAGE.items() if key != "片区"}
    office.send("1", villages=[{**VILLAGE, "片区": "南部", "认定日期": "2014-01-01"}])
    office.send("2", villages=[{**plain, "总人口": "50"}])
    assert office.rows("villages", "zone", "identified_on") == [("南部", date(2014, 1, 1))]

    office.withdraw("1")

    assert office.rows("villages", "zone", "identified_on", "population_count") == [("中部", date(2015, 12, 31), 50)]


def test_a_middle_delivery_goes_and_the_last_stays(office: Office) -> None:
    office.send("1", villages=[VILLAGE])
    office.send("2", villages=[{**VILLAGE, "总户数": "11", "总人口": "50"}])
    office.send("3", villages=[{**VILLAGE, "总户数": "12", "总人口": "60"}])

    assert office.withdraw("2").restored == 0
    assert office.rows("villages", "household_count", "population_count") == [(12, 60)]
    office.withdraw("3")
    assert office.rows("villages", "household_count", "population_count") == [(10, 40)]


def test_a_household_returns_to_the_village_it_was_in(office: Office) -> None:
    other = {**VILLAGE, "村编码": "610824116902", "行政村": "乙村"}
    office.send("1", villages=[VILLAGE], households=[HOUSEHOLD])
    office.send("2", villages=[other], households=[{**HOUSEHOLD, "村编码": "610824116902"}])

    office.withdraw("2")

    assert office.rows("households", "village_code") == [("610824116901",)]


def test_rows_of_later_deliveries_may_not_be_left_without_what_they_refer_to(office: Office) -> None:
    office.send("一月", villages=[VILLAGE])
    office.send("二月", households=[HOUSEHOLD])
    office.send("三月", persons=[PERSON])

    with pytest.raises(LoadRefused) as refused:
        office.withdraw("二月")

    assert "请先依次撤回 3（三月）" in refused.value.reason.zh
    assert "withdraw 3 (三月) first" in refused.value.reason.en
    assert office.rows("households", "household_no") == [("6120000007",)]
    assert len(read_status(office.url).editions) == 3
    office.withdraw("三月")
    office.withdraw("二月")
    assert office.rows("households", "household_no") == []


def test_a_place_of_a_project_counts_as_a_reference(office: Office) -> None:
    project = {
        "项目编号": "X1", "项目名称": "路", "项目大类": "基础设施", "实施地点": "甲村", "主管部门": "县交通局",
        "批复资金": "5", "计划完工": "2016-10-31",
    }  # fmt: skip
    office.send("1", villages=[VILLAGE])
    office.send("2", projects=[project])

    with pytest.raises(LoadRefused):
        office.withdraw("1")

    office.withdraw("2")
    office.withdraw("1")
    assert office.rows("villages", "village_code") == []


def test_changes_may_not_be_left_impossible(office: Office) -> None:
    office.send("1", villages=[VILLAGE], households=[HOUSEHOLD])
    office.send("2", changes=[CHANGE])
    office.send("3", changes=[{**CHANGE, "变动日期": "2016-05-01", "变动类型": "返贫"}])

    with pytest.raises(LoadRefused) as refused:
        office.withdraw("2")

    assert "3（3）" in refused.value.reason.zh
    assert len(office.rows("household_changes", "change_type")) == 2


def test_changes_of_one_day_keep_their_order(office: Office) -> None:
    day = "2016-05-01"
    changes = [
        {"户编号": HOUSEHOLD["户编号"], "变动日期": day, "变动类型": kind, "变动原因": "甲"}
        for kind in ("新识别", "脱贫")
    ]
    office.send("1", villages=[VILLAGE], households=[HOUSEHOLD], persons=[PERSON], changes=changes)
    office.send("2", changes=[{**changes[0], "变动原因": "乙"}])
    office.withdraw("2")

    engine = reader(office.url)
    with engine.connect() as connection:
        kinds = [row.change_type for row in store.changes_in_order(connection, facts["household_changes"])]
    engine.dispose()
    assert kinds == ["新识别", "脱贫"]


def test_rows_that_came_again_unchanged_are_not_lost(office: Office) -> None:
    office.send("1", villages=[VILLAGE])
    office.send("2", villages=[{**VILLAGE, "乡镇": " 镇靖镇 "}], households=[HOUSEHOLD])

    with pytest.raises(LoadRefused) as refused:
        office.withdraw("1")

    assert "2（2）" in refused.value.reason.zh
    assert office.rows("villages", "village_code") == [("610824116901",)]


def test_a_file_sent_again_is_not_lost(office: Office) -> None:
    office.send("1", villages=[VILLAGE])
    office.send("2", villages=[VILLAGE], households=[HOUSEHOLD])

    with pytest.raises(LoadRefused):
        office.withdraw("1")


def test_what_was_withdrawn_may_be_loaded_again(office: Office) -> None:
    office.send("1", villages=[VILLAGE])
    office.send("2", villages=[{**VILLAGE, "总人口": "50"}])
    office.withdraw("2")

    assert office.send("2") == 4
    assert office.rows("villages", "population_count") == [(50,)]
    assert [line.withdrawn_edition for line in read_status(office.url).deliveries] == [None, 3, None]
    office.withdraw("3")
    assert office.rows("villages", "population_count") == [(40,)]


def test_a_delivery_is_withdrawn_once(office: Office) -> None:
    office.send("一月", villages=[VILLAGE])
    office.withdraw("一月")

    for name in ("一月", "1"):
        with pytest.raises(LoadRefused) as refused:
            office.withdraw(name)
        assert "已在版次 2 撤回" in refused.value.reason.zh
    assert len(read_status(office.url).editions) == 2


def test_a_missing_store_has_nothing_to_withdraw(office: Office) -> None:
    with pytest.raises(StoreUnusable):
        office.withdraw("1")

    assert list(office.folder.iterdir()) == []


def line(number: int, path: str, withdrawn: int | None = None) -> DeliveryLine:
    return DeliveryLine(number, path, date(2016, 6, 30), number, withdrawn)


def test_a_delivery_is_found_by_number_before_path() -> None:
    known = [line(1, "2"), line(2, "a"), line(3, "b", 4), line(5, "b")]

    assert find_delivery(known, "2").delivery_no == 2
    assert find_delivery(known, "a").delivery_no == 2
    assert find_delivery(known, "b").delivery_no == 5


@pytest.mark.parametrize(("wanted", "said"), [("x", "没有报送"), ("a", "编号为 1、2")])
def test_an_unclear_delivery_is_refused(wanted: str, said: str) -> None:
    with pytest.raises(LoadRefused) as refused:
        find_delivery([line(1, "a"), line(2, "a")], wanted)

    assert said in refused.value.reason.zh
