"""The states of a store, and that the migrations make just the tables the code knows."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text

from data import app_schema, engine, migrate
from data.migrate import StoreState, StoreUnusable
from data.schema import metadata
from tests import builders
from tests.conftest import Loader, deliver


def test_the_migrations_make_the_tables_of_the_schema(store_url: str) -> None:
    read = engine.reader(store_url)
    with read.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "target_metadata": metadata})
        assert compare_metadata(context, metadata) == []
    read.dispose()


def test_the_migrations_make_the_tables_that_users_write(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'app.db'}"
    assert migrate.app_state_of(url) is StoreState.MISSING
    migrate.bring_app_up_to_date(url)
    migrate.bring_app_up_to_date(url)
    assert migrate.app_state_of(url) is StoreState.READY
    read = engine.reader(url)
    with read.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, app_schema.metadata) == []
    read.dispose()


@pytest.mark.parametrize(("revision", "state"), [("9999", StoreState.NEWER), ("0000", StoreState.OLDER)])
def test_a_store_of_users_of_another_version_is_told(tmp_path: Path, revision: str, state: StoreState) -> None:
    url = f"sqlite:///{tmp_path / 'app.db'}"
    migrate.bring_app_up_to_date(url)
    set_revision(url, revision)
    assert migrate.app_state_of(url) is state


def test_a_store_of_users_that_is_newer_or_broken_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'app.db'}"
    migrate.bring_app_up_to_date(url)
    set_revision(url, "9999")
    with pytest.raises(StoreUnusable, match="newer"):
        migrate.bring_app_up_to_date(url)
    (tmp_path / "no.db").write_bytes(b"this is no database at all, but long enough to have a header" * 20)
    with pytest.raises(StoreUnusable, match="broken"):
        migrate.bring_app_up_to_date(f"sqlite:///{tmp_path / 'no.db'}")


def set_revision(url: str, revision: str) -> None:
    write = engine.writer(url)
    with write.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    write.dispose()


def test_a_store_is_missing_then_empty_then_ready(tmp_path: Path, store_url: str, loaded: Loader) -> None:
    assert migrate.state_of(f"sqlite:///{tmp_path / 'none.db'}") is StoreState.MISSING
    assert not (tmp_path / "none.db").exists()
    assert migrate.state_of(store_url) is StoreState.EMPTY
    loaded()
    assert migrate.state_of(store_url) is StoreState.READY


def test_a_file_without_tables_is_empty(tmp_path: Path) -> None:
    (tmp_path / "county.db").touch()
    assert migrate.state_of(f"sqlite:///{tmp_path / 'county.db'}") is StoreState.EMPTY


def test_a_store_of_a_newer_version_is_left_alone(store_url: str) -> None:
    set_revision(store_url, "9999")
    assert migrate.state_of(store_url) is StoreState.NEWER
    with pytest.raises(StoreUnusable, match="newer") as unusable:
        migrate.bring_up_to_date(store_url)
    assert unusable.value.state is StoreState.NEWER


def test_a_store_of_an_older_version_is_told(store_url: str) -> None:
    set_revision(store_url, "0000")
    assert migrate.state_of(store_url) is StoreState.OLDER


def test_a_store_of_the_first_version_is_told_and_a_load_brings_it_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'county.db'}"
    monkeypatch.setattr(command, "upgrade", partial(_to, "0001", command.upgrade))
    migrate.bring_up_to_date(url)
    monkeypatch.undo()
    assert migrate.state_of(url) is StoreState.OLDER
    deliver(url, tmp_path / "in", {"villages": [builders.village(builders.SOUTH)]})
    assert migrate.state_of(url) is StoreState.READY
    read = engine.reader(url)
    with read.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM listed_keys")) == 1
    read.dispose()


def _to(revision: str, upgrade: Callable[..., None], config: Config, _head: str) -> None:
    upgrade(config, revision)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "county.db"
    path.write_bytes(b"this is no database at all, but long enough to have a header" * 20)
    url = f"sqlite:///{path}"
    before = path.read_bytes()
    assert migrate.state_of(url) is StoreState.BROKEN
    with pytest.raises(StoreUnusable, match="broken"):
        migrate.bring_up_to_date(url)
    assert path.read_bytes() == before


def test_a_missing_store_is_made_with_its_folder_and_twice_is_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'county.db'}"
    migrate.bring_up_to_date(url)
    migrate.bring_up_to_date(url)
    assert migrate.state_of(url) is StoreState.EMPTY


def test_the_password_of_a_server_is_not_told() -> None:
    assert "secret" not in str(StoreUnusable(StoreState.BROKEN, "postgresql+psycopg://user:secret@host/county"))
