"""Server time of opening a figure and the rows of one village, at the demo county's size and a hundred times it."""

import tempfile
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.components.drawer import PATH
from dashboard.metrics.registry import HEADLINES
from dashboard.settings import Settings
from etl.demo import write_demo
from etl.making import load_demo
from tests.bench.measure import percentile95, say, seconds
from tests.bench.screens import TIMES, grow, largest_village

DAYS = ("2016-06-30", "2016-05-31")


def _open(client: FlaskClient, told: dict[str, str]) -> None:
    answer = client.get(f"{PATH}?{urlencode({'lang': 'zh', **told})}")
    if answer.status_code != 200:
        raise RuntimeError(f"{told} answered {answer.status_code}")


def _asked(village: str) -> list[dict[str, str]]:
    """Return every figure in total, and with the rows of a village, on two days: none of them asked before."""
    found = []
    for day in DAYS:
        for figure in HEADLINES:
            found.append({"open": f"{figure}~as_of:{day}"})
            found.append({"open": f"{figure}~as_of:{day}", "group": village})
    return found


def run() -> None:
    """Print the 95th percentile and the slowest of opening a figure that was not opened before, at both sizes."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        write_demo(home / "deliveries")
        for goal, scale in (("< 150 ms", 1), ("< 400 ms", TIMES)):
            database = home / f"demo{scale}.db"
            load_demo(f"sqlite:///{database}", home / "deliveries")
            if scale > 1:
                grow(database, people=True)
            client = create_app(Settings(f"sqlite:///{database}", None)).server.test_client()
            asked = _asked(largest_village(database))
            _open(client, asked[0])
            times = {str(each): seconds(partial(_open, client, each)) for each in asked[1:]}
            slowest = max(times, key=lambda each: times[each])
            what = f"opening a figure at {scale} x the demo county, p95 of {len(times)}"
            say(what, f"{percentile95(list(times.values())) * 1e3:.0f} ms", goal)
            say(f"   slowest: {slowest[:48]}", f"{times[slowest] * 1e3:.0f} ms", goal)
