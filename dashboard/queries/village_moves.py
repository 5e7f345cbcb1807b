"""Villages that exited or returned between two moments (村退出、返贫), each with the row that says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select

from dashboard.queries.moments import Moment, Step, StepKind, codes_in
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED
from dashboard.queries.standing import FactRow
from dashboard.queries.villages import EXITED, villages
from data.schema import facts, in_edition


@dataclass(frozen=True, slots=True)
class VillageMove:
    """A village that exited (``exited``) or is no longer exited (``unexited``), by the change of that day."""

    kind: str
    step: StepKind
    village_code: str
    on: date
    row: FactRow

    @property
    def added(self) -> int:
        """What it adds to the villages exited."""
        return int(self.kind == "exited")

    @property
    def removed(self) -> int:
        """What it takes from the villages exited."""
        return int(self.kind == "unexited")


@dataclass(frozen=True, slots=True)
class _Last:
    on: date
    change_type: str
    row: FactRow


@lru_cache(maxsize=CACHED)
def village_moves(step: Step, scope: Scope) -> tuple[VillageMove, ...]:
    """Return the poor villages of the scope that exited or came back in a step, by day and code."""
    before, after = _exited(step.before, scope), _exited(step.after, scope)
    last = _last_changes(step.after)
    found = [VillageMove("exited", step.kind, code, after[code].on, after[code].row) for code in after.keys() - before]
    for code in before.keys() - after.keys():
        why = last.get(code)
        told = why if why is not None and why.change_type != EXITED else before[code]
        found.append(VillageMove("unexited", step.kind, code, told.on, told.row))
    return tuple(sorted(found, key=lambda each: (each.on, each.village_code)))


def _exited(moment: Moment, scope: Scope) -> Mapping[str, _Last]:
    """Return the poor villages exited at a moment with the change that says so, by code."""
    here = codes_in(moment.reading, scope)
    poor = {v.code for v in villages(moment.reading) if v.is_poor and v.identified_on <= moment.day and v.code in here}
    last = _last_changes(moment)
    return {code: each for code, each in last.items() if code in poor and each.change_type == EXITED}


@lru_cache(maxsize=CACHED)
def _last_changes(moment: Moment) -> Mapping[str, _Last]:
    table = facts["village_changes"]
    c = table.c
    wanted = select(c.village_code, c.changed_on, c.change_type, c.table_no, c.sheet_row)
    here = wanted.where(in_edition(table, moment.reading.edition), c.changed_on <= moment.day)
    order = (c.changed_on, c.table_no, c.sheet_row)
    return {
        code: _Last(day, kind, FactRow(*row)) for code, day, kind, *row in moment.reading.rows(here.order_by(*order))
    }
