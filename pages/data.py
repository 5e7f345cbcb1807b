"""数据 Data: what was delivered and what became of it, control totals, quality, dictionary."""

from collections.abc import Callable, Mapping

from dash import Dash
from dash.development.base_component import Component

from dashboard.components import frame
from dashboard.components.data_controls import controls_section
from dashboard.components.data_deliveries import deliveries_section
from dashboard.components.data_dictionary import dictionary_section
from dashboard.components.data_head import PATH, finding, section_links, section_of, slide, sub
from dashboard.components.data_quality import quality_section
from dashboard.metrics.model import REGISTERS
from dashboard.queries.screen import Screen

NAME = "data"
Section = Callable[[Screen], list[Component]]
SECTIONS: Mapping[str, Section] = {
    "deliveries": deliveries_section,
    "controls": controls_section,
    "quality": quality_section,
    "dictionary": dictionary_section,
}
"""The parts of the page in the order of their links; the first is shown unless another is asked for."""


def layout(**query: str) -> Component:
    """Return the page for an address's query."""
    return frame.show(PATH, query, draw)


def draw(screen: Screen) -> frame.PageContent:
    """Return what the page shows: one of its parts, or the slide of a presentation."""
    names = tuple(SECTIONS)
    if screen.view.present:
        body = [slide(screen)]
    else:
        body = [section_links(screen, names), *SECTIONS[section_of(screen, names)](screen)]
    return frame.PageContent(finding=finding(screen), sub=sub(screen), body=body, sources=REGISTERS)


def register(app: Dash) -> None:
    """Bind the page's callbacks; it has none, since every control of it changes the address."""
