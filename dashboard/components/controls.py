"""Controls of the filter bar: native selects whose value goes into the address."""

from collections.abc import Sequence
from dataclasses import dataclass

import dash_bootstrap_components as dbc
from dash import dcc
from dash.development.base_component import Component

from dashboard import ids, names
from dashboard.components import plain_html as html
from dashboard.components.text import aria, hidden
from dashboard.i18n import t
from dashboard.metrics.formats import iso_date
from dashboard.queries.screen import Screen
from data.text import Locale
from geo.towns import ZONES, load_towns

EVERY = "all"
"""The choice that filters nothing; a select cannot show an empty value."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: the value that goes into the address (EVERY or another unknown word = the default) and its words."""

    value: str
    label: str


def select(name: str, label: str, options: tuple[Option, ...], *, value: str) -> Component:
    """Return a labelled native select that changes the view's ``name`` (see ``ids.filter_id``)."""
    choices = [{"value": option.value, "label": option.label} for option in options]
    control = dbc.Select(
        id=ids.filter_id(name), options=choices, value=value, class_name=f"select select-{name.replace('_', '-')}"
    )
    words = html.Span(label, className="control-label")
    return html.Label([words, control], className=f"control control-{name.replace('_', '-')}")


def radios(name: str, label: str, options: tuple[Option, ...], *, value: str) -> Component:
    """Return a labelled group of radio buttons that changes the view's ``name``."""
    choices = [{"value": option.value, "label": option.label} for option in options]
    control = dcc.RadioItems(id=ids.filter_id(name), options=choices, value=value, className="radios")
    legend = html.Legend(label, className="control-label")
    return html.Fieldset([legend, control], className="control-group")


def month_options(screen: Screen) -> tuple[Option, ...]:
    """Return the month-ends to choose from; those after the last one known say so."""
    found = []
    for day in screen.month_ends:
        text = iso_date(day)
        label = text if day <= screen.last_day else t(screen.language, "shell.not_yet", day=text)
        found.append(Option(text, label))
    return tuple(found)


def zone_options(language: Locale) -> tuple[Option, ...]:
    """Return the whole county and its zones (片区)."""
    return Option(EVERY, t(language, "shell.whole_county")), *(
        Option(zone, names.zone_label(language, zone)) for zone in ZONES
    )


def town_options(language: Locale, zone: str | None) -> tuple[Option, ...]:
    """Return all towns (乡镇), or those of a zone."""
    towns = [town for town in load_towns() if zone in (None, town.zone)]
    every = Option(EVERY, t(language, "shell.all_towns"))
    return every, *(Option(town.code, names.town_label(language, town.code)) for town in towns)


def filter_bar(screen: Screen, path: str, *, more: Sequence[Component] = ()) -> Component:
    """Return the controls every page has: month, zone, town, the chip that clears a filter, and ``more``."""
    view, language = screen.view, screen.language
    parts: list[Component] = [
        select("as_of", t(language, "shell.filter_as_of"), month_options(screen), value=iso_date(screen.as_of)),
        select("zone", t(language, "shell.filter_zone"), zone_options(language), value=view.zone or EVERY),
        select("town", t(language, "shell.filter_town"), town_options(language, view.zone), value=view.town or EVERY),
    ]
    if view.zone or view.town:
        words = names.town_label(language, view.town) if view.town else names.zone_label(language, view.zone)
        chip = [html.Span(words, className="chip-words"), hidden(" ✕")]
        href = view.change(zone=None, town=None).href(path)
        parts.append(dcc.Link(chip, href=href, className="chip", title=t(language, "shell.clear_filter")))
    return html.Div([*parts, *more], className="filter-bar", role="group", **aria(t(language, "shell.filters")))
