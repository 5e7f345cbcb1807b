"""A figure computed and printed in one step: its value from its rows, its words as a link that opens them."""

from dashboard.components.opening import figure_cell
from dashboard.components.text import Child
from dashboard.metrics.formats import format_value, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.evidence.placed import placed_value
from dashboard.queries.figures import Value
from dashboard.queries.opening import Place, opened_by
from dashboard.queries.screen import Screen


def valued(screen: Screen, metric_id: str, *, place: Place | None = None, **where: str | None) -> Value:
    """Return a figure on the day shown, under the screen's filter unless a place is named; None where not known."""
    opened = opened_by(screen, metric_id, as_of=screen.as_of, place=place, **where)
    return placed_value(screen.reading, type(opened)(opened.metric, opened.where, screen.as_of))


def valued_cell(
    screen: Screen, metric_id: str, *, unit: bool = False, place: Place | None = None, **where: str | None
) -> Child:
    """Return a figure as a link that opens it, with or without its unit; — where it is not known."""
    write = with_unit if unit else format_value
    text = write(metric(metric_id), valued(screen, metric_id, place=place, **where), screen.language)
    return figure_cell(screen, metric_id, text, place={**(place or {}), **where})
