"""The flow of poor people from the baseline to a day (减贫流量): a waterfall of every term, on its side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures.base import Figure, figure, palette_of, sizes_of
from dashboard.figures.timeline import count_axis
from dashboard.i18n import t
from dashboard.metrics.flow import flow_id
from dashboard.metrics.formats import format_number, format_value, signed
from dashboard.metrics.registry import metric
from dashboard.queries.opening import point
from dashboard.queries.progress import ADDING, FLOW_TERMS, MonthFlow, flow_total
from dashboard.queries.screen import Screen
from dashboard.queries.status import baseline_day

ROW_HEIGHT = 34
SCALE = 1.22
"""The axis ends beyond the longest bar, so that its number has room."""


@dataclass(frozen=True, slots=True)
class Step:
    """A bar of the waterfall: from ``start`` to ``end`` people; ``change`` is None for the two levels."""

    name: str
    start: int
    end: int
    change: int | None


def steps_of(baseline: int, flows: Sequence[MonthFlow]) -> tuple[Step, ...]:
    """Return the bars in order: the baseline, each term of the flow, what is left."""
    found, level = [Step("baseline", 0, baseline, None)], baseline
    for term in FLOW_TERMS:
        change = flow_total(flows, term) * (1 if term in ADDING else -1)
        found.append(Step(term, level, level + change, change))
        level += change
    return (*found, Step("now", 0, level, None))


def flow_figure(screen: Screen, steps: Sequence[Step]) -> Figure:
    """Return the waterfall; returns (返贫) stand in the accent, numbers beside their bars, in people."""
    palette, sizes = palette_of(screen), sizes_of(screen)
    colors: Mapping[str, str] = {"baseline": palette.base2, "now": palette.base, "returned_flow": palette.accent}
    largest = max(max(step.start, step.end) for step in steps)
    names = [t(screen.language, f"exit.term_{step.name}") for step in steps]
    bars: dict[str, Any] = {
        "type": "bar", "orientation": "h", "hoverinfo": "none", "cliponaxis": False,
        "customdata": [_opening(screen, step) for step in steps],
        "y": names,
        "x": [abs(step.end - step.start) for step in steps],
        "base": [min(step.start, step.end) for step in steps],
        "marker": {
            "color": [colors.get(step.name, palette.base2) for step in steps],
            # A term of a few people must still be seen beside thousands.
            "line": {"width": 1.5, "color": [colors.get(step.name, palette.base2) for step in steps]},
        },
        "text": [_words(screen, step) for step in steps],
        "textposition": "none",
    }  # fmt: skip
    layout = {
        "bargap": 0.35,
        "margin": {"l": 76 if screen.language == "zh" else 92, "r": 8, "t": 4, "b": 28},
        "xaxis": count_axis(screen, top=max(1, largest) * SCALE, labelled_to=largest) | {"showgrid": True},
        "yaxis": {"autorange": "reversed", "showgrid": False, "tickfont": {"size": sizes.text, "color": palette.ink}},
        "annotations": [_number(screen, step, name) for step, name in zip(steps, names, strict=True)],
    }  # fmt: skip
    return figure(screen, [bars], layout, height=ROW_HEIGHT * len(steps) + 36)


def _opening(screen: Screen, step: Step) -> str:
    if step.change is not None:
        return point(screen, flow_id(step.name, total=True))
    return point(screen, "people.poor", as_of=baseline_day(screen.as_of) if step.name == "baseline" else None)


def flow_formula(steps: Sequence[Step]) -> str:
    """Return the law of the flow in numbers: ``18,900 + 153 + … − 50 = 6,755``."""
    levels = [format_number(step.end) for step in (steps[0], steps[-1])]
    changes = [
        f"{'+' if step.name in ADDING else '−'} {format_number(abs(step.change))}"
        for step in steps
        if step.change is not None
    ]
    return f"{levels[0]} {' '.join(changes)} = {levels[1]}"


def _words(screen: Screen, step: Step) -> str:
    people = metric("people.poor")
    if step.change is None:
        return format_value(people, step.end, screen.language)
    return signed(people, step.change, screen.language)


def _number(screen: Screen, step: Step, name: str) -> dict[str, Any]:
    palette, sizes = palette_of(screen), sizes_of(screen)
    color = palette.accent if step.name == "returned_flow" else palette.ink
    strong = step.change is None
    text = _words(screen, step)
    return {
        "x": max(step.start, step.end), "y": name, "text": f"<b>{text}</b>" if strong else text, "showarrow": False,
        "xanchor": "left", "xshift": 6, "font": {"size": sizes.text, "color": color},
    }  # fmt: skip
