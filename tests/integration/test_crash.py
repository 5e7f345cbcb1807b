"""A load that is killed at any moment leaves the store as it was, and the next load succeeds (断电安全)."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from dashboard.queries.figures import total_figures
from dashboard.queries.reading import Reading, newest_edition
from data.engine import reader
from etl.load import Request, load
from etl.privacy import check_digit

ROOT = Path(__file__).parents[2]
PEOPLE = 4000
DAY = date(2016, 6, 30)
VILLAGES = "村编码,行政村,乡镇,贫困村类型,总户数,总人口\n610824116901,甲村,镇靖镇,省级,10,4000\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a matter of Unix")


def write_people(folder: Path) -> Path:
    """A delivery of two registers, large enough to be met while it is written."""
    folder.mkdir()
    households = ["户编号,村编码,贫困户属性,主要致贫原因"]
    persons = ["人编号,户编号,姓名,证件号码,与户主关系"]
    for number in range(PEOPLE):
        first17 = f"00000019680412{number % 1000:03d}"
        households.append(f"61{number:08d},610824116901,一般贫困户,因病")
        persons.append(f"62{number:010d},61{number:08d},演示,{first17}{check_digit(first17)},户主")
    (folder / "户.csv").write_text("\n".join(households), encoding="utf-8")
    (folder / "人.csv").write_text("\n".join(persons), encoding="utf-8")
    return folder


class Store:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "county.db"
        self.url = f"sqlite:///{self.path}"

    def state(self) -> tuple[int | None, dict[str, object]]:
        """The newest edition and the county's figures in it, read anew."""
        engine = reader(self.url)
        newest = newest_edition(engine)
        figures = dict(total_figures(Reading(engine, newest or 0), DAY))
        engine.dispose()
        return newest, figures

    def fault(self) -> str:
        """What SQLite finds wrong with the file: "ok" if nothing."""
        connection = sqlite3.connect(self.path)
        try:
            return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
        finally:
            connection.close()

    @property
    def log_bytes(self) -> int:
        log = self.path.with_name("county.db-wal")
        return log.stat().st_size if log.exists() else 0

    def start_load(self, delivery: Path) -> "subprocess.Popen[bytes]":
        words = ["-m", "etl", "load", str(delivery), "--database", self.url, "--delivered", DAY.isoformat()]
        return subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "村.csv").write_text(VILLAGES, encoding="utf-8")
    found = Store(tmp_path)
    load(found.url, Request([tmp_path / "村.csv"], DAY))
    return found


def kill(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)


def copied(store: Store, folder: Path) -> Store:
    """A copy of a store at rest, with its key."""
    folder.mkdir()
    for path in (store.path, store.path.with_suffix(".key")):
        shutil.copy(path, folder)
    return Store(folder)


def duration(store: Store, delivery: Path) -> float:
    """Seconds that the whole load takes here and now."""
    started = time.monotonic()
    assert store.start_load(delivery).wait(timeout=60) == 0
    return time.monotonic() - started


def wait_for_writing(store: Store, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the log grows: before the end it does so only while a large transaction is being written."""
    while process.poll() is None and store.log_bytes < 100_000:
        time.sleep(0.001)


def test_a_killed_load_leaves_the_store_as_it_was_and_the_next_succeeds(store: Store, tmp_path: Path) -> None:
    delivery = write_people(tmp_path / "delivery")
    before = store.state()
    whole = copied(store, tmp_path / "whole")
    seconds = duration(whole, delivery)
    after = whole.state()
    assert (after[0], after[1]["people.registered"], after[1]["households.registered"]) == (2, PEOPLE, PEOPLE)
    dice = random.Random(2016)  # noqa: S311 - moments to strike at, the same in every run
    undone = []
    for moment in (dice.uniform(0.05, 0.2), dice.uniform(0.2, 0.5), dice.uniform(0.5, 0.8), None):
        struck = copied(store, tmp_path / f"struck {moment}")
        process = struck.start_load(delivery)
        if moment is None:
            wait_for_writing(struck, process)
        else:
            time.sleep(moment * seconds)
        kill(process)
        assert struck.fault() == "ok"
        found = struck.state()
        # a kill may come after the last write: then everything is there, never a part
        assert found in (before, after), f"killed at {moment}"
        if found == before:
            undone.append(struck)
    assert undone, "no kill came before the end: the load was not struck at all"

    load(undone[-1].url, Request([delivery], DAY))
    assert undone[-1].state() == after
    assert undone[-1].fault() == "ok"


def test_a_load_killed_while_it_makes_the_store_can_be_repeated(tmp_path: Path) -> None:
    delivery = tmp_path / "delivery"
    delivery.mkdir()
    (delivery / "村.csv").write_text(VILLAGES, encoding="utf-8")
    store = Store(tmp_path)
    process = store.start_load(delivery)
    while process.poll() is None and not store.path.exists():
        time.sleep(0.001)
    kill(process)

    load(store.url, Request([delivery], DAY))
    assert store.state()[0] == 1
    assert store.fault() == "ok"
