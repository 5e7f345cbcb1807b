"""The descriptions of the twenty registers: complete in both languages, consistent, and their faults are named."""

import re
from pathlib import Path

import pytest

from data.registers import COLUMN_TYPES, LOAD_ORDER, Column, Register, RegisterError, load_registers, parse_register

ALL = [(kind, column) for kind, register in load_registers().items() for column in register.columns]
REQUIRED = {
    "villages": "村编码 行政村 乡镇 贫困村类型 总户数 总人口",
    "households": "户编号 村编码 贫困户属性 主要致贫原因",
    "persons": "人编号 户编号 姓名 证件号码 与户主关系",
    "incomes": "户编号 年度 人均纯收入",
    "household_changes": "户编号 变动日期 变动类型",
    "village_changes": "村编码 变动日期 变动类型",
    "village_checks": "村编码 核查日期",
    "projects": "项目编号 项目名称 项目大类 实施地点 主管部门 批复资金 计划完工",
    "allocations": "指标文号 下达日期 资金级次 项目编号 下达金额",
    "disbursements": "凭证号 拨付日期 资金级次 项目编号 拨付金额",
    "county_finance": "年度 地方财政收入 县级财政专项扶贫资金",
    "department_funds": "年度 部门 到村到户项目资金 用于贫困村贫困户资金",
    "teams": "工作队编号 工作队级别 派出单位 驻点村编码 队员人数 进驻日期",
    "first_secretaries": "编号 姓名 派出单位 任职村编码 任职日期",
    "measures": "措施编号 户编号 帮扶体系 措施类别 实施日期",
    "industries": "村编码 年度 主导产业 规模 规模单位 带动贫困户数",
    "assessments": "考核期 考核对象类别 考核对象 考核指标 满分 得分",
    "crosscheck_hits": "证件号码 比对来源",
    "oversight": "编号 类型 日期 内容",
    "proposals": "提案编号 所属板块 事项 承办单位 办理期限 状态",
}


def test_there_are_twenty_kinds_in_load_order() -> None:
    assert tuple(load_registers()) == LOAD_ORDER
    assert len(LOAD_ORDER) == 20


@pytest.mark.parametrize("kind", LOAD_ORDER)
def test_the_required_columns_are_those_of_the_contract(kind: str) -> None:
    required = [column.header for column in load_registers()[kind].columns if column.required]
    assert required == REQUIRED[kind].split()


@pytest.mark.parametrize(("kind", "column"), ALL, ids=[f"{kind}.{column.name}" for kind, column in ALL])
def test_a_column_is_described_in_both_languages(kind: str, column: Column) -> None:
    for text in (column.label, column.note):
        assert re.search(r"[一-鿿]", text.zh), kind
        assert len(text.en) > 1
        assert text.en.strip() == text.en
    assert column.example
    assert column.type in COLUMN_TYPES
    assert column.header == column.header.strip()


@pytest.mark.parametrize("register", load_registers().values(), ids=list(load_registers()))
def test_a_register_is_consistent(register: Register) -> None:
    names = [column.name for column in register.columns]
    headers = [heading for column in register.columns for heading in (column.header, *column.synonyms)]
    assert len(set(names)) == len(names)
    assert len(set(headers)) == len(headers)
    assert set(register.key) <= set(names)
    assert register.title.zh
    assert register.title.en
    for column in register.columns:
        assert set(column.alternative) <= set(names)
        if column.reference:
            assert column.reference in LOAD_ORDER
            assert LOAD_ORDER.index(column.reference) < LOAD_ORDER.index(register.kind)
        if column.type in ("choice", "choices"):
            assert column.example in column.codes or column.type == "choices"
            written = [each for code, others in column.codes.items() for each in (code, *others)]
            assert len(set(written)) == len(written)


def test_units_are_in_the_names_of_stored_columns() -> None:
    endings = {"money": "_fen", "percent": "_share", "date": "_on"}
    for kind, column in ALL:
        if column.type in endings:
            assert column.name.endswith(endings[column.type]), f"{kind}.{column.name}"


def test_default_units_are_those_of_the_contract() -> None:
    units = {f"{kind}.{column.name}": column.default_unit for kind, column in ALL if column.type == "money"}
    in_yuan = {"households.net_income_per_head_fen", "disbursements.amount_fen", "measures.amount_fen"}
    without = {name for name in units if name.startswith("incomes.")}
    assert {name for name, unit in units.items() if unit == "元"} == in_yuan
    assert {name for name, unit in units.items() if unit is None} == without
    assert {units[name] for name in set(units) - in_yuan - without} == {"万元"}


def test_only_disbursements_may_be_negative() -> None:
    assert [f"{kind}.{column.name}" for kind, column in ALL if column.may_be_negative] == ["disbursements.amount_fen"]


def test_personal_columns_are_masked_by_their_type() -> None:
    personal = {f"{kind}.{column.header}" for kind, column in ALL if column.personal}
    assert personal == {
        "households.户主姓名", "households.户主证件号码", "persons.姓名", "persons.证件号码", "disbursements.收款人",
        "crosscheck_hits.证件号码",
    }  # fmt: skip


def test_a_column_is_found_by_its_name() -> None:
    assert load_registers()["villages"].column("lon").header == "经度"
    with pytest.raises(KeyError, match=r"villages\.nothing"):
        load_registers()["villages"].column("nothing")


GOOD = """
kind = "teams"
table = "team"
key = ["no"]
title = { zh = "队", en = "Teams" }
note = { zh = "队", en = "Teams" }
[[columns]]
name = "no"
header = "编号"
type = "identifier"
label = { zh = "编号", en = "No." }
note = { zh = "编号", en = "No." }
example = "1"
"""


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('type = "identifier"', 'type = "code"', "unknown type"),
        ('label = { zh = "编号", en = "No." }', 'label = { zh = "编号" }', "exactly zh and en"),
        ('key = ["no"]', 'key = ["number"]', "key must be among them"),
        ('example = "1"', 'example = "1"\ncolour = "red"', "colour"),
        ('example = "1"', 'example = "1"\ncodes = ["a"]', "table"),
    ],
)
def test_a_fault_in_a_description_is_named(before: str, after: str, fault: str) -> None:
    assert parse_register(GOOD, "x.toml").key == ("no",)
    with pytest.raises(RegisterError, match=fault):
        parse_register(GOOD.replace(before, after), "x.toml")


def test_a_missing_description_is_named(tmp_path: Path) -> None:
    (tmp_path / "teams.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(RegisterError, match="villages"):
        load_registers(tmp_path)
