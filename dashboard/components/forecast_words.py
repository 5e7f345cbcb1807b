"""What is expected at the deadline (目标能否实现) in words: findings, ranges, what became of earlier forecasts."""

from datetime import date

from dashboard.components.opening import linked, struck
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, prose_date, with_unit
from dashboard.metrics.model import Metric
from dashboard.metrics.registry import metric
from dashboard.queries.opening import HERE, Place
from dashboard.queries.projections import Projection
from dashboard.queries.screen import Screen

COUNTED = {"people": "people.poor", "villages": "villages.remaining"}
SPEEDS = {"people": "exit.actual_pace", "villages": "villages.actual_pace"}
AT_BEST = {"people": "exit.best_zone_left", "villages": "villages.best_zone_left"}
LEFT = {"people": "exit.projected_left", "villages": "villages.projected_left"}


def counted(found: Projection) -> Metric:
    """Return the figure in which the projection counts: people still poor, or villages still to exit."""
    return metric(COUNTED[found.subject])


def _end(screen: Screen, found: Projection, name: str, words: str, place: Place = HERE) -> str:
    """Return what is left at the deadline (``left``, ``low``, ``high``) as a slot's text that opens."""
    return linked(screen, LEFT[found.subject].replace("_left", f"_{name}"), words, place=place)


def range_words(screen: Screen, found: Projection, place: Place = HERE) -> str:
    """Return the range at the deadline (``80% 区间 0–9,157``), its ends marked to open; empty where there is none."""
    if found.forecast is None:
        return ""
    low, high = found.forecast.range
    ends = {"low": format_number(low), "high": format_number(high)}
    slots = {name: _end(screen, found, name, words, place) for name, words in ends.items()}
    return t(screen.language, "forecast.range", **slots)


def span(screen: Screen, found: Projection) -> str:
    """Return the ends of the range with their unit (``0–9,157 人``), marked to open; empty where there is none."""
    if found.forecast is None:
        return ""
    low, high = found.forecast.range
    upper = with_unit(counted(found), high, screen.language)
    return f"{_end(screen, found, 'low', format_number(low))}–{_end(screen, found, 'high', upper)}"


def finding_words(screen: Screen, found: Projection, *, behind: bool = False) -> str:
    """Return whether the goal will be met, as a panel's title, its numbers marked to open.

    ``behind`` marks what is expected to be left to be in the accent.
    """
    unit, language = counted(found), screen.language
    low, high = found.forecast.range if found.forecast is not None else (None, None)
    left = with_unit(unit, found.forecast.left if found.forecast is not None else None, language)
    expected = _end(screen, found, "left", left)
    slots = {
        "now": linked(screen, unit.id, with_unit(unit, found.now, language)),
        "left": struck(expected) if behind else expected,
        "low": _end(screen, found, "low", with_unit(unit, low, language)),
        "high": _end(screen, found, "high", with_unit(unit, high, language)),
        "span": span(screen, found),
        "months": format_number(found.months),
    }
    return t(language, f"forecast.title_{found.subject}_{found.state}", **slots)


def back_test_words(screen: Screen, found: Projection) -> str:
    """Return what became of earlier forecasts; empty where nothing is forecast."""
    if found.forecast is None:
        return ""
    given = found.forecast
    if not given.tested:
        return t(screen.language, "forecast.tested_none", errors=format_number(given.errors))
    name = "tested_one" if given.tested == 1 else "tested"
    slots = {"tested": format_number(given.tested), "held": format_number(given.held)}
    return t(screen.language, f"forecast.{name}", **slots)


def method_words(screen: Screen, found: Projection) -> str:
    """Return how point and range are made, and by how much the range was widened."""
    language, given = screen.language, found.forecast
    if given is None:
        return t(language, "forecast.method_few")
    made = t(language, "forecast.method", months=format_number(given.months))
    slots = {"factor": format_number(given.demand, 1), "errors": format_number(given.errors)}
    space = " " if language == "en" else ""
    return made + space + t(language, "forecast.method_widened", **slots)


def outcome_words(
    screen: Screen, found: Projection, outcome: tuple[int, date | None], *, pace: int | None = None
) -> str:
    """Return what a pace comes to: the day of zero, or what is left at the deadline, marked to open.

    ``pace`` is the one tried, in people a month; None is the fastest zone's.
    """
    language = screen.language
    left, day = outcome
    words = with_unit(counted(found), left, language)
    if pace is None:
        people = linked(screen, AT_BEST[found.subject], words)
    else:
        people = linked(screen, "exit.pace_left", words, pace=str(pace))
    if day is None:
        return t(language, "forecast.outcome_never", left=people)
    on = prose_date(day, language, year=day.year != found.deadline.year)
    if day <= found.deadline:
        return t(language, "forecast.outcome_reached", day=on, days=format_number((found.deadline - day).days))
    return t(language, "forecast.outcome_late", left=people, day=on)
