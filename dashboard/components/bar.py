"""The top bar: mark, county, the pages, demo stamp, language and presentation; and the keyboard's links."""

from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard import ids, names
from dashboard.components import plain_html as html
from dashboard.components.text import aria
from dashboard.i18n import t
from dashboard.queries.reading import EditionNote
from dashboard.view import View
from data.text import Locale

PAGES: tuple[tuple[str, str], ...] = (
    ("overview", "/"),
    ("map", "/map"),
    ("exit", "/exit"),
    ("funds", "/funds"),
    ("industry", "/industry"),
    ("assistance", "/assistance"),
    ("oversight", "/oversight"),
    ("proposals", "/proposals"),
    ("data", "/data"),
)
"""The pages in the order of the navigation: name and path."""
BESIDE: tuple[tuple[str, str], ...] = (("compare", "/compare"),)
"""Pages that other pages lead to; the navigation does not name them."""


def page_number(path: str) -> int:
    """Return a page's number in the navigation from 1; 0 for a page outside it."""
    return next((number for number, (_, each) in enumerate(PAGES, 1) if each == path), 0)


def product_name(language: Locale, note: EditionNote | None) -> str:
    """Return the product's name with the county's, without it while no store is open."""
    if note is None:
        return t(language, "shell.product_plain")
    return t(language, "shell.product", county=names.county_label(language, note.county_name))


def page_title(language: Locale, name: str, note: EditionNote | None) -> str:
    """Return the title of the browser's tab; it says so when the data are invented."""
    product = product_name(language, note)
    kind = "page_title_demo" if note is not None and note.is_demo else "page_title"
    return t(language, f"shell.{kind}", page=t(language, f"shell.{name}"), product=product)


def top_bar(view: View, path: str, note: EditionNote | None, *, filters: Component | None = None) -> Component:
    """Return the header of every page, with its filter controls if it has any."""
    language = view.language
    brand = html.Div([html.Span(className="brand-mark"), product_name(language, note)], className="brand")
    tools: list[Component] = [demo_stamp(language)] if note is not None and note.is_demo else []
    other: Locale = "en" if language == "zh" else "zh"
    words = html.Span(t(language, "shell.other_language"), lang="zh-CN" if other == "zh" else "en")
    tools.append(html.A(words, href=view.change(language=other).href(path), className="button", hrefLang=other))
    toggle = "shell.present_leave" if view.present else "shell.present"
    href = view.change(present=not view.present).href(path)
    tools.append(dcc.Link(t(language, toggle), href=href, id=ids.PRESENT_LINK, className="button button-present"))
    return html.Header(
        [brand, _navigation(view, path), *([filters] if filters else []), html.Div(tools, className="tools")],
        className="top",
    )


def demo_stamp(language: Locale) -> Component:
    """Return the dashed stamp 演示数据."""
    return html.Span(t(language, "shell.demo"), className="stamp", title=t(language, "shell.demo_note"))


def turning(view: View, path: str) -> Component:
    """Return the hidden links by which the keyboard turns pages, round and round."""
    at = page_number(path) - 1
    before, after = PAGES[(at - 1) % len(PAGES)][1], PAGES[(at + 1) % len(PAGES)][1]
    carried = _carried(view)
    links = [
        dcc.Link(t(view.language, "shell.previous_page"), href=carried.href(before), id=ids.PREVIOUS_PAGE),
        dcc.Link(t(view.language, "shell.next_page"), href=carried.href(after), id=ids.NEXT_PAGE),
    ]
    return html.Div(links, className="turning")


def _carried(view: View) -> View:
    """Return what of a view another page can use."""
    return view.change(
        metric=None, show=None, village=None, against=None, against_edition=None, across=None, upright=None,
        picked=None, order=None, industry=None,
    )  # fmt: skip


def _navigation(view: View, path: str) -> Component:
    items = []
    for name, each in PAGES:
        href = (view if each == path else _carried(view)).href(each)
        link = dcc.Link(t(view.language, f"shell.nav_{name}"), href=href)
        current: dict[str, Any] = {"aria-current": "page"} if each == path else {}
        items.append(html.Li(link, className="is-current" if current else "", **current))
    return html.Nav(html.Ul(items), className="nav", **aria(t(view.language, "shell.navigation")))
