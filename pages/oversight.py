"""督查 Oversight: the worklist of findings for the whole product with one opened, the cases of oversight."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dash import Dash
from dash.development.base_component import Component

from dashboard.components import assessments_section, cases_head, exclusions_section, frame, logic_section, states
from dashboard.components.cases_section import cases_section
from dashboard.components.oversight_detail import detail_panel
from dashboard.components.oversight_head import filters, finding, slide, sub
from dashboard.components.oversight_list import list_panel, new_panel, rules_panel
from dashboard.components.oversight_sections import section_links, section_of
from dashboard.components.oversight_text import PATH
from dashboard.components.panel import grid, stack
from dashboard.components.text import Child
from dashboard.queries.screen import Screen

NAME = "oversight"
SOURCES = (
    "villages", "households", "household_changes", "village_changes", "village_checks", "projects", "allocations",
    "disbursements", "county_finance", "department_funds", "teams", "first_secretaries",
    "persons", "incomes", "oversight", "crosscheck_hits", "assessments",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: its finding, the line below it, its body."""

    finding: Callable[[Screen], list[Child]]
    sub: Callable[[Screen], list[Child]]
    body: Callable[[Screen], list[Component]]


def _worklist(screen: Screen) -> list[Component]:
    opened = [detail_panel(screen, screen.view.metric)] if screen.view.metric else []
    beside = stack(rules_panel(screen), new_panel(screen))
    return [*opened, filters(screen), grid(list_panel(screen), beside, kind="wide-left")]


WORKLIST = Part(finding, sub, _worklist)
PARTS: Mapping[str, Part] = {
    "worklist": WORKLIST,
    "logic": Part(logic_section.finding, logic_section.sub, logic_section.logic_section),
    "exclusions": Part(exclusions_section.finding, exclusions_section.sub, exclusions_section.exclusions_section),
    "assessments": Part(assessments_section.finding, assessments_section.sub, assessments_section.assessments_section),
    "cases": Part(cases_head.finding, cases_head.sub, cases_section),
}


def layout(**query: str) -> Component:
    """Return the page for an address's query."""
    return frame.show(PATH, query, draw)


def draw(screen: Screen) -> frame.PageContent:
    """Return what the page shows: one of its parts, the worklist unless asked for; or the projected slide."""
    if screen.view.present or not screen.is_known:
        body = [slide(screen)] if screen.is_known else [states.not_reported(screen, path=PATH)]
        return frame.PageContent(finding(screen), sub(screen), body, SOURCES)
    part = PARTS[section_of(screen.view)]
    return frame.PageContent(
        part.finding(screen), part.sub(screen), [section_links(screen), *part.body(screen)], SOURCES
    )


def register(app: Dash) -> None:
    """Bind the page's callbacks; it has none: filters are links, forms are sent by a script of their own."""
