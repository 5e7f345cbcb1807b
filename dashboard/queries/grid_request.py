"""What a grid asks for (表格请求): the rows from … to …, sorted and filtered in SQL, so that any number of rows works.

A column or an operator that is not known is left out of the question: a request made by hand cannot break it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

MOST_ROWS = 500
"""Rows a single answer may hold."""

FilterKind = Literal["text", "number", "date"]
Test = Callable[[ColumnElement[Any], Any, Any], ColumnElement[bool]]

_BLANK: dict[str, Test] = {
    "blank": lambda column, _, __: column.is_(None),
    "notBlank": lambda column, _, __: column.is_not(None),
}
_TEXT: dict[str, Test] = _BLANK | {
    "contains": lambda column, low, _: column.icontains(low, autoescape=True),
    "notContains": lambda column, low, _: or_(column.is_(None), ~column.icontains(low, autoescape=True)),
    "equals": lambda column, low, _: column == low,
    "notEqual": lambda column, low, _: or_(column.is_(None), column != low),
    "startsWith": lambda column, low, _: column.istartswith(low, autoescape=True),
    "endsWith": lambda column, low, _: column.iendswith(low, autoescape=True),
}
_ORDERED: dict[str, Test] = _BLANK | {
    "equals": lambda column, low, _: column == low,
    "notEqual": lambda column, low, _: or_(column.is_(None), column != low),
    "lessThan": lambda column, low, _: column < low,
    "lessThanOrEqual": lambda column, low, _: column <= low,
    "greaterThan": lambda column, low, _: column > low,
    "greaterThanOrEqual": lambda column, low, _: column >= low,
    "inRange": lambda column, low, high: column.between(low, high),
}
_TESTS: Mapping[FilterKind, Mapping[str, Test]] = {"text": _TEXT, "number": _ORDERED, "date": _ORDERED}


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a grid in the store: ``scale`` turns a number as printed into the number stored (万元 → fen).

    ``shown`` are the words printed for stored values where they differ; a text is then looked for in the words.
    """

    expression: ColumnElement[Any]
    kind: FilterKind = "text"
    scale: float = 1
    shown: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on a column; ``low`` and ``high`` as written by the reader."""

    column: str
    test: str
    low: str | float | None = None
    high: str | float | None = None


@dataclass(frozen=True, slots=True)
class GridRequest:
    """Rows ``start`` up to ``end`` (0-based, end excluded), by ``sorts`` (column, descending), under all conditions."""

    start: int = 0
    end: int = 100
    sorts: tuple[tuple[str, bool], ...] = ()
    conditions: tuple[Condition, ...] = ()

    @classmethod
    def from_model(cls, model: Mapping[str, Any] | None) -> Self:
        """Return the request of AG Grid's ``getRowsRequest``; what it lacks is the default."""
        given = model or {}
        start = max(0, int(given.get("startRow") or 0))
        end = min(int(given.get("endRow") or start + 100), start + MOST_ROWS)
        sorts = tuple((str(each.get("colId")), each.get("sort") == "desc") for each in given.get("sortModel") or ())
        filters: Mapping[str, Any] = given.get("filterModel") or {}
        conditions = tuple(_condition(str(name), each) for name, each in filters.items())
        return cls(start, max(start, end), sorts, conditions)

    def narrowed(
        self, statement: Select[*tuple[Any, ...]], columns: Mapping[str, GridColumn]
    ) -> Select[*tuple[Any, ...]]:
        """Return the statement under the conditions."""
        tests = [_where(columns[each.column], each) for each in self.conditions if each.column in columns]
        return statement.where(and_(True, *(test for test in tests if test is not None)))

    def touches(self, *columns: str) -> bool:
        """Return whether a sort or a condition concerns one of the columns."""
        return bool({*(name for name, _ in self.sorts), *(each.column for each in self.conditions)} & set(columns))

    def ordered(
        self,
        statement: Select[*tuple[Any, ...]],
        columns: Mapping[str, GridColumn],
        *,
        then_by: Sequence[ColumnElement[Any]],
    ) -> Select[*tuple[Any, ...]]:
        """Return the statement in the order asked for, empty values last; ``then_by`` decides between equals."""
        order = []
        for name, descending in self.sorts:
            if name in columns:
                expression = columns[name].expression
                order += [expression.is_(None), expression.desc() if descending else expression.asc()]
        return statement.order_by(*order, *then_by)

    def cut(self, statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        """Return the statement cut to the rows asked for."""
        return statement.offset(self.start).limit(self.end - self.start)


def counted(statement: Select[*tuple[Any, ...]]) -> Select[int]:
    """Return the statement that counts the rows of another."""
    return select(func.count()).select_from(statement.subquery())


def _condition(name: str, model: Mapping[str, Any]) -> Condition:
    if model.get("filterType") == "date":
        return Condition(name, str(model.get("type")), model.get("dateFrom"), model.get("dateTo"))
    return Condition(name, str(model.get("type")), model.get("filter"), model.get("filterTo"))


def _where(column: GridColumn, condition: Condition) -> ColumnElement[bool] | None:
    test = _TESTS[column.kind].get(condition.test)
    if test is None:
        return None
    if condition.test in _BLANK:
        return test(column.expression, None, None)
    if column.shown is not None:
        return column.expression.in_(_stored_words(column.shown, condition))
    try:
        low = _stored(column, condition.low)
        high = _stored(column, condition.high) if condition.test == "inRange" else low
    except (TypeError, ValueError):
        return None
    return test(column.expression, low, high)


def _stored_words(shown: Mapping[str, str], condition: Condition) -> list[str]:
    """Return the stored values whose words fulfil a condition on text."""
    wanted = str(condition.low or "").strip().casefold()
    tests: Mapping[str, Callable[[str], bool]] = {
        "contains": lambda word: wanted in word,
        "notContains": lambda word: wanted not in word,
        "equals": lambda word: word == wanted,
        "notEqual": lambda word: word != wanted,
        "startsWith": lambda word: word.startswith(wanted),
        "endsWith": lambda word: word.endswith(wanted),
    }
    return [stored for stored, word in shown.items() if tests[condition.test](word.casefold())]


def _stored(column: GridColumn, given: str | float | None) -> str | float | date:
    """Return a value as written by the reader in the unit of the store; ValueError or TypeError if it is none."""
    if given is None:
        raise ValueError("nothing given")
    if column.kind == "text":
        return str(given).strip()
    if column.kind == "date":
        return date.fromisoformat(str(given)[:10])
    number = float(given) * column.scale
    # A sum in fen is whole: 0.1 万元 must equal the 100,000 fen stored.
    return round(number) if column.scale > 1 else number
