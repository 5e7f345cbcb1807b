"""Every form a cell may take, one line each: what it is read as, or why it is refused."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import cells
from etl.cells import CellFault

EMPTY = ("", " ", "-", "—", "——", "/", "／", "－", "无", "　", None)


def refused(read: Callable[[], object]) -> str:
    with pytest.raises(CellFault) as caught:
        read()
    return caught.value.code


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2016-03-15", "2016-03-15"),
        ("2016/3/15", "2016-03-15"),
        ("2016.3.15", "2016-03-15"),
        ("2016年3月15日", "2016-03-15"),
        ("2016年3月15", "2016-03-15"),
        ("20160315", "2016-03-15"),
        ("２０１６－０３－１５", "2016-03-15"),
        (" 2016 - 3 - 15 ", "2016-03-15"),
        (20160315, "2016-03-15"),
        (20160315.0, "2016-03-15"),
        (42444, "2016-03-15"),
        (42444.75, "2016-03-15"),
        ("42444", "2016-03-15"),
        (datetime(2016, 3, 15, 9, 30), "2016-03-15"),  # noqa: DTZ001 - a spreadsheet knows no time zone
        (date(2016, 3, 15), "2016-03-15"),
        ("2016-03-15 00:00:00", "2016-03-15"),
        ("2016-03-15T00:00:00", "2016-03-15"),
        ("2016-3-1 10:00", "2016-03-01"),
        ("2016/3/1 9:05:07", "2016-03-01"),
        ("2016年3月", "2016-03-31"),
        ("2016年2月", "2016-02-29"),
        ("2016.3", "2016-03-31"),
        (2016.3, "2016-03-31"),
        ("2016.12", "2016-12-31"),
        (2016.12, "2016-12-31"),
        ("2016.10", "2016-10-31"),
        ("2016.1", "2016-01-31"),
        ("2016-11", "2016-11-30"),
    ],
)
def test_a_day(raw: object, expected: str) -> None:
    assert cells.day(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        2016.1,  # January, or October whose last 0 the spreadsheet dropped
        "2016-02-30",
        "2016.13",
        2016.13,
        "2016年0月",
        "2016",
        2016,
        "三月",
        "20161315",
        True,
        float("nan"),
        float("inf"),
        "nan",
        "1e400",
        "99999999999999999999",
        time(9, 30),
    ],
)
def test_no_day(raw: object) -> None:
    assert refused(lambda: cells.day(raw)) == "unreadable"


@pytest.mark.parametrize("read", [cells.day, cells.number, cells.integer, cells.text, cells.name, cells.identifier])
@pytest.mark.parametrize("raw", EMPTY)
def test_marks_for_nothing_are_empty(read: Callable[[object], object], raw: object) -> None:
    assert read(raw) is None


@pytest.mark.parametrize("raw", EMPTY)
def test_marks_for_nothing_are_no_amount_rate_year_or_period(raw: object) -> None:
    assert cells.money_fen(raw, unit="元", may_be_negative=False) is None
    assert cells.share_parts(raw) is None
    assert cells.year(raw) is None
    assert cells.half_year(raw) is None


@pytest.mark.parametrize(
    ("raw", "unit", "fen"),
    [
        (12.5, "元", 1250),
        ("12.5", "万元", 12_500_000),
        ("12.5万元", "元", 12_500_000),
        ("12.5元", "万元", 1250),
        ("1,234.56", "元", 123_456),
        ("1，234.56", "元", 123_456),
        ("１２３４", "元", 123_400),
        ("￥1 234.5", "元", 123_450),
        (0.005, "元", 1),
        ("0.0049", "元", 0),
        (1.005, "元", 101),
        (2.675, "元", 268),
        ("0.00000050", "万元", 1),
        ("0.00000049", "万元", 0),
        (0.1 + 0.2, "元", 30),
        ("3亿元", "元", 30_000_000_000),
        ("2千元", "元", 200_000),
        (1e3, "元", 100_000),
        (0, "元", 0),
    ],
)
def test_an_amount_in_fen(raw: object, unit: str, fen: int) -> None:
    assert cells.money_fen(raw, unit=unit, may_be_negative=False) == fen


@pytest.mark.parametrize(("raw", "fen"), [("-0.005", -1), (-12.5, -1250), ("(12.5)", -1250), ("−3", -300)])
def test_a_reversal_is_negative_and_rounds_half_away_from_zero(raw: object, fen: int) -> None:
    assert cells.money_fen(raw, unit="元", may_be_negative=True) == fen
    assert refused(lambda: cells.money_fen(raw, unit="元", may_be_negative=False)) == "negative_amount"


@pytest.mark.parametrize("raw", ["十二", "12.5人", "12%", "1.2.3", True, "1e999", 1e300, float("inf"), "1e-", "abc"])
def test_no_amount(raw: object) -> None:
    assert refused(lambda: cells.money_fen(raw, unit="元", may_be_negative=True)) == "unreadable"


@given(st.decimals(min_value=0, max_value=10**9, places=4))
@settings(max_examples=60, deadline=None)
def test_an_amount_is_never_further_than_half_a_fen(value: Decimal) -> None:
    fen = cells.money_fen(str(value), unit="元", may_be_negative=False)
    assert fen is not None
    assert abs(Decimal(fen) - value * 100) <= Decimal("0.5")
    assert Decimal(fen) - value * 100 != Decimal("-0.5")


@pytest.mark.parametrize(
    ("raw", "expected"), [("3 人", 3), ("３", 3), (3.0, 3), ("1,200", 1200), ("4个月", 4), ("12户", 12), ("0", 0)]
)
def test_a_whole_number(raw: object, expected: int) -> None:
    assert cells.integer(raw) == expected


@pytest.mark.parametrize("raw", [3.5, "3.5", -1, "-1", "很多", "1e30", 10**30, True])
def test_no_whole_number(raw: object) -> None:
    assert refused(lambda: cells.integer(raw)) == "unreadable"


def test_bounds_of_a_number_are_inclusive() -> None:
    assert cells.integer(12, maximum=12) == 12
    assert refused(lambda: cells.integer(13, maximum=12)) == "unreadable"
    assert cells.number("-1.5", minimum=None) == -1.5
    assert cells.number("12.5亩") == 12.5


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        *((raw, True) for raw in ("是", "有", "√", "1", 1, 1.0, True, "已", "已解决", "Y")),
        *((raw, False) for raw in ("否", "无", "×", "0", 0, 0.0, False, "未", "未解决", "x", "没有")),
        *((raw, None) for raw in ("", " ", "-", "—", "/", None)),
    ],
)
def test_yes_and_no_where_wu_is_no(raw: object, expected: bool | None) -> None:
    assert cells.flag(raw) is expected


@pytest.mark.parametrize("raw", ["也许", "2", 2, "是否"])
def test_neither_yes_nor_no(raw: object) -> None:
    assert refused(lambda: cells.flag(raw)) == "unreadable"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(2.4, (Decimal("2.4"), False)), ("2.4%", (Decimal("2.4"), True)), ("２．４％", (Decimal("2.4"), True))],
)
def test_a_rate_and_whether_it_bears_its_sign(raw: object, expected: tuple[Decimal, bool]) -> None:
    assert cells.share_parts(raw) == expected


def test_a_rate_with_another_unit_is_refused() -> None:
    assert refused(lambda: cells.share_parts("2.4元")) == "unreadable"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (6.10824e11, "610824000000"),
        ("6.10824E+11", "610824000000"),
        ("6.10824104001E+11", "610824104001"),
        (610824104001, "610824104001"),
        ("610824104001.0", "610824104001"),
        (" 6108 2410 4001 ", "610824104001"),
        ("６１０８２４１０４００１", "610824104001"),
    ],
)
def test_a_code_stored_as_a_number(raw: object, expected: str) -> None:
    assert cells.identifier(raw, digits=12) == expected


def test_other_numbers_are_kept_as_they_are_written() -> None:
    assert cells.identifier("XM2016-0042") == "XM2016-0042"
    assert cells.identifier("0012") == "0012"
    assert cells.identifier("演示〔2016〕15号") == "演示〔2016〕15号"


@pytest.mark.parametrize("raw", ["61082410400", "6108241040011", "61082410400A", "1E+999999999", "9e99"])
def test_a_code_of_another_length_is_refused(raw: str) -> None:
    assert refused(lambda: cells.identifier(raw, digits=12)) == "unreadable"


def test_a_code_with_an_absurd_exponent_is_refused_even_without_a_length() -> None:
    assert refused(lambda: cells.identifier("1E+999999999")) == "unreadable"


def test_names_lose_their_inner_spaces() -> None:
    assert cells.name("张 三") == "张三"
    assert cells.name("张　三") == "张三"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("电话13800138000", "电话***"),
        ("电话１３８００１３８０００", "电话***"),
        ("账号6222021234567890123，农行", "账号***,农行"),
        ("证610824197001010012X", "证***"),
        ("座机0912-1234567", "座机0912-1234567"),
        ("编号1234567890", "编号1234567890"),
    ],
)
def test_long_numbers_in_free_text_are_blanked(raw: str, expected: str) -> None:
    assert cells.text(raw) == expected


def test_text_is_half_width_with_single_spaces() -> None:
    assert cells.text(" Ａ　　村\n（二） ") == "A 村 (二)"
    assert cells.text(12.0) == "12"


@pytest.mark.parametrize(("raw", "expected"), [(2016, 2016), ("2016年", 2016), (2016.0, 2016), ("2016年度", 2016)])
def test_a_year(raw: object, expected: int) -> None:
    assert cells.year(raw) == expected


@pytest.mark.parametrize("raw", ["16", 1989, 2101, "2016.5", "二〇一六"])
def test_no_year(raw: object) -> None:
    assert refused(lambda: cells.year(raw)) == "unreadable"


def test_an_assessment_period() -> None:
    assert cells.half_year("2016上半年") == "2016H1"
    assert cells.half_year("2016年 下半年") == "2016H2"
    assert refused(lambda: cells.half_year("2016年")) == "unreadable"


def outcome(read: Callable[[object], object], raw: object) -> str:
    try:
        read(raw)
    except CellFault as fault:
        return fault.code
    return "read"


RAW = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.datetimes(),
    st.dates(),
    st.text(max_size=12),
    st.from_regex(r"[+-]?[0-9,.]{1,12}([eE][+-]?[0-9]{1,12})?(万元|%|人)?", fullmatch=True),
    st.from_regex(r"[0-9]{4}[-/.年][0-9]{1,3}([-/.月][0-9]{1,3}日?)?", fullmatch=True),
)


@given(RAW)
@settings(max_examples=300, deadline=None)
def test_whatever_a_cell_holds_it_is_read_or_refused(raw: object) -> None:
    readers: tuple[Callable[[object], object], ...] = (
        cells.day,
        cells.number,
        cells.integer,
        cells.text,
        cells.name,
        cells.identifier,
        cells.flag,
        cells.year,
        cells.half_year,
        cells.share_parts,
        lambda value: cells.money_fen(value, unit="万元", may_be_negative=True),
    )
    for read in readers:
        assert outcome(read, raw) in ("read", "unreadable", "negative_amount")


def test_a_clock_after_a_chinese_day_is_left_out() -> None:
    assert cells.day("2016年3月15日 10:30") == "2016-03-15"


def test_a_year_may_be_written_as_a_number_with_a_comma() -> None:
    assert cells.year("2,015") == 2015


def test_amounts_may_leave_out_the_last_character_of_their_unit() -> None:
    assert cells.money_fen("1.5万", unit="元", may_be_negative=False) == 1_500_000


@pytest.mark.parametrize("raw", ["1.2万", "12万元", "50%", "10、20"])
def test_a_count_in_a_unit_of_amounts_is_unreadable(raw: str) -> None:
    assert refused(lambda: cells.number(raw)) == "unreadable"


@pytest.mark.parametrize("raw", ["1e" + "9" * 5000, "1.5E+31"])
def test_a_code_longer_than_any_is_unreadable(raw: str) -> None:
    assert refused(lambda: cells.identifier(raw)) == "unreadable"


def test_a_code_marked_as_text_loses_the_mark() -> None:
    assert cells.identifier("'610824104001", digits=12) == "610824104001"
