"""Rows behind the safety net (社会兜底): people due the allowance or the five guarantees, households and the line."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, not_, select, true

from dashboard.metrics.registry import metric
from dashboard.metrics.safety_net import COUNTED, ITEMS, PARTS, safety_id
from dashboard.metrics.systems import SHARE
from dashboard.queries.evidence.model import FEN, Evidence, Ground, Role, RowSet, Term
from dashboard.queries.evidence.people import household_rows, person_rows, there
from dashboard.queries.line import household_columns
from dashboard.queries.logic.frames import frame
from dashboard.queries.reading import CACHED, Reading
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


def _counts(ground: Ground, item: str, part: str) -> ColumnElement[bool]:
    """Return the condition that a registered person is counted by a part of an item."""
    flag = _P.c[FLAG[item]]
    more = {"eligible": true(), "covered": flag.is_(True), "untold": flag.is_(None)}[part]
    return and_(_is_due(ground, item), more)


def _people(ground: Ground, item: str, part: str) -> RowSet:
    rows = person_rows(ground, "registered")
    decides = ("disability",) if item == "severe" else ()
    condition = and_(rows.condition, _counts(ground, item, part))
    used = (*rows.used, *decides, FLAG[item])
    return replace(rows, condition=condition, used=used, totals=_kept(ground, item, part))


def _on_allowance(ground: Ground) -> tuple[RowSet, Mapping[str, ColumnElement[bool]]]:
    """Return the registered households with a member on the allowance, and which of them each part counts."""
    source, of = household_columns(ground)
    rows = household_rows(ground, "registered")
    receives = (ground.here("persons"), there(ground), _P.c.minimum_living_allowance.is_(True))
    on_it = select(_P.c.household_no).where(*receives)
    rows = replace(
        rows,
        source=source,
        condition=and_(rows.condition, _H.c.household_no.in_(on_it)),
        extra=(*rows.extra, ("income", of.income / FEN), ("income_year", of.year), ("line", of.line / FEN)),
    )
    above = and_(of.is_known, of.income > of.line)
    return rows, {"eligible": of.is_known, "covered": above, "untold": not_(of.is_known)}


def _households(ground: Ground, part: str) -> RowSet:
    rows, counts = _on_allowance(ground)
    return replace(rows, condition=and_(rows.condition, counts[part]), totals=_kept(ground, "line", part))


def _term(ground: Ground, item: str, part: str, role: Role = "value") -> Term:
    figure = safety_id(item, part)
    rows = _households(ground, part) if item == "line" else _people(ground, item, part)
    return Term(role, metric(figure).name, figure, rows)


@lru_cache(maxsize=CACHED)
def _tallied(reading: Reading, as_of: date) -> Mapping[tuple[str, str], Mapping[str, int]]:
    """Return what every part of every item counts by village: the registers are gone through once for all of them."""
    ground = Ground(reading, as_of)
    of_people = {(item, part): _counts(ground, item, part) for item in ITEMS if item != "line" for part in COUNTED}
    # Everybody at once: the last changes are put in order once, not looked up for each person.
    people = frame(reading, as_of, "persons")
    by_village = select(people.village, *_sums(of_people)).select_from(people.source).where(people.condition)
    rows, counts = _on_allowance(ground)
    of_homes = {("line", part): counts[part] for part in COUNTED}
    homes = select(rows.group, *_sums(of_homes)).select_from(rows.source).where(rows.condition)
    return MappingProxyType(
        _by_part(reading, by_village.group_by(people.village), of_people)
        | _by_part(reading, homes.group_by(rows.group), of_homes)
    )


def _sums(conditions: Mapping[tuple[str, str], ColumnElement[bool]]) -> list[ColumnElement[Any]]:
    return [func.sum(case((condition, 1), else_=0)) for condition in conditions.values()]


def _by_part(
    reading: Reading, wanted: Select[Any], conditions: Mapping[tuple[str, str], ColumnElement[bool]]
) -> dict[tuple[str, str], Mapping[str, int]]:
    found: dict[tuple[str, str], dict[str, int]] = {key: {} for key in conditions}
    for code, *values in reading.rows(wanted):
        for key, value in zip(conditions, values, strict=True):
            found[key] |= {code: int(value)} if value else {}
    return {key: MappingProxyType(each) for key, each in found.items()}


def _kept(ground: Ground, item: str, part: str) -> Callable[[], Mapping[str, int]] | None:
    """Return how the groups' totals are read from what was tallied; by cause or in one village they are counted."""
    if ground.condition("cause") or ground.condition("village"):
        return None

    def totals() -> Mapping[str, int]:
        counts, codes = _tallied(ground.reading, ground.as_of)[item, part], ground.codes
        return {code: value for code, value in counts.items() if codes is None or code in codes}

    return totals


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
