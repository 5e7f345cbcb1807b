"""A village's own page as a whole: every part stands, small counts are withheld, unknown codes are said."""

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.components.frame import PageContent
from dashboard.queries.screen import open_screen
from dashboard.settings import Settings
from dashboard.view import View
from pages import village
from tests import builders
from tests.builders import PLAIN, SOUTH
from tests.conftest import Loader
from tests.trees import links, of_class, words


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    loaded()
    return store_url


@pytest.fixture
def client(url: str) -> FlaskClient:
    return create_app(Settings(url, cache_folder=None)).server.test_client()


def drawn(url: str, **query: str) -> PageContent:
    return village.draw(open_screen(url, View.from_query(query)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_part_of_a_village_stands(url: str, lang: str) -> None:
    content = drawn(url, village=SOUTH, lang=lang)
    assert len(of_class(content.body, "panel")) >= 12
    assert SOUTH in words(content.sub)
    assert ("南甲村" if lang == "zh" else "Nanjia Village") in words(content.finding)


def test_the_ways_lead_to_other_villages_and_the_map(url: str) -> None:
    found = links(drawn(url, village=SOUTH).body)
    assert sum(link.startswith("/village/") for link in found) >= 3
    assert any(link.startswith("/map") and f"village={SOUTH}" in link for link in found)


def test_a_village_that_is_no_poor_village_has_its_page(url: str) -> None:
    content = drawn(url, village=PLAIN)
    assert "不是贫困村" in words(content.finding)
    assert "没有退出标准" in words(content.body)


@pytest.mark.parametrize("code", ["610824999999", "12", "x" * 60])
def test_a_code_that_the_register_lacks_gets_words_of_its_own(url: str, code: str) -> None:
    content = drawn(url, village=code)
    assert "没有这个村" in words(content.finding)
    assert any(link.startswith("/map") for link in links(content.body))


def test_a_month_not_reported_shows_no_figure(url: str) -> None:
    content = drawn(url, village=SOUTH, as_of="2016-10-31")
    assert "尚未报送" in words(content.finding)
    assert not of_class(content.body, "facts")


def test_registers_that_are_missing_are_named(loaded: Loader, store_url: str) -> None:
    rows = builders.county()
    for kind in ("incomes", "industries", "oversight", "measures"):
        rows.pop(kind, None)
    loaded(rows)
    body = words(drawn(store_url, village=SOUTH).body)
    assert "没有报送收入核查表" in body
    assert "没有报送产业台账" in body
    assert "没有报送监督台账" in body


def test_the_address_of_a_village_is_known_and_another_is_not(client: FlaskClient) -> None:
    assert client.get(f"/village/{SOUTH}").status_code == 200
    assert "村" in client.get(f"/village/{SOUTH}?lang=zh").text.split("</title>")[0]
    assert client.get("/village/").status_code == 404
    assert client.get("/village/nothing").status_code == 404
