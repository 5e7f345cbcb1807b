"""What a rule of the worklist says: hits with their evidence, and how many rows it looked at."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.queries.reading import Reading
from data.rules import Rule, Severity, rule

SubjectKind = Literal[
    "county", "zone", "town", "village", "household", "project", "entry", "payee", "register", "target", "case",
]  # fmt: skip
Unit = Literal[
    "places", "villages", "households", "entries", "projects", "payees", "registers", "rules", "cases", "people",
    "incomes",
]  # fmt: skip
KEY_DIGITS = 12


def short_key(*parts: str) -> str:
    """Return the stable key of a finding: twelve hexadecimal digits made from rule and subject."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:KEY_DIGITS]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about: its kind and key, its name as registers write it, where it lies.

    ``village``, ``town`` and ``zone`` are codes and name of its place as far as it lies in a single one.
    """

    kind: SubjectKind
    key: str
    name: str
    village: str | None = None
    town: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A number that bears a finding out: its slot in the sentence, its value, the figure it is one of.

    ``where`` are conditions of that figure beside the place; a number that has some is the figure itself and opens.
    ``figure`` is the figure that it is where it is printed like another. A number that stands in a single row, or is
    told from one, names that row's key: it opens there, among the rows of ``figure``.
    """

    name: str
    value: float | date | None
    metric_id: str | None = None
    where: tuple[tuple[str, str], ...] = ()
    figure: str | None = None
    row: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing a rule singled out (线索). ``said`` names the sentence, ``gap`` the evidence that is the gap.

    ``since`` is the row's own day where it has one; ``answers`` a unit that answers for it, if a register says so.
    """

    subject: Subject
    said: str
    evidence: tuple[Evidence, ...]
    weight: float = 0.0
    since: date | None = None
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule found at a day: hits among ``examined`` rows; ``left_out`` hits are counted but not listed."""

    unit: Unit
    examined: int
    hits: tuple[Hit, ...] = ()
    left_out: int = 0

    @property
    def has_failed(self) -> bool:
        """Whether the rule looked at nothing: it has found nothing out and has not passed."""
        return self.examined == 0

    @property
    def count(self) -> int:
        """Hits, those not listed too."""
        return len(self.hits) + self.left_out


@dataclass(frozen=True, slots=True)
class Check:
    """A rule of the worklist: the key of its policy rule without the group, and the function that applies it.

    ``is_lasting`` marks a rule whose hits are rows with a day of their own, which no later month takes back;
    ``by_delivery`` one whose hits a later delivery puts right.
    """

    name: str
    find: Callable[[Reading, date], Outcome]
    is_lasting: bool = False
    by_delivery: bool = False

    def policy(self, on: date) -> Rule:
        """Return the policy rule in force that day."""
        return rule(f"finding.{self.name}", on)


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit with its rule and the time it has stood; ``closed_on`` is the day at which its cause was gone.

    That is a month-end, or the delivery that put it right.

    ``rule`` is None for one that a person wrote; its words are ``text`` then, its writer ``author``.
    """

    key: str
    severity: Severity
    rule: Rule | None
    hit: Hit
    since: date | None
    closed_on: date | None = None
    text: str = ""
    author: str = ""
