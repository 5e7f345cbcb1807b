"""What is expected from now to the deadline, drawn: the 80% band, the line of points, and the words beside them."""

from typing import Any

from dashboard.figures.base import palette_of, sizes_of
from dashboard.figures.timeline import Words
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, prose_date
from dashboard.queries.opening import HERE, Place, point
from dashboard.queries.projections import Projection
from dashboard.queries.screen import Screen


def band_traces(screen: Screen, ahead: Projection | None, place: Place = HERE) -> list[dict[str, Any]]:
    """Return band and line from today to the deadline, month by month; none without a range.

    The point at the deadline opens what is expected there, of ``place`` where that is not the screen's filter.
    """
    if ahead is None or ahead.forecast is None:
        return []
    given, palette, language = ahead.forecast, palette_of(screen), screen.language
    days = [ahead.as_of.isoformat(), *(day.isoformat() for day in ahead.days)]
    edge: dict[str, Any] = {
        "type": "scatter", "mode": "lines", "x": days, "hoverinfo": "skip",
        "line": {"width": 0, "color": palette.base3},
    }  # fmt: skip
    texts = [
        t(
            language, "forecast.hover", day=prose_date(day, language),
            left=format_number(point), low=format_number(low), high=format_number(high),
        )
        for day, point, low, high in zip(ahead.days, given.point, given.low, given.high, strict=True)
    ]  # fmt: skip
    figure = "exit.projected_left" if ahead.subject == "people" else "villages.projected_left"
    opening: list[str | None] = [None] * len(ahead.days) + [point(screen, figure, place=place)]
    return [
        {**edge, "name": "low", "y": [ahead.now, *given.low]},
        {**edge, "name": "high", "y": [ahead.now, *given.high], "fill": "tonexty", "fillcolor": palette.base3},
        {
            **edge, "name": "projected", "y": [ahead.now, *given.point], "hoverinfo": "text", "text": ["", *texts],
            "customdata": opening,
            "line": {"color": palette.base, "width": sizes_of(screen).line * 0.8, "dash": "dot"},
        },
    ]  # fmt: skip


def ahead_words(screen: Screen, ahead: Projection) -> list[Words]:
    """Return point and range at the deadline as two lines; the point's word names its subject."""
    if ahead.forecast is None:
        return []
    palette, language = palette_of(screen), screen.language
    low, high = ahead.forecast.range
    name = "forecast.left_people" if ahead.subject == "people" else "forecast.left_villages"
    return [
        Words(t(language, name, left=format_number(ahead.forecast.left)), palette.base, strong=True),
        Words(t(language, "forecast.range", low=format_number(low), high=format_number(high)), palette.base),
    ]


def highest(ahead: Projection | None) -> float:
    """Return the highest value the band reaches; 0 without one."""
    return float(max(ahead.forecast.high)) if ahead is not None and ahead.forecast is not None else 0.0
