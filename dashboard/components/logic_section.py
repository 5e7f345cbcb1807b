"""The logic checks (逻辑校验) as a part of 督查: every check with its severity, what it examined and what it hit."""

from collections.abc import Mapping

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components import states
from dashboard.components.opening import figure_cell
from dashboard.components.oversight_text import PATH, severity_word
from dashboard.components.panel import panel
from dashboard.components.source import register_titles
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, format_value
from dashboard.metrics.registry import metric
from dashboard.queries.logic.counting import REGISTERS, Counted, counted
from dashboard.queries.logic.model import Of
from dashboard.queries.progress import Scope, scope_villages
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows
from data.registers import load_registers
from data.rules import Severity, rule

EXAMINED, HITS = "logic.examined", "logic.hits"
TITLES: Mapping[Of, str] = {"households": "of_households", "persons": "of_persons", "incomes": "of_incomes"}
SEVERE: Severity = "notice"


def _found(screen: Screen) -> tuple[Counted, ...]:
    """Return every check with its tallies in the screen's scope."""
    every = counted(screen.reading, screen.as_of).values()
    if screen.scope == Scope():
        return tuple(every)
    inside = {village.code for village in scope_villages(screen.reading, screen.scope)}
    return tuple(
        Counted(each.check, {code: tally for code, tally in each.by_village.items() if code in inside}, each.lacking)
        for each in every
    )


def finding(screen: Screen) -> list[Child]:
    """Return the part's finding: how many checks hit rows, how many had nothing to examine."""
    language, found = screen.language, _found(screen)
    hit = sum(each.hits > 0 for each in found)
    slots = {"hit": format_number(hit), "checks": format_number(len(found))}
    return [t(language, "logic.finding" if hit else "logic.finding_none", **slots)]


def sub(screen: Screen) -> list[Child]:
    """Return the line below: checks whose columns never came, and that a hit is a lead."""
    language, found = screen.language, _found(screen)
    absent = sum(bool(each.lacking) for each in found)
    said: list[Child] = [t(language, "logic.sub"), " "]
    if absent:
        said += [t(language, "logic.sub_lacking", count=format_number(absent)), " "]
    return [*said, html.B(t(language, "oversight.disclaimer"))]


def logic_section(screen: Screen) -> list[Component]:
    """Return the part: the checks of households, of incomes and of persons as tables."""
    if not any(has_rows(screen.reading, of) for of in REGISTERS):
        return [states.no_data(screen, registers=register_titles(screen.language, REGISTERS))]
    found = _found(screen)
    return [
        _panel(screen, of, [each for each in found if each.check.of == of])
        for of in ("households", "persons", "incomes")
    ]


def _panel(screen: Screen, of: Of, found: list[Counted]) -> Component:
    language = screen.language
    columns = [
        Column(t(language, "oversight.col_rule"), class_name="logic-rule"),
        Column(t(language, "oversight.col_severity")),
        Column(metric(EXAMINED).short[language], "right"),
        Column(metric(HITS).short[language], "right"),
        Column(t(language, "logic.col_villages"), "right"),
        Column(t(language, "logic.col_findings")),
    ]
    ordered = sorted(found, key=lambda each: -each.hits)
    title = t(language, f"logic.{TITLES[of]}", count=format_number(len(found)))
    table = data_table(
        columns, [_row(screen, each) for each in ordered], caption=title, language=language, class_name="logic-table"
    )
    return panel(title, table, sub=t(language, f"logic.sub_{TITLES[of]}"))


def _row(screen: Screen, each: Counted) -> TableRow:
    language, name = screen.language, each.check.name
    policy = rule(f"finding.{each.check.key}", screen.as_of)
    words: list[Child] = [policy.label[language], html.Span(policy.clause[language], className="note logic-clause")]
    severity = severity_word(language, policy.severity or SEVERE)
    if each.lacking:
        absent = t(language, "shell.list_comma").join(
            load_registers()[kind].column(column).label[language] for kind, column in each.lacking
        )
        failed = html.B(t(language, "logic.lacking", columns=absent), className="finding-failed")
        return TableRow([words, severity, failed, NO_DATA, NO_DATA, NO_DATA])
    villages = sum(tally.hits > 0 for tally in each.by_village.values())
    link: Children = NO_DATA
    if each.hits:
        href = screen.view.change(show=each.check.key, metric=None).href(PATH)
        link = dcc.Link(t(language, "logic.see_findings"), href=href, className="link")
    cells: list[Children] = [
        words,
        severity,
        _figure(screen, EXAMINED, each.examined, name),
        _figure(screen, HITS, each.hits, name),
        format_number(villages),
        link,
    ]
    return TableRow(cells)


def _figure(screen: Screen, metric_id: str, value: int, check: str) -> Child:
    return figure_cell(screen, metric_id, format_value(metric(metric_id), value, screen.language), check=check)
