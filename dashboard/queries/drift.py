"""What a delivery has that the one before had not (与上次报送的差别), and which keys of a full list are gone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from dashboard.queries.deliveries import LOADED, UNCHANGED, Counts, Delivery, ReceivedTable, deliveries, sum_of
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.remarks import remark_counts
from data.listing import unpack
from data.registers import load_registers
from data.schema import COUNTY_CODE, facts, in_edition, listed_keys

CHUNK = 500
"""Values in one IN list; well under SQLite's limit of variables."""


@dataclass(frozen=True, slots=True)
class Vanished:
    """A key of a full list (全量名册) that stands though the next list does not name it; its village's code, if any."""

    key: str
    village_code: str | None


@dataclass(frozen=True, slots=True)
class Drift:
    """How the tables of a kind differ from those of the delivery before (``before``: its number, None for none).

    ``came`` and ``went`` are columns recognised, ``ignored_came`` and ``ignored_went`` columns passed over, ``codes``
    reasons of refusal not met before. ``vanished`` is None for a kind that is no full list, or where a list came
    before the store remembered keys.
    """

    kind: str
    before: int | None
    now: Counts
    then: Counts
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    ignored_came: tuple[str, ...] = ()
    ignored_went: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    vanished: tuple[Vanished, ...] | None = None

    @property
    def growth(self) -> float | None:
        """Change of the rows that were no totals or blanks, as a fraction of those before; None without any."""
        before = self.then.rows_read - self.then.skipped
        return (self.now.rows_read - self.now.skipped) / before - 1 if before else None


@lru_cache(maxsize=CACHED)
def drifts(reading: Reading, number: int) -> tuple[Drift, ...]:
    """Return how each kind of a delivery differs from the last delivery before it that stands and brought the kind."""
    known = deliveries(reading)
    mine = _tables(known, next(each for each in known if each.number == number))
    earlier = [each for each in known if each.number < number and each.withdrawn_edition is None]
    found = []
    for kind in load_registers():
        now = [table for table in mine if table.kind == kind]
        if now:
            then, before = _last_of(known, earlier, kind)
            found.append(_drift(reading, kind, now, then, before=before))
    return tuple(found)


def _last_of(
    known: Sequence[Delivery], earlier: Sequence[Delivery], kind: str
) -> tuple[list[ReceivedTable], int | None]:
    for each in earlier:
        tables = [table for table in _tables(known, each) if table.kind == kind]
        if tables:
            return tables, each.number
    return [], None


def _tables(known: Sequence[Delivery], wanted: Delivery) -> list[ReceivedTable]:
    """Return the tables of a delivery, for a file that came again unchanged those of the file it repeats."""
    first = {
        file.sha256: file.tables
        for each in known
        if each.withdrawn_edition is None
        for file in each.files
        if file.status == LOADED
    }
    repeated = (first.get(file.sha256, ()) for file in wanted.files if file.status == UNCHANGED)
    return [*wanted.tables, *(table for tables in repeated for table in tables)]


def _drift(
    reading: Reading, kind: str, now: Sequence[ReceivedTable], then: Sequence[ReceivedTable], *, before: int | None
) -> Drift:
    counts = sum_of(table.counts for table in now)
    if before is None:
        return Drift(kind, None, counts, Counts())
    columns = [_named(table.columns for table in tables) for tables in (now, then)]
    ignored = [_named(table.ignored for table in tables) for tables in (now, then)]
    told = remark_counts(reading, "rejection")
    codes = [{code for table in tables for code in told.get(table.number, ())} for tables in (now, then)]
    return Drift(
        kind,
        before,
        counts,
        sum_of(table.counts for table in then),
        came=_less(columns[0], columns[1]),
        went=_less(columns[1], columns[0]),
        ignored_came=_less(ignored[0], ignored[1]),
        ignored_went=_less(ignored[1], ignored[0]),
        codes=tuple(sorted(codes[0] - codes[1])),
        vanished=_vanished(reading, kind, now, then),
    )


def _named(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names))


def _less(names: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in others)


def _vanished(
    reading: Reading, kind: str, now: Sequence[ReceivedTable], then: Sequence[ReceivedTable]
) -> tuple[Vanished, ...] | None:
    if not load_registers()[kind].full_list:
        return None
    numbers = {table.number for table in (*now, *then)}
    c = listed_keys.c
    wanted = select(c.table_no, c.packed_keys).where(c.county_code == COUNTY_CODE, c.table_no.in_(numbers))
    kept = {number: unpack(packed) for number, packed in reading.rows(wanted)}
    if set(kept) != numbers:
        return None
    listed = {key for table in now for key in kept[table.number]}
    gone = {key for table in then for key in kept[table.number]} - listed
    # A refused row was listed too, but never stood in the store.
    standing = _column(reading, kind, load_registers()[kind].key[0], sorted(gone))
    villages = _villages(reading, kind, list(standing))
    found = [Vanished(key, villages.get(key)) for key in standing]
    return tuple(sorted(found, key=lambda each: (each.village_code or "", each.key)))


def _villages(reading: Reading, kind: str, keys: Sequence[str]) -> dict[str, str]:
    """Return the village code of rows by key, for kinds whose rows belong to one village."""
    if kind == "persons":
        homes = _column(reading, "persons", "household_no", keys)
        villages = _column(reading, "households", "village_code", sorted(set(homes.values())))
        return {person: villages[home] for person, home in homes.items() if home in villages}
    if "village_code" not in facts[kind].c:
        return {}
    return _column(reading, kind, "village_code", keys)


def _column(reading: Reading, kind: str, name: str, keys: Sequence[str]) -> dict[str, str]:
    table = facts[kind]
    key = table.c[load_registers()[kind].key[0]]
    found: dict[str, str] = {}
    for start in range(0, len(keys), CHUNK):
        these = key.in_(keys[start : start + CHUNK])
        rows = reading.rows(select(key, table.c[name]).where(in_edition(table, reading.edition), these))
        found.update((str(at), value) for at, value in rows if value)
    return found
