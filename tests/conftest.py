"""What tests of several rooms share: an empty store of the present schema, and loading small deliveries into it."""

import copy
import gc
import itertools
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from dashboard.queries.reading import Reading
from data.engine import reader
from data.migrate import bring_up_to_date
from etl.load import Request, load
from etl.report import LoadReport
from tests import builders

Rows = Mapping[str, Sequence[Mapping[str, object]]]
Loader = Callable[..., LoadReport]


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of every later search for circular garbage, and search less often.

    A fifth of the time of the tests went into looking through it again; circles are still found and freed.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


def pytest_unconfigure() -> None:
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PSEUDONYM_KEY", "DATABASE_URL", "APP_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "empty.db"
    bring_up_to_date(f"sqlite:///{path}")
    return path


def fresh_store(empty: Path, folder: Path) -> str:
    """The address of a new empty store in `folder`; copying one is quicker than migrating it."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(empty, folder / "county.db")
    return f"sqlite:///{folder / 'county.db'}"


def deliver(url: str, folder: Path, rows: Rows, *, on: date = date(2016, 6, 30), strict: bool = False) -> LoadReport:
    """Write `rows` as a delivery of CSVs in `folder` and load it."""
    builders.write_delivery(folder, rows)
    return load(url, Request([folder], on, strict=strict))


@pytest.fixture
def store_url(empty_store: Path, tmp_path: Path) -> str:
    return fresh_store(empty_store, tmp_path / "store")


class LoadedBefore:
    """Stores as the first delivery of some rows left them: tests that begin with the same rows copy them."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._known = folder, dict[str, tuple[Path, LoadReport]]()

    def deliver(self, url: str, folder: Path, rows: Rows, *, on: date) -> LoadReport:
        """Deliver rows into an empty store, or make it what it became when they were delivered before."""
        told, store = json.dumps([rows, on], default=str), Path(url.removeprefix("sqlite:///"))
        if told in self._known:
            kept, report = self._known[told]
            builders.write_delivery(folder, rows)
            shutil.copy(kept.with_suffix(".key"), store.with_suffix(".key"))
            _copy_store(kept, store)
            return copy.deepcopy(report)
        report = deliver(url, folder, rows, on=on)
        if report.edition is not None:
            kept = self._folder / f"{len(self._known)}.db"
            _copy_store(store, kept)
            shutil.copy(store.with_suffix(".key"), kept.with_suffix(".key"))
            self._known[told] = kept, copy.deepcopy(report)
        return report


def _copy_store(source: Path, target: Path) -> None:
    """Copy a store page by page, so that whoever has the target open sees it change."""
    with closing(sqlite3.connect(source)) as given, closing(sqlite3.connect(target)) as taken:
        given.backup(taken)


@pytest.fixture(scope="session")
def loaded_before(tmp_path_factory: pytest.TempPathFactory) -> LoadedBefore:
    return LoadedBefore(tmp_path_factory.mktemp("loaded"))


@pytest.fixture
def loaded(store_url: str, tmp_path: Path, loaded_before: LoadedBefore) -> Loader:
    """Loads rows by kind into `store_url`, each time as a delivery of its own."""
    numbers = itertools.count(1)

    def load_rows(rows: Rows | None = None, *, on: date = date(2016, 6, 30), strict: bool = False) -> LoadReport:
        number = next(numbers)
        folder, given = tmp_path / f"delivery{number}", builders.county() if rows is None else rows
        if number == 1 and not strict and "PSEUDONYM_KEY" not in os.environ:
            return loaded_before.deliver(store_url, folder, given, on=on)
        return deliver(store_url, folder, given, on=on, strict=strict)

    return load_rows


def reading_of(url: str, edition: int = 1) -> Reading:
    """The edition of the store, through an engine of its own: nothing cached for another store is met."""
    return Reading(reader(url), edition)
