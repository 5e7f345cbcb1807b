"""Loading as one transaction: what is quarantined, what fails as a whole, what a load says of itself."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from data import schema
from data.schema import facts
from etl import load as loading
from etl.load import Request, load
from tests import builders
from tests.conftest import Loader, reading_of

JUNE = date(2016, 6, 30)


def rows_in(url: str, table: str) -> int:
    with reading_of(url).engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(schema.metadata.tables[table])) or 0


def test_a_failure_at_the_last_step_leaves_the_store_as_it_was(
    loaded: Loader, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    loaded({"villages": builders.county()["villages"]})
    tables = (*(table.name for table in facts.values()), "edition", "delivery", "source_file", "village_day")
    before = {table: rows_in(store_url, table) for table in tables}
    monkeypatch.setattr(loading.daily, "append_daily_changes", fail)
    with pytest.raises(OSError, match="disk full"):
        loaded()
    assert {table: rows_in(store_url, table) for table in tables} == before
    monkeypatch.undo()
    assert loaded().edition == 2


def test_files_that_cannot_be_used_do_not_stop_the_others(store_url: str, tmp_path: Path) -> None:
    folder = builders.write_delivery(tmp_path / "in", {"villages": builders.county()["villages"]})
    (folder / "a.xlsx").write_bytes(b"PK\x03\x04broken")
    (folder / "b.csv").write_bytes(b"")
    (folder / "c.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    report = load(store_url, Request([folder], JUNE))
    found = {file.path: (file.status, file.reason_class) for file in report.files}
    assert found == {
        "in/a.xlsx": ("quarantined", "corrupt"),
        "in/b.csv": ("quarantined", "empty"),
        "in/c.csv": ("quarantined", "no_known_table"),
        "in/villages.csv": ("loaded", None),
    }
    assert all(file.reason for file in report.files if file.status == "quarantined")
    assert rows_in(store_url, "source_file") == 4


def test_a_delivery_of_nothing_usable_is_not_handled(store_url: str, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    report = load(store_url, Request([tmp_path / "c.csv"], JUNE))
    assert not report.handled
    assert report.edition is None


def test_editions_and_deliveries_are_numbered_from_one(loaded: Loader) -> None:
    first = loaded({"villages": builders.county()["villages"]})
    second = loaded({"teams": [builders.team("D1")]})
    assert [(each.edition, each.delivery_no) for each in (first, second)] == [(1, 1), (2, 2)]


def test_progress_sees_every_file(store_url: str, tmp_path: Path) -> None:
    folder = builders.write_delivery(tmp_path / "in", builders.county())
    seen: list[str] = []
    load(store_url, Request([folder], JUNE), progress=lambda files: (seen.append(each.path) or each for each in files))  # type: ignore[func-returns-value]
    assert len(seen) == 20
    assert seen == sorted(seen)
