"""Policy rules in the dictionary (政策口径): value, unit, period, clause, source and whether confirmed."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.both import both, both_line
from dashboard.components.dictionary_parts import entries, findable, group, joined, word
from dashboard.components.panel import panel
from dashboard.components.rule_value import rule_number, rule_value, with_rule_unit
from dashboard.components.text import Child, aria
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, iso_date
from dashboard.metrics.registry import METRICS
from dashboard.queries.screen import Screen
from data.rules import Rule, rules
from data.text import Locale, Text

HEADS = ("rule", "value", "force", "clause", "source", "confirmed")


def rules_panel(screen: Screen) -> Component:
    """Return every rule of every period; the one asked for is marked."""
    language, found = screen.language, rules()
    caption = t(language, "dictionary.rules_caption")
    heads = [html.Th(t(language, f"dictionary.rule_col_{name}"), scope="col") for name in HEADS]
    rows = entries(screen.view, rule_entry, dict.fromkeys(each.key for each in found), tag="tbody")
    parts = [html.Caption(caption, className="visually-hidden"), html.Thead(html.Tr(heads)), rows]
    table = html.Table(parts, className="data-table dictionary-table")
    region = html.Div(table, className="table-scroll", tabIndex=0, role="region", **aria(caption), **group())
    title = t(language, "dictionary.rules", count=format_number(len(found)))
    return panel(title, region, sub=t(language, "dictionary.rules_sub"))


def confirmation(language: Locale, rule: Rule) -> Component:
    """Return whether the county has confirmed a rule, with its sign."""
    kind = "policy-mark" if rule.confirmed else "policy-mark is-unconfirmed"
    return html.Span(t(language, "shell.confirmed" if rule.confirmed else "shell.unconfirmed"), className=kind)


def rule_entry(language: Locale, name: str, asked: bool) -> list[Component]:
    """Return the row of a rule in each of its periods."""
    return [_row(language, each, asked=asked) for each in rules() if each.key == name]


def _row(language: Locale, rule: Rule, *, asked: bool) -> Component:
    name = html.Th([both_line(language, rule.label), html.Code(rule.key)], scope="row")
    cells: list[list[Child]] = [
        _value(language, rule),
        [force(language, rule)],
        [both_line(language, rule.clause), *([both_line(language, rule.note)] if rule.note else [])],
        both(language, rule.source),
        [confirmation(language, rule)],
    ]
    classes = "is-asked" if asked else ""
    return html.Tr([name, *(html.Td(each) for each in cells)], className=classes, **findable(rule.key, asked=asked))


def _value(language: Locale, rule: Rule) -> list[Child]:
    scope = word(f"scope_{rule.scope}")
    found: list[Child] = [both_line(language, joined([Text(rule_value("zh", rule), rule_value("en", rule)), scope]))]
    if rule.tolerance:
        text = with_rule_unit(language, rule_number(rule.tolerance, rule.unit), rule.unit)
        found.append(html.Span(t(language, "dictionary.tolerance", value=text), className="words note"))
    if rule.figure in METRICS:
        name = METRICS[str(rule.figure)].name[language]
        found.append(html.Span(t(language, "dictionary.held_by", figure=name), className="words note"))
    return found


def force(language: Locale, rule: Rule) -> str:
    """Return the period in which a rule is in force, both ends included."""
    start, end = rule.in_force_from, rule.in_force_to
    if start is None and end is None:
        return t(language, "dictionary.always")
    first = iso_date(start) if start else t(language, "dictionary.open_start")
    last = iso_date(end) if end else t(language, "dictionary.open_end")
    return t(language, "dictionary.until", start=first, end=last)
