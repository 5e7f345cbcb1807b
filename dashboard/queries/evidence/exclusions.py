"""Rows behind the comparison lists (比对名单): their entries, and those that match a person on the register."""

from collections.abc import Callable, Mapping

from sqlalchemy import and_, literal

from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import Evidence, Ground, RowSet, Term
from dashboard.queries.exclusions import on_list
from dashboard.queries.logic.frames import frame
from dashboard.queries.villages import has_rows
from data.schema import facts

_X, _P = facts["crosscheck_hits"], facts["persons"]


def _rows(ground: Ground, *, matched: bool) -> RowSet:
    named = ground.condition("list")
    here = and_(ground.here("crosscheck_hits"), _X.c.source == named if named else literal(value=True))
    people = frame(ground.reading, ground.as_of, "persons")
    joined = people.source.join(_X, on_list())
    on_register = and_(here, people.condition, ground.at(people.village))
    return RowSet(
        kind="crosscheck_hits",
        table=_X,
        source=joined if matched else _X,
        condition=on_register if matched else here,
        group=people.village if matched else _X.c.source,
        grouping="village" if matched else "category",
        weight=literal(1),
        shown=("source", "detail", "registered_on"),
        used=("source", "detail"),
        extra=(("name_masked", _P.c.name_masked), ("household_no", _P.c.household_no)) if matched else (),
        placing=ground.by_village(people.village) if matched else None,
    )


def _counted(figure: str, *, matched: bool) -> Callable[[Ground], Evidence]:
    def build(ground: Ground) -> Evidence:
        known = {"known": float(has_rows(ground.reading, "crosscheck_hits"))}
        return Evidence("sum", (Term("value", metric(figure).name, figure, _rows(ground, matched=matched)),), known)

    return build


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    "exclusions.matched": _counted("exclusions.matched", matched=True),
    "exclusions.listed": _counted("exclusions.listed", matched=False),
}
"""How the evidence of each figure is put together."""
