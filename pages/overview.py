"""总览 Overview: the sentence that matters today, five key figures, map, burn-down, funding rules, zones, villages."""

from dash import Dash
from dash.development.base_component import Component

from dashboard.components import frame, states
from dashboard.components.gravest import gravest_panel
from dashboard.components.overview_changes import changes_panel
from dashboard.components.overview_charts import burn_panel, map_panel
from dashboard.components.overview_finding import brief_finding, finding, sub_line
from dashboard.components.overview_kpis import kpis
from dashboard.components.overview_present import present_body
from dashboard.components.overview_rules import rules_panel
from dashboard.components.overview_tables import behind_panel, zones_panel
from dashboard.components.panel import grid, stack
from dashboard.components.source import register_titles
from dashboard.i18n import t
from dashboard.queries.outlook import Outlook, outlook
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows

PATH = "/"
NAME = "overview"
SOURCES = (
    "villages", "households", "persons", "household_changes", "village_changes", "village_checks", "allocations",
    "disbursements", "county_finance", "department_funds", "teams", "first_secretaries",
)  # fmt: skip
ROLL = ("households", "persons")
"""Registers without which nothing can be said of people."""
SLIDE_SOURCES = ("households", "household_changes")


def layout(**query: str) -> Component:
    """Return the page for an address's query."""
    return frame.show(PATH, query, draw)


def draw(screen: Screen) -> frame.PageContent:
    """Return what the page shows: whole, the plan only for a month not reported, or a slide for the projector."""
    if missing := tuple(kind for kind in ROLL if not has_rows(screen.reading, kind)):
        return _without_people(screen, register_titles(screen.language, missing))
    found = outlook(screen.reading, screen.scope, screen.as_of, known=screen.is_known)
    if screen.view.present:
        return frame.PageContent(brief_finding(screen, found), "", present_body(screen, found), SLIDE_SOURCES)
    body = _whole(screen, found) if screen.is_known else _plan_only(screen, found)
    changes = changes_panel(screen) if screen.is_known else ()
    return frame.PageContent(finding(screen, found), sub_line(screen, found), body, SOURCES, controls=changes)


def _whole(screen: Screen, found: Outlook) -> list[Component]:
    middle = stack(burn_panel(screen, found), zones_panel(screen, found))
    right = stack(rules_panel(screen), behind_panel(screen))
    return [kpis(screen, found), grid(map_panel(screen), middle, right, kind="overview"), gravest_panel(screen)]


def _without_people(screen: Screen, registers: str) -> frame.PageContent:
    """Return the page of a county whose people nobody delivered yet: which registers are missing, and the money."""
    body: list[Component] = [states.no_data(screen, registers=registers)]
    body += [] if screen.view.present else [rules_panel(screen), gravest_panel(screen)]
    return frame.PageContent(t(screen.language, "overview.finding_no_register", registers=registers), "", body, SOURCES)


def _plan_only(screen: Screen, found: Outlook) -> list[Component]:
    return [grid(burn_panel(screen, found), states.not_reported(screen, path=PATH), kind="halves")]


def register(app: Dash) -> None:
    """Bind the page's callbacks; it has none, since every control of it changes the address."""
