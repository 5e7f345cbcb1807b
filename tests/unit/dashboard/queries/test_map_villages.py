"""What the map shows of each village, and finding one by name."""

from datetime import date

import pytest

from dashboard.queries.figures import figures_by, total_figures
from dashboard.queries.map_villages import (
    DEFAULT_INDICATOR,
    INDICATORS,
    find_village,
    indicator_of,
    map_villages,
    planned_left,
    scale_values,
)
from dashboard.queries.screen import Screen, open_screen
from dashboard.view import View
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2
from tests.conftest import Loader, reading_of

JUNE = date(2016, 6, 30)


def screen(url: str, **query: str) -> Screen:
    return open_screen(url, View.from_query(query))


def test_poor_villages_only_with_status_and_value(loaded: Loader, store_url: str) -> None:
    loaded()
    shown = map_villages(screen(store_url, metric="people.poor"))
    assert {each.village.code: each.value for each in shown.shown} == {SOUTH: 0, SOUTH_2: 0, CENTRE: 3, NORTH: 0}
    assert shown.status_counts["exited"] == 1
    assert sum(shown.status_counts.values()) == 4


def test_villages_without_a_position_are_counted(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    county["villages"][0].update({"经度": 108.6, "纬度": 37.1})
    loaded(county)
    shown = map_villages(screen(store_url))
    assert [each.village.code for each in shown.placed] == [SOUTH]
    assert len(shown.unplaced) == 3


def test_a_filter_leaves_its_villages(loaded: Loader, store_url: str) -> None:
    loaded()
    assert [each.village.code for each in map_villages(screen(store_url, zone="北部")).shown] == [NORTH]
    assert map_villages(screen(store_url, town="610824999")).shown == ()


def test_a_month_not_reported_has_the_plan_only(loaded: Loader, store_url: str) -> None:
    loaded()
    poor = map_villages(screen(store_url, metric="people.poor", as_of="2016-09-30"))
    assert {each.status for each in poor.shown} == {None}
    assert poor.status_counts == {}
    assert sum(each.value or 0 for each in poor.shown) == pytest.approx(planned_left(poor))
    assert planned_left(poor) > 0
    share = map_villages(screen(store_url, metric="people.out_share", as_of="2016-09-30"))
    assert share.values == ()


def test_an_indicator_the_map_lacks_becomes_the_default(loaded: Loader, store_url: str) -> None:
    loaded()
    assert indicator_of(screen(store_url, metric="dq.rejected")) == DEFAULT_INDICATOR
    assert [indicator_of(screen(store_url, metric=each)) for each in INDICATORS] == list(INDICATORS)


def test_money_a_head_is_a_ratio_of_sums(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = reading_of(store_url)
    villages = figures_by(reading, JUNE, "village")["map.disbursed_per_head"]
    assert villages[SOUTH] == pytest.approx(50000 / 2)
    assert villages[CENTRE] == pytest.approx(50000 / 3)
    assert villages[NORTH] is None
    whole = total_figures(reading, JUNE)
    assert whole["map.disbursed_per_head"] == pytest.approx(whole["funds.disbursed"] / whole["people.registered"])  # type: ignore[operator]


def test_criteria_met_are_added_over_checked_villages(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = reading_of(store_url)
    met = figures_by(reading, JUNE, "village")["map.criteria_met"]
    assert (met[CENTRE], met[SOUTH], met[NORTH]) == (7, 6, None)
    assert total_figures(reading, JUNE)["map.criteria_met"] == 13


def test_the_scale_is_made_of_the_first_and_the_last_day(loaded: Loader, store_url: str) -> None:
    loaded()
    found = scale_values(reading_of(store_url), "people.poor", JUNE)
    assert found == (0, 0, 0, 0, 0, 1, 2, 3)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("南乙村", SOUTH_2), ("南乙", SOUTH_2), ("nanyi", SOUTH_2), ("Nanyi Village", SOUTH_2), ("ny", SOUTH_2),
        (" zhongjia ", CENTRE), ("甲", SOUTH), ("beij", NORTH), ("", None), (" ", None), ("北丁", None), ("xyz", None),
    ],
)  # fmt: skip
def test_a_village_is_found_by_name_or_pinyin(loaded: Loader, store_url: str, words: str, code: str | None) -> None:
    loaded()
    assert find_village(reading_of(store_url), words) == code
