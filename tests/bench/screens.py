"""Server time of drawing pages, at the demo county's size and at a hundred times its ledgers and households."""

import re
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.settings import Settings
from data.schema import ITEM_DAY_MEASURES, VILLAGE_DAY_MEASURES
from etl.demo import write_demo
from etl.making import load_demo
from tests.bench.measure import percentile95, say, seconds

TIMES = 100
RUNS = 12
INCIDENT = re.compile(rb"E-[0-9A-F]{6}")
PATHS = ("/", "/map", "/exit", "/funds", "/industry", "/oversight", "/data")
SEARCHES = ("", "?lang=en", "?as_of=2016-03-31", "?zone=南部", "?town=610824104", "?present=1")
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
    "person": ("household_no",),
}
PEOPLE = {"person": "person_no"}


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

    Screens never scan ``people``; the rows behind a figure do, so they are copied on request.
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


def _times(database: Path) -> tuple[list[float], list[float]]:
    """Return the times of first draws and of later ones, over all pages and views."""
    client = create_app(Settings(f"sqlite:///{database}", None)).server.test_client()
    views = [(path, search) for path in PATHS for search in SEARCHES]
    first = [seconds(lambda view=view: _draw(client, *view)) for view in views]
    later = [seconds(lambda view=view: _draw(client, *view)) for _ in range(RUNS) for view in views]
    return first, later


def run() -> None:
    """Print the 95th percentile of drawing a page at both sizes."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        write_demo(home / "deliveries")
        for goal, scale in (("< 60 ms", 1), ("< 150 ms", TIMES)):
            database = home / f"demo{scale}.db"
            load_demo(f"sqlite:///{database}", home / "deliveries")
            if scale > 1:
                grow(database)
            first, later = _times(database)
            what = f"page callbacks at {scale} x the demo county, p95 of {len(later)}"
            say(what, f"{percentile95(later) * 1e3:.0f} ms", goal)
            fresh = f"{percentile95(first) * 1e3:.0f}; {max(first) * 1e3:.0f} ms"
            say(f"   views never drawn before, p95 of {len(first)}; slowest", fresh, "-")
