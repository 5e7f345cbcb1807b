"""The demo county written and loaded once for a whole test run, whichever worker asks first.

Where ``DEMO_HOME`` names a folder it is kept there, so that runs one after another share it.
"""

import os
import pickle
import time
from functools import cache
from pathlib import Path

import pytest

from etl.demo import DemoTruth, write_demo
from etl.making import load_demo

PATIENCE_SECONDS = 180
DELIVERED = "deliveries"


def demo_home(factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which this run keeps the demo county."""
    if given := os.environ.get("DEMO_HOME"):
        return Path(given) / "demo-county"
    shared = factory.getbasetemp().parent if os.environ.get("PYTEST_XDIST_WORKER") else factory.getbasetemp()
    return shared / "demo-county"


def demo_store(factory: pytest.TempPathFactory) -> tuple[str, tuple[DemoTruth, ...]]:
    """Return the address of a store holding the demo county, and the truth of each of its editions."""
    home = demo_home(factory)
    url, kept, ready = f"sqlite:///{home / 'demo.db'}", home / "truth.pickle", home / "ready"
    try:
        home.mkdir()
    except FileExistsError:
        _wait_for(ready)
    else:
        truths = write_demo(home / DELIVERED)
        load_demo(url, home / DELIVERED)
        kept.write_bytes(pickle.dumps(truths))
        ready.touch()
    return url, _truths(kept)


@cache
def _truths(kept: Path) -> tuple[DemoTruth, ...]:
    return tuple(pickle.loads(kept.read_bytes()))  # noqa: S301 - written by this very run


def _wait_for(path: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not path.exists():
        if time.monotonic() > deadline:
            raise TimeoutError(f"another worker did not finish the demo county: {path}")
        time.sleep(0.2)
