"""Bars in HTML: a share with a tick, a bullet against a target. Widths in percent, colours by class."""

from dataclasses import dataclass

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.text import Child, aria

BULLET_SCALE = 1.5
"""A bullet's scale ends at this many times its target, so that the ticks of several line up."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something is: shares as fractions 0…1 of the bar; the tick stands where it should be."""

    share: float | None
    tick_share: float | None = None
    tick_label: str = ""


def percent(share: float) -> str:
    """Return a fraction as a CSS width; outside 0…1 it is cut off."""
    return f"{100 * min(1.0, max(0.0, share)):.2f}%"


def bar(progress: Progress, *, label: str, behind: bool = False, zone: str | None = None) -> Component:
    """Return a horizontal bar; ``label`` is read aloud (the numbers stand beside it as text).

    ``behind`` draws the missing part up to the tick dashed; ``zone`` (its key, e.g. south) colours the bar.
    """
    parts: list[Component] = []
    if progress.share is not None:
        kind = f"bar-fill bar-{zone}" if zone else "bar-fill"
        parts.append(html.Span(className=kind, style={"width": percent(progress.share)}))
    if progress.tick_share is not None:
        if behind and progress.share is not None and progress.share < progress.tick_share:
            parts.append(_gap(progress.share, progress.tick_share))
        parts.append(
            html.Span(className="bar-tick", title=progress.tick_label, style={"left": percent(progress.tick_share)})
        )
    return html.Div(parts, className="bar", role="img", **aria(label))


@dataclass(frozen=True, slots=True)
class BulletValue:
    """A figure against its target, in one unit; ``target_text`` stands at the tick."""

    value: float | None
    target: float
    target_text: str

    @property
    def met(self) -> bool | None:
        """Whether the value reaches the target; None without a value. Pages with a rule ask the rule instead."""
        return None if self.value is None else self.value >= self.target


def bullet(given: BulletValue, *, label: str, met: bool | None = None) -> Component:
    """Return a bullet (子弹图): bar, 3 px target tick with its text, dashed gap up to the target if not met."""
    reached = given.met if met is None else met
    scale = given.target * BULLET_SCALE
    tick = given.target / scale
    parts: list[Component] = [html.Span(given.target_text, className="bullet-target", style={"left": percent(tick)})]
    track: list[Component] = []
    if given.value is not None:
        share = given.value / scale
        track.append(html.Span(className="bar-fill", style={"width": percent(share)}))
        if reached is False and share < tick:
            track.append(_gap(share, tick))
    track.append(html.Span(className="bar-tick bullet-tick", style={"left": percent(tick)}))
    parts.append(html.Div(track, className="bar bullet-track"))
    return html.Div(parts, className="bullet", role="img", **aria(label))


def bar_row(name: Child, progress: Progress, value: Child, *, label: str, behind: bool = False) -> Component:
    """Return one line of a bar list: name, bar, value."""
    cells = [html.Span(name, className="bar-name"), bar(progress, label=label, behind=behind)]
    return html.Div(
        [*cells, html.Span(value, className="bar-value")], className="bar-row" + (" is-behind" if behind else "")
    )


def _gap(start: float, end: float) -> Component:
    left, width = max(0.0, start), max(0.0, min(1.0, end) - max(0.0, start))
    return html.Span(className="bar-gap", style={"left": percent(left), "width": percent(width)})
