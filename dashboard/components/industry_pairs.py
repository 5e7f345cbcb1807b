"""Villages compared on the industry page: two figures of the reader's choice, the table that follows what is picked."""

from collections.abc import Sequence

from dash import dcc
from dash.development.base_component import Component

from dashboard import ids
from dashboard.components import plain_html as html
from dashboard.components.controls import Option, select
from dashboard.components.graph import graph
from dashboard.components.industry_sites import village_link
from dashboard.components.marks import zone_swatch
from dashboard.components.opening import figure_cell, linked, told
from dashboard.components.panel import grid, panel
from dashboard.components.states import empty
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, town_name
from dashboard.figures.village_pairs import axis_words, pairs_figure
from dashboard.i18n import t
from dashboard.industry_names import industry_label
from dashboard.metrics.fitting import FEWEST_POINTS, FittedLine, fitted
from dashboard.metrics.formats import NO_DATA, display_unit, format_number, format_value, signed
from dashboard.metrics.registry import metric
from dashboard.opened import Conditions
from dashboard.queries.industry import industry_shown, industry_years
from dashboard.queries.industry_opening import in_village, of_chosen
from dashboard.queries.industry_operators import ASSOCIATION, COOPERATIVE, operators, tells_operators
from dashboard.queries.screen import Screen
from dashboard.queries.village_pairs import (
    FIGURES,
    OUTPUT,
    VillagePair,
    chosen,
    pairs,
    picked,
    village_values,
)

HEIGHT, TABLE_HEIGHT = 440, 470
PATH = "/industry"
R_DECIMALS = 2
REGISTERED = "villages.registered"
CHANGE, COOPERATIVES, ASSOCIATIONS = "industry.output_change", "industry.cooperatives", "industry.associations"
WEAK = 1 / 10
"""Below this share of the variance a line tells next to nothing."""


def pairs_row(screen: Screen, year: int) -> Component:
    """Return the scatter of two figures with its fitted line, and the table of the villages picked, or of all."""
    found, mine = pairs(screen, year), picked(screen)
    shown = [each for each in found if not mine or each.each.code in mine]
    return grid(_scatter(screen, found, shown=shown), _table(screen, shown, year=year), kind="halves")


def _scatter(screen: Screen, found: Sequence[VillagePair], *, shown: Sequence[VillagePair]) -> Component:
    language, (across, upright) = screen.language, chosen(screen)
    choosers = html.Div(
        [_choice(screen, "upright", upright), _choice(screen, "across", across)], className="page-controls pair-choices"
    )
    known = [each for each in found if each.is_known]
    line = fitted([(each.x or 0.0, each.y or 0.0) for each in shown if each.is_known])
    if not known:
        return panel(t(language, "industry.pairs_title"), choosers, empty(language, t(language, "industry.pairs_none")))
    drawn = graph(
        ids.VILLAGE_PAIRS,
        pairs_figure(screen, found, line=line, picked=picked(screen), height=HEIGHT),
        alt=t(language, "industry.pairs_alt", count=len(known)),
        height=HEIGHT,
        language=language,
        displayModeBar=True,
        modeBarButtons=[["select2d", "lasso2d"]],
    )
    left_out = len(found) - len(known)
    notes = [t(language, "industry.pairs_note")]
    notes += [t(language, "industry.pairs_out", count=format_number(left_out))] if left_out else []
    sub: list[Child] = [t(language, "industry.pairs_sub", upright=axis_words(screen, upright))]
    return panel(_title(screen, line), choosers, drawn, *_chosen_line(screen), sub=sub, source=" ".join(notes))


def _choice(screen: Screen, name: str, value: str) -> Component:
    language = screen.language
    options = tuple(Option(each, metric(each).name[language]) for each in FIGURES)
    return select(name, t(language, f"industry.pairs_{name}"), options, value=value)


def _title(screen: Screen, line: FittedLine | None) -> str:
    language = screen.language
    if line is None:
        return t(language, "industry.pairs_title_few", fewest=FEWEST_POINTS)
    across, upright = (metric(each).short[language] for each in chosen(screen))
    name = "pairs_title_up" if line.slope > 0 else "pairs_title_down"
    name = "pairs_title_weak" if line.r_squared < WEAK else name
    share = format_number(line.r_squared, R_DECIMALS)
    slots = {"across": across, "upright": upright, "share": share, "count": line.count}
    return t(language, f"industry.{name}", **slots)


def _chosen_line(screen: Screen) -> list[Component]:
    language, mine = screen.language, picked(screen)
    if not mine:
        return []
    href = screen.view.change(picked=None).href(PATH)
    words = html.Span(t(language, "industry.pairs_picked", count=format_number(len(mine))))
    return [html.P([words, " ", dcc.Link(t(language, "industry.pairs_clear"), href=href, className="link")])]


def _table(screen: Screen, shown: Sequence[VillagePair], *, year: int) -> Component:
    language, (across, upright) = screen.language, chosen(screen)
    before = year - 1 if year - 1 in industry_years(screen.reading) else None
    heads: list[tuple[Children, bool]] = [
        (t(language, "industry.col_village"), False),
        (axis_words(screen, upright), True),
        (axis_words(screen, across), True),
        (axis_words(screen, OUTPUT), True),
        (_change_words(screen, year), True),
        (t(language, "industry.pairs_cooperatives"), True),
        (t(language, "industry.pairs_associations"), True),
        (t(language, "industry.col_leading"), False),
    ]
    columns = [Column(head, "right" if right else "left") for head, right in heads]
    ordered = sorted(shown, key=lambda pair: (-(pair.y if pair.y is not None else -1.0), pair.each.code))
    rows = [TableRow(_cells(screen, pair, year=year, before=before)) for pair in ordered]
    caption = t(language, "industry.pairs_caption")
    table = data_table(
        columns, rows, caption=caption, language=language, max_height=TABLE_HEIGHT, class_name="pairs-table"
    )
    name = "pairs_table_one" if industry_shown(screen.reading, screen.view.industry) else "pairs_table_all"
    name = "pairs_table_picked" if picked(screen) else name
    count = format_number(len(shown))
    count = linked(screen, REGISTERED, count) if name == "pairs_table_all" else count
    title = told(screen, t(language, f"industry.{name}", count=count))
    return panel(title, table, sub=t(language, "industry.pairs_table_sub", year=year))


def _cells(screen: Screen, pair: VillagePair, *, year: int, before: int | None) -> tuple[Children, ...]:
    language, village = screen.language, pair.each.state.village
    across, upright = chosen(screen)
    one = industry_shown(screen.reading, screen.view.industry)
    output = village_values(screen.reading, OUTPUT, screen.as_of, year, one).get(pair.each.code)
    then = village_values(screen.reading, OUTPUT, screen.as_of, before, one).get(pair.each.code) if before else None
    change = output - then if output is not None and then is not None else None
    named: list[Child] = [
        zone_swatch(language, village.zone),
        " ",
        village_link(screen, pair.each),
        html.Span(town_name(screen, village), className="note"),
    ]
    is_told = tells_operators(screen.reading, year)
    runs = operators(screen.reading, year, one).get(pair.each.code, {})
    counts = (
        _figure(screen, figure, runs.get(kind, 0) if is_told else None, pair.each.code)
        for figure, kind in ((COOPERATIVES, COOPERATIVE), (ASSOCIATIONS, ASSOCIATION))
    )
    leading = industry_label(language, pair.each.leading) if pair.each.leading else NO_DATA
    figures = ((upright, pair.y), (across, pair.x), (OUTPUT, output))
    numbers = (_figure(screen, figure, value, pair.each.code) for figure, value in figures)
    return named, *numbers, _change(screen, change, pair.each.code), *counts, leading


def _change_words(screen: Screen, year: int) -> str:
    name = t(screen.language, "industry.pairs_change", year=year - 1)
    return t(screen.language, "industry.axis", name=name, unit=display_unit(metric(CHANGE), screen.language))


def _change(screen: Screen, value: float | None, code: str) -> Child:
    """Return the change of output against the year before."""
    place: Conditions = {**in_village(screen, code), **of_chosen(screen)}
    return figure_cell(screen, CHANGE, signed(metric(CHANGE), value, screen.language), **place)


def _figure(screen: Screen, metric_id: str, value: float | None, code: str) -> Child:
    place: Conditions = (
        {**in_village(screen, code), **of_chosen(screen)} if metric(metric_id).annual else {"village": code}
    )
    return figure_cell(screen, metric_id, format_value(metric(metric_id), value, screen.language), **place)
