"""Needed against made pace (脱贫速度) of the county, its zones and its towns, as a table with inline bars."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard.components.bars import Progress, bar
from dashboard.components.exit_parts import selection_name
from dashboard.components.marks import zone_swatch
from dashboard.components.opening import figure_cell, linked, struck, told
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, accent, zone_name
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_value, signed
from dashboard.metrics.registry import metric
from dashboard.names import town_label
from dashboard.queries.figures import Value
from dashboard.queries.opening import HERE, Place
from dashboard.queries.paces import Pace, Paces
from dashboard.queries.screen import Screen

LIST_HEIGHT = 640


def pace_title(screen: Screen, whole: Pace) -> list[Child]:
    """Return the finding on pace for the whole selection."""
    language = screen.language
    required, actual = (
        linked(screen, figure, _pace(screen, value))
        for figure, value in (("exit.required_pace", whole.required), ("exit.actual_pace", whole.actual))
    )
    if whole.poor is None or (whole.actual is None and whole.required is not None):
        return [t(language, "exit.pace_title_none")]
    if not whole.poor:
        return [t(language, "exit.pace_title_zero")]
    if whole.required is None:
        left = linked(screen, "people.poor", format_value(metric("people.poor"), whole.poor, language))
        return told(screen, t(language, "exit.pace_title_past", people=struck(left)))
    if whole.is_behind:
        return told(screen, t(language, "exit.pace_title_behind", required=required, actual=struck(actual)))
    return told(screen, t(language, "exit.pace_title_ahead", required=required, actual=actual))


def pace_panel(screen: Screen, found: Paces) -> Component:
    """Return the panel: one row for the selection, one a zone, one a town with people left."""
    language, whole = screen.language, found.whole
    columns = (
        Column(t(language, "exit.column_place")),
        Column([t(language, "exit.column_left"), " ", chip(screen, "people.poor")], align="right"),
        Column([t(language, "exit.column_required"), " ", chip(screen, "exit.required_pace")], align="right"),
        Column([t(language, "exit.column_actual"), " ", chip(screen, "exit.actual_pace")], align="right"),
        Column(t(language, "exit.column_compare"), class_name="pace-bars"),
        Column(t(language, "exit.column_short_of"), align="right"),
    )
    upper, lower = _scale([whole, *found.zones]), _scale(found.towns)
    rows = [_row(screen, place, upper) for place in (whole, *found.zones)]
    rows += [_row(screen, town, lower) for town in found.towns]
    caption = t(language, "exit.pace_sub")
    table = data_table(columns, rows, caption=caption, language=language, max_height=LIST_HEIGHT, class_name="pace")
    past = whole.required is None and bool(whole.poor)
    note = t(language, "exit.pace_past_note") if past else None
    return panel(pace_title(screen, whole), table, sub=caption, source=note)


def place_name(screen: Screen, place: Pace) -> str:
    """Return a place's name; the whole selection by the filter's."""
    if place.level == "zone":
        return zone_name(screen, place.key)
    if place.level == "town":
        return town_label(screen.language, place.key, name=place.name)
    return selection_name(screen)


def _pace(screen: Screen, value: Value) -> str:
    return format_value(metric("exit.actual_pace"), value, screen.language)


def _scale(places: Sequence[Pace]) -> float:
    """Return the pace at which bars of these places end: each group of rows has its own."""
    return max([1.0, *(value for place in places for value in (place.required, place.actual) if value is not None)])


def _row(screen: Screen, place: Pace, scale: float) -> TableRow:
    language = screen.language
    required, actual = _pace(screen, place.required), _pace(screen, place.actual)
    name = place_name(screen, place)
    label = t(language, "exit.pace_bar", place=name, required=required, actual=actual)
    drawn = Progress(
        None if place.actual is None else max(0.0, place.actual) / scale,
        None if place.required is None else place.required / scale,
    )
    short = NO_DATA if place.shortfall is None else signed(metric("exit.actual_pace"), -place.shortfall, language)
    here: Place = {place.level: place.key} if place.level != "whole" else HERE
    missing = figure_cell(screen, "exit.pace_shortfall", short, place=here)
    cells: tuple[Children, ...] = (
        [zone_swatch(language, place.key), " ", name] if place.level == "zone" else name,
        figure_cell(screen, "people.poor", format_value(metric("people.poor"), place.poor, language), place=here),
        figure_cell(screen, "exit.required_pace", required, place=here),
        figure_cell(screen, "exit.actual_pace", actual, place=here),
        bar(drawn, label=label, behind=place.is_behind),
        accent(missing) if place.is_behind else missing,
    )
    return TableRow(cells, class_name="" if place.level == "town" else "is-sum")
