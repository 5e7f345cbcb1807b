"""The page of funds and projects (资金与项目): rules, flow, categories, villages, projects, ledger, flags."""

from collections.abc import Callable, Mapping
from typing import Any

from dash import Dash, Input, Output, State, dcc, no_update
from dash.development.base_component import Component

from dashboard import ids
from dashboard.components import frame, states
from dashboard.components.funds_flags import flag_sections, flags_panel
from dashboard.components.funds_flow import flow_panel
from dashboard.components.funds_head import finding, section_links, section_of, slide, sub
from dashboard.components.funds_progress import plan_panel, progress_panel
from dashboard.components.funds_projects import project_body
from dashboard.components.funds_rules import departments_panel, rule_panels, years_panel
from dashboard.components.funds_villages import villages_panel
from dashboard.components.funds_works import controls, works_section
from dashboard.components.grids import count_text, entry_grid, entry_rows, narrowing_of, project_grid, project_rows
from dashboard.components.opening import linked, told
from dashboard.components.panel import grid, panel, stack
from dashboard.components.source import chip
from dashboard.i18n import t
from dashboard.metrics.formats import iso_date, ledger_unit, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.figures import total_figures
from dashboard.queries.screen import Screen

PATH = "/funds"
NAME = "funds"
OF_WORKS = ("villages", "village_checks", "households", "industries")
SOURCES = ("projects", "allocations", "disbursements", "county_finance", "department_funds")


def layout(**query: str) -> Component:
    """Return the page for an address's query."""
    return frame.show(PATH, query, draw)


def draw(screen: Screen) -> frame.PageContent:
    """Return what the page shows: one of its parts, or the slide of a presentation."""
    if screen.view.present:
        body: list[Component] = [slide(screen)] if screen.is_known else [states.not_reported(screen, path=PATH)]
    elif not screen.is_known:
        body = [states.not_reported(screen, path=PATH), grid(*rule_panels(screen), kind="thirds"), plan_panel(screen)]
    else:
        body = [section_links(screen), *_section(screen)]
    is_works = screen.is_known and not screen.view.present and section_of(screen) == "works"
    own, sources = (controls(screen), (*SOURCES[:3], *OF_WORKS)) if is_works else ((), SOURCES)
    return frame.PageContent(finding=finding(screen), sub=sub(screen), body=body, sources=sources, controls=own)


def _section(screen: Screen) -> list[Component]:
    name = section_of(screen)
    if name == "projects" and screen.view.metric:
        return project_body(screen, screen.view.metric)
    return {
        "flow": _flow,
        "works": works_section,
        "villages": lambda shown: [villages_panel(shown)],
        "projects": _projects,
        "ledger": _ledger,
        "flags": flag_sections,
    }[name](screen)


def _flow(screen: Screen) -> list[Component]:
    left = stack(flow_panel(screen), flags_panel(screen))
    annual = grid(years_panel(screen), departments_panel(screen), kind="halves")
    return [grid(*rule_panels(screen), kind="thirds"), grid(left, progress_panel(screen), kind="wide-left"), annual]


def _projects(screen: Screen) -> list[Component]:
    language = screen.language
    count = total_figures(screen.reading, screen.as_of)["funds.projects"]
    counted = linked(screen, "funds.projects", with_unit(metric("funds.projects"), count, language), zone=None)
    title = told(screen, t(language, "funds.projects_title", count=counted))
    note = t(language, "funds.projects_sub", unit=ledger_unit(language))
    scope = t(language, "funds.projects_scope") if screen.scope.zone or screen.scope.town else ""
    return [panel([*title, " ", chip(screen, "funds.projects")], project_grid(screen), sub=[note, " ", scope])]


def _ledger(screen: Screen) -> list[Component]:
    language = screen.language
    title = t(language, "funds.ledger_title", day=iso_date(screen.as_of))
    note = t(language, "funds.ledger_sub", unit=ledger_unit(language))
    said: list[str | Component] = [note]
    if screen.scope.zone or screen.scope.town:
        said += [" ", t(language, "funds.ledger_scope")]
    if narrowing_of(screen).payee:
        every = dcc.Link(
            t(language, "funds.ledger_every"), href=screen.view.change(metric=None).href(PATH), className="link"
        )
        said += [" ", t(language, "funds.ledger_payee"), " ", every]
    return [panel([title, " ", chip(screen, "funds.disbursed")], entry_grid(screen), sub=said)]


def register(app: Dash) -> None:
    """Bind the two grids to the store."""

    @app.callback(
        Output(ids.PROJECT_GRID, "getRowsResponse"),
        Output(ids.PROJECT_COUNT, "children"),
        Input(ids.PROJECT_GRID, "getRowsRequest"),
        State(ids.URL, "search"),
    )
    def fill_projects(request: Mapping[str, Any] | None, search: str | None) -> object:
        return _filled(project_rows, request, search)

    @app.callback(
        Output(ids.ENTRY_GRID, "getRowsResponse"),
        Output(ids.ENTRY_COUNT, "children"),
        Input(ids.ENTRY_GRID, "getRowsRequest"),
        State(ids.URL, "search"),
    )
    def fill_entries(request: Mapping[str, Any] | None, search: str | None) -> object:
        return _filled(entry_rows, request, search)


def _filled(
    rows: Callable[[Screen, Mapping[str, Any]], dict[str, Any]], request: Mapping[str, Any] | None, search: str | None
) -> tuple[object, object]:
    if request is None:
        return no_update, no_update
    screen = frame.screen_of(search)
    answer = rows(screen, request)
    return answer, count_text(screen, answer)
