"""Changes of single households and who belonged to them on a day."""

from datetime import date

from dashboard.queries.histories import Stay, household_changes, people_in, stays_of
from tests import builders
from tests.conftest import Loader, reading_of


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
    found = household_changes(reading, ("H1", "H2"))
    assert [(each.change_type, each.reason) for each in found["H1"]] == [("脱贫", None), ("返贫", "户主住院")]
    assert "H2" not in found
    assert household_changes(reading, ()) == {}


def test_people_count_from_the_day_they_join_until_the_day_they_leave(loaded: Loader, store_url: str) -> None:
    loaded(returned_county())
    stays = stays_of(reading_of(store_url), ("H1", "H2"))
    assert people_in(stays, date(2016, 5, 19)) == {"H1": 1}
    assert people_in(stays, date(2016, 5, 20)) == {"H1": 2}
    assert people_in(stays, date(2016, 1, 14)) == {"H1": 1, "H2": 1}
    assert people_in([Stay("H9", date(2016, 1, 2), date(2016, 1, 2))], date(2016, 1, 2)) == {}
