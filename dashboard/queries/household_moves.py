"""What moved between two moments (对比清单): households and people, each once, with the row that says so.

Only households that can have moved are looked at: those with a change or identification between the days, or with a
row that one of the editions has and the other has not.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, func, select, union

from dashboard.queries.moments import Moment, Step, StepKind, codes_in
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED
from dashboard.queries.standing import BACK, GONE_OUT, OFF, POOR, FactRow, Standing, standings
from data.schema import facts, in_edition
from data.state import BASELINE

HOUSEHOLD_KINDS = ("out", "returned", "identified", "removed", "restored", "helper")
PEOPLE_KINDS = ("joined", "left")
STATES: Mapping[str, tuple[str, ...]] = {
    "registered": (POOR, BACK, GONE_OUT),
    "poor": (POOR, BACK),
    "out": (GONE_OUT,),
    "returned": (BACK,),
}
"""Where a household has to stand for a figure to count it."""

Deltas = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Move:
    """A household that moved, or people of one who came or left; ``deltas`` are added and removed by figure.

    ``people`` counts those concerned, ``on`` is the day of the change where a change says it.
    """

    kind: str
    step: StepKind
    household_no: str
    village_code: str
    head_name: str | None
    people: int
    on: date | None
    row: FactRow
    deltas: Deltas


def passage(before: str, after: str) -> str:
    """Return what a passage from one place to another is called; ``same`` for none."""
    if before == after:
        return "same"
    if before == OFF:
        return "identified"
    if after == OFF:
        return "removed"
    return {GONE_OUT: "out", BACK: "returned"}.get(after, "restored")


@lru_cache(maxsize=CACHED)
def household_moves(step: Step, scope: Scope) -> tuple[Move, ...]:
    """Return what moved in a step within the scope, by village and household."""
    wanted = tuple(sorted(_candidates(step, scope)))
    before, after = standings(step.before, wanted), standings(step.after, wanted)
    here, there = (codes_in(each.reading, scope) for each in (step.before, step.after))
    found: list[Move] = []
    for no in wanted:
        old, new = before.get(no), after.get(no)
        was = old if old and old.village_code in here else None
        now = new if new and new.village_code in there else None
        found += _moves_of(step.kind, was, now)
    return tuple(sorted(found, key=lambda each: (each.village_code, each.household_no, each.kind)))


def _moves_of(kind: StepKind, was: Standing | None, now: Standing | None) -> Iterator[Move]:
    """Yield the moves of one household: its own, and those of people who joined or left it."""
    stood, stands = (each.state if each else OFF for each in (was, now))
    any_one = now or was
    if any_one is None:
        return
    old = set(was.people) if was and stood != OFF else set()
    new = set(now.people) if now and stands != OFF else set()
    came = new - old if OFF not in (stood, stands) else set()
    went = old - new if OFF not in (stood, stands) else set()
    whole = (old | new) - came - went
    name = passage(stood, stands)
    deltas = _deltas(was, now, len(whole & old), len(whole & new))
    if name == "same" and deltas:
        name = "helper"
    if name != "same":
        row, on = _evidence(was, now, name)
        yield _move(name, kind, any_one, people=len(whole), on=on, row=row, deltas=deltas)
    for moved, term, states in ((came, "joined", stands), (went, "left", stood)):
        if moved:
            signs = (len(moved), 0) if term == "joined" else (0, len(moved))
            changed = {f"people.{each}": signs for each, wanted in STATES.items() if states in wanted}
            row = _person_row(was, now, min(moved))
            yield _move(term, kind, any_one, people=len(moved), on=None, row=row, deltas=changed)


def _move(
    name: str, kind: StepKind, of: Standing, *, people: int, on: date | None, row: FactRow, deltas: Deltas
) -> Move:
    return Move(name, kind, of.household_no, of.village_code, of.head_name, people, on, row, deltas)


def _deltas(was: Standing | None, now: Standing | None, old: int, new: int) -> dict[str, tuple[int, int]]:
    """Return by figure what a household's passage adds and removes; its people are ``old`` before, ``new`` after."""
    found: dict[str, tuple[int, int]] = {}
    for name, states in STATES.items():
        counted, counts = bool(was and was.state in states), bool(now and now.state in states)
        if counted != counts:
            found[f"people.{name}"] = (new if counts else 0, old if counted else 0)
            found[f"households.{name}"] = (int(counts), int(counted))
    paired, pairs = (bool(each and each.paired and each.state != OFF) for each in (was, now))
    if paired != pairs:
        found["households.paired"] = (int(pairs), int(paired))
    return found


def _evidence(was: Standing | None, now: Standing | None, name: str) -> tuple[FactRow, date | None]:
    """Return the row that says why a household stands elsewhere, and the day it counts from."""
    if name == "restored" and was and was.changed:
        return was.changed, was.changed_on
    if name in ("out", "returned", "removed", "identified") and now and now.changed:
        return now.changed, now.changed_on
    if name == "identified" and now:
        return now.row, now.changed_on
    one = now or was
    if one is None:
        raise ValueError("a household that never was cannot have moved")
    return one.row, None


def _person_row(was: Standing | None, now: Standing | None, person: str) -> FactRow:
    for rows in (now.people if now else {}, now.left if now else {}, was.people if was else {}):
        if person in rows:
            return rows[person]
    raise ValueError(f"nobody of the household is called {person}")


def _candidates(step: Step, scope: Scope) -> Collection[str]:
    """Return the numbers of the households that can have moved in a step."""
    if step.kind == "happened":
        return {row[0] for row in step.after.reading.rows(_dated(step.before.day, step.after))}
    found = {row[0] for row in step.after.reading.rows(_corrected(step))}
    strayed = codes_in(step.before.reading, scope) ^ codes_in(step.after.reading, scope)
    if strayed:
        h = facts["households"].c
        here = in_edition(facts["households"], step.after.reading.edition), h.village_code.in_(sorted(strayed))
        found |= {row[0] for row in step.after.reading.rows(select(h.household_no).where(*here))}
        here = in_edition(facts["households"], step.before.reading.edition), h.village_code.in_(sorted(strayed))
        found |= {row[0] for row in step.after.reading.rows(select(h.household_no).where(*here))}
    return found


def _dated(start: date, end: Moment) -> Select[tuple[str]]:
    change, household, person = facts["household_changes"], facts["households"], facts["persons"]
    c, h, p = change.c, household.c, person.c
    edition = end.reading.edition
    between = (in_edition(change, edition), c.changed_on > start, c.changed_on <= end.day)
    since = func.coalesce(h.identified_on, BASELINE)
    moved = select(c.person_no).where(*between)
    every = union(
        select(c.household_no).where(*between),
        select(h.household_no).where(in_edition(household, edition), since > start, since <= end.day),
        select(p.household_no).where(in_edition(person, edition), p.person_no.in_(moved)),
    ).subquery()
    return select(every.c.household_no)


def _corrected(step: Step) -> Select[tuple[str]]:
    """Return the SELECT of households with a row of which only one of the two editions knows.

    Changes of any day: the first change of a household tells how it stood before it.
    """
    change, household, person = facts["household_changes"], facts["households"], facts["persons"]
    c, h, p = change.c, household.c, person.c
    kept = [h.household_no, h.village_code, h.identified_on, h.helper_name.is_not(None).label("paired")]
    changed = [c.household_no, c.person_no, c.changed_on, c.change_type, c.table_no, c.sheet_row]
    parts = [
        *_one_sided(step, select(*kept), household),
        *_one_sided(step, select(p.household_no, p.person_no), person),
        *_one_sided(step, select(*changed), change),
    ]
    numbers = [select(part.subquery().c.household_no) for part in parts]
    # People may have a change under another household than the one they belong to.
    for part in parts[-2:]:
        mine = select(part.subquery().c.person_no)
        numbers.append(select(p.household_no).where(p.person_no.in_(mine)))
    every = union(*numbers).subquery()
    return select(every.c.household_no)


def _one_sided(step: Step, wanted: Select[tuple[object, ...]], table: object) -> list[Select[tuple[object, ...]]]:
    """Return what only the earlier, and what only the later edition says."""
    old, new = step.before.reading.edition, step.after.reading.edition
    before, after = (wanted.where(_holds(table, one, other)) for one, other in ((old, new), (new, old)))
    return [before.except_(after), after.except_(before)]  # type: ignore[list-item]


def _holds(table: object, edition: int, other: int) -> ColumnElement[bool]:
    """Return the condition that a version holds in one edition and not in another."""
    return in_edition(table, edition) & ~in_edition(table, other)  # type: ignore[arg-type]
