"""Categories against the schedule line, and the funding rules by year and department."""

from datetime import date

import pytest

from dashboard.queries.category_progress import CategoryProgress, category_progress, county_progress, pace, schedule
from dashboard.queries.rules_by_year import department_shares, rules_by_year
from dashboard.queries.rules_of_money import needed
from tests import builders
from tests.conftest import Loader, reading_of

DAY = date(2016, 6, 30)


def progress(share: float | None, expected: float | None) -> CategoryProgress:
    disbursed = None if share is None else 100 * share
    return CategoryProgress("a", 1, 100, 100, disbursed, expected)


def test_money_of_earlier_years_should_all_be_paid_that_of_this_year_by_the_month(
    loaded: Loader, store_url: str
) -> None:
    given = [
        builders.allocation("W1", "X1", 下达日期="2015-12-31", **{"下达金额(万元)": 30}),
        builders.allocation("W2", "X1", 下达日期="2016-06-30", **{"下达金额(万元)": 10}),
    ]
    loaded({**builders.county(), "allocations": given})
    share = schedule(DAY).numbers[5]
    for found in (county_progress(reading_of(store_url), DAY), category_progress(reading_of(store_url), DAY)[0]):
        assert found.expected_share == pytest.approx((30 + 10 * share) / 40)
        assert found.allocated == 400_000


def test_categories_stand_by_allocated_money_and_sum_to_the_county(loaded: Loader, store_url: str) -> None:
    loaded()
    found = category_progress(reading_of(store_url), DAY)
    assert [each.category for each in found] == ["基础设施", "产业"]
    county = county_progress(reading_of(store_url), DAY)
    for stage in ("planned", "allocated", "disbursed", "projects"):
        assert sum(getattr(each, stage) for each in found) == pytest.approx(getattr(county, stage))


@pytest.mark.parametrize(
    ("share", "expected", "word"),
    [
        (0.5, 0.4, "ahead"),
        (0.42, 0.4, "on"),
        (0.38, 0.4, "on"),
        (0.3, 0.4, "behind"),
        (None, 0.4, None),
        (0.4, None, None),
    ],
)
def test_the_pace_of_a_category(share: float | None, expected: float | None, word: str | None) -> None:
    assert pace(progress(share, expected), DAY) == word


def test_the_rules_year_by_year(loaded: Loader, store_url: str) -> None:
    loaded()
    latest, before = rules_by_year(reading_of(store_url), DAY)
    assert (latest.year, before.year) == (2015, 2014)
    assert [each is None for each in before.rules] == [False, False, True]
    assert before.rules[0] is not None
    assert before.rules[0].share == pytest.approx(0.02)
    assert before.rules[1] is not None
    assert before.rules[1].reason == "no_year_before"
    assert latest.rules[1] is not None
    assert latest.rules[1].share == pytest.approx(0.3)
    assert rules_by_year(reading_of(store_url), date(2014, 6, 30)) == (before,)


def test_the_third_rule_department_by_department(loaded: Loader, store_url: str) -> None:
    loaded()
    water, forest = department_shares(reading_of(store_url), DAY)
    assert (water.department, water.share, water.met, water.gap_fen) == ("县水务局", 0.7, True, 0)
    assert (forest.share, forest.met) == (0.4, False)
    assert forest.gap_fen == needed(0.6, forest.total_fen) - forest.to_poor_fen
