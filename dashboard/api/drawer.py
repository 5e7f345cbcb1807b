"""The address of the drawer (数据来源): a fragment of HTML that the page's script puts at its side."""

from http import HTTPStatus

from dash import html
from flask import Flask, Response, request

from dashboard.components.drawer import PATH, drawer
from dashboard.components.frame import database, new_incident, view_of
from dashboard.components.static_html import written
from dashboard.i18n import t
from dashboard.metrics.registry import UnknownMetric
from dashboard.opened import Look
from dashboard.queries.evidence.listing import NoEvidence
from dashboard.queries.reading import UnknownEdition
from dashboard.queries.screen import open_screen
from dashboard.view import View
from data.migrate import StoreUnusable

MIMETYPE = "text/html"


def install(server: Flask) -> None:
    """Put the address onto the server."""
    server.add_url_rule(PATH, "figure", _figure, methods=["GET"])


def _figure() -> Response:
    view = view_of(request.args.to_dict())
    look = Look.from_query(dict(request.args.lists()))
    name = request.args.get("open", "")
    if look is None:
        return _said(t(view.language, "drawer.unknown", figure=name), HTTPStatus.NOT_FOUND)
    try:
        return _drawn(view, look)
    except (NoEvidence, UnknownMetric):
        return _said(t(view.language, "drawer.unknown", figure=look.opened.metric), HTTPStatus.NOT_FOUND)
    except UnknownEdition:
        return _said(t(view.language, "drawer.edition_gone", edition=view.edition), HTTPStatus.GONE)
    except StoreUnusable:
        return _said(t(view.language, "drawer.no_store"), HTTPStatus.SERVICE_UNAVAILABLE)
    except Exception as error:  # noqa: BLE001 - logged with its trace by new_incident
        incident = new_incident(error)
        return _said(t(view.language, "drawer.failed", incident=incident), HTTPStatus.INTERNAL_SERVER_ERROR)


def _drawn(view: View, look: Look) -> Response:
    screen = open_screen(database(), view)
    dated = look.on(look.opened.as_of or screen.as_of)
    return Response(written(drawer(screen, dated)), mimetype=MIMETYPE)


def _said(sentence: str, status: HTTPStatus) -> Response:
    return Response(written(html.P(sentence, className="drawer-said")), status=int(status), mimetype=MIMETYPE)
