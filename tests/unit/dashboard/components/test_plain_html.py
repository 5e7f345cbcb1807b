"""Plain elements: Dash's own by what they serialise to, and as strict about the attributes they are given."""

import json

import dash
import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.components import plain_html
from dashboard.components.plain_html import Element

OF_DASH = sorted(
    name
    for name, kind in vars(plain_html).items()
    if isinstance(kind, type) and issubclass(kind, Element) and kind is not Element and hasattr(dash.html, name)
)


@pytest.mark.parametrize("name", OF_DASH)
def test_an_element_is_sent_as_dash_sends_its_own(name: str) -> None:
    told = {"id": "a", "className": "b", "title": "c", "hidden": False, "data-open": "d", "aria-label": "e"}
    for children in (["f"], "f", 0, "", [], None):
        made = [getattr(room, name)(children, **told) for room in (plain_html, dash.html)]
        mine, theirs = (json.loads(json.dumps(each, cls=PlotlyJSONEncoder)) for each in made)
        assert mine == theirs
        assert made[0].children == made[1].children


def test_every_element_dash_has_by_that_name_is_compared() -> None:
    assert {"A", "Div", "Span", "Table", "Td", "Th", "Tr", "Button"} <= set(OF_DASH)


def test_an_attribute_the_element_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError, match=r"<td> has no attribute 'href'"):
        plain_html.Td("1", href="/map")
    with pytest.raises(TypeError, match="classname"):
        plain_html.Span("1", classname="accent")
