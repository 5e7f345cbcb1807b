"""Every reason for which a row is refused, from a file to the store, and what is only warned of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from data import schema
from data.schema import facts
from etl.clean import Remark
from etl.messages import REASONS
from etl.report import LoadReport
from tests import builders
from tests.builders import SOUTH, Delivery, Row
from tests.conftest import Loader, deliver, fresh_store, reading_of

ROWS_OF_BASE = sum(len(rows) for rows in builders.county().values())


def percent_rows() -> list[Row]:
    rows = [
        builders.village_check(SOUTH, day, 电力入户率=value)
        for day, value in (("2016-05-02", 100), ("2016-05-03", 0.9))
    ]
    for row in rows:
        del row["电力入户率（%）"]
    return rows


MANY_DIGITS = "6108241040019"
ADDED: list[tuple[str, str, Row, str, str]] = [
    ("missing", "persons", builders.person("R900", "H1", 姓名=""), "姓名", ""),
    ("missing", "household_changes", builders.change("H1", "2016-04-01", "自然增加"), "人编号", ""),
    ("missing", "households", builders.household("H900", None, 村编码="", 乡镇="周河镇", 行政村=""), "村编码", ""),
    ("unreadable", "households", builders.household("H900", MANY_DIGITS), "村编码", MANY_DIGITS),
    ("unreadable", "villages", builders.village("610824104009", 总人口="约四百"), "总人口", "约四百"),
    ("unreadable", "allocations", builders.allocation("W9", "X1", 下达日期="三月底"), "下达日期", "三月底"),
    ("unknown_code", "households", builders.household("H900", 主要致贫原因="因懒"), "主要致贫原因", "因懒"),
    ("unknown_code", "disbursements", builders.disbursement("P9", "X1", 资金级次="国家级"), "资金级次", "国家级"),
    ("unknown_reference", "persons", builders.person("R900", "H900"), "户编号", "H900"),
    ("unknown_reference", "households", builders.household("H900", "610824104077"), "村编码", "610824104077"),
    (
        "unknown_reference",
        "households",
        builders.household("H900", None, 乡镇="周河", 行政村="火星"),
        "村编码",
        "周河火星",
    ),
    ("unknown_reference", "disbursements", builders.disbursement("P9", "X9"), "项目编号", "X9"),
    ("unknown_reference", "disbursements", builders.disbursement("P9", "X1", 户编号="H9"), "户编号", "H9"),
    ("unknown_reference", "incomes", builders.income("H900"), "户编号", "H900"),
    (
        "unknown_reference",
        "household_changes",
        builders.change("H1", "2016-04-01", "自然减少", 人编号="R9"),
        "人编号",
        "R9",
    ),
    (
        "unknown_reference",
        "first_secretaries",
        {"编号": "S9", "姓名": "赵", "派出单位": "甲", "任职村编码": "610824104077", "任职日期": "2015-08-01"},
        "任职村编码",
        "610824104077",
    ),
    ("bad_id_number", "persons", builders.person("R900", "H1", 证件号码="000000197001010010"), "证件号码", "*" * 18),
    ("bad_id_number", "crosscheck_hits", {"证件号码": "1234567", "比对来源": "房产"}, "证件号码", "*" * 7),
    ("bad_id_number", "households", builders.household("H900", 户主证件号码="12"), "户主证件号码", "**"),
    ("date_out_of_range", "household_changes", builders.change("H1", "2016-07-01", "脱贫"), "变动日期", "2016-07-01"),
    (
        "date_out_of_range",
        "disbursements",
        builders.disbursement("P9", "X1", 拨付日期="2009-12-31"),
        "拨付日期",
        "2009-12-31",
    ),
    ("date_out_of_range", "projects", builders.project("X9", 实际开工="2016-08-01"), "实际开工", "2016-08-01"),
    ("negative_amount", "projects", builders.project("X9", **{"批复资金(万元)": "-1"}), "批复资金", "-1"),
    ("negative_amount", "measures", builders.measure("C9", "H1", **{"金额(元)": "-5"}), "金额(元)", "-5"),
    ("impossible_change", "household_changes", builders.change("H1", "2016-05-01", "脱贫"), "变动类型", "脱贫"),
    ("impossible_change", "household_changes", builders.change("H2", "2016-05-01", "返贫"), "变动类型", "返贫"),
]


def refused(report: LoadReport) -> list[tuple[str, str | None, str]]:
    found = [remark for file in report.files for table in file.tables for remark in table.rejections]
    return [(remark.code, remark.column, remark.value or "") for remark in found]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the bad rows: as reported and as stored, by kind and row of the sheet."""

    loaded: int
    reported: dict[tuple[str, int], Remark]
    stored: dict[tuple[str, int], tuple[str, str, str]]


def row_of(number: int) -> tuple[str, int]:
    """Kind and sheet row of a bad row: they stand below the good ones, in the order of the list."""
    kind = ADDED[number][1]
    return kind, len(builders.county()[kind]) + 2 + sum(other == kind for _, other, *_ in ADDED[:number])


@pytest.fixture(scope="module")
def outcome(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    delivery = builders.county()
    for _, kind, row, _, _ in ADDED:
        delivery[kind].append(row)
    folder = tmp_path_factory.mktemp("rejections")
    url = fresh_store(empty_store, folder / "store")
    report = deliver(url, folder / "in", delivery)
    tables = [table for file in report.files for table in file.tables]
    rejection, source = schema.rejection, schema.source_table
    joined = select(source.c.kind, rejection).join(source, source.c.table_no == rejection.c.table_no)
    return Outcome(
        report.total("loaded"),
        {(table.kind, remark.sheet_row): remark for table in tables for remark in table.rejections},
        {
            (row.kind, row.sheet_row): (row.code, row.column_header, row.value or "")
            for row in reading_of(url).rows(joined)
        },
    )


def test_the_good_rows_among_bad_ones_are_all_taken(outcome: Outcome) -> None:
    assert outcome.loaded == ROWS_OF_BASE
    assert set(outcome.reported) == set(outcome.stored) == {row_of(number) for number in range(len(ADDED))}


@pytest.mark.parametrize("number", range(len(ADDED)), ids=[f"{code}-{kind}" for code, kind, *_ in ADDED])
def test_a_bad_row_is_refused_for_its_one_reason(outcome: Outcome, number: int) -> None:
    code, _, _, column, value = ADDED[number]
    remark = outcome.reported[row_of(number)]
    assert (remark.code, remark.column, remark.value or "") == (code, column, value)
    assert outcome.stored[row_of(number)] == (code, column, value)
    assert remark.text.zh
    assert remark.text.en


def test_every_code_of_the_contract_is_met_here() -> None:
    from_tables = {"ambiguous_percent", "no_unit"}
    assert {code for code, *_ in ADDED} | from_tables == set(REASONS)


@pytest.mark.parametrize(
    ("code", "kind", "rows"),
    [
        (
            "no_unit",
            "incomes",
            [{"户编号": "H1", "年度": 2014, "人均纯收入": 2600}, {"户编号": "H2", "年度": "", "人均纯收入": 1}],
        ),
        ("ambiguous_percent", "village_checks", percent_rows()),
    ],
)
def test_a_table_returned_as_a_whole(loaded: Loader, code: str, kind: str, rows: list[Row]) -> None:
    delivery = builders.county()
    kept = len(delivery[kind])
    delivery[kind] = rows
    report = loaded(delivery)
    assert [found for found, *_ in refused(report)] == [code] * len(rows)
    assert report.total("loaded") == ROWS_OF_BASE - kept


def _without(kind: str) -> Delivery:
    delivery = builders.county()
    del delivery[kind]
    return delivery


def test_what_hangs_on_a_refused_row_is_refused_with_it(loaded: Loader) -> None:
    delivery = builders.county()
    delivery["projects"][0]["项目名称"] = ""
    found = refused(loaded(delivery))
    assert sorted(code for code, *_ in found) == ["missing", "unknown_reference", "unknown_reference"]
    assert {column for _, column, _ in found} == {"项目名称", "项目编号"}


def test_a_strict_load_changes_nothing(loaded: Loader, store_url: str) -> None:
    delivery = builders.county()
    delivery["persons"].append(builders.person("R900", "H900"))
    report = loaded(delivery, strict=True)
    assert refused(report)
    assert report.edition is None
    with reading_of(store_url).engine.connect() as connection:
        for table in (schema.delivery, schema.edition, schema.rejection, schema.county, facts["persons"]):
            assert connection.scalar(select(func.count()).select_from(table)) == 0


def warned(report: LoadReport) -> list[tuple[str, str | None]]:
    found = [remark for file in report.files for table in file.tables for remark in table.warnings]
    return [(remark.code, remark.column) for remark in found]


WARNED: list[tuple[str, str, str, Callable[[Delivery], None]]] = [
    ("unreadable", "家庭人口数", "households", lambda d: d["households"][0].update(家庭人口数="许多")),
    ("unreadable", "计划退出年度", "villages", lambda d: d["villages"][0].update(计划退出年度="明年")),
    ("unreadable", "形象进度（%）", "projects", lambda d: d["projects"][0].update({"形象进度（%）": "140%"})),
    ("unknown_code", "所属工程", "projects", lambda d: d["projects"][0].update(所属工程="第六工程")),
    ("outside_county", "经度", "villages", lambda d: d["villages"][0].update(经度=116.4, 纬度=39.9)),
    ("outside_county", "经度", "villages", lambda d: d["villages"][0].update(经度="", 纬度=37.5)),
    ("unreadable", "经度", "villages", lambda d: d["villages"][0].update(经度="东经", 纬度=37.5)),
    ("unassigned_place", "实施地点", "projects", lambda d: d["projects"][0].update(实施地点="火星村")),
    (
        "income_mismatch",
        "人均纯收入",
        "incomes",
        lambda d: d["incomes"][0].update(
            {
                "工资性收入(元)": 5000,
                "生产经营性收入(元)": 0,
                "财产性收入(元)": 0,
                "转移性收入(元)": 202.02,
                "生产经营性支出(元)": 0,
            }
        ),
    ),
]


@pytest.mark.parametrize(("code", "column", "kind", "spoil"), WARNED)
def test_an_optional_cell_is_warned_of_and_its_row_taken(
    loaded: Loader, code: str, column: str, kind: str, spoil: Callable[[Delivery], None]
) -> None:
    delivery = builders.county()
    spoil(delivery)
    report = loaded(delivery)
    found = [(c, (h or "").removesuffix("(元)")) for c, h in warned(report)]
    assert found == [(code, column)], kind
    assert report.total("loaded") == ROWS_OF_BASE


def test_incomes_that_add_up_to_within_a_yuan_are_not_warned_of(loaded: Loader) -> None:
    delivery = builders.county()
    parts = {
        "工资性收入": "5000元",
        "生产经营性收入": "0元",
        "财产性收入": "0元",
        "转移性收入": "202元",
        "生产经营性支出": "0元",
    }
    delivery["incomes"][0].update(parts)
    assert warned(loaded(delivery)) == []


def test_the_warnings_of_a_row_refused_later_are_gone(loaded: Loader) -> None:
    delivery = builders.county()
    delivery["households"].append(builders.household("H900", "610824104077", 家庭人口数="许多"))
    report = loaded(delivery)
    assert refused(report) == [("unknown_reference", "村编码", "610824104077")]
    assert warned(report) == []


def test_days_that_may_lie_ahead_are_taken(loaded: Loader) -> None:
    delivery = builders.county()
    delivery["projects"].append(builders.project("X9", 计划开工="2017-01-01", 计划完工="2017-12-31"))
    assert refused(loaded(delivery, on=date(2016, 6, 30))) == []


def test_a_reversal_is_no_negative_amount(loaded: Loader) -> None:
    assert refused(loaded()) == []
    assert builders.county()["disbursements"][2]["拨付金额(元)"] == "-1,234.56"
