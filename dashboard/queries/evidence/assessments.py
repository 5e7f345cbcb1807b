"""Rows behind the half-year assessment (半年考核): scores and full scores, indicator by indicator."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, literal

from dashboard.queries.assessments import CODES, period_before
from dashboard.queries.evidence.model import Evidence, Ground, Role, RowSet, Term, label, whole
from dashboard.queries.villages import has_rows
from data.schema import facts
from data.text import Text

_A = facts["assessments"]


def _rows(ground: Ground, weight: ColumnElement[Any], period: str | None) -> RowSet:
    kinds = {str(name): code for name, code in CODES.items()}
    wanted = (
        (_A.c.period, period),
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


def _of_period(ground: Ground, period: str | None) -> tuple[Term, Term]:
    """Return the scores of a period and their full scores."""

    def term(role: Role, column: str) -> Term:
        name = label("assessments", column)
        named = Text(f"{period} {name.zh}", f"{name.en}, {period}") if period != ground.condition("period") else name
        return Term(role, named, "assessment.points", _rows(ground, _A.c[column], period))

    return term("numerator", "score"), term("denominator", "full_score")


def _share(ground: Ground) -> Evidence:
    known = {"known": float(has_rows(ground.reading, "assessments"))}
    return Evidence("ratio", _of_period(ground, ground.condition("period")), known)


def _change(ground: Ground) -> Evidence:
    """Return the scores of the period asked for and of the one before it."""
    now, kind = ground.condition("period") or "", ground.condition("subjects")
    before = next((period_before(ground.reading, each, now, ground.as_of) for each in CODES if each == kind), None)
    terms = (*_of_period(ground, now), *_of_period(ground, before or now))
    return Evidence("share_change", terms, {"known": float(before is not None)})


def _points(ground: Ground) -> Evidence:
    known = {"known": float(has_rows(ground.reading, "assessments"))}
    rows = _rows(ground, _A.c.score, ground.condition("period"))
    return Evidence("sum", (Term("value", label("assessments", "score"), "assessment.points", rows),), known)


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    "assessment.score_share": _share,
    "assessment.points": _points,
    "assessment.change": _change,
}
"""How the evidence of each figure is put together."""
