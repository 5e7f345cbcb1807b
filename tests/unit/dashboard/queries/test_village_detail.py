"""A village in detail: causes with small counts withheld, changes, money, who answers."""

from datetime import date

from dashboard.metrics.disclosure import Suppressed
from dashboard.queries import village_detail
from dashboard.queries.village_detail import Cause
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH
from tests.conftest import Loader, reading_of

JUNE = date(2016, 6, 30)


def many(cause: str, count: int, *, start: int) -> list[builders.Row]:
    return [builders.household(f"M{start + at}", NORTH, 主要致贫原因=cause) for at in range(count)]


def test_small_counts_of_causes_are_withheld(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    county["households"] += many("因学", 5, start=100) + many("缺水", 4, start=200)
    loaded(county)
    found = village_detail.poor_causes(reading_of(store_url), NORTH, JUNE)
    assert found == (Cause("因学", 5), Cause("缺水", Suppressed(5)))


def test_only_poor_households_count(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = reading_of(store_url)
    assert village_detail.poor_causes(reading, SOUTH, JUNE) == ()
    assert village_detail.poor_causes(reading, SOUTH, date(2016, 3, 19)) == (Cause("因病", Suppressed(5)),)
    assert village_detail.poor_causes(reading, CENTRE, date(2016, 2, 9)) == ()


def test_changes_of_the_village_latest_first(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    county["village_changes"].append(builders.village_change(CENTRE, "2016-06-10", "返贫", 文号="7号"))
    loaded(county)
    reading = reading_of(store_url)
    found = village_detail.village_changes(reading, CENTRE, JUNE)
    assert [(each.change_type, each.document_no) for each in found] == [("返贫", "7号"), ("退出", None)]
    assert len(village_detail.village_changes(reading, CENTRE, date(2016, 5, 31))) == 1


def test_recent_months_are_those_in_which_something_moved(loaded: Loader, store_url: str) -> None:
    loaded()
    (month,) = village_detail.recent_flow(reading_of(store_url), SOUTH, JUNE)
    assert (month.month_end, month.terms["out_flow"]) == (date(2016, 3, 31), 2)
    assert village_detail.recent_flow(reading_of(store_url), NORTH, JUNE) == ()


def test_money_of_a_village(loaded: Loader, store_url: str) -> None:
    loaded()
    money = village_detail.village_money(reading_of(store_url), SOUTH, JUNE)
    assert (money.planned, money.allocated, money.disbursed) == (100000, 80000, 50000)


def test_money_never_loaded_is_not_zero(loaded: Loader, store_url: str) -> None:
    loaded({"villages": builders.county()["villages"]})
    money = village_detail.village_money(reading_of(store_url), SOUTH, JUNE)
    assert (money.planned, money.allocated, money.disbursed) == (None, None, None)


def test_who_answers(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = reading_of(store_url)
    assert [each.name for each in village_detail.answering_for(reading, NORTH).secretaries] == ["赵书记"]
    assert [each.sending_unit for each in village_detail.answering_for(reading, SOUTH).teams] == ["县林业局"]
    assert village_detail.answering_for(reading, builders.PLAIN).teams == ()
