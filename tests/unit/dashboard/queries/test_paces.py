"""Paces of places agree with the figures of the registry and are ordered by what is missing."""

from datetime import date

from dashboard.queries.figures import total_figures
from dashboard.queries.paces import Pace, furthest_first, paces_of
from dashboard.queries.progress import Scope
from tests.conftest import Loader, reading_of

JUNE = date(2016, 6, 30)


def town(key: str, poor: int, required: float | None, actual: float | None) -> Pace:
    return Pace("town", key, key, poor, required, actual)


def test_the_whole_county_has_zones_and_towns(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = reading_of(store_url)
    found = paces_of(reading, Scope(), JUNE)
    figures = total_figures(reading, JUNE)
    assert found.whole.poor == figures["people.poor"]
    assert found.whole.required == figures["exit.required_pace"]
    assert [zone.key for zone in found.zones] == ["南部", "中部", "北部"]
    assert sum(zone.poor or 0 for zone in found.zones) == found.whole.poor
    assert all(each.poor for each in found.towns)


def test_a_zone_or_town_stands_for_itself(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = reading_of(store_url)
    zone, one = paces_of(reading, Scope(zone="中部"), JUNE), paces_of(reading, Scope(town="610824116"), JUNE)
    assert zone.zones == one.zones == ()
    assert zone.whole.poor == one.whole.poor == 3
    assert [each.key for each in zone.towns] == ["610824116"]


def test_past_the_deadline_no_pace_is_needed_any_more(loaded: Loader, store_url: str) -> None:
    loaded()
    whole = paces_of(reading_of(store_url), Scope(), date(2017, 1, 31)).whole
    assert whole.poor
    assert whole.required is None
    assert whole.shortfall is None
    assert not whole.is_behind


def test_towns_with_nobody_left_are_not_listed_and_the_largest_shortfall_leads() -> None:
    towns = [town("a", 10, 5.0, 4.0), town("b", 0, 0.0, 1.0), town("c", 10, 9.0, 2.0), town("d", 4, None, None)]
    assert [each.key for each in furthest_first(towns)] == ["c", "a", "d"]
    assert [each.is_behind for each in towns] == [True, False, True, False]
