"""The list beside the map of industries: which industry leads in how many villages, with the map's sign for it."""

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.opening import figure_cell
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, hidden
from dashboard.i18n import t
from dashboard.industry_names import industry_label
from dashboard.metrics.formats import format_number, format_value
from dashboard.metrics.registry import metric
from dashboard.opened import Conditions
from dashboard.queries.industry import Entry
from dashboard.queries.industry_opening import in_scope
from dashboard.queries.screen import Screen

CARRIED = "industry.households_carried"


def leading_panel(
    screen: Screen, leads: Sequence[tuple[str, int]], rows: Sequence[Entry], *, signs: Mapping[str, str]
) -> Component:
    """Return the list of all industries among ``rows``.

    ``leads`` = the villages each leads in, ``signs`` = the map's mark for each, empty for a map without marks.
    """
    language, counts = screen.language, dict(leads)
    industries = {row.industry for row in rows}
    columns = (
        Column(t(language, "industry.col_leading")),
        Column(t(language, "industry.col_leads"), "right"),
        Column(t(language, "industry.col_all_villages"), "right"),
        Column([t(language, "industry.col_carried"), " ", chip(screen, CARRIED, **in_scope(screen))], "right"),
    )
    ordered = sorted(industries, key=lambda name: (-counts.get(name, 0), name))
    lines = [
        TableRow(_cells(screen, name, rows, leads=counts.get(name, 0), sign=signs.get(name, ""))) for name in ordered
    ]
    caption = t(language, "industry.leading_caption")
    table = data_table(columns, lines, caption=caption, language=language, class_name="leading-table", max_height=520)
    return panel(t(language, "industry.leading_title"), table)


def _cells(screen: Screen, name: str, rows: Sequence[Entry], *, leads: int, sign: str) -> Sequence[Child]:
    mine = [row for row in rows if row.industry == name]
    label = industry_label(screen.language, name)
    mark = hidden(sign, "shape-sign")
    where: Conditions = {**in_scope(screen), "industry": name}
    figures = {
        "industry.villages_led": format_number(leads),
        "industry.villages": format_number(len({row.village_code for row in mine})),
        CARRIED: format_value(metric(CARRIED), sum(row.households for row in mine), screen.language),
    }
    return html.Span([mark, label]), *(figure_cell(screen, figure, text, **where) for figure, text in figures.items())
