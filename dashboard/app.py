"""The composition root: one function that puts pages, shell, guard and compression together."""

import re
from collections.abc import Callable
from html import escape
from types import ModuleType
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

import dash
from dash import ALL, Dash, Input, Output, State, ctx, dcc, no_update, set_props
from dash.development.base_component import Component
from flask import Response, request

from dashboard import guard, ids, static, theme
from dashboard.api import drawer, exports, journal, rejected, v1
from dashboard.components import bar, frame
from dashboard.components import plain_html as html
from dashboard.components.drawer import message
from dashboard.components.static_html import written
from dashboard.i18n import t
from dashboard.queries.store_note import store_note
from dashboard.settings import Settings
from dashboard.view import View
from pages import assistance, compare, funds, industry, oversight, overview, proposals, village
from pages import data as data_page
from pages import exit as exit_page
from pages import map as map_page

PAGES: tuple[ModuleType, ...] = (
    overview, map_page, exit_page, funds, industry, assistance, oversight, proposals, data_page, compare,
)  # fmt: skip
WITH_A_CODE: tuple[ModuleType, ...] = (village,)
"""Pages of one thing each, off the bar: the last part of their address is its code."""
ROUTES: tuple[ModuleType, ...] = (journal, rejected, v1, exports, drawer)
"""Addresses beside the pages: each module has ``install(server)``."""
NOT_FOUND, NOT_FOUND_TITLE = "not_found_404", "not_found_title"
GRID_SCRIPT = re.compile(r"<script[^>]*dash_ag_grid[^>]*></script>")
"""The grid's script, a third of a megabyte: only the page with grids names it (see ``assets/grid_page.js``)."""
PATHS = frozenset(path for _, path in (*bar.PAGES, *bar.BESIDE))
PRELOADED = (
    "/_dash-component-suites/plotly/package_data/plotly.min.js",
    "/_dash-component-suites/dash/dcc/async-graph.js",
)
"""Scripts every page draws with; asked for at once instead of after the first answer."""
INDEX = """<!DOCTYPE html>
<html lang="{lang}">
<head>
{metas}
<title>{title}</title>
<link rel="icon" type="image/svg+xml" href="{icon}">
{preload}
<style>{style}</style>
{css}
</head>
<body>
<noscript>{noscript}</noscript>
<div id="react-entry-point"><p class="boot">{loading}</p></div>
<template id="drawer-unreachable">{unreachable}</template>
{config}
{scripts}
{renderer}
</body>
</html>"""


class CountyDash(Dash):
    """Dash with an index page of its own: language, title and colours of the request, no versions told."""

    def interpolate_index(self, *_: str, **parts: str) -> str:
        """Return the index page for the present request."""
        view = frame.view_of(request.args.to_dict())
        screen, beamer = theme.css_variables(theme.LIGHT), theme.css_variables(theme.PROJECTOR)
        return INDEX.format(
            lang="en" if view.language == "en" else "zh-CN",
            metas=parts["metas"],
            title=escape(title_of(request.path, view)),
            icon=self.get_asset_url("favicon.svg"),
            style=f":root{{{screen}}}.is-present{{{beamer}}}",
            preload="".join(f'<link rel="preload" as="script" href="{path}">' for path in PRELOADED),
            css=parts["css"],
            noscript=escape(t(view.language, "shell.script_needed")),
            loading=escape(t(view.language, "shell.loading")),
            unreachable=written(message(view.language, t(view.language, "drawer.unreachable"))),
            config=parts["config"],
            scripts=parts["scripts"] if request.path == funds.PATH else GRID_SCRIPT.sub("", parts["scripts"]),
            renderer=parts["renderer"],
        )

    def _config(self) -> dict[str, Any]:
        told = {"dash_version": "", "python_version": "", "plotly_version": "", "dash_version_url": ""}
        return cast("dict[str, Any]", super()._config()) | told  # type: ignore[no-untyped-call]  # Dash gives no types here


def create_app(settings: Settings) -> Dash:
    """Return the whole web application over the store of the settings."""
    app = CountyDash(
        "dashboard",
        use_pages=True,
        pages_folder="",
        include_pages_meta=False,
        serve_locally=True,
        compress=False,
        suppress_callback_exceptions=True,
        update_title="",
        on_error=report_callback_error,
        health_endpoint=guard.HEALTH.strip("/"),
        enable_mcp=False,
        add_log_handler=False,
    )
    app.server.config[frame.DATABASE] = settings.database
    # Flask runs these in reverse order: compression last, over the final content.
    app.server.extensions["compressed"] = static.install(app.server, settings.cache_folder)
    guard.install(app)
    for routes in ROUTES:
        routes.install(app.server)
    app.server.after_request(_status_of_unknown_pages)
    app.layout = shell_layout()
    _register_pages(app)
    register_filter(app)
    return app


def shell_layout() -> Component:
    """Return what stays while pages change: the address, the notice of a failed action, the page's place."""
    location = dcc.Location(id=ids.URL, refresh="callback-nav")
    return html.Div([location, html.Div(id=ids.NOTICE, role="alert", className="notice"), dash.page_container])


def _register_pages(app: Dash) -> None:
    for page in PAGES:
        _add_page(page.__name__, path=page.PATH, layout=page.layout)
        page.register(app)
    for page in WITH_A_CODE:
        _add_page(page.__name__, path_template=page.TEMPLATE, layout=page.layout)
        page.register(app)
    _add_page(NOT_FOUND, path="/404", layout=not_found_layout)


def _add_page(
    name: str, *, layout: Callable[..., Component], path: str | None = None, path_template: str | None = None
) -> None:
    register: Callable[..., None] = dash.register_page
    title = _title_function(path or path_template or "")
    register(name, path=path, path_template=path_template, layout=layout, title=title)


def not_found_layout(**query: str) -> Component:
    """Return the page for an unknown address."""
    return frame.not_found(query)


def title_of(path: str, view: View) -> str:
    """Return the browser's title of a page."""
    names = {each: f"nav_{name}" for name, each in (*bar.PAGES, *bar.BESIDE)}
    found = (f"nav_{page.NAME}" for page in WITH_A_CODE if path.startswith(_before_code(page)))
    note = store_note(frame.database(), edition=view.edition)
    return bar.page_title(view.language, names.get(path) or next(found, NOT_FOUND_TITLE), note)


def _before_code(page: ModuleType) -> str:
    return str(page.TEMPLATE).partition("<")[0]


def _has_code(path: str) -> bool:
    """Return whether a path is that of a page of one thing: its beginning and a code of digits."""
    starts = [start for page in WITH_A_CODE if path.startswith(start := _before_code(page))]
    return any(path.removeprefix(start).isdigit() for start in starts)


def _title_function(path: str) -> Any:  # noqa: ANN401 - Dash passes the path's variables
    def title(**_: str) -> str:
        search = ctx.inputs.get("_pages_location.search")
        return title_of(path, View.from_search(search, browser_language=frame.browser_language()))

    return title


def _status_of_unknown_pages(response: Response) -> Response:
    # Dash answers every address with its index; a robot or a monitor should learn that there is no such page.
    own = request.url_rule is not None and "<path:" not in request.url_rule.rule
    known = own or request.path in PATHS or _has_code(request.path) or request.path.startswith(("/_", "/assets/"))
    if response.status_code == 200 and response.mimetype == "text/html" and not known:
        response.status_code = 404
    return response


def changed_search(search: str | None, name: str, value: object, *, browser_language: str) -> str | None:
    """Return the address's new search part after a control took a value; None if the view shows that already."""
    view = View.from_search(search, browser_language=browser_language)
    given = dict(parse_qsl((search or "").lstrip("?"))) | {name: "" if value is None else str(value)}
    wanted = getattr(View.from_query(given, browser_language=browser_language), name)
    changed = view if getattr(view, name) == wanted else view.change(**{name: wanted})
    return None if changed == view else changed.search


def register_filter(app: Dash) -> None:
    """Bind every control made with ``ids.filter_id`` to the address."""

    @app.callback(
        Output(ids.URL, "search"),
        Input(ids.filter_id(cast("str", ALL)), "value"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )
    def change_view(_values: list[object], search: str | None) -> object:
        # A page that arrives brings several controls at once; a hand moves one.
        if len(ctx.triggered) != 1 or not isinstance(ctx.triggered_id, dict):
            return no_update
        name, value = ctx.triggered_id["name"], ctx.triggered[0]["value"]
        return changed_search(search, name, value, browser_language=frame.browser_language()) or no_update


def report_callback_error(error: Exception) -> object:
    """Log an error of a callback and tell the reader its incident number; what was shown stays."""
    query = dict(parse_qsl(urlsplit(request.referrer or "").query))
    language = frame.view_of(query).language
    set_props(ids.NOTICE, {"children": t(language, "shell.callback_error", incident=frame.new_incident(error))})
    return no_update
