"""Part of 退出: entries and exits by month and by town (进出), with the returns to poverty."""

from collections.abc import Mapping

from dash.development.base_component import Component

from dashboard.components import states
from dashboard.components.exit_flow import MOST_RETURNS, causes_panel, returns_panel
from dashboard.components.exit_parts import selection_name
from dashboard.components.opening import figure_cell, linked, struck, told
from dashboard.components.panel import grid, panel, stack
from dashboard.components.source import register_titles
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, accent
from dashboard.i18n import t
from dashboard.metrics.disclosure import AreaLevel
from dashboard.metrics.formats import format_value, iso_date, month_label, with_unit
from dashboard.metrics.moves import move_id
from dashboard.metrics.registry import metric
from dashboard.names import town_label
from dashboard.queries.moves import NAMES, Moves, monthly_moves, moves_total
from dashboard.queries.opening import HERE, Place
from dashboard.queries.progress import Scope, monthly_flow, scope_villages
from dashboard.queries.returns import causes, return_rate, returns
from dashboard.queries.screen import Screen
from dashboard.queries.status import baseline_day
from dashboard.queries.villages import has_rows

REGISTERS = ("household_changes",)
IN_FINDING = ("identified", "out", "returned", "removed")


def finding(screen: Screen) -> Children:
    """Return the finding: what the ledger of changes holds since the baseline."""
    language = screen.language
    if not has_rows(screen.reading, "household_changes"):
        return t(language, "watch.moves_finding_none")
    total = moves_total(monthly_moves(screen.reading, screen.scope, screen.as_of))
    slots = {name: _slot(screen, name, total[name]) for name in IN_FINDING}
    if total["returned"]:
        slots["returned"] = struck(slots["returned"])
    return told(screen, t(language, "watch.moves_finding", **slots))


def _slot(screen: Screen, name: str, count: int) -> str:
    figure = metric(move_id(name, total=True))
    return linked(screen, figure.id, with_unit(figure, count, screen.language))


def sub(screen: Screen) -> Children:
    """Return the line below: the place, the days, what is counted."""
    days = {"start": iso_date(baseline_day(screen.as_of)), "day": iso_date(screen.as_of)}
    return t(screen.language, "watch.moves_sub", place=selection_name(screen), **days)


def section(screen: Screen) -> list[Component]:
    """Return the part: changes by month, by town, and the returns with their causes."""
    if not has_rows(screen.reading, "household_changes"):
        return [states.no_data(screen, registers=register_titles(screen.language, REGISTERS))]
    scope, day = screen.scope, screen.as_of
    months = monthly_moves(screen.reading, scope, day)
    found = returns(screen.reading, scope, day, limit=MOST_RETURNS)
    area: AreaLevel = "town" if scope.town else "zone" if scope.zone else "county"
    rate = return_rate(monthly_flow(screen.reading, scope, day))
    why = causes_panel(screen, causes(screen.reading, scope, day), rate, area=area)
    return [
        grid(stack(_by_month(screen, months), why), _by_town(screen), kind="halves"),
        returns_panel(screen, found),
    ]


def _columns(screen: Screen, first: str) -> list[Column]:
    return [
        Column(t(screen.language, first)),
        *(Column(metric(move_id(name)).short[screen.language], "right") for name in NAMES),
    ]


def _cells(screen: Screen, moves: Moves, *, total: bool, town: str | None = None) -> list[Child]:
    """Return a number a kind of change, which opens; returns to poverty in the accent."""
    place: Place = {"town": town} if town else HERE
    cells: list[Child] = []
    for name in NAMES:
        figure, count = metric(move_id(name, total=total)), moves.counts[name]
        text = format_value(figure, count, screen.language)
        cell = figure_cell(screen, figure.id, text, as_of=None if total else moves.month_end, place=place)
        cells.append(accent(cell) if name == "returned" and count else cell)
    return cells


def _by_month(screen: Screen, months: tuple[Moves, ...]) -> Component:
    language = screen.language
    rows = [
        TableRow([month_label(each.month_end, language, year=True), *_cells(screen, each, total=False)])
        for each in months
    ]
    whole = Moves(screen.as_of, moves_total(months))
    rows.append(TableRow([t(language, "watch.since_baseline"), *_cells(screen, whole, total=True)], "is-total"))
    caption = t(language, "watch.by_month")
    table = data_table(_columns(screen, "exit.column_month"), rows, caption=caption, language=language)
    return panel(caption, table, sub=t(language, "watch.moves_unit"))


def _by_town(screen: Screen) -> Component:
    language = screen.language
    towns = sorted({village.town_code for village in scope_villages(screen.reading, screen.scope)})
    totals: Mapping[str, Moves] = {
        town: Moves(screen.as_of, moves_total(monthly_moves(screen.reading, Scope(town=town), screen.as_of)))
        for town in towns
    }
    rows = [
        TableRow([town_label(language, town), *_cells(screen, each, total=True, town=town)])
        for town, each in totals.items()
    ]
    caption = t(language, "watch.by_town")
    table = data_table(_columns(screen, "exit.column_town"), rows, caption=caption, language=language)
    return panel(caption, table, sub=t(language, "watch.moves_unit"))
