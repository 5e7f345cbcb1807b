"""产业 Industry: leading industries by zone, output against households carried, demonstration sites, where they are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.development.base_component import Component

from dashboard import ids
from dashboard.components import frame, states
from dashboard.components import plain_html as html
from dashboard.components.bars import Progress, bar_row
from dashboard.components.controls import EVERY, Option, select
from dashboard.components.graph import graph
from dashboard.components.industry_finding import finding, present_finding, sub_line
from dashboard.components.industry_leading import leading_panel
from dashboard.components.industry_next import next_panel
from dashboard.components.industry_pairs import pairs_row
from dashboard.components.industry_sites import (
    MAP_PATH,
    by_zone,
    sites_opening,
    sites_panel,
    sites_share,
    village_view,
)
from dashboard.components.industry_zones import areas_top_yuan, zone_panel, zone_scopes
from dashboard.components.opening import figure_cell, linked, marked, told
from dashboard.components.panel import grid, kpi, panel, stack
from dashboard.components.source import chip, register_titles
from dashboard.components.text import Child, Children, aria, village_name
from dashboard.figures.industry_map import (
    LAYERS,
    LEADING,
    industry_map,
    layer_of,
    leading_counts,
    map_alt,
    signs,
    unplaced,
)
from dashboard.figures.industry_scatter import (
    ScatterPoint,
    corner,
    in_corner,
    scatter_alt,
    scatter_figure,
    scatter_points,
    unplotted,
)
from dashboard.i18n import t
from dashboard.industry_names import industry_label
from dashboard.metrics.formats import format_number, format_value, month_label, with_unit
from dashboard.metrics.registry import metric
from dashboard.names import zone_short
from dashboard.opened import POINT, Conditions, Opened
from dashboard.queries.industry import (
    AreaIndustries,
    area_industries,
    entries_by_village,
    industries_of,
    industry_shown,
    industry_years,
    year_shown,
    years_to_choose,
)
from dashboard.queries.industry_opening import in_scope, in_village, of_chosen
from dashboard.queries.industry_sites import VillageIndustry, carrying, count_sites, site_limits, village_industries
from dashboard.queries.progress import scope_villages
from dashboard.queries.screen import Screen
from dashboard.queries.village_pairs import picked, short_code
from dashboard.view import View

PATH = "/industry"
NAME = "industry"
SOURCES = ("industries", "villages", "households", "teams", "first_secretaries")
SCATTER_HEIGHT, MAP_HEIGHT = 420, 560
NAMES_IN_TITLE = 3


def layout(**query: str) -> Component:
    """Return the page for an address's query."""
    return frame.show(PATH, query, draw)


def draw(screen: Screen) -> frame.PageContent:
    """Return what the page shows, or why it shows nothing."""
    language = screen.language
    year = year_shown(screen.reading, screen.as_of, screen.view.show)
    if not screen.is_known:
        words = t(language, "industry.finding_not_yet", month=month_label(screen.as_of, language, year=True))
        return _stated(words, states.not_reported(screen, path=PATH))
    if year is None:
        name = "finding_no_year" if industry_years(screen.reading) else "finding_no_data"
        words = t(language, f"industry.{name}", day=screen.as_of.isoformat())
        return _stated(words, states.no_data(screen, registers=register_titles(language, ("industries",))))
    one = industry_shown(screen.reading, screen.view.industry)
    areas = tuple(
        area_industries(screen.reading, screen.scope, screen.as_of, zone, year, one) for zone in zone_scopes(screen)
    )
    villages = village_industries(screen.reading, screen.scope, screen.as_of, year)
    controls = (_industry_control(screen, year), _year_control(screen, year))
    if not any(area.industries for area in areas):
        none = states.empty(language, t(language, "industry.empty_line"))
        return frame.PageContent(t(language, "industry.finding_none"), "", none, SOURCES, controls)
    if screen.view.present:
        return frame.PageContent(present_finding(screen, villages), "", _presented(screen, villages), SOURCES)
    points = scatter_points(screen, areas)
    body = _body(screen, areas, villages, points=points, year=year)
    return frame.PageContent(
        finding(screen, areas, villages, strong=[point.name for point in in_corner(points)]),
        sub_line(screen, year), body, SOURCES, controls,
    )  # fmt: skip


def register(app: Dash) -> None:
    """Bind the map of industries: a village clicked opens on the map page."""

    @app.callback(
        Output(ids.URL, "href"),
        Input(ids.INDUSTRY_MAP, "clickData"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )
    def open_village(click: Mapping[str, Any] | None, search: str | None) -> object:
        return clicked_address(click, search, browser_language=frame.browser_language()) or no_update

    @app.callback(
        Output(ids.URL, "search", allow_duplicate=True),
        Input(ids.VILLAGE_PAIRS, "selectedData"),
        Input(ids.VILLAGE_PAIRS, "clickData"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )
    def pick(frame_: Mapping[str, Any] | None, click: Mapping[str, Any] | None, search: str | None) -> object:
        return picked_search(frame_ or click, search, browser_language=frame.browser_language()) or no_update


def picked_search(data: Mapping[str, Any] | None, search: str | None, *, browser_language: str) -> str | None:
    """Return the address's search part with the villages of a frame or click picked; None where nothing changes."""
    codes = [each.get("customdata") for each in (data or {}).get("points", ())]
    wanted = ".".join(sorted({short_code(code) for code in codes if isinstance(code, str)}))
    view = View.from_search(search, browser_language=browser_language)
    return view.change(picked=wanted).search if wanted and wanted != view.picked else None


def clicked_address(click: Mapping[str, Any] | None, search: str | None, *, browser_language: str) -> str | None:
    """Return the address of the clicked village's panel on the map; None for a click that names no village.

    A point that stands for a figure opens it in the drawer instead.
    """
    code = click["points"][0].get("customdata") if click and click.get("points") else None
    if not isinstance(code, str) or code.startswith(POINT):
        return None
    view = View.from_search(search, browser_language=browser_language)
    return village_view(view, code).href(MAP_PATH)


def _stated(words: str, body: Component) -> frame.PageContent:
    return frame.PageContent(words, "", body, SOURCES)


def _year_control(screen: Screen, year: int) -> Component:
    language, years = screen.language, years_to_choose(screen.reading, screen.as_of)
    options = tuple(Option(str(each), t(language, "industry.year_option", year=each)) for each in years)
    return select("show", t(language, "industry.year"), options, value=str(year))


def _industry_control(screen: Screen, year: int) -> Component:
    language, chosen = screen.language, industry_shown(screen.reading, screen.view.industry)
    names = {*industries_of(screen.reading, year), *((chosen,) if chosen else ())}
    options = [Option(each, industry_label(language, each)) for each in sorted(names)]
    every = Option(EVERY, t(language, "industry.every_industry"))
    return select("industry", t(language, "industry.industry"), (every, *options), value=chosen or EVERY)


def _body(
    screen: Screen,
    areas: Sequence[AreaIndustries],
    villages: Sequence[VillageIndustry],
    *,
    points: Sequence[ScatterPoint],
    year: int,
) -> list[Component]:
    top, limits = areas_top_yuan(areas), site_limits(screen.as_of)
    zones = [zone_panel(screen, area, top_yuan=top) for area in areas]
    one = industry_shown(screen.reading, screen.view.industry)
    # A zone's leading industry is that of all it has, whichever one is looked at.
    every = [area_industries(screen.reading, screen.scope, screen.as_of, area.zone, year) for area in areas]
    having = [each for each in carrying(screen.reading, villages, year, one) if one is None or each.carried is not None]
    second = [
        _scatter_panel(screen, areas, points),
        sites_panel(screen, villages, limits=limits, year=year),
        next_panel(screen, having, areas=every, fewest=limits[0]),
    ]
    return [
        html.Div(zones, className=f"grid industry-zones zones-{len(zones)}"),
        html.Div(second, className="grid industry-second"),
        pairs_row(screen, year),
        _land(screen, villages, year=year),
    ]


def _scatter_panel(screen: Screen, areas: Sequence[AreaIndustries], points: Sequence[ScatterPoint]) -> Component:
    language = screen.language
    here: Conditions = {**in_scope(screen), **of_chosen(screen)}
    mark = chip(screen, "industry.output_per_household", **here)
    if not points:
        words = t(language, "industry.scatter_empty")
        return panel([metric("industry.output_per_household").name[language], " ", mark], states.empty(language, words))
    sub = t(language, "industry.scatter_sub" if corner(points) else "industry.scatter_sub_plain")
    drawn = graph(
        ids.INDUSTRY_SCATTER,
        scatter_figure(screen, points, height=SCATTER_HEIGHT),
        alt=scatter_alt(screen, points),
        height=SCATTER_HEIGHT,
        language=language,
        class_name="industry-scatter",
    )
    region = html.Div(drawn, className="scroll-sideways", tabIndex=0, role="region", **aria(sub))
    missing = [industry_label(language, each.industry) for each in unplotted(areas)]
    names = t(language, "shell.list_comma").join(missing)
    note = t(language, "industry.scatter_out", names=names) if missing else None
    return panel(_scatter_title(screen, points), region, sub=[sub, " ", mark], source=note)


def _scatter_title(screen: Screen, points: Sequence[ScatterPoint]) -> Children:
    language, strong = screen.language, in_corner(points)
    if strong:
        names = t(language, "shell.list_comma").join(point.name for point in strong[:NAMES_IN_TITLE])
        key = "scatter_corner" if len(strong) <= NAMES_IN_TITLE else "scatter_corner_more"
        return t(language, f"industry.{key}", count=len(strong), names=names)
    yields, figure = sorted(points, key=lambda point: point.yuan), metric("industry.output_per_household")
    low, high = (
        marked(Opened.parse(each.opens), with_unit(figure, each.yuan, language)) for each in (yields[0], yields[-1])
    )
    name = "scatter_plain" if len(points) > 1 else "scatter_single"
    return told(screen, t(language, f"industry.{name}", low=low, high=high))


def _land(screen: Screen, villages: Sequence[VillageIndustry], *, year: int) -> Component:
    language, layer = screen.language, layer_of(screen)
    options = tuple(Option(each, t(language, f"industry.layer_{each}")) for each in LAYERS)
    chooser = select("metric", t(language, "industry.map_layer"), options, value=layer)
    chosen = picked(screen)
    # The list of industries beside the map opens figures of the whole selection: it does not follow what is picked.
    base = _on_map(screen, villages, year)
    shown = [each for each in base if not chosen or each.code in chosen]
    one = industry_shown(screen.reading, screen.view.industry)
    figure = industry_map(screen, shown, height=MAP_HEIGHT)
    drawn = graph(
        ids.INDUSTRY_MAP, figure, alt=map_alt(screen, shown), height=MAP_HEIGHT, language=language, scrollZoom=False
    )
    notes = [t(language, "industry.map_foot_one" if one else "industry.map_foot")]
    missing = unplaced(screen, shown)
    if missing:
        # Of one industry, or of villages picked, fewer are drawn than the figure counts.
        said = format_number(missing)
        said = said if one or chosen else linked(screen, "villages.unplaced", said)
        notes.append(t(language, "industry.map_unplaced", count=said))
    here: Conditions = {**in_scope(screen), **of_chosen(screen)}
    sub: list[Child] = [
        t(language, f"industry.map_sub_{layer}"),
        " ",
        chip(screen, "industry.households_carried", **here),
    ]
    left = panel(
        _map_title(screen, base if layer == LEADING else shown),
        chooser,
        drawn,
        sub=sub,
        source=told(screen, " ".join(notes)),
    )
    rows = entries_by_village(screen.reading, year, one)
    mine = [row for village in scope_villages(screen.reading, screen.scope) for row in rows.get(village.code, ())]
    marks = {name: sign for name, (_, sign) in signs(shown).items()} if layer == LEADING else {}
    return grid(left, leading_panel(screen, leading_counts(base), mine, signs=marks), kind="halves")


def _on_map(screen: Screen, villages: Sequence[VillageIndustry], year: int) -> Sequence[VillageIndustry]:
    """Return the villages as the map has them: of an industry chosen, those that have it or that it leads are told."""
    one = industry_shown(screen.reading, screen.view.industry)
    found = carrying(screen.reading, villages, year, one)
    if one is None or layer_of(screen) != LEADING:
        return found
    return [each if each.leading == one else replace(each, carried=None) for each in found]


def _map_title(screen: Screen, villages: Sequence[VillageIndustry]) -> Children:
    language = screen.language
    reported = [each for each in villages if each.carried is not None]
    if not reported or (layer_of(screen) == LEADING and not leading_counts(villages)):
        return t(language, "industry.map_title_none")
    if layer_of(screen) == LEADING:
        name, count = leading_counts(villages)[0]
        led = linked(screen, "industry.villages_led", str(count), **in_scope(screen), industry=name)
        return told(screen, t(language, "industry.map_title_leading", name=industry_label(language, name), count=led))
    most = max(reported, key=lambda each: (each.carried or 0, each.code))
    carried = metric("industry.households_carried")
    here: Conditions = {**in_village(screen, most.code), **of_chosen(screen)}
    words = linked(screen, carried.id, with_unit(carried, most.carried, language), **here)
    village = village_name(screen, most.state.village)
    return told(screen, t(language, "industry.map_title_carried", village=village, count=words))


def _presented(screen: Screen, villages: Sequence[VillageIndustry]) -> Component:
    """Return the one idea for the projector: sites missing, and in each zone the villages that have enough."""
    language, (fewest, most) = screen.language, site_limits(screen.as_of)
    total = count_sites(villages, fewest=fewest, most=most)
    missing = metric("industry.sites_missing")
    hero = kpi(
        t(language, "industry.present_hero", fewest=fewest),
        figure_cell(
            screen,
            missing.id,
            format_value(missing, total.missing if total.villages else None, language),
            **in_scope(screen),
        ),
        missing.unit[language],
        behind=total.missing > 0,
    )
    rows = []
    for zone, group in by_zone(villages).items():
        count = count_sites(group, fewest=fewest, most=most)
        share = count.enough / count.villages if count.villages else None
        name = t(language, "industry.present_zone", zone=zone_short(language, zone))
        words = html.Span(sites_opening(screen, count, zone))
        rows.append(bar_row(name, Progress(share), words, label=f"{name} {sites_share(count)}"))
    return stack(html.Div(hero, className="kpi-hero"), html.Div(rows))
