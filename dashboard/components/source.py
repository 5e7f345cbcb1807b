"""The 源 chip (数据来源): beside a figure, what it is, how it is made, by which policy, from which registers."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.text import Child, aria
from dashboard.i18n import t
from dashboard.metrics.formats import Shown, display_unit, iso_date, with_unit
from dashboard.metrics.model import Metric
from dashboard.metrics.registry import metric
from dashboard.queries.screen import Screen
from data.registers import load_registers
from data.rules import Rule, UnknownRule, rule, rules_in_group
from data.text import Locale


def chip(screen: Screen, metric_id: str, *, value: Shown = None, filled: str | None = None) -> Component:
    """Return the 源 chip of a figure; ``filled`` is its formula with numbers, e.g. ``12,474 = 18,900 − 6,512 + 86``."""
    figure, language = metric(metric_id), screen.language
    label = t(language, "shell.source_of", figure=figure.name[language])
    summary = html.Summary(t(language, "shell.source_sign"), className="source-sign", title=label, **aria(label))
    body = [
        html.Span(figure.name[language], className="source-name"),
        *_value(figure, value, language),
        html.Span(figure.formula[language], className="source-formula"),
        *([html.Span(filled, className="source-filled")] if filled else []),
        *(html.Span(figure.note[language], className="source-note") for _ in [0] if figure.note),
        *(line for each in _rules(figure, screen) for line in _policy(each, language)),
        _facts(figure, screen),
    ]
    return html.Details([summary, html.Div(body, className="source-body")], className="source")


def register_titles(language: Locale, kinds: tuple[str, ...]) -> str:
    """Return the titles of kinds of register (台账), listed."""
    registers = load_registers()
    return t(language, "shell.list_comma").join(registers[kind].title[language] for kind in kinds)


def _value(figure: Metric, value: Shown, language: Locale) -> list[Component]:
    return [] if value is None else [html.Span(with_unit(figure, value, language), className="source-value")]


def _rules(figure: Metric, screen: Screen) -> tuple[Rule, ...]:
    try:
        if figure.rule:
            return (rule(figure.rule, screen.as_of),)
        return rules_in_group(figure.rule_group, screen.as_of)[:1] if figure.rule_group else ()
    except UnknownRule:
        return ()


def _policy(found: Rule, language: Locale) -> list[Component]:
    mark = "shell.confirmed" if found.confirmed else "shell.unconfirmed"
    kind = "policy-mark" if found.confirmed else "policy-mark is-unconfirmed"
    return [
        html.Span(found.clause[language], className="source-clause"),
        html.Span([found.source[language], " ", html.Span(t(language, mark), className=kind)], className="source-note"),
    ]


def _facts(figure: Metric, screen: Screen) -> Component:
    language, note = screen.language, screen.note
    edition = t(language, "shell.edition_of", edition=note.edition, day=iso_date(note.delivered_on))
    facts: list[tuple[str, Child]] = [
        ("source_registers", register_titles(language, figure.sources)),
        ("source_unit", display_unit(figure, language)),
        ("source_as_of", iso_date(screen.as_of)),
        ("source_edition", edition),
        ("source_id", html.Code(figure.id)),
    ]
    rows: list[Component] = []
    for name, content in facts:
        rows += [html.Dt(t(language, f"shell.{name}")), html.Dd(content)]
    return html.Dl(rows, className="source-facts")
