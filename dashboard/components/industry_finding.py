"""The industry page's finding (结论): strong industries that carry few households, and where sites are missing."""

from collections.abc import Sequence

from dashboard.components.industry_sites import by_zone
from dashboard.components.opening import linked, struck, told
from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.industry_names import industry_label
from dashboard.metrics.formats import format_number, iso_date
from dashboard.names import town_label, zone_short
from dashboard.queries.industry import AreaIndustries, industry_shown, received_on
from dashboard.queries.industry_opening import in_zone
from dashboard.queries.industry_sites import VillageIndustry, count_sites, site_limits
from dashboard.queries.screen import Screen
from data.text import Locale

NAMES = 2


def finding(
    screen: Screen, areas: Sequence[AreaIndustries], villages: Sequence[VillageIndustry], *, strong: Sequence[str]
) -> list[Child]:
    """Return the page's title; ``strong`` are industries with much output a household and few households."""
    language, one = screen.language, industry_shown(screen.reading, screen.view.industry)
    first = _carried_most(language, areas, one) if one else _industries(language, areas, strong)
    return told(screen, t(language, "industry.finding_joined", first=first, second=_sites(screen, villages)))


def sub_line(screen: Screen, year: int) -> str:
    """Return which year is shown and when it was received; says so while the year is not over."""
    is_open = year == screen.as_of.year and (screen.as_of.month, screen.as_of.day) != (12, 31)
    day = iso_date(received_on(screen.reading, year))
    words = t(screen.language, "industry.sub_open" if is_open else "industry.sub", year=year, day=day)
    asked = screen.view.industry
    if asked is None or industry_shown(screen.reading, asked):
        return words
    return words + t(screen.language, "industry.sub_unknown", name=asked)


def present_finding(screen: Screen, villages: Sequence[VillageIndustry]) -> str:
    """Return the title on the projector."""
    fewest, most = site_limits(screen.as_of)
    total = count_sites(villages, fewest=fewest, most=most)
    if not total.villages:
        return t(screen.language, "industry.finding_sites_unknown")
    if not total.missing:
        return t(screen.language, "industry.present_finding_met")
    counts = {zone: count_sites(group, fewest=fewest, most=most).missing for zone, group in by_zone(villages).items()}
    zone = max(counts, key=lambda each: counts[each])
    name = "present_finding" if len(counts) > 1 else "present_finding_one"
    return t(screen.language, f"industry.{name}", zone=zone_short(screen.language, zone))


def _carried_most(language: Locale, areas: Sequence[AreaIndustries], one: str) -> str:
    """Return in which zone the industry chosen carries most households."""
    zone = max(areas, key=lambda area: sum(each.households for each in area.industries)).zone
    return t(language, "industry.finding_one", zone=zone_short(language, zone), name=industry_label(language, one))


def _industries(language: Locale, areas: Sequence[AreaIndustries], strong: Sequence[str]) -> str:
    if strong:
        return t(language, "industry.finding_corner", names=t(language, "industry.and").join(strong[:NAMES]))
    leading = [(area, area.most_carrying) for area in areas if area.most_carrying is not None]
    area, most = max(leading, key=lambda pair: pair[1].households)
    name = industry_label(language, most.industry)
    return t(language, "industry.finding_most", zone=zone_short(language, area.zone), name=name)


def _sites(screen: Screen, villages: Sequence[VillageIndustry]) -> str:
    """Return the sentence on the sites missing, its number marked to open and to be in the accent."""
    language, (fewest, most) = screen.language, site_limits(screen.as_of)
    counts = {zone: count_sites(group, fewest=fewest, most=most) for zone, group in by_zone(villages).items()}
    if not any(count.villages for count in counts.values()):
        return t(language, "industry.finding_sites_unknown")
    zone = max(counts, key=lambda each: counts[each].missing)
    missing = counts[zone].missing
    if not missing:
        return t(language, "industry.finding_sites_met", fewest=fewest)
    figure = "industry.sites_missing"
    count = struck(linked(screen, figure, format_number(missing), **in_zone(screen, zone)))
    if screen.view.town:
        return t(language, "industry.finding_sites_town", town=town_label(language, screen.view.town), count=count)
    return t(language, "industry.finding_sites", zone=zone_short(language, zone), count=count)
