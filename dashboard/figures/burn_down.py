"""The burn-down of people still poor (未脱贫人口): actual, plan, the pace needed, what is expected."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

from dashboard.figures.ahead import ahead_words, band_traces, highest
from dashboard.figures.base import Figure, figure, merged, palette_of, sizes_of
from dashboard.figures.timeline import Words, block_height, corner, count_axis, headroom, text_width, time_axis
from dashboard.i18n import t
from dashboard.metrics.arithmetic import months_left, plan_line
from dashboard.metrics.formats import format_value, prose_date, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.opening import HERE, Place, point
from dashboard.queries.outlook import can_project
from dashboard.queries.progress import BurnDown
from dashboard.queries.projections import Projection
from dashboard.queries.screen import Screen

Variant = Literal["full", "brief", "compact"]
"""Full for a panel, brief for the projector (three lines), compact for small multiples (no words)."""

MARGINS: dict[Variant, dict[str, int]] = {
    "full": {"l": 46, "r": 14, "t": 6, "b": 28},
    "brief": {"l": 64, "r": 36, "t": 36, "b": 44},
    "compact": {"l": 26, "r": 26, "t": 4, "b": 20},
}
WIDE_LABELS = 92
NARROW_PLOT = 300.0
"""Width of the plot on a phone in px: words that are clear of the lines there are clear everywhere."""
HALF = 0.5
LOW = 0.45
LEAST_POINTS = 3
SHORT_OF_AXIS = 1.02


def burn_down_figure(
    screen: Screen,
    burn: BurnDown,
    *,
    height: int,
    variant: Variant = "full",
    top: float | None = None,
    ahead: Projection | None = None,
    place: Place = HERE,
) -> Figure:
    """Return the burn-down of ``burn``; plan only while the screen's month-end is not reported.

    ``top`` (people) gives small multiples a common axis; ``place`` are the conditions on the place of what its points
    open, where that is not the screen's filter. Zero baseline; markers are month-ends. ``ahead`` draws the
    band of what is expected in place of the pace carried on.
    """
    known = screen.is_known
    ahead = ahead if known and ahead is not None and ahead.has_range else None
    band = band_traces(screen, ahead, place)
    traces = [*band[:2], _plan(screen, burn, place)]
    traces += [*_paces_ahead(screen, burn, variant, band[2:]), _actual(screen, burn, variant, place)] if known else []
    traces += [] if known else [_asked(screen, burn)]
    margin = _margin(screen, variant)
    plot = height - margin["t"] - margin["b"]
    right, low = _words(screen, burn, variant, ahead)
    floor = _floor(screen, burn, right, ahead)
    labelled = max(burn.baseline, *burn.poor, 1) * SHORT_OF_AXIS
    above = headroom(floor, block=block_height(screen, right), plot=plot) if right else floor
    end = top or max(labelled, above)
    layout = {
        # The place decides the height of a slide's chart: one slide serves screens of several sizes.
        **({"height": None} if variant == "brief" else {}),
        "margin": margin,
        "xaxis": time_axis(
            screen, as_of=burn.as_of, start=burn.start, deadline=burn.deadline, sparse=variant == "compact"
        ),
        "yaxis": count_axis(screen, top=end, labelled_to=min(end, labelled)) | {"automargin": False},
        "annotations": [
            *corner(screen, right, at=(_axis_end(burn), floor), side="right"),
            *corner(screen, low, at=(burn.start.isoformat(), 0), side="left"),
            *(_names(screen, burn, variant) if known and variant != "compact" else []),
        ],
        "shapes": _shapes(screen, burn, floor=floor, variant=variant, end=_end(burn, ahead)) if known else [],
    }
    quiet = {"yaxis": {"showticklabels": False, "showgrid": False}} if variant == "compact" else {}
    return figure(screen, traces, merged(layout, quiet), height=height)


def _margin(screen: Screen, variant: Variant) -> dict[str, int]:
    """Return the margins in px; English writes thousands in full, which takes more room at the axis."""
    wide = {"l": WIDE_LABELS} if variant == "brief" and screen.language == "en" else {}
    return MARGINS[variant] | wide


def burn_down_alt(screen: Screen, burn: BurnDown) -> str:
    """Return what the chart shows, in one sentence for those who do not see it."""
    day, plan = prose_date(burn.as_of, screen.language, year=True), _people(burn.plan_now, screen)
    if not screen.is_known:
        return t(screen.language, "burn_down.alt_plan", day=day, plan=plan)
    return t(screen.language, "burn_down.alt", day=day, plan=plan, now=_people(burn.now, screen))


def _people(value: float, screen: Screen) -> str:
    return format_value(metric("people.poor"), value, screen.language)


def _pace(value: float, screen: Screen) -> str:
    return format_value(metric("exit.required_pace"), value, screen.language)


def _axis_end(burn: BurnDown) -> str:
    return max(burn.deadline, burn.as_of).isoformat()


def _plan_at(burn: BurnDown, day: date) -> float:
    return plan_line(burn.baseline, day, start=burn.start, deadline=burn.deadline)


def _hover(screen: Screen, name: str, points: Iterable[tuple[date, float]]) -> dict[str, Any]:
    texts = [
        t(screen.language, name, day=prose_date(day, screen.language), people=_people(value, screen))
        for day, value in points
    ]
    return {"text": texts, "hovertemplate": "%{text}<extra></extra>"}


def _line(name: str, points: Sequence[tuple[date, float]], **style: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly.js
    days, values = [day.isoformat() for day, _ in points], [value for _, value in points]
    return {"type": "scatter", "name": name, "x": days, "y": values, "mode": "lines", **style}


def _opening(screen: Screen, metric_id: str, days: Iterable[date], place: Place) -> dict[str, Any]:
    return {"customdata": [point(screen, metric_id, as_of=day, place=place) for day in days]}


def _plan(screen: Screen, burn: BurnDown, place: Place) -> dict[str, Any]:
    days = sorted({burn.start, *burn.days, burn.deadline})
    points = [(day, _plan_at(burn, day)) for day in days]
    style = {"color": palette_of(screen).ink2, "width": max(1.5, sizes_of(screen).line / 2), "dash": "dash"}
    opening = _opening(screen, "exit.plan", days, place)
    return _line("plan", points, line=style, **opening, **_hover(screen, "burn_down.hover_plan", points))


def _asked(screen: Screen, burn: BurnDown) -> dict[str, Any]:
    marker = {"color": palette_of(screen).paper, "size": 9, "line": {"color": palette_of(screen).ink2, "width": 2}}
    return _line(
        "plan_now", [(burn.as_of, burn.plan_now)], mode="markers", marker=marker, cliponaxis=False, hoverinfo="skip"
    )


def _paces_ahead(
    screen: Screen, burn: BurnDown, variant: Variant, expected: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the lines from today to the deadline: the pace needed, and what is expected or the pace made."""
    palette, sizes = palette_of(screen), sizes_of(screen)
    found = []
    now, end = (burn.as_of, float(burn.now)), burn.deadline
    if burn.required and variant != "brief":
        style = {"color": palette.accent, "width": max(1.5, sizes.line * 0.6)}
        found.append(_line("needed", [now, (end, 0.0)], line=style, hoverinfo="skip"))
    found += expected
    if not expected and _is_projected(burn):
        points = [now, (end, burn.projected or 0.0)]
        style = {"color": palette.base, "width": sizes.line * 0.8, "dash": "dot"}
        found.append(_line("projected", points, line=style, **_hover(screen, "burn_down.hover_left", points)))
    return found


def _actual(screen: Screen, burn: BurnDown, variant: Variant, place: Place) -> dict[str, Any]:
    """Return the people still poor at each month-end; each point opens its figure."""
    palette, sizes = palette_of(screen), sizes_of(screen)
    points = [(day, float(poor)) for day, poor in zip(burn.days, burn.poor, strict=True)]
    small = sizes.marker * (0.6 if variant == "compact" else 0.9)
    marker = {
        "color": palette.base, "size": [0 if variant == "compact" else small] * (len(points) - 1) + [small * 1.5],
        "line": {"color": palette.paper, "width": 1.5}, "opacity": 1,
    }  # fmt: skip
    style = {"color": palette.base, "width": sizes.line * (0.7 if variant == "compact" else 1)}
    told = _opening(screen, "people.poor", burn.days, place) | _hover(screen, "burn_down.hover_actual", points)
    return _line("actual", points, mode="lines+markers", line=style, marker=marker, cliponaxis=False, **told)


def _is_projected(burn: BurnDown) -> bool:
    return can_project(burn) and burn.as_of < burn.deadline and burn.now > 0


def _end(burn: BurnDown, ahead: Projection | None) -> float | None:
    """Return where the line of what is expected ends; None where nothing is."""
    if ahead is not None and ahead.forecast is not None:
        return float(ahead.forecast.left)
    return burn.projected if _is_projected(burn) else None


def _floor(screen: Screen, burn: BurnDown, words: Sequence[Words], ahead: Projection | None) -> float:
    """Return the height above which the words of the upper right corner are clear of every line."""
    share = max((text_width(screen, each) for each in words), default=0.0) / NARROW_PLOT
    span = (max(burn.deadline, burn.as_of) - burn.start).days
    since = burn.start + timedelta(days=round(span * (1 - min(1.0, share))))
    lines = [_plan_at(burn, since)]
    if screen.is_known:
        lines += [float(burn.now), _end(burn, ahead) or 0.0, highest(ahead)] + [
            poor for day, poor in _from(burn, since)
        ]
    return max(lines)


def _from(burn: BurnDown, since: date) -> list[tuple[date, float]]:
    """Return the actual line from a day on, with the value it has on that day."""
    points = [(day, float(poor)) for day, poor in zip(burn.days, burn.poor, strict=True)]
    for (day, poor), (later, then) in pairwise(points):
        if day <= since < later:
            part = (since - day).days / (later - day).days
            return [(since, poor + part * (then - poor)), *(point for point in points if point[0] > since)]
    return [point for point in points if point[0] >= since]


def _words(
    screen: Screen, burn: BurnDown, variant: Variant, ahead: Projection | None
) -> tuple[list[Words], list[Words]]:
    """Return the words of the upper right and of the lower left corner."""
    palette, language = palette_of(screen), screen.language
    if variant == "compact":
        return [], []
    if not screen.is_known:
        day = prose_date(burn.as_of, language)
        text = t(language, "burn_down.plan_only", day=day, people=_people(burn.plan_now, screen))
        return [Words(text, palette.ink2)], [_plan_words(screen, burn)]
    over = burn.now - round(burn.plan_now)
    name = "over" if over > 0 else "under" if over < 0 else "level"
    gap = t(language, f"burn_down.{name}", people=_people(abs(over), screen))
    behind = over > 0
    if variant == "brief":
        return _end_words(screen, burn, brief=True, ahead=ahead), []
    now = t(language, "burn_down.now", day=prose_date(burn.as_of, language), people=_people(burn.now, screen))
    right = [Words(now, palette.ink, strong=True), Words(gap, palette.accent if behind else palette.base)]
    low = [] if min(burn.poor) < LOW * burn.baseline and _is_early(burn) else _paces(screen, burn)
    return right + _end_words(screen, burn, ahead=ahead), low


def _is_early(burn: BurnDown) -> bool:
    return (burn.as_of - burn.start).days < HALF * (burn.deadline - burn.start).days


def _end_words(screen: Screen, burn: BurnDown, *, ahead: Projection | None, brief: bool = False) -> list[Words]:
    palette, language = palette_of(screen), screen.language
    if ahead is not None:
        return _brief_ahead(screen, ahead) if brief else ahead_words(screen, ahead)
    if burn.as_of >= burn.deadline and burn.now:
        text = t(language, "burn_down.past", people=_people(burn.now, screen))
        return [Words(text, palette.accent)]
    if not _is_projected(burn):
        return []
    left = round(burn.projected or 0.0)
    if not left:
        return [Words(t(language, "burn_down.clear"), palette.base)]
    if brief:
        people = with_unit(metric("people.poor"), left, language)
        return [Words(t(language, "burn_down.left_brief"), palette.base), Words(people, palette.base, strong=True)]
    return [Words(t(language, "burn_down.left", people=_people(left, screen)), palette.base, strong=True)]


def _brief_ahead(screen: Screen, ahead: Projection) -> list[Words]:
    """Return point and range for the projector, short enough for a corner."""
    found, base = ahead_words(screen, ahead), palette_of(screen).base
    people = with_unit(metric("people.poor"), ahead.forecast.left if ahead.forecast else None, screen.language)
    return [Words(t(screen.language, "forecast.left_brief"), base), Words(people, base, strong=True), *found[1:]]


def _plan_words(screen: Screen, burn: BurnDown) -> Words:
    pace = _pace(burn.baseline / months_left(burn.start, burn.deadline), screen)
    return Words(t(screen.language, "burn_down.plan", pace=pace), palette_of(screen).ink2)


def _paces(screen: Screen, burn: BurnDown) -> list[Words]:
    palette, language = palette_of(screen), screen.language
    found = []
    if burn.required:
        found.append(Words(t(language, "burn_down.needed", pace=_pace(burn.required, screen)), palette.accent))
    if _is_projected(burn):
        found.append(Words(t(language, "burn_down.made", pace=_pace(burn.actual or 0.0, screen)), palette.base))
    return [*found, _plan_words(screen, burn)]


def _names(screen: Screen, burn: BurnDown, variant: Variant) -> list[dict[str, Any]]:
    """Return the names of lines beside them, where falling lines leave room: actual above, plan (brief) below."""
    if len(burn.days) < LEAST_POINTS:
        return []
    palette, sizes, at = palette_of(screen), sizes_of(screen), max(1, len(burn.days) // 4)
    above = {"xanchor": "left", "yanchor": "bottom", "yshift": 2, "xshift": 6, "showarrow": False}
    name = f"<b>{t(screen.language, 'burn_down.actual')}</b>"
    font = {"size": sizes.text, "color": palette.base}
    found = [{"x": burn.days[at].isoformat(), "y": burn.poor[at], "text": name, "font": font, **above}]
    if variant == "brief":
        day = burn.start + (burn.deadline - burn.start) * LOW
        below = {"xanchor": "right", "yanchor": "top", "yshift": -4, "xshift": -6, "showarrow": False}
        grey = {"size": sizes.text, "color": palette.ink2}
        plan = t(screen.language, "burn_down.plan_brief")
        found.append({"x": day.isoformat(), "y": _plan_at(burn, day), "text": plan, "font": grey, **below})
    return found


def _shapes(
    screen: Screen, burn: BurnDown, *, floor: float, variant: Variant, end: float | None
) -> list[dict[str, Any]]:
    """Return the bracket between plan and actual, and the leader from the words down to what would be left."""
    palette, sizes = palette_of(screen), sizes_of(screen)
    day, found = burn.as_of.isoformat(), []
    if burn.plan_now != burn.now and variant != "compact":
        color = palette.accent if burn.now > burn.plan_now else palette.base2
        style = {"color": color, "width": max(2.0, sizes.line * 0.7)}
        found.append({"type": "line", "x0": day, "x1": day, "y0": burn.plan_now, "y1": burn.now, "line": style})
    if end is not None and variant != "compact":
        last, thin = burn.deadline.isoformat(), {"color": palette.ink3, "width": 1}
        ends = {"x0": last, "x1": last, "y0": end, "y1": floor}
        found.append({"type": "line", **ends, "line": thin, "layer": "below"})
    return found
