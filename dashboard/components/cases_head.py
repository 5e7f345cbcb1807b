"""What stands above the cases of oversight (监督事项): the finding, the key figures, the links that narrow the list."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.opening import linked, struck, told
from dashboard.components.oversight_sections import choices, part_href, words_of
from dashboard.components.panel import kpi, kpi_strip
from dashboard.components.source import chip
from dashboard.components.text import Child
from dashboard.components.valued import valued, valued_cell
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, display_unit, format_number, format_value
from dashboard.metrics.registry import metric
from dashboard.queries.cases import CASE_TYPES, Case, CaseType, cases_on, limit
from dashboard.queries.screen import Screen
from dashboard.view import View

FIGURES = ("cases.registered", "cases.open", "cases.overdue", "cases.closed", "cases.days_to_close")
STATES = ("open", "overdue", "closed", "nothing")
"""What the list can be narrowed to; ``open`` holds those overdue too."""


def state_of(view: View) -> str | None:
    """Return the state the list is narrowed to; None for all with something to put right."""
    return next((each for each in STATES if each in words_of(view)), None)


def type_of(view: View) -> CaseType | None:
    """Return the type of case the list is narrowed to; None for all."""
    return next((each for each in CASE_TYPES if each in words_of(view)), None)


def shown_cases(screen: Screen) -> tuple[Case, ...]:
    """Return the cases of the screen that fit what the list is narrowed to."""
    wanted, kind = state_of(screen.view), type_of(screen.view)
    known = cases_on(screen.reading, screen.scope, screen.as_of)
    return tuple(case for case in known if kind in (None, case.type) and _fits(case.state(screen.as_of), wanted))


def _fits(state: str, wanted: str | None) -> bool:
    if wanted is None:
        return state != "nothing"
    return state == wanted or (wanted == "open" and state == "overdue")


def finding(screen: Screen) -> list[Child]:
    """Return the part's finding: how many cases are open and how many of them overdue."""
    language = screen.language
    values = {name: valued(screen, f"cases.{name}") for name in ("registered", "open", "overdue")}
    if values["registered"] is None:
        return [t(language, "cases.finding_unknown")]
    if not values["registered"]:
        return [t(language, "cases.finding_empty")]
    slots = {
        name: linked(screen, f"cases.{name}", format_value(metric(f"cases.{name}"), value, language))
        for name, value in values.items()
    }
    branch = "overdue" if values["overdue"] else "open" if values["open"] else "none"
    if branch == "overdue":
        slots["overdue"] = struck(slots["overdue"])
    return told(screen, t(language, f"cases.finding_{branch}", **slots))


def sub(screen: Screen) -> list[Child]:
    """Return the line below: how long each type may stay open; a place leaves out what names no village."""
    language = screen.language
    each = [
        t(language, "cases.limit", type=t(language, f"cases.type_{kind}"), days=format_number(days))
        for kind, days in ((kind, limit(kind, screen.as_of).number) for kind in CASE_TYPES)
    ]
    limits = t(language, "shell.list_comma").join(each)
    said: list[Child] = [t(language, "cases.sub", limits=limits), " ", chip(screen, "cases.overdue")]
    if screen.view.zone or screen.view.town:
        said += [" ", t(language, "cases.sub_scope")]
    return said


def figures(screen: Screen) -> Component:
    """Return the key figures of the cases."""
    return kpi_strip(*(_figure(screen, each) for each in FIGURES))


def _figure(screen: Screen, metric_id: str) -> Component:
    figure, language, value = metric(metric_id), screen.language, valued(screen, metric_id)
    text = format_value(figure, value, language)
    unit = "" if text == NO_DATA else display_unit(figure, language, single=text == "1")
    behind = metric_id == "cases.overdue" and bool(value)
    name = figure.short[language]
    return kpi(name, valued_cell(screen, metric_id), unit, chip=chip(screen, metric_id), behind=behind)


def filters(screen: Screen) -> Component:
    """Return the links that narrow the list by state and by type."""
    language, state, kind = screen.language, state_of(screen.view), type_of(screen.view)
    states = [(None, "state_all"), *((each, f"state_{each}") for each in STATES)]
    kinds = [(None, "type_all"), *((each, f"type_{each}") for each in CASE_TYPES)]
    by_state = [
        (t(language, f"cases.{words}"), part_href(screen, "cases", each, kind), each == state) for each, words in states
    ]
    by_type = [
        (t(language, f"cases.{words}"), part_href(screen, "cases", state, each), each == kind) for each, words in kinds
    ]
    rows = [
        choices(t(language, "cases.filter_state"), by_state),
        choices(t(language, "cases.filter_type"), by_type),
    ]
    return html.Div(rows, className="finding-filters")
