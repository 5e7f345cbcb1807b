"""The rows of a term, added up by group and listed page by page, each with where it came from."""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from dashboard.metrics.arithmetic import actual_pace, growth, pace_to_share, projected_left, ratio, required_pace
from dashboard.metrics.model import DIMENSIONS
from dashboard.opened import Opened, members
from dashboard.queries.evidence import (
    annual,
    assessments,
    assistance,
    cases,
    exclusions,
    flags,
    flow,
    in_force,
    line,
    logic,
    money,
    moves,
    people,
    projected,
    proposals,
    received,
    safety_net,
    shares,
    systems,
    villages,
    works,
)
from dashboard.queries.evidence.lacking import lacking
from dashboard.queries.evidence.model import Evidence, Ground, RowSet, Shape, Term
from dashboard.queries.figures import Value, deadline, figures_by, total_figures
from dashboard.queries.reading import CACHED, Reading
from data.registers import load_registers

PAGE_ROWS = 50
NEARLY = 1e-6
"""Less than this, in yuan, is what multiplying by a share leaves over."""
_NAMED = {
    **people.BUILDERS, **money.BUILDERS, **villages.BUILDERS, **annual.BUILDERS, **received.BUILDERS,
    **projected.BUILDERS, **flow.BUILDERS, **cases.BUILDERS, **line.BUILDERS, **moves.BUILDERS,
    **systems.BUILDERS, **proposals.BUILDERS, **assistance.BUILDERS, **works.BUILDERS,
    **logic.BUILDERS, **exclusions.BUILDERS, **assessments.BUILDERS,
    **safety_net.BUILDERS, **flags.BUILDERS, **in_force.BUILDERS,
}  # fmt: skip
BUILDERS = {**_NAMED, **shares.builders(_NAMED)}
"""How the evidence of every figure is put together, by its id."""


class NoEvidence(LookupError):
    """No figure of that id can be opened."""


KEPT_GROUPS = 4096
"""Sums by group kept: those of every figure of the pages on every month-end."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a term's rows: its key ('' = belongs to none), what its rows add up to (in the term's unit)."""

    key: str
    value: float


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row listed: its key, the columns shown, what it adds, the version and the place it came from."""

    key: tuple[str, ...]
    shown: Mapping[str, Any]
    value: float
    edition: int | None
    table_no: int | None
    sheet_row: int | None


@dataclass(frozen=True, slots=True)
class RowPage:
    """One page of a group's rows, how many there are, and what all of them add up to."""

    rows: tuple[ListedRow, ...]
    count: int
    value: float


@lru_cache(maxsize=CACHED)
def evidence_of(reading: Reading, opened: Opened) -> Evidence:
    """Return what a figure is made of; ``opened`` must name its day. Raises NoEvidence for an unknown figure."""
    if opened.metric not in BUILDERS or opened.as_of is None:
        raise NoEvidence(f"{opened.metric} cannot be opened")
    return BUILDERS[opened.metric](Ground(reading, opened.as_of, opened.where))


def _cleaned(total: Any, term: Term) -> float:  # noqa: ANN401 - a sum as the driver gives it
    value = total or 0
    return value * term.scale if term.scale != 1 else value


@lru_cache(maxsize=KEPT_GROUPS)
def groups_of(reading: Reading, opened: Opened, at: int) -> tuple[Group, ...]:
    """Return the groups of the figure's term number ``at``, the largest first."""
    term = evidence_of(reading, opened).terms[at]
    kept = term.rows.totals
    totals: Mapping[str, Any] = _counted(reading, term.rows) if kept is None else kept()
    found = [Group(key, _cleaned(value, term)) for key, value in totals.items()]
    return tuple(sorted(found, key=lambda group: (-group.value, group.key)))


@lru_cache(maxsize=KEPT_GROUPS)
def places_of(reading: Reading, opened: Opened, at: int) -> tuple[Group, ...]:
    """Return the groups of the term's rows by what their ``placing`` looks at; only for rows that have one."""
    term = evidence_of(reading, opened).terms[at]
    placing = term.rows.placing
    if placing is None:
        raise NoEvidence(f"the rows of {opened.metric} are not told apart by place")
    if placing.column is term.rows.group:
        return groups_of(reading, opened, at)
    totals = _counted(reading, replace(term.rows, group=placing.column))
    return tuple(Group(key, _cleaned(value, term)) for key, value in totals.items())


def _counted(reading: Reading, rows: RowSet) -> Mapping[str, Any]:
    group = func.coalesce(rows.group, "").label("row_group")
    wanted = select(group, func.sum(rows.weight)).select_from(rows.source).where(rows.condition).group_by(group)
    return {str(key): value for key, value in reading.rows(wanted)}


def term_value(reading: Reading, opened: Opened, at: int) -> float:
    """Return what the figure's term number ``at`` comes to: the sum over its groups, or their number."""
    groups = groups_of(reading, opened, at)
    return len(groups) if evidence_of(reading, opened).terms[at].counts_groups else sum(group.value for group in groups)


def combined(opened: Opened, evidence: Evidence, values: tuple[float, ...]) -> Value:
    """Return the figure from the values of its terms, by its shape."""
    first, second = values[0], values[-1]
    if not evidence.given.get("known", True):
        return None
    if evidence.shape in _OF_TIME and opened.as_of is not None:
        return _OF_TIME[evidence.shape](evidence, values, opened.as_of)
    if evidence.shape in ("projected", "sum"):
        return first if evidence.shape == "sum" else evidence.given.get("value")
    if evidence.shape == "total":
        return sum(values)
    if evidence.shape in ("rules_met", "rules_unmet"):
        return _rules(evidence, values)
    share = evidence.given.get("plan_share", 0.0)
    by_shape: Mapping[Shape, Callable[[float, float], Value]] = {
        "ratio": ratio,
        "less": operator.sub,
        "growth": growth,
        "pace_made": actual_pace,
        "planned": lambda base, _: base * share,
        "over_plan": lambda poor, base: poor - base * share,
        "under_plan": lambda poor, base: base * share - poor,
    }
    return by_shape[evidence.shape](first, second)


def _paces(evidence: Evidence, values: tuple[float, ...], day: date) -> Value:
    """Return the pace made against the pace needed from people out now, out before, and still poor."""
    needed, made = required_pace(values[2], day, deadline=deadline(day)), actual_pace(values[0], values[1])
    if needed is None or made is None:
        return None
    return made - needed if evidence.shape == "pace_off" else growth(needed, made)


def _at_pace(evidence: Evidence, values: tuple[float, ...], day: date) -> Value:
    """Return who is left at the deadline at the pace given."""
    return projected_left(values[0], evidence.given.get("pace"), as_of=day, deadline=deadline(day))


_OF_TIME: Mapping[Shape, Callable[[Evidence, tuple[float, ...], date], Value]] = {
    "pace_needed": lambda _, values, day: required_pace(values[0], day, deadline=deadline(day)),
    "pace_off": _paces,
    "pace_growth": _paces,
    "at_pace": _at_pace,
    "pace_to_share": lambda evidence, values, day: pace_to_share(
        values[0], values[1], allowed=evidence.given["plan_share"], as_of=day, deadline=deadline(day)
    ),
    "share_change": lambda _, values, __: _change(ratio(values[0], values[1]), ratio(values[2], values[3])),
    "share_a_month": lambda _, values, __: ratio(actual_pace(values[0], values[1]), values[2]),
}
"""Shapes of more than two terms, most of which take the day or the months of a pace into account."""


def _change(now: Value, before: Value) -> Value:
    return None if now is None or before is None else now - before


def _rules(evidence: Evidence, values: tuple[float, ...]) -> Value:
    """Return how many rules are met, or are not, from pairs of what was put in and what is asked for."""
    met = sum(met_pairs(values))
    return met if evidence.shape == "rules_met" else len(values) // 2 - met


def met_pairs(values: tuple[float, ...]) -> tuple[bool, ...]:
    """Return for each pair of amounts (put in, asked for) whether the first is at least the second."""
    return tuple(put >= asked - NEARLY for put, asked in zip(values[::2], values[1::2], strict=True))


def value_from_rows(reading: Reading, opened: Opened) -> Value:
    """Return the figure as its rows give it; None where a register it needs was never loaded."""
    evidence = evidence_of(reading, opened)
    if lacking(reading, opened.metric, evidence):
        return None
    return combined(opened, evidence, tuple(term_value(reading, opened, at) for at in range(len(evidence.terms))))


def figure_value(
    reading: Reading, opened: Opened, *, from_rows: Callable[[Reading, Opened], Value] = value_from_rows
) -> Value:
    """Return the figure: the one the screens show where it has a name among them, else what its rows add up to."""
    if opened.as_of is None:
        raise NoEvidence(f"{opened.metric} is asked for without a day")
    total = total_figures(reading, opened.as_of)
    if opened.metric in total and not opened.where:
        return total[opened.metric]
    if opened.metric in total and len(opened.where) == 1:
        ((by, member),) = opened.where
        parts = figures_by(reading, opened.as_of, by) if by in DIMENSIONS else {}
        if opened.metric in parts and len(members(member)) == 1:
            return parts[opened.metric].get(member)
    return from_rows(reading, opened)


def rows_page(reading: Reading, opened: Opened, at: int, *, group: str, page: int = 1, sort: str = "") -> RowPage:
    """Return a page of a group's rows; ``sort`` names a column shown, ``-`` before it turns the order round.

    A page past the end is the last one.
    """
    term = evidence_of(reading, opened).terms[at]
    count, total = _size(reading, opened, at, group)
    last = max(1, -(-count // PAGE_ROWS))
    offset = (min(max(1, page), last) - 1) * PAGE_ROWS
    wanted = listing(term.rows).where(_in_group(term.rows, group)).order_by(*_order(term.rows, sort))
    rows = reading.rows(wanted.limit(PAGE_ROWS).offset(offset))
    return RowPage(tuple(listed(term, row) for row in rows), count, _cleaned(total, term))


@lru_cache(maxsize=CACHED)
def _size(reading: Reading, opened: Opened, at: int, group: str) -> tuple[int, Any]:
    """Return how many rows a group has and the sum of their weights."""
    rows = evidence_of(reading, opened).terms[at].rows
    if rows.totals is not None:
        # What is kept ready counts rows: each adds 1.
        kept = rows.totals().get(group, 0)
        return kept, kept
    found = select(func.count(), func.sum(rows.weight)).select_from(rows.source)
    return tuple(reading.rows(found.where(rows.condition, _in_group(rows, group)))[0])


def every_row(
    reading: Reading, opened: Opened, at: int, *, without: frozenset[str] = frozenset()
) -> Iterator[ListedRow]:
    """Yield the rows of the figure's term number ``at``, by group, then by key; read some at a time.

    Rows of the groups ``without`` are left out.
    """
    term = evidence_of(reading, opened).terms[at]
    group = func.coalesce(term.rows.group, "")
    key = [term.rows.table.c[name] for name in key_columns(term.rows)]
    wanted = listing(term.rows).order_by(group, *key)
    wanted = wanted.where(group.not_in(sorted(without))) if without else wanted
    for row in reading.stream(wanted):
        yield listed(term, row)


def _in_group(rows: RowSet, group: str) -> ColumnElement[bool]:
    # Rows of a village are found by its code; only those of none need every row looked at.
    return rows.group == group if group else func.coalesce(rows.group, "") == ""


def key_columns(rows: RowSet) -> tuple[str, ...]:
    """Return the names of the columns that tell a row from another."""
    if rows.kind in received.RECEIVED:
        return tuple(column.name for column in rows.table.primary_key if column.name != "county_code")
    return load_registers()[rows.kind].key


def listing(rows: RowSet) -> Select[tuple[Any, ...]]:
    """Return the SELECT of all rows of a set: key, columns shown, weight, version, table and sheet row."""
    c = rows.table.c
    key = [c[name].label(f"key_{name}") for name in key_columns(rows)]
    shown = [c[name].label(f"shown_{name}") for name in rows.shown]
    extra = [column.label(f"shown_{name}") for name, column in rows.extra]
    places = [c[name] for name in ("from_edition", "table_no", "sheet_row") if name in c]
    return (
        select(*key, *shown, *extra, rows.weight.label("weight"), *places)
        .select_from(rows.source)
        .where(rows.condition)
    )


def listed(term: Term, row: Any) -> ListedRow:  # noqa: ANN401 - a row of ``listing``
    """Return a row of ``listing`` as it is shown."""
    told = dict(row._mapping)  # noqa: SLF001 - the documented way to a row's columns by name
    return ListedRow(
        key=tuple(str(value) for name, value in told.items() if name.startswith("key_")),
        shown=MappingProxyType({n.removeprefix("shown_"): v for n, v in told.items() if n.startswith("shown_")}),
        value=_cleaned(told["weight"], term),
        edition=told.get("from_edition"),
        table_no=told.get("table_no"),
        sheet_row=told.get("sheet_row"),
    )


def _order(rows: RowSet, sort: str) -> list[ColumnElement[Any]]:
    by_name = {name: rows.table.c[name] for name in rows.shown} | dict(rows.extra)
    by_name["weight"] = rows.weight
    key = [rows.table.c[name] for name in key_columns(rows)]
    column = by_name.get(sort.removeprefix("-"))
    if column is None:
        return list(key)
    return [column.desc() if sort.startswith("-") else column.asc(), *key]
