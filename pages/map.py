"""地图 Map: the poor villages on the county, one indicator a time, month by month; a click opens a village."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, no_update
from dash.development.base_component import Component

from dashboard import ids
from dashboard.components import frame
from dashboard.components import plain_html as html
from dashboard.components.graph import graph
from dashboard.components.map_finding import finding, sub
from dashboard.components.map_rail import not_drawn, rail
from dashboard.components.map_time import next_step, search_box, timeline
from dashboard.components.map_village import start_panel, unknown_panel, village_panels
from dashboard.components.marks import status_legend, zone_swatch
from dashboard.components.states import empty
from dashboard.figures.village_map import village_map
from dashboard.i18n import t
from dashboard.metrics.formats import format_number
from dashboard.metrics.registry import metric
from dashboard.opened import POINT
from dashboard.queries.areas import land
from dashboard.queries.map_villages import MapVillages, find_village, map_villages
from dashboard.queries.progress import scope_villages
from dashboard.queries.screen import Screen
from dashboard.view import View
from geo.shapes import attribution
from geo.towns import ZONES

PATH = "/map"
NAME = "map"
SOURCES = (
    "villages", "households", "persons", "household_changes", "village_changes", "village_checks", "projects",
    "allocations", "disbursements", "teams", "first_secretaries",
)  # fmt: skip
SLIDE_SOURCES = ("villages", "household_changes", "village_changes", "village_checks")
HEIGHT = 740


def layout(**query: str) -> Component:
    """Return the page for an address's query."""
    return frame.show(PATH, query, draw)


def draw(screen: Screen) -> frame.PageContent:
    """Return what the page shows."""
    shown = map_villages(screen)
    body = presented(screen, shown) if screen.view.present else whole(screen, shown)
    sources = SLIDE_SOURCES if screen.view.present else SOURCES
    return frame.PageContent(finding(screen, shown), sub(screen, shown), body, sources)


def whole(screen: Screen, shown: MapVillages) -> Component:
    """Return the page's body: search, map with its months, village, rail; in this order on a phone."""
    if not shown.shown:
        body: Component = html.Div([empty(screen.language, t(screen.language, "map.sub_none")), _map(screen, shown)])
    else:
        body = _map(screen, shown)
    below = [timeline(screen, PATH), html.Div([*not_drawn(screen, shown, PATH), _foot(screen)], className="map-below")]
    centre = html.Div([body, *below], className="map-centre")
    side = html.Div(_side(screen, shown), className="map-side")
    return html.Div([search_box(screen, shown), centre, side, rail(screen, shown, PATH)], className="map-grid")


def presented(screen: Screen, shown: MapVillages) -> Component:
    """Return the slide: the map, the four statuses with their counts, the zones."""
    counts = shown.status_counts
    legend = [status_legend(screen.language, counts)] if counts else [html.P(t(screen.language, "map.plan_only"))]
    zones = [html.Li(zone_swatch(screen.language, zone, with_name=True)) for zone in ZONES]
    return html.Div([_map(screen, shown), html.Div([*legend, html.Ul(zones)])], className="map-slide")


def _map(screen: Screen, shown: MapVillages) -> Component:
    language = screen.language
    slots = {"count": format_number(len(shown.shown)), "figure": metric(shown.indicator).name[language]}
    drawn = village_map(screen, shown, selected=screen.view.village, height=HEIGHT)
    alt = t(language, "map.map_alt", **slots)
    named = any(each.village.code == screen.view.village for each in shown.placed)
    return graph(
        ids.MAP,
        drawn,
        alt=alt,
        height=HEIGHT,
        language=language,
        class_name="map-graph is-named" if named else "map-graph",
        scrollZoom=True,
    )


def _side(screen: Screen, shown: MapVillages) -> Component:
    code = screen.view.village
    chosen = next((each for each in shown.shown if each.village.code == code), None)
    if chosen is not None:
        return village_panels(screen, chosen, PATH)
    start = start_panel(screen, tuple(each.state for each in shown.shown), PATH)
    return html.Div([unknown_panel(screen, code), start] if code else [start], className="stack")


def _foot(screen: Screen) -> Component:
    language = screen.language
    line = attribution().zh if language == "zh" else attribution().en
    words = [t(language, "map.foot_glyphs"), line]
    if not land(screen.reading).is_schematic:
        # The second half of the line says that towns are schematic, which they are not here.
        words[1] = line.partition("；" if language == "zh" else "; ")[0]
        words.append(t(language, "map.foot_official"))
    return html.P([html.Span(each) for each in words], className="map-foot note")


def opened(screen: Screen, code: str) -> View:
    """Return the view with a village found by name open; a filter that leaves it out is dropped."""
    inside = any(village.code == code for village in scope_villages(screen.reading, screen.scope))
    return screen.view.change(village=code) if inside else screen.view.change(zone=None, town=None, village=code)


def clicked_village(data: dict[str, Any] | None) -> str | None:
    """Return the code of the village a click on the map meant; None for a click on anything else.

    The village already open answers with the figure that the click opens in the drawer.
    """
    points = (data or {}).get("points") or [{}]
    code = points[0].get("customdata")
    return code if isinstance(code, str) and not code.startswith(POINT) else None


def register(app: Dash) -> None:
    """Bind the page's callbacks."""
    address = Output(ids.URL, "search", allow_duplicate=True)

    @app.callback(address, Input(ids.MAP, "clickData"), State(ids.URL, "search"), prevent_initial_call=True)
    def open_clicked(data: dict[str, Any] | None, search: str | None) -> object:
        code, view = clicked_village(data), frame.screen_of(search).view
        return view.change(village=code).search if code and code != view.village else no_update

    @app.callback(
        address,
        Output(ids.VILLAGE_SEARCH_NOTE, "children"),
        Input(ids.VILLAGE_SEARCH, "n_submit"),
        Input(ids.VILLAGE_SEARCH, "value"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )
    def open_found(_submitted: int | None, words: str | None, search: str | None) -> object:
        screen = frame.screen_of(search)
        code = find_village(screen.reading, words or "")
        if code is None:
            return no_update, t(screen.language, "map.search_none", words=words) if words else ""
        return opened(screen, code).search, ""

    @app.callback(address, Input(ids.PLAY_TIMER, "n_intervals"), State(ids.URL, "search"), prevent_initial_call=True)
    def play(count: int | None, search: str | None) -> object:
        screen = frame.screen_of(search)
        return next_step(screen).search if count and screen.view.show else no_update

    app.clientside_callback(  # type: ignore[no-untyped-call]  # Dash publishes no type for it
        ClientsideFunction("map", "prefersReducedMotion"),
        Output(ids.PLAY_TIMER, "disabled"),
        Input(ids.PLAY_TIMER, "id"),
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]  # as above
        ClientsideFunction("map", "keepView"),
        Output(ids.MAP, "figure"),
        Input(ids.MAP, "relayoutData"),
        State(ids.MAP, "figure"),
    )
