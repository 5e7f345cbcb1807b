"""The three funding rules as bullets (投入机制三项指标): share, line, and what is missing in money, never added up."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.bars import BulletValue, bullet
from dashboard.components.funds_text import basis_names
from dashboard.components.marks import verdict
from dashboard.components.opening import figure_cell, linked, told
from dashboard.components.panel import panel
from dashboard.components.rule_words import gap_told, target_text, value_text
from dashboard.components.source import chip
from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, iso_date
from dashboard.metrics.registry import metric
from dashboard.queries.rules_of_money import MoneyRule, met_count, rules_of_money
from dashboard.queries.screen import Screen


def rules_panel(screen: Screen) -> Component:
    """Return the three bullets of the county, whatever place is chosen."""
    rules = rules_of_money(screen.reading, screen.as_of)
    body = [_rule(screen, each) for each in rules]
    language = screen.language
    note = t(language, "overview.rules_note")
    return panel(told(screen, rules_title(screen, rules)), *body, sub=t(language, "overview.rules_sub"), source=note)


def rules_title(screen: Screen, rules: Sequence[MoneyRule]) -> str:
    """Return how many of the rules are met, as a finding; its counts marked to open."""
    language, met = screen.language, met_count(rules)
    unmet, unknown = (sum(each.met is state for each in rules) for state in (False, None))
    if met is None:
        return t(language, "overview.rules_none_known")
    if unmet:
        return t(language, "overview.rules_some", count=linked(screen, "target.rules_unmet", format_number(unmet)))
    if unknown:
        return t(
            language,
            "overview.rules_known",
            met=linked(screen, "target.rules_met", format_number(met)),
            unknown=unknown,
        )
    return t(language, "overview.rules_all")


def basis_text(screen: Screen, rule: MoneyRule) -> str:
    """Return year, basis (口径) and day of receipt of the rows used; empty without rows."""
    if rule.year is None:
        return ""
    language = screen.language
    comma = t(language, "shell.list_comma")
    said = _year_basis(screen, rule.year, basis_names(language, rule.basis))
    if rule.basis_before is not None:
        said = _year_basis(screen, rule.year - 1, basis_names(language, [rule.basis_before])) + comma + said
    if rule.received_on is None:
        return said
    return t(language, "overview.rules_received", basis=said, day=iso_date(rule.received_on))


def _year_basis(screen: Screen, year: int, basis: str) -> str:
    return t(screen.language, "overview.rules_basis", year=year, basis=basis)


def _gap(screen: Screen, rule: MoneyRule) -> str:
    """Return what is missing and of what kind the money is, by how much the line is passed, or why no figure."""
    language = screen.language
    if rule.share is None or rule.gap_fen is None:
        return t(language, f"overview.rule_{rule.reason or 'no_base'}")
    said = gap_told(screen, rule)
    return t(language, f"overview.rule_short_{rule.nature}", gap=said) if rule.gap_fen else said


def _rule(screen: Screen, rule: MoneyRule) -> Component:
    language, share = screen.language, metric(rule.metric_id)
    value, line = value_text(language, rule), target_text(language, rule)
    target = t(language, "overview.rule_target", value=line)
    slots = {"rule": share.name[language], "value": value, "target": line}
    alt = t(language, "overview.rule_alt", verdict=_verdict_word(screen, rule), **slots)
    drawn = bullet(BulletValue(rule.share, rule.rule.number, target), label=alt, met=rule.met)
    source = chip(screen, rule.metric_id)
    name: list[Child] = [share.name[language], " ", source]
    number = html.Span(figure_cell(screen, rule.metric_id, value), className="rule-value")
    notes = [
        html.Span(told(screen, _gap(screen, rule)), className="rule-gap"),
        html.Span(basis_text(screen, rule), className="note"),
    ]
    left = html.Div([html.Div(name, className="rule-name"), drawn])
    right = html.Div([verdict(language, met=rule.met), number], className="rule-verdict")
    parts = [left, right, html.Div(notes, className="rule-notes")]
    return html.Div(parts, className="rule is-unmet" if rule.met is False else "rule")


def _verdict_word(screen: Screen, rule: MoneyRule) -> str:
    name = {True: "met", False: "unmet", None: "unknown"}[rule.met]
    return t(screen.language, f"shell.{name}")
