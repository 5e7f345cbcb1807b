import re
from datetime import date
from pathlib import Path

import pytest
from dash import Dash
from dash.development.base_component import Component
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from dashboard import app as composition
from dashboard import guard
from dashboard.app import PAGES, changed_search, create_app
from dashboard.components import bar
from dashboard.settings import Settings
from dashboard.view import View
from etl.load import Request, load
from geo.towns import ZONES
from tests import builders
from tests.conftest import Loader
from tests.trees import links, words

ROOT = Path(__file__).parents[3]
FORWARDED = {"X-Forwarded-For": "10.0.0.7"}


@pytest.fixture
def app(loaded: Loader, store_url: str) -> Dash:
    loaded()
    return create_app(Settings(store_url, cache_folder=None))


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


@pytest.fixture
def demo_client(store_url: str, tmp_path: Path) -> FlaskClient:
    builders.write_delivery(tmp_path / "demo", builders.county())
    load(store_url, Request([tmp_path / "demo"], date(2016, 6, 30), is_demo=True))
    return create_app(Settings(store_url, cache_folder=None)).server.test_client()


def drawn(app: Dash, **query: str) -> list[Component]:
    with app.server.test_request_context("/"):
        return [page.layout(**query) for page in PAGES]


def test_the_five_pages_are_those_of_the_navigation() -> None:
    assert [(page.NAME, page.PATH) for page in PAGES] == [*bar.PAGES, *bar.BESIDE]


@pytest.mark.parametrize("path", [path for _, path in bar.PAGES])
def test_the_index_names_no_outside_address_and_no_version(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "://" not in answer.text
    assert 'python_version":""' in answer.text
    assert 'dash_version":""' in answer.text


def test_the_policy_names_a_hash_for_every_inline_script(client: FlaskClient) -> None:
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    executable = re.findall(r'<script(?: id="_dash-renderer" type="application/javascript")?>', answer.text)
    assert len(executable) >= 2
    assert policy.count("'sha256-") == len(executable)
    assert "script-src 'self' 'sha256-" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert "unsafe-eval" not in policy


def test_every_answer_carries_the_security_headers(client: FlaskClient) -> None:
    for path in ("/", "/_dash-layout", "/health", "/assets/base.css"):
        headers = client.get(path, buffered=True).headers
        assert {name: headers.get(name) for name in guard.HEADERS} == guard.HEADERS


@pytest.mark.parametrize(("query", "accepted", "language"), [
    ("", "", "zh-CN"), ("", "en-GB,en;q=0.9", "en"), ("", "fr", "zh-CN"), ("?lang=zh", "en", "zh-CN"),
    ("?lang=en", "zh", "en"), ("?lang=xx", "en", "zh-CN"),
])  # fmt: skip
def test_the_language_is_the_addresss_else_the_browsers(
    client: FlaskClient, query: str, accepted: str, language: str
) -> None:
    page = client.get("/" + query, headers={"Accept-Language": accepted}).text
    assert f'<html lang="{language}">' in page


@pytest.mark.parametrize("path", ["/", "/map", "/_dash-layout", "/_dash-dependencies", "/assets/base.css", "/nothing"])
@pytest.mark.parametrize("request_of", [
    {"environ_base": {"REMOTE_ADDR": "10.0.0.7"}}, {"headers": FORWARDED}, {"headers": {"Host": "evil.example"}},
], ids=["remote", "forwarded", "rebound"])  # fmt: skip
def test_real_data_open_on_this_computer_only(client: FlaskClient, path: str, request_of: dict) -> None:
    answer = client.get(path, **request_of)
    assert answer.status_code == 403
    assert "只在本机" in answer.text
    assert "own computer only" in answer.text


def test_demo_data_open_everywhere_and_say_so(demo_client: FlaskClient) -> None:
    answer = demo_client.get("/", environ_base={"REMOTE_ADDR": "10.0.0.7"}, headers=FORWARDED)
    assert answer.status_code == 200
    assert re.search(r"<title>.*演示数据.*</title>", answer.text)
    assert "(demo data)" in demo_client.get("/?lang=en").text.split("</title>")[0]


def test_the_health_of_the_process_is_open_to_a_monitor(client: FlaskClient) -> None:
    assert client.get("/health", headers=FORWARDED).status_code == 200


def test_an_unknown_address_is_not_found_in_words(client: FlaskClient, app: Dash) -> None:
    assert client.get("/nothing").status_code == 404
    with app.server.test_request_context("/nothing"):
        assert "There is no such page" in words(composition.not_found_layout(lang="en"))


@pytest.mark.parametrize(("language", "said"), [("zh", "还没有数据库"), ("en", "There is no database yet")])
def test_without_a_store_a_page_says_what_to_do(tmp_path: Path, language: str, said: str) -> None:
    app = create_app(Settings(f"sqlite:///{tmp_path / 'none.db'}", cache_folder=None))
    for page in drawn(app, lang=language):
        assert said in words(page)
        assert "python -m etl" in words(page)


def test_an_empty_and_a_broken_store_say_so(store_url: str, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"no database at all" * 100)
    empty = create_app(Settings(store_url, cache_folder=None))
    assert all("no data yet" in words(page) for page in drawn(empty, lang="en"))
    broken = create_app(Settings(f"sqlite:///{tmp_path / 'broken.db'}", cache_folder=None))
    assert all("cannot be read" in words(page) for page in drawn(broken, lang="en"))


def test_an_edition_that_is_not_kept_leads_to_the_newest(app: Dash) -> None:
    for page in drawn(app, lang="en", edition="99"):
        assert "no such edition" in words(page)
        assert any(href.startswith("/") and "edition" not in href for href in links(page))


def test_a_page_that_fails_gives_an_incident_number_and_logs_it(app: Dash, caplog: pytest.LogCaptureFixture) -> None:
    with app.server.test_request_context("/"):
        page = composition.frame.show("/", {"lang": "en"}, lambda _screen: 1 / 0)
    incident = re.search(r"E-[0-9A-F]{6}", words(page))
    assert incident
    assert incident.group() in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_dev_tools_and_mcp_stay_off(app: Dash, client: FlaskClient) -> None:
    assert not app.server.debug
    assert not any("mcp" in route for route in app.routes)
    assert '"ui":false' in client.get("/").text


@given(name=st.sampled_from(["zone", "town", "as_of", "metric"]), value=st.text(max_size=12) | st.sampled_from(ZONES))
def test_a_control_changes_the_address_once(name: str, value: str) -> None:
    changed = changed_search("?lang=zh&as_of=2016-05-31", name, value, browser_language="zh")
    if changed is not None:
        assert changed_search(changed, name, value, browser_language="zh") is None
        assert View.from_search(changed).search == changed


def test_a_filter_that_the_view_shows_already_changes_nothing() -> None:
    assert changed_search("?zone=南部", "zone", "南部", browser_language="zh") is None
    assert changed_search("", "zone", "all", browser_language="zh") is None
    assert (
        changed_search("?zone=南部&town=610824104", "zone", "北部", browser_language="en")
        == View("en", zone="北部").search
    )


def test_scripts_are_kept_for_good_where_their_address_names_their_content(client: FlaskClient) -> None:
    scripts = re.findall(r'src="([^"]+)"', client.get("/").text)
    assert len(scripts) > 5
    for script in scripts:
        answer = client.get(script, headers={"Accept-Encoding": "br"}, buffered=True)
        assert "immutable" in answer.headers["Cache-Control"], script
        assert answer.headers.get("Content-Encoding") == "br" or len(answer.data) < 800, script


def test_plotly_is_asked_for_again_only_by_its_tag(client: FlaskClient) -> None:
    client.get("/")
    path = composition.PRELOADED[1]
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
