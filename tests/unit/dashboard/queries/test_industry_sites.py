"""Demonstration sites: counted by village, held against the policy's range, missing ones never offset."""

from datetime import date

import pytest

from dashboard.queries.industry import Entry, registered_in
from dashboard.queries.industry_sites import (
    VillageIndustry,
    count_sites,
    leading_industry,
    next_sites,
    site_limits,
    village_industries,
)
from dashboard.queries.progress import Scope
from dashboard.queries.reading import Reading
from tests import builders
from tests.builders import CENTRE, NORTH, PLAIN, SOUTH, SOUTH_2
from tests.conftest import Loader, reading_of
from tests.unit.dashboard.queries.test_industry import row

JUNE = date(2016, 6, 30)
SITE = "是否产业脱贫示范点"


@pytest.fixture
def county(loaded: Loader, store_url: str) -> Reading:
    rows = [
        row(SOUTH, "苹果", 5, **{SITE: "是", "产值(万元)": 1}),
        row(SOUTH, "荞麦", 5, **{SITE: "是", "产值(万元)": 9}),
        row(SOUTH_2, "苹果", 2, **{SITE: "否"}),
        row(CENTRE, "饲草", 3),
        row(PLAIN, "葡萄", 3, **{SITE: "是"}),
    ]
    loaded({**builders.county(), "industries": rows})
    return reading_of(store_url)


def test_a_village_counts_its_marked_rows_and_silence_is_not_none(county: Reading) -> None:
    found = {each.code: each for each in village_industries(county, Scope(), JUNE, 2016)}
    assert {code: each.sites for code, each in found.items()} == {SOUTH: 2, SOUTH_2: 0, CENTRE: None, NORTH: None}
    assert {code: each.carried for code, each in found.items()} == {SOUTH: 10, SOUTH_2: 2, CENTRE: 3, NORTH: None}
    assert (found[SOUTH].leading, found[NORTH].leading) == ("荞麦", None)


def test_the_scope_narrows(county: Reading) -> None:
    assert [each.code for each in village_industries(county, Scope(zone="南部"), JUNE, 2016)] == [SOUTH, SOUTH_2]


def test_a_surplus_does_not_offset_what_another_lacks(county: Reading) -> None:
    (full, none, silent, _) = village_industries(county, Scope(), JUNE, 2016)
    rich = VillageIndustry(full.state, 7, 1, "苹果")
    one = VillageIndustry(full.state, 1, 1, "苹果")
    count = count_sites([rich, one, none, silent], fewest=2, most=3)
    assert count.by_count == (1, 1, 0, 1)
    assert (count.missing, count.enough, count.villages, count.unreported) == (3, 1, 3, 1)


def test_the_next_site_goes_by_fewest_sites_then_most_poor_households(county: Reading) -> None:
    full, none, silent, other = village_industries(county, Scope(), JUNE, 2016)
    one = VillageIndustry(other.state, 1, 1, "苹果")
    empty = VillageIndustry(silent.state, 0, 1, "苹果")
    poor = {each.code: each.state.poor_households for each in (none, empty)}
    ordered = [each.code for each in next_sites([one, full, none, empty, silent], fewest=2)]
    assert ordered == [*sorted(poor, key=lambda code: (-poor[code], code)), one.code]


def test_the_reader_sorts_the_next_sites_and_the_unknown_come_last(county: Reading) -> None:
    state = village_industries(county, Scope(), JUNE, 2016)[0].state
    low, high, double, silent = (VillageIndustry(state, 0, carried, None, 10) for carried in (2, 8, 11, None))
    given = [silent, double, high, low]
    assert (low.share, double.share, double.is_double, silent.share) == (0.2, None, True, None)
    assert [each.carried for each in next_sites(given, fewest=2, order="share_low")][:2] == [2, 8]
    assert [each.carried for each in next_sites(given, fewest=2, order="share_high")][:2] == [8, 2]
    assert [each.carried for each in next_sites(given, fewest=2, order="carried_low")] == [2, 8, 11, None]


def test_households_are_held_against_those_registered(county: Reading) -> None:
    found = {each.code: each.registered for each in village_industries(county, Scope(), JUNE, 2016)}
    assert found[SOUTH] == registered_in(county, JUNE, 2016)[SOUTH] > 0
    assert registered_in(county, JUNE, 2012) == {}


def test_the_range_is_the_policys() -> None:
    assert site_limits(JUNE) == (2, 3)


@pytest.mark.parametrize(
    ("weights", "leading"),
    [
        ([("甲", 3, 0), ("乙", 2, 9), ("乙", 2, 0)], "乙"),
        ([("乙", 3, 1), ("甲", 3, 2)], "甲"),
        ([("甲", 3, 1), ("乙", 3, 1)], "乙"),
        ([], None),
    ],
)
def test_the_leading_industry_carries_most(weights: list[tuple[str, int, int]], leading: str | None) -> None:
    assert leading_industry(Entry(SOUTH, name, 1.0, "亩", fen, count, None) for name, count, fen in weights) == leading
