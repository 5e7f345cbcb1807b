"""What happened to single households (户变动): asked for few households only, never for the whole register."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import select

from dashboard.queries.reading import CACHED, Reading
from data.schema import facts, in_edition
from data.state import DECREASE, HOUSEHOLD_CHANGES, INCREASE

CHUNK = 500
"""Keys asked for at once; databases limit the parameters of a statement."""


@dataclass(frozen=True, slots=True)
class HouseholdChange:
    """A change of a whole household (新识别, 脱贫, 返贫, 清退) with its reason (变动原因) as written."""

    changed_on: date
    change_type: str
    reason: str | None


@lru_cache(maxsize=CACHED)
def household_changes(reading: Reading, households: tuple[str, ...]) -> Mapping[str, tuple[HouseholdChange, ...]]:
    """Return the changes of the given households that have any, by number, in the order in which they count."""
    table = facts["household_changes"]
    c = table.c
    wanted = select(c.household_no, c.changed_on, c.change_type, c.change_reason)
    wanted = wanted.where(in_edition(table, reading.edition), c.change_type.in_(sorted(HOUSEHOLD_CHANGES)))
    found: dict[str, list[HouseholdChange]] = {}
    for at in range(0, len(households), CHUNK):
        some = wanted.where(c.household_no.in_(households[at : at + CHUNK]))
        for number, *change in reading.rows(some.order_by(c.changed_on, c.table_no, c.sheet_row)):
            found.setdefault(number, []).append(HouseholdChange(*change))
    return MappingProxyType({number: tuple(changes) for number, changes in found.items()})


Home = tuple[str, date | None, tuple[HouseholdChange, ...]]
"""Village, identification day (识别日期) and changes of a household."""


def homes_of(reading: Reading, households: tuple[str, ...]) -> Mapping[str, Home]:
    """Return the given households of the edition, by number."""
    table = facts["households"]
    changes, found = household_changes(reading, households), dict[str, Home]()
    for at in range(0, len(households), CHUNK):
        some = table.c.household_no.in_(households[at : at + CHUNK])
        wanted = select(table.c.household_no, table.c.village_code, table.c.identified_on)
        for number, code, day in reading.rows(wanted.where(in_edition(table, reading.edition), some)):
            found[number] = (code, day, changes.get(number, ()))
    return found


@dataclass(frozen=True, slots=True)
class Stay:
    """When a person belonged to a household: from ``joined`` (自然增加) until before ``left`` (自然减少)."""

    household_no: str
    joined: date
    left: date


@lru_cache(maxsize=CACHED)
def stays_of(reading: Reading, households: tuple[str, ...]) -> tuple[Stay, ...]:
    """Return the stay of each person of the given households; open ends are the first and last day there is."""
    person, moved = facts["persons"], facts["household_changes"]
    p, c = person.c, moved.c
    found: list[Stay] = []
    for at in range(0, len(households), CHUNK):
        some = households[at : at + CHUNK]
        ends: dict[tuple[str, str], date] = {}
        moves = select(c.person_no, c.change_type, c.changed_on).where(in_edition(moved, reading.edition))
        moves = moves.where(c.household_no.in_(some), c.change_type.in_((INCREASE, DECREASE)))
        for number, kind, day in reading.rows(moves.order_by(c.changed_on)):
            # The last time somebody joined and the first time somebody left count, as in the daily figures.
            if kind == INCREASE or (number, kind) not in ends:
                ends[number, kind] = day
        people = select(p.person_no, p.household_no).where(in_edition(person, reading.edition))
        for number, household in reading.rows(people.where(p.household_no.in_(some)).order_by(p.person_no)):
            joined, left = ends.get((number, INCREASE), date.min), ends.get((number, DECREASE), date.max)
            found.append(Stay(household, joined, left))
    return tuple(found)


def people_in(stays: Collection[Stay], as_of: date) -> Mapping[str, int]:
    """Return the number of people by household at the day's end."""
    found: dict[str, int] = {}
    for stay in stays:
        if stay.joined <= as_of < stay.left:
            found[stay.household_no] = found.get(stay.household_no, 0) + 1
    return found
