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


def village_href(screen: Screen, code: str) -> str:
    """Return the address of a village's page under the same day, edition and filter, without what other pages chose."""
    view = screen.view.change(
        village=None, metric=None, show=None, present=False, across=None, upright=None, picked=None, order=None,
        industry=None,
    )  # fmt: skip
    return view.href(village_path(code))


def village_page_link(
    screen: Screen, village: Village, words: str = "", *, title: str | None = None, class_name: str = "village-link"
) -> Component:
    """Return the village's name, or other words for it, as a link to its page."""
    shown = words or village_name(screen, village)
    return dcc.Link(shown, href=village_href(screen, village.code), className=class_name, title=title)
