"""Rows behind the safety net (社会兜底): people due the allowance or the five guarantees, households and the line."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import ColumnElement, and_, not_, select

from dashboard.metrics.registry import metric
from dashboard.metrics.safety_net import ITEMS, PARTS, safety_id
from dashboard.metrics.systems import SHARE
from dashboard.queries.evidence.model import FEN, Evidence, Ground, Role, RowSet, Term
from dashboard.queries.evidence.people import household_rows, person_rows, there
from dashboard.queries.line import household_columns
from dashboard.queries.registry import any_row_says
from data.rules import rule
from data.schema import facts

_H, _P = facts["households"], facts["persons"]
FLAG: Mapping[str, str] = {
    "dibao": "minimum_living_allowance", "line": "minimum_living_allowance", "wubao": "five_guarantees",
    "severe": "five_guarantees",
}  # fmt: skip
"""The column of the register of people that says who receives it."""


def _is_due(ground: Ground, item: str) -> ColumnElement[bool]:
    named = str(rule(f"safety_net.{item}", ground.as_of).value)
    return _P.c.disability == named if item == "severe" else _H.c.household_type == named


def _people(ground: Ground, item: str, part: str) -> RowSet:
    flag, rows = _P.c[FLAG[item]], person_rows(ground, "registered")
    more = {"eligible": (), "covered": (flag.is_(True),), "untold": (flag.is_(None),)}[part]
    decides = ("disability",) if item == "severe" else ()
    condition = and_(rows.condition, _is_due(ground, item), *more)
    return replace(rows, condition=condition, used=(*rows.used, *decides, FLAG[item]), totals=None)


def _households(ground: Ground, part: str) -> RowSet:
    """Return the registered households with a member on the allowance: all with an income, those above the line."""
    source, of = household_columns(ground)
    rows = household_rows(ground, "registered")
    receives = (ground.here("persons"), there(ground), _P.c.minimum_living_allowance.is_(True))
    on_it = select(_P.c.household_no).where(*receives)
    more = {"eligible": of.is_known, "covered": and_(of.is_known, of.income > of.line), "untold": not_(of.is_known)}
    return replace(
        rows,
        source=source,
        condition=and_(rows.condition, _H.c.household_no.in_(on_it), more[part]),
        extra=(*rows.extra, ("income", of.income / FEN), ("income_year", of.year), ("line", of.line / FEN)),
        totals=None,
    )


def _term(ground: Ground, item: str, part: str, role: Role = "value") -> Term:
    figure = safety_id(item, part)
    rows = _households(ground, part) if item == "line" else _people(ground, item, part)
    return Term(role, metric(figure).name, figure, rows)


def _is_told(ground: Ground, item: str, part: str) -> bool:
    """Return whether the register of people has the columns that tell a part at all."""
    needed = ["disability"] if item == "severe" else []
    needed += [FLAG[item]] if item == "line" or part != "eligible" else []
    return all(any_row_says(ground.reading, "persons", column) for column in needed)


def _builder(item: str, part: str) -> Callable[[Ground], Evidence]:
    def made(ground: Ground) -> Evidence:
        known = {"known": float(_is_told(ground, item, part))}
        if part == SHARE:
            terms = _term(ground, item, "covered", "numerator"), _term(ground, item, "eligible", "denominator")
            return Evidence("ratio", terms, known)
        if part != "gap":
            return Evidence("sum", (_term(ground, item, part),), known)
        terms = _term(ground, item, "eligible", "minuend"), _term(ground, item, "covered", "subtrahend")
        return Evidence("less", terms, known)

    return made


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    safety_id(item, part): _builder(item, part) for item in ITEMS for part in (*PARTS, SHARE)
}
"""How the evidence of each figure is put together."""
