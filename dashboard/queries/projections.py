"""Will the goal be met (目标能否实现): what the moves so far let expect, for people and for villages."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dashboard.metrics.arithmetic import (
    PACE_MONTHS,
    last_month_end,
    month_ends,
    pace_start,
    projected_left,
    ratio,
    reached_on,
    required_pace,
)
from dashboard.metrics.forecast import Forecast, forecast, months_of
from dashboard.queries.figures import deadline
from dashboard.queries.progress import Scope, scope_sum, scope_villages
from dashboard.queries.reading import CACHED, Reading, edition_note
from dashboard.queries.status import baseline_day
from dashboard.queries.villages import EXITED, has_rows, last_changes
from geo.towns import ZONES

Subject = Literal["people", "villages"]
State = Literal[
    "not_reported", "no_data", "nobody", "past_left", "past_clear", "cleared", "few",
    "sure", "likely", "unlikely", "out_of_reach",
]  # fmt: skip
"""Few: too few months of moves for a range. Sure: even the upper end is nobody; likely: the point is; unlikely: only
the lower end is; out of reach: not even that."""


@dataclass(frozen=True, slots=True)
class BestPace:
    """The pace of the zone that moves fastest for its size, carried over to a scope (照最快片区).

    ``share`` is the part of those left three months ago that moved in a month there, ``pace`` the same share of this
    scope, a month; ``left`` what that leaves at the deadline, ``reached`` the day on which nobody would be left.
    """

    zone: str
    share: float
    pace: float
    left: float
    reached: date | None


@dataclass(frozen=True, slots=True)
class Projection:
    """What is expected of a scope; ``days`` are the coming month-ends, the last is the deadline.

    ``forecast`` is None where none is given, ``months`` the months of moves there are. ``required`` and ``made`` are
    a month; None = no data.
    """

    subject: Subject
    state: State
    as_of: date
    deadline: date
    now: int
    months: int
    days: tuple[date, ...]
    forecast: Forecast | None
    required: float | None
    made: float | None
    best: BestPace | None

    @property
    def has_range(self) -> bool:
        """Whether point and range are given."""
        return self.forecast is not None

    def at(self, pace: float) -> tuple[int, date | None]:
        """Return what another pace (a month) leaves at the deadline, and the day on which it leaves nobody."""
        left = projected_left(self.now, pace, as_of=self.as_of, deadline=self.deadline)
        return round(left or 0.0), reached_on(self.now, pace, as_of=self.as_of)


def left_of(reading: Reading, scope: Scope, day: date, subject: Subject) -> int:
    """Return people still poor, or villages still to exit, of the scope at the day's end."""
    if subject == "people":
        return scope_sum(reading, scope, day, "poor_people")
    changes = last_changes(reading, day)
    poor = [each for each in scope_villages(reading, scope) if each.is_poor and each.identified_on <= day]
    return sum(changes.get(each.code) != EXITED for each in poor)


def made_pace(reading: Reading, scope: Scope, as_of: date, subject: Subject) -> float | None:
    """Return the net moves a month of the last 91 days; None where these begin before the baseline.

    People are counted as in ``exit.actual_pace``: those out of poverty.
    """
    then = pace_start(as_of)
    if then < baseline_day(as_of):
        return None
    if subject == "people":
        measured = (scope_sum(reading, scope, day, "out_people") for day in (as_of, then))
    else:
        measured = (-left_of(reading, scope, day, subject) for day in (as_of, then))
    now, before = measured
    return (now - before) / PACE_MONTHS


@lru_cache(maxsize=CACHED)
def best_zone(reading: Reading, as_of: date, subject: Subject) -> tuple[str, float] | None:
    """Return the zone with the fastest pace for those left there three months ago, and that share a month.

    None where no zone has moved anybody.
    """
    found = []
    for zone in ZONES:
        scope = Scope(zone)
        share = ratio(made_pace(reading, scope, as_of, subject), left_of(reading, scope, pace_start(as_of), subject))
        if share is not None and share > 0:
            found.append((share, zone))
    if not found:
        return None
    share, zone = max(found)
    return zone, share


def _best(reading: Reading, scope: Scope, as_of: date, *, subject: Subject, now: int) -> BestPace | None:
    fastest = best_zone(reading, as_of, subject)
    if fastest is None or as_of >= deadline(as_of):
        return None
    zone, share = fastest
    pace = share * left_of(reading, scope, pace_start(as_of), subject)
    left = projected_left(now, pace, as_of=as_of, deadline=deadline(as_of)) or 0.0
    return BestPace(zone, share, pace, left, reached_on(now, pace, as_of=as_of))


def _known(reading: Reading, subject: Subject) -> bool:
    kinds = ("persons", "household_changes") if subject == "people" else ("villages", "village_changes")
    return all(has_rows(reading, kind) for kind in kinds)


def _most(reading: Reading, scope: Scope, as_of: date, subject: Subject) -> int:
    """Return how many there can be: the people registered, or the poor villages identified."""
    if subject == "people":
        return scope_sum(reading, scope, as_of, "registered_people")
    return sum(each.is_poor and each.identified_on <= as_of for each in scope_villages(reading, scope))


def _plain_state(reading: Reading, as_of: date, *, subject: Subject, now: int, most: int) -> State | None:
    """Return the state of a day on which nothing is projected; None on any other."""
    if as_of > last_month_end(edition_note(reading).delivered_on):
        return "not_reported"
    if not _known(reading, subject):
        return "no_data"
    if not most:
        return "nobody"
    if as_of >= deadline(as_of):
        return "past_left" if now else "past_clear"
    return None if now else "cleared"


def _judged(found: Forecast) -> State:
    low, high = found.range
    if not high:
        return "sure"
    if not found.left:
        return "likely"
    return "out_of_reach" if low else "unlikely"


@lru_cache(maxsize=CACHED)
def projection(reading: Reading, scope: Scope, as_of: date, subject: Subject) -> Projection:
    """Return what is expected of the scope's people or villages, from what the edition says up to the day."""
    end, now = deadline(as_of), left_of(reading, scope, as_of, subject)
    most = _most(reading, scope, as_of, subject)
    plain = _plain_state(reading, as_of, subject=subject, now=now, most=most)
    known = month_ends(baseline_day(as_of), as_of)
    series = tuple(left_of(reading, scope, day, subject) for day in known)
    days = month_ends(as_of + timedelta(days=1), end)
    found = forecast(series, steps=len(days), most=most) if plain is None else None
    return Projection(
        subject=subject,
        state=plain or (_judged(found) if found is not None else "few"),
        as_of=as_of,
        deadline=end,
        now=now,
        months=months_of(series) if series else 0,
        days=days,
        forecast=found,
        required=required_pace(now, as_of, deadline=end),
        made=made_pace(reading, scope, as_of, subject),
        best=_best(reading, scope, as_of, subject=subject, now=now) if plain is None else None,
    )
