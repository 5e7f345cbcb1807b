"""Walking what a page draws: its components, and the words a reader sees."""

import re
from collections.abc import Iterator
from html import unescape

from dash.development.base_component import Component

TAG = re.compile(r"<[^>]*>")
HREF = re.compile(r' href="([^"]*)"')


def parts(node: object) -> Iterator[Component]:
    """Yield every component of a tree; those written out as ready HTML are one."""
    if isinstance(node, Component):
        yield node
        yield from parts(getattr(node, "children", None))
    elif isinstance(node, list | tuple):
        for each in node:
            yield from parts(each)


def words(node: object) -> str:
    """Return the text of a tree, that of ready HTML included."""
    if isinstance(node, Component):
        return words(getattr(node, "children", None)) + unescape(TAG.sub("", getattr(node, "content", "")))
    if isinstance(node, list | tuple):
        return "".join(words(each) for each in node)
    return "" if node is None else str(node)


def of_class(node: object, name: str) -> list[Component]:
    """Return the components of a tree that bear a CSS class, in order."""
    return [each for each in parts(node) if name in str(getattr(each, "className", None) or "").split()]


def links(node: object) -> list[str]:
    """Return the addresses of all links of a tree, those of ready HTML included."""
    found = []
    for each in parts(node):
        own = getattr(each, "href", None) or (getattr(each, "attributes", None) or {}).get("href")
        found += [str(own)] if own else []
        found += [unescape(href) for href in HREF.findall(getattr(each, "content", None) or "")]
    return found
