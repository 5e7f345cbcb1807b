"""Demonstration sites on the industry page (产业脱贫示范点): a cell a village."""

from collections.abc import Mapping, Sequence

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.opening import linked, struck, told, unmarked
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.states import empty
from dashboard.components.text import Child, aria, village_name
from dashboard.components.village_link import village_href, village_page_link
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, part_of, with_unit
from dashboard.metrics.registry import metric
from dashboard.names import zone_label
from dashboard.opened import Conditions
from dashboard.queries.industry_opening import in_scope, in_zone
from dashboard.queries.industry_sites import SiteCount, VillageIndustry, count_sites
from dashboard.queries.screen import Screen
from dashboard.theme import ZONES
from dashboard.view import View

SITES, MISSING = "industry.demonstration_sites", "industry.sites_missing"
ENOUGH, REPORTING = "industry.villages_enough", "industry.villages_reporting"
WITH_SITES = "industry.villages_with_sites"
MAP_PATH = "/map"
ByZone = Mapping[str | None, tuple[VillageIndustry, ...]]


def by_zone(villages: Sequence[VillageIndustry]) -> ByZone:
    """Return the villages of each zone that has any, south first, those of no zone last."""
    zones = (*ZONES, None)
    groups = {zone: tuple(each for each in villages if each.state.village.zone == zone) for zone in zones}
    return {zone: group for zone, group in groups.items() if group}


def village_link(screen: Screen, each: VillageIndustry) -> Component:
    """Return a village's name as a link to its page."""
    return village_page_link(screen, each.state.village, class_name="link")


def village_view(view: View, code: str) -> View:
    """Return the view that opens a village's panel on the map, without what only this page understands."""
    return view.change(village=code, metric=None, show=None, order=None, industry=None)


def sites_panel(
    screen: Screen, villages: Sequence[VillageIndustry], *, limits: tuple[int, int], year: int
) -> Component:
    """Return the waffle of villages by zone with what is missing, and the villages without any site by name."""
    fewest, most = limits
    total = count_sites(villages, fewest=fewest, most=most)
    if not total.villages:
        words = t(screen.language, "industry.sites_no_data", year=year)
        return panel([metric(SITES).name[screen.language], " ", chip(screen, SITES)], empty(screen.language, words))
    name = "sites_title_met" if not total.missing else "sites_title" if total.enough else "sites_title_none"
    here = in_scope(screen)
    lacking = linked(screen, MISSING, format_number(total.missing), **here)
    slots = {"enough": linked(screen, ENOUGH, str(total.enough), **here), "fewest": fewest, "missing": lacking}
    sub = t(screen.language, "industry.sites_sub", fewest=fewest, most=most)
    rows = [_zone_row(screen, zone, group, limits=limits) for zone, group in by_zone(villages).items()]
    missing = told(screen, t(screen.language, "industry.sites_missing", count=lacking))
    gap = t(screen.language, "industry.gap")
    line: list[Child] = [*told(screen, _counts(screen, total, here)), gap, *missing, " ", chip(screen, MISSING, **here)]
    counts = html.P(line, className="waffle-counts")
    return panel(
        told(screen, t(screen.language, f"industry.{name}", **slots)),
        *rows,
        counts,
        *_without(screen, villages),
        sub=[sub, " ", chip(screen, SITES, **here)],
        class_name="waffle-panel",
    )


def _zone_row(
    screen: Screen, zone: str | None, villages: Sequence[VillageIndustry], *, limits: tuple[int, int]
) -> Component:
    language, key = screen.language, ZONES[zone].key if zone else "none"
    count = count_sites(villages, fewest=limits[0], most=limits[1])
    name = html.Span(zone_label(language, zone), className=f"zone-name zone-{key}")
    here = in_zone(screen, zone)
    lacking = linked(screen, MISSING, str(count.missing), **here)
    missing = t(language, "industry.sites_missing" if count.missing else "industry.sites_complete", count=lacking)
    slots = {
        "enough": linked(screen, ENOUGH, str(count.enough), **here),
        "villages": linked(screen, REPORTING, str(count.villages), **here),
    }
    enough = t(language, "industry.sites_enough", **slots)
    words = [
        name,
        html.Span(told(screen, missing), className="waffle-missing"),
        html.Span(told(screen, enough), className="note"),
    ]
    ordered = sorted(villages, key=lambda each: (each.sites is None, each.sites or 0, each.code))
    label = t(
        language, "industry.sites_alt", zone=zone_label(language, zone), counts=unmarked(_counts(screen, count, here))
    )
    cells = html.Div([_cell(screen, each, limits) for each in ordered], className="waffle", role="group", **aria(label))
    return html.Div([html.Div(words, className="waffle-words"), cells], className="waffle-row")


def _cell(screen: Screen, each: VillageIndustry, limits: tuple[int, int]) -> Component:
    """Return the cell of a village, which leads to the village's page."""
    name, href = village_name(screen, each.state.village), village_href(screen, each.code)
    if each.sites is None:
        title = t(screen.language, "industry.sites_cell_unreported", village=name)
        return dcc.Link("?", href=href, className="waffle-cell is-unreported", title=title)
    sites = with_unit(metric(SITES), each.sites, screen.language)
    kind = " is-none" if each.sites == 0 else " is-short" if each.sites < limits[0] else ""
    bars = [html.Span(className="waffle-bar") for _ in range(min(each.sites, limits[1]))]
    title = t(screen.language, "industry.sites_cell", village=name, sites=sites)
    return dcc.Link(bars, href=href, className=f"waffle-cell{kind}", title=title)


def _counts(screen: Screen, count: SiteCount, here: Conditions) -> str:
    """Return how many villages have 0, 1 … sites, and how many do not tell; every count marked to open."""
    language, parts = screen.language, []
    for sites, villages in enumerate(count.by_count):
        name = "sites_count_top" if sites == count.most else "sites_count"
        words = linked(screen, WITH_SITES, format_number(villages), sites=str(sites), **here)
        parts.append(t(language, f"industry.{name}", sites=sites, count=words))
    if count.unreported:
        words = linked(screen, WITH_SITES, format_number(count.unreported), **here)
        parts.append(t(language, "industry.sites_unreported", count=words))
    return t(language, "industry.gap").join(parts)


def _without(screen: Screen, villages: Sequence[VillageIndustry]) -> list[Component]:
    none = [each for each in villages if each.sites == 0]
    if not none:
        return []
    count = linked(screen, WITH_SITES, format_number(len(none)), sites="0", **in_scope(screen))
    title = t(screen.language, "industry.sites_none_title", count=count)
    words: list[Child] = [*told(screen, struck(title)), t(screen.language, "shell.colon")]
    for at, each in enumerate(none):
        words += [t(screen.language, "shell.list_comma")] if at else []
        words.append(village_link(screen, each))
    return [html.P(words, className="waffle-without")]


def sites_opening(screen: Screen, count: SiteCount, zone: str | None) -> list[Child]:
    """Return the same as ``sites_share``, both numbers links that open them."""
    here = in_zone(screen, zone)
    enough = linked(screen, ENOUGH, format_number(count.enough), **here)
    return told(screen, f"{enough} / {linked(screen, REPORTING, format_number(count.villages), **here)}")


def sites_share(count: SiteCount) -> str:
    """Return the villages with enough sites of those that tell, e.g. 17 / 33."""
    return part_of(count.enough, count.villages)
