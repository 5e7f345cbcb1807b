"""The engines: where the stores are, readers cannot write, writers follow each other."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from data import engine


def test_the_address_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine.database_url() == engine.COUNTY_URL
    monkeypatch.setenv("DATABASE_URL", "sqlite:///else.db")
    assert engine.database_url() == "sqlite:///else.db"
    assert engine.database_url("sqlite:///given.db") == "sqlite:///given.db"


def test_the_store_of_what_users_write(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine.app_url(engine.COUNTY_URL) == engine.APP_URL
    assert engine.app_url("sqlite:////a/demo.db") == "sqlite:////a/demo-app.db"
    assert engine.app_url("postgresql+psycopg://u:p@host/county") == engine.APP_URL
    monkeypatch.setenv("APP_DATABASE_URL", "sqlite:///users.db")
    assert engine.app_url(engine.COUNTY_URL) == "sqlite:///users.db"


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "postgresql+psycopg://u:p@host/county"])
def test_not_every_store_is_a_file(url: str) -> None:
    assert engine.sqlite_path(url) is None


def test_the_file_of_a_store() -> None:
    assert engine.sqlite_path("sqlite:////a/b.db") == Path("/a/b.db")


@pytest.mark.parametrize("folder", ["plain", "靖边 县", "a#b", "50%25", "c?d"])
def test_a_reader_reads_and_cannot_write_whatever_the_folder_is_called(tmp_path: Path, folder: str) -> None:
    url = f"sqlite:///{tmp_path / 'new' / folder.replace('?', '') / 'county.db'}"
    write = engine.writer(url)
    with write.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
        connection.execute(text("INSERT INTO t VALUES (1)"))
    read = engine.reader(url)
    with read.connect() as connection:
        assert connection.scalar(text("SELECT x FROM t")) == 1
        with pytest.raises(OperationalError, match="readonly"):
            connection.execute(text("INSERT INTO t VALUES (2)"))
    read.dispose()
    write.dispose()


def test_a_reader_makes_no_file(tmp_path: Path) -> None:
    read = engine.reader(f"sqlite:///{tmp_path / 'none.db'}")
    with pytest.raises(OperationalError):
        read.connect()
    assert not list(tmp_path.iterdir())


def test_readers_go_on_reading_while_one_writes_and_a_second_writer_waits(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'county.db'}"
    write, other, read = engine.writer(url), engine.writer(url), engine.reader(url)
    with write.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    with write.connect() as writing:
        writing.execute(text("INSERT INTO t VALUES (1)"))
        with read.connect() as reading:
            assert reading.scalar(text("SELECT count(*) FROM t")) == 0
        with other.connect() as second:
            raw = second.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA busy_timeout=1")
            with pytest.raises(OperationalError, match="locked"):
                second.execute(text("SELECT 1"))
        writing.commit()
    for each in (write, other, read):
        each.dispose()


def test_a_store_checks_its_references(tmp_path: Path) -> None:
    write = engine.writer(f"sqlite:///{tmp_path / 'county.db'}")
    with write.connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    write.dispose()
