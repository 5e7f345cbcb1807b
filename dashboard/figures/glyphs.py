"""Village status glyphs as Plotly markers (村状态): ● exited, ◐ near, ○ moving, ▲ behind, each on a white plate.

Plotly has no half-filled disc: ◐ is a full disc, its right half covered in white by a broad line, and a ring on top.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.queries.status import Status
from dashboard.theme import Palette

Trace = dict[str, Any]

PLATE_EXTRA = 6.2
"""How much broader than its glyph a plate is, in px."""
TRIANGLE = 1.18
"""A triangle is drawn larger by this to weigh as much as a disc."""
RING_SHARE = 0.19
LINE_EW_REACH = 1.4
"""Plotly draws the marker ``line-ew`` this many times as long as its size."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A glyph to draw: point in map units, diameter in px, status (None = not known yet), what it answers to.

    ``opens`` is the figure that a click opens instead.
    """

    x: float
    y: float
    size: float
    status: Status | None
    key: str
    hover: str
    opens: str | None = None


def plate_trace(marks: Sequence[Mark], palette: Palette) -> Trace:
    """Return the white plates that keep glyphs readable on any colour."""
    sizes = [
        round(_drawn_size(mark) + (PLATE_EXTRA + 3 if mark.status == "behind" else PLATE_EXTRA), 1) for mark in marks
    ]
    symbols = ["triangle-up" if mark.status == "behind" else "circle" for mark in marks]
    return _points(marks) | {
        "hoverinfo": "skip",
        "marker": {"symbol": symbols, "size": sizes, "color": palette.panel, "opacity": 1, "line": {"width": 0}},
    }


def class_trace(marks: Sequence[Mark], colors: Sequence[str], palette: Palette, *, size: float) -> Trace:
    """Return the discs that carry an indicator's class below the plates."""
    marker = {"symbol": "circle", "size": size, "color": list(colors), "opacity": 1}
    return _points(marks) | {
        "hoverinfo": "skip",
        "marker": marker | {"line": {"width": 1, "color": palette.ink2}},
    }


def glyph_traces(marks: Sequence[Mark], palette: Palette) -> list[Trace]:
    """Return the glyphs: one trace that answers to the pointer (customdata), then what makes ◐ half."""
    fills, lines, widths = zip(*(_paint(mark, palette) for mark in marks), strict=True) if marks else ((), (), ())
    whole = _points(marks) | {
        "customdata": [mark.opens or mark.key for mark in marks],
        "hovertext": [mark.hover for mark in marks],
        "hoverinfo": "text",
        "marker": {
            "symbol": ["triangle-up" if mark.status == "behind" else "circle" for mark in marks],
            "size": [round(_drawn_size(mark), 1) for mark in marks],
            "color": list(fills),
            "opacity": 1,
            "line": {"color": list(lines), "width": list(widths)},
        },
    }
    near = [mark for mark in marks if mark.status == "near"]
    return [whole, *([_half_cover(near, palette), _rings(near, palette)] if near else [])]


def ring_trace(x: float, y: float, *, size: float, color: str, width: float) -> Trace:
    """Return a ring round one point, e.g. the selected village."""
    marker = {"symbol": "circle-open", "size": size, "color": color, "line": {"width": width, "color": color}}
    return {"type": "scatter", "mode": "markers", "x": [x], "y": [y], "hoverinfo": "skip", "marker": marker}


def _drawn_size(mark: Mark) -> float:
    return mark.size * TRIANGLE if mark.status == "behind" else mark.size


def _ring_width(size: float) -> float:
    return round(max(1.6, RING_SHARE * size * 0.75), 1)


def _paint(mark: Mark, palette: Palette) -> tuple[str, str, float]:
    """Return fill, line colour and line width of a glyph."""
    if mark.status == "behind":
        return palette.accent, palette.accent, 0
    if mark.status == "moving":
        return palette.panel, palette.base, _ring_width(mark.size)
    if mark.status is None:
        return palette.panel, palette.ink3, 1.2
    return palette.base, palette.base, 0


def _half_cover(near: Sequence[Mark], palette: Palette) -> Trace:
    inner = [mark.size / 2 - _ring_width(mark.size) / 2 for mark in near]
    marker = {
        "symbol": "line-ew",
        "size": [round(2 * radius / LINE_EW_REACH, 2) for radius in inner],
        "angle": -90,
        "opacity": 1,
        "standoff": [round(radius / 2, 2) for radius in inner],
        "line": {"color": palette.panel, "width": [round(radius, 2) for radius in inner]},
    }
    return _points(near) | {"hoverinfo": "skip", "marker": marker}


def _rings(near: Sequence[Mark], palette: Palette) -> Trace:
    width = [_ring_width(mark.size) for mark in near]
    size = [round(mark.size - wide, 2) for mark, wide in zip(near, width, strict=True)]
    marker = {"symbol": "circle-open", "size": size, "color": palette.base, "opacity": 1}
    return _points(near) | {"hoverinfo": "skip", "marker": marker | {"line": {"color": palette.base, "width": width}}}


def _points(marks: Iterable[Mark]) -> Trace:
    given = list(marks)
    return {"type": "scatter", "mode": "markers", "x": [mark.x for mark in given], "y": [mark.y for mark in given]}
