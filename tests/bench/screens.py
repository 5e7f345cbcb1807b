"""Server time of drawing pages and their parts, at the demo county's size and at a hundred times its rows."""

import re
import sqlite3
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from dashboard.ahead import go_ahead, spare_collector
from dashboard.app import PAGES, create_app
from dashboard.settings import Settings
from data.schema import ITEM_DAY_MEASURES, VILLAGE_DAY_MEASURES
from etl.demo import write_demo
from etl.making import load_demo
from tests.bench.measure import percentile95, say, seconds

TIMES = 100
RUNS = 5
INCIDENT = re.compile(rb"E-[0-9A-F]{6}")
PARTS = {
    "/exit": ("income", "moves", "risk"),
    "/funds": ("works", "villages", "projects", "ledger", "flags"),
    "/oversight": ("logic", "exclusions", "assessments", "cases"),
    "/data": ("controls", "quality", "dictionary"),
}
"""Parts of pages beside the first, by address."""
TOWN_DIGITS = 9
"""Digits of a village code that tell its town."""
DRAWN_AHEAD = ("", "lang=en")
GROWING = {
    "household": "household_no",
    "household_change": "household_no",
    "project": "project_no",
    "allocation": "project_no",
    "disbursement": "project_no",
}
"""Tables the screens read that grow with a county, and the column that tells one copy's rows from another's."""

OTHER_KEYS = {
    "allocation": ("document_no",),
    "disbursement": ("voucher_no",),
    "household_change": ("person_no",),
    "person": ("household_no", "person_pseudonym"),
}
PEOPLE = {"person": "person_no", "income": "household_no"}


def _request(path: str, search: str) -> dict[str, Any]:
    outputs = [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}]
    return {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": outputs,
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": search},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }


def _draw(client: FlaskClient, path: str, search: str) -> None:
    answer = client.post("/_dash-update-component", json=_request(path, search))
    if answer.status_code != 200 or INCIDENT.search(answer.data):
        raise RuntimeError(f"{path}{search} answered {answer.status_code}")


def grow(database: Path, times: int = TIMES, *, people: bool = False) -> None:
    """Copy the ledgers and households of a store until there are ``times`` as many; daily changes grow in place.

    ``people`` and incomes, which the checks and the rows behind a figure read, are copied on request.
    """
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    for table, key in (GROWING | (PEOPLE if people else {})).items():
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        changed = {key, *OTHER_KEYS.get(table, ())}
        columns = ",".join(f"{name} || '-' || copy.n" if name in changed else name for name in names)
        copies = f"WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < {times - 1})"
        connection.execute(f"{copies} INSERT INTO {table} SELECT {columns} FROM {table}, copy")
    sums = ",".join(f"{measure} = {measure} * {times}" for measure in VILLAGE_DAY_MEASURES)
    connection.execute(f"UPDATE village_day SET {sums}")
    items = ",".join(f"{measure} = {measure} * {times}" for measure in ITEM_DAY_MEASURES)
    connection.execute(f"UPDATE village_item_day SET {items}")
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()


def largest_village(database: Path) -> str:
    """Return the code of the village with the most households."""
    wanted = "SELECT village_code FROM household GROUP BY village_code ORDER BY count(*) DESC, village_code LIMIT 1"
    with closing(sqlite3.connect(database)) as connection:
        (code,) = connection.execute(wanted).fetchone()
    return str(code)


def _views(village: str, searches: Sequence[str]) -> list[tuple[str, str]]:
    """Return every page, every part of one and a village's page, under each search: address and search part."""
    paths = [*(page.PATH for page in PAGES), f"/village/{village}"]
    shown = [(path, part) for path in paths for part in ("", *PARTS.get(path, ()))]
    asked = ((path, f"show={part}" if part else "", search) for search in searches for path, part in shown)
    return [(path, "?" + "&".join(filter(None, parts)) if any(parts) else "") for path, *parts in asked]


def _told(what: str, times: Mapping[str, float], goal: str) -> None:
    """Print the 95th percentile of times by address, and which was the slowest."""
    slowest = max(times, key=lambda each: times[each])
    say(what, f"{percentile95(list(times.values())) * 1e3:.0f} ms", goal)
    say(f"   slowest: {slowest}", f"{times[slowest] * 1e3:.0f} ms", "-")


def _measure(database: Path, size: str, goal: str) -> None:
    """Print the times of pages drawn ahead, of views never drawn before and of views drawn again."""
    app = create_app(Settings(f"sqlite:///{database}", None))
    client, ahead = app.server.test_client(), dict[str, float]()
    start = time.perf_counter()
    for address in go_ahead(app):
        ahead[address] = time.perf_counter() - start
        start = time.perf_counter()
    _told(f"drawn and read ahead at {size}, {sum(ahead.values()):.0f} s in all, p95 of {len(ahead)}", ahead, "-")
    village = largest_village(database)
    searches = ("as_of=2016-03-31", "zone=南部", f"town={village[:TOWN_DIGITS]}", "present=1")
    views = _views(village, searches)
    first = {path + search: seconds(partial(_draw, client, path, search)) for path, search in views}
    _told(f"views never drawn before at {size}, p95 of {len(first)}", first, goal)
    again = _views(village, [*DRAWN_AHEAD, *searches])
    for view in again:
        _draw(client, *view)
    later = [seconds(partial(_draw, client, *view)) for _ in range(RUNS) for view in again]
    say(f"page callbacks at {size}, p95 of {len(later)}", f"{percentile95(later) * 1e3:.0f} ms", goal)


def run() -> None:
    """Print how long pages take at both sizes, cold and warm, and which views are the slowest."""
    spare_collector()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        write_demo(home / "deliveries")
        for goal, scale in (("< 60 ms", 1), ("< 150 ms", TIMES)):
            database = home / f"demo{scale}.db"
            load_demo(f"sqlite:///{database}", home / "deliveries")
            if scale > 1:
                grow(database, people=True)
            _measure(database, f"{scale} x the demo county", goal)
