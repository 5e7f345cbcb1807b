"""Axes and corner words of charts that run from the baseline to the deadline (基期至期限)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dashboard.figures.base import palette_of, sizes_of
from dashboard.i18n import t
from dashboard.metrics.arithmetic import month_ends
from dashboard.metrics.formats import axis_label, month_label
from dashboard.queries.screen import Screen

LINE_FACTOR = 1.35
LAST_LATIN = 0x2E7F
LATIN_WIDTH = 0.56
CLOSE_DAYS = 20
TICKS_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words in a corner of a chart."""

    text: str
    color: str
    strong: bool = False


def block_height(screen: Screen, words: Sequence[Words]) -> float:
    """Return how high lines of words stand, in px."""
    sizes = sizes_of(screen)
    return sum(LINE_FACTOR * (sizes.strong if each.strong else sizes.text) for each in words)


def text_width(screen: Screen, words: Words) -> float:
    """Return about how wide a line of words is, in px: a Chinese character is square, a Latin one about half."""
    sizes = sizes_of(screen)
    size = sizes.strong if words.strong else sizes.text
    return sum(size if ord(each) > LAST_LATIN else LATIN_WIDTH * size for each in words.text)


def corner(
    screen: Screen, words: Sequence[Words], *, at: tuple[Any, float], side: Literal["left", "right"]
) -> list[dict[str, Any]]:
    """Return the lines as annotations stacked upwards from a data point; the last line is the lowest."""
    sizes, found, lift = sizes_of(screen), [], 4.0
    for each in reversed(words):
        size = sizes.strong if each.strong else sizes.text
        place = {"x": at[0], "y": at[1], "xanchor": side, "yanchor": "bottom", "align": side, "showarrow": False}
        shift = {"yshift": round(lift), "xshift": 4 if side == "left" else 0}
        text = f"<b>{each.text}</b>" if each.strong else each.text
        found.append({**place, **shift, "text": text, "font": {"size": size, "color": each.color}})
        lift += LINE_FACTOR * size
    return found


def headroom(top: float, *, block: float, plot: float) -> float:
    """Return where the axis must end so that ``block`` px of words fit above ``top`` in a plot ``plot`` px high."""
    return max(top, 1.0) / max(0.2, 1 - (block + 8) / plot)


def count_ticks(top: float) -> list[float]:
    """Return round tick values from 0 up to ``top``, a few of them."""
    for power in range(12):
        for step in (1, 2, 5):
            size = float(step * 10**power)
            if top / size <= TICKS_AT_MOST:
                return [size * number for number in range(int(top / size) + 1)]
    return [0.0]


def count_axis(screen: Screen, *, top: float, labelled_to: float) -> dict[str, Any]:
    """Return an axis of counts from 0 to ``top``; grid lines and labels only up to ``labelled_to``."""
    ticks = count_ticks(labelled_to)
    words = [axis_label(tick, ticks[-1], screen.language) for tick in ticks]
    return {"range": [0, top], "tickmode": "array", "tickvals": ticks, "ticktext": words}


def _month_word(day: date, screen: Screen, *, start: date, deadline: date) -> str:
    if day == start:
        return t(screen.language, "burn_down.axis_start", year=day.year)
    if day == deadline:
        return t(screen.language, "burn_down.axis_end")
    return month_label(day, screen.language)


def _is_labelled(day: date, *, as_of: date, ends: tuple[date, date]) -> bool:
    if day == as_of or day in ends:
        return True
    return day.month % 3 == 0 and all(abs((day - other).days) > CLOSE_DAYS + 20 for other in (as_of, *ends))


def time_axis(screen: Screen, *, as_of: date, start: date, deadline: date, sparse: bool = False) -> dict[str, Any]:
    """Return an axis of month-ends from the baseline to the deadline, or to ``as_of`` past it.

    Quarter ends, both ends and ``as_of`` (bold) bear a word; ``sparse`` leaves the ends only.
    """
    days = month_ends(start, max(deadline, as_of))
    ends = (start, deadline)
    words = []
    for day in days:
        shown = day in ends if sparse else _is_labelled(day, as_of=as_of, ends=ends)
        word = _month_word(day, screen, start=start, deadline=deadline) if shown else ""
        words.append(f"<b>{word}</b>" if word and day == as_of and not sparse else word)
    return {
        "type": "date", "range": [start.isoformat(), max(deadline, as_of).isoformat()],
        "tickmode": "array", "tickvals": [day.isoformat() for day in days], "ticktext": words,
        "ticks": "" if sparse else "outside", "ticklen": 4, "tickcolor": palette_of(screen).ink3, "tickangle": 0,
        "showline": True, "linecolor": palette_of(screen).ink3, "automargin": False,
    }  # fmt: skip
