"""The workbook of rejected rows over the web: from the original or from the store, on this computer only."""

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.api import rejected
from dashboard.app import create_app
from dashboard.settings import Settings
from etl.load import Request, load
from tests.builders import SOUTH, village, write_csv

JUNE = date(2016, 6, 30)
MARKED = {"X-County-Form": "1"}


@pytest.fixture
def original(store_url: str, tmp_path: Path) -> Path:
    path = write_csv(tmp_path / "村.csv", [village(SOUTH), village("1", 行政村="=1+1")])
    load(store_url, Request([path], JUNE))
    return path


@pytest.fixture
def client(store_url: str, original: Path) -> FlaskClient:
    assert original.exists()
    return create_app(Settings(store_url, cache_folder=None)).server.test_client()


def hand_in(client: FlaskClient, path: Path, *, query: str = "file=1&lang=zh", **more: object) -> tuple[int, bytes]:
    data = {"original": (BytesIO(path.read_bytes()), path.name)}
    answer = client.post(f"/rejected?{query}", data=data, headers=MARKED, **more)  # type: ignore[arg-type]
    return answer.status_code, answer.data


def test_the_original_gives_its_rejected_rows_back(client: FlaskClient, original: Path) -> None:
    status, content = hand_in(client, original)
    assert status == 200
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert sheet.title == "村.csv"
    assert [cell.value for cell in sheet[2]][:2] == ["1", "=1+1"]
    assert sheet["B2"].data_type == "s"


def test_another_file_is_refused_in_the_readers_language(client: FlaskClient, tmp_path: Path) -> None:
    other = write_csv(tmp_path / "x.csv", [village("2")])
    status, content = hand_in(client, other)
    assert (status, "SHA-256 不同" in content.decode("unicode_escape")) == (422, True)
    status, content = hand_in(client, other, query="file=1&lang=en")
    assert (status, b"not the file asked for" in content) == (422, True)


def test_the_store_alone_gives_a_list(client: FlaskClient) -> None:
    answer = client.get("/rejected?file=1&lang=zh")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="rejected-1.xlsx"'
    assert "退回的行" in openpyxl.load_workbook(BytesIO(answer.data)).sheetnames[0]


def test_nothing_is_left_behind(
    client: FlaskClient, original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    assert hand_in(client, original)[0] == 200
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "99999999999", "٣"])
def test_a_number_that_is_none_is_refused(client: FlaskClient, number: str) -> None:
    assert client.get(f"/rejected?file={number}").status_code == 404


def test_a_file_the_store_does_not_have_is_refused(client: FlaskClient) -> None:
    assert client.get("/rejected?file=77&lang=en").status_code == 422


def test_only_this_computer_and_only_our_own_form(client: FlaskClient, original: Path) -> None:
    far = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get("/rejected?file=1", environ_base=far).status_code == 403
    assert hand_in(client, original, environ_base=far)[0] == 403
    data = {"original": (BytesIO(b"x"), "x.csv")}
    assert client.post("/rejected?file=1", data=data).status_code == 403


def test_a_form_without_a_file_is_told(client: FlaskClient) -> None:
    answer = client.post("/rejected?file=1&lang=en", data={}, headers=MARKED)
    assert (answer.status_code, answer.json) == (422, {"message": "No file came; choose the original first."})


def test_a_file_too_large_is_told(client: FlaskClient, original: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejected, "MEGABYTE", 1)
    status, content = hand_in(client, original, query="file=1&lang=en")
    assert (status, b"too large" in content) == (422, True)


def test_a_loader_too_slow_is_told(client: FlaskClient, original: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejected, "MOST_SECONDS", 0.01)
    status, content = hand_in(client, original, query="file=1&lang=en")
    assert (status, b"not made in time" in content) == (422, True)


def test_words_that_are_no_sentence_of_ours_are_not_shown() -> None:
    assert "Traceback" not in rejected._said("Traceback\n  File x\nValueError", "en")
