"""Below and above the map: the month-ends as a slider of links with its play button, and the search for a village."""

from datetime import date, timedelta
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc
from dash.development.base_component import Component

from dashboard import ids
from dashboard.components import plain_html as html
from dashboard.components.text import Child, aria, hidden, town_name, village_name
from dashboard.i18n import t
from dashboard.metrics.formats import iso_date, month_label
from dashboard.names import romanised
from dashboard.queries.map_villages import MapVillages
from dashboard.queries.screen import Screen
from dashboard.view import View

PLAYING = "play"
STEP_MS = 1000


def timeline(screen: Screen, path: str) -> Component:
    """Return the month-ends from the baseline to the deadline as links on a track; those not reported say so."""
    days = screen.month_ends
    stops = []
    for day in days:
        current: dict[str, Any] = {"aria-current": "date"} if day == screen.as_of else {}
        stops.append(
            html.Li(_stop(screen, day, path, is_first=day == days[0]), className=_kind(screen, day), **current)
        )
    children: list[Component] = [_play(screen, path), html.Ol(stops, className="months")]
    if screen.last_day < days[-1]:
        children.append(html.P(t(screen.language, "map.not_yet_span"), className="months-note note"))
    if is_playing(screen.view):
        children.append(dcc.Interval(id=ids.PLAY_TIMER, interval=STEP_MS, n_intervals=0))
    return html.Nav(children, className="timeline", **aria(t(screen.language, "map.months")))


def is_playing(view: View) -> bool:
    """Return whether the months play by themselves."""
    return view.show == PLAYING


def next_step(screen: Screen) -> View:
    """Return the view one second later: the next month reported, playing until the last of them is reached."""
    later = [day for day in screen.month_ends if screen.as_of < day <= screen.last_day]
    if not later:
        return screen.view.change(show=None)
    return screen.view.change(as_of=later[0], show=PLAYING if len(later) > 1 else None)


def first_step(screen: Screen) -> View:
    """Return the view in which playing begins: at the month shown, from the baseline once the last one is reached."""
    start = screen.as_of if screen.as_of < screen.last_day else screen.month_ends[0]
    return screen.view.change(as_of=start, show=PLAYING)


def search_box(screen: Screen, shown: MapVillages) -> Component:
    """Return the field that opens a village by name or pinyin on Enter, with all names to choose from."""
    language = screen.language
    options = [
        html.Option(
            value=village_name(screen, each.village),
            label=f"{town_name(screen, each.village)} {romanised(each.village.name.removesuffix('村')).lower()}",
        )
        for each in shown.shown
    ]
    field = dbc.Input(
        id=ids.VILLAGE_SEARCH,
        type="search",
        list=ids.VILLAGE_SEARCH_OPTIONS,
        debounce=True,
        value="",
        autocomplete="off",
        placeholder=t(language, "map.search_hint"),
        class_name="map-search",
    )
    said = html.Span(id=ids.VILLAGE_SEARCH_NOTE, role="status", className="note")
    words = html.Span(t(language, "map.search"), className="control-label")
    names = html.Datalist(options, id=ids.VILLAGE_SEARCH_OPTIONS)
    return html.Div([html.Label([words, field], className="map-search-box"), names, said], className="map-find")


def _stop(screen: Screen, day: date, path: str, *, is_first: bool) -> Component:
    language, text = screen.language, iso_date(day)
    words = t(language, "map.month_known" if day <= screen.last_day else "map.month_not_yet", day=text)
    is_year_end = is_first or (day + timedelta(days=1)).year > day.year
    # The year of the two year-ends gives way on a phone.
    year = html.Span(text[:5], className="month-year")
    label: list[Child] = [year, text[5:7]] if is_year_end else [month_label(day, language)]
    silent: dict[str, Any] = {"aria-hidden": "true"}
    inside = [
        html.Span(className="month-dot"),
        html.Span(label, className="month-label", **silent),
        html.Span(words, className="visually-hidden"),
    ]
    return dcc.Link(inside, href=screen.view.change(as_of=day, show=None).href(path), title=words)


def _kind(screen: Screen, day: date) -> str:
    kinds = ["is-now"] if day == screen.as_of else ["is-past"] if day < screen.as_of else []
    return " ".join([*kinds, *(["is-future"] if day > screen.last_day else [])])


def _play(screen: Screen, path: str) -> Component:
    language, playing = screen.language, is_playing(screen.view)
    words = t(language, "map.pause" if playing else "map.play")
    view = screen.view.change(show=None) if playing else first_step(screen)
    sign = hidden("❚❚" if playing else "▶")
    title = words if playing else t(language, "map.play_title")
    return dcc.Link(
        [sign, html.Span(words, className="visually-hidden")], href=view.href(path), id=ids.PLAY_BUTTON, title=title,
        className="play",
    )  # fmt: skip
