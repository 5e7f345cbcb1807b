"""提案 Scorecard: the twenty-two proposals of the speech in its own order and words, and what has come of each."""

from dash import Dash
from dash.development.base_component import Component

from dashboard.components import frame, states
from dashboard.components.proposals_head import filters, finding, slide, sub
from dashboard.components.proposals_list import register_state, section_panels, unmatched_panel
from dashboard.components.proposals_text import PATH
from dashboard.components.proposals_towns import heads_panel
from dashboard.queries.screen import Screen

NAME = "proposals"
SOURCES = (
    "proposals", "villages", "households", "persons", "village_checks", "projects", "measures", "industries",
    "county_finance", "department_funds", "assessments", "oversight",
)  # fmt: skip


def layout(**query: str) -> Component:
    """Return the page for an address's query."""
    return frame.show(PATH, query, draw)


def draw(screen: Screen) -> frame.PageContent:
    """Return what the page shows: the proposals under the filter, or the slide of a presentation."""
    return frame.PageContent(finding(screen), sub(screen), _body(screen), SOURCES)


def _body(screen: Screen) -> list[Component]:
    if not screen.is_known:
        return [states.not_reported(screen, path=PATH), heads_panel(screen)]
    if screen.view.present:
        return [slide(screen)]
    return [
        filters(screen),
        *register_state(screen),
        *section_panels(screen),
        *unmatched_panel(screen),
        heads_panel(screen),
    ]


def register(app: Dash) -> None:
    """Bind the page's callbacks; it has none: filters are links, forms are sent by a script of their own."""
