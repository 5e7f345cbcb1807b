"""What the API says when it cannot answer (RFC 9457): a problem with its detail in words and what is allowed."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from flask import Response, request

from dashboard.i18n import t
from data.text import Locale

BELOW = "/api"
MIMETYPE = "application/problem+json"
TYPE = "urn:county-dashboard:problem:"
STATUS: Mapping[str, HTTPStatus] = {
    "unknown_path": HTTPStatus.NOT_FOUND,
    "wrong_method": HTTPStatus.METHOD_NOT_ALLOWED,
    "unknown_parameter": HTTPStatus.BAD_REQUEST,
    "repeated_parameter": HTTPStatus.BAD_REQUEST,
    "bad_value": HTTPStatus.BAD_REQUEST,
    "unknown_metric": HTTPStatus.NOT_FOUND,
    "unsupported_breakdown": HTTPStatus.NOT_FOUND,
    "day_outside": HTTPStatus.NOT_FOUND,
    "unknown_edition": HTTPStatus.NOT_FOUND,
    "page_past_end": HTTPStatus.NOT_FOUND,
    "no_store": HTTPStatus.SERVICE_UNAVAILABLE,
    "private": HTTPStatus.FORBIDDEN,
    "failed": HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""Every problem with its status: 400 for what the description of the API excludes, 404 for what is not there."""


class Problem(Exception):
    """A problem of a request; ``allowed`` is what would have been taken, ``slots`` fill the words of the detail."""

    def __init__(self, name: str, /, *, allowed: Mapping[str, Any] | None = None, **slots: object) -> None:
        super().__init__(name)
        self.name = name
        self.allowed = allowed or {}
        self.slots = slots

    def answer(self, language: Locale, headers: Mapping[str, str] | None = None) -> Response:
        """Return the problem as an answer in the language."""
        status = STATUS[self.name]
        body: dict[str, Any] = {
            "type": TYPE + self.name.replace("_", "-"),
            "title": t(language, f"api.{self.name}_title"),
            "status": int(status),
            "detail": t(language, f"api.{self.name}_detail", **self.slots),
            "instance": request.path,
        }
        body |= {"allowed": dict(self.allowed)} if self.allowed else {}
        answer = Response(orjson.dumps(body), status=int(status), mimetype=MIMETYPE, headers=dict(headers or {}))
        answer.headers["Content-Language"] = language
        answer.headers["Cache-Control"] = "no-store"
        return answer


def is_below(path: str) -> bool:
    """Return whether an address is one of the API's, there or not."""
    return path == BELOW or path.startswith(f"{BELOW}/")
