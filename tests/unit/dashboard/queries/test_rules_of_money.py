"""The three funding rules as amounts: what is put in, needed, missing; never a sum of unlike money."""

from datetime import date

import pytest

from dashboard.queries.reading import Reading
from dashboard.queries.rules_of_money import MoneyRule, met_count, needed, rules_of_money
from tests import builders
from tests.conftest import Loader, reading_of

JUNE = date(2016, 6, 30)
WAN = 1_000_000
"""Fen in 10,000 yuan (万元)."""


@pytest.fixture
def county(loaded: Loader, store_url: str) -> Reading:
    loaded()
    return reading_of(store_url)


def by_key(reading: Reading, as_of: date = JUNE) -> dict[str, MoneyRule]:
    return {each.metric_id: each for each in rules_of_money(reading, as_of)}


def finance(*rows: tuple[int, float, float, str]) -> builders.Delivery:
    written = [
        {"年度": year, "地方财政收入": revenue, "县级财政专项扶贫资金": fund, "口径": basis}
        for year, revenue, fund, basis in rows
    ]
    return builders.county() | {"county_finance": written}


def test_the_order_is_2_20_60_percent(county: Reading) -> None:
    assert [each.rule.number for each in rules_of_money(county, JUNE)] == [0.02, 0.20, 0.60]


def test_a_rule_met_has_no_gap(county: Reading) -> None:
    found = by_key(county)["target.special_fund_share"]
    assert (found.year, found.basis, found.nature) == (2015, ("预算",), "new")
    assert found.share == pytest.approx(2600 / 120_000)
    assert (found.put_in_fen, found.base_fen, found.needed_fen) == (2600 * WAN, 120_000 * WAN, 2400 * WAN)
    assert (found.met, found.gap_fen) == (True, 0)
    assert found.over_target == pytest.approx(2600 / 120_000 - 0.02)


def test_growth_is_measured_by_the_year_before(county: Reading) -> None:
    found = by_key(county)["target.special_fund_growth"]
    assert (found.base_fen, found.needed_fen, found.basis_before) == (2000 * WAN, 2400 * WAN, "预算")
    assert (found.share, found.met) == (pytest.approx(0.3), True)


def test_the_departments_are_added_up_before_dividing(county: Reading) -> None:
    found = by_key(county)["target.department_share"]
    assert (found.put_in_fen, found.base_fen, found.nature) == (900 * WAN, 1500 * WAN, "redirected")
    assert (found.share, found.met, found.gap_fen) == (pytest.approx(0.6), True, 0)


def test_the_gap_is_what_is_missing_to_the_line(loaded: Loader, store_url: str) -> None:
    loaded(finance((2014, 100_000, 2000, "预算"), (2015, 120_000, 2100, "执行")))
    found = by_key(reading_of(store_url))
    assert found["target.special_fund_share"].gap_fen == 300 * WAN
    assert found["target.special_fund_growth"].gap_fen == 300 * WAN
    assert (found["target.special_fund_growth"].basis, found["target.special_fund_growth"].basis_before) == (
        ("执行",),
        "预算",
    )
    assert met_count(found.values()) == 1


def test_the_department_gap(loaded: Loader, store_url: str) -> None:
    rows = [{"年度": 2015, "部门": "县水务局", "到村到户项目资金": 1000, "用于贫困村贫困户资金": 550}]
    loaded(builders.county() | {"department_funds": rows})
    found = by_key(reading_of(store_url))["target.department_share"]
    assert (found.met, found.gap_fen) == (False, 50 * WAN)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([(2015, 120_000, 2600, "预算")], "no_year_before"),
        ([(2014, 100_000, 2000, "预算"), (2015, 120_000, 2600, "部分年度")], "part_year"),
        ([(2014, 100_000, 0, "预算"), (2015, 120_000, 2600, "预算")], "no_base"),
    ],
)
def test_no_growth_and_the_reason(
    loaded: Loader, store_url: str, rows: list[tuple[int, float, float, str]], reason: str
) -> None:
    loaded(finance(*rows))
    found = by_key(reading_of(store_url))["target.special_fund_growth"]
    assert (found.share, found.met, found.gap_fen, found.reason) == (None, None, None, reason)


def test_without_registers_nothing_is_known(loaded: Loader, store_url: str) -> None:
    loaded(
        {kind: rows for kind, rows in builders.county().items() if kind not in ("county_finance", "department_funds")}
    )
    found = rules_of_money(reading_of(store_url), JUNE)
    assert [each.reason for each in found] == ["no_register"] * 3
    assert met_count(found) is None
    assert {each.gap_fen for each in found} == {None}


def test_the_day_of_receipt_is_the_last_delivery_of_the_year_used(loaded: Loader, store_url: str) -> None:
    loaded()
    later = {"county_finance": [{"年度": 2015, "地方财政收入": 120_000, "县级财政专项扶贫资金": 2700}]}
    loaded(later, on=date(2016, 7, 31))
    found = by_key(reading_of(store_url, 2))
    assert found["target.special_fund_share"].received_on == date(2016, 7, 31)
    assert found["target.department_share"].received_on == JUNE
    assert by_key(reading_of(store_url, 1))["target.special_fund_share"].received_on == JUNE


@pytest.mark.parametrize(("rate", "base", "expected"), [(0.02, 100, 2), (0.02, 101, 3), (1.2, 10, 12), (0.6, 0, 0)])
def test_needed_rounds_up_to_the_fen(rate: float, base: int, expected: int) -> None:
    assert needed(rate, base) == expected
