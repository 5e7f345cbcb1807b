"""Lists of the page 退出: bottlenecks, the criteria themselves, villages ready, far behind and exited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components import states
from dashboard.components.bars import percent
from dashboard.components.exit_parts import (
    policy_mark,
    poor_of,
    state_link,
    threshold,
    who_answers,
)
from dashboard.components.opening import figure_cell, linked, struck, told, unmarked
from dashboard.components.panel import panel
from dashboard.components.source import chip, register_titles
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, aria, hidden, town_name
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, iso_date, signed
from dashboard.metrics.registry import metric
from dashboard.queries.criteria import Tally, bottlenecks, criteria_in_force, met_count
from dashboard.queries.screen import Screen
from dashboard.queries.status import Status, VillageState
from dashboard.queries.villages import has_rows

LIST_HEIGHT = 464
NAMED_IN_TITLE = 3
SHOWN_AT_FIRST = 12


@dataclass(frozen=True, slots=True)
class Listed:
    """Head of a list of villages; ``status`` is what its villages have in common, ``path`` the page's.

    Numbers of the title may be marked to open.
    """

    title: str
    sub: Children
    status: Status | None = None
    path: str = ""


def bottleneck_panel(screen: Screen, found: Sequence[Tally], *, path: str) -> Component:
    """Return the criteria by villages that do not meet them (卡点); each sorts the matrices by itself."""
    language = screen.language
    stuck = [tally for tally in bottlenecks(found) if tally.unmet]
    names = t(language, "shell.list_comma").join(_short(screen, tally) for tally in stuck[:NAMED_IN_TITLE])
    title = t(language, "exit.bottleneck_title", names=names) if stuck else t(language, "exit.bottleneck_none")
    first = found[0]
    count = first.met + first.unmet + first.unchecked
    sub = told(
        screen, t(language, "exit.bottleneck_sub", count=linked(screen, "villages.registered", format_number(count)))
    )
    if first.unchecked == count:
        body: Component = states.no_data(screen, registers=register_titles(language, ("village_checks",)))
        return panel(t(language, "exit.filter_sort"), body)
    rows = html.Ul([_bottleneck(screen, tally, count, path) for tally in bottlenecks(found)], className="bottlenecks")
    unchecked = linked(screen, "villages.unchecked", format_number(first.unchecked))
    note = told(screen, t(language, "exit.bottleneck_unchecked", count=unchecked)) if first.unchecked else None
    return panel(title, rows, sub=[*sub, " ", chip(screen, "villages.ready")], source=note)


def _short(screen: Screen, tally: Tally) -> str:
    return tally.rule.label[screen.language]


def _bottleneck(screen: Screen, tally: Tally, count: int, path: str) -> Component:
    language, rule = screen.language, tally.rule
    chosen = screen.view.metric == rule.name
    href = screen.view.change(metric=None if chosen else rule.name).href(path)
    name = dcc.Link(rule.label[language], href=href, className="bottleneck-link")
    counts = {"unmet": format_number(tally.unmet), "unchecked": format_number(tally.unchecked)}
    words = {"name": rule.label[language], **counts}
    fills = [
        html.Span(className="bar-fill", style={"width": percent(tally.unmet / count)}),
        html.Span(
            className="bar-unchecked",
            style={"left": percent(tally.unmet / count), "width": percent(tally.unchecked / count)},
        ),
    ]
    bar = html.Div(fills, className="bar", role="img", **aria(t(language, "exit.bottleneck_bar", **words)))
    key = "exit.bottleneck_value" if tally.unmet else "exit.bottleneck_all_met"
    unmet = linked(screen, "villages.criterion_unmet", words["unmet"], criterion=rule.name)
    value = html.Span(told(screen, t(language, key, unmet=unmet)), className="bar-value")
    return html.Li([name, bar, value], className="bottleneck is-chosen" if chosen else "bottleneck")


def criteria_panel(screen: Screen) -> Component:
    """Return the key of the matrix and the criteria with limit, source and whether the county confirmed them."""
    language = screen.language
    rules = criteria_in_force(screen.as_of)
    columns = (
        Column(t(language, "exit.column_short")),
        Column(t(language, "exit.column_criterion")),
        Column(t(language, "exit.column_threshold"), align="right"),
    )
    rows = [
        TableRow((rule.short[language] if rule.short else "", rule.label[language], threshold(screen, rule)))
        for rule in rules
    ]
    title = t(language, "exit.criteria_title")
    table = data_table(columns, rows, caption=title, language=language, class_name="criteria")
    sources: list[Child] = []
    for rule in {rule.source[language]: rule for rule in rules}.values():
        sources += [t(language, "exit.criteria_source", source=rule.source[language]), " ", policy_mark(screen, rule)]
    notes = dict.fromkeys(rule.note[language] for rule in rules if rule.note)
    said = html.Div([html.P(sources), *(html.P(note) for note in notes)], className="panel-source")
    return panel(title, _marks(screen), html.P(t(language, "exit.key_units"), className="note"), table, said)


def _marks(screen: Screen) -> Component:
    language = screen.language
    keys = (("", "mark mark-met", "key_met"), ("✕", "mark mark-unmet", "key_unmet"), (NO_DATA, "mark", "key_unchecked"))
    items = [html.Li([hidden(sign, kind), t(language, f"exit.{key}")]) for sign, kind, key in keys]
    return html.Ul(items, className="matrix-key")


def _list_panel(screen: Screen, listed: Listed, columns: Sequence[Column], rows: Sequence[TableRow]) -> Component:
    """Return a list of villages; of one that could be long its start only, until ``show`` asks for that status."""
    language, title = screen.language, told(screen, listed.title)
    if not rows:
        return panel(title, html.P(t(language, "exit.list_none"), className="note"))
    cut = listed.status is not None and screen.view.show != listed.status and len(rows) > SHOWN_AT_FIRST
    shown = rows[:SHOWN_AT_FIRST] if cut else rows
    kind = "villages-list"
    caption = unmarked(listed.title)
    table = data_table(columns, shown, caption=caption, language=language, max_height=LIST_HEIGHT, class_name=kind)
    if not cut:
        return panel(title, table, sub=listed.sub)
    words = t(language, "exit.see_all", count=format_number(len(rows)))
    link = dcc.Link(words, href=screen.view.change(show=listed.status).href(listed.path), className="link see-all")
    return panel(title, table, html.P(link), sub=listed.sub)


def ready_panel(screen: Screen, found: Sequence[VillageState]) -> Component:
    """Return the villages that meet every criterion without having exited (已达标、待退出)."""
    language = screen.language
    columns = [Column(t(language, f"exit.column_{name}")) for name in ("village", "town", "checked", "who")]
    rows = [
        TableRow(
            (
                state_link(screen, state),
                town_name(screen, state.village),
                iso_date(state.check.checked_on if state.check else None),
                who_answers(screen, state.village),
            )
        )
        for state in found
    ]
    known = has_rows(screen.reading, "village_checks")
    count = linked(screen, "villages.ready_open", format_number(len(found)) if known else NO_DATA)
    title = t(language, "exit.ready_title" if found else "exit.ready_none", count=count)
    sub: list[Child] = [t(language, "exit.ready_sub"), " ", chip(screen, "villages.ready")]
    return _list_panel(screen, Listed(title, sub), columns, rows)


def near_panel(screen: Screen, found: Sequence[VillageState]) -> Component:
    """Return the villages near the criteria (临近达标) with what each still lacks, and who answers."""
    language = screen.language
    columns = [Column(t(language, f"exit.column_{name}")) for name in ("village", "town", "lacks", "who")]
    rows = [
        TableRow(
            (
                state_link(screen, state),
                town_name(screen, state.village),
                _lacking(screen, state),
                who_answers(screen, state.village),
            )
        )
        for state in found
    ]
    count = linked(screen, "villages.near", format_number(len(found)))
    title = t(language, "exit.near_title" if found else "exit.near_none", count=count)
    return _list_panel(screen, Listed(title, t(language, "exit.near_sub")), columns, rows)


def _lacking(screen: Screen, state: VillageState) -> str:
    results = state.check.results if state.check is not None else ()
    unmet = [result.rule.label[screen.language] for result in results if not result.met]
    return t(screen.language, "shell.list_comma").join(unmet) or t(screen.language, "exit.lacks_nothing")


def behind_panel(screen: Screen, found: Sequence[VillageState], *, path: str) -> Component:
    """Return the villages far behind (严重滞后), those furthest above the plan first, with who answers."""
    language = screen.language
    columns = (
        Column(t(language, "exit.column_village")),
        Column(t(language, "exit.column_poor"), align="right"),
        Column(t(language, "exit.column_over"), align="right"),
        Column(t(language, "exit.column_unmet"), align="right"),
        Column(t(language, "exit.column_who")),
    )
    count = len(criteria_in_force(screen.as_of))
    rows = [
        TableRow(
            (
                state_link(screen, state),
                poor_of(screen, state),
                _over(screen, state),
                _unmet(screen, state, count),
                who_answers(screen, state.village),
            )
        )
        for state in found
    ]
    counted = struck(linked(screen, "villages.behind", format_number(len(found))))
    title = t(language, "exit.behind_title" if found else "exit.behind_none", count=counted)
    sub: list[Child] = [t(language, "exit.behind_sub"), " ", chip(screen, "people.poor")]
    return _list_panel(screen, Listed(title, sub, "behind", path), columns, rows)


def _over(screen: Screen, state: VillageState) -> Child:
    text = signed(metric("people.poor"), state.over_plan, screen.language)
    return figure_cell(screen, "exit.over_plan", text, village=state.village.code)


def _unmet(screen: Screen, state: VillageState, count: int) -> Child:
    if not state.check:
        return html.Span(NO_DATA, className="no-data")
    text = format_number(count - met_count(state))
    return figure_cell(screen, "villages.criteria_unmet", text, village=state.village.code)


def exited_panel(screen: Screen, found: Sequence[VillageState], days: Mapping[str, date], *, path: str) -> Component:
    """Return the villages that have exited (已退出), the latest first; ``days`` are their days of exit by code."""
    language = screen.language
    columns = (
        Column(t(language, "exit.column_village")),
        Column(t(language, "exit.column_town")),
        Column(t(language, "exit.column_exited")),
        Column(t(language, "exit.column_poor"), align="right"),
    )
    ordered = sorted(found, key=lambda state: days.get(state.village.code, date.min), reverse=True)
    rows = [
        TableRow(
            (
                state_link(screen, state),
                town_name(screen, state.village),
                iso_date(days.get(state.village.code)),
                poor_of(screen, state),
            )
        )
        for state in ordered
    ]
    count = linked(screen, "villages.exited", format_number(len(found)))
    title = t(language, "exit.exited_title" if found else "exit.exited_none", count=count)
    sub: list[Child] = [t(language, "exit.exited_sub"), " ", chip(screen, "villages.exited")]
    return _list_panel(screen, Listed(title, sub, "exited", path), columns, rows)
