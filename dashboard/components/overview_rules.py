"""The three funding rules as bullets (投入机制三项指标): share, line, and what is missing in money, never added up."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.bars import BulletValue, bullet
from dashboard.components.marks import verdict
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.metrics.formats import difference, display_unit, iso_date, to_display, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.rules_of_money import MoneyRule, met_count, rules_of_money
from dashboard.queries.screen import Screen

FEN = 100
BASIS = {"预算": "budget", "执行": "outturn", "部分年度": "part"}


def rules_panel(screen: Screen) -> Component:
    """Return the three bullets of the county, whatever place is chosen."""
    rules = rules_of_money(screen.reading, screen.as_of)
    body = [_rule(screen, each) for each in rules]
    language = screen.language
    note = t(language, "overview.rules_note")
    return panel(rules_title(screen, rules), *body, sub=t(language, "overview.rules_sub"), source=note)


def rules_title(screen: Screen, rules: Sequence[MoneyRule]) -> str:
    """Return how many of the rules are met, as a finding."""
    language, met = screen.language, met_count(rules)
    unmet, unknown = (sum(each.met is state for each in rules) for state in (False, None))
    if met is None:
        return t(language, "overview.rules_none_known")
    if unmet:
        return t(language, "overview.rules_some", count=unmet)
    if unknown:
        return t(language, "overview.rules_known", met=met, unknown=unknown)
    return t(language, "overview.rules_all")


def target_text(screen: Screen, rule: MoneyRule) -> str:
    """Return the policy line as written at its tick, e.g. 2% or 20%."""
    share = metric(rule.metric_id)
    value = to_display(share, rule.rule.number, screen.language)
    return f"{value:g}{display_unit(share, screen.language)}"


def basis_text(screen: Screen, rule: MoneyRule) -> str:
    """Return year, basis (口径) and day of receipt of the rows used; empty without rows."""
    if rule.year is None:
        return ""
    language = screen.language
    comma = t(language, "shell.list_comma")
    said = _year_basis(screen, rule.year, comma.join(_basis_name(screen, each) for each in rule.basis))
    if rule.basis_before is not None:
        said = _year_basis(screen, rule.year - 1, _basis_name(screen, rule.basis_before)) + comma + said
    if rule.received_on is None:
        return said
    return t(language, "overview.rules_received", basis=said, day=iso_date(rule.received_on))


def _year_basis(screen: Screen, year: int, basis: str) -> str:
    return t(screen.language, "overview.rules_basis", year=year, basis=basis)


def _basis_name(screen: Screen, basis: str) -> str:
    return t(screen.language, f"overview.basis_{BASIS[basis]}") if basis in BASIS else basis


def gap_text(screen: Screen, rule: MoneyRule) -> str:
    """Return what is missing in money, by how much the line is passed, or why there is no figure."""
    language = screen.language
    if rule.share is None or rule.gap_fen is None:
        return t(language, f"overview.rule_{rule.reason or 'no_base'}")
    if rule.met:
        points = difference(metric(rule.metric_id), rule.over_target, language).lstrip("+")
        return t(language, "overview.rule_over", points=points)
    money = with_unit(metric("funds.disbursed"), rule.gap_fen / FEN, language)
    return t(language, f"overview.rule_short_{rule.nature}", money=money)


def _rule(screen: Screen, rule: MoneyRule) -> Component:
    language, share = screen.language, metric(rule.metric_id)
    value = with_unit(share, rule.share, language)
    target = t(language, "overview.rule_target", value=target_text(screen, rule))
    slots = {"rule": share.name[language], "value": value, "target": target_text(screen, rule)}
    alt = t(language, "overview.rule_alt", verdict=_verdict_word(screen, rule), **slots)
    drawn = bullet(BulletValue(rule.share, rule.rule.number, target), label=alt, met=rule.met)
    source = chip(screen, rule.metric_id, value=rule.share, filled=_filled(screen, rule))
    name: list[Child] = [share.name[language], " ", source]
    number = html.Span(value, className="rule-value")
    notes = [
        html.Span(gap_text(screen, rule), className="rule-gap"),
        html.Span(basis_text(screen, rule), className="note"),
    ]
    left = html.Div([html.Div(name, className="rule-name"), drawn, html.Div(notes, className="rule-notes")])
    right = html.Div([verdict(language, met=rule.met), number], className="rule-verdict")
    return html.Div([left, right], className="rule is-unmet" if rule.met is False else "rule")


def _verdict_word(screen: Screen, rule: MoneyRule) -> str:
    name = {True: "met", False: "unmet", None: "unknown"}[rule.met]
    return t(screen.language, f"shell.{name}")


def _filled(screen: Screen, rule: MoneyRule) -> str | None:
    if rule.put_in_fen is None or rule.base_fen is None or rule.share is None:
        return None
    money, language = metric("funds.disbursed"), screen.language
    parts = [with_unit(money, fen / FEN, language) for fen in (rule.put_in_fen, rule.base_fen)]
    growth = " − 1" if rule.metric_id == "target.special_fund_growth" else ""
    return f"{parts[0]} ÷ {parts[1]}{growth} = {with_unit(metric(rule.metric_id), rule.share, language)}"
