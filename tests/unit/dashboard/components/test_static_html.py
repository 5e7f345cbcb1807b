"""Still parts become one component of escaped HTML; what reacts stays what it was."""

import pytest
from dash import dcc

from dashboard.components import plain_html as html
from dashboard.components.static_html import Html, stilled

HOSTILE = '<script>alert("1")</script>'


def content(node: object) -> str:
    assert isinstance(node, Html)
    return str(node.to_plotly_json()["props"]["content"])


def test_a_still_tree_is_one_component() -> None:
    tree = html.Section(
        [html.H2("标题"), html.P(["甲", html.B(3), None])], className="panel", style={"gridColumn": "1"}
    )
    told = stilled(tree).to_plotly_json()  # type: ignore[attr-defined]
    assert told["props"] == {
        "tag": "section",
        "attributes": {"className": "panel", "style": {"gridColumn": "1"}},
        "content": "<h2>标题</h2><p>甲<b>3</b></p>",
    }


def test_text_and_attributes_are_escaped() -> None:
    written = content(stilled(html.Div([html.P(HOSTILE, title=HOSTILE)])))
    assert "<script" not in written
    assert "&lt;script&gt;" in written
    assert 'title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"' in written


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "java\tscript:x",
        "\x01javascript:x",
    ],
)
def test_an_address_that_would_run_a_script_is_left_out(address: str) -> None:
    assert content(stilled(html.Div(html.A("x", href=address)))) == "<a>x</a>"


def test_what_has_an_id_stays_and_its_still_siblings_are_written_out() -> None:
    tree = html.Div([html.P("still"), html.Button("go", id="go"), dcc.Graph(id="graph")])
    stilled(tree)
    still, button, graph = tree.children
    assert content(still) == "still"
    assert isinstance(button, html.Button)
    assert isinstance(graph, dcc.Graph)


def test_a_link_moves_inside_the_application() -> None:
    written = content(stilled(html.Div(dcc.Link("地图", href="/map?lang=zh&zone=南部", className="nav"))))
    assert written == '<a class="nav" href="/map?lang=zh&amp;zone=南部" data-inside="1">地图</a>'


def test_properties_get_their_html_names() -> None:
    cell = html.Td("1", colSpan=2, className="number", style={"--share": "40%", "textAlign": "right"})
    row = html.Div(html.Table(html.Tr([cell, html.Td(hidden=True), html.Td(hidden=False, **{"aria-hidden": True})])))
    assert content(stilled(row)) == (
        '<table><tr><td class="number" colspan="2" style="--share:40%;text-align:right">1</td>'
        '<td hidden=""></td><td aria-hidden="true"></td></tr></table>'
    )


def test_an_element_without_content_is_not_closed() -> None:
    assert content(stilled(html.Div([html.Br(), html.Img(src="/a.svg", alt="")]))) == '<br><img alt="" src="/a.svg">'
