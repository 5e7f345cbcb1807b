"""Villages as known, their last change and check by a day, and who is posted to them."""

from datetime import date

from dashboard.queries import villages
from dashboard.queries.villages import Staff
from tests import builders
from tests.builders import CENTRE, NORTH, PLAIN, SOUTH
from tests.conftest import Loader, reading_of

JUNE = date(2016, 6, 30)


def test_the_villages(loaded: Loader, store_url: str) -> None:
    loaded()
    found = {village.code: village for village in villages.villages(reading_of(store_url))}
    assert len(found) == 5
    assert (found[SOUTH].name, found[SOUTH].zone, found[SOUTH].town_code) == ("南甲村", "南部", "610824104")
    assert found[SOUTH].identified_on == date(2015, 12, 31)
    assert [code for code, village in found.items() if not village.is_poor] == [PLAIN]


def test_the_last_change_by_a_day(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    county["village_changes"].append(builders.village_change(CENTRE, "2016-06-10", "返贫"))
    loaded(county)
    reading = reading_of(store_url)
    assert villages.last_changes(reading, date(2016, 5, 19)) == {}
    assert villages.last_changes(reading, date(2016, 5, 20)) == {CENTRE: "退出"}
    assert villages.last_changes(reading, JUNE) == {CENTRE: "返贫"}


def test_a_check_is_ready_only_with_every_criterion_met(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    exact = {"电力入户率（%）": 99.9}
    county["village_checks"] += [
        builders.village_check(NORTH, "2016-05-01", **{"贫困发生率（%）": 3}),
        builders.village_check(PLAIN, "2016-05-01", **exact),
        builders.village_check(CENTRE, "2016-06-01", 有安全饮水=""),
    ]
    loaded(county)
    reading = reading_of(store_url)
    met = {code: (check.met_count, check.is_ready) for code, check in villages.latest_checks(reading, JUNE).items()}
    assert met == {CENTRE: (6, False), SOUTH: (6, False), NORTH: (6, False), PLAIN: (6, False)}
    earlier = villages.latest_checks(reading, date(2016, 5, 31))[CENTRE]
    assert (earlier.is_ready, earlier.checked_on) == (True, date(2016, 5, 1))
    assert len(earlier.results) == 7


def test_who_is_posted(loaded: Loader, store_url: str) -> None:
    loaded()
    assert villages.staff(reading_of(store_url)) == {
        SOUTH: Staff(county_teams=1, cadres=3),
        CENTRE: Staff(province_city_teams=1),
        NORTH: Staff(first_secretaries=1),
    }


def test_whether_a_register_has_rows_depends_on_the_edition(loaded: Loader, store_url: str) -> None:
    loaded({"villages": builders.county()["villages"]})
    loaded({"teams": [builders.team("D1")]})
    assert not villages.has_rows(reading_of(store_url, 1), "teams")
    assert villages.has_rows(reading_of(store_url, 2), "teams")
