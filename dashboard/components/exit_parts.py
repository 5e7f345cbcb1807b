"""Small parts of the page 退出: accented slots of a text, links to a village, who answers, criteria in words."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.marks import glyph, status_word
from dashboard.components.opening import figure_cell
from dashboard.components.text import Child, town_name, village_name
from dashboard.components.village_link import village_page_link
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, format_value
from dashboard.metrics.registry import metric
from dashboard.names import town_label, zone_label
from dashboard.queries.answering import answering
from dashboard.queries.criteria import ORDERS, Gap
from dashboard.queries.screen import Screen
from dashboard.queries.status import VillageState
from dashboard.queries.villages import Village
from data.rules import Rule

KINDS = ("镇", "街道", " Town", " Subdistrict", " Village")
SIGNS = {"<": "<", "<=": "≤", "=": "=", ">": ">", ">=": "≥"}


def village_link(screen: Screen, village: Village, *, status: str = "", short: bool = False) -> Component:
    """Return a village's name, linked to its page; ``short`` leaves out the word Village."""
    words = {"village": village_name(screen, village), "town": town_name(screen, village), "status": status}
    title = t(screen.language, "exit.village_link", **words) if status else None
    name = village_name(screen, village)
    return village_page_link(screen, village, without_kind(name) if short else name, title=title)


def town_stem(screen: Screen, village: Village) -> str:
    """Return a town's name without its kind (镇, 街道), for the narrow columns of the matrix."""
    return without_kind(town_name(screen, village))


def without_kind(name: str) -> str:
    """Return a place's name without the word for its kind; a Chinese village keeps its 村."""
    for kind in KINDS:
        name = name.removesuffix(kind)
    return name


def state_link(screen: Screen, state: VillageState, *, short: bool = False) -> list[Child]:
    """Return a village's status glyph and its linked name."""
    word = status_word(screen.language, state.status)
    return [glyph(screen.language, state.status), " ", village_link(screen, state.village, status=word, short=short)]


def who_answers(screen: Screen, village: Village) -> Child:
    """Return name and unit of the official to ask first (谁负责), or that nobody is posted."""
    posted = answering(screen.reading).get(village.code)
    first = posted.first if posted is not None else None
    return first or html.Span(t(screen.language, "exit.nobody"), className="no-data")


def poor_of(screen: Screen, state: VillageState) -> Child:
    """Return a village's people still poor, which open; — for no data."""
    return figure_cell(screen, "people.poor", people(screen, state.poor), village=state.village.code)


def people(screen: Screen, value: float | None) -> str:
    """Return people without unit; — for no data."""
    return format_value(metric("people.poor"), value, screen.language)


def points(screen: Screen, share: float | None) -> str:
    """Return a share in percent without its sign, to one decimal: also for gaps in percentage points."""
    return format_value(metric("people.incidence"), share, screen.language)


def gap_number(screen: Screen, gap: Gap) -> str:
    """Return a gap's number as it stands beside its ✕: percentage points or households, without unit."""
    return points(screen, gap.amount) if gap.unit == "share" else format_number(gap.amount)


def gap_words(screen: Screen, gap: Gap) -> str:
    """Return a gap in words, with its unit."""
    if gap.unit == "share":
        return t(screen.language, "exit.gap_points", points=points(screen, gap.amount))
    return t(screen.language, "exit.gap_households", count=format_number(gap.amount))


def threshold(screen: Screen, rule: Rule) -> str:
    """Return the limit of a criterion by its operator and value: ``< 3.0%``, or yes."""
    if rule.operator not in ORDERS:
        return t(screen.language, "exit.threshold_yes")
    amount = f"{points(screen, rule.number)}%" if rule.unit == "share" else format_number(rule.number)
    return f"{SIGNS[rule.operator]} {amount}"


def policy_mark(screen: Screen, rule: Rule) -> Component:
    """Return whether the county has confirmed a rule (口径待县里确认)."""
    name, extra = ("confirmed", "") if rule.confirmed else ("unconfirmed", " is-unconfirmed")
    return html.Span(t(screen.language, f"shell.{name}"), className=f"policy-mark{extra}")


def selection_name(screen: Screen) -> str:
    """Return what the filter leaves: the town, the zone, or the whole county."""
    view, language = screen.view, screen.language
    if view.town:
        return town_label(language, view.town)
    return zone_label(language, view.zone) if view.zone else t(language, "exit.county_row")
