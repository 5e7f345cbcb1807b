"""Words of the scorecard of proposals (提案): how one stands, its figures with their targets, what is missing."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.opening import opening_link
from dashboard.components.rule_value import rule_value
from dashboard.components.source import register_titles
from dashboard.components.text import Child, hidden
from dashboard.i18n import t
from dashboard.metrics.formats import (
    NO_DATA,
    display_unit,
    format_number,
    format_value,
    iso_date,
    percent,
)
from dashboard.metrics.registry import metric
from dashboard.opened import Opened
from dashboard.queries.evidence.placed import placed_value
from dashboard.queries.figures import Value
from dashboard.queries.opening import follows, opened_by
from dashboard.queries.scorecard import STANDINGS, Figure, Standing
from dashboard.queries.screen import Screen
from data.proposals import Told
from data.rules import rule
from data.text import Locale

PATH = "/proposals"
SIGNS: dict[Standing, str] = {"met": "✓", "under_way": "◐", "unmet": "✕", "tracked": "○", "unmeasured": "—"}


def chosen(screen: Screen) -> Standing | None:
    """Return how the proposals shown stand; None for all of them."""
    return next((each for each in STANDINGS if each == screen.view.show), None)


def shown_value(screen: Screen, figure: str) -> Value:
    """Return a figure as the screen's day and places have it."""
    opened = opened_by(screen, figure)
    return placed_value(screen.reading, Opened(opened.metric, opened.where, screen.as_of))


def standing_word(language: Locale, standing: Standing) -> Component:
    """Return how a proposal stands (落实情况), its sign before its word."""
    word = t(language, f"proposals.standing_{standing}")
    return html.Span([hidden(SIGNS[standing]), " ", word], className=f"standing standing-{standing}")


def figure_lines(screen: Screen, figure: Figure) -> Component:
    """Return a figure of a proposal: number, whole, target; below it its name and what it stands in for."""
    language, told = screen.language, figure.told
    if figure.value is None or figure.standing == "unmeasured":
        return html.Li([html.Span(NO_DATA, className="no-data"), " ", html.Span(missing_words(screen, figure))])
    name: list[Child] = [metric(told.metric).name[language]]
    if told.note is not None and not told.proxy:
        name.append(f" {told.note[language]}")
    below: list[Child] = [html.Span(name, className="note")]
    if told.proxy and told.note is not None:
        words = t(language, "proposals.proxy_note", note=told.note[language])
        below.append(html.Span(words, className="proposal-proxy"))
    if (screen.view.zone or screen.view.town) and not follows(told.metric):
        below.append(html.Span(t(language, "proposals.whole_county"), className="proposal-proxy"))
    target = t(language, "proposals.target", target=target_words(screen, told))
    top = [_number(screen, figure), html.Span(target, className="proposal-target")]
    return html.Li([html.Div(top, className="proposal-number"), html.Div(below, className="proposal-below")])


def _number(screen: Screen, figure: Figure) -> Component:
    language, told = screen.language, figure.told
    found = metric(told.metric)
    text = format_value(found, figure.value, language)
    unit = display_unit(found, language, single=text == "1" and not told.of)
    parts: list[Child] = [html.B(opening_link(screen, figure.opened, text) if figure.opened else text)]
    if figure.opened_whole and figure.whole and figure.value is not None:
        whole = format_value(metric(figure.opened_whole.metric), figure.whole, language)
        share = percent(figure.value / figure.whole)
        parts += [" / ", opening_link(screen, figure.opened_whole, whole)]
        of_whole = opening_link(screen, figure.opened_share, share) if figure.opened_share else share
        parts.append(html.Span([f" {unit} · ", of_whole], className="unit"))
    else:
        parts.append(html.Span(unit if unit == "%" else f" {unit}", className="unit"))
    return html.Span(parts)


def target_words(screen: Screen, told: Told) -> str:
    """Return the target a figure is held against, in words."""
    language = screen.language
    if told.test == "rule":
        return rule_value(language, rule(told.rule or "", screen.as_of))
    if told.test == "least":
        return t(language, "proposals.target_least", count=format_number(told.least or 0))
    if told.test == "all" and told.by is not None:
        return t(language, "proposals.target_all_by", day=iso_date(told.by))
    return t(language, f"proposals.target_{told.test}")


def missing_words(screen: Screen, figure: Figure) -> str:
    """Return why a figure is not measured (未能计量)."""
    language = screen.language
    if not figure.known:
        return t(language, "proposals.figure_not_built")
    if figure.lacking:
        return t(language, "proposals.figure_missing", registers=register_titles(language, figure.lacking))
    return t(language, "proposals.figure_no_value")
