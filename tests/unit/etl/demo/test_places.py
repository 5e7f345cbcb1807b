"""The demo villages."""

from collections import Counter

from etl.demo.places import build_villages
from etl.demo.records import County
from geo.towns import zone_of_town


def test_counts_of_villages_by_kind_and_zone(county: County) -> None:
    assert Counter(village.kind for village in county.villages)["省级"] == 41
    assert Counter(village.kind for village in county.villages)["县级"] == 31
    zones = Counter(village.zone for village in county.villages if village.is_poor)
    assert zones["南部"] > zones["中部"] > zones["北部"] > 0
    assert sum(not village.is_poor for village in county.villages) >= 17


def test_codes_begin_with_the_town_and_are_unique(county: County) -> None:
    assert len({village.code for village in county.villages}) == len(county.villages)
    assert all(len(village.code) == 12 and village.code.startswith(village.town_code) for village in county.villages)
    assert all(village.zone == zone_of_town(village.town_code) for village in county.villages)


def test_scale_multiplies_heads_but_not_villages() -> None:
    once, thrice = build_villages(9, scale=1), build_villages(9, scale=3)
    assert [village.name for village in once] == [village.name for village in thrice]
    assert sum(village.poor_people for village in thrice) == 3 * 18_900
    assert [village.population * 3 for village in once] == [village.population for village in thrice]


def test_one_position_lies_outside_the_county(county: County) -> None:
    assert sum(village.lon < 100 for village in county.villages) == 1
