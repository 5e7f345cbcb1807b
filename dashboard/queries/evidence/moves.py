"""Rows behind entries and exits (进出): the rows of the ledger of changes."""

from collections import Counter
from collections.abc import Callable, Mapping

from sqlalchemy import and_, literal

from dashboard.metrics.moves import move_id
from dashboard.metrics.registry import metric
from dashboard.queries.evidence.flow import window
from dashboard.queries.evidence.model import Evidence, Ground, RowSet, Term
from dashboard.queries.moves import CHANGES, changes_between
from data.schema import COUNTY_CODE, facts

_H, _C = facts["households"], facts["household_changes"]


def move_rows(ground: Ground, name: str, *, total: bool) -> RowSet:
    """Return the rows of one kind of change, of the month or since the baseline; each adds 1."""
    since = window(ground.as_of, total=total)
    home = and_(_H.c.county_code == COUNTY_CODE, _H.c.household_no == _C.c.household_no, ground.here("households"))

    def totals() -> Mapping[str, int]:
        counted, codes = Counter[str](), ground.codes
        for code, kind, count in changes_between(ground.reading, since, ground.as_of):
            if kind == name and (codes is None or code in codes):
                counted[code] += count
        return counted

    return RowSet(
        kind="household_changes",
        table=_C,
        source=_C.join(_H, home),
        condition=and_(
            ground.here("household_changes"),
            ground.at(_H.c.village_code),
            _C.c.change_type == CHANGES[name],
            _C.c.changed_on > since,
            _C.c.changed_on <= ground.as_of,
        ),
        group=_H.c.village_code,
        grouping="village",
        weight=literal(1),
        shown=("household_no", "person_no", "changed_on", "change_reason"),
        used=("household_no", "person_no", "changed_on", "change_type"),
        extra=(("head_name_masked", _H.c.head_name_masked),),
        totals=totals,
        placing=ground.by_village(_H.c.village_code),
    )


def _counted(name: str, *, total: bool) -> Callable[[Ground], Evidence]:
    figure = move_id(name, total=total)
    return lambda ground: Evidence(
        "sum", (Term("value", metric(figure).name, figure, move_rows(ground, name, total=total)),)
    )


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    move_id(name, total=total): _counted(name, total=total) for name in CHANGES for total in (False, True)
}
"""How the evidence of each figure is put together."""
