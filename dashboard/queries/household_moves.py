"""What moved between two moments (对比清单): households and people, each once, with the row that says so.

Sums and counts are made of passages (``passages``); the rows behind a move are read for the few that are listed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from dashboard.queries.moments import Step, StepKind, codes_in
from dashboard.queries.passages import Passage, Side, passages, passages_counted
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED
from dashboard.queries.standing import BACK, GONE_OUT, OFF, POOR, FactRow, Standing, standings

LISTS_KEPT = 32
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


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved in a step: how many moves of each kind, and what they add to and remove from each figure by kind."""

    counts: Mapping[str, int]
    sums: Mapping[tuple[str, str], tuple[int, int]]


@lru_cache(maxsize=CACHED)
def moved(step: Step, scope: Scope) -> Moved:
    """Return what moved in a step within the scope, added up; no household is looked at by itself."""
    here, there = (codes_in(each.reading, scope) for each in (step.before, step.after))
    counts: Counter[str] = Counter()
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for passed, households in passages_counted(step).items():
        for told in _told(_within(passed, here, there)):
            counts[told.kind] += households
            for figure, signs in told.deltas.items():
                added, removed = sums.get((figure, told.kind), (0, 0))
                sums[figure, told.kind] = (added + signs[0] * households, removed + signs[1] * households)
    return Moved(MappingProxyType(counts), MappingProxyType(sums))


@lru_cache(maxsize=LISTS_KEPT)
def movers(step: Step, scope: Scope, kind: str) -> tuple[str, ...]:
    """Return the numbers of the households with a move of a kind, by village and number."""
    here, there = (codes_in(each.reading, scope) for each in (step.before, step.after))
    found, village_of = [], dict[Passage, str | None]()
    for number, passed in passages(step):
        if passed not in village_of:
            village_of[passed] = _village_of(_within(passed, here, there), kind)
        code = village_of[passed]
        if code is not None:
            found.append((code, number))
    return tuple(number for _, number in sorted(found))


def household_moves(step: Step, scope: Scope, wanted: tuple[str, ...]) -> tuple[Move, ...]:
    """Return the moves of the households of these numbers in a step within the scope, by village and household."""
    before, after = standings(step.before, wanted), standings(step.after, wanted)
    here, there = (codes_in(each.reading, scope) for each in (step.before, step.after))
    found: list[Move] = []
    for no in wanted:
        old, new = before.get(no), after.get(no)
        was = old if old and old.village_code in here else None
        now = new if new and new.village_code in there else None
        found += _moves_of(step.kind, was, now)
    return tuple(sorted(found, key=lambda each: (each.village_code, each.household_no, each.kind)))


def _within(passed: Passage, here: frozenset[str], there: frozenset[str]) -> Passage:
    """Return a passage as a scope sees it: nothing of a moment at which the household lies in no village of it."""
    was = passed.was if passed.was and passed.was.village_code in here else None
    now = passed.now if passed.now and passed.now.village_code in there else None
    return passed._replace(was=was, now=now)


def _village_of(passed: Passage, kind: str) -> str | None:
    """Return the village of a passage that is a move of that kind; None for another."""
    side = passed.now or passed.was
    return side.village_code if side and any(told.kind == kind for told in _told(passed)) else None


@dataclass(frozen=True, slots=True)
class _Told:
    kind: str
    people: int
    deltas: Deltas


def _told(passed: Passage) -> Iterator[_Told]:
    """Yield what a passage is: a move of the household, and of people who joined or left it."""
    stood, stands = (each.state if each else OFF for each in (passed.was, passed.now))
    both = OFF not in (stood, stands)
    old = 0 if stood == OFF else passed.stayed + (0 if both else passed.went)
    new = 0 if stands == OFF else passed.stayed + (0 if both else passed.came)
    name = passage(stood, stands)
    deltas = _deltas(passed, old, new)
    if name == "same" and deltas:
        name = "helper"
    if name != "same":
        yield _Told(name, max(old, new), deltas)
    for people, term, states in ((passed.came, "joined", stands), (passed.went, "left", stood)):
        if people and both:
            signs = (people, 0) if term == "joined" else (0, people)
            yield _Told(term, people, {f"people.{each}": signs for each, in_ in STATES.items() if states in in_})


def _moves_of(kind: StepKind, was: Standing | None, now: Standing | None) -> Iterator[Move]:
    """Yield the moves of one household with the rows that say so."""
    any_one = now or was
    if any_one is None:
        return
    old, new = (set(each.people) if each else set() for each in (was, now))
    people = {"joined": new - old, "left": old - new}
    passed = Passage(_side(was), _side(now), len(old & new), len(people["joined"]), len(people["left"]))
    for told in _told(passed):
        if told.kind in people:
            row, on = _person_row(was, now, min(people[told.kind])), None
        else:
            row, on = _evidence(was, now, told.kind)
        yield Move(
            told.kind, kind, any_one.household_no, any_one.village_code, any_one.head_name, told.people, on, row,
            told.deltas,
        )  # fmt: skip


def _side(standing: Standing | None) -> Side | None:
    return Side(standing.village_code, standing.state, standing.paired) if standing else None


def _deltas(passed: Passage, old: int, new: int) -> dict[str, tuple[int, int]]:
    """Return by figure what a household's passage adds and removes; its people are ``old`` before, ``new`` after."""
    was, now = passed.was, passed.now
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
