"""Opening an edition of a store, and what is said when there is none."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import OperationalError

from dashboard.queries.reading import UnknownEdition, edition_note, newest_edition, open_reading
from data.migrate import StoreState, StoreUnusable
from data.schema import COUNTY_CODE, county
from tests import builders
from tests.conftest import Loader, reading_of


def test_the_newest_edition_is_read_unless_one_is_named(loaded: Loader, store_url: str) -> None:
    loaded()
    loaded({"villages": [builders.village(builders.SOUTH, 总户数=7)]})
    assert open_reading(store_url).edition == newest_edition(open_reading(store_url).engine) == 2
    assert open_reading(store_url, edition=1).edition == 1
    for missing in (0, 3):
        with pytest.raises(UnknownEdition, match="there are 1 to 2"):
            open_reading(store_url, edition=missing)


def test_without_data_there_is_nothing_to_read(store_url: str, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"no database" * 100)
    states = {store_url: StoreState.EMPTY, f"sqlite:///{tmp_path}/none.db": StoreState.MISSING}
    for url, state in (states | {f"sqlite:///{tmp_path}/broken.db": StoreState.BROKEN}).items():
        with pytest.raises(StoreUnusable) as unusable:
            open_reading(url)
        assert unusable.value.state is state


def test_a_store_that_fills_later_is_read_then(loaded: Loader, store_url: str) -> None:
    with pytest.raises(StoreUnusable):
        open_reading(store_url)
    loaded()
    assert open_reading(store_url).edition == 1


def test_what_is_said_of_an_edition(loaded: Loader, store_url: str) -> None:
    loaded(on=date(2016, 6, 15))
    note = edition_note(reading_of(store_url))
    assert (note.edition, note.delivered_on, note.is_demo, note.county_name) == (1, date(2016, 6, 15), False, "靖边县")


def test_a_reading_cannot_write(loaded: Loader, store_url: str) -> None:
    loaded()
    row = {"county_code": COUNTY_CODE + "1", "name": "x", "is_demo": False, "key_fingerprint": "", "created_at": ""}
    with reading_of(store_url).engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(insert(county).values(**row))
