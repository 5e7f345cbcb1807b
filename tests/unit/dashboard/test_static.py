import gzip
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from flask import Flask, Response

from dashboard import static

Served = tuple[Flask, static.Store]
SCRIPT = b"function f() { return 1; }\n" * 200


@pytest.fixture
def server(tmp_path: Path) -> Served:
    flask = Flask("compressing")
    store = static.install(flask, tmp_path / "cache")
    flask.add_url_rule("/a.vm1.js", "script", lambda: Response(SCRIPT, mimetype="text/javascript"))
    flask.add_url_rule("/small", "small", lambda: Response("{}", mimetype="application/json"))
    flask.add_url_rule("/answer", "answer", lambda: Response("[1]" * 999, mimetype="application/json"))
    return flask, store


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_the_browser_gets_what_was_sent_in_an_encoding_it_takes(
    server: Served, encoding: str, unpack: Callable[[bytes], bytes]
) -> None:
    answer = server[0].test_client().get("/a.vm1.js", headers={"Accept-Encoding": encoding})
    assert answer.headers["Content-Encoding"] == encoding
    assert unpack(answer.data) == SCRIPT
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_browser_that_takes_neither_gets_the_plain_file(server: Served) -> None:
    answer = server[0].test_client().get("/a.vm1.js", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer.headers
    assert answer.data == SCRIPT


def test_a_best_form_is_made_once_and_outlives_the_process(server: Served, tmp_path: Path) -> None:
    made = server[1].make(SCRIPT, "br")
    assert static.Store(tmp_path / "cache").best(SCRIPT, "br") == made
    answer = server[0].test_client().get("/a.vm1.js", headers={"Accept-Encoding": "br"})
    assert answer.data == made


def test_small_answers_stay_as_they_are_and_large_ones_shrink(server: Served) -> None:
    client, brotlied = server[0].test_client(), {"Accept-Encoding": "br"}
    assert "Content-Encoding" not in client.get("/small", headers=brotlied).headers
    assert len(client.get("/answer", headers=brotlied).data) < 100


def test_a_disk_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = static.Store(tmp_path / "file" / "below")
    assert brotli.decompress(store.make(SCRIPT, "br")) == SCRIPT
