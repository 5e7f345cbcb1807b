"""Engines of the two stores: ``county.db`` holds facts, ``app.db`` what users write.

The screens open the facts read-only; a load takes SQLite's write lock at its first statement, so that two loads
follow each other and readers go on reading the edition before.
"""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry

DATA_FOLDER = Path(__file__).parent
COUNTY_URL = f"sqlite:///{(DATA_FOLDER / 'county.db').as_posix()}"
DEMO_URL = f"sqlite:///{(DATA_FOLDER / 'demo.db').as_posix()}"
APP_URL = f"sqlite:///{(DATA_FOLDER / 'app.db').as_posix()}"

ROWS_LOOKED_AT = 1000
"""Rows of an index that the statistics for the planner are taken from."""
CACHE_KIB = 32_768
"""Memory each reading connection may keep pages of the file in, until it is closed; a small county's fill it."""


def database_url(given: str | None = None) -> str:
    """Return the address of the fact store: ``given``, else ``DATABASE_URL``, else ``data/county.db``."""
    return given or os.environ.get("DATABASE_URL") or COUNTY_URL


def app_url(facts: str) -> str:
    """Return the address of the store users write beside the fact store at ``facts``.

    ``APP_DATABASE_URL`` if given; else ``app.db`` beside ``county.db``, ``NAME-app.db`` beside any other file, so that
    what is written about the demo county never meets what is written about the real one.
    """
    given, path = os.environ.get("APP_DATABASE_URL"), sqlite_path(facts)
    if given or path is None:
        return given or APP_URL
    name = "app.db" if path.name == "county.db" else f"{path.stem}-app.db"
    return f"sqlite:///{(path.parent / name).as_posix()}"


def sqlite_path(url: str) -> Path | None:
    """Return the file behind a SQLite address; None for another database or one in memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return None
    return Path(parsed.database)


def _prepare(connection: object, _entry: ConnectionPoolEntry) -> None:
    """Set what every SQLite connection needs; SQLAlchemy, not the driver, opens transactions."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "busy_timeout=30000", "synchronous=NORMAL", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _widen(connection: object, _entry: ConnectionPoolEntry) -> None:
    """Let a reading connection keep more of the file in memory: 2 MB, SQLite's own, are few for a look at everybody."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")


def _begin_writing(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")


def writer(url: str) -> Engine:
    """Return an engine that may write; a transaction holds the write lock from its start. Makes the file's folder."""
    path = sqlite_path(url)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin_writing)
    if path is not None:
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            connection.exec_driver_sql("BEGIN")
    return engine


def take_statistics(connection: Connection) -> None:
    """Have SQLite note how many rows its indexes hold, within the transaction; others do that by themselves.

    Without it the planner takes every index for a sharp one and may go through a register once for each of its rows.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        connection.exec_driver_sql("ANALYZE")


def _read_only(path: Path) -> URL:
    """Return the address under which SQLite opens a file for reading only; signs special in addresses are escaped."""
    database = f"file:{quote(path.resolve().as_posix(), safe='/:')}"
    return URL.create("sqlite", database=database, query={"mode": "ro", "uri": "true"})


def reader(url: str) -> Engine:
    """Return an engine that only reads; writing through it fails. The SQLite file must exist."""
    path = sqlite_path(url)
    target = make_url(url) if path is None else _read_only(path)
    engine = create_engine(target)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "connect", _widen)
    event.listen(engine, "begin", _begin_reading)
    return engine
