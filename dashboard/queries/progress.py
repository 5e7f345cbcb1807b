"""How the number of poor people went down month by month (减贫进度), for the county or a part of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from dashboard.metrics.arithmetic import actual_pace, month_ends, pace_start, plan_line, projected_left, required_pace
from dashboard.queries import registry
from dashboard.queries.figures import deadline
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.status import baseline_day
from dashboard.queries.villages import EXITED, Village, last_changes, villages
from dashboard.view import View

FLOW_TERMS = ("identified_flow", "returned_flow", "increase_flow", "out_flow", "removed_flow", "decrease_flow")
"""Terms of the flow of poor people; the first three add, the last three take away."""

ADDING = FLOW_TERMS[:3]


@dataclass(frozen=True, slots=True)
class Scope:
    """The villages a screen speaks of: all, a zone's, a town's or a single one."""

    zone: str | None = None
    town: str | None = None
    village: str | None = None

    @classmethod
    def of(cls, view: View) -> "Scope":
        """Return the scope of a view's filter; an open village does not narrow it."""
        return cls(view.zone, view.town)

    @property
    def where(self) -> Mapping[str, str | None]:
        """The conditions on the place that an opened figure has."""
        return {"zone": self.zone, "town": self.town, "village": self.village}

    def holds(self, village: Village) -> bool:
        """Return whether the village lies in the scope."""
        return (
            self.zone in (None, village.zone)
            and self.town in (None, village.town_code)
            and self.village in (None, village.code)
        )


@lru_cache(maxsize=CACHED)
def scope_villages(reading: Reading, scope: Scope) -> tuple[Village, ...]:
    """Return the villages of the scope, 非贫困村 included, by code."""
    return tuple(village for village in villages(reading) if scope.holds(village))


def scope_sum(reading: Reading, scope: Scope, day: date, measure: str) -> int:
    """Return a measure of ``VILLAGE_DAY_MEASURES`` at the day's end, summed over the scope."""
    counts = registry.village_counts(reading, day)
    return sum(counts[v.code][measure] for v in scope_villages(reading, scope) if v.code in counts)


@dataclass(frozen=True, slots=True)
class BurnDown:
    """Poor people at each month-end known, and the plan to the deadline; all in people.

    ``plan_now`` is where the plan line stands on ``as_of``, ``projected`` what would be left at the deadline at the
    pace made (None without a pace).
    """

    as_of: date
    start: date
    deadline: date
    days: tuple[date, ...]
    poor: tuple[int, ...]
    baseline: int
    plan_now: float
    required: float | None
    actual: float | None
    projected: float | None

    @property
    def now(self) -> int:
        """People still poor on ``as_of``."""
        return self.poor[-1]

    @property
    def over_plan(self) -> float:
        """People still poor beyond the plan; negative = ahead."""
        return self.now - self.plan_now


@lru_cache(maxsize=CACHED)
def burn_down(reading: Reading, scope: Scope, as_of: date) -> BurnDown:
    """Return the burn-down of a scope up to the day."""
    start, end = baseline_day(as_of), deadline(as_of)
    days = month_ends(start, as_of)
    if not days or days[-1] != as_of:
        days = (*days, as_of)
    poor = tuple(scope_sum(reading, scope, day, "poor_people") for day in days)
    base = scope_sum(reading, scope, start, "poor_people")
    made = actual_pace(
        scope_sum(reading, scope, as_of, "out_people"), scope_sum(reading, scope, pace_start(as_of), "out_people")
    )
    return BurnDown(
        as_of=as_of,
        start=start,
        deadline=end,
        days=days,
        poor=poor,
        baseline=base,
        plan_now=plan_line(base, as_of, start=start, deadline=end),
        required=required_pace(poor[-1], as_of, deadline=end),
        actual=made,
        projected=projected_left(poor[-1], made, as_of=as_of, deadline=end),
    )


@lru_cache(maxsize=CACHED)
def villages_left(reading: Reading, scope: Scope, as_of: date) -> tuple[tuple[date, int], ...]:
    """Return at each month-end from the baseline how many poor villages of the scope had not exited."""
    poor = [village for village in scope_villages(reading, scope) if village.is_poor]
    found = []
    for day in month_ends(baseline_day(as_of), as_of):
        changes = last_changes(reading, day)
        found.append((day, sum(v.identified_on <= day and changes.get(v.code) != EXITED for v in poor)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class MonthFlow:
    """The terms of the flow of one month (当月流量), in people; ``poor`` is what is left at its end."""

    month_end: date
    terms: Mapping[str, int]
    poor: int


def monthly_flow(reading: Reading, scope: Scope, as_of: date) -> tuple[MonthFlow, ...]:
    """Return each month's flow of poor people since the baseline; begun months up to the day."""
    start = baseline_day(as_of)
    days = month_ends(start, as_of)
    days = days if days and days[-1] == as_of else (*days, as_of)
    found = []
    for before, day in pairwise(days):
        sums = {
            term: (scope_sum(reading, scope, before, term), scope_sum(reading, scope, day, term)) for term in FLOW_TERMS
        }
        terms = {term: now - then for term, (then, now) in sums.items()}
        found.append(MonthFlow(day, terms, scope_sum(reading, scope, day, "poor_people")))
    return tuple(found)


def flow_total(flows: Iterable[MonthFlow], term: str) -> int:
    """Return a term of the flow summed over months."""
    return sum(flow.terms[term] for flow in flows)
