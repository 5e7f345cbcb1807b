"""Money that came, was corrected or withdrawn between two moments (资金变动), entry by entry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, not_, select

from dashboard.queries.moments import Moment, Step, StepKind, member_of, members_by_village
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED
from dashboard.queries.standing import FactRow
from data.schema import COUNTY_CODE, facts, in_edition

LEDGERS: Mapping[str, str] = {"disbursed": "disbursements", "allocated": "allocations", "planned": "projects"}
"""Stage of money and its register."""


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


@lru_cache(maxsize=CACHED)
def money_moves(step: Step, scope: Scope, stage: str) -> tuple[MoneyMove, ...]:
    """Return what moved in one stage of money (``disbursed``, ``allocated``, ``planned``), by day and number."""
    if step.kind == "happened" and stage == "planned":
        return ()
    before = {} if step.kind == "happened" else _entries(step, step.before, scope, stage)
    found = list(_differences(step.kind, before, _entries(step, step.after, scope, stage)))
    return tuple(sorted(found, key=lambda each: (each.entry.day or date.min, each.entry.number, each.entry.project_no)))


def _differences(kind: StepKind, before: Mapping[str, Entry], after: Mapping[str, Entry]) -> Iterator[MoneyMove]:
    for number in before.keys() | after.keys():
        old, new = before.get(number), after.get(number)
        if old and new and old.fen != new.fen:
            yield MoneyMove("corrected", kind, new, new.fen, old.fen)
        elif new and not old:
            yield MoneyMove("new", kind, new, new.fen, 0)
        elif old and not new:
            yield MoneyMove("withdrawn", kind, old, 0, old.fen)


def _entries(step: Step, moment: Moment, scope: Scope, stage: str) -> Mapping[str, Entry]:
    """Return the entries that a figure of the scope counts at a moment and may count otherwise at the other, by key."""
    of = members_by_village(moment.reading, scope)
    found = {}
    for key, number, project_no, name, day, fen, codes, *row in moment.reading.rows(
        _SELECTS[stage](moment).where(_may_differ(step, scope, stage))
    ):
        entry = Entry(number, project_no, name, day, fen, codes, FactRow(*row))
        if _belongs(entry.villages, of, scope):
            found[str(key)] = entry
    return found


def _may_differ(step: Step, scope: Scope, stage: str) -> ColumnElement[bool]:
    """Return the condition that leaves out entries which both moments count alike.

    Between two days of an edition only what is dated between them; between two editions what not both have as it is.
    """
    if step.kind == "happened":
        day = facts[LEDGERS[stage]].c["disbursed_on" if stage == "disbursed" else "allocated_on"]
        return day > step.before.day
    old, new = step.before.reading, step.after.reading
    if members_by_village(old, scope) != members_by_village(new, scope):
        return literal(value=True)
    tables = {LEDGERS[stage], "projects"}
    return not_(and_(*(in_edition(facts[each], side.edition) for each in sorted(tables) for side in (old, new))))


def _belongs(villages: str | None, of: Mapping[str, str], scope: Scope) -> bool:
    """Return whether money of these villages counts in the scope: any for the county, else if all lie in it."""
    if scope == Scope():
        return True
    return {of.get(code) for code in (villages or "").split(",") if code} == {member_of(scope)}


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
