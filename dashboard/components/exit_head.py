"""Head of the page 退出: its finding, the line below, its own controls, the strip of village statuses."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.controls import EVERY, Option, select
from dashboard.components.exit_parts import accented, selection_name, struck
from dashboard.components.marks import status_legend, status_word
from dashboard.components.source import chip
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.arithmetic import plan_line
from dashboard.metrics.formats import format_number, month_label, prose_date
from dashboard.queries.criteria import are_ready, criteria_in_force
from dashboard.queries.figures import deadline
from dashboard.queries.screen import Screen
from dashboard.queries.status import Status, VillageState, baseline_day
from dashboard.queries.villages import has_rows

SHOWN: tuple[Status, ...] = ("behind", "near", "exited")


def status_counts(states: Sequence[VillageState]) -> Mapping[Status, int]:
    """Return the number of villages of each status."""
    return Counter(state.status for state in states)


def finding(screen: Screen, states: Sequence[VillageState]) -> Children:
    """Return the page's finding by the branch the data call for."""
    language = screen.language
    if not screen.is_known:
        return t(language, "exit.finding_plan", month=month_label(screen.as_of, language, year=True))
    if not states:
        return t(language, "exit.finding_none")
    counts, count = status_counts(states), format_number(len(states))
    if not has_rows(screen.reading, "village_changes"):
        return t(language, "exit.finding_unknown_exits", count=count)
    if counts["exited"] == len(states):
        return t(language, "exit.finding_all", count=count)
    slots = {status: format_number(counts[status]) for status in ("exited", "near", "moving")}
    if counts["behind"]:
        return accented(t(language, "exit.finding_behind", behind=struck(format_number(counts["behind"])), **slots))
    return t(language, "exit.finding_moving", **slots)


def sub_line(screen: Screen, states: Sequence[VillageState]) -> str:
    """Return what the page speaks of, and how the shares of its heads are made."""
    language, place = screen.language, selection_name(screen)
    if not screen.is_known:
        end = prose_date(deadline(screen.as_of), language, year=True)
        return t(language, "exit.sub_plan", place=place, deadline=end)
    criteria = format_number(len(criteria_in_force(screen.as_of)))
    return t(language, "exit.sub", place=place, count=format_number(len(states)), criteria=criteria)


def controls(screen: Screen) -> tuple[Component, ...]:
    """Return the page's own controls: which villages, in which order."""
    language, view = screen.language, screen.view
    shown = (Option(EVERY, t(language, "exit.show_all")), *(Option(s, status_word(language, s)) for s in SHOWN))
    rules = criteria_in_force(screen.as_of)
    named = tuple(Option(rule.name, t(language, "exit.sort_criterion", name=rule.label[language])) for rule in rules)
    orders = (Option(EVERY, t(language, "exit.sort_status")), *named)
    order = view.metric if any(view.metric == rule.name for rule in rules) else EVERY
    return (
        select("show", t(language, "exit.filter_show"), shown, value=view.show if view.show in SHOWN else EVERY),
        select("metric", t(language, "exit.filter_sort"), orders, value=order or EVERY),
    )


def status_strip(screen: Screen, states: Sequence[VillageState]) -> Component:
    """Return the statuses with their counts, and the villages that could exit, with the chips of these figures."""
    language = screen.language
    ready = format_number(len(are_ready(states)))
    unit = html.Span(t(language, "shell.villages_unit"), className="unit")
    words: list[Child] = [t(language, "exit.ready_open"), " ", html.B(ready), " ", unit]
    chips = [chip(screen, f"villages.{name}") for name in ("registered", "exited", "ready")]
    return html.Div(
        [status_legend(language, status_counts(states)), html.P(words), html.P(chips)], className="status-strip"
    )


def exits_finding(screen: Screen, total: int, left: int) -> list[Child]:
    """Return how exits compare with an even pace from the baseline to the deadline."""
    language, day, end = screen.language, screen.as_of, deadline(screen.as_of)
    if not left:
        return [t(language, "exit.chart_all")]
    if day >= end:
        return accented(t(language, "exit.chart_past", left=struck(format_number(left))))
    planned = total - round(plan_line(total, day, start=baseline_day(day), deadline=end))
    behind = total - left < planned
    exited = format_number(total - left)
    slots = {"planned": format_number(planned), "exited": struck(exited) if behind else exited}
    return accented(t(language, "exit.chart_behind" if behind else "exit.chart_ahead", **slots))
