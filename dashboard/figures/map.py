"""The land every map of the county stands on (底图): neighbours, towns by zone, lines, the view; plain Plotly dicts.

Polygons are filled ``go.Scatter`` traces in x = lon · cos 37.5°, y = lat: drawn as SVG without any outside request.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import hypot
from typing import Any

from dashboard.queries.areas import Land, TownLand
from dashboard.theme import ZONES, Palette
from data.text import Locale
from geo.area import Point, Ring
from geo.shapes import Neighbour, county, frame, neighbours, project, project_ring, scale_bar_km, scale_bar_units

Trace = dict[str, Any]
Coordinates = tuple[list[float | None], list[float | None]]

DECIMALS = 4
"""About 10 m: below a pixel at every zoom that makes sense."""
NEIGHBOUR_TOLERANCE = 0.004
ON_EDGE_DEGREES = 1e-4
MARGIN_SHARE = 0.035
COUNTY_LINE, ZONE_LINE, TOWN_LINE, NEIGHBOUR_LINE = 2.6, 2.2, 0.8, 1.2
HATCH_PX, DOTS_PX = 6, 7
HATCH_SOLIDITY, DOTS_SOLIDITY = 0.14, 0.09
HATCH_OPACITY, DOTS_OPACITY = 0.45, 1.0


@dataclass(frozen=True, slots=True)
class Window:
    """The rectangle of the map that must be seen, in map units."""

    west: float
    south: float
    east: float
    north: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        return self.west, self.south, self.east, self.north

    def scale(self, width_px: float, height_px: float) -> float:
        """Return px a map unit where the whole window is drawn in a box of that size."""
        return min(width_px / (self.east - self.west), height_px / (self.north - self.south))


def coordinates(lines: Iterable[Ring], *, tolerance: float = 0.0) -> Coordinates:
    """Return lines or rings as one trace's x and y, parted by None; points nearer than ``tolerance`` are thinned."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for line in lines:
        points = thinned(project_ring(line), tolerance) if tolerance else project_ring(line)
        if xs:
            xs.append(None)
            ys.append(None)
        xs += [round(x, DECIMALS) for x, _ in points]
        ys += [round(y, DECIMALS) for _, y in points]
    return xs, ys


def thinned(points: Ring, tolerance: float) -> Ring:
    """Return a line without the points that lie within ``tolerance`` of the rest (Douglas-Peucker)."""
    if len(points) < 3:
        return points
    start, end = points[0], points[-1]
    off = [_distance(point, start, end) for point in points[1:-1]]
    furthest = max(range(len(off)), key=off.__getitem__) + 1
    if off[furthest - 1] <= tolerance:
        return start, end
    return thinned(points[: furthest + 1], tolerance)[:-1] + thinned(points[furthest:], tolerance)


def window_of(rings: Iterable[Ring], *, margin_share: float = MARGIN_SHARE) -> Window:
    """Return the window around rings in degrees, with a margin."""
    points = [project(lon, lat) for ring in rings for lon, lat in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    margin = margin_share * max(east - west, north - south)
    return Window(west - margin, south - margin, east + margin, north + margin)


@cache
def county_window() -> Window:
    """Return the window of the whole county."""
    return window_of(county().rings)


def land_traces(land: Land, palette: Palette, *, zone: str | None = None, town: str | None = None) -> list[Trace]:
    """Return towns tinted by zone with their pattern, town, zone and county lines, from below to above.

    With a ``zone`` or ``town`` chosen only its land is tinted. Nothing of it answers to the pointer.
    """
    chosen = [each for each in land.towns if zone in (None, each.zone) and town in (None, each.area.code)]
    rest = [each for each in land.towns if each not in chosen]
    traces = [_fill(rest, palette.paper)] if rest else []
    for name in (*ZONES, None):
        mine = [each for each in chosen if each.zone == name]
        if mine:
            traces.append(_zone_fill(mine, name, palette))
    lines = [ring for each in land.towns for ring in each.area.rings]
    traces.append(line_trace(lines, color=palette.rule if zone or town else palette.panel, width=TOWN_LINE * 1.5))
    if land.villages:
        edges = [ring for each in land.villages.values() for ring in each.rings]
        traces.append(line_trace(edges, color=palette.rule, width=TOWN_LINE))
    traces.append(line_trace(land.zone_lines, color=palette.ink2, width=ZONE_LINE, dash="9px,4px"))
    if town:
        traces.append(line_trace([r for each in chosen for r in each.area.rings], color=palette.ink2, width=ZONE_LINE))
    traces.append(line_trace(land.county, color=palette.ink, width=COUNTY_LINE))
    return traces


def neighbour_trace(palette: Palette) -> Trace:
    """Return the lines of the counties next door; their land is the map's own ground (``plot_bgcolor`` = land)."""
    xs, ys = _neighbour_coordinates()
    return _quiet(xs, ys) | {"line": {"color": palette.rule, "width": NEIGHBOUR_LINE}}


@cache
def _neighbour_coordinates() -> Coordinates:
    """Return the neighbours' lines without the edge of the frame they were clipped to."""
    lines = [piece for each in neighbours() for ring in each.rings for piece in _inside_pieces(ring)]
    return coordinates(lines, tolerance=NEIGHBOUR_TOLERANCE)


def _inside_pieces(ring: Ring) -> list[Ring]:
    """Return the parts of a ring that do not run along the edge of the frame."""
    pieces: list[list[Point]] = [[ring[0]]]
    for start, end in pairwise(ring):
        if _edges(start) & _edges(end):
            pieces.append([end])
        else:
            pieces[-1].append(end)
    return [tuple(piece) for piece in pieces if len(piece) > 1]


def _edges(point: Point) -> set[str]:
    """Return the edges of the frame on which a point lies."""
    box, (lon, lat) = frame(), point
    near = {"west": lon - box.west, "east": box.east - lon, "south": lat - box.south, "north": box.north - lat}
    return {edge for edge, distance in near.items() if distance < ON_EDGE_DEGREES}


def line_trace(lines: Iterable[Ring], *, color: str, width: float, dash: str = "solid") -> Trace:
    """Return lines in degrees as one trace."""
    xs, ys = coordinates(lines)
    return _quiet(xs, ys) | {"line": {"color": color, "width": width, "dash": dash}}


def view_layout(window: Window) -> dict[str, Any]:
    """Return the axes of a map: both in the same scale, hidden, moved by hand and wheel."""
    hidden = {"visible": False, "showgrid": False, "zeroline": False, "fixedrange": False, "automargin": False}
    return {
        "xaxis": hidden | {"range": [window.west, window.east]},
        "yaxis": hidden | {"range": [window.south, window.north], "scaleanchor": "x", "scaleratio": 1},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "dragmode": "pan",
    }


def scale_bar(window: Window, palette: Palette, *, words: str, size: int) -> tuple[Trace, dict[str, Any]]:
    """Return a scale bar (比例尺) at the lower left as trace and its annotation; ``words`` has a slot ``{km}``."""
    km = scale_bar_km((window.east - window.west) * 1.2)
    x, y = window.west + 0.02 * (window.east - window.west), window.south + 0.04 * (window.north - window.south)
    tick = 0.008 * (window.north - window.south)
    end = x + scale_bar_units(km)
    trace = _quiet([x, x, end, end], [y + tick, y, y, y + tick]) | {"line": {"color": palette.ink, "width": 1.6}}
    text = {
        "x": x, "y": y, "text": words.format(km=km), "showarrow": False, "xanchor": "left", "yshift": size,
        "font": {"size": size, "color": palette.ink},
    }  # fmt: skip
    return trace, text


def north_arrow(palette: Palette, *, word: str, size: int) -> dict[str, Any]:
    """Return the north arrow (指北针) at the upper right; the map never turns."""
    return {
        "xref": "paper", "yref": "paper", "x": 1, "y": 1, "xanchor": "right", "yanchor": "top",
        "xshift": -14, "yshift": -10, "text": f"▲<br>{word}", "showarrow": False, "align": "center",
        "font": {"size": size, "color": palette.ink},
    }  # fmt: skip


def neighbour_name(neighbour: Neighbour, language: Locale) -> str:
    """Return the name of a county next door as of 2016, letter-spaced in Chinese, with its province if another."""
    if language == "en":
        return neighbour.name_en
    name = neighbour.name if neighbour.province == "陕西" else f"{neighbour.province} {neighbour.name}"
    return "\u2009".join(name)


def _quiet(xs: Sequence[float | None], ys: Sequence[float | None]) -> Trace:
    return {"type": "scatter", "mode": "lines", "x": list(xs), "y": list(ys), "hoverinfo": "skip", "showlegend": False}


def _fill(towns: Sequence[TownLand], color: str) -> Trace:
    xs, ys = coordinates(ring for each in towns for ring in each.area.rings)
    return _quiet(xs, ys) | {"fill": "toself", "fillcolor": color, "line": {"width": 0}}


def _zone_fill(towns: Sequence[TownLand], zone: str | None, palette: Palette) -> Trace:
    style = ZONES.get(zone or "")
    trace = _fill(towns, style.tint if style else palette.panel)
    if style and style.pattern:
        is_hatch = style.pattern == "/"
        trace["fillpattern"] = {
            "shape": style.pattern, "fgcolor": style.mark, "bgcolor": style.tint,
            "size": HATCH_PX if is_hatch else DOTS_PX, "solidity": HATCH_SOLIDITY if is_hatch else DOTS_SOLIDITY,
            "fgopacity": HATCH_OPACITY if is_hatch else DOTS_OPACITY,
        }  # fmt: skip
    return trace


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy)
    if not length:
        return hypot(point[0] - start[0], point[1] - start[1])
    return abs(dx * (point[1] - start[1]) - dy * (point[0] - start[0])) / length
