"""The flow of disbursed money (资金流向图): levels, categories and places as columns, each band as wide as its amount.

Every node's place is computed here, so that labels can stand beside it with its amount; bands are laid in the same
scale as Plotly lays them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from dashboard.figures.base import Figure, figure, palette_of, sizes_of
from dashboard.opened import SEVERAL, Conditions
from dashboard.queries.money_flow import OTHER, OTHER_PLACES, Link, MoneyFlow, Node
from dashboard.queries.opening import point
from dashboard.queries.screen import Screen
from dashboard.theme import ZONES, Palette, faded

PLACE_SIDE = 2
"""Number of the column of places, after levels and categories."""
THICKNESS = 14
PAD = 12
EDGE = 6
MARGIN = {"l": 124, "r": 196, "t": EDGE, "b": EDGE}
COLUMNS = (0.012, 0.5, 0.988)
TWO_LINES, ONE_LINE = 40, 18
MOST_IN_TWO_LINES = 7
WIDEST_GAP = 44


@dataclass(frozen=True, slots=True)
class FlowWords:
    """What the figure says: names and amounts of the nodes by key, column by column, and the words of each band."""

    names: Sequence[Mapping[str, str]]
    amounts: Sequence[Mapping[str, str]]
    shares: Mapping[str, str]
    bands: Mapping[Link, str]


def part_of_flow(screen: Screen, flow: MoneyFlow, key: str, *, side: int) -> Conditions:
    """Return the conditions of a node of the levels (side 0), categories (1) or places (2).

    A node that stands for several names them all.
    """
    merged = {OTHER: flow.merged, OTHER_PLACES: flow.merged_places}
    member = SEVERAL.join(merged.get(key, (key,)))
    if side != PLACE_SIDE:
        return {"category": member} if side else {"level": member}
    if screen.view.town:
        return {"village": member}
    return {"town": member} if screen.view.zone else {"zone": member}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its nodes, their heights and their centres from the top, in px."""

    nodes: tuple[Node, ...]
    heights: tuple[float, ...]
    centres: tuple[float, ...]


def flow_figure(screen: Screen, flow: MoneyFlow, *, words: FlowWords, height: int) -> Figure:
    """Return the Sankey figure of the links that are positive; height in px. Nodes without such a link are left out."""
    links = tuple(link for link in (*flow.to_categories, *flow.to_places) if link.fen > 0)
    columns = _columns(flow, height - 2 * EDGE)
    first, second = set(flow.to_categories), set(flow.to_places)
    at = [{node.key: index for index, node in enumerate(column.nodes)} for column in columns]
    offset = (0, len(columns[0].nodes), len(columns[0].nodes) + len(columns[1].nodes))
    palette = palette_of(screen)
    zone_of = {node.key: node.zone for node in flow.places}
    drawn = [link for link in links if link in first], [link for link in links if link in second]
    trace = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": _nodes(columns, palette, height - 2 * EDGE)
        | {"customdata": [_point(screen, part) for part in _node_parts(screen, flow, columns)]},
        "link": {
            "source": [at[side][each.source] + offset[side] for side in (0, 1) for each in drawn[side]],
            "target": [at[side + 1][each.target] + offset[side + 1] for side in (0, 1) for each in drawn[side]],
            "value": [link.fen / 100 for side in drawn for link in side],
            "color": [
                *(faded(palette.base2, 0.42) for _ in drawn[0]),
                *(faded(_zone_colour(zone_of.get(link.target), palette), 0.42) for link in drawn[1]),
            ],
            "customdata": [
                [escape(words.bands[link]), _band_point(screen, flow, link, side=at)]
                for at, links in enumerate(drawn)
                for link in links
            ],
            "hovertemplate": "%{customdata[0]}<extra></extra>",
        },
    }
    notes = _labels(screen, columns, words, height - 2 * EDGE)
    return figure(screen, [trace], {"margin": MARGIN, "annotations": notes}, height=height)


def _node_parts(screen: Screen, flow: MoneyFlow, columns: Sequence[_Column]) -> list[Conditions]:
    return [
        part_of_flow(screen, flow, node.key, side=side) for side, column in enumerate(columns) for node in column.nodes
    ]


def _band_point(screen: Screen, flow: MoneyFlow, link: Link, *, side: int) -> str:
    source, target = (
        part_of_flow(screen, flow, key, side=side + at) for at, key in enumerate((link.source, link.target))
    )
    return _point(screen, {**source, **target})


def _point(screen: Screen, part: Conditions) -> str:
    return point(screen, "funds.disbursed", **part)


def centres_of(heights: Sequence[float], whole: float, *, slot: float) -> tuple[float, ...]:
    """Return centres that spread nodes over ``whole`` px, each with at least ``slot`` px for its label if they fit."""
    slots = [max(height, slot) for height in heights]
    if sum(slots) > whole:
        slots = [each * whole / sum(slots) for each in slots]
    gaps = max(1, len(slots) - 1)
    gap = min(WIDEST_GAP, (whole - sum(slots)) / gaps)
    top = (whole - sum(slots) - gap * (len(slots) - 1)) / 2
    found = []
    for each in slots:
        found.append(top + each / 2)
        top += each + gap
    return tuple(found)


def _columns(flow: MoneyFlow, whole: float) -> tuple[_Column, ...]:
    weights = _weights(flow)
    kept = [
        tuple(node for node in nodes if weight.get(node.key))
        for nodes, weight in zip((flow.levels, flow.categories, flow.places), weights, strict=True)
    ]
    scale = min(
        (whole - (len(nodes) - 1) * PAD) / sum(weight[node.key] for node in nodes)
        for nodes, weight in zip(kept, weights, strict=True)
    )
    found = []
    for side, (nodes, weight) in enumerate(zip(kept, weights, strict=True)):
        heights = tuple(weight[node.key] * scale for node in nodes)
        slot = ONE_LINE if side == 1 or len(nodes) > MOST_IN_TWO_LINES else TWO_LINES
        found.append(_Column(nodes, heights, centres_of(heights, whole, slot=slot)))
    return tuple(found)


def _weights(flow: MoneyFlow) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Return what each node's height stands for: the larger of what is drawn into it and out of it."""
    left: dict[str, int] = {}
    into: dict[str, int] = {}
    out: dict[str, int] = {}
    right: dict[str, int] = {}
    for links, sources, targets in ((flow.to_categories, left, into), (flow.to_places, out, right)):
        for link in links:
            if link.fen > 0:
                sources[link.source] = sources.get(link.source, 0) + link.fen
                targets[link.target] = targets.get(link.target, 0) + link.fen
    return left, {key: max(into.get(key, 0), out.get(key, 0)) for key in {*into, *out}}, right


def _nodes(columns: Sequence[_Column], palette: Palette, whole: float) -> dict[str, Any]:
    colours = [palette.base for column in columns[:2] for _ in column.nodes]
    outlines = list(colours)
    for node in columns[2].nodes:
        colours.append(_zone_colour(node.zone, palette))
        style = ZONES.get(node.zone or "")
        outlines.append(style.outline if style else palette.ink3)
    return {
        "x": [x for x, column in zip(COLUMNS, columns, strict=True) for _ in column.nodes],
        "y": [centre / whole for column in columns for centre in column.centres],
        "label": ["" for _ in colours],
        "pad": PAD,
        "thickness": THICKNESS,
        "color": colours,
        "line": {"color": outlines, "width": 0.5},
        "hoverinfo": "skip",
    }


def _zone_colour(zone: str | None, palette: Palette) -> str:
    style = ZONES.get(zone or "")
    return style.mark if style else palette.ink3


def _labels(screen: Screen, columns: Sequence[_Column], words: FlowWords, whole: float) -> list[dict[str, Any]]:
    found = []
    for side, column in enumerate(columns):
        for node, centre in zip(column.nodes, column.centres, strict=True):
            name, amount = escape(words.names[side][node.key]), escape(words.amounts[side][node.key])
            y = 1 - centre / whole
            if side == 1:
                found.append(_label(screen, f"<b>{name}</b>", at=(COLUMNS[1], y), shift=-12, plate=True))
                found.append(_label(screen, amount, at=(COLUMNS[1], y), shift=12, plate=True))
                continue
            line = f"{amount}　{words.shares[node.key]}" if side == 2 else amount
            one_line = len(column.nodes) > MOST_IN_TWO_LINES
            text = f"<b>{name}</b>{'　' if one_line else '<br>'}{line}"
            style = ZONES.get(node.zone or "") if side else None
            colour = style.text if style else None
            found.append(_label(screen, text, at=(COLUMNS[side], y), shift=12 if side else -12, colour=colour))
    return found


def _label(
    screen: Screen, text: str, *, at: tuple[float, float], shift: int, colour: str | None = None, plate: bool = False
) -> dict[str, Any]:
    palette, sizes = palette_of(screen), sizes_of(screen)
    side = "left" if shift > 0 else "right"
    found: dict[str, Any] = {
        "xref": "paper", "yref": "paper", "x": at[0], "y": at[1], "xshift": shift, "text": text, "showarrow": False,
        "xanchor": side, "yanchor": "middle", "align": side, "borderpad": 0,
        "font": {"size": sizes.text, "color": colour or palette.ink},
    }  # fmt: skip
    return found | ({"bgcolor": faded(palette.paper, 0.72)} if plate else {})
