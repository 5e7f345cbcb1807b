"""The seven systems (七大体系): their names, their rules, and what the rules look at in people and measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from data.rules import rule

SYSTEMS = (
    "industry", "employment", "relocation", "medical", "education", "pension", "old_age_allowance", "care",
)  # fmt: skip
"""The seven systems, the safety net (社会兜底) by its pension and its old-age allowance."""
HOUSEHOLDS_WITH_ANY, PEOPLE_WITH_ANY = "households_with_any", "people_with_any"
"""Registered households and people; those with a measure of any system are covered (一户一法)."""
ITEMS = (*SYSTEMS, HOUSEHOLDS_WITH_ANY, PEOPLE_WITH_ANY)
BY_MEASURE = ("industry", "employment", "relocation", "education", "care")
"""Systems whose cover is a measure (措施)."""

_LISTED = "、"
YEARS_AHEAD = 5
"""Years after the delivery's for which birthdays are kept ahead."""


class Person(NamedTuple):
    """What the systems look at in a person; None where the register says nothing."""

    person_no: str
    household_no: str
    born: str | None
    school_status: str | None
    labour_ability: str | None
    disability: str | None
    left_behind: str | None
    rural_medical: bool | None
    serious_illness: bool | None
    pension: bool | None
    old_age_allowance: bool | None


class Measure(NamedTuple):
    """A measure (措施): for a person, or for a household where ``person_no`` is None; ``day`` as ISO text."""

    household_no: str
    person_no: str | None
    system: str
    day: str
    status: str | None


@dataclass(frozen=True, slots=True)
class Home:
    """A household: its village and the times it was on the register (在册)."""

    village_code: str
    spells: Sequence[tuple[date, date]]


@dataclass(frozen=True, slots=True)
class SystemRules:
    """The rules of data/policy/systems.toml; ages in full years, ``measure_of`` the 帮扶体系 that covers an item."""

    working_ages: tuple[int, int]
    able: frozenset[str]
    not_enrolled: str
    pension_age: int
    allowance_age: int
    planned: str
    measure_of: Mapping[str, str]


def system_rules(on: date) -> SystemRules:
    """Return the rules in force on a day; raises UnknownRule where there are none."""

    def words(key: str) -> str:
        return str(rule(key, on).value)

    youngest, oldest = rule("system_employment.ages", on).numbers
    return SystemRules(
        working_ages=(int(youngest), int(oldest)),
        able=frozenset(words("system_employment.ability").split(_LISTED)),
        not_enrolled=words("system_education.not_enrolled"),
        pension_age=int(rule("system_pension.age", on).number),
        allowance_age=int(rule("system_old_age_allowance.age", on).number),
        planned=words("measures.planned"),
        measure_of=MappingProxyType({item: words(f"system_{item}.measure") for item in BY_MEASURE}),
    )


def horizon(delivered_on: date) -> date:
    """Return the last day up to which an edition's birthdays are kept: figures of later days are not known."""
    return date(delivered_on.year + YEARS_AHEAD, 12, 31)
