"""A server goes on while its store comes, grows, is migrated or is replaced: the next request shows what there is."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard.app import create_app
from dashboard.queries.figures import total_figures
from dashboard.queries.reading import open_reading
from dashboard.settings import Settings
from data.engine import writer
from data.migrate import StoreState, StoreUnusable
from pages import overview
from tests import builders
from tests.conftest import deliver, fresh_store
from tests.trees import words

JUNE = date(2016, 6, 30)
Shown = Callable[[], str]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store' / 'county.db'}"


@pytest.fixture
def shown(url: str) -> Shown:
    """The words of the overview, as one running application draws it."""
    app = create_app(Settings(url, cache_folder=None))

    def draw() -> str:
        with app.server.test_request_context("/"):
            return words(overview.layout(lang="en"))

    return draw


def poor(url: str) -> object:
    return total_figures(open_reading(url), JUNE)["people.poor"]


def remove(folder: Path) -> None:
    for path in folder.glob("county.db*"):
        path.unlink()


def test_a_store_that_comes_and_grows_is_shown_at_once(
    url: str, shown: Shown, empty_store: Path, tmp_path: Path
) -> None:
    assert "There is no database yet" in shown()
    fresh_store(empty_store, tmp_path / "store")
    assert "no data yet" in shown()
    deliver(url, tmp_path / "first", builders.county())
    assert "edition 1" in shown()
    assert poor(url) == 4
    more = [builders.person(f"R{at}", "H4", 证件号码=builders.id_number(at)) for at in range(100, 107)]
    deliver(url, tmp_path / "second", {"persons": more})
    assert "edition 2" in shown()
    assert poor(url) == 11


def test_a_store_that_is_replaced_is_not_taken_for_the_one_before(
    url: str, shown: Shown, empty_store: Path, tmp_path: Path
) -> None:
    fresh_store(empty_store, tmp_path / "store")
    deliver(url, tmp_path / "first", builders.county())
    assert poor(url) == 4
    assert "edition 1" in shown()
    remove(tmp_path / "store")
    assert "There is no database yet" in shown()
    fresh_store(empty_store, tmp_path / "store")
    assert "no data yet" in shown()
    county = builders.county()
    deliver(url, tmp_path / "other", {**county, "persons": county["persons"][:4], "household_changes": []})
    assert "edition 1" in shown()
    assert poor(url) == 4 - 3 + 1 + 2


def test_an_edition_of_the_same_number_in_the_same_file_is_read_again(
    url: str, empty_store: Path, tmp_path: Path
) -> None:
    fresh_store(empty_store, tmp_path / "store")
    deliver(url, tmp_path / "first", builders.county())
    before = open_reading(url)
    engine = writer(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE edition SET created_at = '2016-07-01T08:00:00+08:00'"))
    engine.dispose()
    after = open_reading(url)
    assert (after.engine, after.edition) == (before.engine, before.edition)
    assert after != before


@pytest.mark.parametrize(("version", "state"), [("0000", StoreState.OLDER), ("9999", StoreState.NEWER)])
def test_a_store_of_another_version_is_told_while_the_server_runs(
    url: str, shown: Shown, empty_store: Path, tmp_path: Path, version: str, state: StoreState
) -> None:
    fresh_store(empty_store, tmp_path / "store")
    deliver(url, tmp_path / "first", builders.county())
    assert "edition 1" in shown()
    engine = writer(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    engine.dispose()
    with pytest.raises(StoreUnusable) as unusable:
        open_reading(url)
    assert unusable.value.state is state
    assert "edition 1" not in shown()
