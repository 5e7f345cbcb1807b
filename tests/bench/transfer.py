"""What a browser has to fetch: the first and the second visit of the overview, as transferred."""

import os
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright
from werkzeug.serving import make_server

from dashboard.app import create_app
from dashboard.settings import Settings
from dashboard.static import warm
from etl.demo import write_demo
from etl.making import load_demo
from tests.bench.measure import say
from tests.provision import installed_browser

SCRIPT_PATIENCE_MILLISECONDS = 30_000


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


def run() -> None:
    """Print the transferred bytes of a first and a second visit."""
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
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        _kilobytes(browser.new_context(), address)
        context = browser.new_context()
        first, second = _kilobytes(context, address), _kilobytes(context, address)
        say(f"first visit of the overview ({first[1]:.1f} s until quiet)", f"{first[0]:.0f} kB", "< 1900 kB")
        say(f"second visit ({second[1]:.1f} s until quiet)", f"{second[0]:.0f} kB", "< 120 kB")
        browser.close()
        server.shutdown()
