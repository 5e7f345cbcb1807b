"""A file at hand is proven to be the one loaded, and every row of it is followed to what became of it."""

import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from data.engine import writer
from etl.__main__ import main
from etl.load import Request, load
from etl.privacy import key_path
from etl.trace import TracedFile, trace
from etl.trace_report import as_json
from etl.withdraw import withdraw
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2, change, household, village, write_csv, write_delivery

FIRST, SECOND = date(2016, 6, 30), date(2016, 7, 31)
Said = tuple[int, str, str]
Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def said(*words: object) -> Said:
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return status, out, err

    return said


def villages_csv(path: Path, rows: Sequence[builders.Row]) -> Path:
    """A CSV with a title above the header and a total below, rows beginning with the third."""
    write_csv(path, rows)
    lines = path.read_text(encoding="utf-8-sig")
    path.write_text(f"贫困村名册\n{lines}合计,,,,1,2\n", encoding="utf-8-sig")
    return path


def fates(found: Sequence[TracedFile]) -> list[tuple[int, str, str]]:
    return [(row.row, row.fate, row.now) for file in found for table in file.tables for row in table.rows]


@pytest.fixture
def lists(store_url: str, tmp_path: Path) -> tuple[Path, Path]:
    """Two lists of villages; the second repeats one row twice, corrects one, brings one, and has one refused."""
    old = villages_csv(tmp_path / "old" / "村.csv", [village(SOUTH), village(CENTRE), village(NORTH)])
    rows = [village(SOUTH), village(CENTRE, 总人口=401), village(SOUTH), village(SOUTH_2), village("1")]
    new = villages_csv(tmp_path / "new" / "村.csv", rows)
    load(store_url, Request([old], FIRST))
    load(store_url, Request([new], SECOND))
    return old, new


def test_every_row_of_a_file_has_its_fate(store_url: str, lists: tuple[Path, Path]) -> None:
    (file,) = trace(store_url, lists[1])
    assert file.proven
    assert fates([file]) == [
        (3, "superseded", ""),
        (4, "loaded", "in_force"),
        (5, "unchanged", ""),
        (6, "loaded", "in_force"),
        (7, "rejected", ""),
        (8, "skipped", ""),
    ]
    rows = {row.row: row for row in file.tables[0].rows}
    assert rows[3].other is not None
    assert (rows[3].other.delivery_no, rows[3].other.row) == (2, 5)
    assert rows[5].other is not None
    assert (rows[5].other.delivery_no, rows[5].other.row) == (1, 3)
    assert (rows[7].code, rows[5].key) == ("unreadable", SOUTH)


def test_a_row_replaced_since_names_what_replaced_it(store_url: str, lists: tuple[Path, Path]) -> None:
    (file,) = trace(store_url, lists[0])
    assert fates([file])[:3] == [(3, "loaded", "in_force"), (4, "loaded", "replaced"), (5, "loaded", "in_force")]
    other = file.tables[0].rows[1].other
    assert other is not None
    assert (other.delivery_no, other.row) == (2, 4)


def test_a_withdrawn_delivery_is_told(store_url: str, lists: tuple[Path, Path]) -> None:
    withdraw(store_url, "2")
    (file,) = trace(store_url, lists[1])
    assert file.proven
    assert {row.now for row in file.tables[0].rows if row.fate == "loaded"} == {"withdrawn"}
    (before,) = trace(store_url, lists[0])
    assert before.proven
    assert [row.now for row in before.tables[0].rows if row.fate == "loaded"] == ["in_force"] * 3


def test_an_archive_is_traced_by_its_members(store_url: str, tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", [village(SOUTH)])
    write_csv(tmp_path / "b.csv", [village(SOUTH, 总人口=9), village(CENTRE)])
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        for name in ("a.csv", "b.csv"):
            archive.write(tmp_path / name, name)
    load(store_url, Request([tmp_path / "包.zip"], FIRST))
    found = trace(store_url, tmp_path / "包.zip")
    assert [file.path for file in found] == ["包.zip!a.csv", "包.zip!b.csv"]
    assert all(file.proven for file in found)
    other = found[0].tables[0].rows[0].other
    assert other is not None
    assert (other.path, other.row) == ("包.zip!b.csv", 2)


def test_a_row_repeated_unchanged_in_a_later_file_is_told_from_it(store_url: str, tmp_path: Path) -> None:
    load(store_url, Request([write_csv(tmp_path / "1" / "村.csv", [village(SOUTH)])], FIRST))
    both = [write_csv(tmp_path / "2" / name, [village(SOUTH, 备注=name)]) for name in ("a.csv", "b.csv")]
    load(store_url, Request(both, SECOND))
    assert fates(trace(store_url, both[0])) == [(2, "superseded", "")]
    assert fates(trace(store_url, both[1])) == [(2, "unchanged", "")]
    assert all(trace(store_url, path)[0].proven for path in both)


def test_every_kind_of_register_is_traced(store_url: str, tmp_path: Path) -> None:
    folder = write_delivery(tmp_path / "in", builders.county())
    load(store_url, Request([folder], FIRST))
    again = write_delivery(tmp_path / "again", builders.county())
    for path in again.iterdir():
        path.write_bytes(path.read_bytes() + b"\r\n")
    load(store_url, Request([again], SECOND))
    found = [file for each in (folder, again) for path in sorted(each.iterdir()) for file in trace(store_url, path)]
    assert len(found) == 40
    assert all(file.proven for file in found)
    assert {fate for _, fate, _ in fates(found[:20])} == {"loaded"}
    assert {fate for _, fate, _ in fates(found[20:])} == {"unchanged"}


def test_household_changes_refused_by_the_walk_stay_refused(store_url: str, tmp_path: Path) -> None:
    rows = [change("H1", "2016-03-20", "脱贫"), change("H1", "2016-04-20", "脱贫")]
    delivery = {"villages": [village(SOUTH)], "households": [household("H1")], "household_changes": rows}
    folder = write_delivery(tmp_path / "in", delivery)
    load(store_url, Request([folder], FIRST))
    (file,) = trace(store_url, folder / "household_changes.csv")
    assert file.proven
    assert [fate for _, fate, _ in fates([file])] == ["loaded", "rejected"]


def test_a_store_that_says_otherwise_fails_the_check(run: Run, store_url: str, lists: tuple[Path, Path]) -> None:
    engine = writer(store_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE source_table SET unchanged = 0, loaded = loaded + 1 WHERE table_no = 2"))
        connection.execute(text("UPDATE village SET cells = '[\"x\"]' WHERE table_no = 1 AND sheet_row = 3"))
    engine.dispose()
    (new,), (old,) = trace(store_url, lists[1]), trace(store_url, lists[0])
    assert not new.proven
    assert old.tables[0].differing == (3,)
    status, out, _ = run("trace", lists[1], "--database", store_url)
    assert status == 1
    assert "✕ 与库中所记不一致" in out


def test_a_file_that_is_not_known_is_said_to_be_so(run: Run, store_url: str, lists: tuple[Path, Path]) -> None:
    lists[1].write_bytes(lists[1].read_bytes().replace(b"401", b"402"))
    status, out, _ = run("trace", lists[1], "--database", store_url)
    assert status == 1
    assert "库里没有这个文件" in out
    assert "The store does not know this file" in out


def test_a_quarantined_file_is_told_with_its_reason(run: Run, store_url: str, tmp_path: Path) -> None:
    write_csv(tmp_path / "in" / "村.csv", [village(SOUTH)])
    (tmp_path / "in" / "空.xlsx").touch()
    load(store_url, Request([tmp_path / "in"], FIRST))
    status, out, _ = run("trace", tmp_path / "in" / "空.xlsx", "--database", store_url)
    assert status == 1
    assert "quarantined, not loaded" in out
    assert "文件是空的" in out


def test_the_command_lists_every_row_and_gives_json(run: Run, store_url: str, lists: tuple[Path, Path]) -> None:
    status, out, _ = run("trace", lists[1], "--database", store_url)
    assert status == 0
    assert "✓ 与库中所记行数和单元格一致" in out
    assert out.count(" row ") >= 6
    status, out, _ = run("trace", lists[1], "--database", store_url, "--json")
    told = json.loads(out)
    assert (status, told["proven"]) == (0, True)
    assert told == json.loads(json.dumps(as_json(trace(store_url, lists[1]))))
    assert [row["fate"] for row in told["files"][0]["tables"][0]["rows"]][-1] == "skipped"


def test_without_the_key_rows_known_by_an_id_number_cannot_be_told(run: Run, store_url: str, tmp_path: Path) -> None:
    hit = {"证件号码": builders.id_number(4), "比对来源": "车辆", "明细": "小型轿车"}
    first = write_delivery(tmp_path / "1", {"crosscheck_hits": [hit], "villages": [village(SOUTH)]})
    load(store_url, Request([first], FIRST))
    again = write_csv(tmp_path / "2" / "比对.csv", [hit, {**hit, "明细": "货车"}])
    load(store_url, Request([again], SECOND))
    assert all(file.proven for path in (again, *first.iterdir()) for file in trace(store_url, path))
    key_path(store_url).unlink()
    assert all(file.proven for path in first.iterdir() for file in trace(store_url, path))
    status, out, _ = run("trace", again, "--database", store_url)
    assert status == 1
    assert "Without the pseudonym key" in out
    assert not key_path(store_url).exists()
