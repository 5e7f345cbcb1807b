"""The API's answers warm, and a long ledger as a workbook against the same cells written by XlsxWriter alone."""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.exports.ledger import entry_table
from dashboard.queries.screen import open_screen
from dashboard.settings import Settings
from dashboard.view import View
from etl.demo import DELIVERED, write_demo
from etl.load import Request, load
from tests.bench.measure import median, percentile95, say, seconds
from tests.bench.screens import grow

RUNS = 30
BOOKS = 3
LEDGER_TIMES = 21
"""The demo county's ledger so many times: some 20,000 rows."""
ADDRESSES = (
    "/api/v1/metrics", "/api/v1/metrics/people.poor", "/api/v1/metrics/people.poor?by=village",
    "/api/v1/metrics/funds.disbursed?by=category", "/api/v1/villages", "/api/v1/deliveries", "/api/v1/findings",
    "/api/v1/openapi.json",
)  # fmt: skip
Cells = list[Sequence[Any]]


def _ask(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")


def _alone(path: Path, cells: Cells) -> None:
    """Write the cells as they are with nothing but the library."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    for line, row in enumerate(cells):
        for at, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(line, at, cell, day)
            elif isinstance(cell, str):
                sheet.write_string(line, at, cell)
            elif cell is not None:
                sheet.write_number(line, at, cell)
    book.close()


def _download(client: FlaskClient) -> None:
    with client.get("/export/funds.xlsx?show=ledger&lang=zh") as answer:
        answer.get_data()


def run() -> None:
    """Print the 95th percentile of the API and the time of a long ledger against the library's own."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        write_demo(home / "delivery")
        url = f"sqlite:///{home / 'demo.db'}"
        load(url, Request([home / "delivery"], DELIVERED, is_demo=True))
        client = create_app(Settings(url, None)).server.test_client()
        for address in ADDRESSES:
            _ask(client, address)
        times = [seconds(lambda each=each: _ask(client, each)) for _ in range(RUNS) for each in ADDRESSES]
        say(f"answers of the API, warm, p95 of {len(times)}", f"{percentile95(times) * 1e3:.0f} ms", "< 40 ms")
        grow(home / "demo.db", LEDGER_TIMES)
        cells = list(entry_table(open_screen(url, View())).rows())
        whole = median([seconds(lambda: _download(client)) for _ in range(BOOKS)])
        alone = median([seconds(lambda: _alone(home / "alone.xlsx", cells)) for _ in range(BOOKS)])
        what = f"a ledger of {len(cells):,} rows as a workbook, {whole:.1f} s, against XlsxWriter alone"
        say(what, f"{whole / alone:.2f} x", "< 3 x")
