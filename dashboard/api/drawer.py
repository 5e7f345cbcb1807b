"""The address of the drawer (数据来源): a fragment of HTML that the page's script puts at its side."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Flask, Response, request

from dashboard.api.exports import file_name
from dashboard.components.drawer import PATH, drawer, is_withheld, message
from dashboard.components.frame import database, new_incident, view_of
from dashboard.components.static_html import written
from dashboard.exports.cover import COVER_WIDTHS, Page, cover_rows
from dashboard.exports.evidence import evidence_tables
from dashboard.exports.stream import csv_answer, workbook_answer
from dashboard.i18n import t
from dashboard.metrics.registry import UnknownMetric, metric
from dashboard.opened import Look, Opened
from dashboard.queries.evidence.listing import NoEvidence
from dashboard.queries.reading import UnknownEdition
from dashboard.queries.screen import Screen, open_screen
from dashboard.view import View
from data.migrate import StoreUnusable

MIMETYPE = "text/html"


def install(server: Flask) -> None:
    """Put the address onto the server."""
    server.add_url_rule(PATH, "figure", _figure, methods=["GET"])
    server.add_url_rule(f"{PATH}/rows.<ending>", "figure_rows", _rows, methods=["GET"])


def _figure() -> Response:
    """Return the drawer of a figure, or a sentence that says why there is none."""
    return _answered(_drawn)


def _rows(ending: str) -> Response:
    """Return the rows behind a figure as a workbook, or those of one term as CSV."""
    if ending not in ("xlsx", "csv"):
        return _said(view_of(request.args.to_dict()), "unknown", HTTPStatus.NOT_FOUND, figure=ending)
    return _answered(_workbook if ending == "xlsx" else _csv)


def _answered(answer: Callable[[View, Look], Response]) -> Response:
    view = view_of(request.args.to_dict())
    look = Look.from_query(dict(request.args.lists()))
    name = request.args.get("open", "")
    if look is None:
        return _said(view, "unknown", HTTPStatus.NOT_FOUND, figure=name)
    try:
        return answer(view, look)
    except (NoEvidence, UnknownMetric):
        return _said(view, "unknown", HTTPStatus.NOT_FOUND, figure=look.opened.metric)
    except UnknownEdition:
        return _said(view, "edition_gone", HTTPStatus.GONE, edition=view.edition)
    except StoreUnusable:
        return _said(view, "no_store", HTTPStatus.SERVICE_UNAVAILABLE)
    except Exception as error:  # noqa: BLE001 - logged with its trace by new_incident
        incident = new_incident(error)
        return _said(view, "failed", HTTPStatus.INTERNAL_SERVER_ERROR, incident=incident)


def _drawn(view: View, look: Look) -> Response:
    screen = open_screen(database(), view)
    dated = look.on(look.opened.as_of or screen.as_of)
    return Response(written(drawer(screen, dated)), mimetype=MIMETYPE)


def _workbook(view: View, look: Look) -> Response:
    screen, opened = _opened(view, look)
    tables = evidence_tables(screen, opened)
    address = request.host_url.rstrip("/") + f"/{screen.view.search}&{urlencode({'open': opened.written})}"
    cover = (t(screen.language, "exports.cover"), cover_rows(screen, Page("overview", address), tables), COVER_WIDTHS)
    return workbook_answer(file_name(screen, metric(opened.metric).name[screen.language], "xlsx"), tables, cover)


def _csv(view: View, look: Look) -> Response:
    screen, opened = _opened(view, look)
    tables = evidence_tables(screen, opened)
    table = tables[min(look.at, len(tables) - 1)]
    return csv_answer(file_name(screen, f"{metric(opened.metric).name[screen.language]}-{table.title}", "csv"), table)


def _opened(view: View, look: Look) -> tuple[Screen, Opened]:
    """Return screen and figure of a download. Raises NoEvidence for rows that are withheld."""
    screen = open_screen(database(), view)
    opened = look.on(look.opened.as_of or screen.as_of).opened
    if is_withheld(screen, opened):
        raise NoEvidence(f"{opened.metric} is withheld")
    return screen, opened


def _said(view: View, key: str, status: HTTPStatus, **parts: object) -> Response:
    said = message(view.language, t(view.language, f"drawer.{key}", **parts))
    return Response(written(said), status=int(status), mimetype=MIMETYPE)
