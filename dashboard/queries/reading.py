"""One edition of the fact store, open for reading: what every query is asked of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Engine,
    FromClause,
    Row,
    Select,
    String,
    and_,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.exc import DatabaseError

from data import schema
from data.engine import reader, sqlite_path
from data.migrate import HEAD, StoreState, StoreUnusable, state_of
from data.schema import COUNTY_CODE

CACHED = 512
"""Results a cached query keeps; each is small and belongs to one edition."""


class UnknownEdition(LookupError):
    """The store has no such edition; ``newest`` is the number of the newest it has."""

    def __init__(self, edition: int | None, newest: int) -> None:
        """Remember the newest edition."""
        super().__init__(f"no edition {edition}; there are 1 to {newest}")
        self.newest = newest


@dataclass(frozen=True, slots=True)
class Reading:
    """One edition (版次) of one store. Hashable, so that query results are cached by it.

    ``made_at`` tells the edition from another of its number: a store can be put back from a copy and loaded anew.
    """

    engine: Engine
    edition: int
    made_at: str = ""

    def rows(self, statement: Select[*tuple[Any, ...]]) -> list[Row[*tuple[Any, ...]]]:
        """Return all rows of a SELECT."""
        with self.engine.connect() as connection:
            return list(connection.execute(statement))

    def stream(self, statement: Select[*tuple[Any, ...]], *, size: int = 2000) -> Iterator[Row[*tuple[Any, ...]]]:
        """Yield the rows of a SELECT, ``size`` of them in memory at a time."""
        with self.engine.connect() as connection:
            yield from connection.execution_options(yield_per=size).execute(statement)

    def value(self, statement: Select[*tuple[Any, ...]]) -> Any:  # noqa: ANN401 - what a SELECT yields is known to its caller only
        """Return the first column of the first row; None if there is none."""
        with self.engine.connect() as connection:
            return connection.scalar(statement)


def in_order(table: FromClause, number: int) -> ColumnElement[bool]:
    """Return the condition of ``in_edition``, put so that the planner goes through a table once, as its rows lie.

    For a reading of all of a big table: by an index of it every row would be looked up by itself.
    """
    c = table.c
    holds = and_(c.from_edition <= number, or_(c.to_edition.is_(None), c.to_edition > number))
    return and_(func.coalesce(c.county_code, "") == COUNTY_CODE, holds)


def newest_edition(engine: Engine) -> int | None:
    """Return the number of the newest edition; None before the first load."""
    with engine.connect() as connection:
        edition = schema.edition
        newest: int | None = connection.scalar(
            select(func.max(edition.c.edition)).where(edition.c.county_code == COUNTY_CODE)
        )
    return newest


def open_reading(url: str, *, edition: int | None = None) -> Reading:
    """Return the given edition of the store at ``url``, by default the newest.

    Raises StoreUnusable when there is no readable store with data, UnknownEdition when the edition is not kept.
    """
    engine = _ready_engine(url, _identity(url))
    try:
        found = _found(engine, edition)
        newest = newest_edition(engine) if found is None else None
    except DatabaseError as error:
        _require_ready(url)
        raise StoreUnusable(StoreState.BROKEN, url) from error
    if found is not None and found.version == HEAD:
        return Reading(engine, found.edition, found.created_at)
    if found is None and newest is not None:
        raise UnknownEdition(edition, newest)
    _require_ready(url)
    raise StoreUnusable(StoreState.EMPTY, url)


def _found(engine: Engine, edition: int | None) -> Row[*tuple[Any, ...]] | None:
    """Return number and time of the edition, the newest for None, and the version of the store it stands in."""
    c = schema.edition.c
    version = literal_column("(SELECT max(version_num) FROM alembic_version)", String).label("version")
    wanted = select(c.edition, c.created_at, version).where(c.county_code == COUNTY_CODE)
    if edition is not None:
        wanted = wanted.where(c.edition == edition)
    with engine.connect() as connection:
        return connection.execute(wanted.order_by(c.edition.desc()).limit(1)).first()


def _identity(url: str) -> tuple[int, int] | None:
    """Return what tells the file of a SQLite store from another of its name; None for no file.

    An engine keeps a connection open, so the system gives its file's number to no other file meanwhile.
    """
    path = sqlite_path(url)
    try:
        told = path.stat() if path is not None else None
    except OSError:
        return None
    return None if told is None else (told.st_dev, told.st_ino)


def _require_ready(url: str) -> None:
    state = state_of(url)
    if state is not StoreState.READY:
        raise StoreUnusable(state, url)


@lru_cache(maxsize=8)
def _ready_engine(url: str, _file: tuple[int, int] | None) -> Engine:
    """Return the reading engine of a store, one a process and file; a store that is not ready yet is not kept."""
    _require_ready(url)
    return reader(url)


@dataclass(frozen=True, slots=True)
class EditionNote:
    """What is said of an edition: its number, when it was made, the last day a delivery covers, demo or not."""

    edition: int
    created_at: str
    delivered_on: date
    is_demo: bool
    county_name: str


@lru_cache(maxsize=CACHED)
def edition_before(reading: Reading) -> Reading | None:
    """Return the edition before the one being read; None for the first."""
    e = schema.edition.c
    wanted = select(e.edition, e.created_at).where(e.county_code == COUNTY_CODE, e.edition < reading.edition)
    found = reading.rows(wanted.order_by(e.edition.desc()).limit(1))
    return Reading(reading.engine, *found[0]) if found else None


@lru_cache(maxsize=CACHED)
def edition_note(reading: Reading) -> EditionNote:
    """Return what is said of the edition being read."""
    edition, county = schema.edition, schema.county
    row = reading.rows(
        select(edition.c.created_at, edition.c.delivered_on, county.c.is_demo, county.c.name)
        .join(county, county.c.county_code == edition.c.county_code)
        .where(edition.c.county_code == COUNTY_CODE, edition.c.edition == reading.edition)
    )[0]
    return EditionNote(reading.edition, row[0], row[1], bool(row[2]), row[3])
