"""The one graph factory: no other module makes a ``dcc.Graph``."""

from collections.abc import Mapping
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.text import aria
from data.text import Locale

GraphId = str | dict[str, str]
CONFIG: Mapping[str, Any] = {
    # Sending a chart to a cloud service would carry register data out of the county.
    "showSendToCloud": False,
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": "reset",
}
LOCALES: Mapping[Locale, str] = {"zh": "zh-CN", "en": "en"}


def graph(
    graph_id: GraphId,
    figure: Mapping[str, Any],
    *,
    alt: str,
    height: int,
    language: Locale,
    class_name: str = "",
    **config: Any,  # noqa: ANN401 - options of plotly.js
) -> Component:
    """Return a graph of fixed height (px), its content said by ``alt``; ``config`` overrides plotly.js options."""
    options: Any = {**CONFIG, "locale": LOCALES[language], **config}
    drawn = dcc.Graph(
        id=graph_id,
        figure=dict(figure),
        config=options,
        style={"height": f"{height}px"},
        responsive=True,
    )
    # A picture may hold nothing to press; a chart with buttons is a group of things.
    role = "group" if options["displayModeBar"] else "img"
    return html.Div(
        drawn, className=f"graph {class_name}".strip(), role=role, style={"minHeight": f"{height}px"}, **aria(alt)
    )
