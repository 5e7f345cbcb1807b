"""Which of the five works (五大工程) a project belongs to: by its own column, else by the keywords of the policy."""

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_

from data.rules import Rule, rules_in_group
from data.schema import facts

_P = facts["projects"]
SEPARATOR = "、"
UNMATCHED = "none"
"""Stands for the projects that belong to none of the works."""


def works(as_of: date) -> tuple[Rule, ...]:
    """Return the rule of each work in the order of the speech; its name is the work's key."""
    return rules_in_group("work", as_of)


def keywords(rule: Rule) -> tuple[str, ...]:
    """Return a rule's words: how the register's own column names the work, then what a category or item may hold."""
    return tuple(str(rule.value).split(SEPARATOR))


@lru_cache(64)
def work_of(as_of: date) -> ColumnElement[Any]:
    """Return the key of a project's work; ``UNMATCHED`` for none."""
    blank = func.coalesce(_P.c.work, "") == ""
    told = func.coalesce(_P.c.category, "") + " " + func.coalesce(_P.c.item, "")
    by_column = [(_P.c.work == keywords(rule)[0], literal(rule.name)) for rule in works(as_of)]
    by_words = [
        (and_(blank, or_(*(told.contains(word) for word in keywords(rule)))), literal(rule.name))
        for rule in works(as_of)
    ]
    return case(*by_column, *by_words, else_=literal(UNMATCHED))
