"""The API (接口), version 1: its routes on the server, what is cached, and its errors, each as a problem."""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from dashboard.api import findings, metrics, openapi, places, received
from dashboard.api.declared import LANGUAGE, Asked, Route, read_values, shortened
from dashboard.api.problem import BELOW, Problem, is_below
from dashboard.components.frame import browser_language, database, new_incident
from dashboard.metrics.registry import DAILY
from dashboard.queries.reading import Reading, UnknownEdition, edition_note, newest_edition, open_reading
from dashboard.records.journal import open_journal
from data.engine import app_url
from data.migrate import StoreUnusable
from data.rules import rules
from data.text import Locale

ROUTES: tuple[Route, ...] = (*metrics.ROUTES, *places.ROUTES, *received.ROUTES, *findings.ROUTES)
"""Every address of the API in the order of its document; a new subject is a module with ROUTES of its own."""

_DOCUMENT = Route("openapi", openapi.PATH, lambda asked: openapi.document(asked.language, ROUTES), {}, (LANGUAGE,))
METHODS = "GET, HEAD, OPTIONS"


def install(server: Flask) -> None:
    """Put the addresses onto the server, and the answer for any other address below them."""
    for route in ROUTES:
        server.add_url_rule(route.rule, f"api_{route.name}", _view(route), methods=["GET"])
    server.add_url_rule(openapi.PATH, "api_openapi", _describe, methods=["GET"])
    for rule in (BELOW, f"{BELOW}/", f"{BELOW}/<path:rest>"):
        server.add_url_rule(rule, f"api_else_{len(rule)}", _nothing_here, methods=["GET"])
    server.register_error_handler(HTTPException, _refused)


def _view(route: Route) -> Any:  # noqa: ANN401 - a view function of Flask
    def view(**path: str) -> Response:
        try:
            return _kept(*_answered(route, path))
        except Problem as problem:
            return problem.answer(language_of_request())
        except Exception as error:  # noqa: BLE001 - logged with its trace by new_incident
            return Problem("failed", incident=new_incident(error)).answer(language_of_request())

    return view


def language_of_request() -> Locale:
    """Return the language asked for, else the browser's."""
    asked = request.args.get("lang")
    return "en" if asked == "en" else "zh" if asked == "zh" else browser_language()


def _answered(route: Route, path: Mapping[str, str]) -> tuple[Mapping[str, Any], str]:
    """Return the content of an answer and the tag of what it was made from."""
    values = read_values(route, request.args.to_dict(flat=False), path)
    reading = _reading(values.get("edition"))
    journal = open_journal(app_url(database()))
    language = language_of_request()
    asked = Asked(reading, edition_note(reading), journal, language, values, request.path)
    made_from = (reading.edition, reading.made_at, journal.last, language, request.path, sorted(values.items()))
    return route.answered(asked), _tag(made_from)


def _reading(edition: int | None) -> Reading:
    try:
        return open_reading(database(), edition=edition)
    except StoreUnusable as error:
        raise Problem("no_store", state=str(error.state)) from error
    except UnknownEdition as error:
        newest = newest_edition(open_reading(database()).engine)
        raise Problem("unknown_edition", allowed={"edition": {"from": 1, "to": newest}}, edition=edition) from error


@cache
def _made_by() -> str:
    """Return a digest of what else an answer depends on: the figures and the policy rules of this program."""
    return hashlib.sha256(repr((list(DAILY.values()), rules())).encode()).hexdigest()


def _tag(made_from: object) -> str:
    return hashlib.sha256(f"{openapi.VERSION} {_made_by()} {made_from!r}".encode()).hexdigest()[:32]


def _kept(content: Mapping[str, Any], tag: str) -> Response:
    """Return the answer, or word that the reader's copy still holds; a copy is asked about each time."""
    answer = Response(orjson.dumps(content), mimetype="application/json")
    answer.set_etag(tag, weak=True)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Language"] = language_of_request()
    answer.vary.add("Accept-Language")
    if request.if_none_match.contains_weak(tag):
        answer.status_code = 304
        answer.set_data(b"")
    return answer


def _describe() -> Response:
    language = language_of_request()
    try:
        values = read_values(_DOCUMENT, request.args.to_dict(flat=False), {})
    except Problem as problem:
        return problem.answer(language)
    return _kept(openapi.document(language, ROUTES), _tag((language, sorted(values.items()))))


def _addresses() -> list[str]:
    return [*(route.path for route in ROUTES), openapi.PATH]


def _nothing_here(**_: str) -> Response:
    problem = Problem("unknown_path", allowed={"paths": _addresses()}, path=shortened(request.path))
    return problem.answer(language_of_request())


def _refused(error: HTTPException) -> Response | HTTPException:
    """Return an error of the server below the API as a problem, any other as it is."""
    if not is_below(request.path):
        return error
    known = any(route.holds(request.path) for route in (*ROUTES, _DOCUMENT))
    if isinstance(error, MethodNotAllowed) and known:
        problem = Problem("wrong_method", allowed={"methods": METHODS.split(", ")}, method=request.method)
        return problem.answer(language_of_request(), {"Allow": METHODS})
    if error.code is not None and error.code < 500:
        return _nothing_here()
    return Problem("failed", incident=new_incident(error)).answer(language_of_request())
