"""Two moments to compare (对比两个时点): a day in an edition each, and the one or two steps from one to the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from dashboard.metrics.arithmetic import last_month_end
from dashboard.queries.figures import Value, figures_by, total_figures
from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED, Reading, UnknownEdition
from dashboard.queries.screen import Screen
from dashboard.queries.villages import villages

StepKind = Literal["corrected", "happened"]


@dataclass(frozen=True, slots=True)
class Moment:
    """The end of a day as one edition tells it."""

    reading: Reading
    day: date


@dataclass(frozen=True, slots=True)
class Step:
    """A step between two moments: ``corrected`` from edition to edition, ``happened`` from day to day."""

    kind: StepKind
    before: Moment
    after: Moment


@dataclass(frozen=True, slots=True)
class Sides:
    """The two moments compared, the earlier first."""

    before: Moment
    after: Moment

    @property
    def steps(self) -> tuple[Step, ...]:
        """First what the later edition says otherwise of the earlier day, then what happened until the later day."""
        middle = Moment(self.after.reading, self.before.day)
        found = []
        if self.before.reading != self.after.reading:
            found.append(Step("corrected", self.before, middle))
        if middle.day != self.after.day:
            found.append(Step("happened", middle, self.after))
        return tuple(found)


def days_to_choose(screen: Screen, edition: int) -> tuple[date, ...]:
    """Return the month-ends an edition covers that are not after the day shown, in order."""
    last = min(_last_day(screen, edition), screen.as_of)
    return tuple(day for day in screen.month_ends if day <= last)


def sides_of(screen: Screen) -> Sides:
    """Return the two moments of a screen; the other side is the month-end before unless the view says otherwise.

    With another edition and no day it is the same day, or the last one that edition covers. Raises UnknownEdition.
    """
    mine = screen.note.edition
    other = screen.view.against_edition or mine
    days = days_to_choose(screen, other)
    if screen.view.against in days:
        day = screen.view.against
    elif other == mine and len(days) > 1 and screen.is_known:
        day = days[-2]
    else:
        day = days[-1] if days else screen.as_of
    return Sides(Moment(_reading(screen, other), day), Moment(screen.reading, screen.as_of))


def edition_before(screen: Screen) -> int | None:
    """Return the number of the edition before the one being read; None for the first."""
    return next((each.number for each in screen.editions if each.number < screen.note.edition), None)


def _last_day(screen: Screen, edition: int) -> date:
    for each in screen.editions:
        if each.number == edition:
            return last_month_end(each.delivered_on)
    raise UnknownEdition(edition, screen.editions[0].number if screen.editions else screen.note.edition)


def _reading(screen: Screen, edition: int) -> Reading:
    if edition == screen.note.edition:
        return screen.reading
    made_at = next(each.created_at for each in screen.editions if each.number == edition)
    return Reading(screen.reading.engine, edition, made_at)


def figures_at(moment: Moment, scope: Scope) -> Mapping[str, Value]:
    """Return every figure of the scope at a moment: the county's, a zone's or a town's."""
    if scope.town or scope.zone:
        found = figures_by(moment.reading, moment.day, "town" if scope.town else "zone")
        member = scope.town or scope.zone or ""
        return MappingProxyType({figure: parts[member] for figure, parts in found.items() if member in parts})
    return total_figures(moment.reading, moment.day)


@lru_cache(maxsize=CACHED)
def members_by_village(reading: Reading, scope: Scope) -> Mapping[str, str]:
    """Return what a village counts to where a figure is cut as the scope is: its town, its zone, or the county."""
    found = {}
    for village in villages(reading):
        zone = village.zone or UNASSIGNED
        found[village.code] = village.town_code if scope.town else zone if scope.zone else ""
    return MappingProxyType(found)


def member_of(scope: Scope) -> str:
    """Return the member that the scope is."""
    return scope.town or scope.zone or ""


@lru_cache(maxsize=CACHED)
def codes_in(reading: Reading, scope: Scope) -> frozenset[str]:
    """Return the codes of the scope's villages as the edition knows them."""
    wanted = member_of(scope)
    return frozenset(code for code, member in members_by_village(reading, scope).items() if member == wanted)
