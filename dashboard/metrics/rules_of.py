"""The policy rules (政策口径) a figure is held against or made of, on a day."""

from datetime import date

from dashboard.metrics.model import Metric
from data.rules import Rule, UnknownRule, rule, rules_in_group


def rules_of(figure: Metric, on: date) -> tuple[Rule, ...]:
    """Return the figure's rules in force on the day; empty where it has none."""
    try:
        if figure.rule:
            return (rule(figure.rule, on),)
        return rules_in_group(figure.rule_group, on) if figure.rule_group else ()
    except UnknownRule:
        return ()
