"""A household's states over time (户状态) and the daily changes of the figures they make.

A household is not yet identified, then poor, out (脱贫), poor again (返贫) or removed (清退); its people follow it
from the day they join (自然增加) until the day they leave (自然减少). ``daily_changes`` turns that into changes by
village and day, so that any day is a sum over a few rows and no screen has to look at persons.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.schema import CAUSE_DAY_MEASURES, VILLAGE_DAY_MEASURES

IDENTIFIED, OUT, RETURNED, REMOVED = "新识别", "脱贫", "返贫", "清退"
INCREASE, DECREASE = "自然增加", "自然减少"
HOUSEHOLD_CHANGES = frozenset({IDENTIFIED, OUT, RETURNED, REMOVED})
PERSON_CHANGES = frozenset({INCREASE, DECREASE})

BASELINE = date(2015, 12, 31)
"""Identification day (识别日期) of a household for which the registers give none."""

_MAY_FOLLOW = {
    None: {IDENTIFIED},
    IDENTIFIED: {OUT, REMOVED},
    RETURNED: {OUT, REMOVED},
    OUT: {RETURNED, REMOVED},
    REMOVED: {IDENTIFIED},
}
"""Change after which changes may follow: the last change is the state, None = not yet identified."""

_FLOW = {IDENTIFIED: "identified_flow", RETURNED: "returned_flow", OUT: "out_flow", REMOVED: "removed_flow"}
_AT = {measure: position for position, measure in enumerate(VILLAGE_DAY_MEASURES)}
HOUSEHOLDS_FROM = _AT["registered_households"]
TRAITS_FROM = _AT["paired_households"]
_FOREVER = date.max

Event = tuple[date, str]


def may_follow(state: str | None, change: str) -> bool:
    """Return whether ``change`` (变动类型) can happen to a household whose last change was ``state``."""
    return change in _MAY_FOLLOW[state]


def starting_state(first_change: str | None) -> str | None:
    """Return the state before a household's first change: not yet identified if that is 新识别, else poor.

    A later 新识别 identifies a removed household again and says nothing of how it began.
    """
    return None if first_change == IDENTIFIED else IDENTIFIED


@dataclass(frozen=True, slots=True)
class Household:
    """What the daily changes need to know of a household (户).

    ``traits`` are what it adds, while on the register, to the measures from
    ``paired_households`` on: helper, unsafe water, farmland in hundredths of a mu, members of those with farmland.
    """

    household_no: str
    village_code: str
    identified_on: date | None
    person_count: int
    main_cause: str
    traits: tuple[int, int, int, int]


def events_of(identified_on: date | None, changes: Sequence[Event]) -> list[Event]:
    """Return the household's changes in order, beginning with its identification."""
    if changes and starting_state(changes[0][1]) is None:
        return list(changes)
    first = identified_on or BASELINE
    later = [(max(day, first), change) for day, change in changes]
    return [(first, IDENTIFIED), *later]


def last_change(identified_on: date | None, changes: Sequence[Event], day: date) -> str | None:
    """Return the household's last change by a day's end (户状态); None while it is not identified."""
    past = [change for when, change in events_of(identified_on, changes) if when <= day]
    return past[-1] if past else None


def spells_of(events: Sequence[Event]) -> list[tuple[date, date]]:
    """Return the times on the register (在册) as first day and day after the last (``date.max``: still on it)."""
    found: list[tuple[date, date]] = []
    since: date | None = None
    for day, change in events:
        if change == REMOVED:
            if since is not None and since < day:
                found.append((since, day))
            since = None
        elif since is None:
            since = day
    return found if since is None else [*found, (since, _FOREVER)]


def _counts(state: str | None) -> tuple[int, int, int, int]:
    """Return what a unit in ``state`` adds to registered, poor, out and returned."""
    if state in (None, REMOVED):
        return 0, 0, 0, 0
    return 1, int(state in (IDENTIFIED, RETURNED)), int(state == OUT), int(state == RETURNED)


@dataclass(frozen=True, slots=True)
class Days:
    """Changes by (village, day) of ``VILLAGE_DAY_MEASURES``, by (village, cause, day) of ``CAUSE_DAY_MEASURES``."""

    villages: dict[tuple[str, date], list[int]]
    causes: dict[tuple[str, str, date], list[int]]


@dataclass(frozen=True, slots=True)
class _Walk:
    """A household whose history is being added to the daily changes."""

    household: Household
    into: Days

    def move(self, day: date, before: str | None, after: str | None, *, people: int, households: int = 0) -> list[int]:
        """Add the passage of people and households from one state to another; return the day's row."""
        row = self.into.villages[self.household.village_code, day]
        registered, poor, out, returned = (new - old for new, old in zip(_counts(after), _counts(before), strict=True))
        for position, difference in enumerate((registered, poor, out, returned)):
            row[position] += difference * people
            row[position + HOUSEHOLDS_FROM] += difference * households
        if registered and households:
            for position, trait in enumerate(self.household.traits, TRAITS_FROM):
                row[position] += registered * trait
        if poor or returned:
            cause = self.into.causes[self.household.village_code, self.household.main_cause, day]
            for position, change in enumerate(
                (poor * people, poor * households, returned * people, returned * households)
            ):
                cause[position] += change
        return row

    def count(self, day: date, term: str, *, before: str | None, after: str | None, people: int) -> None:
        """Add a passage into or out of poverty to a term of the flow."""
        if _counts(before)[1] != _counts(after)[1]:
            self.into.villages[self.household.village_code, day][_AT[term]] += people

    def whole(self, people: int, events: Sequence[Event]) -> None:
        """Add the household and those of its people who neither joined nor left."""
        state: str | None = None
        for day, change in events:
            self.move(day, state, change, people=people, households=1)
            self.count(day, _FLOW[change], before=state, after=change, people=people)
            state = change

    def person(self, joined: date, left: date, events: Sequence[Event]) -> None:
        """Add a person who joined or left the household while it was on the register."""
        if left <= joined:
            return
        state: str | None = None
        at_joining = [change for day, change in events if day <= joined]
        if joined > date.min and at_joining:
            state = at_joining[-1]
            self._one(joined, "increase_flow", None, state)
        for day, change in events:
            if joined < day < left:
                self._one(day, _FLOW[change], state, change)
                state = change
        if left < _FOREVER and state is not None:
            self._one(left, "decrease_flow", state, None)

    def _one(self, day: date, term: str, before: str | None, after: str | None) -> None:
        self.move(day, before, after, people=1)
        self.count(day, term, before=before, after=after, people=1)


def daily_changes(
    households: Iterable[Household],
    changes: Mapping[str, Sequence[Event]],
    stays: Mapping[str, Sequence[tuple[date, date]]],
) -> Days:
    """Return the change of each measure by village and day, and by village, cause and day.

    ``changes`` are the household's changes in the order in which they count; ``stays`` the (joined, left) days of
    those people who joined or left (``date.min``, ``date.max`` where they did not).
    """
    found = Days(
        defaultdict(lambda: [0] * len(VILLAGE_DAY_MEASURES)), defaultdict(lambda: [0] * len(CAUSE_DAY_MEASURES))
    )
    for household in households:
        events = events_of(household.identified_on, changes.get(household.household_no, ()))
        moving = stays.get(household.household_no, ())
        walk = _Walk(household, found)
        walk.whole(household.person_count - len(moving), events)
        for joined, left in moving:
            walk.person(joined, left, events)
    return Days(
        {key: row for key, row in found.villages.items() if any(row)},
        {key: row for key, row in found.causes.items() if any(row)},
    )
