"""What a village's page exports: its own figures and lists, for poor villages and others, in both languages."""

import io
from urllib.parse import unquote

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.exports.model import Typed
from dashboard.exports.registry import tables_of
from dashboard.i18n import LANGUAGES
from dashboard.queries.screen import Screen, open_screen
from dashboard.settings import Settings
from dashboard.view import View
from pages import village
from tests.builders import PLAIN, SOUTH
from tests.conftest import Loader
from tests.trees import words
from tests.unit.house.sources import held


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    loaded()
    return store_url


def of(url: str, code: str = SOUTH, **query: str) -> Screen:
    return open_screen(url, View.from_query({"village": code, **query}))


def test_every_row_is_as_wide_as_its_headings(url: str) -> None:
    faults, seen = [], 0
    for code in (SOUTH, PLAIN):
        for language in LANGUAGES:
            for table in tables_of("village", of(url, code, lang=language)):
                for row in table.rows():
                    seen += 1
                    faults += [table.key] if len(tuple(row)) != len(table.columns) else []
    held(faults, seen, at_least=60)


def test_the_figures_are_those_of_the_page(url: str) -> None:
    screen = of(url)
    (figures,) = [each for each in tables_of("village", screen) if each.key == "figures"]
    poor = next(row[2] for row in figures.rows() if row[1] == "people.poor")
    assert isinstance(poor, Typed)
    assert f"{poor.content} 人" in words(village.draw(screen).finding)


def test_a_village_that_is_no_poor_village_has_no_criteria(url: str) -> None:
    assert "criteria" in [each.key for each in tables_of("village", of(url))]
    assert "criteria" not in [each.key for each in tables_of("village", of(url, PLAIN))]


def test_a_month_not_reported_leaves_without_values(url: str) -> None:
    (neighbours,) = tables_of("village", of(url, as_of="2016-09-30"))
    assert {tuple(row)[-2:] for row in neighbours.rows()} <= {(None, None)}


@pytest.fixture
def client(url: str) -> FlaskClient:
    return create_app(Settings(url, cache_folder=None)).server.test_client()


def test_the_cover_names_the_village_and_its_address(client: FlaskClient) -> None:
    with client.get(f"/export/village.xlsx?village={SOUTH}&lang=en") as answer:
        told = unquote(answer.headers["Content-Disposition"])
        cover = openpyxl.load_workbook(io.BytesIO(answer.get_data())).worksheets[0]
    said = [str(cell.value) for row in cover.iter_rows() for cell in row if cell.value]
    assert "Nanjia Village-2016-06-30" in told
    assert "Nanjia Village" in said
    assert f"http://localhost/village/{SOUTH}?lang=en" in said


def test_a_village_that_the_register_lacks_has_nothing_to_export(client: FlaskClient) -> None:
    assert client.get("/export/village.xlsx?village=610824999999&lang=en").status_code == 404
