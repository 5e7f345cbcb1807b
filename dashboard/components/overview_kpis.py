"""The five key figures of the overview (总览指标), each with its goal and what is missing to it."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.bars import Progress
from dashboard.components.opening import linked, opens, told
from dashboard.components.overview_finding import off_plan, people, speech_tag
from dashboard.components.panel import kpi, kpi_strip
from dashboard.components.rule_words import gap_opening
from dashboard.components.source import chip, register_titles
from dashboard.components.text import Child, Children, hidden
from dashboard.i18n import t
from dashboard.metrics.arithmetic import ratio
from dashboard.metrics.formats import NO_DATA, display_unit, format_number, format_value, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.figures import Figures, total_figures
from dashboard.queries.outlook import Outlook
from dashboard.queries.overview import scope_figures
from dashboard.queries.rules_of_money import MoneyRule, met_count, rules_of_money
from dashboard.queries.screen import Screen
from data.rules import rule

FEN = 100


def kpis(screen: Screen, outlook: Outlook) -> Component:
    """Return the strip of five figures for the place chosen; the funding rules are always the county's."""
    figures = scope_figures(screen.reading, screen.scope, screen.as_of)
    strip = kpi_strip(
        _poor(screen, outlook, figures),
        _villages(screen, outlook, figures),
        _funds(screen, figures),
        _rules(screen),
        _teams(screen, figures),
    )
    return html.Div(strip, className="overview-kpis")


def _missing(screen: Screen, metric_id: str) -> str:
    kinds = metric(metric_id).sources
    return t(screen.language, "overview.kpi_missing", registers=register_titles(screen.language, kinds))


def _unknown(screen: Screen, name: str, metric_id: str) -> Component:
    label = t(screen.language, f"overview.{name}")
    return kpi(label, NO_DATA, "", chip=chip(screen, metric_id), goal=_missing(screen, metric_id))


def _time(screen: Screen, outlook: Outlook) -> str:
    time = with_unit(metric("people.out_share"), outlook.time_share, screen.language)
    return t(screen.language, "overview.sub_tick", time=time)


def _poor(screen: Screen, outlook: Outlook, figures: Figures) -> Component:
    language, value = screen.language, figures.get("people.poor")
    if value is None:
        return _unknown(screen, "kpi_poor", "people.poor")
    over = outlook.over_plan
    name = "over" if over > 0 else "under" if over < 0 else "level"
    figure = metric("people.poor")
    off = t(language, f"overview.kpi_poor_{name}", people=linked(screen, off_plan(outlook), people(abs(over), screen)))
    return kpi(
        t(language, "overview.kpi_poor"),
        opens(screen, figure.id, format_value(figure, value, language)),
        display_unit(figure, language, single=value == 1),
        chip=chip(screen, figure.id),
        goal=t(language, "overview.kpi_poor_goal"),
        gap=told(screen, off) if outlook.is_judged else None,
        bar_progress=Progress(outlook.out_share, outlook.time_share, _time(screen, outlook)),
        behind=outlook.is_behind,
    )


def _villages(screen: Screen, outlook: Outlook, figures: Figures) -> Component:
    language, exited = screen.language, figures.get("villages.exited")
    total, left = figures.get("villages.registered"), figures.get("villages.remaining")
    if exited is None or total is None:
        return _unknown(screen, "kpi_villages", "villages.exited")
    all_of, rest = linked(screen, "villages.registered", format_number(total)), format_number(left or 0)
    goal = told(screen, t(language, "overview.kpi_villages_goal", count=all_of))
    if screen.view.zone is None and screen.view.town is None:
        goal += [" ", speech_tag(screen, "goal.villages", value=total)]
    gap = "overview.kpi_villages_gap" if left else "overview.kpi_villages_done"
    return kpi(
        t(language, "overview.kpi_villages"),
        opens(screen, "villages.exited", format_number(exited)),
        told(screen, t(language, "overview.kpi_villages_of", count=all_of)),
        chip=chip(screen, "villages.exited"),
        goal=goal,
        gap=told(screen, t(language, gap, count=linked(screen, "villages.remaining", rest))),
        bar_progress=Progress(ratio(exited, total), outlook.time_share, _time(screen, outlook)),
        behind=bool(left) and outlook.days_left <= 0,
    )


def _funds(screen: Screen, figures: Figures) -> Component:
    language, disbursed = screen.language, figures.get("funds.disbursed")
    if disbursed is None:
        return _unknown(screen, "kpi_funds", "funds.disbursed")
    money, share = metric("funds.disbursed"), figures.get("funds.progress")
    allocated = figures.get("funds.allocated") if "funds.progress" in figures else None
    value = opens(screen, money.id, format_value(money, disbursed, language))
    head = t(language, "overview.kpi_funds"), value
    if allocated is None or share is None:
        place = "funds.progress" not in figures
        words = t(language, "overview.kpi_funds_place") if place else _missing(screen, "funds.allocated")
        return kpi(*head, display_unit(money, language), chip=chip(screen, money.id), goal=words)
    of = linked(screen, "funds.allocated", with_unit(money, allocated, language))
    return kpi(
        *head,
        told(screen, t(language, "overview.kpi_funds_of", money=of)),
        chip=chip(screen, "funds.progress"),
        goal=_funds_note(screen, share, allocated - disbursed),
        gap=_kinds(screen),
        bar_progress=Progress(share),
    )


def _funds_note(screen: Screen, share: float, rest: float) -> list[Child]:
    """Return how much of the money allocated is disbursed, and what is not (or more than was allocated)."""
    language, progress = screen.language, metric("funds.progress")
    done = linked(screen, progress.id, with_unit(progress, share, language))
    figure = "funds.undisbursed" if rest >= 0 else "funds.over_disbursed"
    gap = "overview.kpi_funds_gap" if rest >= 0 else "overview.kpi_funds_over"
    money = linked(screen, figure, with_unit(metric(figure), abs(rest), language))
    words = (t(language, "overview.kpi_funds_progress", share=done), t(language, gap, money=money))
    return told(screen, t(language, "overview.sub_separator").join(words))


def _kinds(screen: Screen) -> Children | None:
    """Return categories and items of the project library, with the speech's numbers beside them."""
    figures = total_figures(screen.reading, screen.as_of)
    categories, items = figures.get("funds.categories"), figures.get("funds.items")
    if categories is None or items is None:
        return None
    slots = {
        "categories": linked(screen, "funds.categories", format_number(categories)),
        "items": linked(screen, "funds.items", format_number(items)),
    }
    tags = [speech_tag(screen, "control.categories", value=categories)]
    if items != _said(screen, "control.items"):
        tags.append(speech_tag(screen, "control.items", value=items))
    return [*told(screen, t(screen.language, "overview.kpi_funds_kinds", **slots)), " ", *tags]


def _said(screen: Screen, key: str) -> float:
    return rule(key, screen.as_of).number


def _rules(screen: Screen) -> Component:
    language, rules = screen.language, rules_of_money(screen.reading, screen.as_of)
    met = met_count(rules)
    if met is None:
        return _unknown(screen, "kpi_rules", "target.special_fund_share")
    narrowed = screen.view.zone or screen.view.town
    county = [html.Span(t(language, "overview.kpi_rules_county"))] if narrowed else []
    segments = html.Div([_segment(each) for each in rules], className="rule-segments")
    return kpi(
        t(language, "overview.kpi_rules"),
        opens(screen, "target.rules_met", format_number(met)),
        t(language, "overview.kpi_rules_of", count=len(rules)),
        chip=chip(screen, "target.special_fund_share"),
        goal=[segments, *_gaps(screen, rules), *county],
        behind=any(each.met is False for each in rules),
    )


def _segment(rule_: MoneyRule) -> Component:
    kind = {True: "met", False: "unmet", None: "unknown"}[rule_.met]
    return hidden("", f"rule-segment rule-{kind}")


def _gaps(screen: Screen, rules: Sequence[MoneyRule]) -> list[Child]:
    """Return each missing amount by itself; unlike money is never added up."""
    language, money = screen.language, metric("funds.disbursed")
    short = [each for each in rules if each.met is False and each.gap_fen is not None]
    unknown = sum(each.met is None for each in rules)
    if not short:
        name = "overview.kpi_rules_unknown" if unknown else "overview.kpi_rules_all"
        return [t(language, name, count=unknown)]
    words = []
    for each in short:
        amount = gap_opening(screen, each, with_unit(money, (each.gap_fen or 0) / FEN, language))
        name_of = each.rule.short or each.rule.label
        said = t(language, "overview.kpi_rules_gap", rule=name_of[language], money=amount)
        words.append(html.Span(told(screen, said), className="rules-gap"))
    return list(words)


def _teams(screen: Screen, figures: Figures) -> Component:
    language, covered = screen.language, figures.get("villages.with_team")
    total = figures.get("villages.registered")
    if covered is None or total is None:
        return _unknown(screen, "kpi_teams", "villages.with_team")
    all_of = linked(screen, "villages.registered", format_number(total))
    return kpi(
        t(language, "overview.kpi_teams"),
        opens(screen, "villages.with_team", format_number(covered)),
        told(screen, t(language, "overview.kpi_teams_of", count=all_of)),
        chip=chip(screen, "villages.with_team"),
        goal=_forces(screen, figures),
        bar_progress=Progress(ratio(covered, total)),
    )


FORCES = (
    ("teams.province_city", "kpi_teams_province", "control.province_city_teams"),
    ("teams.county", "kpi_teams_county", "control.county_teams"),
    ("teams.cadres", "kpi_teams_cadres", "control.cadres"),
    ("first_secretaries.total", "kpi_teams_secretaries", "control.first_secretaries"),
)


def _forces(screen: Screen, figures: Figures) -> list[Child]:
    county = not (screen.view.zone or screen.view.town)
    found: list[Child] = []
    for metric_id, name, key in FORCES:
        value = figures.get(metric_id)
        text = NO_DATA if value is None else linked(screen, metric_id, format_number(value))
        parts: list[Child] = told(screen, t(screen.language, f"overview.{name}", count=text))
        if county and value is not None:
            parts += [" ", speech_tag(screen, key, value=value)]
        found.append(html.Span(parts, className="force"))
    return found
