"""What stands above a village's page: its finding, the line below, the ways to the villages before and after it."""

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.marks import status_word
from dashboard.components.opening import linked, told
from dashboard.components.states import state
from dashboard.components.text import Child, aria, town_name, village_name, zone_name
from dashboard.components.village_link import village_path
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, iso_date, month_label, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.figures import Value, figures_by
from dashboard.queries.screen import Screen
from dashboard.queries.village_page import neighbours, state_of_village
from dashboard.queries.villages import NOT_POOR, PROVINCE, Village

POOR = "people.poor"
LEVELS = {PROVINCE: "province", NOT_POOR: "other"}
MAP = "/map"


def village_value(screen: Screen, metric_id: str, village: Village) -> Value:
    """Return a figure of the village as the screen's day has it; None for no data."""
    return figures_by(screen.reading, screen.as_of, "village").get(metric_id, {}).get(village.code)


def finding(screen: Screen, village: Village) -> list[Child]:
    """Return the page's finding: the village, its status, the people still poor."""
    language, name = screen.language, village_name(screen, village)
    if not screen.is_known:
        month = month_label(screen.as_of, language, year=True)
        return [t(language, "village.finding_plan", village=name, month=month)]
    people = with_unit(metric(POOR), village_value(screen, POOR, village), language)
    slots = {"village": name, "people": linked(screen, POOR, people, village=village.code)}
    now = state_of_village(screen.reading, village.code, screen.as_of)
    if now is None:
        return told(screen, t(language, "village.finding_other", **slots))
    return told(screen, t(language, "village.finding", status=status_word(language, now.status), **slots))


def sub(screen: Screen, village: Village) -> str:
    """Return the line below: town, zone, level, code, size, day of identification."""
    language = screen.language
    return t(
        language,
        "village.sub",
        town=town_name(screen, village),
        zone=zone_name(screen, village.zone),
        level=t(language, f"village.level_{LEVELS.get(village.level, 'county')}"),
        code=village.code,
        households=format_number(village.household_count),
        population=format_number(village.population_count),
        day=iso_date(village.identified_on),
    )


def ways(screen: Screen, village: Village) -> Component:
    """Return the links to the villages before and after, and to the village on the map."""
    language, around = screen.language, neighbours(screen.reading, village)
    links = [
        _way(screen, around.before, t(language, "village.before", village=village_name(screen, around.before))),
        _way(screen, around.after, t(language, "village.after", village=village_name(screen, around.after))),
    ]
    on_map = screen.view.change(village=village.code, metric=None, show=None).href(MAP)
    links.append(dcc.Link(t(language, "village.on_map"), href=on_map, className="button"))
    return html.Nav(links, className="village-ways", **aria(t(language, "village.nav")))


def _way(screen: Screen, village: Village, words: str) -> Component:
    href = screen.view.change(village=None).href(village_path(village.code))
    return dcc.Link(words, href=href, className="button")


def unknown(screen: Screen) -> Component:
    """Return the block for a code that the register lacks."""
    language, code = screen.language, screen.view.village
    name = "unknown_line" if code else "unknown_line_none"
    back = dcc.Link(t(language, "village.to_map"), href=screen.view.change(village=None).href(MAP), className="button")
    return state(t(language, f"village.{name}", code=code or ""), kind="page", actions=back)
