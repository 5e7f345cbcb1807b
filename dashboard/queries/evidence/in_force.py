"""Rows behind the completeness of the registers (完整度): those in force, and how many of their cells give a value."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, literal

from dashboard.metrics.registry import metric
from dashboard.queries.completeness import (
    KEY_COLUMNS,
    OF_PEOPLE,
    VillageCount,
    columns_told,
    household_counts,
    person_counts,
    register_counts,
)
from dashboard.queries.evidence.model import Evidence, Ground, Role, RowSet, Term, whole
from dashboard.queries.reading import Reading
from dashboard.queries.villages import has_rows
from data.registers import Column, load_registers
from data.schema import facts
from data.text import Text

EVERY_CELL = Text("全部格数", "All cells")
_COUNTS: Mapping[str, Callable[[Reading], Mapping[str, VillageCount]]] = {
    "households": household_counts,
    "persons": person_counts,
}
_H, _P = facts["households"], facts["persons"]


def _source(ground: Ground, kind: str) -> tuple[FromClause, ColumnElement[Any] | None]:
    """Return where the rows of a register are read from, and the code of their village where they have one."""
    table = facts[kind]
    if kind == "persons":
        home = and_(_H.c.county_code == _P.c.county_code, _H.c.household_no == _P.c.household_no)
        return table.outerjoin(_H, and_(home, ground.here("households"))), _H.c.village_code
    return table, table.c.village_code if "village_code" in table.c else None


def _rows(
    ground: Ground, kind: str, weight: ColumnElement[Any], columns: Sequence[Column] = (), *, are_shown: bool = True
) -> RowSet:
    """Return the rows of a register in force that add something; those of no village belong to no place."""
    source, code = _source(ground, kind)
    key = load_registers()[kind].key
    names = tuple(dict.fromkeys((*key, *(column.name for column in columns))))
    here = and_(ground.here(kind), weight > 0)
    return RowSet(
        kind=kind,
        table=facts[kind],
        source=source,
        condition=here if code is None else and_(here, ground.at(code)),
        group=whole() if code is None else code,
        grouping="whole" if code is None else "village",
        weight=weight,
        shown=names if are_shown else key,
        used=names,
        placing=None if code is None else ground.by_village(code),
    )


def _kept(ground: Ground, kind: str, count: Callable[[VillageCount], int]) -> Callable[[], Mapping[str, int]] | None:
    """Return how the totals by village are read from the counts that the page shows; None for other registers."""
    if kind not in KEY_COLUMNS:
        return None

    def totals() -> Mapping[str, int]:
        codes, known = ground.codes, _COUNTS[kind](ground.reading)
        found = {code or "": count(each) for code, each in known.items() if codes is None or code in codes}
        return {code: value for code, value in found.items() if value}

    return totals


def _all_of(ground: Ground, kind: str) -> Callable[[], Mapping[str, int]]:
    """Return how the total of a register without villages is read from the counts that the page shows."""
    return lambda: {"": next(each.rows for each in register_counts(ground.reading) if each.kind == kind)}


def _kinds(ground: Ground) -> tuple[str, ...]:
    """Return the register asked for, else all that were ever loaded."""
    asked, known = ground.condition("register") or "", load_registers()
    return (asked,) if asked in known else tuple(kind for kind in known if has_rows(ground.reading, kind))


def _rows_in_force(ground: Ground) -> Evidence:
    def term(kind: str) -> Term:
        rows = _rows(ground, kind, literal(1))
        kept = _kept(ground, kind, lambda each: each.rows)
        rows = replace(rows, totals=_all_of(ground, kind) if rows.grouping == "whole" else kept)
        return Term("value", load_registers()[kind].title, "dq.rows_in_force", rows)

    kinds = _kinds(ground)
    terms = tuple(term(kind) for kind in kinds) or (term("villages"),)
    return Evidence("sum" if len(terms) == 1 else "total", terms)


def _cells(figure: str, *, role: Role, given: bool | None) -> Callable[[Ground], Term]:
    """Return the term of the cells with a value, of those without, or (None) of all, in the columns asked for."""

    def build(ground: Ground) -> Term:
        kind, columns = _asked(ground)
        weight: ColumnElement[Any] = literal(0)
        for column in columns:
            cell = facts[kind].c[column.name]
            wanted = literal(value=True) if given is None else cell.is_not(None) if given else cell.is_(None)
            weight = weight + case((wanted, 1), else_=0)
        # A list of what each person's cell says would tell of health and age; that it is blank may be listed.
        are_shown = given is False or kind not in OF_PEOPLE
        rows = _rows(ground, kind, weight, columns if len(columns) == 1 else (), are_shown=are_shown)
        if len(columns) == 1 and columns[0].name in KEY_COLUMNS.get(kind, ()):
            rows = replace(rows, totals=_kept(ground, kind, _count_of(columns[0].name, given=given)))
        return Term(role, EVERY_CELL if given is None else metric(figure).name, figure, rows)

    return build


def _count_of(name: str, *, given: bool | None) -> Callable[[VillageCount], int]:
    """Return how the cells of a column are counted in a village."""
    return lambda each: each.rows if given is None else each.filled[name] if given else each.rows - each.filled[name]


def _asked(ground: Ground) -> tuple[str, tuple[Column, ...]]:
    kind = ground.condition("register") or ""
    kind = kind if kind in load_registers() else "villages"
    return kind, columns_told(kind, ground.condition("column") or "required")


def _of_cells(figure: str, *, given: bool) -> Callable[[Ground], Evidence]:
    term = _cells(figure, role="value", given=given)
    return lambda ground: Evidence("sum", (term(ground),), _known(ground))


def _completeness(ground: Ground) -> Evidence:
    filled = _cells("dq.cells_filled", role="numerator", given=True)(ground)
    every = _cells("dq.cells_filled", role="denominator", given=None)(ground)
    return Evidence("ratio", (filled, every), _known(ground))


def _known(ground: Ground) -> Mapping[str, float]:
    """Without a register named, or of a column that is not told, nothing is known."""
    return {"known": float(ground.condition("register") in load_registers() and bool(_asked(ground)[1]))}


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    "dq.rows_in_force": _rows_in_force,
    "dq.cells_filled": _of_cells("dq.cells_filled", given=True),
    "dq.cells_blank": _of_cells("dq.cells_blank", given=False),
    "dq.completeness": _completeness,
}
"""How the evidence of each figure is put together."""
