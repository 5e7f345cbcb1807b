"""What tests of several rooms share: an empty store of the present schema, and loading small deliveries into it."""

import itertools
import shutil
from collections.abc import Callable, Mapping, Sequence
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


@pytest.fixture
def loaded(store_url: str, tmp_path: Path) -> Loader:
    """Loads rows by kind into `store_url`, each time as a delivery of its own."""
    numbers = itertools.count(1)

    def load_rows(rows: Rows | None = None, *, on: date = date(2016, 6, 30), strict: bool = False) -> LoadReport:
        folder = tmp_path / f"delivery{next(numbers)}"
        return deliver(store_url, folder, builders.county() if rows is None else rows, on=on, strict=strict)

    return load_rows


def reading_of(url: str, edition: int = 1) -> Reading:
    """The edition of the store, through an engine of its own: nothing cached for another store is met."""
    return Reading(reader(url), edition)
