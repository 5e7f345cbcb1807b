"""From a recognised table to clean columns: one reason a row, warnings for optional cells, personal cells masked."""

from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest

from data.registers import load_registers
from etl.clean import CleanTable, clean, shown
from etl.columns import Context
from etl.discover import discover
from etl.read import read_sheets
from etl.recognise import recognise
from tests import builders
from tests.builders import Row, id_number

CONTEXT = Context("2016-06-30", b"key")


@dataclass(frozen=True, slots=True)
class Cleaner:
    folder: Path

    def __call__(self, kind: str, *rows: Row) -> CleanTable:
        path = builders.write_csv(self.folder / "table.csv", rows)
        sheet = read_sheets(next(discover([path])))[0]
        table = recognise(sheet, load_registers())
        assert table is not None
        assert table.kind == kind
        return clean(table, sheet, load_registers()[kind], CONTEXT)


@pytest.fixture
def cleaned(tmp_path: Path) -> Cleaner:
    return Cleaner(tmp_path)


def test_a_row_has_one_reason_whatever_is_wrong_with_it(cleaned: Cleaner) -> None:
    table = cleaned("persons", builders.person("", "", 证件号码="12"), builders.person("R2", "H1"))
    assert [(remark.sheet_row, remark.column, remark.code) for remark in table.rejections] == [(2, "人编号", "missing")]
    assert list(table.frame.index) == [3]


def test_optional_cells_become_empty_with_a_warning(cleaned: Cleaner) -> None:
    table = cleaned("households", builders.household("H1", 家庭人口数="许多", 安全饮水="或许"))
    assert not table.rejections
    assert table.frame["member_count"].tolist() == [None]
    assert {(remark.column, remark.value, remark.code) for remark in table.warnings} == {
        ("家庭人口数", "许多", "unreadable"),
        ("是否解决安全饮用水", "或许", "unreadable"),
    }


def test_a_refused_row_has_no_warning_beside_its_reason(cleaned: Cleaner) -> None:
    table = cleaned("households", builders.household("H1", 家庭人口数="许多", 主要致贫原因="因懒"))
    assert [remark.code for remark in table.rejections] == ["unknown_code"]
    assert not table.warnings


def test_an_unknown_programme_is_a_warning(cleaned: Cleaner) -> None:
    table = cleaned("projects", builders.project("X1", 所属工程="第六工程", 所属体系="产业发展"))
    assert [(remark.column, remark.code) for remark in table.warnings] == [("所属工程", "unknown_code")]
    assert table.frame[["work", "system"]].values.tolist() == [[None, "产业发展"]]


def test_an_unknown_optional_code_elsewhere_refuses_the_row(cleaned: Cleaner) -> None:
    table = cleaned("villages", builders.village(builders.SOUTH, 片区="西部"))
    assert [(remark.column, remark.code) for remark in table.rejections] == [("片区", "unknown_code")]


def test_what_is_kept_of_personal_cells_is_masked(cleaned: Cleaner) -> None:
    row = builders.person("R1", "H1", 姓名="张三丰", 证件号码=id_number(9), 健康状况="电话13800138000")
    table = cleaned("persons", row)
    kept = dict(zip(table.headers, orjson.loads(table.cells.iloc[0]), strict=True))
    assert kept["姓名"] == "张**"
    assert kept["证件号码"] == "*" * 18
    assert kept["健康状况"] == "电话***"
    assert kept["人编号"] == "R1"


def test_a_refused_personal_value_is_shown_as_stars(cleaned: Cleaner) -> None:
    wrong = id_number(9)[:17] + ("0" if id_number(9)[17] != "0" else "1")
    table = cleaned("persons", builders.person("R1", "H1", 证件号码=wrong))
    assert [(remark.value, remark.code) for remark in table.rejections] == [("*" * 18, "bad_id_number")]
    assert wrong not in table.rejections[0].text.zh + table.rejections[0].text.en


def test_the_form_in_which_a_cell_is_shown() -> None:
    persons, projects = load_registers()["persons"], load_registers()["projects"]
    assert shown(persons.column("name_masked"), "张 三") == "张**"
    assert shown(persons.column("person_pseudonym"), " 1234 ") == "****"
    assert shown(projects.column("project_no"), "202001010000123") == "202001010000123"
    assert shown(projects.column("planned_fen"), 12.0) == "12"
    assert shown(None, " x ") == "x"


def test_amounts_without_any_unit_return_the_whole_table(cleaned: Cleaner) -> None:
    rows = [{"户编号": f"H{at}", "年度": 2015, "人均纯收入": 2600} for at in range(3)]
    table = cleaned("incomes", *rows)
    assert [(remark.sheet_row, remark.code) for remark in table.rejections] == [
        (2, "no_unit"),
        (3, "no_unit"),
        (4, "no_unit"),
    ]
    assert table.frame.empty


def test_a_mixed_percent_column_returns_the_whole_table(cleaned: Cleaner) -> None:
    rows = [builders.village_check(builders.SOUTH, 电力入户率=value) for value in (100, 0.98)]
    for row in rows:
        del row["电力入户率（%）"]
    table = cleaned("village_checks", *rows)
    assert {(remark.column, remark.code) for remark in table.rejections} == {("电力入户率（%）", "ambiguous_percent")}
    assert len(table.rejections) == 2


def test_keys_that_are_absent_get_their_default(cleaned: Cleaner) -> None:
    assert cleaned("disbursements", builders.disbursement("P1", "X1")).frame["line_no"].tolist() == ["1"]
    assert cleaned("household_changes", builders.change("H1", "2016-01-01", "脱贫")).frame["person_no"].tolist() == [""]
    blank = builders.disbursement("P1", "X1", 分录号="")
    assert cleaned("disbursements", blank).frame["line_no"].tolist() == ["1"]


def test_the_columns_a_table_brings(cleaned: Cleaner) -> None:
    brought = set(cleaned("disbursements", builders.disbursement("P1", "X1", 收款人="李四")).supplied)
    assert {"payee_masked", "payee_pseudonym", "amount_fen"} <= brought
    assert "village_code" not in brought


def test_a_household_may_name_its_village_instead_of_its_code(cleaned: Cleaner) -> None:
    table = cleaned("households", builders.household("H1", None, 乡镇="周河", 行政村="南甲"))
    assert not table.rejections
    wrong = cleaned("households", builders.household("H1", "6108241040"))
    assert [(remark.column, remark.code) for remark in wrong.rejections] == [("村编码", "unreadable")]


def test_amounts_that_all_bear_their_own_unit_need_none_from_the_column(cleaned: Cleaner) -> None:
    rows = [{"户编号": "H1", "年度": 2015, "人均纯收入": "2600元", "财产性收入": ""}]
    table = cleaned("incomes", *rows)
    assert not table.rejections
    assert table.frame["net_income_per_head_fen"].tolist() == [260_000]
