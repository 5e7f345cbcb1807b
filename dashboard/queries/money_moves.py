"""Money that came, was corrected or withdrawn between two moments (资金变动), entry by entry."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, not_, select

from dashboard.queries.moments import Moment, Step, StepKind, member_of, members_by_village
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED
from dashboard.queries.standing import FactRow
from data.schema import COUNTY_CODE, facts, in_edition

LEDGERS: Mapping[str, str] = {"disbursed": "disbursements", "allocated": "allocations", "planned": "projects"}
"""Stage of money and its register."""
LEDGERS_KEPT = 12
"""Lists of entries kept: in a large county they are long. What they add up to is kept beside them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a ledger as an edition has it; money in fen, ``day`` None for planned money, which has none."""

    number: str
    project_no: str
    project_name: str
    day: date | None
    fen: int
    villages: str | None
    row: FactRow


@dataclass(frozen=True, slots=True)
class MoneyMove:
    """An entry that came (``new``), was ``corrected`` or ``withdrawn``; ``added`` and ``removed`` are in fen.

    ``villages`` are the codes it belongs to, divided by commas; empty for the county.
    """

    kind: str
    step: StepKind
    entry: Entry
    added: int
    removed: int


Places = tuple[str | None, ...]
"""The villages of an entry as an edition has it, in a tuple that is empty where the edition has no such entry."""
Pair = tuple[Entry | None, Entry | None]
"""An entry as the moment before has it and as the one after has it."""


Here = tuple[bool, bool]
"""Whether an entry counts in a scope at the moment before and at the one after."""


@lru_cache(maxsize=LEDGERS_KEPT)
def money_moves(step: Step, scope: Scope, stage: str) -> tuple[MoneyMove, ...]:
    """Return what moved in one stage of money (``disbursed``, ``allocated``, ``planned``), by day and number."""
    pairs = _pairs(step, stage, every=_all_may_move(step, scope))
    found = (_moves(step.kind, pairs[places], here) for places, here in _here(step, scope, pairs))
    order = sorted(chain.from_iterable(found), key=lambda each: (each.entry.number, each.entry.project_no))
    return tuple(sorted(order, key=lambda each: each.entry.day or date.min))


@lru_cache(maxsize=CACHED)
def money_moved(step: Step, scope: Scope, stage: str) -> Mapping[str, tuple[int, int]]:
    """Return what ``money_moves`` adds and removes by kind, in fen, without listing them."""
    sums = _sums(step, stage, every=_all_may_move(step, scope))
    found: dict[str, tuple[int, int]] = {}
    for places, here in _here(step, scope, sums):
        for kind, (added, removed) in sums[places][here].items():
            before = found.get(kind, (0, 0))
            found[kind] = (before[0] + added, before[1] + removed)
    return MappingProxyType(found)


def _all_may_move(step: Step, scope: Scope) -> bool:
    """Return whether villages changed places between the moments, so that unchanged entries count elsewhere."""
    old, new = (members_by_village(side.reading, scope) for side in (step.before, step.after))
    return scope != Scope() and old != new


def _here(
    step: Step, scope: Scope, places: Iterable[tuple[Places, Places]]
) -> Iterator[tuple[tuple[Places, Places], Here]]:
    """Yield those of the places that lie in the scope at either moment, with at which."""
    old, new = (members_by_village(side.reading, scope) for side in (step.before, step.after))
    for was, now in places:
        here = _belongs(was, old, scope), _belongs(now, new, scope)
        if any(here):
            yield (was, now), here


def _moves(kind: StepKind, pairs: Iterable[Pair], here: Here) -> Iterator[MoneyMove]:
    was_here, is_here = here
    for old, new in pairs:
        move = _move(kind, old if was_here else None, new if is_here else None)
        if move:
            yield move


def _move(kind: StepKind, old: Entry | None, new: Entry | None) -> MoneyMove | None:
    """Return how an entry moved; None where both moments count it alike."""
    if old and new:
        return None if old.fen == new.fen else MoneyMove("corrected", kind, new, new.fen, old.fen)
    if new:
        return MoneyMove("new", kind, new, new.fen, 0)
    return MoneyMove("withdrawn", kind, old, 0, old.fen) if old else None


@lru_cache(maxsize=LEDGERS_KEPT)
def _pairs(step: Step, stage: str, *, every: bool) -> Mapping[tuple[Places, Places], tuple[Pair, ...]]:
    """Return the entries of the county that may move, by the villages they belong to at both moments.

    Read once for all places; ``every`` one, also those that both moments have alike, where villages changed places.
    """
    if step.kind == "happened" and stage == "planned":
        return MappingProxyType({})
    before = {} if step.kind == "happened" else _entries(step, step.before, stage, every=every)
    after = _entries(step, step.after, stage, every=every)
    found: dict[tuple[Places, Places], list[Pair]] = {}
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        found.setdefault((_places(old), _places(new)), []).append((old, new))
    return MappingProxyType({places: tuple(pairs) for places, pairs in found.items()})


@lru_cache(maxsize=CACHED)
def _sums(
    step: Step, stage: str, *, every: bool
) -> Mapping[tuple[Places, Places], Mapping[Here, Mapping[str, tuple[int, int]]]]:
    """Return what the entries of ``_pairs`` add and remove by kind, by their places and where these lie."""
    pairs = _pairs(step, stage, every=every)
    ways: tuple[Here, ...] = ((True, True), (True, False), (False, True))
    return MappingProxyType(
        {places: {here: _added(_moves(step.kind, some, here)) for here in ways} for places, some in pairs.items()}
    )


def _added(moves: Iterable[MoneyMove]) -> Mapping[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for move in moves:
        added, removed = found.get(move.kind, (0, 0))
        found[move.kind] = (added + move.added, removed + move.removed)
    return found


def _places(entry: Entry | None) -> Places:
    return (entry.villages,) if entry else ()


def _entries(step: Step, moment: Moment, stage: str, *, every: bool) -> Mapping[str, Entry]:
    """Return the entries that are counted at a moment and may be counted otherwise at the other, by key."""
    wanted = _SELECTS[stage](moment)
    if not every:
        wanted = wanted.where(_may_differ(step, stage))
    return {
        str(key): Entry(number, project_no, name, day, fen, codes, FactRow(*row))
        for key, number, project_no, name, day, fen, codes, *row in moment.reading.rows(wanted)
    }


def _may_differ(step: Step, stage: str) -> ColumnElement[bool]:
    """Return the condition that leaves out entries which both moments have alike.

    Between two days of an edition only what is dated between them; between two editions what not both have as it is.
    """
    if step.kind == "happened":
        day = facts[LEDGERS[stage]].c["disbursed_on" if stage == "disbursed" else "allocated_on"]
        return day > step.before.day
    tables, sides = {LEDGERS[stage], "projects"}, (step.before.reading, step.after.reading)
    return not_(and_(*(in_edition(facts[each], side.edition) for each in sorted(tables) for side in sides)))


def _belongs(places: Places, of: Mapping[str, str], scope: Scope) -> bool:
    """Return whether money of these villages counts in the scope: any for the county, else if all lie in it."""
    if scope == Scope() or not places:
        return bool(places)
    return {of.get(code) for code in (places[0] or "").split(",") if code} == {member_of(scope)}


def _disbursed(moment: Moment) -> Select[Any]:
    ledger, project = facts["disbursements"], facts["projects"]
    c, p = ledger.c, project.c
    key, place = c.voucher_no + literal("/") + c.line_no, c.village_code
    wanted = select(
        key, c.voucher_no, c.project_no, p.project_name, c.disbursed_on, c.amount_fen, place, c.table_no, c.sheet_row
    )
    joined = ledger.join(project, and_(p.county_code == COUNTY_CODE, p.project_no == c.project_no))
    edition = moment.reading.edition
    return wanted.select_from(joined).where(
        in_edition(ledger, edition), in_edition(project, edition), c.disbursed_on <= moment.day
    )


def _allocated(moment: Moment) -> Select[Any]:
    ledger, project = facts["allocations"], facts["projects"]
    c, p = ledger.c, project.c
    key, place = c.document_no + literal("/") + c.project_no, p.place_codes
    wanted = select(
        key, c.document_no, c.project_no, p.project_name, c.allocated_on, c.amount_fen, place, c.table_no, c.sheet_row
    )
    joined = ledger.join(project, and_(p.county_code == COUNTY_CODE, p.project_no == c.project_no))
    edition = moment.reading.edition
    return wanted.select_from(joined).where(
        in_edition(ledger, edition), in_edition(project, edition), c.allocated_on <= moment.day
    )


def _planned(moment: Moment) -> Select[Any]:
    project = facts["projects"]
    p = project.c
    wanted = select(
        p.project_no,
        p.project_no,
        p.project_no,
        p.project_name,
        literal(None),
        p.planned_fen,
        p.place_codes,
        p.table_no,
        p.sheet_row,
    )
    return wanted.where(in_edition(project, moment.reading.edition))


_SELECTS = {"disbursed": _disbursed, "allocated": _allocated, "planned": _planned}
