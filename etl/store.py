"""Reading and writing the fact store during a load (入库): stored versions, new versions, editions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Result, Table, and_, bindparam, func, insert, select, update

from data import schema
from data.registers import Register, load_registers
from data.schema import COUNTY_CODE, facts, stored_names

CHUNK = 500
"""Values in one IN list; well under SQLite's limit of variables."""

VERSION_COLUMNS = ("from_edition", "to_edition", "table_no", "sheet_row", "cells")


def now() -> str:
    """Return the present moment as ISO text in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def as_date(value: object) -> date | None:
    """Return a day given as ISO text or date; None stays None."""
    return date.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[return-value]


def bulk_insert(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    """Insert many rows given as tuples in the order of ``names``, past the cost of one dict a row."""
    if not rows:
        return
    statement = insert(table).values(dict.fromkeys(names)).compile(dialect=connection.dialect)
    if statement.positional:
        pick = itemgetter(*(names.index(name) for name in statement.positiontup or ()))
        connection.exec_driver_sql(str(statement), list(map(pick, rows)))
    else:
        connection.exec_driver_sql(str(statement), [dict(zip(names, row, strict=True)) for row in rows])


def next_number(connection: Connection, table: Table, column: str) -> int:
    """Return the number after the highest in a numbering column."""
    highest = connection.scalar(select(func.max(table.c[column])).where(table.c.county_code == COUNTY_CODE))
    return int(highest or 0) + 1


def current(table: Table) -> ColumnElement[bool]:
    """Return the condition that a version still holds."""
    return and_(table.c.county_code == COUNTY_CODE, table.c.to_edition.is_(None))


def chunks(values: Iterable[object]) -> Iterable[list[object]]:
    """Yield the values in lists of at most ``CHUNK``."""
    listed = list(values)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def existing(connection: Connection, kind: str, values: set[object]) -> set[object]:
    """Return those of ``values`` that are keys (first key column) of rows that still hold."""
    table = facts[kind]
    column = table.c[load_registers()[kind].key[0]]
    found: set[object] = set()
    for chunk in chunks(values):
        found.update(connection.scalars(select(column).where(current(table), column.in_(chunk)).distinct()))
    return found


def columns_of(register: Register) -> list[str]:
    """Return the stored columns of a register, in order."""
    return [name for column in register.columns for name in stored_names(column)]


def stored_rows(connection: Connection, register: Register, values: set[object]) -> dict[tuple[object, ...], Any]:
    """Return the versions that hold, by key, of the rows whose first key column is among ``values``.

    Days come as ISO text, as cleaning makes them.
    """
    table = facts[register.kind]
    if connection.scalar(select(table.c.county_code).where(current(table)).limit(1)) is None:
        return {}
    names = columns_of(register)
    first = table.c[register.key[0]]
    found = {}
    key_at = [names.index(name) for name in register.key]
    wanted = [table.c[name] for name in names]
    for chunk in chunks(values):
        for row in connection.execute(select(*wanted).where(current(table), first.in_(chunk))):
            plain = tuple(value.isoformat() if isinstance(value, date) else value for value in row)
            found[tuple(plain[at] for at in key_at)] = plain
    return found


def close_versions(
    connection: Connection, register: Register, keys: Sequence[tuple[object, ...]], edition: int
) -> None:
    """End the versions that hold of the given keys at ``edition``."""
    table = facts[register.kind]
    if not keys:
        return
    names = [f"key_{name}" for name in register.key]
    condition = [table.c[name] == bindparam(bind) for name, bind in zip(register.key, names, strict=True)]
    statement = update(table).where(current(table), *condition).values(to_edition=edition)
    typed = [[as_date(v) if n.endswith("_on") else v for n, v in zip(register.key, key, strict=True)] for key in keys]
    connection.execute(statement, [dict(zip(names, key, strict=True)) for key in typed])


def new_edition(connection: Connection, *, delivered_on: date, cause: str, deliveries: Sequence[int]) -> int:
    """Append an edition (版次) of the data and return its number."""
    number = next_number(connection, schema.edition, "edition")
    connection.execute(
        insert(schema.edition).values(
            county_code=COUNTY_CODE,
            edition=number,
            created_at=now(),
            delivered_on=delivered_on,
            cause=cause,
            deliveries_known=orjson.dumps(list(deliveries)).decode(),
        )
    )
    return number


def deliveries_known(connection: Connection) -> list[int]:
    """Return the numbers of deliveries loaded and not withdrawn."""
    table = schema.delivery
    known = select(table.c.delivery_no).where(
        table.c.county_code == COUNTY_CODE, table.c.edition.is_not(None), table.c.withdrawn_edition.is_(None)
    )
    return list(connection.scalars(known.order_by(table.c.delivery_no)))


def changes_in_order(
    connection: Connection, table: Table, *conditions: ColumnElement[bool]
) -> Result[*tuple[Any, ...]]:
    """Return the changes of households that hold, by day, then in the order in which they came.

    Table numbers grow with the deliveries; the edition would not do, for a withdrawal writes old rows anew.
    """
    columns = (table.c.household_no, table.c.person_no, table.c.changed_on, table.c.change_type, table.c.table_no)
    order = (table.c.changed_on, table.c.table_no, table.c.sheet_row)
    return connection.execute(select(*columns).where(current(table), *conditions).order_by(*order))


def stored_members(connection: Connection, households: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return family sizes (家庭人口数) of stored households, those of ``households`` going before."""
    table = facts["households"]
    wanted = select(table.c.household_no, table.c.member_count).where(current(table))
    sizes: dict[str, int | None] = {row[0]: row[1] for row in connection.execute(wanted)}
    return {**sizes, **households}
