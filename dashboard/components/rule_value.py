"""A policy rule's value as text (政策数值): sign, number and unit, e.g. ``≥ 2%``, ``2–3 个``."""

from datetime import date

from dashboard.i18n import t
from dashboard.metrics.formats import PERCENT_SCALE, format_number, iso_date
from data.registers import load_registers
from data.rules import Rule, rules
from data.text import Locale

SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "="}
SHARE = "share"
DECIMALS = 2
BETWEEN = "–"


def rule_value(language: Locale, rule: Rule) -> str:
    """Return the value of a rule as it is read aloud: its comparison, its number, its unit."""
    value = rule.value
    if isinstance(value, bool):
        return t(language, "dictionary.yes")
    if isinstance(value, date):
        return iso_date(value)
    if isinstance(value, str):
        return t(language, f"dictionary.named_{rule.unit}", name=_named(language, value))
    numbers = value if isinstance(value, tuple) else (rule.number,)
    text = BETWEEN.join(_number(each, rule.unit) for each in numbers)
    if rule.operator == "by_month":
        text = t(language, "shell.list_comma").join(_number(each, rule.unit) for each in numbers)
    written = with_rule_unit(language, text, rule.unit)
    sign = SIGNS.get(rule.operator)
    if sign:
        return f"{sign} {written}"
    return written if rule.operator == "between" else t(language, f"dictionary.operator_{rule.operator}", value=written)


def _named(language: Locale, name: str) -> str:
    """Return what a rule points at in words: another rule, a register; its key where it is a group of rules."""
    registers = load_registers()
    if name in registers:
        return registers[name].title[language]
    return next((each.label[language] for each in rules() if each.key == name), name)


def with_rule_unit(language: Locale, text: str, unit: str) -> str:
    """Return a number with the unit of a rule after it."""
    word = t(language, f"dictionary.unit_{unit}")
    return f"{text}{word}" if unit == SHARE else f"{text} {word}"


def rule_number(value: float, unit: str) -> str:
    """Return a number of a rule without its unit: shares in percent."""
    return _number(value, unit)


def _number(value: float, unit: str) -> str:
    scaled = value * PERCENT_SCALE if unit == SHARE else value
    whole = abs(scaled - round(scaled)) < 10**-DECIMALS / 2
    return format_number(scaled, 0 if whole else DECIMALS)
