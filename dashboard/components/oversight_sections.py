"""The parts of the page 督查 and the links to them: worklist, logic checks, nine exclusions, assessments, cases."""

from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.oversight_text import PATH
from dashboard.components.text import aria
from dashboard.i18n import t
from dashboard.queries.screen import Screen
from dashboard.view import View

SECTIONS = ("worklist", "logic", "exclusions", "assessments", "cases")
"""Parts of the page in the order of their links; the first is shown unless another is asked for."""


def words_of(view: View) -> tuple[str, ...]:
    """Return the words of ``show`` after the name of the part: what the part is narrowed to."""
    return tuple((view.show or "").split(".")[1:])


def section_of(view: View) -> str:
    """Return the part of the page asked for; the worklist for an unknown one."""
    asked = (view.show or "").partition(".")[0]
    return asked if asked in SECTIONS else SECTIONS[0]


def part_href(screen: Screen, section: str, *words: str | None, metric: str | None = None) -> str:
    """Return the address of a part of the page, narrowed by words; those that are None do not narrow."""
    show = ".".join([section, *(each for each in words if each)])
    view = screen.view.change(show=None if show == SECTIONS[0] else show, metric=metric, village=None, present=False)
    return view.href(PATH)


def section_links(screen: Screen) -> Component:
    """Return the links to the parts of the page."""
    language, current = screen.language, section_of(screen.view)
    items = []
    for name in SECTIONS:
        link = dcc.Link(t(language, f"oversight.section_{name}"), href=part_href(screen, name))
        here: dict[str, Any] = {"aria-current": "true"} if name == current else {}
        items.append(html.Li(link, className="is-current" if here else "", **here))
    return html.Nav(html.Ul(items), className="data-sections", **aria(t(language, "oversight.sections")))


def choices(label: str, links: list[tuple[str, str, bool]]) -> Component:
    """Return a row of links that narrow a part: each as words, address, whether it is the one chosen."""
    items = []
    for words, href, current in links:
        here: dict[str, Any] = {"aria-current": "true"} if current else {}
        items.append(html.Li(dcc.Link(words, href=href), className="is-current" if current else "", **here))
    return html.Nav([html.Span(label, className="control-label"), html.Ul(items)], **aria(label))
