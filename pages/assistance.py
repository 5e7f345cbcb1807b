"""帮扶 Assistance: who is posted to the villages, who answers for the households, the seven systems, causes."""

from dash import Dash
from dash.development.base_component import Component

from dashboard.components import frame, states, systems_panel
from dashboard.components import plain_html as html
from dashboard.components.assistance_causes import causes_panel, together_panel, towns_panel
from dashboard.components.assistance_head import finding, kpis, slide, sub_line
from dashboard.components.assistance_helpers import has_helpers, load_panel, missing_helpers, pairs_panel, worst_panel
from dashboard.components.assistance_parts import PATH
from dashboard.components.assistance_posts import coverage_panel, map_panel, months_panel
from dashboard.components.panel import grid, stack
from dashboard.components.source import register_titles
from dashboard.components.systems_safety import safety_panel
from dashboard.i18n import t
from dashboard.metrics.formats import month_label
from dashboard.queries.progress import scope_villages
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows

NAME = "assistance"
SOURCES = ("villages", "teams", "first_secretaries", "households", "persons", "household_changes", "measures")

__all__ = ["NAME", "PATH", "draw", "layout", "register"]


def layout(**query: str) -> Component:
    """Return the page for an address's query."""
    return frame.show(PATH, query, draw)


def draw(screen: Screen) -> frame.PageContent:
    """Return what the page shows, or why it shows nothing."""
    language = screen.language
    if not screen.is_known:
        words = t(language, "assistance.finding_not_yet", month=month_label(screen.as_of, language, year=True))
        return frame.PageContent(words, "", states.not_reported(screen, path=PATH), SOURCES)
    if screen.view.present:
        return frame.PageContent(finding(screen), "", slide(screen), SOURCES)
    if not scope_villages(screen.reading, screen.scope):
        none = states.empty(language, t(language, "assistance.finding_none"))
        return frame.PageContent(finding(screen), "", none, SOURCES)
    return frame.PageContent(finding(screen), sub_line(screen), _body(screen), SOURCES)


def _body(screen: Screen) -> list[Component]:
    posts = grid(map_panel(screen), stack(coverage_panel(screen), months_panel(screen)), kind="halves")
    return [kpis(screen), posts, *_helpers(screen), *_systems(screen), *_causes(screen)]


def _helpers(screen: Screen) -> list[Component]:
    if not has_helpers(screen):
        return [missing_helpers(screen)]
    return [grid(stack(pairs_panel(screen), worst_panel(screen)), load_panel(screen), kind="halves")]


def _systems(screen: Screen) -> list[Component]:
    return [systems_panel.panel(screen), safety_panel(screen)] if has_rows(screen.reading, "households") else []


def _causes(screen: Screen) -> list[Component]:
    if not has_rows(screen.reading, "households"):
        return [states.no_data(screen, registers=register_titles(screen.language, ("households",)))]
    return [grid(causes_panel(screen), together_panel(screen), kind="halves"), html.Div(towns_panel(screen))]


def register(app: Dash) -> None:
    """Bind the page's callbacks; it has none, since every control of it changes the address."""
