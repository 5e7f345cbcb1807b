"""Panels and key figures: a 2 px rule, a title that is a finding, white space; no cards."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.bars import Progress, bar
from dashboard.components.text import Children, as_list, plain_words
from dashboard.theme import ZONES


def panel(
    title: Children,
    *children: Component | str,
    sub: Children | None = None,
    source: Children | None = None,
    zone: str | None = None,
    accented: bool = False,
    class_name: str = "",
) -> Component:
    """Return a panel (h2 title, optional sub line, body, source note at its foot).

    ``zone`` (片区) gives the 4 px rule in the zone's colour; ``accented`` a rule in the accent, for what is selected.
    """
    kind = f" panel-{ZONES[zone].key}" if zone and zone in ZONES else " panel-accent" if accented else ""
    parts: list[Component | str] = [html.H2(as_list(title), className="panel-title")]
    if sub is not None:
        parts.append(html.P(as_list(sub), className="panel-sub"))
    parts.append(html.Div(list(children), className="panel-body"))
    if source is not None:
        parts.append(html.P(as_list(source), className="panel-source"))
    return html.Section(parts, className=f"panel{kind} {class_name}".strip())


def kpi(
    label: str,
    value_text: Children,
    unit: Children,
    *,
    chip: Component | None = None,
    goal: Children | None = None,
    gap: Children | None = None,
    bar_progress: Progress | None = None,
    behind: bool = False,
) -> Component:
    """Return a key figure: label with its 源 chip, big number with unit, bar with tick, goal and gap in words.

    Number and unit may be links that open them.

    ``behind`` puts number and gap into the accent; the gap's words say it too.
    """
    head = html.Div([html.Span(label), *([chip] if chip is not None else [])], className="kpi-label")
    value = html.Div(
        [html.Span(value_text, className="kpi-value"), html.Span(unit, className="kpi-unit")], className="kpi-line"
    )
    parts: list[Component] = [head, value]
    if bar_progress is not None:
        parts.append(
            bar(
                bar_progress,
                label=f"{label} {plain_words(value_text)} {plain_words(unit)} {bar_progress.tick_label}".strip(),
                behind=False,
            )
        )
    if goal is not None or gap is not None:
        words = html.Span(as_list(gap), className="kpi-gap")
        parts.append(
            html.Div(
                [html.Span(as_list(goal), className="kpi-goal"), *([words] if gap is not None else [])],
                className="kpi-note",
            )
        )
    return html.Div(parts, className="kpi is-behind" if behind else "kpi")


def kpi_strip(*figures: Component) -> Component:
    """Return key figures side by side, two a row on a phone."""
    return html.Div(list(figures), className="kpi-strip")


def grid(*columns: Component, kind: str) -> Component:
    """Return panels in a grid: ``thirds``, ``halves``, ``wide-left``, ``wide-right``, ``overview`` or ``map``.

    Below 1200 px every grid is a single column.
    """
    return html.Div(list(columns), className=f"grid grid-{kind}")


def stack(*parts: Component) -> Component:
    """Return panels under each other, as one column of a grid."""
    return html.Div(list(parts), className="stack")
