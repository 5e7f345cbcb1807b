"""Figures on a page that open: the 源 mark beside them, or the figure itself, as links to the drawer.

A text's slots may also lead to another page; both are marked in the text and made links by ``told``.
"""

import json
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus, urlencode

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.text import Child, Children, aria, as_list
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA
from dashboard.metrics.registry import metric
from dashboard.opened import Opened
from dashboard.queries.evidence.lacking import is_untold
from dashboard.queries.opening import Place, opened_by
from dashboard.queries.screen import Screen
from dashboard.view import View
from data.text import Locale

OPEN, WORDS, CLOSE, ACCENT, ROW = "\x1e", "\x1d", "\x1c", "\x1f", "\x0b"
"""Stand around the parts of a text that are to open or to be in the accent; no cell holds these control signs, for
all of them are white space, which is folded when a cell is read."""
MARKED = re.compile(f"{OPEN}([^{WORDS}]*){WORDS}([^{CLOSE}]*){CLOSE}")


def opening_address(screen: Screen, opened: Opened) -> str:
    """Return the address, relative to the page, that shows the page with the figure opened."""
    return address_in(screen.view, opened)


def address_in(view: View, opened: Opened) -> str:
    """Return the search part of the address that shows a view with a figure opened."""
    return f"{view.search}&open={quote_plus(opened.written)}"


def chip(screen: Screen, metric_id: str, *, as_of: date | None = None, **where: str | None) -> Component:
    """Return the 源 mark that opens a figure; ``where`` narrows it, e.g. ``zone="南部"``."""
    opened = opened_by(screen, metric_id, as_of=as_of, place=where)
    label = t(screen.language, "shell.source_of", figure=metric(metric_id).name[screen.language])
    told: dict[str, Any] = {"data-open": opened.written, "aria-haspopup": "dialog"}
    return html.A(
        t(screen.language, "shell.source_sign"),
        href=opening_address(screen, opened),
        className="source",
        title=label,
        **told,
        **aria(label),
    )


def opens(
    screen: Screen,
    metric_id: str,
    words: Children,
    *,
    as_of: date | None = None,
    place: Place | None = None,
    **where: str | None,
) -> Component:
    """Return a figure as printed, which opens when it is clicked or entered."""
    return opening_link(screen, opened_by(screen, metric_id, as_of=as_of, place=place, **where), words)


def opening_link(screen: Screen, opened: Opened, words: Children) -> Component:
    """Return words that open a figure."""
    told: dict[str, Any] = {"data-open": opened.written, "aria-haspopup": "dialog"}
    title = _title(screen.language, opened.metric)
    return html.A(as_list(words), href=opening_address(screen, opened), className="opens", title=title, **told)


@lru_cache(maxsize=2048)
def _title(language: Locale, metric_id: str) -> str:
    return t(language, "drawer.open", figure=metric(metric_id).name[language])


def opens_row(screen: Screen, metric_id: str, words: str, *, row: Sequence[str], **where: str | None) -> Component:
    """Return what a row of a register adds to a figure; it opens at that row, found by its key."""
    return _row_link(screen, opened_by(screen, metric_id, place=where), words, row)


def _row_link(screen: Screen, opened: Opened, words: str, row: Sequence[str]) -> Component:
    told: dict[str, Any] = {"data-open": opened.written, "data-row": row_key(row), "aria-haspopup": "dialog"}
    title = _title(screen.language, opened.metric)
    return html.A(words, href=row_address(screen, opened, row), className="opens-row", title=title, **told)


def row_key(row: Sequence[str]) -> str:
    """Return a row's key as the page carries it."""
    return json.dumps(list(row), ensure_ascii=False)


def row_address(screen: Screen, opened: Opened, row: Sequence[str]) -> str:
    """Return the address that shows the page with a figure opened at one of its rows."""
    return f"{opening_address(screen, opened)}&{urlencode([('row', part) for part in row])}"


def figure_cell(
    screen: Screen,
    metric_id: str,
    text: str,
    *,
    as_of: date | None = None,
    place: Place | None = None,
    **where: str | None,
) -> Child:
    """Return a figure as it stands in a cell: a link that opens it, or the plain sign where it is no data."""
    if text == NO_DATA or is_untold(screen.reading, metric_id):
        return NO_DATA
    return opens(screen, metric_id, text, as_of=as_of, place=place, **where)


def linked(
    screen: Screen,
    metric_id: str,
    words: str,
    *,
    as_of: date | None = None,
    place: Place | None = None,
    **where: str | None,
) -> str:
    """Return a slot's text marked to open a figure; ``told`` makes links of such marks."""
    return marked(opened_by(screen, metric_id, as_of=as_of, place=place, **where), words)


def marked(opened: Opened | None, words: str) -> str:
    """Return a slot's text marked to open a figure; no data and None stay plain."""
    return words if opened is None or NO_DATA in words else f"{OPEN}{opened.written}{WORDS}{words}{CLOSE}"


def marked_address(address: str, words: str) -> str:
    """Return a slot's text marked to lead to an address of the product."""
    return f"{OPEN}{address}{WORDS}{words}{CLOSE}"


def linked_row(screen: Screen, metric_id: str, words: str, *, row: Sequence[str], place: Place) -> str:
    """Return a slot's text marked to open at a row of a figure; ``told`` makes links of such marks."""
    return f"{OPEN}{opened_by(screen, metric_id, place=place).written}{ROW}{row_key(row)}{WORDS}{words}{CLOSE}"


def struck(text: str) -> str:
    """Return a slot's text, marked to open or not, marked to be in the accent."""
    return f"{ACCENT}{text}{ACCENT}"


def told(screen: Screen, text: str) -> list[Child]:
    """Return a text as children: what is marked by ``linked`` as links, what is marked by ``struck`` in the accent."""
    found: list[Child] = []
    for at, part in enumerate(text.split(ACCENT)):
        pieces = _links(screen, part)
        found += [html.Span(pieces[0] if len(pieces) == 1 else pieces, className="accent")] if at % 2 else pieces
    return found


def unmarked(text: str) -> str:
    """Return a text without its marks, for titles and those who hear the page."""
    return MARKED.sub(r"\2", text).replace(ACCENT, "")


def _links(screen: Screen, text: str) -> list[Child]:
    pieces, found = MARKED.split(text), list[Child]()
    for at in range(0, len(pieces), 3):
        found += [pieces[at]] if pieces[at] else []
        if at + 2 < len(pieces):
            found.append(_link(screen, pieces[at + 1], pieces[at + 2]))
    return found


def _link(screen: Screen, mark: str, words: str) -> Child:
    if mark.startswith("/"):
        return dcc.Link(words, href=mark, className="leads")
    written, _, row = mark.partition(ROW)
    opened = Opened.parse(written)
    if opened is None:
        return words
    return _row_link(screen, opened, words, json.loads(row)) if row else opening_link(screen, opened, words)
