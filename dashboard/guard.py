"""Who may read, and what a browser may do with what it reads: loopback gate, security headers, plain pages."""

from html import escape
from ipaddress import ip_address

from dash import Dash
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from dashboard.api.problem import Problem, is_below
from dashboard.components.frame import database, new_incident, view_of
from dashboard.i18n import LANGUAGES, t
from dashboard.queries.store_note import is_private

HEALTH = "/health"
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def is_local() -> bool:
    """Return whether the request comes from this computer itself, directly and by one of its own names."""
    try:
        loopback = ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
    named = request.host.rsplit(":", 1)[0].strip("[]") if "]" not in request.host else request.host.split("]")[0][1:]
    return loopback and named in LOCAL_NAMES and not any(header in request.headers for header in FORWARDED)


def install(app: Dash) -> None:
    """Put the gate, the headers and the plain error pages onto an application."""
    server: Flask = app.server
    server.before_request(_gate)
    server.register_error_handler(Exception, _server_error)

    def after(response: Response) -> Response:
        response.headers.update(HEADERS)
        if response.mimetype == "text/html":
            hashes = " ".join(app.csp_hashes())
            response.headers["Content-Security-Policy"] = POLICY.format(hashes=hashes)
            response.headers["Cache-Control"] = "no-store"
        return response

    server.after_request(after)


def _gate() -> Response | None:
    if request.path == HEALTH or is_local() or not is_private(database()):
        return None
    if is_below(request.path):
        return Problem("private").answer(view_of(request.args.to_dict()).language)
    return plain_page("private", status=403)


def _server_error(error: Exception) -> Response | HTTPException:
    if isinstance(error, HTTPException):
        return error
    return plain_page("server_error", status=500, incident=new_incident(error))


def plain_page(name: str, *, status: int, **slots: object) -> Response:
    """Return a page in both languages without any script: title and line of a text of the frame."""
    parts = []
    for language in LANGUAGES:
        title = escape(t(language, f"shell.{name}_title"))
        line = escape(t(language, f"shell.{name}_line", **slots))
        tongue = "zh-CN" if language == "zh" else "en"
        parts.append(f'<section lang="{tongue}"><h1>{title}</h1><p>{line}</p></section>')
    title = escape(t("zh", f"shell.{name}_title"))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    page = f'<!DOCTYPE html><html lang="zh-CN"><head>{head}</head><body><main>{"".join(parts)}</main></body></html>'
    return Response(page, status=status, mimetype="text/html")
