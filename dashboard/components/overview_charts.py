"""The two graphs of the overview: the small map with its legend of statuses, and the burn-down (脱贫进度)."""

from collections import Counter
from collections.abc import Sequence

from dash import dcc
from dash.development.base_component import Component

from dashboard import ids
from dashboard.components import plain_html as html
from dashboard.components import states as state_blocks
from dashboard.components.forecast_words import back_test_words
from dashboard.components.graph import graph
from dashboard.components.marks import status_legend, status_word, zone_swatch
from dashboard.components.opening import linked, struck, told
from dashboard.components.overview_finding import expected, people, place_name
from dashboard.components.panel import panel
from dashboard.components.source import chip, register_titles
from dashboard.components.text import Child, zone_name
from dashboard.figures.burn_down import burn_down_alt, burn_down_figure
from dashboard.figures.small_map import placed_count, small_map_figure
from dashboard.i18n import t
from dashboard.metrics.arithmetic import ratio
from dashboard.metrics.formats import format_number, month_label, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.areas import land
from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.outlook import Outlook
from dashboard.queries.overview import scope_states, status_counts, zone_rows
from dashboard.queries.screen import Screen
from dashboard.queries.status import STATUSES, VillageState
from data.text import Locale
from geo.shapes import attribution
from geo.towns import ZONES

MAP_HEIGHT = 580
BURN_HEIGHT = 344
MAP_PATH = "/map"
TWICE = 2.0


def statuses_in_words(language: Locale, states: Sequence[VillageState]) -> str:
    """Return the number of villages of each status as one phrase."""
    counts = status_counts(states)
    words = [
        t(language, "overview.status_count", status=status_word(language, status), count=format_number(counts[status]))
        for status in STATUSES
    ]
    return t(language, "shell.list_comma").join(words)


def map_panel(screen: Screen) -> Component:
    """Return the small map: zones, villages by status with their counts, what is not drawn, attribution."""
    language = screen.language
    states = scope_states(screen.reading, screen.scope, screen.as_of)
    zones = t(language, "shell.list_comma").join(zone_name(screen, zone, short=True) for zone in ZONES)
    slots = {"zones": zones, "count": format_number(placed_count(states))}
    alt = t(language, "overview.map_alt", statuses=statuses_in_words(language, states), **slots)
    shown = small_map_figure(screen, land(screen.reading), states, height=MAP_HEIGHT)
    drawn = graph(ids.SMALL_MAP, shown, alt=alt, height=MAP_HEIGHT, language=language)
    legend = html.Div(status_legend(language, status_counts(states), screen=screen), className="map-legend")
    body = html.Div([drawn, legend, _zone_key(screen)], className="small-map")
    sub: list[Child] = [t(language, "overview.map_sub"), " ", chip(screen, "villages.exited")]
    return panel(_map_title(screen, states), body, sub=sub, source=_map_note(screen, states))


def _map_title(screen: Screen, states: Sequence[VillageState]) -> list[Child]:
    language = screen.language
    behind = [state for state in states if state.status == "behind"]
    if not states:
        return [t(language, "overview.map_no_villages")]
    if not behind:
        return [t(language, "overview.map_none_behind")]
    count = linked(screen, "villages.behind", format_number(len(behind)))
    if place := place_name(screen):
        return told(screen, t(language, "overview.map_behind_place", place=place, count=count))
    zone, most = Counter(state.village.zone for state in behind).most_common(1)[0]
    there = linked(screen, "villages.behind", format_number(most), zone=zone or UNASSIGNED)
    slots = {"count": count, "zone": zone_name(screen, zone, short=True), "most": there}
    return told(screen, t(language, "overview.map_behind", **slots))


def _zone_key(screen: Screen) -> Component:
    """Return the zones with pattern, name, villages and people: the map's second legend."""
    rows = []
    for row in zone_rows(screen.reading, screen.as_of):
        poor = "—" if row.poor is None else people(row.poor, screen)
        slots = {
            "villages": linked(screen, "villages.registered", format_number(len(row.states)), zone=row.zone),
            "people": linked(screen, "people.poor", poor, zone=row.zone),
        }
        words = told(screen, t(screen.language, "overview.map_zone", **slots))
        name = zone_swatch(screen.language, row.zone, with_name=True)
        rows.append(html.Li([name, html.Span(words, className="note")]))
    return html.Ul(rows, className="zone-key")


def _map_note(screen: Screen, states: Sequence[VillageState]) -> list[Child]:
    language, missing = screen.language, len(states) - placed_count(states)
    said = attribution().zh if language == "zh" else attribution().en
    if land(screen.reading).is_schematic:
        notes = [t(language, "overview.map_note"), said]
    else:
        # The second half of the line calls the areas schematic, which the county's own polygons are not.
        notes = [said.partition("；" if language == "zh" else "; ")[0]]
    if missing:
        notes.insert(
            0, t(language, "overview.map_unplaced", count=linked(screen, "villages.unplaced", format_number(missing)))
        )
    link = dcc.Link(t(language, "overview.map_all"), href=screen.view.href(MAP_PATH), className="link panel-link")
    return [*told(screen, "".join(f"{note} " for note in notes)), link]


def burn_panel(screen: Screen, outlook: Outlook) -> Component:
    """Return the burn-down with a finding on the pace as its title."""
    burn, language = outlook.burn, screen.language
    if outlook.branch in ("no_changes", "no_people"):
        missing = state_blocks.no_data(screen, registers=register_titles(language, ("household_changes",)))
        return panel(burn_title(screen, outlook), *([missing] if outlook.branch == "no_changes" else []))
    drawn = graph(
        ids.BURN_DOWN,
        burn_down_figure(screen, burn, height=BURN_HEIGHT, ahead=outlook.ahead),
        alt=burn_down_alt(screen, burn),
        height=BURN_HEIGHT,
        language=language,
    )
    gap = t(language, "overview.sub_separator")
    sub: list[Child] = [t(language, "overview.burn_sub"), " ", chip(screen, "people.poor"), gap]
    sub += [t(language, "overview.burn_sub_needed"), " ", chip(screen, "exit.required_pace"), gap]
    if outlook.ahead is not None and outlook.has_range:
        sub += [t(language, "forecast.burn_sub"), " ", chip(screen, "exit.projected_left")]
        tested: str | None = back_test_words(screen, outlook.ahead)
    else:
        sub += [t(language, "overview.burn_sub_made"), " ", chip(screen, "exit.actual_pace")]
        tested = None
    return panel(burn_title(screen, outlook), drawn, sub=sub if screen.is_known else None, source=tested)


def burn_title(screen: Screen, outlook: Outlook) -> list[Child]:
    """Return what the burn-down says: how much faster it must become, or that it need not."""
    language, burn = screen.language, outlook.burn
    needed = _needed(screen, burn.required)
    if outlook.branch == "not_reported":
        month = month_label(burn.as_of, language)
        plan = linked(screen, "exit.plan", people(outlook.plan_now, screen))
        return told(screen, t(language, "overview.burn_plan_only", month=month, plan=plan))
    if outlook.branch in ("no_changes", "no_people"):
        return [t(language, f"overview.burn_{outlook.branch}")]
    if not burn.now:
        return [t(language, "overview.burn_clear")]
    if burn.required is None:
        now = linked(screen, "people.poor", people(burn.now, screen))
        return told(screen, t(language, "overview.burn_past", now=now))
    if outlook.left is None:
        return told(screen, t(language, "overview.burn_early", needed=needed))
    return _pace_title(screen, outlook, needed=burn.required, made=burn.actual or 0.0)


def _pace_title(screen: Screen, outlook: Outlook, *, needed: float, made: float) -> list[Child]:
    language, share = screen.language, metric("people.out_share")
    times = ratio(needed, made)
    if times is None or made <= 0:
        return told(screen, t(language, "overview.burn_stalled", needed=_needed(screen, needed)))
    if times <= 1 and outlook.left and outlook.has_range:
        left = expected(screen, outlook, people(outlook.left, screen))
        return told(screen, t(language, "overview.burn_enough_if", left=left))
    if times <= 1:
        return [t(language, "overview.burn_enough")]
    if times >= TWICE:
        text = t(language, "overview.burn_times", times=struck(format_number(times, 1)))
    else:
        more = linked(screen, "exit.pace_growth", with_unit(share, times - 1, language))
        text = t(language, "overview.burn_faster", more=struck(more))
    return told(screen, text)


def _needed(screen: Screen, pace: float | None) -> str:
    return linked(screen, "exit.required_pace", with_unit(metric("exit.required_pace"), pace, screen.language))
