"""What an opened figure is narrowed to, in words (范围): places, and the conditions that a figure may have beside."""

from dashboard.components.quality_text import cause_name
from dashboard.i18n import catalogue, t
from dashboard.metrics.formats import with_unit
from dashboard.metrics.model import Metric
from dashboard.metrics.registry import METRICS
from dashboard.names import place_words
from dashboard.opened import Opened, members
from dashboard.queries.entries import payee_name
from dashboard.queries.screen import Screen
from dashboard.queries.villages import villages
from data.registers import load_registers
from data.rules import rules_in_group
from data.text import Locale


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
    if name == "payee":
        return payee_name(screen.reading, value) or value
    if name in ("register", "column", "reason"):
        return _of_data(opened, name, value, language)
    if name in ("criterion", "work"):
        return _criterion(opened, value, language) if name == "criterion" else _work(opened, value, language)
    figure = METRICS.get(opened.conditions.get("figure", ""))
    if name == "figure" and figure is not None:
        return figure.name[language]
    if name == "between" and figure is not None:
        return class_limits(figure, value, language)
    return value


def _of_data(opened: Opened, name: str, value: str, language: Locale) -> str:
    """Return the name of a register, of a column of the register named beside it, or of a reason of the loader."""
    registers, column = load_registers(), f"drawer.column_{value}"
    if name == "reason":
        return cause_name(language, value)
    if name == "register":
        return registers[value].title[language] if value in registers else value
    if column in catalogue():
        return t(language, column)
    register = registers.get(opened.conditions.get("register", ""))
    known = register.columns if register else ()
    return next((each.label[language] for each in known if each.name == value), value)


def class_limits(figure: Metric, written: str, language: Locale) -> str:
    """Return the limits of a class as an address writes them (``0.03,0.1``) in words; as written where it is none."""
    low, _, high = written.partition(",")
    try:
        ends = [with_unit(figure, float(end), language) if end else "" for end in (low, high)]
    except ValueError:
        return written
    return f"{ends[0] or '…'}–{ends[1] or '…'}"


def _work(opened: Opened, key: str, language: Locale) -> str:
    """Return the name of one of the five works; that of the rest for any other key."""
    known = rules_in_group("work", opened.as_of) if opened.as_of else ()
    return next((each.label[language] for each in known if each.name == key), t(language, "works.work_none"))


def _criterion(opened: Opened, name: str, language: Locale) -> str:
    """Return an exit criterion's name; the key itself where the policy holds no such criterion."""
    in_force = rules_in_group("village_criterion", opened.as_of) if opened.as_of else ()
    return next((each.label[language] for each in in_force if each.name == name), name)
