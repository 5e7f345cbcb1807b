"""One edition of the fact store, open for reading: what every query is asked of."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine, Row, Select, func, select

from data import schema
from data.engine import reader
from data.migrate import StoreState, StoreUnusable, state_of
from data.schema import COUNTY_CODE

CACHED = 512
"""Results a cached query keeps; each is small and belongs to one edition."""


class UnknownEdition(LookupError):
    """The store has no such edition."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One edition (版次) of one store. Hashable, so that query results are cached by it."""

    engine: Engine
    edition: int

    def rows(self, statement: Select[*tuple[Any, ...]]) -> list[Row[*tuple[Any, ...]]]:
        """Return all rows of a SELECT."""
        with self.engine.connect() as connection:
            return list(connection.execute(statement))

    def value(self, statement: Select[*tuple[Any, ...]]) -> Any:  # noqa: ANN401 - what a SELECT yields is known to its caller only
        """Return the first column of the first row; None if there is none."""
        with self.engine.connect() as connection:
            return connection.scalar(statement)


@lru_cache(maxsize=8)
def store_engine(url: str) -> Engine:
    """Return the reading engine of a store, one a process."""
    return reader(url)


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
    engine = _ready_engine(url)
    newest = newest_edition(engine)
    if newest is None:
        raise StoreUnusable(StoreState.EMPTY, url)
    if edition is not None and not 1 <= edition <= newest:
        raise UnknownEdition(f"no edition {edition}; there are 1 to {newest}")
    return Reading(engine, edition or newest)


@lru_cache(maxsize=8)
def _ready_engine(url: str) -> Engine:
    state = state_of(url)
    if state is not StoreState.READY:
        raise StoreUnusable(state, url)
    return store_engine(url)


@dataclass(frozen=True, slots=True)
class EditionNote:
    """What is said of an edition: its number, when it was made, the last day a delivery covers, demo or not."""

    edition: int
    created_at: str
    delivered_on: date
    is_demo: bool
    county_name: str


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
