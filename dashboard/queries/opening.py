"""Which figure a number on a screen is (打开的数字): under the screen's filter unless its own place is named."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from dashboard.metrics import (
    cases,
    criteria,
    exclusions,
    flow,
    line,
    logic,
    moves,
    paces_tried,
    plan,
    projected,
    proposals,
    returns,
    safety_net,
    statuses,
    systems,
    works,
)  # fmt: skip
from dashboard.metrics.registry import metric
from dashboard.opened import Opened
from dashboard.queries.screen import Screen

Place: TypeAlias = Mapping[str, str | None]
"""Conditions on the place (zone, town, village) of a figure."""
HERE: Place = MappingProxyType({})
"""No place of its own: the screen's filter."""
PLACES = frozenset({"zone", "town", "village"})
_SCOPED = (
    cases, criteria, exclusions, flow, line, logic, moves, paces_tried, plan, projected, returns, safety_net, statuses,
    works,
)  # fmt: skip
SCOPED = frozenset(
    each.id for group in (*(each.METRICS for each in _SCOPED), proposals.BY_PLACE, systems.SHARES) for each in group
)
"""Figures without breakdowns of their own that follow the screen's filter all the same."""


def opened_by(
    screen: Screen, metric_id: str, *, as_of: date | None = None, place: Place | None = None, **where: str | None
) -> Opened:
    """Return the figure as the screen shows it: under its filter unless a place is named or it has no such parts.

    ``place`` are conditions on the place put together before, beside those of ``where``.
    """
    where |= place or {}
    if not PLACES & set(where) and follows(metric_id):
        where |= {"zone": screen.view.zone, "town": screen.view.town}
    return Opened.of(metric_id, as_of=as_of if as_of != screen.as_of else None, **where)


def follows(metric_id: str) -> bool:
    """Return whether a figure follows the screen's filter of places; one of the whole county does not."""
    return metric_id in SCOPED or "village" in metric(metric_id).dimensions


def point(
    screen: Screen, metric_id: str, *, as_of: date | None = None, place: Place | None = None, **where: str | None
) -> str:
    """Return what a point of a chart carries (``customdata``) to open the figure it stands for."""
    return opened_by(screen, metric_id, as_of=as_of, place=place, **where).point
