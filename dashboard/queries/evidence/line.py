"""Rows behind incomes against the line and the risk of return (收入倒排序、返贫风险): the households counted."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import and_

from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import FEN, Evidence, Ground, RowSet, Term
from dashboard.queries.evidence.people import household_rows
from dashboard.queries.line import CONDITIONS, household_columns, line_counts


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


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {f"exit.{name}": _counted(name) for name in CONDITIONS}
"""How the evidence of each figure is put together."""
