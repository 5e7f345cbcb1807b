"""Still parts of a page as ready HTML: one component for a whole table instead of one for every cell.

The browser's renderer keeps books on every component and asks each of them at every change; a matrix of villages made
of two thousand would take seconds. A subtree without ids or callbacks is therefore written out here, every text
escaped, and shown by the small ``Html`` component of ``assets/static_html.js``. Its links move within the application.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from dash.development.base_component import Component

INSIDE = "data-inside"
"""Marks a link that moves within the application instead of loading a page."""

_VOID = frozenset({"img", "br", "hr", "wbr", "col"})
_ATTRIBUTES = {"className": "class", "htmlFor": "for", "dateTime": "datetime", "srcSet": "srcset"}
_CAPITAL = re.compile(r"[A-Z]")
_UNSAFE_ADDRESS = re.compile(r"\s*(?:javascript|vbscript|data:(?!image/)):?", re.IGNORECASE)
_NOT_WRITTEN = frozenset({"children", "key", "refresh", "n_clicks", "disable_n_clicks"})


Node = object
"""A child of a Dash component: text, number, component, None, or several of these."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a Dash component says of itself."""

    namespace: str
    kind: str
    props: dict[str, Any]

    @classmethod
    def by(cls, component: Component) -> "_Told":
        told: dict[str, Any] = component.to_plotly_json()  # type: ignore[no-untyped-call]
        return cls(told["namespace"], told["type"], told["props"])

    @property
    def is_link(self) -> bool:
        return (self.namespace, self.kind) == ("dash_core_components", "Link")

    @property
    def tag(self) -> str:
        return "a" if self.is_link else self.kind.lower()

    def attributes(self) -> Iterable[tuple[str, Any]]:
        """Yield what becomes attributes; addresses that would run a script are left out."""
        for name, value in self.props.items():
            if name in _NOT_WRITTEN or value is None or value is False:
                continue
            if name in ("href", "src") and _UNSAFE_ADDRESS.match(str(value)):
                continue
            yield name, value
        if self.is_link:
            yield INSIDE, "1"


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
        super().__init__(tag=tag, attributes=dict(attributes), content=content)  # type: ignore[no-untyped-call]


def stilled(node: Node) -> Node:
    """Return the tree with its still subtrees written out as HTML; parts that react stay components."""
    if not isinstance(node, Component):
        return [stilled(child) for child in node] if isinstance(node, list | tuple) else node
    if _is_still(node):
        told = _Told.by(node)
        return Html(tag=told.tag, attributes=dict(told.attributes()), content="".join(_inner(_children(node))))
    if _children(node) is not None:
        node.children = stilled(node.children)
    return node


def _children(component: Component) -> Node:
    return getattr(component, "children", None)


def _is_still(node: Node) -> bool:
    """Return whether neither the node nor anything below it has an id or reacts."""
    if isinstance(node, list | tuple):
        return all(map(_is_still, node))
    if not isinstance(node, Component):
        return True
    if getattr(node, "id", None) is not None:
        return False
    told = _Told.by(node)
    return (told.namespace == "dash_html_components" or told.is_link) and _is_still(_children(node))


def _inner(node: Node) -> Iterable[str]:
    """Yield the HTML of a node, every text escaped."""
    if isinstance(node, list | tuple):
        for child in node:
            yield from _inner(child)
    elif isinstance(node, Component):
        yield from _element(node)
    elif node is not None:
        yield escape(str(node), quote=False)


def _element(component: Component) -> Iterable[str]:
    told = _Told.by(component)
    yield f"<{told.tag}{''.join(_attribute(name, value) for name, value in told.attributes())}>"
    if told.tag not in _VOID:
        yield from _inner(_children(component))
        yield f"</{told.tag}>"


def _attribute(name: str, value: object) -> str:
    if name == "style" and isinstance(value, Mapping):
        value = ";".join(f"{_kebab(key)}:{part}" for key, part in value.items())
    written = _ATTRIBUTES.get(name, name if "-" in name else name.lower())
    if value is True:
        return f' {written}="{"true" if "-" in name else ""}"'
    return f' {written}="{escape(str(value))}"'


def _kebab(name: str) -> str:
    return name if name.startswith("--") else _CAPITAL.sub(lambda found: f"-{found[0].lower()}", name)
