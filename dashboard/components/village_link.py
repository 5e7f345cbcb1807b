"""The way to a village's own page (村页), ``/village/<code>``."""

from dash import dcc
from dash.development.base_component import Component

from dashboard.components.text import village_name
from dashboard.queries.screen import Screen
from dashboard.queries.villages import Village

VILLAGE = "/village"


def village_path(code: str) -> str:
    """Return the path of a village's page."""
    return f"{VILLAGE}/{code}"


def village_page_link(screen: Screen, village: Village) -> Component:
    """Return the village's name as a link to its page, under the same day and edition."""
    href = screen.view.change(village=None, metric=None, show=None, present=False).href(village_path(village.code))
    return dcc.Link(village_name(screen, village), href=href, className="village-link")
