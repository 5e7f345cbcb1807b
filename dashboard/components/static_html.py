"""Still parts of a page as ready HTML: one component for a whole table instead of one for every cell.

The browser's renderer keeps books on every component and asks each of them at every change; a matrix of villages made
of two thousand would take seconds. A subtree without ids or callbacks is therefore written out here, every text
escaped, and shown by the small ``Html`` component of ``assets/static_html.js``. Its links move within the application.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from typing import Any, cast

from dash import dcc
from dash.development.base_component import Component

from dashboard.components.plain_html import Element

INSIDE = "data-inside"
"""Marks a link that moves within the application instead of loading a page."""

_VOID = frozenset({"img", "br", "hr", "wbr", "col", "input"})
_ATTRIBUTES = {"className": "class", "htmlFor": "for", "dateTime": "datetime", "srcSet": "srcset"}
_CAPITAL = re.compile(r"[A-Z]")
_ADDRESSES = frozenset({"href", "src"})
_PASSED_OVER = re.compile(r"[\x00-\x20]")
"""What a browser passes over in the scheme of an address."""
_UNSAFE_ADDRESS = re.compile(r"(?:javascript|vbscript|data:(?!image/)):?", re.IGNORECASE)
_NOT_WRITTEN = frozenset(
    {
        "children", "key", "refresh", "n_clicks", "disable_n_clicks", "available_properties",
        "available_wildcard_properties",
    }
)  # fmt: skip


Node = object
"""A child of a Dash component: text, number, component, None, or several of these."""


class Html(Component):
    """An element (``tag`` with ``attributes`` in React's names) whose content is ready HTML."""

    _children_props: list[str] = []  # noqa: RUF012 - as Dash declares it
    _base_nodes: list[str] = ["children"]  # noqa: RUF012 - as Dash declares it
    _namespace = "county"
    _type = "Html"
    _prop_names: list[str] = ["tag", "attributes", "content"]  # noqa: RUF012 - as Dash declares it
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012 - as Dash declares it
    available_properties: list[str] = ["tag", "attributes", "content"]  # noqa: RUF012 - as Dash declares it
    available_wildcard_properties: list[str] = []  # noqa: RUF012 - as Dash declares it

    def __init__(self, *, tag: str, attributes: Mapping[str, object], content: str) -> None:
        """Keep tag, attributes and content; the content is trusted, so only ``stilled`` may make it."""
        # Dash's own constructor would look for a package of the namespace's name, for each of the three.
        self.tag, self.attributes, self.content = tag, dict(attributes), content


def stilled(node: Node) -> Node:
    """Return the tree with its still subtrees written out as HTML; parts that react stay components."""
    moving: set[int] = set()
    _note_moving(node, moving)
    return _replaced(node, moving)


def written(node: Node) -> str:
    """Return a still tree as HTML, every text escaped, for an answer that is a fragment of a page."""
    content: list[str] = []
    _write(node, content)
    return "".join(content)


def assembled(
    pieces: Iterable[str], *, tag: str, attributes: Mapping[str, object], mark: str, address: str
) -> Component:
    """Return an element made of pieces that were ``written`` before, with an address where the mark stands in them."""
    return Html(tag=tag, attributes=attributes, content="".join(pieces).replace(mark, escape(address)))


@cache
def _tag_of(kind: type) -> str | None:
    """Return the HTML tag a class of component stands for; None for one that is no plain element."""
    if kind is dcc.Link:
        return "a"
    if not issubclass(kind, Component) or getattr(kind, "_namespace", "") != Element._namespace:  # noqa: SLF001 - as Dash declares it
        return None
    return str(kind._type).lower()  # noqa: SLF001 - as Dash declares it


def _note_moving(node: Node, moving: set[int]) -> bool:
    """Collect the components that react or hold one that does; return whether this one is among them."""
    kind: Any = type(node)
    if isinstance(node, list | tuple):
        return _any_moving(node, moving)
    plain = _tag_of(kind) is not None
    if not plain and not isinstance(node, Component):
        return False
    held = _note_moving(_children(node), moving)
    if held or not plain or getattr(node, "id", None) is not None:
        moving.add(id(node))
        return True
    return False


def _any_moving(nodes: Iterable[Node], moving: set[int]) -> bool:
    found = False
    for node in nodes:
        if _note_moving(node, moving):
            found = True
    return found


def _replaced(node: Node, moving: set[int]) -> Node:
    if isinstance(node, list | tuple):
        return [_replaced(child, moving) for child in node]
    if not isinstance(node, Component):
        return node
    if id(node) not in moving:
        content: list[str] = []
        _write(_children(node), content)
        return Html(tag=str(_tag_of(type(node))), attributes=dict(_attributes(node)), content="".join(content))
    if _children(node) is not None:
        node.children = _replaced(node.children, moving)
    return node


def _children(component: object) -> Node:
    return getattr(component, "children", None)


def _attributes(component: object) -> Iterable[tuple[str, Any]]:
    """Yield what becomes attributes, in one order; addresses that would run a script are left out."""
    for name, value in sorted(vars(component).items()):
        if value is None or value is False or _written_name(name) is None:
            continue
        if name in _ADDRESSES and _UNSAFE_ADDRESS.match(_PASSED_OVER.sub("", str(value))):
            continue
        yield name, value
    if type(component) is dcc.Link:
        yield INSIDE, "1"


def _write(node: Node, out: list[str]) -> None:
    """Append the HTML of a node to ``out``, every text escaped."""
    kind: Any = type(node)
    if kind is str:
        out.append(escape(cast("str", node), quote=False))
    elif isinstance(node, list | tuple):
        for child in node:
            _write(child, out)
    elif (tag := _tag_of(kind)) is not None:
        out.append(f"<{tag}{''.join([_attribute(name, value) for name, value in _attributes(node)])}>")
        if tag not in _VOID:
            _write(_children(node), out)
            out.append(f"</{tag}>")
    elif node is not None:
        out.append(escape(str(node), quote=False))


def _attribute(name: str, value: object) -> str:
    if name == "style" and isinstance(value, Mapping):
        value = ";".join(f"{_kebab(key)}:{part}" for key, part in value.items())
    if value is True:
        return f' {_written_name(name)}="{"true" if "-" in name else ""}"'
    return f' {_written_name(name)}="{escape(str(value))}"'


@cache
def _written_name(name: str) -> str | None:
    """Return an attribute's name in HTML; None for what is none."""
    if name in _NOT_WRITTEN or name[0] == "_":
        return None
    return _ATTRIBUTES.get(name, name if "-" in name else name.lower())


def _kebab(name: str) -> str:
    return name if name.startswith("--") else _CAPITAL.sub(lambda found: f"-{found[0].lower()}", name)
