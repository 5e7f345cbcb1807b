"""What is said of a figure wherever it is explained: its registers, its policy clauses."""

from datetime import date

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.opening import chip
from dashboard.i18n import t
from dashboard.metrics.model import Metric
from data.registers import load_registers
from data.rules import Rule, UnknownRule, rule, rules_in_group
from data.text import Locale

__all__ = ["chip", "policy_lines", "register_titles"]


def register_titles(language: Locale, kinds: tuple[str, ...]) -> str:
    """Return the titles of kinds of register (台账), listed."""
    registers = load_registers()
    return t(language, "shell.list_comma").join(registers[kind].title[language] for kind in kinds)


def policy_lines(figure: Metric, language: Locale, *, on: date | None) -> list[Component]:
    """Return the clauses of policy (政策依据) a figure is held against on a day, and whether they are confirmed.

    A clause that gives several numbers is told once.
    """
    told = {(each.clause, each.source, each.confirmed): each for each in _rules(figure, on)}
    return [line for each in told.values() for line in _policy(each, language)]


def _rules(figure: Metric, on: date | None) -> tuple[Rule, ...]:
    try:
        if figure.rule and on:
            return (rule(figure.rule, on),)
        return rules_in_group(figure.rule_group, on) if figure.rule_group and on else ()
    except UnknownRule:
        return ()


def _policy(found: Rule, language: Locale) -> list[Component]:
    mark = "shell.confirmed" if found.confirmed else "shell.unconfirmed"
    kind = "policy-mark" if found.confirmed else "policy-mark is-unconfirmed"
    return [
        html.P(found.clause[language], className="source-clause"),
        html.P([found.source[language], " ", html.Span(t(language, mark), className=kind)], className="note"),
    ]
