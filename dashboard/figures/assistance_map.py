"""The map of assistance (帮扶分布): poor villages by how many teams or first secretaries they have."""

from collections.abc import Sequence
from html import escape
from typing import Any

from dashboard.figures.base import Figure, figure, palette_of, sizes_of
from dashboard.figures.map import DECIMALS, land_traces, north_arrow, view_layout
from dashboard.figures.village_map import window_for
from dashboard.i18n import t
from dashboard.names import town_label, village_label
from dashboard.queries.areas import land
from dashboard.queries.map_villages import place_of
from dashboard.queries.opening import point
from dashboard.queries.posts import FIGURE, KINDS, MANY, Many, PostKind, how_many, posted_counts
from dashboard.queries.screen import Screen
from dashboard.queries.villages import Village, has_rows
from dashboard.theme import Palette
from geo.shapes import project

SIZE: dict[Many, float] = {"none": 14.0, "one": 10.0, "several": 15.0}
PLATE_EXTRA = 7.0


def layer_of(screen: Screen) -> PostKind:
    """Return the layer of the view: teams, or first secretaries; teams for any other word."""
    return "first_secretaries" if screen.view.metric == "first_secretaries" else "teams"


def assistance_map(screen: Screen, villages: Sequence[Village], *, height: int) -> Figure:
    """Return the map of the layer asked for: ▲ none, ○ one, ● several; a click opens who is posted there."""
    palette, view = palette_of(screen), screen.view
    placed = [each for each in villages if place_of(screen.reading, each) is not None]
    counts = posted_counts(screen.reading, layer_of(screen))
    groups = {many: [each for each in placed if how_many(counts.get(each.code, 0)) == many] for many in MANY}
    traces = land_traces(land(screen.reading), palette, zone=view.zone, town=view.town)
    for many in ("several", "one", "none"):
        traces += [_plates(screen, groups[many], many), _points(screen, groups[many], many)] if groups[many] else []
    arrow = north_arrow(palette, word=t(screen.language, "map.north"), size=sizes_of(screen).text)
    layout = view_layout(window_for(screen)) | {
        "annotations": [arrow], "uirevision": f"{view.zone}/{view.town}", "dragmode": False,
    }  # fmt: skip
    return figure(screen, traces, layout, height=height)


def unplaced(screen: Screen, villages: Sequence[Village]) -> int:
    """Return how many of the villages have no position."""
    return sum(place_of(screen.reading, each) is None for each in villages)


def _plates(screen: Screen, villages: Sequence[Village], many: Many) -> dict[str, Any]:
    marker = {"symbol": "circle", "size": SIZE[many] + PLATE_EXTRA, "color": palette_of(screen).panel, "opacity": 1}
    return _at(screen, villages) | {"hoverinfo": "skip", "marker": marker}


def _points(screen: Screen, villages: Sequence[Village], many: Many) -> dict[str, Any]:
    return _at(screen, villages) | {
        "marker": _marker(palette_of(screen), many), "hoverinfo": "text",
        "hovertext": [_hover(screen, each) for each in villages],
        "customdata": [_opens(screen, each, many) for each in villages],
    }  # fmt: skip


def _marker(palette: Palette, many: Many) -> dict[str, Any]:
    if many == "none":
        return {"symbol": "triangle-up", "size": SIZE[many], "color": palette.accent, "opacity": 1}
    fill = palette.panel if many == "one" else palette.base
    line = {"width": 2, "color": palette.base}
    return {"symbol": "circle", "size": SIZE[many], "color": fill, "opacity": 1, "line": line}


def _opens(screen: Screen, village: Village, many: Many) -> str:
    layer = layer_of(screen)
    figure_id = f"villages.{FIGURE[layer]}_none" if many == "none" else f"{layer}.total"
    return point(screen, figure_id, village=village.code)


def _at(screen: Screen, villages: Sequence[Village]) -> dict[str, Any]:
    places = [project(*(place_of(screen.reading, each) or (0.0, 0.0))) for each in villages]
    return {
        "type": "scatter", "mode": "markers",
        "x": [round(x, DECIMALS) for x, _ in places], "y": [round(y, DECIMALS) for _, y in places],
    }  # fmt: skip


def _hover(screen: Screen, village: Village) -> str:
    language = screen.language
    town = town_label(language, village.town_code, name=village.town_name)
    lines = [f"{village_label(language, village.name)} · {town}"]
    for kind in KINDS:
        if has_rows(screen.reading, kind):
            count = posted_counts(screen.reading, kind).get(village.code, 0)
            lines.append(t(language, f"assistance.hover_{kind}", count=count))
    return "<br>".join(escape(line) for line in lines)
