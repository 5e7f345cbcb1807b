"""Loading against its floor: the same files only read, and their raw rows only written."""

import csv
import io
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from etl.demo import DELIVERIES, write_demo
from etl.load import Request, load
from etl.making import load_demo
from tests.bench.measure import median, peak_megabytes, say, seconds

RUNS = 5
MANY = 10


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _rows_of(name: str, content: bytes) -> Iterator[list[list[object]]]:
    if name.endswith(".csv"):
        text = _text(content)
        delimiter = max(",;\t", key=text[:2000].count)
        yield list(csv.reader(io.StringIO(text), delimiter=delimiter))
    elif name.endswith((".xlsx", ".xls")) and content[:2] in (b"PK", b"\xd0\xcf"):
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        except CalamineError:
            return
        for sheet in book.sheet_names:
            yield book.get_sheet_by_name(sheet).to_python()


def _tables(folder: Path) -> Iterator[list[list[object]]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for member in archive.infolist():
                    yield from _rows_of(member.filename, archive.read(member))
        elif path.is_file():
            yield from _rows_of(path.name, path.read_bytes())


def _plain(row: list[object], width: int) -> list[object]:
    cells = [cell if isinstance(cell, (str, int, float)) else str(cell) for cell in row]
    return cells + [""] * (width - len(cells))


def floor(folder: Path, database: Path) -> int:
    """Read every table of a delivery and write its raw rows; return how many rows there were."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode=WAL")
    count = 0
    for number, rows in enumerate(_tables(folder)):
        width = max(map(len, rows), default=0)
        if not width:
            continue
        connection.execute(f"CREATE TABLE raw{number} ({','.join(f'c{at}' for at in range(width))})")
        places = ",".join("?" * width)
        connection.executemany(f"INSERT INTO raw{number} VALUES ({places})", [_plain(row, width) for row in rows])
        count += len(rows)
    connection.commit()
    connection.close()
    return count


def _load(folder: Path, database: Path) -> None:
    """Load the first delivery of the demo county: every register, some fifty thousand rows."""
    first = DELIVERIES[0]
    load(f"sqlite:///{database}", Request([folder / first.isoformat()], first, is_demo=True))


def _ten_times(home: Path, small: Path) -> None:
    """Print the time of all deliveries of a county ten times as large against that of the small one."""
    large = home / "large"
    write_demo(large, scale=MANY)
    one = median([seconds(lambda turn=turn: load_demo(f"sqlite:///{home}/all{turn}.db", small)) for turn in range(3)])
    ten = seconds(lambda: load_demo(f"sqlite:///{home}/large.db", large))
    say(f"{MANY} x the demo county, {len(DELIVERIES)} deliveries: {ten:.1f} s", f"{ten / one:.1f} x", "<= 12 x")


def run() -> None:
    """Print load against floor, reload against load, memory, and ten times the county against one."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        small = home / "small"
        write_demo(small)
        first = small / DELIVERIES[0].isoformat()
        floors, loads, again = [], [], []
        rows = 0
        for turn in range(RUNS):
            rows = floor(first, home / f"warm{turn}.db")
            floors.append(seconds(lambda turn=turn: floor(first, home / f"floor{turn}.db")))
            target = home / f"load{turn}.db"
            loads.append(seconds(lambda target=target: _load(small, target)))
            again.append(seconds(lambda target=target: _load(small, target)))
        base = median(loads)
        what = f"load {rows:,} rows: {base:.2f} s against the floor of {median(floors):.2f} s"
        say(what, f"{base / median(floors):.2f} x", "<= 5 x")
        say("load them again unchanged", f"1/{base / median(again):.0f}", "<= 1/20 of the first load")
        code = (
            "from pathlib import Path; from etl.making import load_demo\n"
            f"load_demo('sqlite:///{home}/memory.db', Path({str(small)!r}))"
        )
        say("peak memory of the loads", f"{peak_megabytes(code):.0f} MB", "< 500 MB")
        _ten_times(home, small)
