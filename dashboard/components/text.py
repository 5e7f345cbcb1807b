"""Words and numbers as they stand on a page: accents, figures with their unit, names of places."""

from collections.abc import Sequence
from typing import Any

from dash.development.base_component import Component

from dashboard import names
from dashboard.components import plain_html as html
from dashboard.metrics.formats import NO_DATA, Shown, display_unit, format_value
from dashboard.metrics.registry import metric
from dashboard.queries.screen import Screen
from dashboard.queries.villages import Village

Child = str | Component
Children = Child | Sequence[Child]


def as_list(children: Children | None) -> list[Child]:
    """Return children as a new list; empty for None."""
    if children is None:
        return []
    return [children] if isinstance(children, str | Component) else list(children)


def plain_words(children: Children | None) -> str:
    """Return children as text without their elements, for labels and titles."""
    found = (
        child if isinstance(child, str) else plain_words(getattr(child, "children", None))
        for child in as_list(children)
    )
    return "".join(found)


def aria(label: str) -> dict[str, Any]:
    """Return the attribute that names an element for those who hear the page: ``html.Div(…, **aria("…"))``."""
    return {"aria-label": label}


def hidden(text: str = "", class_name: str = "") -> Component:
    """Return a sign that is seen but not read aloud, for words beside it say the same."""
    silent: dict[str, Any] = {"aria-hidden": "true"}
    return html.Span(text, className=class_name, **silent)


def accent(text: Child) -> Component:
    """Return a part of a finding in the accent: behind target, selected, or now."""
    return html.Span(text, className="accent")


def number(metric_id: str, value: Shown, screen: Screen) -> Component:
    """Return a figure in tabular digits with its unit, e.g. ``12,474 人``; — alone for no data."""
    figure, language = metric(metric_id), screen.language
    text = format_value(figure, value, language)
    if text == NO_DATA:
        return html.Span(text, className="number no-data")
    unit = display_unit(figure, language, single=text == "1")
    space = "" if unit == "%" else "\u00a0"
    return html.Span([text, html.Span(space + unit, className="unit")], className="number")


def village_name(screen: Screen, village: Village) -> str:
    """Return a village's name in the screen's language (``齐河湾村``, ``Qihewan Village``)."""
    return names.village_label(screen.language, village.name)


def town_name(screen: Screen, village: Village) -> str:
    """Return the name of a village's town in the screen's language."""
    return names.town_label(screen.language, village.town_code, name=village.town_name)


def zone_name(screen: Screen, zone: str | None, *, short: bool = False) -> str:
    """Return a zone's name in the screen's language."""
    return names.zone_short(screen.language, zone) if short else names.zone_label(screen.language, zone)
