"""The API: what it answers, what it says when it cannot, and when a copy at hand still holds."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.api.problem import STATUS
from dashboard.api.v1 import ROUTES
from dashboard.app import create_app
from dashboard.i18n import LANGUAGES, catalogue
from dashboard.metrics.registry import DAILY
from dashboard.records.journal import write
from dashboard.settings import Settings
from data.engine import app_url
from tests import builders
from tests.conftest import Loader
from tests.unit.house.sources import held


@pytest.fixture
def client(loaded: Loader, store_url: str) -> FlaskClient:
    loaded()
    return create_app(Settings(store_url, cache_folder=None)).server.test_client()


@pytest.mark.parametrize(
    ("address", "problem", "allowed"),
    [
        ("/api/v1/metrics/people", "unknown-metric", {"id": list(DAILY)}),
        ("/api/v1/metrics?as_of=30.06.2016", "bad-value", {"as_of": {"type": "string", "format": "date"}}),
        ("/api/v1/metrics?as_of=2031-06-30", "day-outside", {"as_of": {"from": "2015-12-31", "to": "2016-06-30"}}),
        ("/api/v1/metrics/people.poor?by=level", "unsupported-breakdown", {"by": ["zone", "town", "village"]}),
        ("/api/v1/villages?page=7", "page-past-end", {"page": {"from": 1, "to": 1}}),
        ("/api/v1/villages?edition=8", "unknown-edition", {"edition": {"from": 1, "to": 1}}),
        ("/api/v1/deliveries?day=1", "unknown-parameter", {"parameters": ["page", "page_size", "lang", "edition"]}),
        ("/api/v1/villages?page=1&page=2", "repeated-parameter", None),
        ("/api/v2", "unknown-path", {"paths": [*(route.path for route in ROUTES), "/api/v1/openapi.json"]}),
        ("/api", "unknown-path", {"paths": [*(route.path for route in ROUTES), "/api/v1/openapi.json"]}),
    ],
)
def test_a_bad_question_is_told_what_is_allowed(
    client: FlaskClient, address: str, problem: str, allowed: object
) -> None:
    answer = client.get(address)
    said = answer.get_json(force=True)
    assert answer.mimetype == "application/problem+json"
    assert said["type"].endswith(problem)
    assert (said["status"], said.get("allowed")) == (answer.status_code, allowed)


def test_a_problem_speaks_the_language_of_the_request(client: FlaskClient) -> None:
    english = client.get("/api/v1/villages?page=7", headers={"Accept-Language": "en"}).get_json(force=True)
    chinese = client.get("/api/v1/villages?page=7&lang=zh", headers={"Accept-Language": "en"}).get_json(force=True)
    assert english["detail"] == "There are 1 pages; page 7 is past the end."
    assert chinese["detail"] == "共 1 页，没有第 7 页。"


def test_only_reading_is_accepted(client: FlaskClient) -> None:
    refused = client.post("/api/v1/villages")
    assert (refused.status_code, refused.mimetype) == (405, "application/problem+json")
    assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"
    whole, head = client.get("/api/v1/villages"), client.head("/api/v1/villages")
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", whole.headers["ETag"])
    assert client.delete("/api/v1/nothing").status_code == 404


def test_pages_join_to_the_whole(client: FlaskClient) -> None:
    whole = client.get("/api/v1/villages").get_json()["items"]
    address, found = "/api/v1/villages?page_size=2", []
    while address:
        page = client.get(address).get_json()
        found += page["items"]
        address = page["next"]
    assert found == whole
    assert len(whole) == len(builders.VILLAGE_NAMES)


def test_a_copy_holds_until_something_is_written_or_loaded(client: FlaskClient, loaded: Loader, store_url: str) -> None:
    tag = client.get("/api/v1/metrics").headers["ETag"]
    again = client.get("/api/v1/metrics", headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["Cache-Control"] == "private, no-cache"
    other = client.get("/api/v1/metrics?lang=en", headers={"If-None-Match": tag})
    assert other.status_code == 200
    write(app_url(store_url), "pledge", "a", content={"text": "b"}, author="c")
    assert client.get("/api/v1/metrics", headers={"If-None-Match": tag}).status_code == 200
    tag = client.get("/api/v1/metrics").headers["ETag"]
    loaded({"villages": [builders.village(builders.SOUTH, 总户数=101)]})
    assert client.get("/api/v1/metrics", headers={"If-None-Match": tag}).status_code == 200


def test_a_problem_is_never_a_copy(client: FlaskClient) -> None:
    assert client.get("/api/v1/villages?page=9", headers={"If-None-Match": "*"}).status_code == 404


def test_without_a_store_there_is_a_problem_and_the_description(tmp_path: Path) -> None:
    client = create_app(Settings(f"sqlite:///{tmp_path / 'none.db'}", cache_folder=None)).server.test_client()
    answer = client.get("/api/v1/metrics")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert client.get("/api/v1/openapi.json").status_code == 200


def test_another_computer_gets_no_real_data(client: FlaskClient) -> None:
    answer = client.get("/api/v1/villages", environ_base={"REMOTE_ADDR": "10.0.0.7"})
    assert (answer.status_code, answer.mimetype) == (403, "application/problem+json")


def test_a_failure_has_a_number_and_no_trace(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.api.v1.open_journal", lambda _: 1 / 0)
    answer = client.get("/api/v1/villages")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert b"ZeroDivision" not in answer.data


def test_values_are_raw_and_carry_their_definition(client: FlaskClient) -> None:
    poor = client.get("/api/v1/metrics/people.poor?lang=en").get_json()
    assert isinstance(poor["value"], int)
    assert (poor["unit"], poor["kind"], poor["as_of"], poor["edition"], poor["is_demo"]) == (
        "people", "count", "2016-06-30", 1, False,
    )  # fmt: skip
    assert poor["formula"]
    assert poor["sources"]
    share = client.get("/api/v1/metrics/villages.exited?lang=zh").get_json()
    assert share["rules"][0]["key"] == "goal.villages"
    missing = client.get("/api/v1/metrics/households.paired").get_json()
    assert "value" in missing


def test_the_description_names_every_address_and_every_word_is_there(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    assert set(document["paths"]) == {*(route.path for route in ROUTES), "/api/v1/openapi.json"}
    names = [f"api.{name}_{part}" for name in STATUS for part in ("title", "detail")]
    names += [f"api.param_{each.name}" for route in ROUTES for each in route.parameters]
    held((name for name in names if name not in catalogue()), names, at_least=30)
    assert LANGUAGES
