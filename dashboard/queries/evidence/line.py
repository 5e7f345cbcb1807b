"""Rows behind incomes against the line and the risk of return (收入倒排序、返贫风险): the households counted."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import and_

from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import FEN, Evidence, Ground, RowSet, Term
from dashboard.queries.evidence.people import household_rows
from dashboard.queries.line import CONDITIONS, household_columns, line_counts
from data.schema import facts

_H, _I = facts["households"], facts["incomes"]


def line_rows(ground: Ground, name: str) -> RowSet:
    """Return the households that a figure counts, each with its income, the year of it and the line of that year."""
    source, of = household_columns(ground)
    rows = household_rows(ground, "registered")

    def totals() -> Mapping[str, int]:
        counts, codes = line_counts(ground.reading, ground.as_of), ground.codes
        return {code: each[name] for code, each in counts.items() if each[name] and (codes is None or code in codes)}

    return replace(
        rows,
        source=source,
        condition=and_(rows.condition, CONDITIONS[name](ground.as_of, of)),
        extra=(*rows.extra, ("income", of.income / FEN), ("income_year", of.year), ("line", of.line / FEN)),
        totals=None if ground.condition("cause") else totals,
    )


def _counted(name: str) -> Callable[[Ground], Evidence]:
    figure = f"exit.{name}"
    return lambda ground: Evidence("sum", (Term("value", metric(figure).name, figure, line_rows(ground, name)),))


def _income(ground: Ground) -> Evidence:
    """Return the latest income of the one household asked for; not known where none is."""
    source, of = household_columns(ground)
    figure = "exit.household_income"
    rows = RowSet(
        kind="incomes",
        table=_I,
        source=source,
        condition=and_(
            ground.here("households"),
            ground.at(_H.c.village_code),
            _H.c.household_no == (ground.condition("household") or ""),
            of.income.is_not(None),
        ),
        group=_H.c.village_code,
        grouping="village",
        weight=of.income,
        shown=("household_no", "year", "net_income_per_head_fen"),
        used=("household_no", "year", "net_income_per_head_fen"),
        extra=(("line", of.line / FEN),),
    )
    known = {"known": float(ground.condition("household") is not None)}
    return Evidence("sum", (Term("value", metric(figure).name, figure, rows, scale=1 / FEN),), known)


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    **{f"exit.{name}": _counted(name) for name in CONDITIONS},
    "exit.household_income": _income,
}
"""How the evidence of each figure is put together."""
