"""The dictionary (口径字典): all figures, register columns and policy rules in both languages, to be searched."""

from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.both import both, both_line
from dashboard.components.dictionary_parts import entries, entry_href, findable, group, joined, word
from dashboard.components.dictionary_registers import registers_panel
from dashboard.components.dictionary_rules import confirmation, rules_panel
from dashboard.components.panel import panel
from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.metrics.formats import format_number
from dashboard.metrics.model import Metric
from dashboard.metrics.registry import METRICS
from dashboard.queries.screen import Screen
from data.registers import load_registers
from data.rules import Rule, rules
from data.text import Locale, Text


def dictionary_section(screen: Screen) -> list[Component]:
    """Return the tab: the field to search with, then figures, registers and rules; the entry asked for stands open."""
    language = screen.language
    return [_find(language), _figures_panel(screen), registers_panel(screen), rules_panel(screen)]


def _find(language: Locale) -> Component:
    counts = {"figures": len(METRICS), "columns": sum(len(each.columns) for each in load_registers().values())}
    field = html.Input(type="search", name="q", className="field find-field", maxLength=40)
    label = html.Label([html.Span(t(language, "dictionary.find"), className="control-label"), field])
    said = t(language, "dictionary.sub", **counts, rules=len(rules()))
    status: dict[str, Any] = {"role": "status"}
    told: dict[str, Any] = {
        "data-found": t(language, "dictionary.found", count="{count}"),
        "data-none": t(language, "dictionary.found_none"),
    }
    return html.Div([label, html.P(said, className="find-said", **status)], className="find", **told)


def _figures_panel(screen: Screen) -> Component:
    language = screen.language
    title = t(language, "dictionary.figures", count=format_number(len(METRICS)))
    listed = entries(screen.view, figure_entry, METRICS, className="entries", **group())
    return panel(title, listed, sub=t(language, "dictionary.figures_sub"))


def figure_entry(language: Locale, name: str, asked: bool) -> Component:
    """Return what the dictionary says of a figure."""
    figure = METRICS[name]
    summary = html.Summary([*both(language, figure.name), html.Code(figure.id)])
    facts: list[Component] = []
    for field, content in _facts(language, figure):
        facts += [html.Dt(t(language, f"dictionary.field_{field}")), html.Dd(content)]
    return html.Details(
        [summary, html.Dl(facts, className="entry-facts")],
        open=asked,
        className="entry is-asked" if asked else "entry",
        **findable(name, asked=asked),
    )


def _facts(language: Locale, figure: Metric) -> list[tuple[str, list[Child]]]:
    unit = Text(figure.unit.zh, figure.unit.en)
    found: list[tuple[str, list[Child]]] = [
        ("short", both(language, figure.short)),
        ("formula", both(language, figure.formula)),
        ("unit", both(language, unit)),
        ("kind", _kind(language, figure)),
        ("decimals", [format_number(figure.decimals)]),
        ("direction", both(language, word(f"direction_{figure.direction}"))),
        ("sources", _sources(language, figure)),
        ("policy", _policy(language, figure)),
        ("dimensions", _dimensions(language, figure)),
        ("disclosure", both(language, word(f"disclosure_{figure.disclosure or 'none'}"))),
    ]
    if figure.note:
        found.append(("note", both(language, figure.note)))
    link = dcc.Link(t(language, "dictionary.link_to"), href=entry_href(figure.id), className="link")
    return [*found, ("link", [link])]


def _kind(language: Locale, figure: Metric) -> list[Child]:
    parts = [*both(language, word(f"kind_{figure.kind}"))]
    return [*parts, *both(language, word("annual"))] if figure.annual else parts


def _sources(language: Locale, figure: Metric) -> list[Child]:
    registers = load_registers()
    return [
        html.Span(dcc.Link(both(language, registers[kind].title), href=entry_href(kind)), className="words")
        for kind in figure.sources
    ]


def rules_of(figure: Metric) -> tuple[Rule, ...]:
    """Return the rules a figure is held against or made of, of every period."""
    return tuple(
        each for each in rules() if each.key == figure.rule or (figure.rule_group and each.group == figure.rule_group)
    )


def _policy(language: Locale, figure: Metric) -> list[Child]:
    found = rules_of(figure)
    if not found:
        return both(language, word("no_policy"))
    lines: list[Child] = []
    for each in found:
        link = dcc.Link(both_line(language, each.label), href=entry_href(each.key))
        lines.append(html.Span([link, " ", confirmation(language, each)], className="words"))
    return lines


def _dimensions(language: Locale, figure: Metric) -> list[Child]:
    if not figure.dimensions:
        return both(language, word("no_dimension"))
    return both(language, joined([word(f"dimension_{each}") for each in figure.dimensions]))
