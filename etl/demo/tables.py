"""A register's rows before they are written: true rows, older versions of some, and rows with one fault each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TypeAlias

from etl.demo.columns import Column, columns


@dataclass(frozen=True, slots=True)
class Raw:
    """Text to be written as it is, whatever the column."""

    text: str


Value: TypeAlias = str | int | float | bool | date | Raw | None
Row: TypeAlias = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A row that must be rejected with `code`."""

    row: Row
    code: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind under `columns`; `older` holds (index of the row that supersedes it, older row)."""

    kind: str
    columns: tuple[Column, ...]
    rows: list[Row]
    older: list[tuple[int, Row]] = field(default_factory=list)
    spoiled: list[Spoiled] = field(default_factory=list)

    def place(self, name: str) -> int:
        """The position of a column; raises ValueError for one that is not there."""
        return [column.name for column in self.columns].index(name)

    def with_older(self, rng: Random, count: int, **changed: Value) -> "Table":
        """The table with `count` rows delivered in an older version too, differing in the columns named."""
        chosen = sorted(rng.sample(range(len(self.rows)), min(count, len(self.rows))))
        older = [(index, self._altered(self.rows[index], changed)) for index in chosen]
        return Table(self.kind, self.columns, self.rows, self.older + older, self.spoiled)

    def with_fault(self, code: str, index: int, **changed: Value) -> "Table":
        """The table with a faulty copy of a row, differing in the columns named."""
        fault = Spoiled(self._altered(self.rows[index % len(self.rows)], changed), code)
        return Table(self.kind, self.columns, self.rows, self.older, [*self.spoiled, fault])

    def with_scribbles(self, rng: Random, count: int, **changed: Value) -> "Table":
        """The table with unreadable text in optional cells of `count` rows, which cost a warning but not the row."""
        rows = list(self.rows)
        for index in rng.sample(range(len(rows)), min(count, len(rows))):
            rows[index] = self._altered(rows[index], changed)
        return Table(self.kind, self.columns, rows, self.older, self.spoiled)

    def _altered(self, row: Row, changed: dict[str, Value]) -> Row:
        """A copy of a row with other values in some columns."""
        places = {self.place(name): value for name, value in changed.items()}
        return tuple(places.get(index, value) for index, value in enumerate(row))


def table(kind: str, rows: Sequence[Row], *, without: Sequence[str] = ()) -> Table:
    """A table with all columns of a kind but those `without`; rows must have as many cells."""
    kept = tuple(column for column in columns(kind) if column.name not in without)
    if any(len(row) != len(kept) for row in rows):
        raise ValueError(f"a row of {kind} has not {len(kept)} cells")
    return Table(kind, kept, list(rows))
