"""Changes of single households and who belonged to them on a day."""

from datetime import date

from dashboard.queries.histories import (
    Stay,
    household_changes,
    is_registered,
    last_change,
    people_in,
    returned_households,
    stays_of,
)
from tests import builders
from tests.conftest import Loader, reading_of

BEFORE, AFTER = date(2016, 3, 19), date(2016, 3, 20)


def returned_county() -> builders.Delivery:
    county = builders.county()
    county["household_changes"] += [
        builders.change("H1", "2016-05-02", "返贫", 变动原因="户主住院"),
        builders.change("H1", "2016-05-20", "自然增加", 人编号="R002"),
    ]
    return county


def test_changes_of_households_come_in_order_without_those_of_persons(loaded: Loader, store_url: str) -> None:
    loaded(returned_county())
    reading = reading_of(store_url)
    found = household_changes(reading)
    assert [(each.change_type, each.reason) for each in found["H1"]] == [("脱贫", None), ("返贫", "户主住院")]
    assert "H2" not in found
    assert returned_households(reading) == ("H1",)


def test_a_household_starts_poor_at_its_identification(loaded: Loader, store_url: str) -> None:
    loaded(returned_county())
    changes = household_changes(reading_of(store_url))
    assert last_change(None, changes["H1"], BEFORE) == "新识别"
    assert last_change(None, changes["H1"], AFTER) == "脱贫"
    assert last_change(None, changes["H3"], date(2016, 2, 9)) is None
    assert last_change(date(2016, 4, 1), (), BEFORE) is None


def test_only_households_identified_and_not_removed_are_registered(loaded: Loader, store_url: str) -> None:
    county = returned_county()
    county["household_changes"].append(builders.change("H3", "2016-06-01", "清退"))
    loaded(county)
    changes = household_changes(reading_of(store_url))
    assert is_registered(None, changes["H1"], AFTER)
    assert is_registered(None, changes["H3"], date(2016, 5, 31))
    assert not is_registered(None, changes["H3"], date(2016, 6, 1))
    assert not is_registered(None, changes["H3"], date(2016, 2, 9))


def test_people_count_from_the_day_they_join_until_the_day_they_leave(loaded: Loader, store_url: str) -> None:
    loaded(returned_county())
    stays = stays_of(reading_of(store_url), ("H1", "H2"))
    assert people_in(stays, date(2016, 5, 19)) == {"H1": 1}
    assert people_in(stays, date(2016, 5, 20)) == {"H1": 2}
    assert people_in(stays, date(2016, 1, 14)) == {"H1": 1, "H2": 1}
    assert people_in([Stay("H9", date(2016, 1, 2), date(2016, 1, 2))], date(2016, 1, 2)) == {}
