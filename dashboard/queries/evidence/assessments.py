"""Rows behind the half-year assessment (半年考核): scores and full scores, indicator by indicator."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, literal

from dashboard.queries.assessments import CODES
from dashboard.queries.evidence.model import Evidence, Ground, Role, RowSet, Term, label, whole
from dashboard.queries.villages import has_rows
from data.schema import facts

_A = facts["assessments"]


def _rows(ground: Ground, weight: ColumnElement[Any]) -> RowSet:
    kinds = {str(name): code for name, code in CODES.items()}
    wanted = (
        (_A.c.period, ground.condition("period")),
        (_A.c.subject_kind, kinds.get(ground.condition("subjects") or "")),
        (_A.c.subject, ground.condition("subject")),
        (_A.c.indicator, ground.condition("indicator")),
    )
    asked = (column == value for column, value in wanted if value)
    return RowSet(
        kind="assessments",
        table=_A,
        source=_A,
        condition=and_(literal(value=True), ground.here("assessments"), *asked),
        group=whole(),
        grouping="whole",
        weight=weight,
        shown=("period", "subject_kind", "subject", "indicator", "full_score", "score"),
        used=("period", "subject", "indicator", "full_score", "score"),
    )


def _share(ground: Ground) -> Evidence:
    def term(role: Role, column: str) -> Term:
        return Term(role, label("assessments", column), "assessment.points", _rows(ground, _A.c[column]))

    known = {"known": float(has_rows(ground.reading, "assessments"))}
    return Evidence("ratio", (term("numerator", "score"), term("denominator", "full_score")), known)


def _points(ground: Ground) -> Evidence:
    known = {"known": float(has_rows(ground.reading, "assessments"))}
    name = label("assessments", "score")
    return Evidence("sum", (Term("value", name, "assessment.points", _rows(ground, _A.c.score)),), known)


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    "assessment.score_share": _share,
    "assessment.points": _points,
}
"""How the evidence of each figure is put together."""
