"""退出 Exit: villages against the exit criteria, where it sticks, the pace, the flow of people, returns to poverty."""

from collections.abc import Sequence
from typing import Any

from dash import Dash
from dash.development.base_component import Component

from dashboard import ids
from dashboard.components import exit_income, exit_moves, exit_risk, frame, states
from dashboard.components import plain_html as html
from dashboard.components.exit_flow import MOST_RETURNS, causes_panel, flow_panel, returns_panel
from dashboard.components.exit_head import (
    controls,
    exits_finding,
    finding,
    registered,
    status_counts,
    status_strip,
    sub_line,
)
from dashboard.components.exit_lists import (
    behind_panel,
    bottleneck_panel,
    criteria_panel,
    exited_panel,
    near_panel,
    ready_panel,
)
from dashboard.components.exit_matrix import matrix_panel, zone_matrices
from dashboard.components.exit_pace import pace_panel
from dashboard.components.exit_parts import people
from dashboard.components.exit_sections import PATH, section_links, section_of
from dashboard.components.forecast_panel import goal_panel
from dashboard.components.graph import graph
from dashboard.components.marks import STATUS_FIGURES, status_word, zone_swatch
from dashboard.components.opening import linked, opens, struck, told
from dashboard.components.panel import grid, kpi, panel, stack
from dashboard.components.source import chip, register_titles
from dashboard.components.text import Child, Children, zone_name
from dashboard.figures.base import merged
from dashboard.figures.burn_down import burn_down_alt, burn_down_figure
from dashboard.figures.exit_charts import flow_figure, flow_formula, steps_of
from dashboard.figures.steps_down import steps_down_alt, steps_down_figure
from dashboard.i18n import t
from dashboard.metrics.disclosure import AreaLevel
from dashboard.metrics.formats import format_number, prose_date
from dashboard.queries.criteria import (
    are_ready,
    by_status,
    exit_days,
    scope_states,
    tallies,
)
from dashboard.queries.figures import deadline
from dashboard.queries.opening import Place
from dashboard.queries.paces import paces_of
from dashboard.queries.progress import BurnDown, Scope, burn_down, monthly_flow, villages_left
from dashboard.queries.projections import Projection, projection
from dashboard.queries.returns import causes, return_rate, returns
from dashboard.queries.screen import Screen
from dashboard.queries.status import VillageState, baseline_day, furthest_behind
from dashboard.queries.villages import has_rows
from dashboard.theme import ZONES

NAME = "exit"
SOURCES = ("villages", "village_checks", "village_changes", "households", "persons", "household_changes")
CHART_HEIGHT = 280
ZONE_HEIGHT = 190
PRESENT_HEIGHT = 320
PRESENT_MARGIN = {"l": 48, "r": 32, "b": 48}
SHORT_MATRIX = 14
NO_FIGURES = ("household_changes",)
OF_HOUSEHOLDS = ("households", "incomes", "household_changes")


def layout(**query: str) -> Component:
    """Return the page for an address's query."""
    return frame.show(PATH, query, draw)


def draw(screen: Screen) -> frame.PageContent:
    """Return what the page shows; the plan only for a month that was not reported, one idea in a presentation."""
    if screen.is_known and not screen.view.present and section_of(screen) != "criteria":
        return _of_households(screen)
    villages = scope_states(screen.reading, screen.scope, screen.as_of)
    sub = sub_line(screen, villages)
    title = finding(screen, villages)
    if not screen.is_known:
        body: Children = [states.not_reported(screen, path=PATH), _zone_charts(screen)]
    elif not villages:
        none = states.empty(screen.language, t(screen.language, "exit.finding_none"))
        body = [section_links(screen), none, goal_panel(screen, "people"), *_movement(screen)]
    elif screen.view.present:
        title, body = _presented(screen, villages)
    else:
        goal = grid(goal_panel(screen, "people"), goal_panel(screen, "villages"), kind="halves")
        body = [
            section_links(screen),
            *_against_criteria(screen, villages),
            goal,
            *_lists(screen, villages),
            *_movement(screen),
        ]
    own = () if screen.view.present else controls(screen)
    return frame.PageContent(title, sub, body, SOURCES[:3] if screen.view.present else SOURCES, own)


def register(app: Dash) -> None:
    """Bind nothing: every control changes the address, and the page is drawn again."""


def _of_households(screen: Screen) -> frame.PageContent:
    """Return one of the parts about single households, with its finding and controls."""
    name = section_of(screen)
    part = {"income": exit_income, "moves": exit_moves, "risk": exit_risk}[name]
    own = exit_income.controls(screen) if name == "income" else ()
    body = [section_links(screen), *part.section(screen)]
    return frame.PageContent(part.finding(screen), part.sub(screen), body, OF_HOUSEHOLDS, own)


def _against_criteria(screen: Screen, villages: Sequence[VillageState]) -> list[Component]:
    """Return the matrices beside what they add up to: bottlenecks, the key, the villages left by month."""
    side: list[Component] = [bottleneck_panel(screen, tallies(villages, screen.as_of), path=PATH)]
    zones = zone_matrices(screen, villages)
    matrices = [matrix_panel(screen, matrix) for matrix in zones]
    other = [_villages_chart(screen, villages), *_causes(screen)]
    # The key stands in the shorter of the two columns.
    (side if len(zones[-1].listed) <= SHORT_MATRIX or len(zones) == 1 else other).append(criteria_panel(screen))
    right = stack(*other)
    columns = [*matrices[:-1], stack(matrices[-1], *side)] if len(matrices) > 1 else [*matrices, stack(*side)]
    return [status_strip(screen, villages), html.Div([*columns, right], className=f"exit-top exit-top-{len(columns)}")]


def _villages_chart(screen: Screen, villages: Sequence[VillageState]) -> Component:
    language, end = screen.language, deadline(screen.as_of)
    if not has_rows(screen.reading, "village_changes"):
        body = states.no_data(screen, registers=register_titles(language, ("village_changes",)))
        return panel(
            told(screen, t(language, "exit.finding_unknown_exits", count=registered(screen, len(villages)))), body
        )
    steps = villages_left(screen.reading, screen.scope, screen.as_of)
    chart = graph(
        ids.EXIT_VILLAGES,
        steps_down_figure(screen, steps, deadline=end, height=CHART_HEIGHT, ahead=_ahead(screen)),
        alt=steps_down_alt(screen, steps),
        height=CHART_HEIGHT,
        language=language,
    )
    sub: list[Child] = [t(language, "exit.chart_sub"), " ", chip(screen, "villages.remaining")]
    return panel(exits_finding(screen, steps[0][1], steps[-1][1]), chart, sub=sub)


def _ahead(screen: Screen) -> Projection:
    return projection(screen.reading, screen.scope, screen.as_of, "villages")


def _lists(screen: Screen, villages: Sequence[VillageState]) -> list[Component]:
    exited = [state for state in villages if state.status == "exited"]
    near = [state for state in villages if state.status == "near"]
    behind = furthest_behind(tuple(villages), limit=len(villages))
    return [
        grid(
            behind_panel(screen, behind, path=PATH),
            stack(ready_panel(screen, are_ready(villages)), near_panel(screen, by_status(near))),
            exited_panel(screen, exited, exit_days(screen.reading, screen.as_of), path=PATH),
            kind="thirds",
        )
    ]


def _movement(screen: Screen) -> list[Component]:
    """Return what concerns people: burn-downs by zone, paces, the flow by month, returns."""
    missing = tuple(kind for kind in ("households", "persons") if not has_rows(screen.reading, kind))
    if missing:
        return [states.no_data(screen, registers=register_titles(screen.language, missing))]
    paces = pace_panel(screen, paces_of(screen.reading, screen.scope, screen.as_of))
    found = returns(screen.reading, screen.scope, screen.as_of, limit=MOST_RETURNS)
    table, chart = _flow(screen)
    left = stack(_zone_charts(screen), chart)
    return [grid(left, paces, kind="halves"), grid(table, returns_panel(screen, found), kind="halves")]


def _zones_shown(screen: Screen) -> list[tuple[str, BurnDown]]:
    scope = screen.scope
    found = []
    for zone in ZONES:
        burn = burn_down(screen.reading, Scope(zone, scope.town), screen.as_of)
        if scope.zone in (None, zone) and max(burn.baseline, *burn.poor):
            found.append((zone, burn))
    return found


def _zone_charts(screen: Screen) -> Component:
    """Return a small burn-down a zone, on one axis; the title names the zone furthest from its plan."""
    language, shown = screen.language, _zones_shown(screen)
    if not shown:
        return panel(t(language, "exit.zones_title_plan"), html.P(t(language, "exit.list_none"), className="note"))
    top = max(max(burn.baseline, *burn.poor) for _, burn in shown) * 1.05
    charts = [_zone_chart(screen, zone, burn, top) for zone, burn in shown]
    worst, furthest = max(shown, key=lambda pair: pair[1].over_plan)
    title: Children = t(language, "exit.zones_title_ahead", count=format_number(len(shown)))
    if not screen.is_known:
        title = t(language, "exit.zones_title_plan")
    elif round(furthest.over_plan) > 0:
        over = linked(screen, "exit.over_plan", people(screen, furthest.over_plan), place=_here(screen, worst))
        slots = {"zone": zone_name(screen, worst), "people": struck(over)}
        title = told(screen, t(language, "exit.zones_title_behind", **slots))
    said = "exit.zones_sub" if screen.is_known else "exit.zones_sub_plan"
    sub: list[Child] = [t(language, said), " ", chip(screen, "people.poor")]
    return panel(title, html.Div(charts, className="zone-charts"), sub=sub)


def _zone_chart(screen: Screen, zone: str, burn: BurnDown, top: float) -> Component:
    language, over = screen.language, round(burn.over_plan)
    key = "zone_plan" if not screen.is_known else "zone_now" if over > 0 else "zone_under"
    here = _here(screen, zone)
    off = "exit.over_plan" if over > 0 else "exit.under_plan"
    slots = {
        "now": linked(screen, "people.poor", people(screen, burn.now), place=here),
        "over": linked(screen, off, people(screen, abs(burn.over_plan)), place=here),
        "plan": linked(screen, "exit.plan", people(screen, burn.plan_now), place=here),
    }
    drawn = graph(
        ids.zone_chart_id(ZONES[zone].key),
        burn_down_figure(
            screen, burn, height=ZONE_HEIGHT, variant="compact", top=top, ahead=_people_ahead(screen, zone), place=here
        ),
        alt=burn_down_alt(screen, burn),
        height=ZONE_HEIGHT,
        language=language,
    )
    words = html.P(told(screen, t(language, f"exit.{key}", **slots)), className="zone-words")
    named: dict[str, Any] = {"data-chart": zone_name(screen, zone)}
    head = html.P(zone_swatch(language, zone, with_name=True))
    return html.Div([head, words, drawn], className="zone-chart", **named)


def _here(screen: Screen, zone: str) -> Place:
    """Return the conditions on the place of a zone's figures: the zone, and the town where one is chosen."""
    return {"zone": zone, "town": screen.scope.town}


def _people_ahead(screen: Screen, zone: str) -> Projection:
    return projection(screen.reading, Scope(zone, screen.scope.town), screen.as_of, "people")


def _flow(screen: Screen) -> tuple[Component, Component]:
    """Return the flow of people as a table by month and as a chart of the whole time."""
    language, start = screen.language, baseline_day(screen.as_of)
    flows = monthly_flow(screen.reading, screen.scope, screen.as_of)
    if not has_rows(screen.reading, "household_changes"):
        return states.no_data(screen, registers=register_titles(language, NO_FIGURES)), html.Div()
    if not flows:
        return states.empty(language, t(language, "exit.flow_none")), html.Div()
    baseline = burn_down(screen.reading, screen.scope, screen.as_of).baseline
    steps = steps_of(baseline, flows)
    formula, drawn = flow_formula(steps), flow_figure(screen, steps)
    alt, height = t(language, "exit.flow_alt", formula=formula), int(drawn["layout"]["height"])
    chart = graph(ids.EXIT_FLOW, drawn, alt=alt, height=height, language=language)
    title = t(language, "exit.flow_chart_title", day=prose_date(screen.as_of, language))
    chips: list[Child] = [t(language, "exit.flow_chart_sub"), " ", chip(screen, "people.poor")]
    table = flow_panel(screen, baseline, start, flows, formula=formula)
    return table, panel(title, chart, sub=chips)


def _causes(screen: Screen) -> list[Component]:
    if not has_rows(screen.reading, "household_changes"):
        return []
    found = causes(screen.reading, screen.scope, screen.as_of)
    rate = return_rate(monthly_flow(screen.reading, screen.scope, screen.as_of))
    scope = screen.scope
    area: AreaLevel = "town" if scope.town else "zone" if scope.zone else "county"
    return [causes_panel(screen, found, rate, area=area)]


def _left(screen: Screen, left: int) -> str:
    return linked(screen, "villages.remaining", format_number(left))


def _presented(screen: Screen, villages: Sequence[VillageState]) -> tuple[Children, Component]:
    """Return one slide: villages left as the hero number, their steps down, three counts."""
    language, counts = screen.language, status_counts(villages)
    left = len(villages) - counts["exited"]
    title: Children = t(language, "exit.present_all")
    if left:
        title = told(screen, t(language, "exit.present_behind", left=struck(_left(screen, left))))
    unit = t(language, "shell.villages_unit")
    steps = villages_left(screen.reading, screen.scope, screen.as_of)
    figure = steps_down_figure(
        screen, steps, deadline=deadline(screen.as_of), height=PRESENT_HEIGHT, ahead=_ahead(screen)
    )
    alt = steps_down_alt(screen, steps)
    figure = merged(figure, {"layout": {"margin": PRESENT_MARGIN, "height": None, "autosize": True}})
    chart = graph(ids.EXIT_VILLAGES, figure, alt=alt, height=PRESENT_HEIGHT, language=language)
    hero = html.Div(
        kpi(t(language, "exit.present_left"), opens(screen, "villages.remaining", format_number(left)), unit),
        className="kpi-hero",
    )
    three = [
        kpi(
            status_word(language, status),
            opens(screen, STATUS_FIGURES[status], format_number(counts[status])),
            unit,
            behind=status == "behind" and left > 0,
        )
        for status in ("exited", "near", "behind")
    ]
    return title, html.Div([hero, chart, html.Div(three, className="present-three")], className="exit-slide")
