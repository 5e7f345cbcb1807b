"""The three funding rules (投入机制三项规定) in panels, by year and by department: gaps side by side, never added."""

from datetime import date

from dash.development.base_component import Component

from dashboard import names
from dashboard.components import plain_html as html
from dashboard.components.bars import BulletValue, Progress, bar, bullet
from dashboard.components.funds_text import amount, basis_names, money, money_unit
from dashboard.components.marks import verdict
from dashboard.components.opening import figure_cell, linked, opens, told
from dashboard.components.panel import panel
from dashboard.components.rule_words import (
    PUT_IN,
    formula_told,
    gap_opening,
    gap_text,
    gap_told,
    needed_opening,
    target_text,
)
from dashboard.components.source import chip
from dashboard.components.states import empty
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, format_value, iso_date, with_unit
from dashboard.metrics.registry import metric
from dashboard.metrics.rule_amounts import GAP
from dashboard.queries.rules_by_year import DepartmentShare, RuleYear, department_shares, rules_by_year
from dashboard.queries.rules_of_money import DEPARTMENT, GROWTH, SHARE, MoneyRule, met_count, rules_of_money
from dashboard.queries.screen import Screen
from data.rules import rule
from data.text import Locale


def rule_panel(screen: Screen, found: MoneyRule) -> Component:
    """Return one rule: value, target, gap in money, bullet, formula filled in, year with basis and date received."""
    language, figure = screen.language, metric(found.metric_id)
    source = chip(screen, found.metric_id)
    title: Children = [html.Span(figure.name[language]), source, verdict(language, met=found.met)]
    if found.share is None:
        reason = t(language, f"funds.reason_{found.reason or 'no_register'}")
        return panel(title, html.P(NO_DATA, className="funds-value"), html.P(reason), class_name="funds-rule")
    target = target_text(language, found)
    value = format_value(figure, found.share, language)
    head = [
        html.Span(
            opens(screen, found.metric_id, [value, html.Span("%", className="funds-percent")]), className="funds-value"
        ),
        html.Span(t(language, "funds.rule_target", share=target), className="funds-target"),
        html.Span(told(screen, gap_told(screen, found)), className="funds-gap"),
    ]
    drawn = BulletValue(found.share, found.rule.number, t(language, "funds.rule_tick", share=target))
    label = (
        f"{figure.name[language]} {value}% {t(language, 'funds.rule_target', share=target)} {gap_text(language, found)}"
    )
    return panel(
        title,
        html.Div(head, className="funds-head"),
        bullet(drawn, label=label, met=found.met),
        html.P(told(screen, formula_told(screen, found)), className="funds-formula"),
        html.P([*_needed(screen, found), "　", year_text(language, found)], className="note"),
        class_name="funds-rule is-behind" if found.met is False else "funds-rule",
    )


def year_text(language: Locale, found: MoneyRule) -> str:
    """Return the year of a rule's figures with their basis (口径) and the date they were received."""
    if found.received_on is None:
        received = t(language, "funds.received_unknown")
    else:
        received = t(language, "funds.received", day=iso_date(found.received_on))
    return t(language, "funds.rule_year", year=found.year, basis=basis_names(language, found.basis), received=received)


def _needed(screen: Screen, found: MoneyRule) -> list[Child]:
    language = screen.language
    name = "needed_growth" if found.metric_id == GROWTH else "needed_share"
    needed = needed_opening(screen, found, money(language, found.needed_fen))
    said = told(screen, t(language, f"funds.{name}", share=target_text(language, found), needed=needed))
    if found.gap_fen:
        said.append(t(language, "funds.finding_join") + t(language, f"funds.nature_{found.nature}"))
    return said


def rule_panels(screen: Screen) -> list[Component]:
    """Return the three rules in the order 2 %, 20 %, 60 %."""
    return [rule_panel(screen, each) for each in rules_of_money(screen.reading, screen.as_of)]


def years_panel(screen: Screen) -> Component:
    """Return the three rules year by year: value, what the rule asks for, gap; with basis and date received."""
    language, years = screen.language, rules_by_year(screen.reading, screen.as_of)
    if not years:
        reason = t(language, "funds.reason_no_register")
        return panel(t(language, "funds.years_title_none"), empty(language, reason))
    met = met_count(each for each in years[0].rules if each is not None)
    day = min(date(years[0].year, 12, 31), screen.as_of)
    counted = linked(screen, "target.rules_met", format_number(met or 0), as_of=day) if met is not None else "0"
    title = told(screen, t(language, "funds.years_title_met", year=years[0].year, count=counted))
    heads = ("year", "rule", "value", "put_in", "needed", "gap", "verdict", "basis", "received")
    right = {"value", "put_in", "needed", "gap"}
    columns = [Column(t(language, f"funds.col_{head}"), "right" if head in right else "left") for head in heads]
    rows = [row for year in years for row in _year_rows(screen, year)]
    table = data_table(columns, rows, caption=t(language, "funds.years_caption"), language=language, max_height=560)
    sub = t(language, "funds.years_sub", unit=money_unit(language))
    note = t(language, "funds.side_by_side")
    return panel(
        [*title, " ", chip(screen, SHARE), " ", chip(screen, GROWTH), " ", chip(screen, DEPARTMENT)],
        table,
        sub=sub,
        source=note,
    )


def _year_rows(screen: Screen, year: RuleYear) -> list[TableRow]:
    language, rows = screen.language, []
    day = min(date(year.year, 12, 31), screen.as_of)
    for at, found in enumerate(each for each in year.rules if each is not None):
        figure = metric(found.metric_id)
        short = found.rule.short or found.rule.label
        cells: list[Children] = [
            str(year.year),
            html.Span(short[language], title=found.rule.clause[language]),
            figure_cell(screen, figure.id, with_unit(figure, found.share, language), as_of=day),
            figure_cell(screen, PUT_IN[figure.id], amount(language, found.put_in_fen), as_of=day),
            told(screen, needed_opening(screen, found, amount(language, found.needed_fen), as_of=day)),
            told(screen, gap_opening(screen, found, amount(language, found.gap_fen), as_of=day)),
            verdict(language, met=found.met),
            basis_names(language, found.basis),
            iso_date(found.received_on),
        ]
        rows.append(TableRow(cells, "" if at else "funds-new-year"))
    return rows


def departments_panel(screen: Screen) -> Component:
    """Return each department's share for poor villages and households against the rule's line, for reference."""
    language, shares = screen.language, department_shares(screen.reading, screen.as_of)
    if not shares:
        reason = t(language, "funds.reason_no_register")
        return panel(t(language, "funds.departments_title_none"), empty(language, reason))
    tested = rule(DEPARTMENT, screen.as_of)
    line = with_unit(metric(DEPARTMENT), tested.number, language)
    found = next(each for each in rules_of_money(screen.reading, screen.as_of) if each.metric_id == DEPARTMENT)
    columns = [
        Column(t(language, "funds.col_department"), class_name="funds-name"),
        Column(t(language, "funds.col_share"), class_name="funds-bar-cell"),
        Column("%", "right"),
        Column(f"{t(language, 'funds.col_to_poor')} / {t(language, 'funds.col_to_all')}", "right"),
        Column(t(language, "funds.col_gap"), "right"),
        Column(t(language, "funds.col_basis")),
    ]
    rows = [_department_row(screen, each, tested.number, line) for each in shares]
    table = data_table(
        columns, rows, caption=t(language, "funds.departments_caption"), language=language, max_height=430
    )
    sub = t(language, "funds.departments_sub", year=found.year, share=line)
    return panel(
        [_departments_title(language, shares, line), " ", chip(screen, DEPARTMENT)],
        table,
        sub=sub,
        source=year_text(language, found),
    )


def _departments_title(language: Locale, shares: tuple[DepartmentShare, ...], line: str) -> str:
    below = sum(each.met is False for each in shares)
    if not below:
        return t(language, "funds.departments_title_all", count=len(shares), share=line)
    return t(language, "funds.departments_title_some", below=below, count=len(shares), share=line)


def _department_row(screen: Screen, found: DepartmentShare, target: float, line: str) -> TableRow:
    language, one = screen.language, found.department
    figure, name = metric(DEPARTMENT), names.unit_label(language, found.department)
    value = with_unit(figure, found.share, language)
    drawn = bar(Progress(found.share, target, line), label=f"{name} {value}", behind=found.met is False)
    gap: Child = amount(language, found.gap_fen)
    cells: list[Children] = [
        name,
        drawn,
        figure_cell(screen, DEPARTMENT, value, department=one),
        [
            figure_cell(screen, "target.to_poor", amount(language, found.to_poor_fen), department=one),
            " / ",
            figure_cell(screen, "target.to_village_household", amount(language, found.total_fen), department=one),
        ],
        opens(screen, DEPARTMENT + GAP, gap, department=one) if found.gap_fen else gap,
        basis_names(language, [found.basis]),
    ]
    return TableRow(cells)
