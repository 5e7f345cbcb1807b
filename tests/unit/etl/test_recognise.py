from collections.abc import Callable, Sequence
from datetime import date

import pytest

from data.registers import Column, Register, load_registers
from data.text import Text
from etl.headers import split_unit, written
from etl.read import Sheet
from etl.recognise import Recognised, recognise

Row = Sequence[object]
NOTE = Text(zh="", en="")


def column(name: str, header: str, *synonyms: str, required: bool = False, **more: object) -> Column:
    return Column(
        name=name, header=header, type="text", label=NOTE, note=NOTE, example="", synonyms=synonyms, required=required,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def register(kind: str, *columns: Column, key: str, criteria_minimum: int | None = None) -> Register:
    return Register(
        kind=kind, table=kind, key=(key,), title=NOTE, note=NOTE, columns=columns, criteria_minimum=criteria_minimum
    )


REGISTERS = {
    "homes": register(
        "homes",
        column("home_no", "户编号", required=True),
        column("village_code", "村编码", "行政村编码", required=True, alternative=("town", "village")),
        column("town", "乡镇", "镇", "乡（镇）"),
        column("village", "行政村", "村"),
        column("land_mu", "耕地面积（亩）"),
        column("road", "通沥青（水泥）路"),
        key="home_no",
    ),
    "funds": register(
        "funds",
        column("project_no", "项目编号", required=True),
        column("planned_fen", "批复资金", "计划资金", required=True),
        column("given_fen", "用于贫困村贫困户资金", "其中：贫困村贫困户"),
        column("note", "事由"),
        key="project_no",
    ),
    "checks": register(
        "checks",
        column("village_code", "村编码", required=True),
        *(column(f"c{n}", f"标准{n}", criterion=True) for n in range(1, 5)),
        key="village_code",
        criteria_minimum=3,
    ),
}


def sheet(*rows: Row, merges: Sequence[tuple[int, int, int, int]] = ()) -> Sheet:
    return Sheet(name="S", rows=[list(row) for row in rows], merges=tuple(merges), percent_cells=lambda _: set())


def found(*rows: Row, merges: Sequence[tuple[int, int, int, int]] = ()) -> Recognised:
    table = recognise(sheet(*rows, merges=merges), REGISTERS)
    assert table is not None
    assert table.rows_read == table.skipped + len(table.frame)
    return table


def names(table: Recognised) -> list[str]:
    return [column.name for column in table.columns]


HOMES: Row = ["户编号", "村编码", "乡镇"]


def test_a_table_is_recognised_by_its_header_in_any_order() -> None:
    table = found(["名册", "", ""], ["乡镇", "户编号", "村编码"], ["东坑镇", "7", 610824101901.0])
    assert (table.kind, table.header_row, table.rows_read, table.skipped) == ("homes", 2, 1, 0)
    assert [(c.index, c.name, c.header) for c in table.columns] == [
        (0, "town", "乡镇"), (1, "home_no", "户编号"), (2, "village_code", "村编码"),
    ]  # fmt: skip
    assert table.frame.index.tolist() == [3]
    assert table.frame.loc[3].tolist() == ["东坑镇", "7", 610824101901.0]
    assert {dtype.kind for dtype in table.frame.dtypes} == {"O"}


@pytest.mark.parametrize(
    "heading",
    ["耕地面积（亩）", "耕地面积(亩)", "耕地 面积\n（亩）", "耕地面积", "＊耕地面积【亩】", "耕地面积（单位：亩）"],
)
def test_headings_match_despite_spaces_brackets_and_units(heading: str) -> None:
    assert "land_mu" in names(found([*HOMES, heading], ["1", "2", "3", "4"]))


@pytest.mark.parametrize("heading", ["通沥青(水泥)路", "通沥青水泥路", "通 沥青（水泥）路"])
def test_brackets_inside_a_name_are_not_a_unit(heading: str) -> None:
    assert "road" in names(found([*HOMES, heading], ["1", "2", "3", "4"]))


def test_a_bracket_that_is_no_unit_stays_part_of_the_name() -> None:
    table = found(["户编号", "村编码", "乡（镇）", "乡镇（村）"], ["1", "2", "3", "4"])
    assert names(table) == ["home_no", "village_code", "town"]
    assert table.ignored_columns == ("乡镇（村）",)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("批复资金（元）", ("批复资金", "元")),
        ("批复资金(万 元)", ("批复资金", "万元")),
        ("发生率（％）", ("发生率", "%")),
        ("住房面积（㎡）", ("住房面积", "m2")),
        ("收入(元/人)", ("收入", "元")),
        ("乡（镇）", ("乡(镇)", None)),
        ("资金", ("资金", None)),
    ],
)
def test_units_of_headings(heading: str, expected: tuple[str, str | None]) -> None:
    assert split_unit(heading) == expected


def test_headings_that_are_numbers() -> None:
    assert (written(2015.0), written(2.5), written(None), written(" 村负\n责人")) == ("2015", "2.5", "", "村负责人")


def test_a_required_column_may_be_given_by_its_alternative() -> None:
    assert names(found(["户编号", "镇", "村"], ["1", "2", "3"])) == ["home_no", "town", "village"]
    assert recognise(sheet(["户编号", "镇", "耕地面积"], ["1", "2", "3"]), REGISTERS) is None


def test_a_kind_may_ask_for_a_number_of_criteria() -> None:
    table = found(["村编码", "标准1", "标准2", "标准4"], ["1", "是", "否", "是"])
    assert table.kind == "checks"
    assert recognise(sheet(["村编码", "标准1", "标准2"], ["1", "是", "否"]), REGISTERS) is None


def test_of_several_kinds_the_one_with_most_known_columns() -> None:
    both = ["村编码", "标准1", "标准2", "标准3", "户编号"]
    assert found(both, ["1"] * 5).kind == "checks"
    assert found([*both, "镇", "村", "耕地面积"], ["1"] * 8).kind == "homes"


def test_of_equal_headings_the_first_counts_and_the_other_is_ignored() -> None:
    table = found([*HOMES, "镇", "户编号", "备 注", ""], ["1", "2", "甲", "乙", "9", "x", "y"])
    assert table.ignored_columns == ("镇", "户编号", "备注")
    assert table.frame.loc[2].tolist() == ["1", "2", "甲"]


@pytest.mark.parametrize(("above", "known"), [(0, True), (6, True), (7, False)])
def test_at_most_six_rows_stand_above_the_header(above: int, known: bool) -> None:
    rows: list[Row] = [["标题"]] * above + [HOMES, ["1", "2", "3"]]
    table = recognise(sheet(*rows), REGISTERS)
    assert (table is not None) == known
    if table is not None:
        assert table.header_row == above + 1


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：万元", "万元"),
        ("（单 位:元）", "元"),
        ("金额单位：人民币亿元", "亿元"),
        ("填报单位：县扶贫办", None),
        ("单位：人", None),
    ],
)
def test_the_unit_line(line: str, unit: str | None) -> None:
    assert found(["", "", line], HOMES, ["1", "2", "3"]).unit_line == unit


def test_a_unit_line_below_the_header_is_none() -> None:
    assert found(HOMES, ["1", "2", "3"], ["单位：万元", "", ""]).unit_line is None


TWO_ROWS = (
    ["项目编号", "资金（万元）", "", "", "事由"],
    ["", "计划", "下达", "其中：贫困村贫困户（元）", ""],
    ["1", 5.0, 4.0, 3.0, "路"],
)
TWO_ROW_MERGES = [(1, 0, 2, 0), (1, 1, 1, 3), (1, 4, 2, 4)]


@pytest.mark.parametrize("merges", [TWO_ROW_MERGES, []])
def test_a_header_of_two_rows(merges: list[tuple[int, int, int, int]]) -> None:
    table = found(["标题", "", "", "", ""], *TWO_ROWS, merges=merges)
    assert (table.kind, table.header_row, table.rows_read) == ("funds", 3, 1)
    assert [(c.name, c.unit) for c in table.columns] == [
        ("project_no", None), ("planned_fen", "万元"), ("given_fen", "元"), ("note", None),
    ]  # fmt: skip
    assert table.ignored_columns == ("下达",)


@pytest.mark.parametrize("merges", [[(0, 1, 0, 2)], []])
def test_a_unit_above_holds_for_names_complete_without_it(merges: list[tuple[int, int, int, int]]) -> None:
    table = found(["", "资金（元）", ""], ["项目编号", "批复资金", "下达"], ["1", 5.0, 4.0], merges=merges)
    assert (table.header_row, table.columns[1].unit) == (2, "元")


@pytest.mark.parametrize("title", [["项目库（万元）", "", ""], ["", "", "（单位：万元）"]])
def test_a_title_is_no_upper_row(title: Row) -> None:
    table = found(title, ["项目编号", "批复资金", "下达"], ["1", 5.0, 4.0])
    assert table.header_row == 2
    assert [(c.written, c.unit) for c in table.columns] == [("项目编号", None), ("批复资金", None)]


def test_lower_before_upper_names_a_column_too() -> None:
    table = found(["项目编号", "资金", ""], ["", "用于贫困村贫困户", "批复"], ["1", 2, 3])
    assert names(table) == ["project_no", "given_fen", "planned_fen"]


def test_a_header_merged_downward_ends_at_its_lower_row() -> None:
    merges = [(0, 0, 0, 2), *((1, c, 2, c) for c in range(3))]
    table = found(["标题", "", ""], HOMES, ["", "", ""], ["1", "2", "3"], merges=merges)
    assert (table.header_row, table.rows_read, table.skipped) == (3, 1, 0)


def test_a_blank_row_below_a_header_of_one_row_is_a_skipped_row() -> None:
    table = found(HOMES, ["", "", ""], ["1", "2", "3"])
    assert (table.header_row, table.rows_read, table.skipped) == (1, 2, 1)


def test_unknown_lower_headings_do_not_become_a_row() -> None:
    rows: tuple[Row, ...] = ([*HOMES, "其他情况", ""], ["", "", "", "甲项", "乙项"], ["1", "2", "3", "4", "5"])
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4)]
    for given in (merges, []):
        table = found(*rows, merges=given)
        assert (table.header_row, table.rows_read) == (2, 1)
        assert table.ignored_columns == ("甲项", "乙项")


def test_a_second_row_of_units_belongs_to_the_header() -> None:
    table = found(["项目编号", "批复资金"], ["", "（万元）"], ["1", 5.0])
    assert (table.header_row, table.rows_read, table.columns[1].unit) == (2, 1, "万元")


def test_a_first_row_that_is_almost_blank_is_no_header() -> None:
    table = found([*HOMES, "备注"], ["", "", "", "待核"], ["1", "2", "3", ""])
    assert (table.header_row, table.rows_read, table.skipped) == (1, 2, 0)


def test_vertically_merged_cells_repeat_downward() -> None:
    rows: list[Row] = [["1", "2", "东坑镇"], ["", "小计", ""], ["3", "4", ""], ["5", "6", ""], ["7", "8", "杨桥畔镇"]]
    table = found(HOMES, *rows, merges=[(1, 2, 3, 2)])
    assert table.frame["town"].to_dict() == {2: "东坑镇", 4: "东坑镇", 5: None, 6: "杨桥畔镇"}
    assert table.skipped == 1


def test_without_merges_nothing_is_guessed() -> None:
    assert found(HOMES, ["1", "2", "甲"], ["3", "4", ""]).frame["town"].tolist() == ["甲", None]


@pytest.mark.parametrize(
    "row",
    [
        ["", " ", "\u3000"],
        [None, None, None],
        ["合计", "", "99"],
        ["", "小 计", ""],
        ["9", "总\u3000计：", "甲"],
        ["", "", "（合计）"],
        ["东坑镇小计", "", ""],
        ["注：空白为无", "", ""],
        ["", "注1.数据截至月底", ""],
        ["说明：1.单位为元；2.空白为无", "", ""],
        ["说明以上数据未经审核", "", ""],
        ["填表人：张某", "", "审核人：张某"],
        ["审核 人(签字)：", "", ""],
        ["制表：张某", "", ""],
    ],
)
def test_rows_that_are_not_data_are_skipped(row: Row) -> None:
    table = found(HOMES, ["1", "2", "3"], row, ["4", "5", "6"])
    assert (table.rows_read, table.skipped) == (3, 1)
    assert table.frame.index.tolist() == [2, 4]


@pytest.mark.parametrize(
    "row",
    [
        ["7", "8", "合计"],
        ["7", "8", "注：迁出"],
        ["7", "", "本户收入合计三千元"],
        ["7", "8", "说明：迁出"],
        ["说明书一户", "8", ""],
        ["7", "", ""],
        ["7", "", "东坑镇小计"],
        ["注册户1", "", "3"],
        [0.0, 0, False],
    ],
)
def test_rows_that_only_look_so_stay_data(row: Row) -> None:
    table = found(HOMES, ["1", "2", "3"], row, ["4", "5", "6"])
    assert (table.rows_read, table.skipped) == (3, 0)


def test_lines_of_a_footnote_belong_to_it() -> None:
    table = found(HOMES, ["1", "2", "3"], ["注：", "", ""], ["1. 空白为无。", "", ""], ["以上数据未经审核", "", ""])
    assert (table.rows_read, table.skipped) == (4, 3)
    table = found(HOMES, ["1", "2", "3"], ["无注的一行", "", ""])
    assert table.skipped == 0


def test_rows_count_down_to_the_last_that_is_not_blank() -> None:
    table = found(HOMES, ["1", "2", "3"], ["", "", ""], ["注：无", "", ""], ["", " ", ""], [None, "", ""])
    assert (table.rows_read, table.skipped) == (3, 2)


def test_a_header_without_rows_is_an_empty_table() -> None:
    table = found(HOMES, ["", "", ""])
    assert (table.rows_read, table.skipped, table.frame.shape) == (0, 0, (0, 3))


def test_short_records_are_filled_and_raw_values_kept() -> None:
    table = found([*HOMES, "备注"], ["1", 2.5], ["3", date(2016, 1, 1), True, "x", "多余"], ["4", "", "  "])
    assert table.frame.to_numpy().tolist() == [["1", 2.5, None], ["3", date(2016, 1, 1), True], ["4", None, None]]


def test_no_header_no_table() -> None:
    assert recognise(sheet(["日期", "值班人"], ["2016-10-01", "张某"]), REGISTERS) is None
    assert recognise(sheet(), REGISTERS) is None


@pytest.mark.parametrize("kind", load_registers())
@pytest.mark.parametrize("choose", [lambda c: c.header, lambda c: (c.header, *c.synonyms)[-1]])
def test_every_known_kind_is_recognised_by_its_own_headings(kind: str, choose: Callable[[Column], str]) -> None:
    registers = load_registers()
    headings = [choose(column) for column in registers[kind].columns]
    table = recognise(sheet(headings, ["x"] * len(headings)), registers)
    assert table is not None
    assert table.kind == kind
    assert table.ignored_columns == ()
    assert set(names(table)) == {column.name for column in registers[kind].columns}
