"""比较 Compare: two days or editions side by side, what moved between them, and the law that balances both."""

from dash import Dash
from dash.development.base_component import Component

from dashboard.components import frame, states
from dashboard.components import plain_html as html
from dashboard.components.compare_figures import figures_panel, law_panel, places_panel
from dashboard.components.compare_head import side_controls
from dashboard.components.compare_lists import lists_panel
from dashboard.components.compare_text import headline, paragraph, scope_words, sides_line
from dashboard.components.edition_list import editions_panel
from dashboard.components.opening import told
from dashboard.components.panel import grid
from dashboard.i18n import t
from dashboard.queries.moments import Sides, sides_of
from dashboard.queries.reading import UnknownEdition
from dashboard.queries.screen import Screen

PATH = "/compare"
NAME = "compare"
SOURCES = (
    "villages", "households", "persons", "household_changes", "village_changes", "projects", "allocations",
    "disbursements",
)  # fmt: skip


def layout(**query: str) -> Component:
    """Return the page for an address's query."""
    return frame.show(PATH, query, draw)


def draw(screen: Screen) -> frame.PageContent:
    """Return the comparison; the plain state that says why there is none; the editions below either."""
    try:
        sides = sides_of(screen)
    except UnknownEdition:
        return _no_such_edition(screen)
    if not screen.is_known:
        body = [states.not_reported(screen, path=PATH)]
        return frame.PageContent(t(screen.language, "shell.nav_compare"), "", body, SOURCES)
    body = [_said(screen, sides)] if screen.view.present else _whole(screen, sides)
    sub = [sides_line(screen, sides), " · ", t(screen.language, "compare.scope", place=scope_words(screen))]
    return frame.PageContent(
        told(screen, headline(screen, sides)), sub, body, SOURCES, controls=side_controls(screen, sides)
    )


def _whole(screen: Screen, sides: Sides) -> list[Component]:
    return [
        _said(screen, sides),
        grid(law_panel(screen, sides), places_panel(screen, sides), kind="halves"),
        lists_panel(screen, sides),
        figures_panel(screen, sides),
        editions_panel(screen),
    ]


def _said(screen: Screen, sides: Sides) -> Component:
    return html.P(told(screen, paragraph(screen, sides)), className="compare-said")


def _no_such_edition(screen: Screen) -> frame.PageContent:
    language, view = screen.language, screen.view
    line = t(language, "compare.edition_gone", edition=view.against_edition)
    href = view.change(against=None, against_edition=None).href(PATH)
    back = html.A(t(language, "compare.back_to_default"), href=href, className="button")
    body = [states.state(line, kind="empty", actions=back), editions_panel(screen)]
    return frame.PageContent(t(language, "shell.edition_gone_title"), "", body, SOURCES)


def register(app: Dash) -> None:
    """Bind the page's callbacks; it has none, since every control of it changes the address."""
