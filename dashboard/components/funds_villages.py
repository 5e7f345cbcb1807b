"""Money by village (分村资金), with money a head; the column heads sort."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.funds_text import PATH, amount, money_unit, summing
from dashboard.components.marks import zone_swatch
from dashboard.components.opening import figure_cell, linked, opens, told
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.states import empty
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Children, town_name, village_name
from dashboard.components.village_link import village_page_link
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_value, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.figures import FEN, Value, figures_by
from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.overview import scope_figures
from dashboard.queries.progress import scope_villages
from dashboard.queries.screen import Screen
from dashboard.queries.villages import Village

STAGES = ("disbursed", "allocated", "planned")
HEAD = "map.disbursed_per_head"


@dataclass(frozen=True, slots=True)
class VillageMoney:
    """A village's (None: unassigned) registered people, projects, three stages of money in yuan, yuan a head."""

    village: Village | None
    people: Value
    projects: Value
    disbursed: Value
    allocated: Value
    planned: Value
    head: Value


SORTS: Mapping[str, Callable[[VillageMoney], float | None]] = {
    "people": lambda row: row.people,
    "projects": lambda row: row.projects,
    "disbursed": lambda row: row.disbursed,
    "allocated": lambda row: row.allocated,
    "planned": lambda row: row.planned,
    "head": lambda row: row.head,
}
DEFAULT_SORT = "head"


def village_money(screen: Screen) -> list[VillageMoney]:
    """Return the scope's villages in the order asked for; unassigned money last, for the whole county only."""
    parts = figures_by(screen.reading, screen.as_of, "village")
    order = SORTS[sort_of(screen)]

    def row(village: Village | None) -> VillageMoney:
        key = village.code if village else UNASSIGNED
        people = parts["people.registered"].get(key) if village else None
        disbursed, allocated, planned = (parts[f"funds.{stage}"].get(key) for stage in STAGES)
        return VillageMoney(
            village, people, parts["funds.projects"].get(key), disbursed, allocated, planned, parts[HEAD].get(key)
        )

    inside = [row(village) for village in scope_villages(screen.reading, screen.scope)]
    inside.sort(key=lambda each: (order(each) is None, -(order(each) or 0), each.village.code if each.village else ""))
    whole = screen.scope.zone is None and screen.scope.town is None
    return [*inside, *([row(None)] if whole else [])]


def sort_of(screen: Screen) -> str:
    """Return the column by which the table is sorted."""
    asked = screen.view.metric or ""
    return asked if asked in SORTS else DEFAULT_SORT


def villages_panel(screen: Screen) -> Component:
    """Return the table of villages with a total."""
    language, rows = screen.language, village_money(screen)
    if not rows:
        return panel(t(language, "funds.villages_title_none"), empty(language, t(language, "funds.entries_none")))
    columns = [
        Column(t(language, "funds.col_village")),
        Column(t(language, "funds.col_town")),
        Column(t(language, "funds.col_zone")),
        *(_head(screen, name) for name in ("people", "projects", *STAGES, "head")),
    ]
    printed = {stage: _printed(screen, rows, stage) for stage in STAGES}
    body = [_row(screen, each, [printed[stage][at] for stage in STAGES]) for at, each in enumerate(rows)]
    body.insert(0, _total(screen, rows))
    table = data_table(columns, body, caption=t(language, "funds.villages_caption"), language=language, max_height=760)
    sub = t(language, "funds.villages_sub", unassigned=t(language, "funds.unassigned"), unit=money_unit(language))
    return panel(_title(screen, rows), table, sub=sub)


def _title(screen: Screen, rows: Sequence[VillageMoney]) -> Children:
    language = screen.language
    most = max(rows, key=lambda row: row.head or 0)
    if not most.head or most.village is None:
        return t(language, "funds.villages_title_none")
    head = linked(screen, HEAD, with_unit(metric(HEAD), most.head, language), village=most.village.code)
    return told(screen, t(language, "funds.villages_title", village=village_name(screen, most.village), amount=head))


def _head(screen: Screen, name: str) -> Column:
    language = screen.language
    words = t(language, f"funds.col_{name}")
    arrow = " ▼" if sort_of(screen) == name else ""
    link = dcc.Link(words + arrow, href=screen.view.change(metric=name).href(PATH), className="link")
    figure = {"people": "people.registered", "head": HEAD}.get(name, f"funds.{name}")
    return Column([link, " ", chip(screen, figure)], "right", title=t(language, "funds.sort_by", name=words))


def _printed(screen: Screen, rows: Sequence[VillageMoney], stage: str) -> list[str]:
    values: list[Value] = [getattr(row, stage) for row in rows]
    known = [value * FEN for value in values if value is not None]
    texts = iter(summing(screen.language, known, sum(known)))
    return [NO_DATA if value is None else next(texts) for value in values]


def _row(screen: Screen, row: VillageMoney, stages: list[str]) -> TableRow:
    language = screen.language
    code = row.village.code if row.village else UNASSIGNED
    texts = {
        "people.registered": format_value(metric("people.registered"), row.people, language),
        "funds.projects": format_value(metric("funds.projects"), row.projects, language),
        **{f"funds.{stage}": text for stage, text in zip(STAGES, stages, strict=True)},
        HEAD: format_value(metric(HEAD), row.head, language),
    }
    *figures, head = (figure_cell(screen, name, text, village=code) for name, text in texts.items())
    if row.village is None:
        return TableRow([t(language, "funds.unassigned"), "", "", *figures, head])
    zone: Children = zone_swatch(language, row.village.zone, with_name=True, short=True)
    name = village_page_link(screen, row.village)
    return TableRow([name, town_name(screen, row.village), zone, *figures, html.B(head)])


def _total(screen: Screen, rows: Sequence[VillageMoney]) -> TableRow:
    language = screen.language
    sums = {name: _sum([getattr(row, name) for row in rows]) for name in ("people", "projects", *STAGES)}
    texts = {
        "people.registered": format_value(metric("people.registered"), sums["people"], language),
        "funds.projects": format_value(metric("funds.projects"), sums["projects"], language),
        **{f"funds.{s}": amount(language, None if sums[s] is None else (sums[s] or 0) * FEN) for s in STAGES},
    }
    whole = scope_figures(screen.reading, screen.scope, screen.as_of)
    cells: list[Children] = [t(language, "funds.total"), "", ""]
    for name, text in texts.items():
        # Projects in several villages of a zone are the zone's, but of no single village: then the sum is another.
        is_whole = whole.get(name) == sums[name.partition(".")[2] if name != "people.registered" else "people"]
        cells.append(opens(screen, name, text) if is_whole and text != NO_DATA else text)
    cells.append(figure_cell(screen, HEAD, format_value(metric(HEAD), whole.get(HEAD), language)))
    return TableRow(cells, "is-total")


def _sum(values: Sequence[Value]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
