"""How far each category's money is (大类进度): planned, allocated, disbursed side by side, against the schedule line.

The schedule gives the share of the year's allocated money to be disbursed by each month-end; what was allocated in
earlier years should be disbursed as at the year's last month-end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from dashboard.metrics.arithmetic import ratio
from dashboard.queries import ledgers
from dashboard.queries.figures import FEN, Value, figures_by, total_figures
from dashboard.queries.ledgers import LedgerSum
from dashboard.queries.reading import CACHED, Reading
from data.rules import Rule, holds, rule

Pace = Literal["ahead", "on", "behind"]


@dataclass(frozen=True, slots=True)
class CategoryProgress:
    """The three stages of a category's money, in yuan and never added; ``expected_share`` is the schedule line.

    ``category`` is None for the county. A stage is None where its register was never loaded.
    """

    category: str | None
    projects: Value
    planned: Value
    allocated: Value
    disbursed: Value
    expected_share: float | None

    @property
    def share(self) -> float | None:
        """Disbursed ÷ allocated (拨付率)."""
        return ratio(self.disbursed, self.allocated)

    @property
    def over_schedule(self) -> float | None:
        """Share disbursed minus the schedule line; negative = behind."""
        if self.share is None or self.expected_share is None:
            return None
        return self.share - self.expected_share


def schedule(as_of: date) -> Rule:
    """Return the schedule line in force (拨付计划进度)."""
    return rule("funds_schedule.cumulative_share", as_of)


def pace(progress: CategoryProgress, as_of: date) -> Pace | None:
    """Return whether a category is ahead of its schedule line, on it or behind it; None without a share."""
    over = progress.over_schedule
    if over is None:
        return None
    if holds(rule("finding.on_plan_within", as_of), abs(over)):
        return "on"
    return "ahead" if over > 0 else "behind"


@lru_cache(maxsize=CACHED)
def category_progress(reading: Reading, as_of: date) -> tuple[CategoryProgress, ...]:
    """Return each category, the largest allocated sum first."""
    parts = figures_by(reading, as_of, "category")
    before, now = _allocated(reading, as_of)
    names = sorted({name for stage in parts.values() for name in stage})
    mine = {name: {figure: each.get(name) for figure, each in parts.items()} for name in names}
    found = [_progress(name, mine[name], before, now, as_of) for name in names]
    return tuple(sorted(found, key=lambda each: (-(each.allocated or 0), each.category or "")))


@lru_cache(maxsize=CACHED)
def county_progress(reading: Reading, as_of: date) -> CategoryProgress:
    """Return the same for the whole county."""
    before, now = _allocated(reading, as_of)
    return _progress(None, total_figures(reading, as_of), before, now, as_of)


def _allocated(reading: Reading, as_of: date) -> tuple[tuple[LedgerSum, ...], tuple[LedgerSum, ...]]:
    return ledgers.allocated(reading, date(as_of.year - 1, 12, 31)), ledgers.allocated(reading, as_of)


def _progress(
    category: str | None,
    figures: Mapping[str, Value],
    before: Iterable[LedgerSum],
    now: Iterable[LedgerSum],
    as_of: date,
) -> CategoryProgress:
    return CategoryProgress(
        category=category,
        projects=figures.get("funds.projects"),
        planned=figures.get("funds.planned"),
        allocated=figures.get("funds.allocated"),
        disbursed=figures.get("funds.disbursed"),
        expected_share=_expected(_yuan(before, category), _yuan(now, category), as_of),
    )


def _yuan(sums: Iterable[LedgerSum], category: str | None) -> float:
    return sum(each.fen for each in sums if category in (None, each.category)) / FEN


def _expected(before: float, now: float, as_of: date) -> float | None:
    """Return the share of all money allocated that should be disbursed by the day."""
    shares = schedule(as_of).numbers
    return ratio(before * shares[-1] + (now - before) * shares[as_of.month - 1], now)
