"""The arithmetic of figures: pure functions of numbers and dates; no data is None, never 0."""

import calendar
import math
from collections.abc import Iterator
from datetime import date, timedelta

DAYS_A_MONTH = 30.4375
PACE_DAYS = 91
PACE_MONTHS = 3


def ratio(numerator: float | None, denominator: float | None) -> float | None:
    """Numerator ÷ denominator as a fraction; None where either is missing or the denominator is 0."""
    if numerator is None or not denominator:
        return None
    return numerator / denominator


def growth(now: float | None, before: float | None) -> float | None:
    """Growth (增幅) now ÷ before − 1 as a fraction; None where either is missing or `before` is 0."""
    times = ratio(now, before)
    return None if times is None else times - 1


def months_left(as_of: date, deadline: date) -> float:
    """Months from the day to the deadline (剩余月数), days ÷ 30.4375; negative past the deadline."""
    return (deadline - as_of).days / DAYS_A_MONTH


def required_pace(poor: float | None, as_of: date, *, deadline: date) -> float | None:
    """People a month needed to reach zero by the deadline.

    0.0 where nobody is left, on any day; None without data, and on or past the deadline with people left.
    """
    if poor is None:
        return None
    if poor == 0:
        return 0.0
    left = months_left(as_of, deadline)
    return poor / left if left > 0 else None


def pace_to_share(
    poor: float | None, population: float | None, *, allowed: float, as_of: date, deadline: date
) -> float | None:
    """People a month needed until no more than a share of the population is poor (贫困发生率达标所需), by the deadline.

    0.0 where that is so already, on any day; None without data or population, and past the deadline with more poor.
    """
    share = ratio(poor, population)
    if poor is None or population is None or share is None:
        return None
    over = poor - allowed * population if share > allowed else 0.0
    return required_pace(over, as_of, deadline=deadline)


def pace_start(as_of: date) -> date:
    """The day with which the actual pace compares: 91 days before, or the first day there is."""
    return max(as_of, date.min + timedelta(days=PACE_DAYS)) - timedelta(days=PACE_DAYS)


def actual_pace(out_now: float | None, out_then: float | None) -> float | None:
    """Net people a month moved out over the last 91 days: the difference ÷ 3; None without data."""
    if out_now is None or out_then is None:
        return None
    return (out_now - out_then) / PACE_MONTHS


def plan_line(baseline: float, as_of: date, *, start: date, deadline: date) -> float:
    """People who may still be poor on a day by the plan (计划线): straight by days from the baseline to 0.

    The baseline itself before the start, 0 after the deadline; raises ValueError unless start < deadline.
    """
    if start >= deadline:
        raise ValueError(f"the plan starts on {start}, not before its deadline {deadline}")
    left = (deadline - as_of).days / (deadline - start).days
    return baseline * min(1.0, max(0.0, left))


def projected_left(poor: float | None, pace: float | None, *, as_of: date, deadline: date) -> float | None:
    """People still poor at the deadline if the pace (people a month) goes on; never below 0.

    On or past the deadline simply the people still poor; None without data.
    """
    if poor is None or pace is None:
        return None
    return max(0.0, poor - pace * max(0.0, months_left(as_of, deadline)))


def reached_on(left: float | None, pace: float | None, *, as_of: date) -> date | None:
    """The day on which nobody is left at a pace of so many a month: the first whole day.

    The day itself where nobody is left; None without data, without a pace above 0, or beyond the calendar.
    """
    if left is None or pace is None or (left > 0 and pace <= 0):
        return None
    days = math.ceil(left / pace * DAYS_A_MONTH) if left > 0 else 0
    return as_of + timedelta(days=days) if days <= (date.max - as_of).days else None


def whole_months(start: date, end: date) -> int:
    """Whole months from a day to a later one (足月数); a month's last day completes a month begun on a later one.

    Negative where the end lies before the start.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if end.day < start.day and end != month_end(end) else months


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def last_month_end(on: date) -> date:
    """The last month-end that is not after the day (the day itself if it is one)."""
    return on if on == month_end(on) else on.replace(day=1) - timedelta(days=1)


def month_ends(start: date, end: date) -> tuple[date, ...]:
    """Every month-end from start to end, both included, in order; empty if there is none."""
    return tuple(_month_ends(start, end))


def last_month_ends(on: date, count: int) -> tuple[date, ...]:
    """The last `count` month-ends that are not after the day, in order."""
    found = [last_month_end(on)]
    while len(found) < count:
        found.append(found[-1].replace(day=1) - timedelta(days=1))
    return tuple(reversed(found))


def _month_ends(start: date, end: date) -> Iterator[date]:
    day = month_end(start)
    while day <= end:
        yield day
        day = month_end(day + timedelta(days=1))
