"""Figures on a page that open: the 源 mark beside them, or the figure itself, as links to the drawer."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.components.text import Children, aria, as_list
from dashboard.i18n import t
from dashboard.metrics.registry import metric
from dashboard.opened import Opened
from dashboard.queries.screen import Screen

PLACES = frozenset({"zone", "town", "village"})


def opened_by(screen: Screen, metric_id: str, *, as_of: date | None = None, **where: str | None) -> Opened:
    """Return the figure as the screen shows it: under its filter unless a place is named or it has no such parts."""
    if not PLACES & set(where) and "village" in metric(metric_id).dimensions:
        where |= {"zone": screen.view.zone, "town": screen.view.town}
    return Opened.of(metric_id, as_of=as_of if as_of != screen.as_of else None, **where)


def opening_address(screen: Screen, opened: Opened) -> str:
    """Return the address, relative to the page, that shows the page with the figure opened."""
    return f"{screen.view.search}&{urlencode({'open': opened.written})}"


def chip(screen: Screen, metric_id: str, *, as_of: date | None = None, **where: str | None) -> Component:
    """Return the 源 mark that opens a figure; ``where`` narrows it, e.g. ``zone="南部"``."""
    opened = opened_by(screen, metric_id, as_of=as_of, **where)
    label = t(screen.language, "shell.source_of", figure=metric(metric_id).name[screen.language])
    told: dict[str, Any] = {"data-open": opened.written, "aria-haspopup": "dialog"}
    return html.A(
        t(screen.language, "shell.source_sign"),
        href=opening_address(screen, opened),
        className="source",
        title=label,
        **told,
        **aria(label),
    )


def opens(
    screen: Screen, metric_id: str, words: Children, *, as_of: date | None = None, **where: str | None
) -> Component:
    """Return a figure as printed, which opens when it is clicked or entered."""
    opened = opened_by(screen, metric_id, as_of=as_of, **where)
    told: dict[str, Any] = {"data-open": opened.written, "aria-haspopup": "dialog"}
    title = t(screen.language, "drawer.open", figure=metric(metric_id).name[screen.language])
    return html.A(as_list(words), href=opening_address(screen, opened), className="opens", title=title, **told)
