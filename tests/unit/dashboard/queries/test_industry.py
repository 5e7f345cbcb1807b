"""The industry register: years, sums by industry and unit, households carried against households registered."""

from datetime import date

import pytest

from dashboard.queries.industry import (
    AreaIndustries,
    Entry,
    area_industries,
    entries,
    industry_years,
    received_on,
    sums,
    year_shown,
    years_to_choose,
)
from dashboard.queries.progress import Scope
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2, Row
from tests.conftest import Loader, reading_of

JUNE = date(2016, 6, 30)


def row(code: str, name: str, households: int, **other: object) -> Row:
    given: Row = {"村编码": code, "年度": 2016, "主导产业": name, "规模": 10, "规模单位": "亩"}
    return {**given, "带动贫困户数": households, **other}


def entry(name: str, households: int, *, unit: str = "亩", output_fen: int | None = None, code: str = SOUTH) -> Entry:
    return Entry(code, name, 10.0, unit, output_fen, households, None)


def test_years_come_latest_first_and_never_after_the_day(loaded: Loader, store_url: str) -> None:
    loaded(
        {"villages": builders.county()["villages"], "industries": [row(SOUTH, "苹果", 1, 年度=y) for y in (2014, 2016)]}
    )
    reading = reading_of(store_url)
    assert industry_years(reading) == (2016, 2014)
    assert years_to_choose(reading, date(2015, 12, 31)) == (2014,)
    assert year_shown(reading, JUNE, None) == 2016
    assert year_shown(reading, JUNE, "2014") == 2014
    assert year_shown(reading, JUNE, "2015") == 2016
    assert year_shown(reading, date(2013, 1, 1), "2016") is None


def test_a_year_was_received_with_its_last_delivery(loaded: Loader, store_url: str) -> None:
    loaded()
    later = date(2016, 9, 30)
    loaded({"industries": [row(CENTRE, "苹果", 4, 年度=2015)]}, on=later)
    assert received_on(reading_of(store_url, 1), 2015) == JUNE
    assert received_on(reading_of(store_url, 2), 2015) == later


def test_units_are_never_added() -> None:
    found = sums([entry("蔬菜", 5), entry("蔬菜", 7, unit="座"), entry("蔬菜", 4)])
    assert [(each.industry, each.unit, each.scale, each.households) for each in found] == [
        ("蔬菜", "亩", 20.0, 9),
        ("蔬菜", "座", 10.0, 7),
    ]


def test_output_a_household_is_a_ratio_of_sums_over_rows_that_give_both() -> None:
    (found,) = sums([entry("苹果", 10, output_fen=100_000), entry("苹果", 30, output_fen=500_000), entry("苹果", 60)])
    assert (found.households, found.output_yuan, found.output_per_household) == (100, 6000.0, 150.0)
    assert (found.rows, found.rows_with_output, found.village_count) == (3, 2, 1)


@pytest.mark.parametrize(("households", "fen"), [(5, None), (0, 100)])
def test_without_output_or_households_there_is_no_ratio(households: int, fen: int | None) -> None:
    assert sums([entry("苹果", households, output_fen=fen)])[0].output_per_household is None


def test_most_households_come_first_and_the_most_yielding_is_found() -> None:
    found = sums([entry("荞麦", 5, output_fen=100), entry("苹果", 3, output_fen=900), entry("养蜂", 9)])
    area = AreaIndustries("南部", found, 1, 1, 10)
    assert [each.industry for each in found] == ["养蜂", "荞麦", "苹果"]
    assert area.most_carrying is found[0]
    assert area.most_yielding is found[2]
    assert AreaIndustries("南部", (), 0, 0, None).most_carrying is None
    assert AreaIndustries("南部", sums([entry("养蜂", 9)]), 0, 0, None).most_yielding is None


@pytest.mark.parametrize(("registered", "share"), [(20, 0.45), (9, 1.0), (8, None), (None, None)])
def test_a_share_above_the_whole_is_not_shown(registered: int | None, share: float | None) -> None:
    area = AreaIndustries("南部", sums([entry("养蜂", 9)]), 1, 1, registered)
    assert area.share(area.industries[0]) == share


def test_a_zone_within_the_scope(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    loaded(
        {
            **county,
            "industries": [
                row(SOUTH, "苹果", 5),
                row(SOUTH_2, "苹果", 2),
                row(CENTRE, "饲草", 3),
                row(NORTH, "葡萄", 1),
            ],
        }
    )
    reading = reading_of(store_url)
    south = area_industries(reading, Scope(), JUNE, "南部", 2016)
    assert [(each.industry, each.households, each.village_count) for each in south.industries] == [("苹果", 7, 2)]
    assert (south.poor_villages, south.registered, south.poor_households) == (2, 2, 1)
    assert area_industries(reading, Scope(zone="北部"), JUNE, "南部", 2016).industries == ()
    assert area_industries(reading, Scope(), JUNE, "南部", 2014).registered is None
    assert len(entries(reading, 2016)) == 4


def test_without_the_household_register_counts_are_unknown(loaded: Loader, store_url: str) -> None:
    loaded({"villages": builders.county()["villages"], "industries": [row(SOUTH, "苹果", 5)]})
    south = area_industries(reading_of(store_url), Scope(), JUNE, "南部", 2016)
    assert (south.poor_households, south.registered) == (None, None)


def test_one_industry_in_two_units_stays_two_sums(loaded: Loader, store_url: str) -> None:
    rows = [row(SOUTH, "设施蔬菜", 5, 规模单位=unit, 经营主体=unit) for unit in ("亩", "座")]
    loaded({**builders.county(), "industries": [*rows, row(SOUTH, "苹果", 1)]})
    one = area_industries(reading_of(store_url), Scope(), JUNE, "南部", 2016, "设施蔬菜")
    assert sorted((each.unit, each.scale) for each in one.industries) == [("亩", 10.0), ("座", 10.0)]
