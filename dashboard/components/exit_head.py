"""Head of the page 退出: its finding, the line below, its own controls, the strip of village statuses."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.controls import EVERY, Option, select
from dashboard.components.exit_parts import selection_name
from dashboard.components.marks import STATUS_FIGURES, status_legend, status_word
from dashboard.components.opening import figure_cell, linked, struck, told
from dashboard.components.source import chip
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.arithmetic import plan_line
from dashboard.metrics.formats import NO_DATA, format_number, month_label, prose_date
from dashboard.queries.criteria import are_ready, criteria_in_force
from dashboard.queries.figures import deadline
from dashboard.queries.opening import HERE, Place
from dashboard.queries.screen import Screen
from dashboard.queries.status import STATUSES, Status, VillageState, baseline_day
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
    counts = status_counts(states)
    if not has_rows(screen.reading, "village_changes"):
        return told(screen, t(language, "exit.finding_unknown_exits", count=registered(screen, len(states))))
    if counts["exited"] == len(states):
        return told(screen, t(language, "exit.finding_all", count=registered(screen, len(states))))
    slots = {status: with_status(screen, status, counts[status]) for status in STATUSES}
    if counts["behind"]:
        slots["behind"] = struck(slots["behind"])
        return told(screen, t(language, "exit.finding_behind", **slots))
    return told(screen, t(language, "exit.finding_moving", **slots))


def registered(screen: Screen, count: int, place: Place = HERE) -> str:
    """Return a number of poor villages as a slot's text that opens; ``place`` where it is not the screen's."""
    return linked(screen, "villages.registered", format_number(count), place=place)


def with_status(screen: Screen, status: Status, count: int, place: Place = HERE) -> str:
    """Return a number of poor villages of a status as a slot's text that opens."""
    return linked(screen, STATUS_FIGURES[status], format_number(count), place=place)


def sub_line(screen: Screen, states: Sequence[VillageState]) -> Children:
    """Return what the page speaks of, and how the shares of its heads are made."""
    language, place = screen.language, selection_name(screen)
    if not screen.is_known:
        end = prose_date(deadline(screen.as_of), language, year=True)
        return t(language, "exit.sub_plan", place=place, deadline=end)
    criteria = format_number(len(criteria_in_force(screen.as_of)))
    return told(screen, t(language, "exit.sub", place=place, count=registered(screen, len(states)), criteria=criteria))


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
    count = format_number(len(are_ready(states))) if has_rows(screen.reading, "village_checks") else NO_DATA
    ready = figure_cell(screen, "villages.ready_open", count)
    unit = html.Span(t(language, "shell.villages_unit"), className="unit")
    words: list[Child] = [t(language, "exit.ready_open"), " ", html.B(ready), " ", unit]
    chips = [chip(screen, f"villages.{name}") for name in ("registered", "exited", "ready")]
    return html.Div(
        [status_legend(language, status_counts(states), screen=screen), html.P(words), html.P(chips)],
        className="status-strip",
    )


def exits_finding(screen: Screen, total: int, left: int) -> list[Child]:
    """Return how exits compare with an even pace from the baseline to the deadline."""
    language, day, end = screen.language, screen.as_of, deadline(screen.as_of)
    if not left:
        return [t(language, "exit.chart_all")]
    if day >= end:
        left_now = linked(screen, "villages.remaining", format_number(left))
        return told(screen, t(language, "exit.chart_past", left=struck(left_now)))
    planned = total - round(plan_line(total, day, start=baseline_day(day), deadline=end))
    behind = total - left < planned
    exited = linked(screen, "villages.exited", format_number(total - left))
    slots = {"planned": format_number(planned), "exited": struck(exited) if behind else exited}
    return told(screen, t(language, "exit.chart_behind" if behind else "exit.chart_ahead", **slots))
