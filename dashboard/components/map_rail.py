"""The rail beside the map (图例): the indicators, classes as a histogram, statuses, zones; and what is not drawn."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc
from dash.development.base_component import Component

from dashboard import ids
from dashboard.components import plain_html as html
from dashboard.components.marks import status_legend, zone_swatch
from dashboard.components.opening import linked, opens, told
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.text import Child, hidden, village_name
from dashboard.figures.classes import CLASSES, Classes
from dashboard.figures.village_map import classes_of
from dashboard.i18n import t
from dashboard.metrics.formats import display_unit, format_number, format_value, with_unit
from dashboard.metrics.registry import metric
from dashboard.names import zone_short
from dashboard.queries.figures import figures_by
from dashboard.queries.map_villages import BY_SIZE, INDICATORS, PLANNED, MapVillages
from dashboard.queries.screen import Screen
from dashboard.queries.status import STATUSES
from dashboard.queries.villages import villages
from data.rules import rule
from geo.towns import ZONES

LINE_RULE = "village_criterion.incidence_share"
TALLEST_PX = 52


def rail(screen: Screen, shown: MapVillages, path: str) -> Component:
    """Return the rail: indicator, classes, status, zones."""
    parts = [_indicators(screen, shown), _classes(screen, shown), _statuses(screen, shown), _zones(screen, path)]
    return html.Div(parts, className="stack map-rail")


def _indicators(screen: Screen, shown: MapVillages) -> Component:
    language = screen.language
    options = []
    for each in INDICATORS:
        way = t(language, "map.by_size" if each in BY_SIZE else "map.by_color")
        unit = html.Span(f"{display_unit(metric(each), language)} · {way}", className="note")
        label = html.Span([metric(each).name[language], unit], className="map-indicator")
        options.append({"value": each, "label": label})
    legend = html.Legend(t(language, "map.indicator_title"), className="visually-hidden")
    control = dbc.RadioItems(
        id=ids.filter_id("metric"), options=options, value=shown.indicator, class_name="map-indicators"
    )
    return panel(t(language, "map.indicator_title"), html.Fieldset([legend, control]))


def _classes(screen: Screen, shown: MapVillages) -> Component:
    language, figure = screen.language, metric(shown.indicator)
    title: list[Child] = [figure.name[language], " ", chip(screen, shown.indicator)]
    sub = t(language, "map.classes_sub", formula=figure.formula[language], unit=display_unit(figure, language))
    if not screen.is_known and shown.indicator not in PLANNED:
        return panel(title, html.P(t(language, "map.class_not_yet"), className="note"), sub=sub)
    notes = [] if screen.is_known else [t(language, "map.class_planned")]
    missing = len(shown.shown) - len(shown.values)
    if missing:
        notes.append(t(language, "map.class_missing", count=format_number(missing)))
    notes.append(t(language, "map.scale_note"))
    return panel(title, histogram(screen, shown), sub=sub, source=" ".join(notes), class_name="map-classes")


def histogram(screen: Screen, shown: MapVillages) -> Component:
    """Return the five classes as columns with their number of villages; below each its colour or size and limit."""
    classes = classes_of(screen, shown)
    counts = classes.counts(shown.values)
    tallest = max(*counts, 1)
    columns = []
    for at, count in enumerate(counts):
        words = t(screen.language, "map.class_villages", range=class_words(screen, shown, classes, at), count=count)
        bar = html.Span(className=f"hist-bar hist-{at + 1}", style={"height": f"{TALLEST_PX * count / tallest:.0f}px"})
        key = html.Span(className=f"hist-{'size' if shown.indicator in BY_SIZE else 'key'} hist-{at + 1}")
        seen = [
            html.Span(_count(screen, shown, classes, at, count), className="hist-count"),
            bar,
            key,
            _limit(screen, shown, classes, at),
        ]
        columns.append(html.Li([*seen, html.Span(words, className="visually-hidden")], title=words))
    return html.Ul(columns, className="hist")


def _count(screen: Screen, shown: MapVillages, classes: Classes, at: int, count: int) -> Child:
    """Return how many villages a class holds, which opens them; what the plan foretells does not open."""
    text = format_number(count)
    if not screen.is_known:
        return text
    low = "" if at == 0 else repr(classes.limits[at])
    high = "" if at == CLASSES - 1 else repr(classes.limits[at + 1])
    return opens(screen, "villages.in_class", text, figure=shown.indicator, between=f"{low},{high}")


def class_words(screen: Screen, shown: MapVillages, classes: Classes, at: int) -> str:
    """Return what a class holds, in words: 3.0–10.0%, 300 and above; a count of few by its single number."""
    figure, language = metric(shown.indicator), screen.language
    low, high = classes.limits[at], classes.limits[at + 1]
    whole = figure.kind == "count" and shown.indicator != "map.disbursed_per_head"
    if at == CLASSES - 1 and not (whole and high - low == 1):
        return t(language, "map.class_top", low=with_unit(figure, low, language))
    if whole:
        high -= 1
    if high == low:
        return with_unit(figure, low, language)
    return t(
        language, "map.class_range", low=format_value(figure, low, language), high=with_unit(figure, high, language)
    )


def _limit(screen: Screen, shown: MapVillages, classes: Classes, at: int) -> Component:
    """Return the lower limit of a class below its column; the exit line says what it is."""
    figure = metric(shown.indicator)
    value = classes.limits[at]
    text = format_value(figure, value, screen.language).removesuffix(".0")
    line = rule(LINE_RULE, screen.last_day)
    if figure.rule == LINE_RULE and value == line.number:
        words = t(screen.language, "map.class_line", value=f"{text}%")
        return html.Span([hidden(text), hidden(words, "hist-line")], className="hist-limit is-line")
    return hidden(text, "hist-limit")


def _statuses(screen: Screen, shown: MapVillages) -> Component:
    language, counts = screen.language, shown.status_counts
    if not counts:
        return panel(t(language, "map.status_title_not_yet"), html.P(t(language, "map.plan_only"), className="note"))
    exited = linked(screen, "villages.exited", format_number(counts["exited"]))
    left = linked(screen, "villages.remaining", format_number(len(shown.shown) - counts["exited"]))
    title = told(screen, t(language, "map.status_title_counts", exited=exited, left=left))
    notes = {status: t(language, f"map.status_note_{status}") for status in STATUSES}
    return panel(title, status_legend(language, counts, notes=notes, screen=screen))


def _zones(screen: Screen, path: str) -> Component:
    language = screen.language
    counts = figures_by(screen.reading, screen.as_of, "zone").get("villages.registered", {})
    rows = []
    for zone in ZONES:
        words = linked(screen, "villages.registered", format_number(counts.get(zone) or 0), zone=zone)
        count = html.Span(told(screen, t(language, "map.zone_villages", count=words)), className="note")
        mark = zone_swatch(language, zone, with_name=True)
        link = dcc.Link(mark, href=screen.view.change(zone=zone).href(path), className="map-zone")
        current: dict[str, Any] = {"aria-current": "true"} if screen.view.zone == zone else {}
        rows.append(html.Li([link, count], **current))
    most = max(ZONES, key=lambda zone: counts.get(zone) or 0)
    title = (
        t(language, "map.zones_title", zone=zone_short(language, most)) if counts else t(language, "map.zones_plain")
    )
    others = sum(not village.is_poor for village in villages(screen.reading))
    said = linked(screen, "villages.others", format_number(others), zone=None)
    note = told(screen, t(language, "map.others_note", count=said)) if others else None
    return panel(title, html.Ul(rows, className="map-zones"), source=note)


def not_drawn(screen: Screen, shown: MapVillages, path: str) -> list[Component]:
    """Return the line below the map with the villages without a position; nothing where every village has one."""
    if not shown.unplaced:
        return []
    count = len(shown.unplaced)
    name = "map.unplaced_title_one" if count == 1 else "map.unplaced_title"
    said = linked(screen, "villages.unplaced", format_number(count))
    words = t(screen.language, name, count=said) + t(screen.language, "shell.colon")
    links = [
        html.Li(
            dcc.Link(village_name(screen, each.village), href=screen.view.change(village=each.village.code).href(path))
        )
        for each in shown.unplaced
    ]
    return [html.Div([html.Span(told(screen, words)), html.Ul(links)], className="map-unplaced")]
