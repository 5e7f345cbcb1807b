"""Bringing a store to the present schema, and telling what state a store is in (库结构升级).

``python -m data.migrate`` brings the default stores up to date; it is what a deployment runs before its web process.
"""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine, inspect, make_url, text
from sqlalchemy.exc import DatabaseError

from data import engine

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
FACTS, APP = MIGRATIONS / "versions", MIGRATIONS / "app_versions"
"""Migrations of the fact store and of the store that users write."""


def _newest(versions: Path) -> str:
    return max(path.stem.split("_")[0] for path in versions.glob("[0-9]*.py"))


HEAD, APP_HEAD = _newest(FACTS), _newest(APP)
"""Numbers of the newest migrations."""


class StoreState(StrEnum):
    """What a store is: not there, there without data, ready, of an older or a newer version, or no store at all."""

    MISSING = "missing"
    EMPTY = "empty"
    READY = "ready"
    OLDER = "older"
    NEWER = "newer"
    BROKEN = "broken"


class StoreUnusable(RuntimeError):
    """A store that cannot be worked with; ``state`` says why."""

    def __init__(self, state: StoreState, url: str) -> None:
        """Remember the state and name the store without its password."""
        super().__init__(f"store {make_url(url).render_as_string()} is {state}")
        self.state = state


def _revision(connection: Connection) -> str | None:
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def state_of(url: str) -> StoreState:
    """Return the state of the store at ``url``; never raises for a file that is no database."""
    path = engine.sqlite_path(url)
    if path is not None and not path.exists():
        return StoreState.MISSING
    found = engine.reader(url) if path is not None else create_engine(url)
    try:
        with found.connect() as connection:
            revision = _revision(connection)
            if revision is None:
                return StoreState.EMPTY
            if revision != HEAD:
                return StoreState.OLDER if revision < HEAD else StoreState.NEWER
            loaded = connection.scalar(text("SELECT max(edition) FROM edition"))
            return StoreState.EMPTY if loaded is None else StoreState.READY
    except DatabaseError:
        return StoreState.BROKEN
    finally:
        found.dispose()


def bring_up_to_date(url: str) -> None:
    """Create or migrate the schema of the store at ``url``.

    Raises StoreUnusable if the store was written by a newer version or is no database.
    """
    state = state_of(url)
    if state in (StoreState.NEWER, StoreState.BROKEN):
        raise StoreUnusable(state, url)
    if state is StoreState.READY:
        return
    _upgrade(url, FACTS)


def app_state_of(url: str) -> StoreState:
    """Return the state of the store that users write; a store of the present schema is ready, be it empty."""
    path = engine.sqlite_path(url)
    if path is not None and not path.exists():
        return StoreState.MISSING
    found = engine.reader(url)
    try:
        with found.connect() as connection:
            revision = _revision(connection)
    except DatabaseError:
        return StoreState.BROKEN
    finally:
        found.dispose()
    if revision is None:
        return StoreState.EMPTY
    if revision == APP_HEAD:
        return StoreState.READY
    return StoreState.OLDER if revision < APP_HEAD else StoreState.NEWER


def bring_app_up_to_date(url: str) -> None:
    """Create or migrate the schema of the store that users write.

    Raises StoreUnusable if the store was written by a newer version or is no database.
    """
    state = app_state_of(url)
    if state in (StoreState.NEWER, StoreState.BROKEN):
        raise StoreUnusable(state, url)
    if state is not StoreState.READY:
        _upgrade(url, APP)


def _upgrade(url: str, versions: Path) -> None:
    from alembic import command  # noqa: PLC0415 - a store that is up to date needs no Alembic

    found = engine.writer(url)
    try:
        with found.begin() as connection:
            command.upgrade(_config({"connection": connection}, versions), "head")
    finally:
        found.dispose()


def _config(attributes: Mapping[str, object], versions: Path) -> "Config":
    """Return Alembic's configuration for one of the two lines of migrations."""
    from alembic.config import Config  # noqa: PLC0415 - a store that is up to date needs no Alembic

    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix())
    config.set_main_option("version_locations", versions.as_posix())
    config.set_main_option("path_separator", "newline")
    config.attributes.update(attributes)
    return config


if __name__ == "__main__":
    bring_up_to_date(engine.database_url())
    bring_app_up_to_date(engine.app_url(engine.database_url()))
