"""The journal: entries only grow, the newest of a key stands, reading makes nothing."""

from pathlib import Path

import pytest

from dashboard.records.journal import Journal, entries, open_journal, standing, write
from data.migrate import StoreState, StoreUnusable


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'app.db'}"


def test_before_the_first_entry_there_is_no_store_and_reading_makes_none(url: str, tmp_path: Path) -> None:
    known = open_journal(url)
    assert known == Journal(url, 0)
    assert entries(known, "edition_name") == ()
    assert list(tmp_path.iterdir()) == []


def test_the_newest_entry_of_a_key_stands_and_the_earlier_ones_stay(url: str) -> None:
    for name in ("一季度", "半年汇报"):
        write(url, "edition_name", "3", content={"name": name}, author="王主任")
    write(url, "edition_name", "4", content={"name": "三季度"}, author="李主任")
    write(url, "other", "3", content={"x": "y"}, author="王主任")
    known = open_journal(url)
    assert known.last == 4
    assert {key: entry.content["name"] for key, entry in standing(known, "edition_name").items()} == {
        "3": "半年汇报",
        "4": "三季度",
    }
    assert [entry.content["name"] for entry in entries(known, "edition_name")] == ["一季度", "半年汇报", "三季度"]
    assert all(entry.author and entry.written_at.endswith("+00:00") for entry in entries(known, "edition_name"))


def test_a_journal_opened_before_an_entry_does_not_know_it(url: str) -> None:
    write(url, "edition_name", "1", content={"name": "一"}, author="王")
    before = open_journal(url)
    write(url, "edition_name", "1", content={"name": "二"}, author="王")
    assert standing(before, "edition_name")["1"].content["name"] == "一"
    assert standing(open_journal(url), "edition_name")["1"].content["name"] == "二"


def test_a_file_that_is_no_store_is_told(tmp_path: Path, url: str) -> None:
    (tmp_path / "app.db").write_bytes(b"this is no database at all, but long enough to have a header" * 20)
    with pytest.raises(StoreUnusable) as unusable:
        open_journal(url)
    assert unusable.value.state is StoreState.BROKEN
