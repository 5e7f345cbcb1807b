"""The burn-down of poor villages (贫困村退出): stepped, beside an even pace and what is expected."""

from collections.abc import Sequence
from datetime import date

from dashboard.figures.ahead import ahead_words, band_traces, highest
from dashboard.figures.base import Figure, figure, palette_of, sizes_of
from dashboard.figures.timeline import Words, block_height, corner, count_axis, headroom, time_axis
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, prose_date
from dashboard.queries.opening import point
from dashboard.queries.projections import Projection
from dashboard.queries.screen import Screen

MARGIN = {"l": 36, "r": 14, "t": 6, "b": 28}
SHORT_OF_AXIS = 1.02

Steps = Sequence[tuple[date, int]]


def steps_down_figure(
    screen: Screen, steps: Steps, *, deadline: date, height: int, ahead: Projection | None = None
) -> Figure:
    """Return the villages still to exit at each month-end from the baseline.

    The dashed line is an even pace from the baseline to nobody at the deadline, no plan of the county's; ``ahead``
    draws the band of what is expected.
    """
    palette, sizes, language = palette_of(screen), sizes_of(screen), screen.language
    start, total = steps[0]
    as_of, now = steps[-1]
    texts = [
        t(language, "burn_down.hover_villages", day=prose_date(day, language), villages=format_number(left))
        for day, left in steps
    ]
    even = {
        "type": "scatter", "name": "even", "mode": "lines", "hoverinfo": "skip",
        "x": [start.isoformat(), deadline.isoformat()], "y": [total, 0],
        "line": {"color": palette.ink2, "width": sizes.line / 2, "dash": "dash"},
    }  # fmt: skip
    actual = {
        "type": "scatter", "name": "actual", "mode": "lines+markers", "cliponaxis": False,
        "x": [day.isoformat() for day, _ in steps], "y": [left for _, left in steps],
        "line": {"color": palette.base, "width": sizes.line, "shape": "hv"},
        "marker": {"color": palette.base, "size": [0] * (len(steps) - 1) + [sizes.marker * 1.3], "opacity": 1},
        "customdata": [point(screen, "villages.remaining", as_of=day) for day, _ in steps],
        "text": texts, "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip
    slots = {"day": prose_date(as_of, language), "villages": format_number(now)}
    right = [Words(t(language, "burn_down.now_villages", **slots), palette.ink, strong=True)]
    right += ahead_words(screen, ahead) if ahead is not None else []
    low = [Words(t(language, "burn_down.even"), palette.ink2)]
    plot = height - MARGIN["t"] - MARGIN["b"]
    halfway = max(total / 2, highest(ahead), *(left for _, left in steps[len(steps) // 2 :]))
    top = max(total * SHORT_OF_AXIS, headroom(halfway, block=block_height(screen, right), plot=plot))
    layout = {
        "margin": MARGIN,
        "xaxis": time_axis(screen, as_of=as_of, start=start, deadline=deadline),
        "yaxis": count_axis(screen, top=top, labelled_to=total * SHORT_OF_AXIS) | {"automargin": False},
        "annotations": [
            *corner(screen, right, at=(max(deadline, as_of).isoformat(), halfway), side="right"),
            *corner(screen, low, at=(start.isoformat(), 0), side="left"),
        ],
    }
    band = band_traces(screen, ahead)
    return figure(screen, [*band[:2], even, *band[2:], actual], layout, height=height)


def steps_down_alt(screen: Screen, steps: Steps) -> str:
    """Return what the stepped chart shows, in one sentence."""
    day, left = steps[-1]
    slots = {"day": prose_date(day, screen.language, year=True), "villages": format_number(left)}
    return t(screen.language, "burn_down.alt_villages", **slots)
