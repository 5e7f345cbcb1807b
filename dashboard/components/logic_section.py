"""The logic checks (逻辑校验) as a part of 督查: every check with its severity, what it examined and what it hit."""

from collections.abc import Mapping

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
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
from data.text import Locale

EXAMINED, HITS, VILLAGES = "logic.examined", "logic.hits", "logic.villages_hit"
TITLES: Mapping[Of, str] = {"households": "of_households", "persons": "of_persons", "incomes": "of_incomes"}
"""The registers checked in the order of their tables, with the names of their texts."""
SEVERE: Severity = "notice"


def found_checks(screen: Screen) -> tuple[Counted, ...]:
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
    language, found = screen.language, found_checks(screen)
    hit = sum(each.hits > 0 for each in found)
    slots = {"hit": format_number(hit), "checks": format_number(len(found))}
    return [t(language, "logic.finding" if hit else "logic.finding_none", **slots)]


def sub(screen: Screen) -> list[Child]:
    """Return the line below: checks whose columns never came, and that a hit is a lead."""
    language, found = screen.language, found_checks(screen)
    absent = sum(bool(each.lacking) for each in found)
    said: list[Child] = [t(language, "logic.sub"), " "]
    if absent:
        said += [t(language, "logic.sub_lacking", count=format_number(absent)), " "]
    return [*said, html.B(t(language, "oversight.disclaimer"))]


def logic_section(screen: Screen) -> list[Component]:
    """Return the part: the checks of households, of incomes and of persons as tables."""
    if not any(has_rows(screen.reading, of) for of in REGISTERS):
        return [states.no_data(screen, registers=register_titles(screen.language, REGISTERS))]
    return [_panel(screen, of, checks_of(screen, of)) for of in TITLES]


def checks_of(screen: Screen, of: Of) -> list[Counted]:
    """Return the checks of a register in the order of their list: those with most hits first."""
    return sorted((each for each in found_checks(screen) if each.check.of == of), key=lambda each: -each.hits)


def _panel(screen: Screen, of: Of, found: list[Counted]) -> Component:
    language = screen.language
    columns = [
        Column(t(language, "logic.col_check"), class_name="logic-rule"),
        Column(t(language, "oversight.col_severity")),
        Column(metric(EXAMINED).short[language], "right"),
        Column(metric(HITS).short[language], "right"),
        Column(t(language, "logic.col_villages"), "right"),
        Column(t(language, "logic.col_findings"), class_name="logic-link"),
    ]
    title = t(language, f"logic.{TITLES[of]}", count=format_number(len(found)))
    table = data_table(
        columns, [_row(screen, each) for each in found], caption=title, language=language, class_name="logic-table"
    )
    return panel(title, table, sub=t(language, f"logic.sub_{TITLES[of]}"))


def villages_hit(each: Counted) -> int:
    """Return how many villages a check hit rows of."""
    return sum(tally.hits > 0 for tally in each.by_village.values())


def missing_columns(language: Locale, each: Counted) -> str:
    """Return the columns a check needs that were never delivered, named; empty for none."""
    names = (load_registers()[kind].column(column).label[language] for kind, column in each.lacking)
    return t(language, "shell.list_comma").join(names)


def _row(screen: Screen, each: Counted) -> TableRow:
    language, name = screen.language, each.check.name
    policy = rule(f"finding.{each.check.key}", screen.as_of)
    words: list[Child] = [policy.label[language], html.Span(policy.clause[language], className="note logic-clause")]
    severity = severity_word(language, policy.severity or SEVERE)
    if each.lacking:
        words_failed = t(language, "logic.lacking", columns=missing_columns(language, each))
        failed = html.B(words_failed, className="finding-failed")
        return TableRow([words, severity, failed, NO_DATA, NO_DATA, NO_DATA])
    link: Children = NO_DATA
    if each.hits:
        href = screen.view.change(show=each.check.key, metric=None).href(PATH)
        link = dcc.Link(t(language, "logic.see_findings"), href=href, className="link")
    cells: list[Children] = [
        words,
        severity,
        _figure(screen, EXAMINED, each.examined, name),
        _figure(screen, HITS, each.hits, name),
        _figure(screen, VILLAGES, villages_hit(each), name),
        link,
    ]
    return TableRow(cells)


def _figure(screen: Screen, metric_id: str, value: int, check: str) -> Child:
    return figure_cell(screen, metric_id, format_value(metric(metric_id), value, screen.language), check=check)
