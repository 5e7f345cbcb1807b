"""Two figures of the villages against each other (散点图): zones by shape and colour, the fitted line if asked."""

from collections.abc import Collection, Sequence
from html import escape
from typing import Any

from dashboard.figures.base import Figure, figure, palette_of
from dashboard.i18n import t
from dashboard.metrics.fitting import FittedLine
from dashboard.metrics.formats import display_unit, to_display, with_unit
from dashboard.metrics.registry import metric
from dashboard.names import village_label, zone_label
from dashboard.queries.screen import Screen
from dashboard.queries.village_pairs import VillagePair, chosen
from dashboard.theme import CLEAR, ZONES

MARKER, FAINT = 11, 0.25
MARGIN = {"l": 64, "r": 18, "t": 12, "b": 52}


def pairs_figure(
    screen: Screen, points: Sequence[VillagePair], *, line: FittedLine | None, picked: Collection[str], height: int
) -> Figure:
    """Return the scatter of the villages whose figures are both known; those not picked are faint."""
    across, upright = chosen(screen)
    known = [point for point in points if point.is_known]
    zones = [zone for zone in (*ZONES, None) if any(point.each.state.village.zone == zone for point in known)]
    traces = [_trace(screen, zone, known, picked) for zone in zones]
    if line is not None:
        traces.insert(0, _line(screen, [each for each in known if not picked or each.each.code in picked], line))
    layout = {
        "margin": MARGIN, "dragmode": "select", "uirevision": f"{across}/{upright}",
        "xaxis": {"title": {"text": axis_words(screen, across)}, "showline": True},
        "yaxis": {"title": {"text": ""}, "showgrid": True},
        "modebar": {"bgcolor": CLEAR, "color": palette_of(screen).ink3, "activecolor": palette_of(screen).ink},
    }  # fmt: skip
    return figure(screen, traces, layout, height=height)


def axis_words(screen: Screen, metric_id: str) -> str:
    """Return a figure's name with the unit in which the axis prints it."""
    found = metric(metric_id)
    unit = display_unit(found, screen.language)
    return t(screen.language, "industry.axis", name=found.name[screen.language], unit=unit)


def _shown(screen: Screen, metric_id: str, value: float | None) -> float:
    return round(to_display(metric(metric_id), value or 0.0, screen.language), 4)


def _trace(screen: Screen, zone: str | None, known: Sequence[VillagePair], picked: Collection[str]) -> dict[str, Any]:
    across, upright = chosen(screen)
    mine = [point for point in known if point.each.state.village.zone == zone]
    style, palette = ZONES.get(zone or ""), palette_of(screen)
    marker = {
        "symbol": style.symbol if style else "x", "size": MARKER,
        "opacity": [1.0 if not picked or point.each.code in picked else FAINT for point in mine],
        "color": style.mark if style else palette.ink3,
        "line": {"width": 1.5, "color": style.outline if style else palette.ink3},
    }  # fmt: skip
    return {
        "type": "scatter", "mode": "markers", "name": zone or "", "cliponaxis": False, "marker": marker,
        "x": [_shown(screen, across, point.x) for point in mine],
        "y": [_shown(screen, upright, point.y) for point in mine],
        "text": [_hover(screen, point) for point in mine], "hovertemplate": "%{text}<extra></extra>",
        "customdata": [point.each.code for point in mine],
    }  # fmt: skip


def _line(screen: Screen, known: Sequence[VillagePair], line: FittedLine) -> dict[str, Any]:
    across, upright = chosen(screen)
    ends = [min(point.x or 0.0 for point in known), max(point.x or 0.0 for point in known)]
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip",
        "line": {"color": palette_of(screen).ink2, "width": 2, "dash": "dash"},
        "x": [_shown(screen, across, x) for x in ends], "y": [_shown(screen, upright, line.at(x)) for x in ends],
    }  # fmt: skip


def _hover(screen: Screen, point: VillagePair) -> str:
    language, village = screen.language, point.each.state.village
    across, upright = (metric(each) for each in chosen(screen))
    lines = (
        f"{village_label(language, village.name)} · {zone_label(language, village.zone)}",
        f"{across.short[language]} {with_unit(across, point.x, language)}",
        f"{upright.short[language]} {with_unit(upright, point.y, language)}",
    )
    return "<br>".join(escape(each) for each in lines)
