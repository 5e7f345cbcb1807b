"""How households passed from one moment to another (户变动), without their rows: what sums and counts are made from.

A passage holds all that any scope needs to tell what a household adds to a figure, so that a step is read once for
every scope; only the rows that are listed are looked at one by one, by ``household_moves``.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, union

from dashboard.queries.moments import Moment, Step
from dashboard.queries.reading import Reading, in_order
from dashboard.queries.standing import OFF, place_of, stays_in
from dashboard.queries.villages import villages
from data.schema import COUNTY_CODE, facts, in_edition
from data.state import BASELINE, HOUSEHOLD_CHANGES, Event, last_change

CHUNK = 5000
"""Keys asked for at once; databases limit the parameters of a statement."""
STEPS_KEPT = 16


class Side(NamedTuple):
    """A household at one of the two moments: its village, where it stands, whether it has a helper (帮扶责任人)."""

    village_code: str
    state: str
    paired: bool


class Passage(NamedTuple):
    """A household at two moments, None where an edition does not have it; people by whether they belong at both."""

    was: Side | None
    now: Side | None
    stayed: int
    came: int
    went: int


class _Home(NamedTuple):
    village_code: str
    identified_on: date | None
    paired: bool
    events: tuple[Event, ...]
    people: tuple[str, ...]


@lru_cache(maxsize=STEPS_KEPT)
def passages(step: Step) -> tuple[tuple[str, Passage], ...]:
    """Return the households that can have moved in a step with their passage, by number."""
    wanted = tuple(sorted(_candidates(step)))
    before = _homes(step.before.reading, wanted)
    after = before if step.kind == "happened" else _homes(step.after.reading, wanted)
    alike: dict[Passage, Passage] = {}
    found = []
    for number in wanted:
        passage = _passage(step, before.get(number), after.get(number))
        found.append((number, alike.setdefault(passage, passage)))
    return tuple(found)


@lru_cache(maxsize=STEPS_KEPT)
def passages_counted(step: Step) -> Mapping[Passage, int]:
    """Return how many households passed alike in a step."""
    return MappingProxyType(Counter(passage for _, passage in passages(step)))


def _passage(step: Step, old: _Home | None, new: _Home | None) -> Passage:
    were, are = _people_at(step.before, old), _people_at(step.after, new)
    stayed = len(were & are)
    return Passage(
        _side(old, step.before.day), _side(new, step.after.day), stayed, len(are) - stayed, len(were) - stayed
    )


def _side(home: _Home | None, day: date) -> Side | None:
    if home is None:
        return None
    return Side(home.village_code, _state(home.identified_on, home.events, day), home.paired)


@lru_cache(maxsize=8192)
def _state(identified_on: date | None, changes: tuple[Event, ...], day: date) -> str:
    last = last_change(identified_on, changes, day)
    return place_of(last) if last else OFF


def _people_at(moment: Moment, home: _Home | None) -> set[str]:
    """Return the people who belong to a household at the day's end."""
    if home is None:
        return set()
    stays = stays_in(moment.reading)
    return {who for who in home.people if who not in stays or stays[who].holds(moment.day)}


def _homes(reading: Reading, wanted: tuple[str, ...]) -> Mapping[str, _Home]:
    """Return the households of an edition with their changes and everybody who ever belonged to them."""
    household, person, change = facts["households"], facts["persons"], facts["household_changes"]
    h, p, c = household.c, person.c, change.c
    events: dict[str, list[Event]] = {}
    people: dict[str, list[str]] = {}
    rows: list[Any] = []
    for at in range(0, len(wanted), CHUNK):
        some = wanted[at : at + CHUNK]
        kinds = c.change_type.in_(sorted(HOUSEHOLD_CHANGES))
        moved = select(c.household_no, c.changed_on, c.change_type).where(in_edition(change, reading.edition), kinds)
        for number, *event in reading.rows(
            moved.where(c.household_no.in_(some)).order_by(c.changed_on, c.table_no, c.sheet_row)
        ):
            events.setdefault(number, []).append((event[0], event[1]))
        theirs = select(p.household_no, p.person_no).where(in_edition(person, reading.edition))
        for number, who in reading.rows(theirs.where(p.household_no.in_(some))):
            people.setdefault(number, []).append(who)
        homes = select(h.household_no, h.village_code, h.identified_on, h.helper_name.is_not(None))
        rows += reading.rows(homes.where(in_edition(household, reading.edition), h.household_no.in_(some)))
    return {
        number: _Home(code, day, bool(paired), tuple(events.get(number, ())), tuple(people.get(number, ())))
        for number, code, day, paired in rows
    }


def _candidates(step: Step) -> Collection[str]:
    """Return the numbers of the households that can have moved in a step."""
    reading = step.after.reading
    if step.kind == "happened":
        return {row[0] for row in reading.rows(_dated(step.before.day, step.after))}
    found = set(_corrected(step))
    strayed = _strayed(step)
    if strayed:
        table = facts["households"]
        for side in (step.before, step.after):
            here = in_edition(table, side.reading.edition), table.c.village_code.in_(sorted(strayed))
            found |= {row[0] for row in reading.rows(select(table.c.household_no).where(*here))}
    return found


def _strayed(step: Step) -> frozenset[str]:
    """Return the villages that only one edition has, or that it has in another zone or town."""
    one, other = (
        {(each.code, each.zone, each.town_code) for each in villages(side.reading)}
        for side in (step.before, step.after)
    )
    return frozenset(code for code, *_ in one ^ other)


def _dated(start: date, end: Moment) -> Select[tuple[str]]:
    change, household, person = facts["household_changes"], facts["households"], facts["persons"]
    c, h, p = change.c, household.c, person.c
    edition = end.reading.edition
    between = (in_edition(change, edition), c.changed_on > start, c.changed_on <= end.day)
    since = func.coalesce(h.identified_on, BASELINE)
    moved = select(c.person_no).where(*between)
    every = union(
        select(c.household_no).where(*between),
        select(h.household_no).where(in_order(household, edition), since > start, since <= end.day),
        select(p.household_no).where(in_edition(person, edition), p.person_no.in_(moved)),
    ).subquery()
    return select(every.c.household_no)


def _corrected(step: Step) -> Iterator[str]:
    """Yield the households with a row of which only one of the two editions knows.

    Changes of any day: the first change of a household tells how it stood before it.
    """
    change, household, person = facts["household_changes"], facts["households"], facts["persons"]
    c, h, p = change.c, household.c, person.c
    kept = (h.household_no, h.village_code, h.identified_on, h.helper_name.is_not(None))
    changed = (c.household_no, c.person_no, c.changed_on, c.change_type, c.table_no, c.sheet_row)
    homes = _one_sided(step, household, kept)
    people = _one_sided(step, person, (p.household_no, p.person_no))
    moved = _one_sided(step, change, changed)
    for row in (*homes, *people, *moved):
        yield row[0]
    # People may have a change under another household than the one they belong to.
    yield from _households_of(step.after.reading, {row[1] for row in (*people, *moved) if row[1]})


def _households_of(reading: Reading, people: set[str]) -> Iterator[str]:
    p, numbers = facts["persons"].c, sorted(people)
    for at in range(0, len(numbers), CHUNK):
        some = p.person_no.in_(numbers[at : at + CHUNK])
        yield from (row[0] for row in reading.rows(select(p.household_no).where(p.county_code == COUNTY_CODE, some)))


def _one_sided(step: Step, table: Any, columns: Iterable[ColumnElement[Any]]) -> set[tuple[Any, ...]]:  # noqa: ANN401 - a table of facts
    """Return what only the earlier, and what only the later edition says."""
    old, new = (in_order(table, side.reading.edition) for side in (step.before, step.after))
    only_old = and_(old, not_(new))
    wanted = select(*columns, only_old.label("is_old")).where(or_(only_old, and_(new, not_(old))))
    sides: tuple[set[tuple[Any, ...]], set[tuple[Any, ...]]] = (set(), set())
    for *row, is_old in step.after.reading.rows(wanted):
        sides[bool(is_old)].add(tuple(row))
    return sides[0] ^ sides[1]
