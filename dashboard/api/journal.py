"""Taking what users write (填写): one address, same site only, and on this computer only until accounts exist."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Flask, Response, jsonify, request

from dashboard.components.frame import database, view_of
from dashboard.guard import is_local
from dashboard.i18n import t
from dashboard.records.fields import MOST_OF_A_NAME, NotAcceptable, text_of
from dashboard.records.journal import entries, open_journal, write
from dashboard.records.subjects import SUBJECTS, accepted
from data.engine import app_url
from data.text import Locale, Text

PATH = "/journal"
MARK = "X-County-Form"
"""A header that only our own script sends: a form of another site cannot."""
AUTHOR = Text("填写人", "Your name")


def install(server: Flask) -> None:
    """Put the address onto the server."""
    server.add_url_rule(PATH, "journal", _take, methods=["POST"])


def _take() -> tuple[Response, int]:
    language = view_of(request.args.to_dict()).language
    if not is_local() or request.headers.get(MARK) != "1":
        return _answer(t(language, "shell.write_local"), HTTPStatus.FORBIDDEN)
    given = request.get_json(silent=True)
    if not isinstance(given, Mapping) or not all(isinstance(value, str) for value in given.values()):
        return _answer(t(language, "shell.write_malformed"), HTTPStatus.BAD_REQUEST)
    return _write(given, language)


def _write(given: Mapping[str, str], language: Locale) -> tuple[Response, int]:
    fields = dict(given)
    subject, key = fields.pop("subject", ""), fields.pop("key", "")
    if subject not in SUBJECTS:
        return _answer(t(language, "shell.write_malformed"), HTTPStatus.BAD_REQUEST)
    try:
        author = text_of(fields, "author", label=AUTHOR, required=True, most=MOST_OF_A_NAME)
        earlier = [each for each in entries(open_journal(app_url(database())), subject) if each.key == key]
        content = accepted(subject, key, fields, earlier=earlier)
    except NotAcceptable as refused:
        return _answer(refused.reason[language], HTTPStatus.UNPROCESSABLE_ENTITY)
    write(app_url(database()), subject, key, content=content, author=author)
    return _answer(t(language, "shell.write_done"), HTTPStatus.CREATED)


def _answer(message: str, status: HTTPStatus) -> tuple[Response, int]:
    return jsonify({"message": message}), int(status)
