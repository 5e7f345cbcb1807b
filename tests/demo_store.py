"""The demo county written and loaded once for a whole test run, whichever worker asks first."""

import os
import pickle
import time
from pathlib import Path

import pytest

from etl.demo import DemoTruth, write_demo
from etl.making import load_demo

PATIENCE_SECONDS = 180


def demo_store(factory: pytest.TempPathFactory) -> tuple[str, tuple[DemoTruth, ...]]:
    """Return the address of a store holding the demo county, and the truth of each of its editions."""
    shared = factory.getbasetemp().parent if os.environ.get("PYTEST_XDIST_WORKER") else factory.getbasetemp()
    home = shared / "demo-county"
    url, kept, ready = f"sqlite:///{home / 'demo.db'}", home / "truth.pickle", home / "ready"
    try:
        home.mkdir()
    except FileExistsError:
        _wait_for(ready)
    else:
        truths = write_demo(home / "deliveries")
        load_demo(url, home / "deliveries")
        kept.write_bytes(pickle.dumps(truths))
        ready.touch()
    return url, pickle.loads(kept.read_bytes())  # noqa: S301 - written by this very run


def _wait_for(path: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not path.exists():
        if time.monotonic() > deadline:
            raise TimeoutError(f"another worker did not finish the demo county: {path}")
        time.sleep(0.2)
