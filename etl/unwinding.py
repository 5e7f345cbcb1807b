"""Rows as they would be without a delivery (回退): their remaining versions folded again, and what that breaks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Connection, and_, exists, select

from data import schema, state
from data.registers import Register, load_registers
from data.schema import COUNTY_CODE, facts, stored_names
from etl import store
from etl.check import TOWN_DIGITS, impossible_changes, zone_of
from etl.status import DeliveryLine

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Refolded:
    """What a withdrawal makes of one kind: keys it touches, keys that end, versions to write (values and lineage)."""

    touched: set[Key]
    replaced: list[Key]
    ended: list[Key]
    rows: list[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class _Source:
    """A received table of a delivery that stays: the edition it came with, the stored columns it brought."""

    edition: int
    supplied: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Version:
    values: tuple[object, ...]
    from_edition: int
    holds: bool
    lineage: tuple[int, int, str]


def _sources(connection: Connection, register: Register, delivery: DeliveryLine) -> dict[int, _Source]:
    """Return the tables of this kind of the other deliveries that stand, by table number."""
    table, file, other = schema.source_table.c, schema.source_file.c, schema.delivery.c
    joined = schema.source_table.join(
        schema.source_file, and_(file.county_code == table.county_code, file.file_no == table.file_no)
    ).join(schema.delivery, and_(other.county_code == file.county_code, other.delivery_no == file.delivery_no))
    wanted = select(table.table_no, other.edition, table.column_names).select_from(joined)
    standing = wanted.where(
        table.county_code == COUNTY_CODE, table.kind == register.kind, other.withdrawn_edition.is_(None)
    )
    found = {}
    for number, edition, headers in connection.execute(standing.where(other.delivery_no != delivery.delivery_no)):
        found[number] = _Source(edition, _supplied(register, orjson.loads(headers)))
    return found


def _supplied(register: Register, headers: Iterable[str]) -> frozenset[str]:
    """Return the stored columns that headings brought; the key, and a household's village, came with every row."""
    by_header = {column.header: stored_names(column) for column in register.columns}
    names = {name for header in headers for name in by_header[header]}
    return frozenset(names | set(register.key) | ({"village_code"} if register.kind == "households" else set()))


def _plain(values: Sequence[object]) -> tuple[object, ...]:
    return tuple(value.isoformat() if isinstance(value, date) else value for value in values)


def _versions(connection: Connection, register: Register, edition: int) -> dict[Key, list[_Version]]:
    """Return every version, oldest first, of the keys of which ``edition`` wrote one."""
    table, names = facts[register.kind], store.columns_of(register)
    first = table.c[register.key[0]]
    touched = select(first).where(table.c.county_code == COUNTY_CODE, table.c.from_edition == edition)
    columns = [table.c[name] for name in (*names, *store.VERSION_COLUMNS)]
    wanted = (
        select(*columns).where(table.c.county_code == COUNTY_CODE, first.in_(touched)).order_by(table.c.from_edition)
    )
    key_at = [names.index(name) for name in register.key]
    found: dict[Key, list[_Version]] = defaultdict(list)
    for row in connection.execute(wanted):
        values = _plain(row[: len(names)])
        from_edition, to_edition, *lineage = row[len(names) :]
        version = _Version(values, from_edition, to_edition is None, tuple(lineage))
        found[tuple(values[at] for at in key_at)].append(version)
    return {key: versions for key, versions in found.items() if any(v.from_edition == edition for v in versions)}


def refold(connection: Connection, register: Register, delivery: DeliveryLine) -> Refolded:
    """Return what becomes of the rows of a kind that ``delivery`` touched when only the others stand."""
    sources = _sources(connection, register, delivery)
    found = Refolded(set(), [], [], [])
    for key, versions in _versions(connection, register, delivery.edition).items():
        found.touched.add(key)
        held = next((version for version in versions if version.holds), None)
        remaining = [v for v in versions if (source := sources.get(v.lineage[0])) and source.edition == v.from_edition]
        if remaining:
            row = (_folded(register, remaining, sources), remaining[-1].lineage)
            if held is not None and row == (held.values, held.lineage):
                continue
            found.rows.append((*row[0], *row[1]))
        elif held is not None:
            found.ended.append(key)
        if held is not None:
            found.replaced.append(key)
    return found


def _folded(register: Register, versions: Sequence[_Version], sources: Mapping[int, _Source]) -> tuple[object, ...]:
    """Return the row that the versions make in their order: an absent column keeps what the earlier ones gave."""
    names = store.columns_of(register)
    row: dict[str, object] = dict.fromkeys(names)
    for version in versions:
        supplied = sources[version.lineage[0]].supplied
        row.update((name, value) for name, value in zip(names, version.values, strict=True) if name in supplied)
    for column in register.columns:
        if row[column.name] is None and column.default is not None:
            row[column.name] = column.default
    if register.kind == "villages" and row["zone"] is None:
        row["zone"] = zone_of(str(row["village_code"])[:TOWN_DIGITS], str(row["town_name"]))
    return tuple(row[name] for name in names)


def write(connection: Connection, register: Register, refolded: Refolded, edition: int) -> None:
    """Write what a withdrawal makes of one kind as versions from ``edition`` on."""
    store.close_versions(connection, register, refolded.replaced, edition)
    names = store.columns_of(register)
    width = len(names)
    rows = [(COUNTY_CODE, *row[:width], edition, None, *row[width:]) for row in refolded.rows]
    columns = ("county_code", *names, *store.VERSION_COLUMNS)
    store.bulk_insert(connection, facts[register.kind], columns, rows)


@dataclass(frozen=True, slots=True)
class Step:
    """A household change that cannot follow the household's state, and the table it came in."""

    household_no: str
    changed_on: date
    change_type: str
    table_no: int


def impossible_steps(connection: Connection, households: set[str]) -> set[Step]:
    """Return those changes of the given households, as they stand, that cannot follow the household's state."""
    household, change = facts["households"], facts["household_changes"]
    found: set[Step] = set()
    for chunk in store.chunks(households):
        days = select(household.c.household_no, household.c.identified_on)
        identified = dict(
            connection.execute(days.where(store.current(household), household.c.household_no.in_(chunk))).all()
        )
        walks: dict[str, list[Step]] = defaultdict(list)
        for no, _, day, kind, table_no in store.changes_in_order(connection, change, change.c.household_no.in_(chunk)):
            if kind in state.HOUSEHOLD_CHANGES:
                walks[no].append(Step(no, day, kind, table_no))
        for no, steps in walks.items():
            walk = [(step.changed_on, at, step.change_type) for at, step in enumerate(steps)]
            found.update(steps[at] for at in impossible_changes(walk, identified.get(no)))
    return found


def dangling_tables(connection: Connection, shrunk: set[str]) -> set[int]:
    """Return the received tables of rows that refer to rows of ``shrunk`` kinds that hold no longer."""
    found: set[int] = set()
    for register in load_registers().values():
        child = facts[register.kind]
        for column in register.columns:
            if column.reference not in shrunk:
                continue
            parent = facts[column.reference].alias()
            key = load_registers()[column.reference].key[0]
            value = child.c[column.name]
            there = exists().where(
                parent.c.county_code == COUNTY_CODE, parent.c[key] == value, parent.c.to_edition.is_(None)
            )
            wanted = select(child.c.table_no).where(store.current(child), value.is_not(None), value != "", ~there)
            found.update(connection.scalars(wanted.distinct()))
    if "villages" in shrunk:
        found |= _projects_without_village(connection)
    return found


def _projects_without_village(connection: Connection) -> set[int]:
    """Return the received tables of projects whose place (实施地点) names a village that holds no longer."""
    project, village = facts["projects"], facts["villages"]
    known = set(connection.scalars(select(village.c.village_code).where(store.current(village))))
    placed: Any = select(project.c.table_no, project.c.place_codes).where(store.current(project))
    return {
        table_no for table_no, codes in connection.execute(placed) if codes and not known.issuperset(codes.split(","))
    }
