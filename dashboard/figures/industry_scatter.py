"""Output a carried household against households carried (产值与带动): one point an industry of a zone, all named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from statistics import median
from typing import Any

from dashboard.figures.base import Figure, figure, palette_of, sizes_of
from dashboard.figures.point_labels import Offset, Point, Setting, place_names
from dashboard.i18n import t
from dashboard.industry_names import labels_of
from dashboard.metrics.formats import axis_label, with_unit
from dashboard.metrics.registry import metric
from dashboard.names import zone_label
from dashboard.opened import POINT
from dashboard.queries.industry import AreaIndustries, IndustrySum
from dashboard.queries.industry_opening import of_sum
from dashboard.queries.opening import opened_by
from dashboard.queries.screen import Screen
from dashboard.theme import ZONES

MARGIN = {"l": 66, "r": 18, "t": 30, "b": 50}
WIDTHS = (560, 640, 760, 980)
"""Widths of the whole chart for which the names are placed; the style sheet allows no smaller one."""
ROOM = 1.14
LEAST_FOR_CORNER = 6
"""Medians of fewer points say little."""
MARKER = 14


@dataclass(frozen=True, slots=True)
class ScatterPoint:
    """An industry of a zone: households carried and output a carried household in yuan; ``opens`` is that figure."""

    name: str
    zone: str | None
    households: int
    yuan: float
    opens: str = ""


def scatter_points(screen: Screen, areas: Iterable[AreaIndustries]) -> tuple[ScatterPoint, ...]:
    """Return the points of all industries whose output a household is known."""
    found = []
    for area in areas:
        for name, each in zip(labels_of(screen.language, area.industries), area.industries, strict=True):
            if each.output_per_household is not None:
                opened = opened_by(screen, "industry.output_per_household", **of_sum(screen, area.zone, each)).written
                found.append(ScatterPoint(name, area.zone, each.households, each.output_per_household, opened))
    return tuple(found)


def unplotted(areas: Iterable[AreaIndustries]) -> tuple[IndustrySum, ...]:
    """Return the industries without output, which have no place in the chart."""
    return tuple(each for area in areas for each in area.industries if each.output_per_household is None)


def corner(points: Sequence[ScatterPoint]) -> tuple[float, float] | None:
    """Return the medians (households, yuan) that bound the corner of much output and few households."""
    if len(points) < LEAST_FOR_CORNER:
        return None
    return median(point.households for point in points), median(point.yuan for point in points)


def in_corner(points: Sequence[ScatterPoint]) -> tuple[ScatterPoint, ...]:
    """Return the points in that corner, most output a household first."""
    bounds = corner(points)
    if bounds is None:
        return ()
    inside = [point for point in points if point.households < bounds[0] and point.yuan > bounds[1]]
    return tuple(sorted(inside, key=lambda point: (-point.yuan, point.name)))


def scatter_figure(screen: Screen, points: Sequence[ScatterPoint], *, height: int) -> Figure:
    """Return the scatter; zones by shape and colour, both axes from zero, medians bounding the tinted corner."""
    right, top = ROOM * max(point.households for point in points), ROOM * max(point.yuan for point in points)
    placed = tuple(Point(point.name, point.households / right, point.yuan / top) for point in points)
    plots = tuple((width - MARGIN["l"] - MARGIN["r"], height - MARGIN["t"] - MARGIN["b"]) for width in WIDTHS)
    offsets = place_names(placed, Setting(sizes_of(screen).note, MARKER / 2 + 1, plots))
    names = [_name(screen, point, offset) for point, offset in zip(points, offsets, strict=True)]
    bounds = corner(points)
    layout = {
        "margin": MARGIN,
        "xaxis": _axis(screen, "industry.households_carried", right) | {"showgrid": False, "showline": True},
        "yaxis": _axis(screen, "industry.output_per_household", top),
        "annotations": [*names, *([_corner_name(screen, bounds)] if bounds else [])],
        "shapes": [_corner_shape(screen, bounds, top)] if bounds else [],
    }
    zones = [zone for zone in (*ZONES, None) if any(point.zone == zone for point in points)]
    return figure(screen, [_trace(screen, zone, points) for zone in zones], layout, height=height)


def _axis(screen: Screen, metric_id: str, end: float) -> dict[str, Any]:
    ticks = _ticks(end)
    found = metric(metric_id)
    title = t(screen.language, "industry.axis", name=found.name[screen.language], unit=found.unit[screen.language])
    is_upright = metric_id == "industry.output_per_household"
    # The upright axis has its words above it: turned text is hard to read.
    return {
        "range": [0, end], "tickvals": ticks, "ticktext": [axis_label(tick, end, screen.language) for tick in ticks],
        "title": {"text": "" if is_upright else title}, "automargin": False,
    }  # fmt: skip


def _ticks(end: float) -> list[float]:
    steps = [step * 10**power for power in range(9) for step in (1, 2, 5)]
    step = next((each for each in steps if end / each <= 6), steps[-1])
    return [float(step * at) for at in range(int(end // step) + 1)]


def _trace(screen: Screen, zone: str | None, points: Sequence[ScatterPoint]) -> dict[str, Any]:
    mine = [point for point in points if point.zone == zone]
    style, palette = ZONES.get(zone or ""), palette_of(screen)
    marker = {
        "symbol": style.symbol if style else "x", "size": MARKER, "opacity": 1,
        "color": style.mark if style else palette.ink3,
        "line": {"width": 1.5, "color": style.outline if style else palette.ink3},
    }  # fmt: skip
    return {
        "type": "scatter", "mode": "markers", "name": zone or "", "cliponaxis": False, "marker": marker,
        "x": [point.households for point in mine], "y": [round(point.yuan) for point in mine],
        "text": [_hover(screen, point) for point in mine], "hovertemplate": "%{text}<extra></extra>",
        "customdata": [f"{POINT}{point.opens}" for point in mine],
    }  # fmt: skip


def _hover(screen: Screen, point: ScatterPoint) -> str:
    language = screen.language
    carried, output = metric("industry.households_carried"), metric("industry.output_per_household")
    lines = (
        f"{point.name} · {zone_label(language, point.zone)}",
        f"{carried.short[language]} {with_unit(carried, point.households, language)}",
        f"{output.short[language]} {with_unit(output, point.yuan, language)}",
    )
    return "<br>".join(escape(line) for line in lines)


def _name(screen: Screen, point: ScatterPoint, offset: Offset) -> dict[str, Any]:
    style, palette = ZONES.get(point.zone or ""), palette_of(screen)
    base: dict[str, Any] = {
        "x": point.households, "y": round(point.yuan), "text": escape(point.name), "xanchor": "center",
        "yanchor": "middle", "borderpad": 0,
        "font": {"size": sizes_of(screen).note, "color": style.text if style else palette.ink2},
    }  # fmt: skip
    if not offset.is_far:
        return base | {"showarrow": False, "xshift": round(offset.dx, 1), "yshift": round(offset.dy, 1)}
    line = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": palette.ink3, "standoff": MARKER / 2}
    return base | line | {"showarrow": True, "ax": round(offset.dx, 1), "ay": round(-offset.dy, 1)}


def _corner_shape(screen: Screen, bounds: tuple[float, float], top: float) -> dict[str, Any]:
    return {
        "type": "rect", "x0": 0, "x1": bounds[0], "y0": bounds[1], "y1": top, "layer": "below",
        "fillcolor": palette_of(screen).grid, "opacity": 0.55, "line": {"width": 0},
    }  # fmt: skip


def _corner_name(screen: Screen, bounds: tuple[float, float]) -> dict[str, Any]:
    # Above the plot, so that no point's name can meet it.
    return {
        "x": bounds[0], "y": 1, "yref": "paper", "xanchor": "right", "yanchor": "bottom", "yshift": 2,
        "text": t(screen.language, "industry.corner"), "showarrow": False,
        "font": {"size": sizes_of(screen).note, "color": palette_of(screen).ink2},
    }  # fmt: skip


def scatter_alt(screen: Screen, points: Sequence[ScatterPoint]) -> str:
    """Return what the chart shows, in one sentence for those who do not see it."""
    most = max(points, key=lambda point: point.yuan)
    return t(screen.language, "industry.scatter_alt", count=len(points), name=most.name)
