"""Rows behind the flow of poor people (减贫流量): each person by how often a change moved them in or out of poverty."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, not_, or_, select, tuple_
from sqlalchemy.sql.selectable import NamedFromClause

from dashboard.metrics.arithmetic import last_month_end
from dashboard.metrics.flow import flow_id
from dashboard.metrics.registry import metric
from dashboard.queries import registry
from dashboard.queries.evidence.model import Evidence, Ground, Role, RowSet, Term
from dashboard.queries.evidence.people import POOR
from dashboard.queries.reading import CACHED
from dashboard.queries.status import baseline_day
from data.schema import facts, in_edition
from data.state import (
    BASELINE,
    DECREASE,
    HOUSEHOLD_CHANGES,
    IDENTIFIED,
    INCREASE,
    OUT,
    REMOVED,
    RETURNED,
)

_H, _P, _C = facts["households"], facts["persons"], facts["household_changes"]
# A name of the table for each place of a statement, made once: some stand within others, and making one is slow.
_FIRST, _STAYED, _EARLIER, _MOVED, _STOOD, _JOINED = (_C.alias() for _ in range(6))
CHANGES: Mapping[str, str] = {
    "identified": IDENTIFIED, "returned": RETURNED, "increase": INCREASE,
    "out": OUT, "removed": REMOVED, "decrease": DECREASE,
}  # fmt: skip
"""The change (变动类型) that makes each term of the flow."""


def window(as_of: date, *, total: bool) -> date:
    """Return the day after which the flow counts: the baseline, or the month-end before the day where it is later."""
    start = baseline_day(as_of)
    return start if total else max(start, last_month_end(as_of - timedelta(days=1)))


def _first(ground: Ground) -> ColumnElement[Any]:
    """Return the type of a household's first change; null where it has none."""
    change = _FIRST
    c = change.c
    found = select(c.change_type).where(*_of_household(ground, change))
    return found.order_by(c.changed_on, c.table_no, c.sheet_row).limit(1).correlate(_H).scalar_subquery()


def _of_household(ground: Ground, change: NamedFromClause[Any]) -> tuple[ColumnElement[bool], ...]:
    # The coalesce keeps the planner from the index of change types, as in the rows of people.
    kinds = func.coalesce(change.c.change_type, "").in_(sorted(HOUSEHOLD_CHANGES))
    return in_edition(change, ground.reading.edition), change.c.household_no == _H.c.household_no, kinds


def _identified_on() -> ColumnElement[Any]:
    return func.coalesce(_H.c.identified_on, BASELINE)


def _effective(ground: Ground, day: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the day a change takes effect: none before its household is identified."""
    began = func.coalesce(_first(ground), "") == IDENTIFIED
    return case((began, day), (day < _identified_on(), _identified_on()), else_=day)


def _there(ground: Ground, day: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that a person had joined before the day and left after it, or never did either."""

    def happened(kind: str, *, since: bool) -> ColumnElement[bool]:
        change = _STAYED
        c = change.c
        when = c.changed_on >= day if since else c.changed_on <= day
        wanted = (in_edition(change, ground.reading.edition), c.person_no == _P.c.person_no, c.change_type == kind)
        return exists(select(c.person_no).where(*wanted, when).correlate_except(change))

    return and_(not_(happened(INCREASE, since=True)), not_(happened(DECREASE, since=False)))


def _was_poor(ground: Ground, change: NamedFromClause[Any]) -> ColumnElement[bool]:
    """Return the condition that a household was poor before one of its changes."""
    before = _EARLIER
    order = (before.c.changed_on, before.c.table_no, before.c.sheet_row)
    earlier = tuple_(*order) < tuple_(change.c.changed_on, change.c.table_no, change.c.sheet_row)
    kind = select(before.c.change_type).where(*_of_household(ground, before), earlier)
    last = kind.order_by(*(column.desc() for column in order)).limit(1).correlate_except(before).scalar_subquery()
    # A household's first change says what it was before.
    at_first = case((change.c.change_type == IDENTIFIED, REMOVED), else_=IDENTIFIED)
    return func.coalesce(last, at_first).in_(POOR)


def _moves(ground: Ground, kind: str, since: date, *, day_of: bool = False) -> ColumnElement[Any]:
    """Return how many changes of the household moved the person, or (``day_of``) the day of the last of them."""
    change = _MOVED
    day = _effective(ground, change.c.changed_on)
    poor = _was_poor(ground, change)
    wanted = (
        *_of_household(ground, change),
        change.c.change_type == kind,
        day > since,
        day <= ground.as_of,
        poor if kind in (OUT, REMOVED) else not_(poor),
        _there(ground, day),
    )
    counted = func.max(change.c.changed_on) if day_of else func.count()
    return select(counted).select_from(change).where(*wanted).correlate(_H, _P).scalar_subquery()


def _begins(ground: Ground, since: date) -> ColumnElement[bool]:
    """Return the condition that the household's row itself, not a change, identified it in the time asked for."""
    day = _identified_on()
    return and_(func.coalesce(_first(ground), "") != IDENTIFIED, day > since, day <= ground.as_of, _there(ground, day))


def _state_at(ground: Ground, day: ColumnElement[Any], *, before: bool) -> ColumnElement[bool]:
    """Return the condition that the household is poor at a day's end, or was before the day's changes."""
    change = _STOOD
    c = change.c
    when = c.changed_on < day if before else c.changed_on <= day
    order = (c.changed_on.desc(), c.table_no.desc(), c.sheet_row.desc())
    found = select(c.change_type).where(*_of_household(ground, change), when)
    last = found.order_by(*order).limit(1).correlate_except(change).scalar_subquery()
    identified = _identified_on() < day if before else _identified_on() <= day
    by_row = and_(func.coalesce(_first(ground), "") != IDENTIFIED, identified)
    began = and_(func.coalesce(_first(ground), "") == IDENTIFIED, last.in_(POOR))
    return or_(began, and_(by_row, func.coalesce(last, IDENTIFIED).in_(POOR)))


def _stays(ground: Ground, kind: str) -> ColumnElement[Any]:
    """Return the day on which a person joined for the last time, or left for the first; null if they did not."""
    change = _JOINED
    c = change.c
    chosen = func.max(c.changed_on) if kind == INCREASE else func.min(c.changed_on)
    wanted = (in_edition(change, ground.reading.edition), c.person_no == _P.c.person_no, c.change_type == kind)
    return select(chosen).where(*wanted).correlate(_P).scalar_subquery()


def _joining(ground: Ground, kind: str, since: date) -> ColumnElement[Any]:
    """Return 1 for a person who joined or left a poor household in the time asked for, else 0."""
    day, joined, left = _stays(ground, kind), _stays(ground, INCREASE), _stays(ground, DECREASE)
    stayed = or_(joined.is_(None), left.is_(None), left > joined)
    poor = _state_at(ground, day, before=kind == DECREASE)
    return case((and_(day > since, day <= ground.as_of, stayed, poor), 1), else_=0)


@lru_cache(maxsize=CACHED)
def _weight(ground: Ground, term: str, since: date) -> ColumnElement[Any]:
    kind = CHANGES[term]
    if kind in (INCREASE, DECREASE):
        return _joining(ground, kind, since)
    moves = _moves(ground, kind, since)
    return moves + case((_begins(ground, since), 1), else_=0) if kind == IDENTIFIED else moves


@lru_cache(maxsize=CACHED)
def _day(ground: Ground, term: str, since: date) -> ColumnElement[Any]:
    kind = CHANGES[term]
    if kind in (INCREASE, DECREASE):
        return _stays(ground, kind)
    last = _moves(ground, kind, since, day_of=True)
    return func.coalesce(last, _identified_on()) if kind == IDENTIFIED else last


def flow_rows(ground: Ground, term: str, since: date) -> RowSet:
    """Return the people whom a term of the flow counts from ``since`` on (exclusive) up to the day."""
    home = and_(_P.c.county_code == _H.c.county_code, _P.c.household_no == _H.c.household_no)
    # Of the day alone, so that they are put together once for all places: that takes longer than the store to answer.
    everywhere = Ground(ground.reading, ground.as_of)
    weight, day = _weight(everywhere, term, since), _day(everywhere, term, since)

    def totals() -> Mapping[str, int]:
        now, then, codes = (
            registry.village_counts(ground.reading, ground.as_of),
            registry.village_counts(ground.reading, since),
            ground.codes,
        )
        measure = f"{term}_flow"
        found = {code: each[measure] - (then[code][measure] if code in then else 0) for code, each in now.items()}
        return {code: value for code, value in found.items() if value and (codes is None or code in codes)}

    return RowSet(
        kind="persons",
        table=_P,
        source=_H.join(_P, home),
        condition=and_(ground.here("households"), ground.here("persons"), ground.at(_H.c.village_code), weight > 0),
        group=_H.c.village_code,
        grouping="village",
        weight=weight,
        shown=("person_no", "name_masked", "household_no"),
        used=("person_no", "household_no"),
        extra=(("changed_on", day),),
        totals=totals,
        placing=ground.by_village(_H.c.village_code),
    )


def _term(ground: Ground, term: str, *, total: bool, role: Role = "value") -> Term:
    figure = flow_id(term, total=total)
    return Term(role, metric(figure).name, figure, flow_rows(ground, term, window(ground.as_of, total=total)))


def _flow(term: str, *, total: bool) -> Callable[[Ground], Evidence]:
    return lambda ground: Evidence("sum", (_term(ground, term, total=total),))


def _return_rate(ground: Ground) -> Evidence:
    returned = _term(ground, "returned", total=True, role="numerator")
    return Evidence("ratio", (returned, _term(ground, "out", total=True, role="denominator")))


def _villages_out(ground: Ground) -> Evidence:
    """Return the villages whose people moved out since the baseline: each counts once, its rows are its people."""
    out = _term(ground, "out", total=True)
    return Evidence("sum", (replace(out, counts_groups=True, like="flow.villages_out"),))


def _return_events(ground: Ground) -> Evidence:
    """Return every change that is a return to poverty (返贫), each adding 1."""
    home = and_(_H.c.county_code == _C.c.county_code, _H.c.household_no == _C.c.household_no)
    here = (ground.here("household_changes"), ground.here("households"), ground.at(_H.c.village_code))
    columns = ("household_no", "changed_on", "change_type")
    rows = RowSet(
        kind="household_changes",
        table=_C,
        source=_C.join(_H, home),
        condition=and_(*here, _C.c.change_type == RETURNED, _C.c.changed_on <= ground.as_of),
        group=_H.c.village_code,
        grouping="village",
        weight=literal(1),
        shown=(*columns, "change_reason"),
        used=columns,
        placing=ground.by_village(_H.c.village_code),
    )
    figure = "flow.return_events"
    return Evidence("sum", (Term("value", metric(figure).name, figure, rows),))


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    flow_id(term, total=total): _flow(term, total=total) for term in CHANGES for total in (False, True)
} | {"flow.return_rate": _return_rate, "flow.return_events": _return_events, "flow.villages_out": _villages_out}
"""How the evidence of each figure is put together."""
