"""Dates and edges of the arithmetic; its numbers are worked examples in tests/cases."""

from datetime import date

import pytest

from dashboard.metrics import arithmetic


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2016, 6, 30), date(2016, 6, 30)),
        (date(2016, 6, 29), date(2016, 5, 31)),
        (date(2016, 3, 1), date(2016, 2, 29)),
        (date(2016, 1, 15), date(2015, 12, 31)),
    ],
)
def test_last_month_end(on: date, expected: date) -> None:
    assert arithmetic.last_month_end(on) == expected


def test_month_ends() -> None:
    ends = arithmetic.month_ends(date(2015, 12, 31), date(2016, 12, 31))
    assert len(ends) == 13
    assert ends[:4] == (date(2015, 12, 31), date(2016, 1, 31), date(2016, 2, 29), date(2016, 3, 31))
    assert arithmetic.month_ends(date(2016, 1, 1), date(2016, 1, 30)) == ()
    assert arithmetic.month_ends(date(2016, 2, 1), date(2016, 1, 31)) == ()


def test_last_month_ends() -> None:
    assert arithmetic.last_month_ends(date(2016, 3, 15), 3) == (
        date(2015, 12, 31),
        date(2016, 1, 31),
        date(2016, 2, 29),
    )


def test_the_actual_pace_looks_back_ninety_one_days() -> None:
    assert arithmetic.pace_start(date(2016, 6, 30)) == date(2016, 3, 31)


def test_months_left() -> None:
    assert arithmetic.months_left(date(2015, 12, 31), date(2016, 12, 31)) == pytest.approx(366 / 30.4375)
    assert arithmetic.months_left(date(2017, 1, 1), date(2016, 12, 31)) < 0


def test_no_data_stays_no_data() -> None:
    on, deadline = date(2016, 6, 30), date(2016, 12, 31)
    assert arithmetic.ratio(None, 3) is None
    assert arithmetic.ratio(3, None) is None
    assert arithmetic.growth(None, 3) is None
    assert arithmetic.required_pace(None, on, deadline=deadline) is None
    assert arithmetic.pace_to_share(None, 900, allowed=0.03, as_of=on, deadline=deadline) is None
    assert arithmetic.pace_to_share(3, None, allowed=0.03, as_of=on, deadline=deadline) is None
    assert arithmetic.actual_pace(None, 3) is None
    assert arithmetic.actual_pace(3, None) is None
    assert arithmetic.projected_left(None, 3, as_of=on, deadline=deadline) is None
    assert arithmetic.projected_left(3, None, as_of=on, deadline=deadline) is None


def test_past_the_deadline_the_projection_is_what_is_left() -> None:
    assert arithmetic.projected_left(70, 900, as_of=date(2017, 2, 1), deadline=date(2016, 12, 31)) == 70


def test_a_plan_needs_time() -> None:
    with pytest.raises(ValueError, match="deadline"):
        arithmetic.plan_line(9, date(2016, 1, 1), start=date(2016, 12, 31), deadline=date(2016, 12, 31))


def test_whole_months_end_with_the_day_or_with_the_month() -> None:
    assert arithmetic.whole_months(date(2016, 1, 15), date(2016, 6, 14)) == 4
    assert arithmetic.whole_months(date(2016, 1, 15), date(2016, 6, 15)) == 5
    assert arithmetic.whole_months(date(2015, 8, 31), date(2016, 6, 30)) == 10
    assert arithmetic.whole_months(date(2016, 6, 30), date(2016, 6, 30)) == 0
    assert arithmetic.whole_months(date(2016, 7, 1), date(2016, 6, 30)) < 0
