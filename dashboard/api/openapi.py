"""The OpenAPI document of the API, written from the declarations of its routes."""

from collections.abc import Sequence
from typing import Any

from dashboard.api.declared import LANGUAGE, Parameter, Route
from dashboard.api.problem import MIMETYPE, STATUS
from dashboard.api.schemas import PROBLEM
from dashboard.i18n import t
from data.text import Locale

PATH = "/api/v1/openapi.json"
VERSION = "1"
OF_EVERY = ("unknown_parameter", "repeated_parameter", "bad_value", "private", "failed")
OF_DATA = ("unknown_edition", "no_store")
"""Problems of every address, and those of every address that reads an edition."""


def document(language: Locale, routes: Sequence[Route]) -> dict[str, Any]:
    """Return the document with its words in the language."""
    paths = {route.path: {"get": _operation(language, route)} for route in routes}
    paths[PATH] = {"get": _own_operation(language)}
    return {
        "openapi": "3.1.0",
        "info": {"title": t(language, "api.title"), "version": VERSION, "description": t(language, "api.about")},
        "paths": paths,
        "components": {
            "schemas": {"problem": PROBLEM},
            "headers": {"ETag": {"schema": {"type": "string"}, "required": True}},
        },
    }


def _operation(language: Locale, route: Route) -> dict[str, Any]:
    answers = {"200": _answer(language, route.schema), "304": {"description": t(language, "api.not_modified")}}
    return {
        "operationId": route.name,
        "summary": t(language, f"api.route_{route.name}"),
        "parameters": [_parameter(language, each) for each in route.parameters],
        "responses": answers | _problems(language, (*OF_EVERY, *OF_DATA, *route.problems)),
    }


def _own_operation(language: Locale) -> dict[str, Any]:
    answers = {"200": _answer(language, {"type": "object"}), "304": {"description": t(language, "api.not_modified")}}
    return {
        "operationId": "openapi",
        "summary": t(language, "api.route_openapi"),
        "parameters": [_parameter(language, LANGUAGE)],
        "responses": answers | _problems(language, OF_EVERY),
    }


def _answer(language: Locale, schema: Any) -> dict[str, Any]:  # noqa: ANN401 - a piece of JSON Schema
    return {
        "description": t(language, "api.answered"),
        "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
        "content": {"application/json": {"schema": schema}},
    }


def _parameter(language: Locale, each: Parameter) -> dict[str, Any]:
    return {
        "name": each.name,
        "in": each.place,
        "required": each.place == "path",
        "description": t(language, f"api.param_{each.name}"),
        "schema": dict(each.schema),
    }


def _problems(language: Locale, names: Sequence[str]) -> dict[str, Any]:
    by_status: dict[str, list[str]] = {}
    for name in names:
        by_status.setdefault(str(int(STATUS[name])), []).append(t(language, f"api.{name}_title"))
    schema = {"$ref": "#/components/schemas/problem"}
    comma = t(language, "shell.list_comma")
    return {
        status: {"description": comma.join(titles), "content": {MIMETYPE: {"schema": schema}}}
        for status, titles in by_status.items()
    }
