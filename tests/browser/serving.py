"""The program as it is run, over a store of the tests: a process of its own, as a browser meets it."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.engine import sqlite_path
from tests.demo_store import demo_store

PATIENCE_SECONDS = 180


@contextlib.contextmanager
def served(database: str) -> Iterator[str]:
    """Serve a store and yield the address; the server is stopped at the end. Pages are drawn when they are asked for.

    Raises:
        RuntimeError: the server ended instead of answering, or did not answer in time.
    """
    port = _free_port()
    command = [sys.executable, "-m", "dashboard.server", "--database", database, "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, env={**os.environ, "DRAW_AHEAD": "0"})
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_it_answers(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextlib.contextmanager
def served_copy(factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a copy of the demo county and yield the address: what tests write there is met by no other."""
    url, _ = demo_store(factory)
    shared = sqlite_path(url)
    if shared is None:
        raise RuntimeError(f"{url} is no file")
    own = Path(shutil.copy(shared, factory.mktemp("copy") / "demo.db"))
    with served(f"sqlite:///{own}") as address:
        yield address


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode}")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/assets/favicon.svg", timeout=5):  # noqa: S310 - our own
            return
        time.sleep(0.2)
    raise RuntimeError(f"no answer from {address} within {PATIENCE_SECONDS} s")
