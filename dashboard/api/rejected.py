"""Rejected rows as a workbook (退回表): made from the original handed in once more, or from what the store keeps.

The loader makes it, in a process of its own, for the screens never import the loader. What was handed in lies in a
folder that is removed with the answer.
"""

import os
import subprocess
import sys
import tempfile
from http import HTTPStatus
from pathlib import Path, PurePosixPath

from flask import Flask, Response, jsonify, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.api.journal import MARK
from dashboard.components.data_file import DOWNLOAD
from dashboard.components.frame import database, view_of
from dashboard.guard import is_local
from dashboard.i18n import t
from data.text import Locale

MEGABYTE = 2**20
MOST_MEGABYTES = 64
MOST_SECONDS = 120
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = "rejected.xlsx"
ROOT = Path(__file__).parents[2]


class NotMade(Exception):
    """A workbook that could not be made; the message says why, in the reader's language."""


def install(server: Flask) -> None:
    """Put the address onto the server."""
    server.add_url_rule(DOWNLOAD, "rejected", _answer, methods=["GET", "POST"])


def _answer() -> Response:
    language = view_of(request.args.to_dict()).language
    if not is_local() or (request.method == "POST" and request.headers.get(MARK) != "1"):
        return _refusal(t(language, "shell.write_local"), HTTPStatus.FORBIDDEN)
    number = request.args.get("file", "")
    if not (number.isascii() and number.isdigit()) or len(number) > 9 or not int(number):
        return _refusal(t(language, "data.workbook_unknown"), HTTPStatus.NOT_FOUND)
    with tempfile.TemporaryDirectory(prefix="rejected-") as folder:
        try:
            original = _saved(Path(folder), language) if request.method == "POST" else None
            content = _made(number, original, Path(folder) / NAME, language=language)
        except NotMade as why:
            return _refusal(str(why), HTTPStatus.UNPROCESSABLE_ENTITY)
    answer = Response(content, mimetype=WORKBOOK)
    answer.headers["Content-Disposition"] = f'attachment; filename="rejected-{int(number)}.xlsx"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _saved(folder: Path, language: Locale) -> Path:
    """Write the file handed in into ``folder``; NotMade if there is none or it is too large."""
    request.max_content_length = MOST_MEGABYTES * MEGABYTE
    try:
        given = request.files.get("original")
    except RequestEntityTooLarge as error:
        raise NotMade(t(language, "data.workbook_large", size=MOST_MEGABYTES)) from error
    if given is None or not given.filename:
        raise NotMade(t(language, "data.workbook_missing"))
    path = folder / f"original{_ending(given)}"
    given.save(path)
    return path


def _ending(given: FileStorage) -> str:
    ending = PurePosixPath(given.filename or "").suffix.lower()
    return ending if ending in {".xlsx", ".xls", ".csv", ".zip"} else ""


def _made(number: str, original: Path | None, target: Path, *, language: Locale) -> bytes:
    """Return the workbook; NotMade with the loader's own words where it refuses."""
    words = [str(original)] if original is not None else []
    command = [sys.executable, "-m", "etl", "rejected", *words, "--of", str(int(number)), "-o", str(target)]
    search = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    # The address goes by the environment: a command line can be seen by others, and it may hold a password.
    told = {**os.environ, "DATABASE_URL": database(), "PYTHONPATH": search, "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(command, env=told, capture_output=True, check=False, timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise NotMade(t(language, "data.workbook_slow")) from error
    if done.returncode == 0 and target.exists():
        return target.read_bytes()
    raise NotMade(_said(done.stderr.decode("utf-8", "replace"), language))


def _said(spoken: str, language: Locale) -> str:
    """Return what the loader complained of in one language: it says everything in Chinese, then in English."""
    lines = [line for line in spoken.splitlines() if line.strip()]
    if len(lines) != 2:
        return t(language, "data.workbook_failed")
    return lines[0 if language == "zh" else 1]


def _refusal(message: str, status: HTTPStatus) -> Response:
    if request.method == "GET":
        return Response(message, status=int(status), content_type="text/plain; charset=utf-8")
    answer = jsonify({"message": message})
    answer.status_code = int(status)
    return answer
