"""Parts of the page 退出 and the links to them: criteria, incomes from the bottom, entries and exits, risk."""

from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.text import aria
from dashboard.i18n import t
from dashboard.queries.screen import Screen

PATH = "/exit"
SECTIONS = ("criteria", "income", "moves", "risk")


def section_of(screen: Screen) -> str:
    """Return the part of the page asked for; the first for any other word, which may name a status of villages."""
    asked = screen.view.show or ""
    return asked if asked in SECTIONS else SECTIONS[0]


def section_links(screen: Screen) -> Component:
    """Return the links to the parts of the page."""
    language, current = screen.language, section_of(screen)
    items = []
    for name in SECTIONS:
        view = screen.view.change(show=None if name == SECTIONS[0] else name, metric=None)
        link = dcc.Link(t(language, f"watch.section_{name}"), href=view.href(PATH))
        here: dict[str, Any] = {"aria-current": "true"} if name == current else {}
        items.append(html.Li(link, className="is-current" if here else "", **here))
    return html.Nav(html.Ul(items), className="exit-sections", **aria(t(language, "watch.sections")))
