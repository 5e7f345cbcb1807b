"""Rows behind money and projects (资金、项目): the project library and the two ledgers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, not_, or_, select

from dashboard.metrics.registry import metric
from dashboard.opened import members
from dashboard.queries.entries import of_payee
from dashboard.queries.evidence.model import (
    FEN,
    UNASSIGNED,
    Evidence,
    Ground,
    Grouping,
    Placing,
    Role,
    RowSet,
    Term,
)
from dashboard.queries.evidence.people import state_term
from dashboard.queries.villages import Village, villages
from dashboard.queries.works_of import work_of
from data.schema import COUNTY_CODE, facts, in_edition

_P, _A, _D = facts["projects"], facts["allocations"], facts["disbursements"]
_SINGLE = case((_P.c.place_codes.contains(","), ""), else_=func.coalesce(_P.c.place_codes, ""))
"""Village of a project that has just one; '' for several, and for the county."""


def _member(village: Village, place: str) -> str:
    return {"zone": village.zone or UNASSIGNED, "town": village.town_code, "village": village.code}[place]


def _is_member(ground: Ground, codes: tuple[str, ...]) -> bool:
    """Return whether money of these villages belongs to the places asked for: to the one member that holds them all."""
    known = {village.code: village for village in villages(ground.reading)}
    for place, wanted in ground.places:
        found = {_member(known[code], place) if code in known else None for code in codes}
        member = found.pop() if len(found) == 1 else None
        if (member or UNASSIGNED) not in members(wanted):
            return False
    return True


def _by_villages(ground: Ground, codes: ColumnElement[Any]) -> Placing:
    """Return how the places narrow rows by the codes of their villages, which a comma parts."""
    return Placing(codes, lambda written: _is_member(ground, tuple(written.split(",")) if written else ()))


@lru_cache(256)
def _of_place(ground: Ground) -> ColumnElement[bool]:
    """Return the condition that a project belongs to the places asked for, the only ones the ground is narrowed by."""
    if not ground.places:
        return literal(value=True)
    written = ground.reading.rows(select(_P.c.place_codes).where(ground.here("projects")).distinct())
    mine = [codes for (codes,) in written if _is_member(ground, tuple(codes.split(",")) if codes else ())]
    found = _P.c.place_codes.in_([codes for codes in mine if codes is not None])
    return or_(found, _P.c.place_codes.is_(None)) if None in mine else found


def _paid_at_place(ground: Ground) -> ColumnElement[bool]:
    """Return the condition that a payment's village belongs to the places asked for."""
    conditions: list[ColumnElement[bool]] = []
    for place, wanted in ground.places:
        mine = [village.code for village in villages(ground.reading) if _member(village, place) in members(wanted)]
        named: ColumnElement[bool] = _D.c.village_code.in_(mine)
        if UNASSIGNED in members(wanted):
            others = [v.code for v in villages(ground.reading) if _member(v, place) != UNASSIGNED]
            named = or_(named, _D.c.village_code.is_(None), not_(_D.c.village_code.in_(others)))
        conditions.append(named)
    return and_(literal(value=True), *conditions)


def _of_project(ground: Ground) -> ColumnElement[bool]:
    """Return the conditions on the project: category (or several), department, work, a single project."""
    columns: dict[str, ColumnElement[Any]] = {
        "category": _P.c.category,
        "department": _P.c.department,
        "project": _P.c.project_no,
    }
    columns |= {"work": work_of(ground.as_of)} if ground.condition("work") else {}
    wanted = ((column, ground.condition(name)) for name, column in columns.items())
    return and_(literal(value=True), *(column.in_(members(value)) for column, value in wanted if value))


def project_rows(
    ground: Ground,
    *,
    weight: ColumnElement[Any] | None = None,
    grouping: Grouping = "village",
    group: ColumnElement[Any] | None = None,
) -> RowSet:
    """Return the projects asked for; each adds 1, or ``weight``."""
    return RowSet(
        kind="projects",
        table=_P,
        source=_P,
        condition=and_(ground.here("projects"), _of_place(ground.placed), _of_project(ground)),
        group=_SINGLE if group is None else group,
        grouping=grouping,
        weight=literal(1) if weight is None else weight,
        shown=("project_no", "project_name", "place"),
        used=("project_no", "category", "place", *(() if weight is None else ("planned_fen",))),
        placing=_by_villages(ground, _P.c.place_codes),
    )


def allocation_rows(ground: Ground) -> RowSet:
    """Return what was allocated (下达) on or before the day; it belongs where its project belongs."""
    joined = _A.join(_P, and_(_P.c.county_code == COUNTY_CODE, _P.c.project_no == _A.c.project_no))
    level = ground.condition("level")
    conditions = (
        ground.here("allocations"),
        in_edition(_P, ground.reading.edition),
        _A.c.allocated_on <= ground.as_of,
        _of_place(ground.placed),
        _of_project(ground),
        _A.c.level == level if level else literal(value=True),
    )
    return RowSet(
        kind="allocations",
        table=_A,
        source=joined,
        condition=and_(*conditions),
        group=_SINGLE,
        grouping="village",
        weight=_A.c.amount_fen,
        shown=("document_no", "allocated_on", "level", "project_no"),
        used=("document_no", "allocated_on", "level", "project_no", "amount_fen"),
        placing=_by_villages(ground, _P.c.place_codes),
    )


def disbursement_rows(ground: Ground) -> RowSet:
    """Return what was disbursed (拨付, reversals negative) on or before the day; it belongs to the village it names.

    The projects stand in a condition, not in a join: they are then found in the order in which the ledger is summed.
    """
    projects = select(_P.c.project_no).where(ground.here("projects"), _of_project(ground))
    level, payee = ground.condition("level"), ground.condition("payee")
    conditions = (
        ground.here("disbursements"),
        of_payee(payee) if payee else literal(value=True),
        _D.c.project_no.in_(projects),
        _D.c.disbursed_on <= ground.as_of,
        _paid_at_place(ground),
        _D.c.level == level if level else literal(value=True),
    )
    return RowSet(
        kind="disbursements",
        table=_D,
        source=_D,
        condition=and_(*conditions),
        group=_D.c.village_code,
        grouping="village",
        weight=_D.c.amount_fen,
        shown=("voucher_no", "line_no", "disbursed_on", "payee_masked", "project_no"),
        used=("voucher_no", "line_no", "disbursed_on", "level", "project_no", "village_code", "amount_fen"),
        placing=_by_villages(ground, _D.c.village_code),
    )


_STAGES: Mapping[str, Callable[[Ground], RowSet]] = {
    "planned": lambda ground: project_rows(ground, weight=_P.c.planned_fen),
    "allocated": allocation_rows,
    "disbursed": disbursement_rows,
}


def money_term(ground: Ground, stage: str, role: Role = "value") -> Term:
    """Return the term of money planned, allocated or disbursed, in yuan."""
    figure = f"funds.{stage}"
    return Term(role, metric(figure).name, figure, _STAGES[stage](ground), scale=1 / FEN)


def _stage(stage: str) -> Callable[[Ground], Evidence]:
    return lambda ground: Evidence("sum", (money_term(ground, stage),))


def _progress(ground: Ground) -> Evidence:
    terms = money_term(ground, "disbursed", "numerator"), money_term(ground, "allocated", "denominator")
    return Evidence("ratio", terms)


def _left(more: str, less: str) -> Callable[[Ground], Evidence]:
    return lambda ground: Evidence(
        "less", (money_term(ground, more, "minuend"), money_term(ground, less, "subtrahend"))
    )


def _projects(ground: Ground) -> Evidence:
    return Evidence("sum", (Term("value", metric("funds.projects").name, "funds.projects", project_rows(ground)),))


def _categories(ground: Ground) -> Evidence:
    rows = project_rows(ground, grouping="category", group=_P.c.category)
    return _counting_groups("funds.categories", rows)


def _items(ground: Ground) -> Evidence:
    rows = project_rows(ground, grouping="item", group=_P.c.category + " · " + _P.c.item)
    told = replace(
        rows, condition=and_(rows.condition, _P.c.item.is_not(None)), used=("project_no", "category", "item")
    )
    return _counting_groups("funds.items", told)


def _counting_groups(figure: str, rows: RowSet) -> Evidence:
    return Evidence("sum", (Term("value", metric(figure).name, figure, rows, counts_groups=True),))


def _completed(ground: Ground) -> Evidence:
    rows = project_rows(ground)
    done = and_(rows.condition, _P.c.progress_share >= 1)
    rows = replace(rows, condition=done, used=("project_no", "progress_share"))
    return Evidence("sum", (Term("value", metric("projects.completed").name, "projects.completed", rows),))


def _a_head(ground: Ground) -> Evidence:
    money, people = money_term(ground, "disbursed", "numerator"), state_term(ground, "people.registered", "denominator")
    return Evidence("ratio", (money, people))


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    **{f"funds.{stage}": _stage(stage) for stage in _STAGES},
    "funds.progress": _progress,
    "funds.undisbursed": _left("allocated", "disbursed"),
    "funds.over_disbursed": _left("disbursed", "allocated"),
    "funds.projects": _projects,
    "funds.categories": _categories,
    "funds.items": _items,
    "projects.completed": _completed,
    "map.disbursed_per_head": _a_head,
}
"""How the evidence of each figure is put together."""
