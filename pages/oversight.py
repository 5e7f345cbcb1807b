"""督查 Oversight: the worklist of findings for the whole product, what each rule examined, one finding opened."""

from dash import Dash
from dash.development.base_component import Component

from dashboard.components import frame, states
from dashboard.components.oversight_detail import detail_panel
from dashboard.components.oversight_head import filters, finding, slide, sub
from dashboard.components.oversight_list import list_panel, new_panel, rules_panel
from dashboard.components.oversight_text import PATH
from dashboard.components.panel import grid, stack
from dashboard.queries.screen import Screen

NAME = "oversight"
SOURCES = (
    "villages", "households", "household_changes", "village_changes", "village_checks", "projects", "allocations",
    "disbursements", "county_finance", "department_funds", "teams", "first_secretaries",
)  # fmt: skip


def layout(**query: str) -> Component:
    """Return the page for an address's query."""
    return frame.show(PATH, query, draw)


def draw(screen: Screen) -> frame.PageContent:
    """Return what the page shows: the worklist with one finding opened if asked for, or the projected slide."""
    return frame.PageContent(finding(screen), sub(screen), _body(screen), SOURCES)


def _body(screen: Screen) -> list[Component]:
    if not screen.is_known:
        return [states.not_reported(screen, path=PATH)]
    if screen.view.present:
        return [slide(screen)]
    opened = [detail_panel(screen, screen.view.metric)] if screen.view.metric else []
    beside = stack(rules_panel(screen), new_panel(screen))
    return [*opened, filters(screen), grid(list_panel(screen), beside, kind="wide-left")]


def register(app: Dash) -> None:
    """Bind the page's callbacks; it has none: filters are links, forms are sent by a script of their own."""
