"""What figures of industries are narrowed to when they are opened (打开的产业数字): year, place, industry."""

from datetime import date

from dashboard.opened import Conditions
from dashboard.queries.industry import IndustrySum, industry_shown, year_shown
from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.screen import Screen


def in_scope(screen: Screen) -> Conditions:
    """Return the conditions of a figure of the year shown under the screen's filter.

    The year is named as the address names it: without one the drawer takes the latest, as the page does.
    """
    return {"zone": screen.view.zone, "town": screen.view.town, "year": screen.view.show}


def of_chosen(screen: Screen) -> Conditions:
    """Return the condition on the industry that the page is narrowed to; one that is None does not narrow."""
    return {"industry": industry_shown(screen.reading, screen.view.industry)}


def in_zone(screen: Screen, zone: str | None) -> Conditions:
    """Return the conditions of a figure of the year shown, of a zone's part of the screen's scope."""
    return {**in_scope(screen), "zone": zone or UNASSIGNED}


def of_sum(screen: Screen, zone: str | None, each: IndustrySum) -> Conditions:
    """Return the conditions of an industry of a zone in one unit of size."""
    return {**in_zone(screen, zone), "industry": each.industry, "unit": each.unit}


def in_village(screen: Screen, code: str) -> Conditions:
    """Return the conditions of a village's figure of the year shown."""
    return {"village": code, "year": screen.view.show}


def place_of_zone(screen: Screen, zone: str | None) -> Conditions:
    """Return the conditions on the place alone, for figures that are no year's."""
    return {"zone": zone or UNASSIGNED, "town": screen.view.town}


def base_day(screen: Screen) -> date:
    """Return the day on which the households are counted that the year's industries are held against."""
    year = year_shown(screen.reading, screen.as_of, screen.view.show)
    return min(screen.as_of, date(year, 12, 31)) if year else screen.as_of
