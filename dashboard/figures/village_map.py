"""The map of the villages (村图): glyphs by status on the land, an indicator by size or colour, the selection."""

from dataclasses import replace
from html import escape
from math import sqrt

from dashboard import names
from dashboard.figures.base import Figure, figure, palette_of, sizes_of
from dashboard.figures.classes import Classes, share_classes, spread_classes, whole_classes
from dashboard.figures.glyphs import Mark, class_trace, glyph_traces, plate_trace, ring_trace
from dashboard.figures.map import (
    DECIMALS,
    Trace,
    Window,
    county_window,
    land_traces,
    neighbour_trace,
    north_arrow,
    scale_bar,
    view_layout,
    window_of,
)
from dashboard.figures.map_names import (
    Note,
    callout,
    callout_note,
    neighbour_notes,
    town_labels,
    town_notes,
    zone_notes,
)
from dashboard.i18n import t
from dashboard.metrics.formats import with_unit
from dashboard.metrics.registry import metric
from dashboard.opened import Opened
from dashboard.queries.areas import land
from dashboard.queries.map_villages import BY_SIZE, MapVillage, MapVillages
from dashboard.queries.screen import Screen
from dashboard.theme import RAMP
from data.rules import rule, rules_in_group
from geo.shapes import project

LARGEST, SMALLEST = 24.0, 8.0
CLASS_DISC, CLASS_GLYPH = 26.0, 10.5
SELECTED_EXTRA, SELECTED_WIDTH = 12.0, 3.5
PRESENT_FACTOR = 1.6
PART_MARGIN_SHARE = 0.08
SEAT_SIZE = 4


def classes_of(screen: Screen, shown: MapVillages) -> Classes:
    """Return the five classes of the indicator: the same in every month of the edition."""
    if shown.indicator == "people.out_share":
        return share_classes()
    if shown.indicator == "map.criteria_met":
        return whole_classes(len(rules_in_group("village_criterion", screen.last_day)))
    if shown.indicator == "people.incidence":
        line = rule("village_criterion.incidence_share", screen.last_day).number
        return spread_classes(shown.scale_values, first=line)
    return spread_classes(shown.scale_values, whole=shown.indicator in BY_SIZE)


def window_for(screen: Screen) -> Window:
    """Return what must be seen: the county, or the chosen zone's or town's land."""
    view = screen.view
    if not view.zone and not view.town:
        return county_window()
    towns = land(screen.reading).towns
    chosen = [each for each in towns if view.town in (None, each.area.code) and view.zone in (None, each.zone)]
    if not chosen:
        return county_window()
    return window_of([ring for each in chosen for ring in each.area.rings], margin_share=PART_MARGIN_SHARE)


def village_map(screen: Screen, shown: MapVillages, *, selected: str | None, height: int) -> Figure:
    """Return the map of a screen; ``selected`` is a village's code, ringed and named if it has a position."""
    window = window_for(screen)
    marks = {each.village.code: mark_of(screen, shown, each) for each in sorted(shown.placed, key=_largest_first)}
    chosen = marks.get(selected or "")
    if chosen is not None and _value_of(shown, chosen.key) is not None and screen.is_known:
        # The village is open already: another click on it opens the figure that the map shows.
        opened = Opened.of(shown.indicator, village=chosen.key)
        marks[chosen.key] = chosen = replace(chosen, opens=opened.point)
    traces, notes = _ground(screen, window)
    traces += _villages(screen, shown, tuple(marks.values()))
    disc = CLASS_DISC if _has_discs(screen, shown) else 0.0
    towns = town_labels(screen, window, tuple(marks.values()), disc=disc)
    if chosen is not None:
        traces.append(_selection(screen, shown, chosen))
        box = callout(screen, chosen, towns, window)
        towns = tuple(each for each in towns if each.label.key not in box.hidden)
        notes.append(callout_note(screen, box))
    layout = view_layout(window) | {
        "annotations": town_notes(screen, towns) + notes,
        "plot_bgcolor": palette_of(screen).land,
        "uirevision": f"{screen.view.zone}/{screen.view.town}/{screen.view.present}",
        "autosize": True,
    }
    drawn = figure(screen, traces, layout, height=height)
    # The style sheet gives the map its height, another one on a phone: a fixed one in the figure would win over it.
    del drawn["layout"]["height"]
    return drawn


def mark_of(screen: Screen, shown: MapVillages, each: MapVillage) -> Mark:
    """Return a placed village's glyph with what the pointer is told: name, town and status, indicator."""
    x, y = project(*(each.place or (0.0, 0.0)))
    size = CLASS_GLYPH
    if shown.indicator in BY_SIZE:
        top = max(shown.scale_values, default=0.0)
        size = max(SMALLEST, LARGEST * sqrt((each.value or 0.0) / top)) if top else SMALLEST
    size = round(size * (PRESENT_FACTOR if screen.view.present else 1.0), 1)
    return Mark(
        round(x, DECIMALS), round(y, DECIMALS), size, each.status, each.village.code, _hover(screen, shown, each)
    )


def _value_of(shown: MapVillages, code: str) -> float | None:
    return next((each.value for each in shown.shown if each.village.code == code), None)


def _hover(screen: Screen, shown: MapVillages, each: MapVillage) -> str:
    language, village = screen.language, each.village
    town = names.town_label(language, village.town_code, name=village.town_name)
    status = t(language, f"shell.status_{each.status}") if each.status else t(language, "map.plan_only")
    value = with_unit(metric(shown.indicator), each.value, language)
    # Plotly reads some HTML in texts; what comes from a register must stay text.
    lines = (
        names.village_label(language, village.name),
        town + t(language, "map.fact_gap") + status,
        f"{metric(shown.indicator).short[language]} {value}",
    )
    return "<br>".join(escape(line) for line in lines)


def _ground(screen: Screen, window: Window) -> tuple[list[Trace], list[Note]]:
    palette, language, view = palette_of(screen), screen.language, screen.view
    small = sizes_of(screen).note
    ground = land(screen.reading)
    bar, bar_text = scale_bar(window, palette, words=t(language, "map.km"), size=small)
    traces = [
        neighbour_trace(palette),
        *land_traces(ground, palette, zone=view.zone, town=view.town),
        bar,
    ]
    if not view.present:
        seats = [project(*each.seat) for each in ground.towns]
        marker = {"symbol": "square", "size": SEAT_SIZE, "color": palette.ink}
        points = {"x": [round(x, DECIMALS) for x, _ in seats], "y": [round(y, DECIMALS) for _, y in seats]}
        traces.append({"type": "scatter", "mode": "markers", "hoverinfo": "skip", "marker": marker, **points})
    arrow = north_arrow(palette, word=t(language, "map.north"), size=sizes_of(screen).text)
    return traces, [bar_text, arrow, *neighbour_notes(screen, window), *zone_notes(screen)]


def _villages(screen: Screen, shown: MapVillages, marks: tuple[Mark, ...]) -> list[Trace]:
    palette = palette_of(screen)
    traces = []
    if _has_discs(screen, shown):
        classes = classes_of(screen, shown)
        values = {each.village.code: each.value for each in shown.shown if each.value is not None}
        known = [mark for mark in marks if mark.key in values]
        colors = [RAMP[classes.of(values[mark.key])] for mark in known]
        traces.append(class_trace(known, colors, palette, size=CLASS_DISC))
    return [*traces, plate_trace(marks, palette), *glyph_traces(marks, palette)]


def _selection(screen: Screen, shown: MapVillages, mark: Mark) -> Trace:
    size = CLASS_DISC if _has_discs(screen, shown) else mark.size
    color = palette_of(screen).accent
    return ring_trace(mark.x, mark.y, size=size + SELECTED_EXTRA, color=color, width=SELECTED_WIDTH)


def _has_discs(screen: Screen, shown: MapVillages) -> bool:
    """Return whether glyphs stand on discs of their class: not on a slide, which shows one thing, the status."""
    return shown.indicator not in BY_SIZE and not screen.view.present


def _largest_first(each: MapVillage) -> tuple[float, str]:
    """Order of drawing: what is small must lie on top."""
    return -(each.value or 0.0), each.village.code
