"""What an opened figure is narrowed to, in words (范围): places, and the conditions that a figure may have beside."""

from collections.abc import Callable, Mapping
from datetime import date

from dashboard.i18n import catalogue, t
from dashboard.metrics.formats import with_unit
from dashboard.metrics.model import Metric
from dashboard.metrics.registry import METRICS
from dashboard.names import place_words
from dashboard.opened import Opened, members
from dashboard.queries.entries import payee_name
from dashboard.queries.logic.counting import BY_NAME
from dashboard.queries.screen import Screen
from dashboard.queries.villages import villages
from data.registers import load_registers
from data.rules import rule, rules_in_group
from data.text import Locale, Text

TEXTS: Mapping[str, Callable[[str], str]] = {
    "subjects": lambda value: f"assessments.kind_{value}",
    "case_type": lambda value: f"cases.type_{value}",
    "reason": lambda value: f"quality.cause_{value}",
}
"""Conditions whose values have words of their own, with the names of these texts."""


def place_of(screen: Screen, opened: Opened) -> str:
    """Return in words what the figure is narrowed to; the whole county where it is not."""
    language, words = screen.language, []
    names = {village.code: village.name for village in villages(screen.reading)}
    for name, value in opened.where:
        places = [place_words(language, name, each, village_name=names.get(each, each)) for each in members(value)]
        told = [_condition(screen, opened, name, each) for each in members(value)]
        known = [place for place in places if place]
        label = "" if known else t(language, f"drawer.where_{name}") + t(language, "shell.colon")
        words.append(label + t(language, "shell.list_comma").join(known or told))
    return t(language, "shell.list_comma").join(words) or t(language, "drawer.whole_county")


def _condition(screen: Screen, opened: Opened, name: str, value: str) -> str:
    """Return a condition's value in words: a criterion's or payee's name, the limits of a class in its unit."""
    language = screen.language
    if name in TEXTS:
        words = TEXTS[name](value)
        return t(language, words) if words in catalogue() else value
    if name == "payee":
        return payee_name(screen.reading, value) or value
    if name in _WORDED and opened.as_of:
        return _WORDED[name](opened, value, opened.as_of)[language]
    figure = METRICS.get(opened.conditions.get("figure", ""))
    if name == "figure" and figure is not None:
        return figure.name[language]
    if name == "between" and figure is not None:
        return class_limits(figure, value, language)
    return value


def class_limits(figure: Metric, written: str, language: Locale) -> str:
    """Return the limits of a class as an address writes them (``0.03,0.1``) in words; as written where it is none."""
    low, _, high = written.partition(",")
    try:
        ends = [with_unit(figure, float(end), language) if end else "" for end in (low, high)]
    except ValueError:
        return written
    return f"{ends[0] or '…'}–{ends[1] or '…'}"


def _register(_: Opened, kind: str, __: date) -> Text:
    registers = load_registers()
    return registers[kind].title if kind in registers else Text(kind, kind)


def _column(opened: Opened, name: str, _: date) -> Text:
    """Return the label of a column of the register named beside it, or of its required or optional columns."""
    texts = catalogue().get(f"drawer.column_{name}")
    if texts is not None:
        return Text(texts["zh"], texts["en"])
    register = load_registers().get(opened.conditions.get("register", ""))
    known = register.columns if register else ()
    return next((each.label for each in known if each.name == name), Text(name, name))


def _check(_: Opened, name: str, on: date) -> Text:
    """Return the label of a logic check; the word itself where there is none of that name."""
    return rule(f"finding.{BY_NAME[name].key}", on).label if name in BY_NAME else Text(name, name)


def _work(_: Opened, key: str, on: date) -> Text:
    """Return the name of one of the five works; that of the rest for any other key."""
    rest = catalogue()["works.work_none"]
    labels = (each.label for each in rules_in_group("work", on) if each.name == key)
    return next(labels, Text(rest["zh"], rest["en"]))


def _criterion(_: Opened, name: str, on: date) -> Text:
    """Return an exit criterion's name; the key itself where the policy holds no such criterion."""
    labels = (each.label for each in rules_in_group("village_criterion", on) if each.name == name)
    return next(labels, Text(name, name))


_WORDED: Mapping[str, Callable[[Opened, str, date], Text]] = {
    "register": _register, "column": _column, "check": _check, "work": _work, "criterion": _criterion,
}  # fmt: skip
"""Conditions whose values are named in the registers or in the policy."""
