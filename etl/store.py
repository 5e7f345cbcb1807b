"""Reading and writing the fact store during a load (入库): stored versions, new versions, editions, daily changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Result, Table, and_, bindparam, func, insert, select, update

from data import schema, state
from data.registers import Register, load_registers
from data.schema import CAUSE_DAY_MEASURES, COUNTY_CODE, VILLAGE_DAY_MEASURES, facts, stored_names

Traits = tuple[int, int, int, int]

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


def _households(connection: Connection) -> list[state.Household]:
    household, person = facts["households"], facts["persons"]
    counted = select(person.c.household_no, func.count()).where(current(person)).group_by(person.c.household_no)
    sizes: dict[str, int] = {row[0]: row[1] for row in connection.execute(counted)}
    h = household.c
    wanted = select(
        h.household_no, h.village_code, h.identified_on, h.main_cause, h.helper_name, h.safe_water, h.farmland_mu,
        h.member_count,
    )  # fmt: skip
    return [
        state.Household(no, village, identified_on, sizes.get(no, 0), cause or "", _traits(*told))
        for no, village, identified_on, cause, *told in connection.execute(wanted.where(current(household)))
    ]


def _traits(helper: str | None, safe_water: bool | None, farmland_mu: float | None, members: int | None) -> Traits:
    """Return what a household adds to the daily changes beside its people."""
    farms = farmland_mu is not None and bool(members)
    hundredths = round((farmland_mu or 0) * 100) if farms else 0
    return int(helper is not None), int(safe_water is False), hundredths, (members or 0) if farms else 0


def changes_in_order(
    connection: Connection, table: Table, *conditions: ColumnElement[bool]
) -> Result[*tuple[Any, ...]]:
    """Return the changes of households that hold, by day, then in the order in which they came.

    Table numbers grow with the deliveries; the edition would not do, for a withdrawal writes old rows anew.
    """
    columns = (table.c.household_no, table.c.person_no, table.c.changed_on, table.c.change_type, table.c.table_no)
    order = (table.c.changed_on, table.c.table_no, table.c.sheet_row)
    return connection.execute(select(*columns).where(current(table), *conditions).order_by(*order))


def _movements(
    connection: Connection,
) -> tuple[dict[str, list[state.Event]], dict[str, list[tuple[date, date]]]]:
    """Return the changes by household, and the stays of those people who joined or left, by household."""
    changes: dict[str, list[state.Event]] = defaultdict(list)
    stays: dict[str, tuple[date, date]] = {}
    person, change = facts["persons"], facts["household_changes"]
    for household_no, person_no, day, kind, _ in changes_in_order(connection, change):
        if kind in state.HOUSEHOLD_CHANGES:
            changes[household_no].append((day, kind))
        else:
            joined, left = stays.get(person_no, (date.min, date.max))
            joined, left = (max(joined, day), left) if kind == state.INCREASE else (joined, min(left, day))
            stays[person_no] = (joined, left)
    by_household: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for chunk in chunks(stays):
        homes = select(person.c.person_no, person.c.household_no).where(current(person), person.c.person_no.in_(chunk))
        for person_no, household_no in connection.execute(homes):
            by_household[household_no].append(stays[person_no])
    return changes, by_household


def append_daily_changes(connection: Connection, edition: int) -> None:
    """Append what this edition changes by day, so that the sum over editions is the present state."""
    changes, stays = _movements(connection)
    days = state.daily_changes(_households(connection), changes, stays)
    by_village, by_cause = schema.village_day, schema.village_cause_day
    _append(connection, by_village, VILLAGE_DAY_MEASURES, dict(days.villages), edition=edition)
    _append(connection, by_cause, CAUSE_DAY_MEASURES, dict(days.causes), edition=edition)


def _append(
    connection: Connection,
    table: Table,
    measures: Sequence[str],
    wanted: dict[Any, list[int]],
    *,
    edition: int,
) -> None:
    """Append the differences between what is wanted and what the editions before sum up to; keys end with the day."""
    places = [column.name for column in table.primary_key if column.name not in ("county_code", "edition")]
    sums = [func.sum(table.c[measure]) for measure in measures]
    keys = [table.c[place] for place in places]
    stored = select(*keys, *sums).where(table.c.county_code == COUNTY_CODE).group_by(*keys)
    for found in connection.execute(stored):
        row = wanted.setdefault(tuple(found[: len(places)]), [0] * len(measures))
        for position, value in enumerate(found[len(places) :]):
            row[position] -= int(value)
    rows = [
        (COUNTY_CODE, *key[:-1], key[-1].isoformat(), edition, *row) for key, row in sorted(wanted.items()) if any(row)
    ]
    bulk_insert(connection, table, ("county_code", *places, "edition", *measures), rows)


def stored_members(connection: Connection, households: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return family sizes (家庭人口数) of stored households, those of ``households`` going before."""
    table = facts["households"]
    wanted = select(table.c.household_no, table.c.member_count).where(current(table))
    sizes: dict[str, int | None] = {row[0]: row[1] for row in connection.execute(wanted)}
    return {**sizes, **households}
