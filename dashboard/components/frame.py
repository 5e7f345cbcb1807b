"""The frame every page stands in: top bar, filters, finding, body, footer; or the state that stands in their place."""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from dash.development.base_component import Component
from flask import current_app, request

from dashboard import ids
from dashboard.components import bar, states
from dashboard.components import plain_html as html
from dashboard.components.controls import filter_bar
from dashboard.components.coverage import not_covered
from dashboard.components.edition_choice import compare_link, earlier_line, edition_select
from dashboard.components.export_menu import export_menu
from dashboard.components.source import register_titles
from dashboard.components.static_html import stilled
from dashboard.components.text import Child, Children, as_list
from dashboard.i18n import t
from dashboard.metrics.formats import iso_date
from dashboard.queries.reading import EditionNote, UnknownEdition
from dashboard.queries.screen import Screen, open_screen
from dashboard.view import View
from data.migrate import StoreState, StoreUnusable
from data.text import Locale

KEPT_PAGES = 192
"""Pages kept drawn, a few hundred kB each: every page and part under some filters."""
DATABASE = "COUNTY_DATABASE_URL"
"""Key of the store's address in the server's configuration."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page draws: its finding (h1), the line below, the body, the registers it speaks from, own controls."""

    finding: Children
    sub: Children
    body: Children
    sources: tuple[str, ...]
    controls: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ends:
    """What stands above and below the body of a page that could be drawn."""

    filters: Component
    footer: Component


Draw = Callable[[Screen], PageContent]


def browser_language() -> Locale:
    """Return the language the browser prefers; Chinese unless it asks for English."""
    return "en" if request.accept_languages.best_match(["zh", "en"], "zh") == "en" else "zh"


def view_of(query: Mapping[str, str]) -> View:
    """Return the view of a query in the request's language."""
    return View.from_query(query, browser_language=browser_language())


def screen_of(search: str | None) -> Screen:
    """Return the screen of an address's search part, for a page's callback. Raises as ``open_screen`` does."""
    return open_screen(database(), View.from_search(search, browser_language=browser_language()))


def database() -> str:
    """Return the address of the store this application reads."""
    return str(current_app.config[DATABASE])


def new_incident(error: BaseException) -> str:
    """Log an error with its trace; return the number by which it is found in the log."""
    incident = f"E-{secrets.token_hex(3).upper()}"
    log.error("incident %s", incident, exc_info=error)
    return incident


def show(path: str, query: Mapping[str, str], draw: Draw) -> Component:
    """Return the whole page at ``path``: drawn, or the state that says why it cannot be."""
    view = view_of(query)
    try:
        screen = open_screen(database(), view)
    except StoreUnusable as error:
        return _store_state(view, path, error.state)
    except UnknownEdition:
        return _edition_gone(view, path)
    except Exception as error:  # noqa: BLE001 - logged with its trace by new_incident
        return _failed(view, path, None, error=error)
    try:
        return _drawn(screen, path, draw)
    except Exception as error:  # noqa: BLE001 - logged with its trace by new_incident
        return _failed(view, path, screen.note, error=error)


def not_found(query: Mapping[str, str]) -> Component:
    """Return the page for an address the product does not have."""
    view = view_of(query)
    language = view.language
    link = html.A(t(language, "shell.to_overview"), href=view.href("/"), className="button")
    body = states.state(t(language, "shell.not_found_line"), kind="page", actions=link)
    return _page(view, "", [_title(t(language, "shell.not_found_title"), ""), body], note=None)


@lru_cache(maxsize=KEPT_PAGES)
def _drawn(screen: Screen, path: str, draw: Draw) -> Component:
    """Return the page drawn: it follows from view and edition alone, so the last ones are kept."""
    content = draw(screen)
    own = [*content.controls, *export_menu(screen, path)]
    controls = [html.Div(own, className="page-controls")] if own else []
    parts: list[Component] = [
        *earlier_line(screen, path),
        html.Div([_title(content.finding, content.sub), *controls], className="page-head"),
        html.Div(as_list(content.body), className="body"),
        *not_covered(screen.view, path),
    ]
    ends = _Ends(
        filter_bar(screen, path, more=[*edition_select(screen), compare_link(screen)]),
        _footer(screen, path, content.sources),
    )
    return _page(screen.view, path, parts, note=screen.note, ends=ends)


def _title(finding: Children, sub: Children) -> Component:
    line = [html.P(as_list(sub), className="sub")] if sub else []
    return html.Div([html.H1(as_list(finding), className="finding"), *line], className="title-block")


def _page(
    view: View, path: str, parts: list[Component], *, note: EditionNote | None, ends: _Ends | None = None
) -> Component:
    language = view.language
    skip = html.A(t(language, "shell.skip"), href=f"#{ids.MAIN}", className="skip")
    main = html.Main(parts, id=ids.MAIN, tabIndex=-1)
    top = bar.top_bar(view, path, note, filters=ends.filters if ends else None)
    whole = [skip, top, bar.turning(view, path), main, *([ends.footer] if ends else [])]
    name = f"page page-{path.strip('/').partition('/')[0] or 'overview'}" + (" is-present" if view.present else "")
    lang = "en" if language == "en" else "zh-CN"
    return html.Div(cast("list[Child]", stilled(whole)), className=name, id=ids.PAGE, lang=lang)


def _footer(screen: Screen, path: str, sources: tuple[str, ...]) -> Component:
    language, note = screen.language, screen.note
    registers = t(language, "shell.footer_sources", registers=register_titles(language, sources))
    delivered = t(language, "shell.footer_delivered", day=iso_date(note.delivered_on), edition=note.edition)
    said = [
        html.Span(t(language, "shell.footer_as_of", day=iso_date(screen.as_of))),
        html.Span(delivered, className="desk-only"),
        *([bar.demo_stamp(language)] if note.is_demo else []),
        html.Span(registers, className="footer-sources", title=registers),
    ]
    at = bar.page_number(path)
    number = t(language, "shell.page_of", number=at, count=len(bar.PAGES)) if at else ""
    tools = [
        html.Span(t(language, "shell.footer_chip"), className="desk-only"),
        _shortcuts(language),
        html.Span(number, className="page-number"),
    ]
    return html.Footer([html.Div(said), html.Div(tools)], className="footer")


def _shortcuts(language: Locale) -> Component:
    each_state = [html.B(t(language, f"shell.shortcuts_{each}"), className=f"when-{each}") for each in ("on", "off")]
    words: list[Child] = [t(language, "shell.shortcuts") + t(language, "shell.colon"), *each_state]
    title = t(language, "shell.shortcuts_title")
    return html.Button(
        words, id=ids.SHORTCUTS, type="button", className="plain desk-only", title=title, disable_n_clicks=True
    )


def _store_state(view: View, path: str, state: StoreState) -> Component:
    language = view.language
    reload = html.A(t(language, "shell.reload"), href=view.href(path), className="button")
    body = states.state(t(language, f"shell.store_{state}_line"), kind="page", actions=reload)
    return _page(view, path, [_title(t(language, f"shell.store_{state}_title"), ""), body], note=None)


def _edition_gone(view: View, path: str) -> Component:
    language = view.language
    newest = html.A(t(language, "shell.newest_edition"), href=view.change(edition=None).href(path), className="button")
    body = states.state(t(language, "shell.edition_gone_line"), kind="page", actions=newest)
    return _page(view, path, [_title(t(language, "shell.edition_gone_title"), ""), body], note=None)


def _failed(view: View, path: str, note: EditionNote | None, *, error: BaseException) -> Component:
    language = view.language
    line = t(language, "shell.page_error_line", incident=new_incident(error))
    retry = html.A(t(language, "shell.retry"), href=view.href(path), className="button")
    body = states.state(line, kind="page", actions=retry)
    return _page(view, path, [_title(t(language, "shell.page_error_title"), ""), body], note=note)
