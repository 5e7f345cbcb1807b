"""New versions of rows (行的版本): what a batch changes in the store, and writing it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from data.registers import Register
from data.schema import COUNTY_CODE, facts
from etl import store
from etl.batch import UNCHANGED, Batch

Row = tuple[object, ...]


def _compared(register: Register, names: Sequence[str]) -> list[int]:
    """Return the positions of the columns that decide whether a row changed.

    Left out is what is stored as written beside what was read from it: a 实施地点 beside its village codes, the names
    of town and village beside a household's village code.
    """
    written = {name for column in register.columns for name in column.alternative}
    written |= {column.name for column in register.columns if column.type == "place"}
    return [at for at, name in enumerate(names) if name not in written]


@dataclass(frozen=True, slots=True)
class Changes:
    """Versions to write of one kind: their stored values and positions in the batch, and the keys they replace."""

    values: list[Row]
    positions: list[int]
    replaced: list[Row]


def _defaults(register: Register, names: Sequence[str]) -> dict[int, object]:
    return {names.index(column.name): column.default for column in register.columns if column.default is not None}


def _with_defaults(values: list[object], defaults: dict[int, object]) -> Row:
    for at, default in defaults.items():
        if values[at] is None:
            values[at] = default
    return tuple(values)


def changes_of(batch: Batch, connection: Connection) -> Changes:
    """Return what the living rows of ``batch`` change; rows stored already with the same values become unchanged.

    An absent column keeps what is stored, a blank cell clears it.
    """
    register = batch.register
    names = store.columns_of(register)
    defaults = _defaults(register, names)
    living = np.flatnonzero(batch.alive)
    first_key = batch.column(register.key[0])
    stored = store.stored_rows(connection, register, set(first_key[living]))
    kept = {
        table: [at for at, name in enumerate(names) if name not in supplied and name not in register.key]
        for table, supplied in batch.supplied.items()
    }
    compared = _compared(register, names)
    places = [(names.index(c.name), names.index(f"{c.name}_codes")) for c in register.columns if c.type == "place"]
    key_at = [names.index(name) for name in register.key]
    rows = list(zip(*(batch.column(name)[living].tolist() for name in names), strict=True))
    found = Changes([], [], [])
    for position, row in zip(living.tolist(), rows, strict=True):
        key = tuple(row[at] for at in key_at)
        before = stored.get(key)
        values = list(row)
        if before is not None:
            inherited = batch.inherited.get(position, ())
            for at in kept[int(batch.table[position])]:
                if names[at] not in inherited:
                    values[at] = before[at]
        after = _with_defaults(values, defaults)
        # a place without villages is told from another only by its words
        same_place = before is not None and all(after[codes] or after[at] == before[at] for at, codes in places)
        if before is not None and same_place and all(after[at] == before[at] for at in compared):
            batch.fate[position] = UNCHANGED
            continue
        found.values.append(after)
        found.positions.append(position)
        if before is not None:
            found.replaced.append(key)
    return found


def write(
    connection: Connection, batch: Batch, changes: Changes, *, edition: int, table_numbers: dict[int, int]
) -> None:
    """Write the changes as versions from ``edition`` on, each with the table and row it came from."""
    register = batch.register
    store.close_versions(connection, register, changes.replaced, edition)
    names = ("county_code", *store.columns_of(register), *store.VERSION_COLUMNS)
    rows = [
        (
            COUNTY_CODE,
            *values,
            edition,
            None,
            table_numbers[int(batch.table[at])],
            int(batch.sheet_row[at]),
            batch.cells[at],
        )
        for values, at in zip(changes.values, changes.positions, strict=True)
    ]
    store.bulk_insert(connection, facts[register.kind], names, rows)
