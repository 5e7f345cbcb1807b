"""What a browser has to fetch and how soon it has drawn: two visits of the overview, then every other page."""

import os
import tempfile
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright
from werkzeug.serving import make_server

from dashboard.ahead import draw_pages
from dashboard.app import PAGES, create_app
from dashboard.settings import Settings
from dashboard.static import warm
from etl.demo import write_demo
from etl.making import load_demo
from tests.bench.measure import say
from tests.provision import installed_browser

SCRIPT_PATIENCE_MILLISECONDS = 30_000
WITH_GRIDS = "/funds"
STANDING = """() => document.querySelector("main h1")
  && [...document.querySelectorAll(".dash-graph")].every((graph) => graph.querySelector(".main-svg"))
  && performance.now()"""
"""Answers the milliseconds since the page was asked for, once its finding and all its charts stand."""


def _kilobytes(context: BrowserContext, address: str) -> tuple[float, float]:
    """Return what one visit transfers in kB and the seconds until the page was quiet."""
    page = context.new_page()
    total = [0.0]
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: total.__setitem__(0, total[0] + event["encodedDataLength"]))
    page.goto(address)
    page.wait_for_selector("main h1", timeout=SCRIPT_PATIENCE_MILLISECONDS)
    page.wait_for_load_state("networkidle")
    drawn = float(page.evaluate("performance.now()")) / 1000
    page.close()
    return total[0] / 1000, drawn


def _drawn(context: BrowserContext, address: str) -> tuple[float, float]:
    """Return the seconds until a page stands with all its charts, and the kB of scripts and styles it fetched."""
    page = context.new_page()
    kinds: dict[str, str] = {}
    total = [0.0]
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.responseReceived", lambda event: kinds.__setitem__(event["requestId"], event["type"]))

    def finished(event: dict[str, Any]) -> None:
        total[0] += event["encodedDataLength"] if kinds.get(event["requestId"]) in ("Script", "Stylesheet") else 0

    session.on("Network.loadingFinished", finished)
    page.goto(address)
    seen = page.wait_for_function(STANDING, polling="raf", timeout=SCRIPT_PATIENCE_MILLISECONDS)
    drawn = float(seen.json_value()) / 1000
    page.wait_for_load_state("networkidle")
    page.close()
    return drawn, total[0] / 1000


def _other_pages(context: BrowserContext, address: str) -> None:
    """Print the slowest first draw of the other pages after a first visit, and the scripts and styles they add."""
    found = {page.PATH: _drawn(context, address.rstrip("/") + page.PATH) for page in PAGES[1:]}
    for path, (drawn, kilobytes) in found.items():
        say(f"first draw of {path} ({kilobytes:.0f} kB of scripts and styles)", f"{drawn:.2f} s", "< 1.5 s")
    added = sum(kilobytes for path, (_, kilobytes) in found.items() if path != WITH_GRIDS)
    say(f"the other pages add, without the grid of {WITH_GRIDS}", f"{added:.0f} kB", "< 150 kB")


def run() -> None:
    """Print the transferred bytes of a first and a second visit, then what the other pages take after them."""
    executable = os.environ.get("CHROMIUM") or str(installed_browser())
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        home = Path(name)
        url = f"sqlite:///{home / 'demo.db'}"
        write_demo(home / "deliveries")
        load_demo(url, home / "deliveries")
        app = create_app(Settings(url, home / "cache"))
        warm(app, app.server.extensions["compressed"])
        server = make_server("127.0.0.1", 0, app.server, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        for _ in draw_pages(app):
            pass
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        _kilobytes(browser.new_context(), address)
        browser.close()
        # A profile on the disk, as readers have: only so does Chromium keep the scripts it has compiled.
        context = playwright.chromium.launch_persistent_context(
            home / "profile", executable_path=executable, args=["--no-sandbox"]
        )
        first, second = _kilobytes(context, address), _kilobytes(context, address)
        say(f"first visit of the overview ({first[1]:.1f} s until quiet)", f"{first[0]:.0f} kB", "< 1900 kB")
        say(f"second visit ({second[1]:.1f} s until quiet)", f"{second[0]:.0f} kB", "< 120 kB")
        _other_pages(context, address)
        context.close()
        server.shutdown()
