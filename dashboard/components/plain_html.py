"""The plain HTML elements of a page (网页元素): Dash's own by name, children and attributes, made quickly.

A page is made of hundreds to thousands of them, and Dash's constructor looks at every attribute for microseconds, in
all a third of the time a page takes. These look once whether the attributes are among those the element has.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

import dash
from dash.development.base_component import Component

WILD = ("data-", "aria-")
"""Attributes that begin with one of these are allowed on every element."""


class Element(Component):
    """A plain element with its children and attributes, under React's names (``className``, ``htmlFor``)."""

    _children_props: list[str] = []  # noqa: RUF012 - as Dash declares it
    _base_nodes: list[str] = ["children"]  # noqa: RUF012 - as Dash declares it
    _namespace = "dash_html_components"
    _type = ""
    _valid_wildcard_attributes: list[str] = [*WILD]  # noqa: RUF012 - as Dash declares it
    available_wildcard_properties: list[str] = [*WILD]  # noqa: RUF012 - as Dash declares it
    known: ClassVar[frozenset[str]] = frozenset()
    """The attributes the element has."""
    children: object = None

    def __init__(self, children: object = None, **attributes: Any) -> None:  # noqa: ANN401 - whatever the attribute holds
        """Keep children and attributes. Raises TypeError for an attribute the element does not have."""
        for name in attributes.keys() - self.known:
            if not name.startswith(WILD):
                raise TypeError(f"<{self._type.lower()}> has no attribute {name!r}; it has {sorted(self.known)}")
        if children is not None:
            self.children = children
        self.__dict__.update(attributes)


def _element(name: str, attributes: Sequence[str]) -> type[Element]:
    """Return the class of an element; ``attributes`` as Dash's own class of that name tells them."""
    told = {"_type": name, "_prop_names": [*attributes], "available_properties": [*attributes]}
    return type(name, (Element,), {"__module__": __name__, "known": frozenset(attributes), **told})


def _of_dash(name: str) -> type[Element]:
    return _element(name, getattr(dash.html, name)().available_properties)


Input = _element("Input", ("className", "maxLength", "name", "required", "type", "value"))
"""An ``<input>`` of a still form: Dash has none that is plain HTML; it must stand inside a label."""
A = _of_dash("A")
B = _of_dash("B")
Br = _of_dash("Br")
Button = _of_dash("Button")
Caption = _of_dash("Caption")
Code = _of_dash("Code")
Datalist = _of_dash("Datalist")
Dd = _of_dash("Dd")
Details = _of_dash("Details")
Div = _of_dash("Div")
Dl = _of_dash("Dl")
Dt = _of_dash("Dt")
Fieldset = _of_dash("Fieldset")
Footer = _of_dash("Footer")
Form = _of_dash("Form")
H1 = _of_dash("H1")
H2 = _of_dash("H2")
H3 = _of_dash("H3")
H4 = _of_dash("H4")
Header = _of_dash("Header")
Img = _of_dash("Img")
Label = _of_dash("Label")
Legend = _of_dash("Legend")
Li = _of_dash("Li")
Main = _of_dash("Main")
Nav = _of_dash("Nav")
Ol = _of_dash("Ol")
Option = _of_dash("Option")
P = _of_dash("P")
Section = _of_dash("Section")
Select = _of_dash("Select")
Small = _of_dash("Small")
Span = _of_dash("Span")
Strong = _of_dash("Strong")
Summary = _of_dash("Summary")
Table = _of_dash("Table")
Tbody = _of_dash("Tbody")
Td = _of_dash("Td")
Th = _of_dash("Th")
Thead = _of_dash("Thead")
Tr = _of_dash("Tr")
Ul = _of_dash("Ul")
