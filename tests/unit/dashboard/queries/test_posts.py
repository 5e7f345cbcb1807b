"""Who is posted where: none, one, several a village; time on post in whole months, nobody counted before arriving."""

from datetime import date

from dashboard.queries.posts import band_of, coverage, posted_counts, service
from dashboard.queries.villages import villages
from tests import builders
from tests.builders import CENTRE, NORTH, PLAIN, SOUTH, SOUTH_2, Row
from tests.conftest import Loader, reading_of

JUNE = date(2016, 6, 30)


def secretary(no: str, code: str, day: str) -> Row:
    return {"编号": no, "姓名": "冯辉", "派出单位": "县水务局", "任职村编码": code, "任职日期": day}


def registers() -> builders.Delivery:
    every = [builders.village(code) for code in (SOUTH, SOUTH_2, CENTRE, NORTH)]
    every.append(builders.village(PLAIN, 贫困村类型="非贫困村"))
    teams = [
        builders.team("T1", SOUTH, 进驻日期="2016-01-31"),
        builders.team("T2", SOUTH, 进驻日期="2015-06-30"),
        builders.team("T3", CENTRE, 进驻日期="2016-06-30"),
        builders.team("T4", PLAIN, 进驻日期="2014-01-01"),
    ]
    return {"villages": every, "teams": teams}


def test_poor_villages_are_counted_by_what_they_have(loaded: Loader, store_url: str) -> None:
    loaded(registers())
    reading = reading_of(store_url)
    assert posted_counts(reading, "teams") == {SOUTH: 2, CENTRE: 1, PLAIN: 1}
    assert coverage(reading, "teams", villages(reading)) == {"none": 2, "one": 1, "several": 1}
    assert coverage(reading, "first_secretaries", villages(reading)) is None


def test_time_on_post_is_in_whole_months(loaded: Loader, store_url: str) -> None:
    loaded(registers() | {"first_secretaries": [secretary("S1", SOUTH, "2016-05-31")]})
    reading = reading_of(store_url)
    codes = frozenset(village.code for village in villages(reading))
    found = service(reading, "teams", codes=codes, as_of=JUNE)
    assert found.bands == {"0-5": 2, "6-11": 0, "12-17": 1, "18-23": 0, "24+": 1}
    stays = (found.fewest, found.median, found.most)
    assert [each.months for each in stays if each] == [0, 5, 29]
    assert found.later == 0
    before = service(reading, "teams", codes=codes, as_of=date(2016, 1, 30))
    assert before.later == 2
    none = service(reading, "first_secretaries", codes=codes, as_of=date(2016, 1, 30))
    assert (none.fewest, none.median, none.later) == (None, None, 1)


def test_a_band_ends_with_its_last_whole_month() -> None:
    assert band_of(date(2016, 1, 1), date(2016, 6, 30)) == "0-5"
    assert band_of(date(2015, 12, 31), date(2016, 6, 30)) == "6-11"
    assert band_of(date(2016, 7, 1), JUNE) is None
