"""The tables of every page: as wide as their headings, with a cover that says what they are; bad addresses."""

import io
from urllib.parse import unquote

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.components.bar import PAGES as NAVIGATION
from dashboard.exports.registry import PAGES, tables_of
from dashboard.i18n import LANGUAGES, t
from dashboard.queries.grid_request import GridRequest
from dashboard.queries.screen import open_screen
from dashboard.settings import Settings
from dashboard.view import View
from tests.conftest import Loader
from tests.unit.house.sources import held

BESIDE = {"village"}
"""Pages that export and are no entry of the navigation."""
VIEWS = ({}, {"show": "villages"}, {"show": "projects"}, {"show": "ledger"}, {"show": "flags"}, {"zone": "南部"})
UNKNOWN_MONTH = {"as_of": "2016-09-30"}


@pytest.fixture
def client(loaded: Loader, store_url: str) -> FlaskClient:
    loaded()
    return create_app(Settings(store_url, cache_folder=None)).server.test_client()


def test_every_page_of_the_navigation_can_be_exported() -> None:
    assert set(PAGES) == {name for name, _ in NAVIGATION} | BESIDE


def test_every_row_is_as_wide_as_its_headings_in_both_languages(loaded: Loader, store_url: str) -> None:
    loaded()
    faults, rows = [], 0
    for view in (*VIEWS, UNKNOWN_MONTH):
        for language in LANGUAGES:
            screen = open_screen(store_url, View.from_query({**view, "lang": language}))
            for name in PAGES:
                for table in tables_of(name, screen):
                    for row in table.rows():
                        rows += 1
                        faults += [f"{name} {table.key}"] if len(tuple(row)) != len(table.columns) else []
    held(faults, rows, at_least=500)


def test_a_month_not_reported_has_no_values(loaded: Loader, store_url: str) -> None:
    loaded()
    screen = open_screen(store_url, View.from_query(UNKNOWN_MONTH))
    (figures,) = tables_of("overview", screen)
    assert {row[2].content for row in figures.rows()} == {None}  # type: ignore[union-attr]


def test_the_ledger_follows_the_grid(loaded: Loader, store_url: str) -> None:
    loaded()
    screen = open_screen(store_url, View.from_query({"show": "ledger"}))
    asked = GridRequest.from_model({"sortModel": [{"colId": "amount", "sort": "asc"}]})
    (table,) = tables_of("funds", screen, asked)
    amounts = [row[9] for row in table.rows()]
    assert amounts == sorted(amounts)  # type: ignore[type-var]
    assert amounts


def test_flags_leave_with_their_disclaimer(client: FlaskClient) -> None:
    for table in ("flags", "flag_rows"):
        text = client.get(f"/export/funds.csv?show=flags&table={table}&lang=zh").get_data(as_text=True)
        lines = text.splitlines()[1:]
        assert all(line.endswith("疑点不等于违规") for line in lines), table
    with client.get("/export/funds.xlsx?show=flags&lang=zh") as answer:
        cover = openpyxl.load_workbook(io.BytesIO(answer.get_data())).worksheets[0]
    assert t("zh", "funds.disclaimer_line") in " ".join(str(cell.value) for row in cover for cell in row)


def test_the_cover_says_what_the_numbers_are(client: FlaskClient) -> None:
    with client.get("/export/exit.xlsx?lang=en&zone=南部") as answer:
        told = unquote(answer.headers["Content-Disposition"])
        cover = openpyxl.load_workbook(io.BytesIO(answer.get_data())).worksheets[0]
    words = [str(cell.value) for row in cover.iter_rows() for cell in row if cell.value]
    assert "Exit-2016-06-30-edition 1.xlsx" in told
    assert "South, Baiyu hills" in words
    assert "http://localhost/exit?lang=en&zone=%E5%8D%97%E9%83%A8" in words
    assert any("to be confirmed by the county" in each for each in words)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/export/nothing.xlsx?lang=en", 404, "There is no such export"),
        ("/export/overview.pdf", 404, "There is no such export"),
        ("/export/exit.csv?table=zzz", 404, "There is no such table"),
        ("/export/exit.xlsx?edition=9", 404, "There is no such edition"),
        ("/export/funds.csv?show=ledger&grid={", 404, "cannot be read"),
        ("/export/funds.csv?show=ledger&grid=[1]", 404, "cannot be read"),
    ],
)
def test_a_bad_address_gets_a_sentence(client: FlaskClient, address: str, status: int, said: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert said in answer.get_data(as_text=True)
    assert "Traceback" not in answer.get_data(as_text=True)
