"""Figures as text, by table: every kind, both languages, negatives, nothing, withheld counts, dates and parts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics import formats
from dashboard.metrics.disclosure import Suppressed
from dashboard.metrics.registry import metric
from data.text import Locale

PEOPLE, MONEY, SHARE = "people.poor", "funds.disbursed", "funds.progress"
TWO_PERCENT, PACE, VILLAGES = "target.special_fund_share", "exit.required_pace", "villages.exited"


@pytest.mark.parametrize(
    ("figure", "value", "zh", "en"),
    [
        (PEOPLE, 12474, "12,474 人", "12,474 people"),
        (PEOPLE, 1, "1 人", "1 person"),
        (PEOPLE, 0, "0 人", "0 people"),
        (PEOPLE, -3024, "−3,024 人", "−3,024 people"),
        (PEOPLE, None, "—", "—"),
        (PEOPLE, float("nan"), "—", "—"),
        (PEOPLE, Suppressed(5), "<5 人", "<5 people"),
        (VILLAGES, 17, "17 村", "17 villages"),
        (MONEY, 53_840_000, "5,384 万元", "53.84 million yuan"),
        (MONEY, 184_000, "18 万元", "0.18 million yuan"),
        (MONEY, 3_500, "0.35 万元", "0.0035 million yuan"),
        (MONEY, 0, "0 万元", "0.00 million yuan"),
        (MONEY, -62_000, "−6 万元", "−0.06 million yuan"),
        (SHARE, 0.684, "68.4%", "68.4%"),
        (SHARE, 1.042, "104.2%", "104.2%"),
        (SHARE, 0.9996, "99.96%", "99.96%"),
        (SHARE, 0.99996, ">99.99%", ">99.99%"),
        (SHARE, 0.00001, "<0.01%", "<0.01%"),
        (SHARE, 1.0, "100.0%", "100.0%"),
        (TWO_PERCENT, 0.0176, "1.76%", "1.76%"),
        (TWO_PERCENT, 0.02345, "2.35%", "2.35%"),
        (PACE, 2079.4, "2,079 人/月", "2,079 people a month"),
        (PACE, 0.33, "0.3 人/月", "0.3 people a month"),
        (PACE, 0.0, "0 人/月", "0 people a month"),
        (SHARE, -0.0004, "0.0%", "0.0%"),
    ],
)
def test_with_unit(figure: str, value: formats.Shown, zh: str, en: str) -> None:
    assert formats.with_unit(metric(figure), value, "zh") == zh
    assert formats.with_unit(metric(figure), value, "en") == en


@pytest.mark.parametrize(
    ("figure", "value", "zh", "en"),
    [
        (PEOPLE, 18900, "1.89 万人", "18,900 people"),
        (PEOPLE, 9999, "9,999 人", "9,999 people"),
        (PEOPLE, 10000, "1.00 万人", "10,000 people"),
        (MONEY, 78_700_000, "7,870 万元", "78.70 million yuan"),
        (MONEY, 99_994_999, "9,999 万元", "99.99 million yuan"),
        (MONEY, 99_995_000, "1.00 亿元", "100.00 million yuan"),
        (MONEY, 114_171_933.31, "1.14 亿元", "114.17 million yuan"),
        (PEOPLE, None, "—", "—"),
        (SHARE, 0.34, "34.0%", "34.0%"),
        (PEOPLE, Suppressed(5), "<5 人", "<5 people"),
    ],
)
def test_prose(figure: str, value: formats.Shown, zh: str, en: str) -> None:
    assert formats.prose(metric(figure), value, "zh") == zh
    assert formats.prose(metric(figure), value, "en") == en


@pytest.mark.parametrize(
    ("figure", "value", "zh", "en"),
    [
        (SHARE, 0.028, "+2.8 个百分点", "+2.8 pp"),
        (TWO_PERCENT, -0.0024, "−0.24 个百分点", "−0.24 pp"),
        (SHARE, 0.0, "0.0 个百分点", "0.0 pp"),
        (SHARE, 0.0004, "+0.04 个百分点", "+0.04 pp"),
        (SHARE, -0.0004, "−0.04 个百分点", "−0.04 pp"),
        (SHARE, 0.00001, "0.00 个百分点", "0.00 pp"),
        (SHARE, 0.9996, "+100.0 个百分点", "+100.0 pp"),
        (PEOPLE, -3024, "−3,024 人", "−3,024 people"),
        (PEOPLE, -1, "−1 人", "−1 person"),
        (MONEY, 620_000, "+62 万元", "+0.62 million yuan"),
        (PEOPLE, None, "—", "—"),
    ],
)
def test_difference(figure: str, value: float | None, zh: str, en: str) -> None:
    assert formats.difference(metric(figure), value, "zh") == zh
    assert formats.difference(metric(figure), value, "en") == en


@pytest.mark.parametrize(
    ("share", "whole", "tenths"),
    [
        (0, "0%", "0.0%"),
        (0.00004, "<0.01%", "<0.01%"),
        (0.00005, "0.01%", "0.01%"),
        (0.0004, "0.04%", "0.04%"),
        (0.004, "0.4%", "0.4%"),
        (0.005, "1%", "0.5%"),
        (0.5, "50%", "50.0%"),
        (0.994, "99%", "99.4%"),
        (0.995, "99.5%", "99.5%"),
        (0.996, "99.6%", "99.6%"),
        (0.9996, "99.96%", "99.96%"),
        (0.99994, "99.99%", "99.99%"),
        (0.99996, ">99.99%", ">99.99%"),
        (1, "100%", "100.0%"),
        (1 - 1e-15, "100%", "100.0%"),
        (1e-15, "0%", "0.0%"),
        (1.0004, "100.04%", "100.04%"),
        (1.00004, ">100%", ">100%"),
        (1.042, "104%", "104.2%"),
        (-0.0004, "0%", "0.0%"),
        (None, "—", "—"),
        (float("nan"), "—", "—"),
    ],
)
def test_only_nobody_is_0_and_only_everybody_100_percent(share: float | None, whole: str, tenths: str) -> None:
    assert formats.percent(share, 0) == whole
    assert formats.percent(share) == tenths
    assert formats.percent_number(share, 0) == whole.removesuffix("%")
    assert formats.with_unit(metric(SHARE), share, "zh") == tenths
    assert formats.with_unit(metric(SHARE), share, "en") == tenths


@given(st.integers(1, 10**7), st.integers(0, 10**7), st.integers(0, 2))
def test_a_share_of_people_reads_as_whole_or_nobody_only_where_it_is(whole: int, part: int, decimals: int) -> None:
    text = formats.percent_number(min(part, whole) / whole, decimals)
    reads = None if text[0] in "<>" else float(text)
    assert (reads == 0) == (part == 0)
    assert (reads == 100) == (part >= whole)


@pytest.mark.parametrize(
    ("share", "places"), [(0, 1), (0.5, 1), (1, 1), (0.9996, 2), (0.99996, 3), (0.000004, 4), (1e-9, 6)]
)
def test_the_decimals_of_a_share_in_a_workbook(share: float, places: int) -> None:
    assert formats.percent_decimals(share, most=6) == places


def test_value_without_unit_and_its_unit() -> None:
    assert formats.format_value(metric(MONEY), 53_840_000, "zh") == "5,384"
    assert formats.display_unit(metric(MONEY), "zh") == "万元"
    assert formats.display_unit(metric(MONEY), "en") == "million yuan"
    assert formats.format_value(metric(SHARE), 0.34, "en") == "34.0"
    assert formats.format_value(metric(PEOPLE), Suppressed(5), "zh") == "<5"
    assert formats.signed(metric(PEOPLE), 12, "zh") == "+12"
    assert formats.signed(metric(PEOPLE), 0, "zh") == "0"
    assert formats.signed(metric(PEOPLE), None, "zh") == "—"


def test_raw_values_for_axes() -> None:
    assert formats.to_display(metric(MONEY), 53_840_000, "zh") == 5384
    assert formats.to_display(metric(MONEY), 53_840_000, "en") == 53.84
    assert formats.to_display(metric(SHARE), 0.285, "zh") == 28.5
    assert formats.to_display(metric(PEOPLE), 7, "zh") == 7


@pytest.mark.parametrize(
    ("value", "largest", "locale", "text"),
    [
        (0, 20000, "zh", "0"),
        (5000, 20000, "zh", "0.5万"),
        (20000, 20000, "zh", "2万"),
        (5000, 8000, "zh", "5,000"),
        (5000, 20000, "en", "5,000"),
        (2.5, 10, "en", "2.5"),
    ],
)
def test_axis_labels(value: float, largest: float, locale: Locale, text: str) -> None:
    assert formats.axis_label(value, largest, locale) == text


def test_ledger_rows_have_two_decimals() -> None:
    assert (formats.ledger_money(184_000, "zh"), formats.ledger_unit("zh")) == ("18.40", "万元")
    assert (formats.ledger_money(184_000, "en"), formats.ledger_unit("en")) == ("184,000.00", "yuan")
    assert formats.ledger_money(-96_000, "zh") == "−9.60"
    assert formats.ledger_money(None, "zh") == "—"


def test_dates() -> None:
    day = date(2016, 6, 30)
    assert formats.iso_date(day) == "2016-06-30"
    assert formats.iso_date(None) == "—"
    assert formats.prose_date(day, "zh") == "6月30日"
    assert formats.prose_date(day, "en") == "30 June"
    assert formats.prose_date(day, "zh", year=True) == "2016年6月30日"
    assert formats.prose_date(day, "en", year=True) == "30 June 2016"
    assert formats.month_label(day, "zh") == "6月"
    assert formats.month_label(day, "en") == "Jun"
    assert formats.month_label(day, "zh", year=True) == "2016年6月"
    assert formats.month_label(day, "en", year=True) == "Jun 2016"


def test_few_units_are_shown_as_two_counts() -> None:
    assert formats.part_of(17, 72) == "17 / 72"


@pytest.mark.parametrize(
    ("values", "total", "decimals", "parts"),
    [
        ([33.4, 33.3, 33.3], 100.0, 0, (34, 33, 33)),
        ([1.25, 1.25, 1.25, 1.25], 5.0, 1, (1.3, 1.3, 1.2, 1.2)),
        ([0.5, 0.5], 1.0, 0, (1, 0)),
        ([-0.5, 1.5], 1.0, 0, (0, 1)),
        ([], 0.0, 0, ()),
    ],
)
def test_parts_that_sum(values: list[float], total: float, decimals: int, parts: tuple[float, ...]) -> None:
    assert formats.parts_that_sum(values, total, decimals) == parts


def test_parts_that_do_not_sum_to_the_total_are_refused() -> None:
    with pytest.raises(ValueError, match="not to 12"):
        formats.parts_that_sum([5, 5], 12)


@given(st.lists(st.integers(-(10**9), 10**9), max_size=30), st.integers(0, 2))
def test_rounded_parts_always_sum_to_the_printed_total(thousandths: list[int], decimals: int) -> None:
    total = sum(thousandths) / 1000
    parts = formats.parts_that_sum([each / 1000 for each in thousandths], total, decimals)
    text = formats.format_number(total, decimals)
    assert formats.format_number(round(sum(parts), decimals), decimals) == text
    assert all(abs(part - each / 1000) <= 10**-decimals for part, each in zip(parts, thousandths, strict=True))
