"""A household's states over time (户状态) and the daily changes of the figures they make.

A household is not yet identified, then poor, out (脱贫), poor again (返贫) or removed (清退); its people follow it
from the day they join (自然增加) until the day they leave (自然减少). ``village_days`` turns that into changes by
village and day, so that any day is a sum over a few rows and no screen has to look at persons.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.schema import VILLAGE_DAY_MEASURES

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
_FOREVER = date.max

Event = tuple[date, str]
DayChanges = dict[tuple[str, date], list[int]]


def may_follow(state: str | None, change: str) -> bool:
    """Return whether ``change`` (变动类型) can happen to a household whose last change was ``state``."""
    return change in _MAY_FOLLOW[state]


def starting_state(changes: Iterable[str]) -> str | None:
    """Return the state before the first change: not yet identified if a 新识别 is among them, else poor."""
    return None if IDENTIFIED in changes else IDENTIFIED


@dataclass(frozen=True, slots=True)
class Household:
    """What the daily changes need to know of a household (户)."""

    household_no: str
    village_code: str
    identified_on: date | None
    paired: bool
    person_count: int


def events_of(identified_on: date | None, changes: Sequence[Event]) -> list[Event]:
    """Return the household's changes in order, beginning with its identification."""
    if starting_state(change for _, change in changes) is None:
        return list(changes)
    first = identified_on or BASELINE
    later = [(max(day, first), change) for day, change in changes]
    return [(first, IDENTIFIED), *later]


def _counts(state: str | None) -> tuple[int, int, int, int]:
    """Return what a unit in ``state`` adds to registered, poor, out and returned."""
    if state in (None, REMOVED):
        return 0, 0, 0, 0
    return 1, int(state in (IDENTIFIED, RETURNED)), int(state == OUT), int(state == RETURNED)


def _step(row: list[int], before: str | None, after: str | None, people: int) -> int:
    """Add the change of people to ``row``; return the change of poor people."""
    differences = [new - old for new, old in zip(_counts(after), _counts(before), strict=True)]
    for position, difference in enumerate(differences):
        row[position] += difference * people
    return differences[1] * people


def _walk_household(household: Household, people: int, events: Sequence[Event], into: DayChanges) -> None:
    """Add a household and those of its people who neither joined nor left."""
    state: str | None = None
    for day, change in events:
        row = into[household.village_code, day]
        poor = _step(row, state, change, people)
        if poor:
            row[_AT[_FLOW[change]]] += abs(poor)
        for position, (new, old) in enumerate(zip(_counts(change), _counts(state), strict=True)):
            row[4 + position] += new - old
        if household.paired:
            row[_AT["paired_households"]] += _counts(change)[0] - _counts(state)[0]
        state = change


def _walk_person(village: str, joined: date, left: date, events: Sequence[Event], into: DayChanges) -> None:
    """Add a person who joined or left the household while it was on the register."""
    if left <= joined:
        return
    state: str | None = None
    at_joining = [change for day, change in events if day <= joined]
    if joined > date.min and at_joining:
        state = at_joining[-1]
        row = into[village, joined]
        row[_AT["increase_flow"]] += abs(_step(row, None, state, 1))
    for day, change in events:
        if joined < day < left:
            row = into[village, day]
            row[_AT[_FLOW[change]]] += abs(_step(row, state, change, 1))
            state = change
    if left < _FOREVER and state is not None:
        row = into[village, left]
        row[_AT["decrease_flow"]] += abs(_step(row, state, None, 1))


def village_days(
    households: Iterable[Household],
    changes: Mapping[str, Sequence[Event]],
    stays: Mapping[str, Sequence[tuple[date, date]]],
) -> DayChanges:
    """Return the change of each measure of ``VILLAGE_DAY_MEASURES`` by village and day.

    ``changes`` are the household's changes in the order in which they count; ``stays`` the (joined, left) days of
    those people who joined or left (``date.min``, ``date.max`` where they did not).
    """
    found: DayChanges = defaultdict(lambda: [0] * len(VILLAGE_DAY_MEASURES))
    for household in households:
        events = events_of(household.identified_on, changes.get(household.household_no, ()))
        moving = stays.get(household.household_no, ())
        _walk_household(household, household.person_count - len(moving), events, found)
        for joined, left in moving:
            _walk_person(household.village_code, joined, left, events, found)
    return {key: row for key, row in found.items() if any(row)}
