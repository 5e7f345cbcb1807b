"""What a grid asks for, held against a table of rows in memory."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Date, Integer, MetaData, Table, Text, create_engine, select

from dashboard.queries.grid_request import MOST_ROWS, Condition, GridColumn, GridRequest, counted

ROWS = Table(
    "rows", MetaData(), Column("no", Integer), Column("name", Text), Column("fen", Integer), Column("day", Date)
)
COLUMNS = {
    "name": GridColumn(ROWS.c.name),
    "level": GridColumn(ROWS.c.name, shown={"甲乡": "First", "乙_乡": "Second"}),
    "amount": GridColumn(ROWS.c.fen, "number", 1_000_000),
    "day": GridColumn(ROWS.c.day, "date"),
}


@pytest.fixture
def store() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        ROWS.metadata.create_all(connection)
        days = (date(2016, 1, 31), date(2016, 2, 29), None)
        values = [("甲乡", 100_000), ("乙_乡", 2_000_000), (None, -500_000)]
        for no, ((name, fen), day) in enumerate(zip(values, days, strict=True), 1):
            connection.execute(ROWS.insert().values(no=no, name=name, fen=fen, day=day))
        yield connection
    engine.dispose()


def asked(store: Connection, **model: Any) -> list[int]:
    request = GridRequest.from_model(model)
    found = request.narrowed(select(ROWS.c.no), COLUMNS)
    page = request.cut(request.ordered(found, COLUMNS, then_by=(ROWS.c.no,)))
    return [row[0] for row in store.execute(page)]


def on(name: str, kind: str, test: str, **values: object) -> dict[str, Any]:
    return {"filterModel": {name: {"filterType": kind, "type": test, **values}}}


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (on("name", "text", "contains", filter="乡"), [1, 2]),
        (on("name", "text", "contains", filter="_"), [2]),
        (on("name", "text", "notContains", filter="甲"), [2, 3]),
        (on("name", "text", "equals", filter=" 甲乡 "), [1]),
        (on("name", "text", "startsWith", filter="乙"), [2]),
        (on("name", "text", "blank"), [3]),
        (on("level", "text", "contains", filter="FIR"), [1]),
        (on("level", "text", "notContains", filter="fir"), [2]),
        (on("amount", "number", "equals", filter=0.1), [1]),
        (on("amount", "number", "lessThan", filter=0), [3]),
        (on("amount", "number", "inRange", filter=0.1, filterTo=2), [1, 2]),
        (on("day", "date", "greaterThan", dateFrom="2016-01-31 00:00:00"), [2]),
        (on("day", "date", "inRange", dateFrom="2016-01-01", dateTo="2016-01-31"), [1]),
    ],
)
def test_a_condition_keeps_its_rows(store: Connection, model: dict[str, Any], expected: list[int]) -> None:
    assert asked(store, **model) == expected


@pytest.mark.parametrize(
    "model",
    [
        on("nonsense", "text", "contains", filter="乡"),
        on("name", "text", "drop table", filter="乡"),
        on("amount", "number", "lessThan", filter="many"),
        on("amount", "number", "lessThan"),
        on("day", "date", "equals", dateFrom="yesterday"),
        {"sortModel": [{"colId": "nonsense", "sort": "asc"}]},
    ],
)
def test_what_is_not_understood_is_left_out(store: Connection, model: dict[str, Any]) -> None:
    assert asked(store, **model) == [1, 2, 3]


def test_rows_are_sorted_with_empty_ones_last(store: Connection) -> None:
    assert asked(store, sortModel=[{"colId": "name", "sort": "desc"}])[2] == 3
    assert asked(store, sortModel=[{"colId": "amount", "sort": "desc"}]) == [2, 1, 3]
    assert asked(store, sortModel=[{"colId": "day", "sort": "asc"}]) == [1, 2, 3]


def test_rows_are_cut(store: Connection) -> None:
    assert asked(store, startRow=1, endRow=2) == [2]
    request = GridRequest.from_model({"startRow": 5, "endRow": 10**9})
    assert (request.start, request.end) == (5, 5 + MOST_ROWS)
    assert GridRequest.from_model(None) == GridRequest(0, 100)


def test_the_count_is_of_all_rows_that_fulfil_the_conditions(store: Connection) -> None:
    request = GridRequest(0, 1, conditions=(Condition("name", "contains", "乡"),))
    assert store.scalar(counted(request.narrowed(select(ROWS.c.no), COLUMNS))) == 2


def test_what_a_request_touches() -> None:
    request = GridRequest(sorts=(("amount", True),), conditions=(Condition("name", "blank"),))
    assert request.touches("amount")
    assert request.touches("day", "name")
    assert not request.touches("day")
