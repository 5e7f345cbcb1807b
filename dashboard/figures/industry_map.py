"""The map of industries (产业分布): poor villages by households carried (size) or by leading industry (shape)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from math import sqrt
from types import MappingProxyType
from typing import Any

from dashboard.figures.base import Figure, figure, palette_of, sizes_of
from dashboard.figures.map import DECIMALS, land_traces, north_arrow, view_layout
from dashboard.figures.village_map import window_for
from dashboard.i18n import t
from dashboard.industry_names import industry_label
from dashboard.metrics.formats import with_unit
from dashboard.metrics.registry import metric
from dashboard.names import town_label, village_label
from dashboard.opened import Conditions
from dashboard.queries.areas import land
from dashboard.queries.industry_opening import in_village, of_chosen
from dashboard.queries.industry_sites import VillageIndustry
from dashboard.queries.map_villages import place_of
from dashboard.queries.opening import point
from dashboard.queries.screen import Screen
from dashboard.theme import Palette
from geo.shapes import project

LEADING = "leading"
CARRIED = "carried"
LAYERS = (CARRIED, LEADING)
LARGEST, SMALLEST, SHAPE, PLATE = 30.0, 6.0, 13.0, 19.0
SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "circle": "●", "square": "■", "diamond": "◆", "star": "★", "circle-open": "○", "square-open": "□",
        "diamond-open": "◇", "star-open": "☆", "cross": "✚", "triangle-down": "▼", "triangle-down-open": "▽",
        "triangle-left": "◀",
    }
)  # fmt: skip
"""Shapes by which leading industries are told apart, with the sign that stands for each in words."""
OTHER = ("x-thin-open", "×")


def layer_of(screen: Screen) -> str:
    """Return the layer of the view; households carried for any other word."""
    return screen.view.metric if screen.view.metric in LAYERS else CARRIED


def leading_counts(villages: Sequence[VillageIndustry]) -> tuple[tuple[str, int], ...]:
    """Return the leading industries and in how many villages each leads, most first."""
    counts = Counter(each.leading for each in villages if each.leading is not None and each.carried is not None)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def signs(villages: Sequence[VillageIndustry]) -> Mapping[str, tuple[str, str]]:
    """Return each leading industry's shape and sign; those beyond the shapes there are share one."""
    shapes = [*SHAPES.items()]
    names = [name for name, _ in leading_counts(villages)]
    return {name: shapes[at] if at < len(shapes) else OTHER for at, name in enumerate(names)}


def unplaced(screen: Screen, villages: Sequence[VillageIndustry]) -> int:
    """Return how many of the villages have no position."""
    return sum(place_of(screen.reading, each.state.village) is None for each in villages)


def industry_map(screen: Screen, villages: Sequence[VillageIndustry], *, height: int) -> Figure:
    """Return the map of the layer asked for; villages without an entry of the year are small grey rings."""
    palette = palette_of(screen)
    window, view = window_for(screen), screen.view
    placed = [each for each in villages if place_of(screen.reading, each.state.village) is not None]
    told = sorted(
        (each for each in placed if each.carried is not None), key=lambda each: (-(each.carried or 0), each.code)
    )
    silent = [each for each in placed if each.carried is None]
    traces = land_traces(land(screen.reading), palette, zone=view.zone, town=view.town)
    if silent:
        traces.append(_points(screen, silent, {"symbol": "circle-open", "size": SMALLEST, "color": palette.ink3}))
    traces += _leading(screen, told, villages) if layer_of(screen) == LEADING else [_carried(screen, told)]
    arrow = north_arrow(palette, word=t(screen.language, "map.north"), size=sizes_of(screen).text)
    layout = view_layout(window) | {
        "annotations": [arrow], "uirevision": f"{view.zone}/{view.town}", "dragmode": False,
    }  # fmt: skip
    return figure(screen, traces, layout, height=height)


def map_alt(screen: Screen, villages: Sequence[VillageIndustry]) -> str:
    """Return what the map shows, in one sentence for those who do not see it."""
    return t(screen.language, f"industry.map_alt_{layer_of(screen)}", count=len(villages))


def carried_size(households: int, most: int) -> float:
    """Return a disc's diameter in px: its surface grows with the households."""
    return round(max(SMALLEST, LARGEST * sqrt(households / most)), 1) if most else SMALLEST


def _carried(screen: Screen, told: Sequence[VillageIndustry]) -> dict[str, Any]:
    palette = palette_of(screen)
    most = max((each.carried or 0 for each in told), default=0)
    marker = {
        "symbol": "circle", "size": [carried_size(each.carried or 0, most) for each in told],
        "color": palette.base, "opacity": 0.85, "line": {"width": 1.5, "color": palette.panel},
    }  # fmt: skip
    chosen = of_chosen(screen)
    places: list[Conditions] = [{**in_village(screen, each.code), **chosen} for each in told]
    opening = [point(screen, "industry.households_carried", **place) for place in places]
    return _points(screen, told, marker) | {"customdata": opening}


def _leading(
    screen: Screen, told: Sequence[VillageIndustry], villages: Sequence[VillageIndustry]
) -> list[dict[str, Any]]:
    palette: Palette = palette_of(screen)
    shapes = signs(villages)
    plate = {"symbol": "circle", "size": PLATE, "color": palette.panel, "opacity": 1}
    marker = {
        "symbol": [shapes[each.leading or ""][0] for each in told], "size": SHAPE, "color": palette.base, "opacity": 1,
        "line": {"width": 2, "color": palette.base},
    }  # fmt: skip
    return [_points(screen, told, plate) | {"hoverinfo": "skip"}, _points(screen, told, marker)]


def _points(screen: Screen, villages: Sequence[VillageIndustry], marker: Mapping[str, Any]) -> dict[str, Any]:
    places = [project(*(place_of(screen.reading, each.state.village) or (0.0, 0.0))) for each in villages]
    return {
        "type": "scatter", "mode": "markers", "marker": dict(marker), "hoverinfo": "text",
        "x": [round(x, DECIMALS) for x, _ in places], "y": [round(y, DECIMALS) for _, y in places],
        "hovertext": [_hover(screen, each) for each in villages], "customdata": [each.code for each in villages],
    }  # fmt: skip


def _hover(screen: Screen, each: VillageIndustry) -> str:
    language, village = screen.language, each.state.village
    town = town_label(language, village.town_code, name=village.town_name)
    carried = metric("industry.households_carried")
    lead = industry_label(language, each.leading) if each.leading else t(language, "industry.no_entry")
    lines = (
        f"{village_label(language, village.name)} · {town}",
        lead,
        f"{carried.short[language]} {with_unit(carried, each.carried, language)}",
    )
    return "<br>".join(escape(line) for line in lines)
