"""Proving that a file at hand is the one loaded, and what became of each of its rows (文件追溯).

The file is read again by the loader's own steps and every row is looked up in the store; what is found must give the
counts kept when it was loaded, and the cells must be those kept with the rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from data import schema
from data.engine import reader
from data.listing import key_text, unpack
from data.schema import COUNTS, COUNTY_CODE, facts
from data.text import Text
from etl import store
from etl.discover import ReceivedFile, discover
from etl.known import (
    READS_OTHERWISE,
    Arrival,
    StoredTable,
    TableAgain,
    arrivals,
    loaded_arrival,
    read_again,
    stored_key,
    stored_tables,
    tables_agree,
)
from etl.problems import Quarantine
from etl.status import require_store

Key = tuple[object, ...]
LOADED, UNCHANGED, SUPERSEDED, REJECTED, SKIPPED, UNKNOWN = (*COUNTS[1:], "unknown")
"""What became of a row; unknown: it cannot be told without the pseudonym key."""
FORCE, REPLACED, WITHDRAWN = "in_force", "replaced", "withdrawn"
"""What a loaded row is today."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of some received file: delivery, path, sheet, row (None where only the file is known)."""

    delivery_no: int
    path: str
    sheet: str
    row: int | None


@dataclass(frozen=True, slots=True)
class RowFate:
    """What became of a row: ``now`` of a loaded one, ``other`` the row that replaced, superseded or equals it."""

    row: int
    fate: str
    key: str = ""
    now: str = ""
    other: Place | None = None
    code: str = ""
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class TracedTable:
    """A table traced: the counts kept, the counts found again, rows whose cells differ from those kept."""

    stored: StoredTable
    rows: tuple[RowFate, ...]
    differing: tuple[int, ...]
    needs_key: bool

    @property
    def found(self) -> dict[str, int]:
        """What became of the rows as found again, by the names of ``COUNTS``."""
        fates = [row.fate for row in self.rows]
        return {COUNTS[0]: len(fates), **{name: fates.count(name) for name in COUNTS[1:]}}

    @property
    def agrees(self) -> bool:
        """Whether the counts found are the counts kept and every cell is as it was kept."""
        return self.found == self.stored.counts and not self.differing


@dataclass(frozen=True, slots=True)
class TracedFile:
    """A file traced: every time it came, the arrival whose rows count, its tables; ``fault`` if it reads otherwise."""

    path: str
    sha256: str
    arrivals: tuple[Arrival, ...]
    loaded: Arrival | None
    tables: tuple[TracedTable, ...]
    fault: Text | None = None

    @property
    def proven(self) -> bool:
        """Whether the file is one that was loaded and reads as it did then."""
        return self.loaded is not None and self.fault is None and all(table.agrees for table in self.tables)


def trace(url: str, path: Path) -> tuple[TracedFile, ...]:
    """Return what the store knows of a file, of an archive by its members. Nothing is written to it.

    Raises StoreUnusable for a store without data, FileNotFoundError for no file.
    """
    require_store(url)
    engine = reader(url)
    try:
        with engine.connect() as connection:
            key = stored_key(connection, url)
            return tuple(_traced(connection, file, key) for file in discover([path]))
    finally:
        engine.dispose()


def _traced(connection: Connection, file: ReceivedFile, key: bytes | None) -> TracedFile:
    came = arrivals(connection, file.sha256)
    loaded = loaded_arrival(came)
    if loaded is None:
        return TracedFile(file.path, file.sha256, came, None, ())
    try:
        again = read_again(file, delivered_on=loaded.delivered_on, key=key)
    except Quarantine as problem:
        return TracedFile(file.path, file.sha256, came, loaded, (), problem.reason)
    stored = stored_tables(connection, loaded.file_no)
    if not tables_agree(stored, again):
        return TracedFile(file.path, file.sha256, came, loaded, (), READS_OTHERWISE)
    store_of = _Store(connection, loaded)
    tables = tuple(
        _traced_table(store_of, known, again, at=at, has_key=key is not None) for at, known in enumerate(stored)
    )
    return TracedFile(file.path, file.sha256, came, loaded, tables)


@dataclass(frozen=True, slots=True)
class _Version:
    """A stored version of a row: its key, its editions, the table and row it came from, its cells."""

    key: Key
    from_edition: int
    to_edition: int | None
    table_no: int
    sheet_row: int
    cells: str


class _Store:
    """What the store says of the rows of one arrival."""

    def __init__(self, connection: Connection, arrival: Arrival) -> None:
        self.connection, self.arrival = connection, arrival
        self._tables: dict[int, tuple[int, str, str]] = {}

    def place(self, table_no: int, row: int | None) -> Place:
        """Return where a row of a received table stood."""
        if table_no not in self._tables:
            table, file = schema.source_table.c, schema.source_file.c
            joined = schema.source_table.join(
                schema.source_file, (file.county_code == table.county_code) & (file.file_no == table.file_no)
            )
            wanted = select(file.delivery_no, file.path, table.sheet).select_from(joined)
            mine = wanted.where(table.county_code == COUNTY_CODE, table.table_no == table_no)
            delivery_no, path, sheet = self.connection.execute(mine).one()
            self._tables[table_no] = (delivery_no, path, sheet or "")
        return Place(*self._tables[table_no], row)

    def refused(self, table_no: int) -> dict[int, tuple[str, Text]]:
        """Return code and reason of the refused rows of a table, by row."""
        c = schema.rejection.c
        wanted = select(c.sheet_row, c.code, c.reason_zh, c.reason_en)
        mine = wanted.where(c.county_code == COUNTY_CODE, c.table_no == table_no)
        return {row: (code, Text(zh, en)) for row, code, zh, en in self.connection.execute(mine)}

    def versions(self, kind: str, *, keys: Sequence[str], condition: object) -> list[_Version]:
        """Return the versions of a kind that meet a condition, the oldest first."""
        table = facts[kind]
        c = table.c
        wanted = select(*(c[name] for name in keys), c.from_edition, c.to_edition, c.table_no, c.sheet_row, c.cells)
        mine = wanted.where(c.county_code == COUNTY_CODE, condition).order_by(c.from_edition)  # type: ignore[arg-type]
        return [_Version(_plain(row[: len(keys)]), *row[len(keys) :]) for row in self.connection.execute(mine)]

    def later_lists(self, stored: StoredTable) -> list[tuple[int, frozenset[str]]]:
        """Return the keys that later tables of the same kind in the same delivery listed, by table."""
        table, file, kept = schema.source_table.c, schema.source_file.c, schema.listed_keys.c
        joined = schema.listed_keys.join(
            schema.source_table, (table.county_code == kept.county_code) & (table.table_no == kept.table_no)
        ).join(schema.source_file, (file.county_code == table.county_code) & (file.file_no == table.file_no))
        wanted = select(table.table_no, kept.packed_keys).select_from(joined)
        mine = wanted.where(
            table.county_code == COUNTY_CODE, table.kind == stored.kind, table.table_no > stored.table_no,
            file.delivery_no == self.arrival.delivery_no,
        )  # fmt: skip
        return [(number, unpack(packed)) for number, packed in self.connection.execute(mine)]


def _plain(values: Iterable[object]) -> Key:
    return tuple(str(value) if hasattr(value, "isoformat") else value for value in values)


def _traced_table(
    known: _Store, stored: StoredTable, again: Sequence[TableAgain], *, at: int, has_key: bool
) -> TracedTable:
    table, register = again[at].recognised, again[at].cleaned.register
    names, frame = register.key, again[at].cleaned.frame
    keys = dict(zip(frame.index.tolist(), zip(*(frame[name].tolist() for name in names), strict=True), strict=True))
    refused = known.refused(stored.table_no)
    own: dict[int, list[_Version]] = defaultdict(list)
    mine = facts[stored.kind].c.table_no == stored.table_no
    for version in known.versions(stored.kind, keys=names, condition=mine):
        own[version.sheet_row].append(version)
    readable = has_key or not any(register.column(name).type == "id_number" for name in names)
    others = _Others(known, stored, again, at=at, refused=set(refused))
    left = {row: key for row, key in keys.items() if row not in refused and row not in own}
    found = others.fates(left) if readable else {row: RowFate(row, UNKNOWN) for row in left}
    followers = others.followers([versions[-1] for versions in own.values()])
    rows = []
    for row in range(stored.header_row + 1, stored.header_row + 1 + table.rows_read):
        if row in refused:
            code, reason = refused[row]
            rows.append(RowFate(row, REJECTED, _shown(keys.get(row)), code=code, reason=reason))
        elif row in own:
            rows.append(_loaded(known, row, own[row][-1], followers))
        else:
            rows.append(found.get(row) or RowFate(row, SKIPPED if row not in table.frame.index else UNKNOWN))
    cells = again[at].cleaned.cells
    differing = tuple(
        row
        for row, versions in own.items()
        if row not in cells.index or cells[row] != versions[0].cells or (readable and keys[row] != versions[0].key)
    )
    return TracedTable(stored, tuple(rows), differing, not readable and bool(left))


def _shown(key: Key | None) -> str:
    return " ".join(str(part) for part in key if part not in (None, "")) if key else ""


def _loaded(known: _Store, row: int, version: _Version, followers: Mapping[Key, list[_Version]]) -> RowFate:
    key = _shown(version.key)
    if version.to_edition is None:
        return RowFate(row, LOADED, key, FORCE)
    after = next((each for each in followers[version.key] if each.from_edition == version.to_edition), None)
    if after is None or version.to_edition == known.arrival.withdrawn_edition:
        return RowFate(row, LOADED, key, WITHDRAWN)
    return RowFate(row, LOADED, key, REPLACED, known.place(after.table_no, after.sheet_row))


class _Others:
    """Looks for the rows that stand in the place of those of a table that wrote nothing."""

    def __init__(
        self, known: _Store, stored: StoredTable, again: Sequence[TableAgain], *, at: int, refused: set[int]
    ) -> None:
        self.known, self.stored = known, stored
        self.names = again[at].cleaned.register.key
        self.here: dict[Key, list[tuple[int, int, str]]] = defaultdict(list)
        numbers = {number.table_no: number for number in stored_tables(known.connection, known.arrival.file_no)}
        for table_no, each in zip(numbers, again, strict=True):
            if each.recognised.kind == stored.kind and table_no >= stored.table_no:
                gone = refused if table_no == stored.table_no else set(known.refused(table_no))
                frame = each.cleaned.frame
                listed = zip(*(frame[name].tolist() for name in self.names), strict=True)
                for row, key in zip(frame.index.tolist(), listed, strict=True):
                    if row not in gone:
                        self.here[key].append((table_no, row, each.sheet_name))

    def fates(self, left: Mapping[int, Key]) -> dict[int, RowFate]:
        """Return the fates of rows that were neither loaded nor refused: superseded or unchanged."""
        stored = self._stored(set(left.values()))
        found: dict[int, RowFate] = {}
        alone: dict[int, Key] = {}
        for row, key in left.items():
            table_no, last, sheet = self.here[key][-1]
            fresh = next((each for each in stored[key] if each.from_edition == self.known.arrival.edition), None)
            if (table_no, last) != (self.stored.table_no, row):
                place = Place(self.known.arrival.delivery_no, self.known.arrival.path, sheet, last)
                found[row] = RowFate(row, SUPERSEDED, _shown(key), other=place)
            elif fresh is not None:
                place = self.known.place(fresh.table_no, fresh.sheet_row)
                found[row] = RowFate(row, SUPERSEDED, _shown(key), other=place)
            else:
                alone[row] = key
        return found | self._unchanged(alone, stored)

    def _unchanged(self, alone: Mapping[int, Key], stored: Mapping[Key, list[_Version]]) -> dict[int, RowFate]:
        """Return the fates of rows that no row written since stands for: the same as stored, here or in a later file.

        A later file that repeats an unchanged row leaves no trace but its list of keys: it is asked where needed.
        """
        lists = [] if len(alone) == self.stored.counts[UNCHANGED] else self.known.later_lists(self.stored)
        found: dict[int, RowFate] = {}
        for row, key in alone.items():
            edition = self.known.arrival.edition
            held = [
                each for each in stored.get(key, ()) if each.from_edition < edition < (each.to_edition or edition + 1)
            ]
            later = next((number for number, keys in lists if key_text(key) in keys), None)
            if later is not None:
                found[row] = RowFate(row, SUPERSEDED, _shown(key), other=self.known.place(later, None))
            elif held:
                place = self.known.place(held[-1].table_no, held[-1].sheet_row)
                found[row] = RowFate(row, UNCHANGED, _shown(key), other=place)
            else:
                found[row] = RowFate(row, UNKNOWN, _shown(key))
        return found

    def followers(self, versions: Sequence[_Version]) -> dict[Key, list[_Version]]:
        """Return the stored versions, by key, of those that hold no longer."""
        return self._stored({each.key for each in versions if each.to_edition is not None})

    def _stored(self, keys: set[Key]) -> dict[Key, list[_Version]]:
        found: dict[Key, list[_Version]] = defaultdict(list)
        first = facts[self.stored.kind].c[self.names[0]]
        for chunk in store.chunks({key[0] for key in keys}):
            for version in self.known.versions(self.stored.kind, keys=self.names, condition=first.in_(chunk)):
                if version.key in keys:
                    found[version.key].append(version)
        return found
