"""What stands above the parts of the page of funds: finding, line below, links to its parts; and the slide."""

from collections.abc import Sequence
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.bars import Progress
from dashboard.components.funds_flags import disclaimer
from dashboard.components.funds_text import PATH, money
from dashboard.components.opening import figure_cell, linked, struck, told
from dashboard.components.panel import kpi, kpi_strip
from dashboard.components.rule_words import gap_opening, gap_told, target_text
from dashboard.components.source import chip
from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, format_value, month_label, prose, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.category_progress import county_progress, pace
from dashboard.queries.figures import total_figures
from dashboard.queries.rules_of_money import MoneyRule, met_count, rules_of_money
from dashboard.queries.screen import Screen

SECTIONS = ("flow", "works", "villages", "projects", "ledger", "flags")


def section_of(screen: Screen) -> str:
    """Return the part of the page asked for; the first for an unknown one."""
    asked = screen.view.show or ""
    return asked if asked in SECTIONS else SECTIONS[0]


def finding(screen: Screen) -> list[Child]:
    """Return the page's finding: pace of disbursement, then what is missing to the funding rules."""
    language = screen.language
    if not screen.is_known:
        month = month_label(screen.as_of, language, year=True)
        return [t(language, "funds.not_reported_finding", month=month)]
    if screen.view.present:
        return [t(language, f"funds.short_{_pace(screen)}")]
    rules = rules_of_money(screen.reading, screen.as_of)
    return [t(language, f"funds.pace_{_pace(screen)}"), t(language, "funds.finding_join"), *_rules(screen, rules)]


def _pace(screen: Screen) -> str:
    return pace(county_progress(screen.reading, screen.as_of), screen.as_of) or "none"


def _rules(screen: Screen, rules: Sequence[MoneyRule]) -> list[Child]:
    language = screen.language
    parts: list[Child] = []
    for found in (each for each in rules if each.gap_fen):
        line = (found.rule.short or found.rule.label)[language]
        joined = [t(language, "funds.gap_join")] if parts else []
        gap = struck(gap_opening(screen, found, money(language, found.gap_fen)))
        parts += [*joined, *told(screen, t(language, "funds.rule_gap", gap=gap, line=line))]
    if parts:
        return parts
    known = [each for each in rules if each.met is not None]
    if not met_count(rules):
        return [t(language, "funds.rules_unknown")]
    name = "rules_met" if len(known) == len(rules) else "rules_met_known"
    count = linked(screen, "target.rules_met", format_number(len(known)))
    return told(screen, t(language, f"funds.{name}", count=count))


def sub(screen: Screen) -> list[Child]:
    """Return the line below the finding: how much was disbursed of what, in how many projects."""
    if not screen.is_known:
        return []
    language, figures = screen.language, total_figures(screen.reading, screen.as_of)
    if figures["funds.disbursed"] is None or figures["funds.allocated"] is None:
        return [t(language, "funds.sub_none")]
    names = ("disbursed", "allocated")
    texts = {name: prose(metric(f"funds.{name}"), figures[f"funds.{name}"], language) for name in names}
    texts |= {
        name: with_unit(metric(f"funds.{name}"), figures[f"funds.{name}"], language)
        for name in ("projects", "categories", "progress")
    }
    slots = {name: linked(screen, f"funds.{name}", text, zone=None) for name, text in texts.items()}
    words = t(language, "funds.sub", share=slots.pop("progress"), **slots)
    said: list[Child] = [*told(screen, words), " ", chip(screen, "funds.progress")]
    if screen.view.zone or screen.view.town:
        said += [" ", t(language, "funds.sub_scope")]
    return said


def section_links(screen: Screen) -> Component:
    """Return the links to the parts of the page, and the disclaimer on flags that always stays in sight."""
    language, current = screen.language, section_of(screen)
    items = []
    for name in SECTIONS:
        view = screen.view.change(show=None if name == SECTIONS[0] else name, metric=None)
        link = dcc.Link(t(language, f"funds.section_{name}"), href=view.href(PATH))
        here: dict[str, Any] = {"aria-current": "true"} if name == current else {}
        items.append(html.Li(link, className="is-current" if here else "", **here))
    label: dict[str, Any] = {"aria-label": t(language, "funds.sections")}
    return html.Div([html.Nav(html.Ul(items), **label), disclaimer(language)], className="funds-sections")


def slide(screen: Screen) -> Component:
    """Return the projected slide: the rate of disbursement and the three rules, four numbers."""
    language = screen.language
    county = county_progress(screen.reading, screen.as_of)
    progress = metric("funds.progress")
    goal = t(language, "funds.present_goal", share=with_unit(progress, county.expected_share, language))
    hero = kpi(
        progress.name[language],
        figure_cell(screen, progress.id, format_value(progress, county.share, language)),
        "%",
        goal=goal,
        bar_progress=Progress(county.share, county.expected_share, goal),
        behind=pace(county, screen.as_of) == "behind",
    )
    rules = [_rule_figure(screen, each) for each in rules_of_money(screen.reading, screen.as_of)]
    return html.Div([html.Div(hero, className="kpi-hero"), kpi_strip(*rules)], className="stack")


def _rule_figure(screen: Screen, found: MoneyRule) -> Component:
    language = screen.language
    figure = metric(found.metric_id)
    goal = t(language, "funds.rule_target", share=target_text(language, found))
    return kpi(
        figure.short[language],
        figure_cell(screen, figure.id, format_value(figure, found.share, language)),
        "%" if found.share is not None else "",
        goal=goal,
        gap=told(screen, gap_told(screen, found)) or None,
        behind=found.met is False,
    )
