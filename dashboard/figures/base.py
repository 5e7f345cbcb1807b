"""What every figure has in common: fonts, colours and sizes of the theme, hover label, numbers, no outside parts."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.queries.screen import Screen
from dashboard.theme import CLEAR, FONTS, LIGHT, PRESENT, PROJECTOR, SCREEN, ChartSizes, Palette

Figure = dict[str, Any]
NO_MARGIN = {"l": 0, "r": 0, "t": 0, "b": 0}


def sizes_of(screen: Screen) -> ChartSizes:
    """Return type and line sizes for the screen: larger in a presentation (投屏)."""
    return PRESENT if screen.view.present else SCREEN


def palette_of(screen: Screen) -> Palette:
    """Return the colours for the screen."""
    return PROJECTOR if screen.view.present else LIGHT


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``base`` with ``over`` laid over it, key by key in depth; neither is changed."""
    found = dict(base)
    for key, value in over.items():
        before = found.get(key)
        found[key] = merged(before, value) if isinstance(before, Mapping) and isinstance(value, Mapping) else value
    return found


def axis_style(palette: Palette, sizes: ChartSizes) -> dict[str, Any]:
    """Return how an axis looks: hairline grid, no zero line, small grey numbers, no zooming."""
    return {
        "gridcolor": palette.grid,
        "linecolor": palette.ink3,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"size": sizes.note, "color": palette.ink3},
        "title": {"font": {"size": sizes.note, "color": palette.ink3}},
    }


def base_layout(screen: Screen, *, height: int) -> dict[str, Any]:
    """Return the layout every figure starts from."""
    palette, sizes = palette_of(screen), sizes_of(screen)
    axis = axis_style(palette, sizes)
    return {
        "height": height,
        "font": {"family": FONTS, "size": sizes.text, "color": palette.ink},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "margin": {"l": 48, "r": 16, "t": 12, "b": 32},
        "xaxis": axis | {"showgrid": False},
        "yaxis": axis,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": palette.ink,
            "bordercolor": palette.ink,
            "font": {"family": FONTS, "size": sizes.text, "color": palette.panel},
            "align": "left",
        },
        "separators": ".,",
        "uirevision": screen.view.href(""),
        "colorway": [palette.base, palette.base2, palette.base3],
    }


def figure(
    screen: Screen, data: Sequence[Mapping[str, Any]], layout: Mapping[str, Any] | None = None, *, height: int
) -> Figure:
    """Return a figure as a plain dict: traces over the base layout, ``layout`` winning in depth; height in px."""
    return {"data": [dict(trace) for trace in data], "layout": merged(base_layout(screen, height=height), layout or {})}


def empty_figure(screen: Screen, reason: str, *, height: int) -> Figure:
    """Return a figure without traces that says why it is empty."""
    sizes, palette = sizes_of(screen), palette_of(screen)
    hidden = {"visible": False}
    words = {
        "text": reason, "showarrow": False, "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5,
        "font": {"size": sizes.text, "color": palette.ink2},
    }  # fmt: skip
    return figure(
        screen, [], {"annotations": [words], "xaxis": hidden, "yaxis": hidden, "margin": NO_MARGIN}, height=height
    )


def label(
    screen: Screen,
    text: str,
    *,
    at: tuple[Any, Any],
    shift: tuple[int, int] = (0, 0),
    color: str | None = None,
    strong: bool = False,
    anchor: str = "left",
) -> dict[str, Any]:
    """Return a direct label as an annotation at data coordinates, shifted by pixels."""
    sizes, palette = sizes_of(screen), palette_of(screen)
    return {
        "x": at[0], "y": at[1], "xshift": shift[0], "yshift": shift[1], "text": f"<b>{text}</b>" if strong else text,
        "showarrow": False, "xanchor": anchor, "align": anchor,
        "font": {"size": sizes.strong if strong else sizes.note, "color": color or palette.ink2},
    }  # fmt: skip
