"""Rows behind figures of oversight (监督): cases by their state on a day, projects that no public notice names."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, not_, or_, select

from dashboard.metrics.registry import metric
from dashboard.queries.cases import CASE_TYPES, CODES, PUT_RIGHT, cases, first_notices, limit
from dashboard.queries.evidence.model import Evidence, Ground, RowSet, Term
from dashboard.queries.evidence.money import project_rows
from dashboard.queries.villages import has_rows
from data.schema import facts
from data.text import Text

_O, _P, _D = facts["oversight"], facts["projects"], facts["disbursements"]
_SHOWN = ("case_no", "case_type", "occurred_on", "content", "rectification_status", "rectified_on")
DAYS = Text("从登记到整改的天数", "Days from entry to rectification")
WITH_A_DAY = Text("有整改日期的已办结事项", "Closed cases with a day of rectification")


def _entered(ground: Ground) -> ColumnElement[bool]:
    code = {str(name): code for name, code in CODES.items()}.get(ground.condition("case_type") or "")
    of_type = _O.c.case_type == code if code else literal(value=True)
    return and_(ground.here("oversight"), _O.c.occurred_on <= ground.as_of, ground.at(_O.c.village_code), of_type)


def _closed(ground: Ground) -> ColumnElement[bool]:
    in_time = or_(_O.c.rectified_on.is_(None), _O.c.rectified_on <= ground.as_of)
    return and_(_O.c.rectification_status == PUT_RIGHT, in_time)


def _open(ground: Ground) -> ColumnElement[bool]:
    return and_(_O.c.rectification_status.is_not(None), not_(_closed(ground)))


def _to_put_right(ground: Ground) -> ColumnElement[bool]:
    """Return the condition that a case had something to put right."""
    return and_(ground.here("oversight"), _O.c.rectification_status.is_not(None))


def _late(ground: Ground) -> ColumnElement[bool]:
    """Return the condition that a case was entered longer ago than the time set for its type."""
    ages = []
    for name in CASE_TYPES:
        last = ground.as_of - timedelta(days=int(limit(name, ground.as_of).number))
        ages.append(and_(_O.c.case_type == CODES[name], _O.c.occurred_on < last))
    return or_(*ages)


def _rows(ground: Ground, *conditions: ColumnElement[bool], weight: ColumnElement[Any] | None = None) -> RowSet:
    return RowSet(
        kind="oversight",
        table=_O,
        source=_O,
        condition=and_(_entered(ground), *conditions),
        group=_O.c.village_code,
        grouping="village",
        weight=literal(1) if weight is None else weight,
        shown=_SHOWN,
        used=("case_no", "case_type", "occurred_on", "rectification_status", "rectified_on"),
        placing=ground.by_village(_O.c.village_code),
    )


def _known(ground: Ground) -> Mapping[str, float]:
    return {"known": float(has_rows(ground.reading, "oversight"))}


def _counted(name: str, *conditions: Callable[[Ground], ColumnElement[bool]]) -> Callable[[Ground], Evidence]:
    def build(ground: Ground) -> Evidence:
        figure = f"cases.{name}"
        rows = _rows(ground, *(each(ground) for each in conditions))
        return Evidence("sum", (Term("value", metric(figure).name, figure, rows),), _known(ground))

    return build


def _days_to_close(ground: Ground) -> Evidence:
    settled = [each for each in cases(ground.reading) if each.state(ground.as_of) == "closed" and each.settled_on]
    # The days are reckoned here: stores of different kinds subtract dates differently.
    days = {each.case_no: (each.settled_on - each.day).days for each in settled if each.settled_on}
    weight = case(days, value=_O.c.case_no, else_=0) if days else literal(0)
    with_day = (_closed(ground), _O.c.rectified_on.is_not(None))
    total = Term("numerator", DAYS, "cases.days_to_close", _rows(ground, *with_day, weight=weight))
    count = Term("denominator", WITH_A_DAY, "cases.closed", _rows(ground, *with_day))
    return Evidence("ratio", (total, count), _known(ground))


def _without_notice(ground: Ground) -> Evidence:
    named = select(_O.c.project_no).where(
        ground.here("oversight"),
        _O.c.case_type == CODES["notice"],
        _O.c.occurred_on <= ground.as_of,
        _O.c.project_no.is_not(None),
    )
    rows = project_rows(ground)
    rows = replace(rows, condition=and_(rows.condition, _P.c.project_no.not_in(named)))
    # A county that enters no notices at all has not left its projects without: it is not known.
    known = bool(first_notices(ground.reading))
    figure = "projects.without_notice"
    return Evidence("sum", (Term("value", metric(figure).name, figure, rows),), {"known": float(known)})


def _paid(ground: Ground) -> Evidence:
    entered = select(_D.c.project_no).where(ground.here("disbursements"), _D.c.disbursed_on <= ground.as_of)
    rows = project_rows(ground)
    rows = replace(rows, condition=and_(rows.condition, _P.c.project_no.in_(entered)))
    known = has_rows(ground.reading, "disbursements")
    return Evidence(
        "sum", (Term("value", metric("projects.paid").name, "projects.paid", rows),), {"known": float(known)}
    )


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    "cases.registered": _counted("registered"),
    "cases.to_put_right": _counted("to_put_right", _to_put_right),
    "cases.open": _counted("open", _open),
    "cases.overdue": _counted("overdue", _open, _late),
    "cases.closed": _counted("closed", _closed),
    "cases.days_to_close": _days_to_close,
    "projects.without_notice": _without_notice,
    "projects.paid": _paid,
}
"""How the evidence of each figure is put together."""
