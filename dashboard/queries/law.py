"""Old + additions − removals = new (增减平衡): the figures of two moments and the listed differences between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dashboard.queries.figures import FEN, Value
from dashboard.queries.household_moves import moved
from dashboard.queries.moments import Sides, figures_at
from dashboard.queries.money_moves import LEDGERS, money_moved
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED
from dashboard.queries.village_moves import village_moves

HELD = (
    "people.poor", "people.registered", "people.out", "people.returned",
    "households.poor", "households.registered", "households.out", "households.returned", "households.paired",
    "villages.exited", "funds.disbursed", "funds.allocated", "funds.planned",
)  # fmt: skip
"""Figures whose difference is a list of members or entries."""


@dataclass(frozen=True, slots=True)
class Term:
    """What one kind of move in one step adds to and removes from a figure; money in yuan."""

    step: str
    kind: str
    added: float
    removed: float


@dataclass(frozen=True, slots=True)
class Balance:
    """A figure at two moments and the terms between; None where its register was never loaded."""

    metric_id: str
    before: Value
    after: Value
    terms: tuple[Term, ...]

    @property
    def added(self) -> float:
        """All that was added."""
        return sum(term.added for term in self.terms)

    @property
    def removed(self) -> float:
        """All that was removed."""
        return sum(term.removed for term in self.terms)

    @property
    def holds(self) -> bool:
        """Whether old + additions − removals = new, to the fen."""
        return abs((self.before or 0) + self.added - self.removed - (self.after or 0)) < 1 / (2 * FEN)


@lru_cache(maxsize=CACHED)
def balances(sides: Sides, scope: Scope) -> tuple[Balance, ...]:
    """Return every held figure with the terms of its difference, in the order of ``HELD``."""
    before, after = (figures_at(side, scope) for side in (sides.before, sides.after))
    sums: dict[tuple[str, str, str], list[int]] = {}
    for metric_id, step, kind, added, removed in _changes(sides, scope):
        row = sums.setdefault((metric_id, step, kind), [0, 0])
        row[0] += added
        row[1] += removed
    return tuple(
        Balance(
            metric_id,
            before.get(metric_id),
            after.get(metric_id),
            tuple(
                Term(step, kind, *(value / _scale(metric_id) for value in row))
                for (of, step, kind), row in sums.items()
                if of == metric_id and any(row)
            ),
        )
        for metric_id in HELD
    )


def _changes(sides: Sides, scope: Scope) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield figure, step, kind, added and removed of all moves alike or of one; money in fen."""
    for step in sides.steps:
        for (metric_id, kind), (added, removed) in moved(step, scope).sums.items():
            yield metric_id, step.kind, kind, added, removed
        for village in village_moves(step, scope):
            yield "villages.exited", step.kind, village.kind, village.added, village.removed
        for stage in LEDGERS:
            for kind, (added, removed) in money_moved(step, scope, stage).items():
                yield f"funds.{stage}", step.kind, kind, added, removed


def _scale(metric_id: str) -> int:
    return FEN if metric_id.startswith("funds.") else 1
