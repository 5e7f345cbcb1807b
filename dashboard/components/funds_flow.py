"""The panel of the money flow (资金流向): the figure, what it cannot draw, and every number of it in tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component

from dashboard import ids, names
from dashboard.components import plain_html as html
from dashboard.components.funds_text import amount, level_name, money, money_unit, summing
from dashboard.components.graph import graph
from dashboard.components.opening import linked, opens, told
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.states import empty
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child
from dashboard.figures.money_flow import MOST_IN_TWO_LINES, FlowWords, flow_figure, part_of_flow
from dashboard.i18n import t
from dashboard.metrics.arithmetic import ratio
from dashboard.metrics.formats import with_unit
from dashboard.metrics.registry import metric
from dashboard.opened import Conditions
from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.money_flow import OTHER, OTHER_PLACES, Link, MoneyFlow, Node, money_flow
from dashboard.queries.screen import Screen
from dashboard.queries.villages import villages
from data.text import Locale

HEIGHT = 372
TALL = 470


@dataclass(frozen=True, slots=True)
class _Flow:
    """The flow of a screen with its words."""

    screen: Screen
    flow: MoneyFlow
    words: FlowWords

    def cell(self, fen: int, part: Conditions) -> Child:
        """Return an amount that opens the money of a part of the flow."""
        return opens(self.screen, "funds.disbursed", amount(self.screen.language, fen), **part)


def flow_panel(screen: Screen) -> Component:
    """Return the flow of the screen's scope, or the reason why there is none."""
    language = screen.language
    flow = money_flow(screen.reading, screen.scope, screen.as_of)
    if not any(link.fen > 0 for link in flow.to_places):
        return panel(t(language, "funds.flow_title_none"), empty(language, t(language, "funds.entries_none")))
    words, height = flow_words(screen, flow), height_of(flow)
    figure = flow_figure(screen, flow, words=words, height=height)
    drawn = graph(ids.FLOW, figure, alt=_alt(language, flow, words), height=height, language=language)
    named: dict[str, Any] = {"aria-label": t(language, "funds.flow_region")}
    region = html.Div(drawn, className="funds-flow", tabIndex=0, role="region", **named)
    total, unit = linked(screen, "funds.disbursed", money(language, flow.total_fen)), money_unit(language)
    sub = told(screen, t(language, "funds.flow_sub", total=total, places=_places_word(screen), unit=unit))
    body = [region, *_beneath(language, flow, words), _tables(screen, flow, words)]
    return panel([*_title(screen, flow, words), " ", chip(screen, "funds.disbursed")], *body, sub=sub)


def height_of(flow: MoneyFlow) -> int:
    """Return the figure's height in px: taller where a column holds many places."""
    return TALL if max(len(flow.places), len(flow.levels)) > MOST_IN_TWO_LINES else HEIGHT


def flow_words(screen: Screen, flow: MoneyFlow) -> FlowWords:
    """Return names, amounts and shares of the nodes and the words of the bands, in the screen's language."""
    language = screen.language
    by_code = {village.code: village for village in villages(screen.reading)}
    towns = {village.town_code: village.town_name for village in by_code.values()}

    def place(key: str) -> str:
        if key in (UNASSIGNED, OTHER_PLACES):
            return t(language, f"funds.{key}")
        if key in by_code:
            return names.village_label(language, by_code[key].name)
        return names.town_label(language, key, name=towns[key]) if key in towns else names.zone_label(language, key)

    columns = (flow.levels, flow.categories, flow.places)
    named = (
        {node.key: level_name(language, node.key) for node in flow.levels},
        {
            node.key: t(language, "funds.other") if node.key == OTHER else names.category_label(language, node.key)
            for node in flow.categories
        },
        {node.key: place(node.key) for node in flow.places},
    )
    share = metric("funds.progress")
    return FlowWords(
        names=named,
        amounts=tuple(_amounts(language, nodes, flow.total_fen) for nodes in columns),
        shares={node.key: with_unit(share, ratio(node.fen, flow.total_fen), language) for node in flow.places},
        bands=_bands(language, flow, named),
    )


def _amounts(language: Locale, nodes: Sequence[Node], total: int) -> dict[str, str]:
    texts = summing(language, [node.fen for node in nodes], total)
    return {node.key: text for node, text in zip(nodes, texts, strict=True)}


def _bands(language: Locale, flow: MoneyFlow, named: Sequence[dict[str, str]]) -> dict[Link, str]:
    found = {}
    for links, sources, targets in ((flow.to_categories, named[0], named[1]), (flow.to_places, named[1], named[2])):
        for link in links:
            ends = {"source": sources[link.source], "target": targets[link.target]}
            found[link] = t(language, "funds.flow_band", amount=money(language, link.fen), **ends)
    return found


def _title(screen: Screen, flow: MoneyFlow, words: FlowWords) -> list[Child]:
    language = screen.language
    largest = max(flow.places, key=lambda node: node.fen)
    share = words.shares[largest.key]
    if largest.key == UNASSIGNED:
        return [t(language, "funds.flow_title_unassigned", share=share)]
    return [t(language, "funds.flow_title_zone", place=words.names[2][largest.key], share=share)]


def _places_word(screen: Screen) -> str:
    kind = "village" if screen.scope.town else "town" if screen.scope.zone else "zone"
    return t(screen.language, f"funds.places_{kind}")


def _alt(language: Locale, flow: MoneyFlow, words: FlowWords) -> str:
    said = [_listed(language, flow, words, side=side) for side in range(3)]
    return t(language, "funds.flow_alt", levels=said[0], categories=said[1], places=said[2])


def _listed(language: Locale, flow: MoneyFlow, words: FlowWords, *, side: int) -> str:
    names_, amounts = words.names[side], words.amounts[side]
    nodes = (flow.levels, flow.categories, flow.places)[side]
    parts = (t(language, "funds.flow_part", name=names_[node.key], amount=amounts[node.key]) for node in nodes)
    return t(language, "shell.list_comma").join(parts)


def _beneath(language: Locale, flow: MoneyFlow, words: FlowWords) -> list[Component]:
    comma = t(language, "shell.list_comma")
    found: list[Component] = []
    if flow.negative:
        links = comma.join(words.bands[link] for link in flow.negative)
        found.append(html.P(t(language, "funds.flow_negative", links=links), className="note"))
    if flow.merged:
        found.append(
            html.P(
                t(
                    language,
                    "funds.flow_merged",
                    names=comma.join(names.category_label(language, each) for each in flow.merged),
                ),
                className="note",
            )
        )
    return found


def _tables(screen: Screen, flow: MoneyFlow, words: FlowWords) -> Component:
    language = screen.language
    levels = {(link.target, link.source): link.fen for link in flow.to_categories}
    places = {(link.source, link.target): link.fen for link in flow.to_places}
    captions = [t(language, f"funds.flow_table_{each}", unit=money_unit(language)) for each in ("levels", "places")]
    given = _Flow(screen, flow, words)
    tables = [
        _matrix(given, 0, levels, caption=captions[0]),
        _matrix(given, 2, places, caption=captions[1]),
    ]
    summary = html.Summary(t(language, "funds.flow_table"), className="link")
    return html.Details([summary, *tables], className="funds-details")


def _matrix(given: _Flow, side: int, fen: Mapping[tuple[str, str], int], *, caption: str) -> Component:
    """Return the categories against the levels (side 0) or the places (side 2); every amount opens."""
    language, flow, named = given.screen.language, given.flow, given.words.names
    down, across = flow.categories, flow.levels if side == 0 else flow.places
    columns = [Column(t(language, "funds.col_category")), *(Column(named[side][node.key], "right") for node in across)]
    columns.append(Column(t(language, "funds.total"), "right"))
    rows = []
    for node in down:
        row = part_of_flow(given.screen, flow, node.key, side=1)
        parts: list[Conditions] = [{**row, **part_of_flow(given.screen, flow, each.key, side=side)} for each in across]
        cells = [given.cell(fen.get((node.key, each.key), 0), part) for each, part in zip(across, parts, strict=True)]
        rows.append(TableRow([named[1][node.key], *cells, given.cell(node.fen, row)]))
    totals = [given.cell(each.fen, part_of_flow(given.screen, flow, each.key, side=side)) for each in across]
    whole = given.cell(sum(node.fen for node in down), {})
    rows.append(TableRow([t(language, "funds.total"), *totals, whole], "is-total"))
    return data_table(columns, rows, caption=caption, language=language, show_caption=True)
