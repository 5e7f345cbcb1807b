"""How a few households stood at a moment (户状态): their state, who belongs to them, and the rows that say so."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from dashboard.queries.moments import Moment
from dashboard.queries.reading import CACHED, Reading
from data.schema import facts, in_edition
from data.state import DECREASE, HOUSEHOLD_CHANGES, INCREASE, OUT, PERSON_CHANGES, REMOVED, RETURNED, Event, events_of

CHUNK = 500

OFF, POOR, BACK, GONE_OUT = "off", "poor", "returned", "out"
"""Where a household stands: not on the register, poor, poor again, out of poverty."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """Where a fact stands in what was received: the table and the row of its sheet."""

    table_no: int
    sheet_row: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A household at a moment; ``people`` are those who belong to it, ``left`` those who did, each with its row.

    ``changed`` is the row of its last change by then, ``changed_on`` the day it counts from.
    """

    household_no: str
    village_code: str
    head_name: str | None
    state: str
    paired: bool
    row: FactRow
    changed: FactRow | None
    changed_on: date | None
    people: Mapping[str, FactRow]
    left: Mapping[str, FactRow]


@dataclass(frozen=True, slots=True)
class Stay:
    """When somebody joined and left a household, each with the row that says so; None where no row does."""

    joined: tuple[date, FactRow] | None = None
    left: tuple[date, FactRow] | None = None

    @property
    def since(self) -> date:
        """The day from which the person belongs to the household."""
        return self.joined[0] if self.joined else date.min

    @property
    def until(self) -> date:
        """The day from which the person belongs to it no longer."""
        return self.left[0] if self.left else date.max

    def holds(self, day: date) -> bool:
        """Return whether the person belongs to the household at the day's end."""
        return self.since <= day < self.until


def place_of(last_change: str) -> str:
    """Return where a household stands after a change."""
    return {REMOVED: OFF, OUT: GONE_OUT, RETURNED: BACK}.get(last_change, POOR)


@lru_cache(maxsize=CACHED)
def standings(moment: Moment, households: tuple[str, ...]) -> Mapping[str, Standing]:
    """Return how each of the given households stood, by number; those the edition does not have are absent."""
    found: dict[str, Standing] = {}
    for some in _chunks(households):
        changes, stays = _changes(moment.reading, some), stays_in(moment.reading)
        people = _people(moment, some, stays)
        for no, village, head, identified_on, helper, *row in _registered(moment.reading, some):
            state, changed, day = _state_at(identified_on, changes.get(no, []), moment.day)
            mine, left = people.get(no, ({}, {}))
            found[no] = Standing(
                no, village, head, state, helper is not None, FactRow(*row), changed, day, mine, left
            )  # fmt: skip
    return MappingProxyType(found)


def _chunks(values: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for at in range(0, len(values), CHUNK):
        yield values[at : at + CHUNK]


def _registered(reading: Reading, some: tuple[str, ...]) -> Iterable[Any]:
    table = facts["households"]
    h = table.c
    wanted = select(
        h.household_no, h.village_code, h.head_name_masked, h.identified_on, h.helper_name, h.table_no, h.sheet_row
    )
    return reading.rows(wanted.where(in_edition(table, reading.edition), h.household_no.in_(some)))


def _changes(reading: Reading, some: tuple[str, ...]) -> dict[str, list[tuple[Event, FactRow]]]:
    """Return the changes of whole households in the order in which they count."""
    table = facts["household_changes"]
    c = table.c
    wanted = select(c.household_no, c.changed_on, c.change_type, c.table_no, c.sheet_row)
    mine = wanted.where(
        in_edition(table, reading.edition), c.household_no.in_(some), c.change_type.in_(sorted(HOUSEHOLD_CHANGES))
    )
    found: dict[str, list[tuple[Event, FactRow]]] = {}
    for no, day, kind, *row in reading.rows(mine.order_by(c.changed_on, c.table_no, c.sheet_row)):
        found.setdefault(no, []).append(((day, kind), FactRow(*row)))
    return found


def _state_at(
    identified_on: date | None, changes: list[tuple[Event, FactRow]], day: date
) -> tuple[str, FactRow | None, date | None]:
    """Return where a household stands at the day's end, with the row and day of its last change."""
    events = events_of(identified_on, [event for event, _ in changes])
    rows = [None] * (len(events) - len(changes)) + [row for _, row in changes]
    by_then = [(event, row) for event, row in zip(events, rows, strict=True) if event[0] <= day]
    if not by_then:
        return OFF, None, None
    (since, last), row = by_then[-1]
    return place_of(last), row, since


@lru_cache(maxsize=CACHED)
def stays_in(reading: Reading) -> Mapping[str, Stay]:
    """Return when people who joined or left their household did so: the last joining, the first leaving."""
    table = facts["household_changes"]
    c = table.c
    wanted = select(c.person_no, c.change_type, c.changed_on, c.table_no, c.sheet_row)
    mine = wanted.where(in_edition(table, reading.edition), c.change_type.in_(sorted(PERSON_CHANGES)))
    found: dict[str, Stay] = {}
    for no, kind, day, *row in reading.rows(mine.order_by(c.changed_on, c.table_no, c.sheet_row)):
        stay, at = found.get(no, Stay()), (day, FactRow(*row))
        if kind == INCREASE:
            found[no] = Stay(at, stay.left)
        elif kind == DECREASE and stay.left is None:
            found[no] = Stay(stay.joined, at)
    return MappingProxyType(found)


def _people(
    moment: Moment, some: tuple[str, ...], stays: Mapping[str, Stay]
) -> dict[str, tuple[dict[str, FactRow], dict[str, FactRow]]]:
    """Return by household the people who belong to it at the day's end and those who have left it."""
    table = facts["persons"]
    p = table.c
    wanted = select(p.person_no, p.household_no, p.table_no, p.sheet_row)
    found: dict[str, tuple[dict[str, FactRow], dict[str, FactRow]]] = {}
    here = (in_edition(table, moment.reading.edition), p.household_no.in_(some))
    for no, household, *row in moment.reading.rows(wanted.where(*here)):
        mine, left = found.setdefault(household, ({}, {}))
        stay = stays.get(no, Stay())
        if stay.holds(moment.day):
            mine[no] = stay.joined[1] if stay.joined else FactRow(*row)
        elif stay.left and stay.since < stay.until <= moment.day:
            left[no] = stay.left[1]
    return found
