"""Taking entries: from our own pages on this computer only, each fault answered with a sentence."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.api.journal import MARK, PATH
from dashboard.app import create_app
from dashboard.records.journal import open_journal, standing
from dashboard.settings import Settings
from data.engine import app_url
from tests.conftest import Loader

GOOD = {"subject": "edition_name", "key": "1", "name": "半年汇报", "author": "王主任"}


@pytest.fixture
def client(loaded: Loader, store_url: str) -> FlaskClient:
    loaded()
    return create_app(Settings(store_url, cache_folder=None)).server.test_client()


def post(client: FlaskClient, given: Any, *, lang: str = "zh", **headers: str) -> TestResponse:
    return client.post(f"{PATH}?lang={lang}", json=given, headers={MARK: "1", **headers})


def test_an_entry_is_kept_and_said_to_be(client: FlaskClient, store_url: str) -> None:
    answer = post(client, GOOD)
    assert (answer.status_code, answer.get_json()) == (201, {"message": "已保存"})
    kept = standing(open_journal(app_url(store_url)), "edition_name")["1"]
    assert (kept.content, kept.author) == ({"name": "半年汇报"}, "王主任")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ([1], 400),
        ({**GOOD, "name": 3}, 400),
        ({**GOOD, "subject": "weather"}, 400),
        ({**GOOD, "author": " "}, 422),
        ({**GOOD, "key": "x"}, 422),
    ],
)
def test_a_fault_is_answered_with_a_sentence_and_nothing_is_kept(
    client: FlaskClient, store_url: str, given: Any, status: int
) -> None:
    for lang in ("zh", "en"):
        answer = post(client, given, lang=lang)
        assert answer.status_code == status
        assert answer.get_json()["message"]
    assert open_journal(app_url(store_url)).last == 0


def test_another_site_and_another_computer_cannot_write(client: FlaskClient, store_url: str) -> None:
    assert client.post(PATH, json=GOOD).status_code == 403
    assert client.post(PATH, data=GOOD).status_code == 403
    assert post(client, GOOD, **{"X-Forwarded-For": "10.0.0.7"}).status_code == 403
    assert client.get(PATH).status_code == 404
    assert open_journal(app_url(store_url)).last == 0
