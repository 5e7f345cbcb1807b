"""The overview on a projector (投屏): one idea, four numbers, three lines."""

from dash.development.base_component import Component

from dashboard import ids
from dashboard.components import plain_html as html
from dashboard.components import states
from dashboard.components.graph import graph
from dashboard.components.opening import figure_cell, linked, told
from dashboard.components.overview_finding import off_plan, people, place_name
from dashboard.components.source import register_titles
from dashboard.components.text import Child, Children, zone_name
from dashboard.figures.burn_down import burn_down_alt, burn_down_figure
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, display_unit, format_number, format_value, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.figures import Figures
from dashboard.queries.outlook import Outlook
from dashboard.queries.overview import heaviest, scope_figures, zone_rows
from dashboard.queries.screen import Screen

HEIGHT = 372


def present_body(screen: Screen, outlook: Outlook) -> list[Component]:
    """Return hero number and burn-down side by side, below them the next three numbers."""
    figures = scope_figures(screen.reading, screen.scope, screen.as_of)
    top = html.Div([_hero(screen, outlook), _chart(screen, outlook)], className="slide-top")
    if not screen.is_known:
        return [top]
    three = [_villages(screen, figures), _pace(screen, outlook), _zone(screen)]
    return [top, html.Div(three, className="slide-three")]


def _hero(screen: Screen, outlook: Outlook) -> Component:
    language, over = screen.language, outlook.over_plan
    unit = metric("people.poor")
    place = place_name(screen)
    said = t(language, "overview.present_poor_place", place=place) if place else t(language, "overview.present_poor")
    planned = linked(screen, "exit.plan", people(outlook.plan_now, screen))
    plan = html.P(told(screen, t(language, "overview.present_plan", people=planned)))
    if not screen.is_known:
        return html.Div([html.P(said), _big(NO_DATA, ""), plan], className="slide-hero")
    name = "over" if over > 0 else "under" if over < 0 else "level"
    off = linked(screen, off_plan(outlook), people(abs(over), screen))
    gap = html.P(told(screen, t(language, f"overview.present_{name}", people=off)), className="slide-gap")
    registered = scope_figures(screen.reading, screen.scope, screen.as_of).get("people.registered")
    everyone = linked(screen, "people.registered", with_unit(unit, registered, language))
    lines = [
        html.P(said),
        _big(
            figure_cell(screen, unit.id, format_value(unit, outlook.burn.now, language)), display_unit(unit, language)
        ),
        html.P(told(screen, t(language, "overview.present_registered", people=everyone))),
        plan,
        *([gap] if outlook.is_judged else []),
    ]
    return html.Div(lines, className="slide-hero is-behind" if outlook.is_behind else "slide-hero")


def _big(value: Child, unit: Children) -> Component:
    return html.P([html.Span(value, className="slide-number"), html.Span(unit, className="slide-unit")])


def _chart(screen: Screen, outlook: Outlook) -> Component:
    if outlook.branch == "no_people":
        return html.Div()
    if outlook.branch == "no_changes":
        return states.no_data(screen, registers=register_titles(screen.language, ("household_changes",)))
    drawn = burn_down_figure(screen, outlook.burn, height=HEIGHT, variant="brief", ahead=outlook.ahead)
    alt = burn_down_alt(screen, outlook.burn)
    return graph(ids.BURN_DOWN, drawn, alt=alt, height=HEIGHT, language=screen.language, class_name="slide-chart")


def _number(label: str, value: Child, unit: Children, note: Children, *, behind: bool = False) -> Component:
    return html.Div(
        [html.P(label), _big(value, unit), html.P(note, className="slide-gap")],
        className="slide-number-block is-behind" if behind else "slide-number-block",
    )


def _villages(screen: Screen, figures: Figures) -> Component:
    language, exited = screen.language, figures.get("villages.exited")
    total, left = figures.get("villages.registered"), figures.get("villages.remaining")
    label = t(language, "overview.present_villages")
    if exited is None or total is None or left is None:
        return _number(label, NO_DATA, "", "")
    all_of = linked(screen, "villages.registered", format_number(total))
    of = told(screen, t(language, "overview.present_villages_of", count=all_of))
    rest = linked(screen, "villages.remaining", format_number(left))
    gap = told(screen, t(language, "overview.present_villages_gap", count=rest))
    return _number(label, figure_cell(screen, "villages.exited", format_number(exited)), of, gap)


def _pace(screen: Screen, outlook: Outlook) -> Component:
    language, needed = screen.language, metric("exit.required_pace")
    value = figure_cell(screen, needed.id, format_value(needed, outlook.burn.required, language))
    unit = "" if outlook.burn.required is None else display_unit(metric("people.poor"), language)
    pace = people(round(outlook.burn.actual or 0.0), screen) if outlook.left is not None else NO_DATA
    made = told(screen, t(language, "overview.present_made", pace=linked(screen, "exit.actual_pace", pace)))
    return _number(t(language, "overview.present_needed"), value, unit, made)


def _zone(screen: Screen) -> Component:
    language, rows = screen.language, zone_rows(screen.reading, screen.as_of)
    most = heaviest(rows)
    if most is None:
        return _number(t(language, "overview.zones_head_zone"), NO_DATA, "", "")
    label = t(language, "overview.present_zone", zone=zone_name(screen, most.zone, short=True))
    share = format_value(metric("people.poor_share"), most.poor_share, language)
    behind = linked(
        screen,
        "villages.behind",
        format_number(sum(state.status == "behind" for state in most.states)),
        zone=most.zone,
    )
    note = told(screen, t(language, "overview.present_zone_behind", count=behind))
    return _number(label, figure_cell(screen, "people.poor_share", share, zone=most.zone), "%", note)
