"""What the parts of the dictionary (口径字典) share: its address, its words in both languages, marks for the search.

Any part of the product can link to an entry: a figure's id, a kind of register or a rule's key.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from urllib.parse import quote

from dash.development.base_component import Component

from dashboard.components.static_html import assembled, written
from dashboard.i18n import t
from dashboard.view import View
from data.text import Locale, Text

PATH = "/data"
SHOW = "dictionary"
HERE = "/dictionary-here"
"""Stands in the entries for the dictionary's address under the reader's filters: they are written once a language."""

DrawEntry = Callable[[Locale, str, bool], Component | list[Component]]
"""Draws an entry from the language, its name and whether it is the one the address asks for."""


def dictionary_href(view: View, entry: str) -> str:
    """Return the address of the dictionary opened at an entry: a figure's id, a kind of register or a rule's key."""
    return view.change(show=SHOW, metric=entry, present=False).href(PATH)


def entry_href(entry: str) -> str:
    """Return the address an entry's link to another one has until ``entries`` puts in the reader's filters."""
    return f"{HERE}&metric={quote(entry)}"


@cache
def _written(draw: DrawEntry, language: Locale, name: str, asked: bool) -> str:
    return written(draw(language, name, asked))


def entries(view: View, draw: DrawEntry, names: Iterable[str], *, tag: str = "div", **attributes: str) -> Component:
    """Return the entries of these names as one element; the one the address asks for stands open."""
    pieces = [_written(draw, view.language, name, view.metric == name) for name in names]
    address = view.change(show=SHOW, metric=None, present=False).href(PATH)
    return assembled(pieces, tag=tag, attributes=attributes, mark=HERE, address=address)


def word(name: str) -> Text:
    """Return a text of the dictionary in both languages."""
    return Text(t("zh", f"dictionary.{name}"), t("en", f"dictionary.{name}"))


def joined(words: list[Text]) -> Text:
    """Return several words as a list in both languages."""
    return Text(
        t("zh", "shell.list_comma").join(each.zh for each in words),
        t("en", "shell.list_comma").join(each.en for each in words),
    )


def findable(entry: str, *, asked: bool = False) -> dict[str, Any]:
    """Return the marks of an entry that the search looks at; the one the address asks for is scrolled to."""
    return {"data-find": entry} | ({"data-asked": "1"} if asked else {})


def group() -> dict[str, Any]:
    """Return the mark of a group that is hidden when the search finds nothing in it."""
    return {"data-find-group": "1"}
