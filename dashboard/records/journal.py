"""The journal (记事簿) of what users write: entries only grow, the newest of a key stands.

Reading never makes a store: before the first entry there is none, and everything is as the files say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from types import MappingProxyType

import orjson
from sqlalchemy import Engine, func, insert, select

from data.app_schema import journal
from data.engine import reader, sqlite_path, writer
from data.migrate import StoreState, StoreUnusable, app_state_of, bring_app_up_to_date
from data.schema import COUNTY_CODE

CACHED = 256
NOBODY_YET = (StoreState.MISSING, StoreState.EMPTY)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: who wrote what about a key of a subject, and when (UTC, ISO 8601)."""

    number: int
    subject: str
    key: str
    content: Mapping[str, str]
    author: str
    written_at: str


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal as it stood after entry ``last`` (0: nothing written). Hashable, so results are cached by it."""

    url: str
    last: int = 0


def open_journal(url: str) -> Journal:
    """Return the journal of the store at ``url`` as it stands now.

    Raises StoreUnusable where the store is of another version or is no database.
    """
    engine = _engine(url, _identity(url))
    if engine is None:
        return Journal(url)
    with engine.connect() as connection:
        last = connection.scalar(select(func.max(journal.c.entry_no)).where(journal.c.county_code == COUNTY_CODE))
    return Journal(url, int(last or 0))


@lru_cache(maxsize=CACHED)
def entries(known: Journal, subject: str) -> tuple[Entry, ...]:
    """Return every entry of a subject, the oldest first."""
    engine = _engine(known.url, _identity(known.url)) if known.last else None
    if engine is None:
        return ()
    c = journal.c
    wanted = select(c.entry_no, c.subject, c.subject_key, c.content, c.author, c.written_at)
    mine = wanted.where(c.county_code == COUNTY_CODE, c.subject == subject, c.entry_no <= known.last)
    with engine.connect() as connection:
        found = connection.execute(mine.order_by(c.entry_no)).all()
    return tuple(Entry(no, name, key, orjson.loads(content), who, at) for no, name, key, content, who, at in found)


@lru_cache(maxsize=CACHED)
def standing(known: Journal, subject: str) -> Mapping[str, Entry]:
    """Return the entry that stands of each key of a subject: the newest."""
    return MappingProxyType({entry.key: entry for entry in entries(known, subject)})


def write(url: str, subject: str, key: str, *, content: Mapping[str, str], author: str) -> int:
    """Add an entry to the journal of the store at ``url`` and return its number; makes the store if there is none."""
    bring_app_up_to_date(url)
    engine = writer(url)
    try:
        with engine.begin() as connection:
            last = connection.scalar(select(func.max(journal.c.entry_no)).where(journal.c.county_code == COUNTY_CODE))
            number = int(last or 0) + 1
            row = {"county_code": COUNTY_CODE, "entry_no": number, "subject": subject, "subject_key": key}
            written = {"content": orjson.dumps(dict(content)).decode(), "author": author, "written_at": _now()}
            connection.execute(insert(journal).values(**row, **written))
    finally:
        engine.dispose()
    return number


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _identity(url: str) -> tuple[int, int] | None:
    """Return what tells the file of a SQLite store from another of its name; None for no file."""
    path = sqlite_path(url)
    try:
        told = path.stat() if path is not None else None
    except OSError:
        return None
    return None if told is None else (told.st_dev, told.st_ino)


@lru_cache(maxsize=8)
def _ready(url: str, _file: tuple[int, int] | None) -> Engine:
    state = app_state_of(url)
    if state is not StoreState.READY:
        raise StoreUnusable(state, url)
    return reader(url)


def _engine(url: str, file: tuple[int, int] | None) -> Engine | None:
    """Return the reading engine of the store; None while nothing was ever written."""
    try:
        return _ready(url, file)
    except StoreUnusable as error:
        if error.state in NOBODY_YET:
            return None
        raise
