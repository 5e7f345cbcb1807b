"""村页: everything about one village on one screen, at ``/village/<code>``; it prints on one A4 page."""

from dash import Dash
from dash.development.base_component import Component

from dashboard.components import frame, states
from dashboard.components import plain_html as html
from dashboard.components.map_village import (
    causes_panel,
    changes_panel,
    criteria_panel,
    money_panel,
    staff_panel,
)
from dashboard.components.panel import panel
from dashboard.components.village_head import finding, sub, unknown, ways
from dashboard.components.village_link import village_path
from dashboard.components.village_parts import (
    cases_panel,
    income_panel,
    industry_panel,
    neighbours_panel,
    people_panel,
    place_panel,
    projects_panel,
    systems_panel,
)
from dashboard.i18n import t
from dashboard.queries.screen import Screen
from dashboard.queries.village_page import state_of_village, village_of
from dashboard.queries.villages import Village

NAME = "village"
TEMPLATE = "/village/<code>"
SOURCES = (
    "villages", "households", "persons", "household_changes", "village_changes", "village_checks", "incomes",
    "projects", "allocations", "disbursements", "teams", "first_secretaries", "measures", "industries", "oversight",
)  # fmt: skip


def layout(code: str = "", **query: str) -> Component:
    """Return the page of the village of that code."""
    return frame.show(village_path(code), {**query, "village": code}, draw)


def draw(screen: Screen) -> frame.PageContent:
    """Return what the page shows of the view's village; words of its own for a code that the register lacks."""
    village = village_of(screen.reading, screen.view.village)
    if village is None:
        return frame.PageContent(t(screen.language, "village.unknown_title"), "", [unknown(screen)], SOURCES)
    body = [ways(screen, village), _whole(screen, village)]
    return frame.PageContent(finding(screen, village), sub(screen, village), body, SOURCES)


def _whole(screen: Screen, village: Village) -> Component:
    if not screen.is_known:
        path = village_path(village.code)
        parts: list[Component] = [states.not_reported(screen, path=path), neighbours_panel(screen, village)]
        return html.Div([html.Div(each) for each in parts], className="village-grid")
    if screen.view.present:
        return html.Div([people_panel(screen, village), _criteria(screen, village)], className="village-grid")
    columns = (
        (place_panel, people_panel, neighbours_panel),
        (_criteria, income_panel, _causes),
        (systems_panel, industry_panel, staff_panel),
        (money_panel, projects_panel, cases_panel, changes_panel),
    )
    stacks = [html.Div([make(screen, village) for make in column], className="stack") for column in columns]
    return html.Div(stacks, className="village-grid")


def _criteria(screen: Screen, village: Village) -> Component:
    now = state_of_village(screen.reading, village.code, screen.as_of)
    if now is None:
        title = t(screen.language, "village.not_poor_title")
        return panel(title, html.P(t(screen.language, "village.not_poor_line"), className="note"))
    return criteria_panel(screen, now)


def _causes(screen: Screen, village: Village) -> Component:
    now = state_of_village(screen.reading, village.code, screen.as_of)
    return html.Div() if now is None else causes_panel(screen, now)


def register(app: Dash) -> None:
    """Bind the page's callbacks; it has none."""
