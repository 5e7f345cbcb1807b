"""Rows behind the logic checks (逻辑校验): those a check examined, those it hit."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, literal, or_

from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import Evidence, Ground, RowSet, Term
from dashboard.queries.logic.counting import BY_NAME, CHECKS, columns_held, lacking
from dashboard.queries.logic.frames import frame
from dashboard.queries.logic.model import Frame, LogicCheck, Of
from data.registers import load_registers

SHOWN: Mapping[Of, tuple[str, ...]] = {
    "households": ("household_no", "head_name_masked", "household_type", "main_cause", "member_count"),
    "persons": ("person_no", "name_masked", "household_no", "relation_to_head"),
    "incomes": ("household_no", "year", "net_income_per_head_fen"),
}
Wanted = Callable[[LogicCheck, Frame], ColumnElement[bool]]


def _examined(check: LogicCheck, rows: Frame) -> ColumnElement[bool]:
    return check.applies(rows)


def _hit(check: LogicCheck, rows: Frame) -> ColumnElement[bool]:
    return and_(check.applies(rows), check.hit(rows))


def _rows(ground: Ground, checks: tuple[LogicCheck, ...], wanted: Wanted) -> RowSet:
    of = checks[0].of
    rows = frame(ground.reading, ground.as_of, of)
    own = tuple(dict.fromkeys(name for check in checks for kind, name in check.needs if kind == of))
    shown = tuple(dict.fromkeys((*SHOWN[of], *own))) if len(checks) == 1 else SHOWN[of]
    key: tuple[str, ...] = load_registers()[of].key
    return RowSet(
        kind=of,
        table=rows.table,
        source=rows.source,
        condition=and_(rows.condition, ground.at(rows.village), or_(*(wanted(check, rows) for check in checks))),
        group=rows.village,
        grouping="village",
        weight=literal(1),
        shown=shown,
        used=tuple(dict.fromkeys((*key, *own))),
        placing=ground.by_village(rows.village),
    )


def _counted(figure: str, wanted: Wanted, *, villages: bool = False) -> Callable[[Ground], Evidence]:
    def build(ground: Ground) -> Evidence:
        named: Any = BY_NAME.get(ground.condition("check") or "")
        held = columns_held(ground.reading)
        asked = (named,) if named else tuple(check for check in CHECKS if check.of == "persons")
        usable = tuple(check for check in asked if not lacking(check, held))
        rows = _rows(ground, usable or asked, wanted)
        term = Term("value", metric(figure).name, figure, rows, counts_groups=villages)
        return Evidence("sum", (term,), {"known": float(bool(usable))})

    return build


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    "logic.hits": _counted("logic.hits", _hit),
    "logic.examined": _counted("logic.examined", _examined),
    "logic.villages_hit": _counted("logic.villages_hit", _hit, villages=True),
}
"""How the evidence of each figure is put together."""
