"""Headings as offices write them: the column meant and the unit it carries."""

import pytest

from data.registers import load_registers
from etl.headers import HeaderIndex, money_unit_of_line, split_unit, written

REGISTERS = load_registers()
INDEX = HeaderIndex(REGISTERS)


def untidy(heading: str) -> set[str]:
    """The heading in every way that still means the same column."""
    half_width = heading.translate(str.maketrans("（）：", "():"))
    return {
        heading,
        half_width,
        half_width.translate(str.maketrans("()", "（）")),
        half_width.translate(str.maketrans("()", "[]")),
        half_width.translate(str.maketrans("", "", "()")),
        " ".join(heading),
        "\u3000".join(heading),
        f"{heading[0]}\n{heading[1:]}",
        f"\ufeff{heading}",
        "\u200b".join(heading),
        f"\u2060\u00a0{heading}",
        f"*{heading}",
        f"{heading}：",
    }


@pytest.mark.parametrize("kind", REGISTERS)
def test_every_heading_and_synonym_is_known_however_written(kind: str) -> None:
    for column in REGISTERS[kind].columns:
        for heading in (column.header, *column.synonyms):
            meant = {form: INDEX.find(form).get(kind) for form in untidy(heading)}
            assert {form for form, found in meant.items() if found is None or found.name != column.name} == set()


MONEY = [
    (kind, column) for kind, register in REGISTERS.items() for column in register.columns if column.type == "money"
]
FORMS = (
    "{}（{}）", "{}({})", "{} [{}]", "{}（单位：{}）", "{}（人民币{}）", "{}\n（ {} ）", "{}{}", "{}/{}", "{}，{}",
)  # fmt: skip


@pytest.mark.parametrize("unit", ["元", "千元", "万元"])
@pytest.mark.parametrize("form", FORMS)
def test_a_money_heading_may_carry_its_unit(form: str, unit: str) -> None:
    for kind, column in MONEY:
        for name in (column.header.replace("(元)", ""), *column.synonyms):
            heading = form.format(name, unit)
            assert INDEX.find(heading)[kind].name == column.name
            assert split_unit(written(heading))[1] == unit


def test_a_percent_sign_needs_no_brackets() -> None:
    assert split_unit("贫困发生率%") == ("贫困发生率", "%")
    assert split_unit("电力入户率（％）") == ("电力入户率", "%")


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：万元", "万元"),
        ("（金额单位: 元）", "元"),
        ("单位：户、人、万元", "万元"),
        ("单位：人民币千元", "千元"),
        ("填报单位：元坪村", None),
        ("编制单位：万元镇", None),
        ("单位：亩", None),
    ],
)
def test_a_unit_line_speaks_of_money(line: str, unit: str | None) -> None:
    assert money_unit_of_line(line) == unit
