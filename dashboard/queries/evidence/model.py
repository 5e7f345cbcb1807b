"""What a figure is made of: terms put together by a shape, each a set of rows whose weights add up to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, Self

from sqlalchemy import ColumnElement, FromClause, Table, literal

from dashboard.opened import members
from dashboard.queries.reading import Reading
from dashboard.queries.villages import Village, villages
from data.registers import load_registers
from data.schema import facts, in_edition
from data.text import Text

FEN = 100
UNASSIGNED = "unassigned"
PLACES = ("zone", "town", "village")
"""Conditions on the place."""
Grouping = Literal[
    "village", "category", "item", "department", "delivery", "subject_kind", "helper", "operator", "whole"
]  # fmt: skip
Shape = Literal[
    "sum",
    "total",
    "ratio",
    "less",
    "growth",
    "pace_made",
    "pace_needed",
    "pace_off",
    "pace_growth",
    "projected",
    "planned",
    "over_plan",
    "under_plan",
    "rules_met",
    "rules_unmet",
    "at_pace",
    "share_a_month",
    "share_change",
    "pace_to_share",
]
Role = Literal["value", "numerator", "denominator", "minuend", "subtrahend", "now", "before"]


@dataclass(frozen=True, slots=True, eq=False)
class Placing:
    """How the places asked for narrow rows: by what ``column`` says of them alone, where ``holds`` is true of it.

    A place's rows are then those of the whole county under some of the column's values ('' = says nothing).
    """

    column: ColumnElement[Any]
    holds: Callable[[str], bool]


@dataclass(frozen=True, slots=True, eq=False)
class RowSet:
    """Rows of one kind of register with what each adds (``weight``, in the store's unit) and its group.

    ``shown`` are the columns listed, ``used`` those that decide; ``extra`` are columns from elsewhere, by the key of
    their heading. ``totals`` is a quicker way to the groups' totals where the store keeps them. ``placing`` is None
    where the places asked for narrow the rows in a way of their own.
    """

    kind: str
    table: Table
    source: FromClause
    condition: ColumnElement[bool]
    group: ColumnElement[Any]
    grouping: Grouping
    weight: ColumnElement[Any]
    shown: tuple[str, ...]
    used: tuple[str, ...]
    extra: tuple[tuple[str, ColumnElement[Any]], ...] = ()
    totals: Callable[[], Mapping[str, int]] | None = None
    placing: Placing | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One term of a figure: its part in the formula, its name, the figure whose unit it is printed in, its rows.

    Its value is the sum of the rows' weights × ``scale``; ``counts_groups`` makes it the number of groups instead.
    """

    role: Role
    name: Text
    like: str
    rows: RowSet
    scale: float = 1
    counts_groups: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A figure's shape and terms; ``given`` are numbers of the formula that no register holds (剩余月数 …)."""

    shape: Shape
    terms: tuple[Term, ...]
    given: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Ground:
    """What a figure is asked of: an edition, a day, and the conditions it is narrowed by."""

    reading: Reading
    as_of: date
    where: tuple[tuple[str, str], ...] = ()

    def condition(self, name: str) -> str | None:
        """Return a condition; None where the figure is not narrowed by it."""
        return dict(self.where).get(name)

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """The conditions on the place."""
        return tuple((name, value) for name, value in self.where if name in PLACES)

    @property
    def placed(self) -> Self:
        """The ground narrowed by the conditions on the place alone."""
        return replace(self, where=self.places)

    def holds(self, village: Village) -> bool:
        """Return whether a village meets the conditions on the place."""
        member = {"zone": village.zone or UNASSIGNED, "town": village.town_code, "village": village.code}
        return all(member[name] in members(value) for name, value in self.places)

    @property
    def codes(self) -> frozenset[str] | None:
        """Codes of the villages that meet the conditions on the place; None where there is none."""
        if not self.places:
            return None
        return frozenset(village.code for village in villages(self.reading) if self.holds(village))

    def here(self, kind: str) -> ColumnElement[bool]:
        """Return the condition that a row of ``kind`` holds in the edition."""
        return in_edition(facts[kind], self.reading.edition)

    def at(self, code: ColumnElement[Any]) -> ColumnElement[bool]:
        """Return the condition that a village code meets the conditions on the place."""
        codes = self.codes
        return literal(value=True) if codes is None else code.in_(sorted(codes))

    def by_village(self, code: ColumnElement[Any]) -> Placing:
        """Return how the places narrow rows whose village has this code, as ``at`` does."""
        codes = self.codes
        return Placing(code, lambda found: codes is None or found in codes)


def label(kind: str, column: str) -> Text:
    """Return the name of a register's column in both languages."""
    return load_registers()[kind].column(column).label


def whole() -> ColumnElement[Any]:
    """Return the one group of rows that are not grouped."""
    return literal("")
