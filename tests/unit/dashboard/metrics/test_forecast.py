"""The forecast: small cases by hand, the same numbers the same result, bounds, and never narrower than it may be."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.metrics.forecast import (
    LEAST_MONTHS,
    Forecast,
    conformal,
    factor,
    forecast,
    history,
    monthly,
    months_of,
)

SPEEDING = (18900, 18523, 17721, 16437, 15162, 13655, 11724)
MONTHLY = st.lists(st.integers(min_value=-40, max_value=120), min_size=4, max_size=11)


def left_after(moves: list[int], start: int) -> list[int]:
    """What is left at each month-end; never below nobody."""
    found = [start]
    for move in moves:
        found.append(max(0, found[-1] - move))
    return found


def certain(left: tuple[int, ...], *, steps: int, most: int = 10_000) -> Forecast:
    found = forecast(left, steps=steps, most=most)
    assert found is not None
    return found


def test_a_steady_pace_goes_on_between_its_number_and_its_share() -> None:
    # 100 a month of 1000: as numbers 600 - 100, as shares of what was left (0.1 … 1/7) at least 600 x 6/7.
    found = certain((1000, 900, 800, 700, 600), steps=1)
    assert 500 <= found.point[0] <= math.ceil(600 * 6 / 7)
    assert found.low[0] <= 500
    assert (found.months, found.tested, found.held) == (4, 0, 0)
    # Two forecasts two and one months ahead from the second month-end, one from the third.
    assert found.errors == 3


def test_a_month_ahead_by_hand() -> None:
    # The same share each month: numbers and shares differ only by what is left, and every forecast was close.
    found = certain((16_000, 8_000, 4_000, 2_000, 1_000), steps=1, most=16_000)
    assert found.point[0] <= 500
    assert found.low[0] == 0
    assert found.high[0] >= 500


def test_the_same_numbers_give_the_same_forecast() -> None:
    assert forecast(SPEEDING, steps=6, most=18_900) == forecast(list(SPEEDING), steps=6, most=18_900)


def test_the_first_months_do_not_depend_on_how_many_follow() -> None:
    near, far = certain(SPEEDING, steps=2, most=18_900), certain(SPEEDING, steps=6, most=18_900)
    assert (near.point, near.low, near.high) == (far.point[:2], far.low[:2], far.high[:2])


@pytest.mark.parametrize(
    ("left", "steps"),
    [((), 3), ((10,), 3), ((10, 9, 8, 7), 3), ((10, 9, 8, 7, 0), 3), ((10, 9, 8, 7, 6), 0), ((72,) * 8, 3)],
)
def test_too_little_to_go_by_gives_none(left: tuple[int, ...], steps: int) -> None:
    assert forecast(left, steps=steps, most=100) is None


def test_months_in_which_nothing_had_moved_yet_are_no_history() -> None:
    assert history((72, 72, 72, 70, 68)) == (72, 70, 68)
    assert (months_of((72, 72, 72, 70, 68)), months_of((72, 72)), months_of(())) == (2, 0, 0)
    assert forecast((72, 72, 72, 70, 68), steps=6, most=72) is None
    assert months_of((72, 72, 70, 68, 65, 57)) == LEAST_MONTHS
    assert forecast((72, 72, 70, 68, 65, 57), steps=6, most=72) == forecast((72, 70, 68, 65, 57), steps=6, most=72)


def test_a_month_that_stands_still_later_on_is_history() -> None:
    assert months_of((10, 9, 9, 9, 8)) == 4


def test_later_months_count_more() -> None:
    # Weights halve every two months: 1, 2 ** -0.5, 1/2 from the last back.
    weights = [0.5, 0.5**0.5, 1.0]
    assert monthly((100, 90, 90, 60)) == pytest.approx((10 * weights[0] + 30 * weights[2]) / sum(weights))


@pytest.mark.parametrize(
    ("moved", "expected", "times"), [(10, 10, 1), (20, 10, 2), (5, 10, 2), (-3, 10, 10), (0.5, 0.2, 1)]
)
def test_the_factor_counts_more_and_less_alike(moved: float, expected: float, times: float) -> None:
    assert factor(moved, expected, least=1.0) == pytest.approx(times)


@pytest.mark.parametrize(
    ("errors", "expected"),
    [([3.0], 3.0), ([1.0, 2.0, 3.0], 3.0), ([1.0, 2.0, 3.0, 4.0], 4.0), ([float(n) for n in range(1, 10)], 8.0)],
)
def test_the_conformal_quantile(errors: list[float], expected: float) -> None:
    # Of nine errors the eighth: ceil(10 x 0.8); of fewer than four, which cannot tell, the largest.
    assert conformal(errors) == expected


@settings(max_examples=60, deadline=None)
@given(MONTHLY, st.integers(min_value=1, max_value=900), st.integers(min_value=1, max_value=8))
def test_the_range_holds_the_point_and_stays_within_bounds(moves: list[int], start: int, steps: int) -> None:
    left = left_after(moves, start)
    found = forecast(left, steps=steps, most=start)
    if found is None:
        assert months_of(left) < LEAST_MONTHS or not left[-1]
        return
    assert len(found.point) == len(found.low) == len(found.high) == steps
    for low, point, high in zip(found.low, found.point, found.high, strict=True):
        assert 0 <= low <= point <= high <= max(start, *left)
    assert 0 <= found.held <= found.tested


@settings(max_examples=60, deadline=None)
@given(MONTHLY, st.integers(min_value=200, max_value=900), st.integers(min_value=1, max_value=8))
def test_the_range_is_as_wide_as_the_errors_demand(moves: list[int], start: int, steps: int) -> None:
    left = left_after(moves, start)
    found = forecast(left, steps=steps, most=start)
    if found is None:
        assert months_of(left) < LEAST_MONTHS or not left[-1]
        return
    assert found.demand >= 1
    now, most = left[-1], max(start, *left)
    for low, point, high in zip(found.low, found.point, found.high, strict=True):
        # The point is rounded, so it may miss the median by a half.
        ends = [now - (now - each) * times for each in (point - 0.5, point + 0.5) for times in (found.demand, 1)]
        ends += [now - (now - each) / found.demand for each in (point - 0.5, point + 0.5)]
        assert low <= max(0, sorted(ends)[1] + found.demand)
        assert high >= min(most, sorted(ends)[-2] - found.demand)


def test_worse_forecasts_earlier_widen_the_range() -> None:
    steady = certain((2000, 1900, 1800, 1700, 1600, 1500, 1400), steps=3)
    lumpy = certain((2000, 1990, 1800, 1790, 1500, 1490, 1400), steps=3)
    assert lumpy.demand > steady.demand
    assert lumpy.high[-1] - lumpy.low[-1] > steady.high[-1] - steady.low[-1]


def test_few_moves_leave_room_for_luck() -> None:
    # One exit of nine villages in four months: at a steady rate another in four, yet five in six months would be no
    # surprise, nor none at all.
    rare = certain((9, 8, 8, 8, 8), steps=6, most=9)
    assert rare.low[-1] <= 4
    assert rare.high[-1] == 8


def test_earlier_ranges_are_compared_with_what_came() -> None:
    # Of six months three comparisons: from the fourth one and two ahead, from the fifth one.
    found = certain(SPEEDING, steps=6, most=18_900)
    assert (found.months, found.tested, found.errors) == (6, 3, 10)
    assert found.held == 3
    # After four months of a steady pace it stops: no range of then holds that.
    stopped = certain((1000, 900, 800, 700, 600, 600, 600, 600), steps=2)
    assert stopped.tested == 6
    assert stopped.held < stopped.tested
