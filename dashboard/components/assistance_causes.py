"""Causes of poverty on the page 帮扶: by zone or town, by every town, and which go together; never below a town."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.assistance_parts import Part, count_cell, here, parts, towns, whole
from dashboard.components.exit_flow import cause_name
from dashboard.components.opening import figure_cell, linked, told
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.arithmetic import ratio
from dashboard.metrics.disclosure import small_count_limit
from dashboard.metrics.formats import format_number, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.causes import Causes, causes_among
from dashboard.queries.screen import Screen

POOR, NAMED, BOTH = "households.poor", "households.with_cause", "households.both_causes"
CAUSE_SHARE = "households.cause_share"
SHADES = (1 / 16, 1 / 8, 1 / 4)
"""Shares from which a cell is shaded one, two, three steps dark."""
HEIGHTS = (1 / 4, 1 / 2, 3 / 4)
"""The same for a pair of causes, as parts of the most frequent pair."""


def causes_in(screen: Screen, part: Part) -> Causes:
    """Return the causes of the households still poor of a part."""
    return causes_among(screen.reading, part.codes, screen.as_of)


def causes_panel(screen: Screen) -> Component:
    """Return the main causes by zone (by town in a zone), and how many name each as main or other cause."""
    language, everything = screen.language, whole(screen)
    found, rows = causes_in(screen, everything), []
    if not found.households:
        return panel(t(language, "assistance.causes_title_none"), sub=t(language, "assistance.causes_sub"))
    each_part = [(part, causes_in(screen, part)) for part in parts(screen)]
    columns = [Column(t(language, "assistance.col_cause")), Column(everything.label, "right")]
    columns += [Column(part.label, "right") for part, _ in each_part]
    columns.append(Column(t(language, "assistance.col_named"), "right"))
    for cause in found.order:
        cells: list[Children] = [cause_name(screen, cause), _main(screen, everything, found, cause)]
        cells += [_main(screen, part, mine, cause) for part, mine in each_part]
        cells.append(count_cell(screen, NAMED, found.named.get(cause, 0), place=everything.place, named=cause))
        rows.append(TableRow(cells))
    caption = t(language, "assistance.causes_caption")
    table = data_table(columns, rows, caption=caption, language=language, class_name="causes-table")
    note = t(language, "assistance.causes_rule", limit=small_count_limit(screen.as_of))
    sub: list[Child] = [t(language, "assistance.causes_sub"), " ", chip(screen, POOR, **here(screen))]
    return panel(_causes_title(screen, everything, found), table, sub=sub, source=note)


def _main(screen: Screen, part: Part, found: Causes, cause: str) -> Children:
    """Return the households whose main cause this is, shaded by its share of the part's."""
    count = found.main.get(cause, 0)
    share = ratio(count, found.households) or 0
    step = sum(share >= least for least in SHADES)
    return html.Span(count_cell(screen, POOR, count, place=part.place, cause=cause), className=f"shade shade-{step}")


def _causes_title(screen: Screen, everything: Part, found: Causes) -> Children:
    language, cause = screen.language, found.order[0]
    count = linked(screen, POOR, format_number(found.main[cause]), place=everything.place, cause=cause)
    printed = with_unit(metric(CAUSE_SHARE), ratio(found.main[cause], found.households), language)
    share = linked(screen, CAUSE_SHARE, printed, place=everything.place, cause=cause)
    slots = {"cause": cause_name(screen, cause), "count": count, "share": share}
    return told(screen, t(language, "assistance.causes_title", **slots))


def towns_panel(screen: Screen) -> Component:
    """Return the main causes of every town of the selection."""
    language, order = screen.language, causes_in(screen, whole(screen)).order
    every = [(part, causes_in(screen, part)) for part in towns(screen)]
    columns = [Column(t(language, "assistance.col_town")), Column(t(language, "assistance.col_poor"), "right")]
    columns += [Column(cause_name(screen, cause), "right") for cause in order]
    rows = []
    for part, found in every:
        cells: list[Children] = [part.label, count_cell(screen, POOR, found.households, place=part.place)]
        rows.append(TableRow([*cells, *(_main(screen, part, found, cause) for cause in order)]))
    caption = t(language, "assistance.towns_caption")
    table = data_table(columns, rows, caption=caption, language=language, class_name="causes-table towns-causes")
    return panel(_towns_title(screen, every), table, sub=t(language, "assistance.towns_sub"))


def _towns_title(screen: Screen, every: Sequence[tuple[Part, Causes]]) -> Children:
    if not any(found.households for _, found in every):
        return t(screen.language, "assistance.towns_title")
    part, found = max(every, key=lambda pair: pair[1].households)
    count = linked(screen, POOR, format_number(found.households), place=part.place)
    slots = {"town": part.name, "count": count, "cause": cause_name(screen, found.order[0])}
    return told(screen, t(screen.language, "assistance.towns_title_most", **slots))


def together_panel(screen: Screen) -> Component:
    """Return the households that name two causes, as a matrix (致贫原因并存)."""
    language, everything = screen.language, whole(screen)
    found = causes_in(screen, everything)
    pair, sub = found.often_together, t(language, "assistance.pairs_of_causes_sub")
    if pair is None:
        return panel(t(language, "assistance.pairs_of_causes_none"), sub=sub)
    order, most = found.order, found.both(*pair)
    columns = [Column(t(language, "assistance.col_cause"))]
    columns += [Column(cause_name(screen, cause), "right") for cause in order[:-1]]
    rows = []
    for at, cause in enumerate(order[1:], 1):
        cells = [_both(screen, everything, found, pair=(other, cause), most=most) for other in order[:at]]
        rows.append(TableRow([cause_name(screen, cause), *cells, *([""] * (len(order) - 1 - at))]))
    caption = t(language, "assistance.pairs_of_causes_caption")
    table = data_table(columns, rows, caption=caption, language=language, class_name="causes-table together-table")
    slots = {"one": cause_name(screen, pair[0]), "other": cause_name(screen, pair[1])}
    where = {"named": pair[0], "other_cause": pair[1]}
    slots["count"] = linked(screen, BOTH, format_number(most), place={**everything.place, **where})
    title = told(screen, t(language, "assistance.pairs_of_causes_title", **slots))
    return panel(title, table, sub=[sub, " ", chip(screen, BOTH, **here(screen))])


def _both(screen: Screen, everything: Part, found: Causes, *, pair: tuple[str, str], most: int) -> Children:
    count = found.both(*pair)
    step = sum(count >= part * most for part in HEIGHTS) if count else 0
    where = {"named": pair[0], "other_cause": pair[1]}
    words = figure_cell(screen, BOTH, format_number(count), place={**everything.place, **where})
    return html.Span(words, className=f"shade shade-{step}")
