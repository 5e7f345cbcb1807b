"""Returns to poverty: the list, the causes and the rate agree with the figures of the registry."""

from datetime import date

from dashboard.queries.figures import total_figures
from dashboard.queries.progress import MonthFlow, Scope, monthly_flow
from dashboard.queries.returns import ReturnRate, Returns, causes, return_rate, returns
from tests import builders
from tests.builders import CENTRE
from tests.conftest import Loader, reading_of

JUNE = date(2016, 6, 30)


def returned_county() -> builders.Delivery:
    county = builders.county()
    county["households"][2] |= {"主要致贫原因": "缺水"}
    county["household_changes"] += [
        builders.change("H1", "2016-04-02", "返贫", 变动原因="户主住院"),
        builders.change("H1", "2016-05-02", "脱贫"),
        builders.change("H1", "2016-06-20", "返贫"),
        builders.change("H3", "2016-03-02", "脱贫"),
        builders.change("H3", "2016-06-01", "返贫", 变动原因="井水干涸"),
        builders.change("H2", "2016-06-02", "脱贫"),
    ]
    return county


def test_every_return_is_listed_the_latest_first(loaded: Loader, store_url: str) -> None:
    loaded(returned_county())
    listed = returns(reading_of(store_url), Scope(), JUNE, limit=10)
    assert (listed.events, listed.still) == (3, 2)
    found = listed.latest
    assert [(each.household_no, each.returned_on.isoformat(), each.is_last) for each in found] == [
        ("H1", "2016-06-20", True),
        ("H3", "2016-06-01", True),
        ("H1", "2016-04-02", False),
    ]
    first, second, third = found
    assert (first.head_name, first.main_cause, first.reason, first.people) == ("张**", "因病", None, 2)
    assert (second.village.code, second.people, second.reason) == (CENTRE, 3, "井水干涸")
    assert third.reason == "户主住院"


def test_the_list_keeps_to_day_and_scope(loaded: Loader, store_url: str) -> None:
    loaded(returned_county())
    reading = reading_of(store_url)
    assert returns(reading, Scope(zone="北部"), JUNE, limit=10) == Returns(0, 0, ())
    assert [each.household_no for each in returns(reading, Scope(zone="中部"), JUNE, limit=10).latest] == ["H3"]
    for day, holds in ((date(2016, 4, 30), True), (date(2016, 5, 31), False)):
        assert [each.is_last for each in returns(reading, Scope(), day, limit=10).latest] == [holds]


def test_a_long_list_is_cut_but_counted(loaded: Loader, store_url: str) -> None:
    loaded(returned_county())
    found = returns(reading_of(store_url), Scope(), JUNE, limit=1)
    assert (found.events, [each.household_no for each in found.latest]) == (3, ["H1"])


def test_causes_sum_to_the_figures_of_returns(loaded: Loader, store_url: str) -> None:
    loaded(returned_county())
    reading = reading_of(store_url)
    counted = causes(reading, Scope(), JUNE)
    figures = total_figures(reading, JUNE)
    assert [(each.cause, each.households, each.people) for each in counted] == [("缺水", 1, 3), ("因病", 1, 2)]
    assert sum(each.people for each in counted) == figures["people.returned"] == 5
    assert sum(each.households for each in counted) == figures["households.returned"] == 2


def test_the_rate_is_returns_by_moves_out_each_time_counted(loaded: Loader, store_url: str) -> None:
    loaded(returned_county())
    rate = return_rate(monthly_flow(reading_of(store_url), Scope(), JUNE))
    assert rate == ReturnRate(returned=7, out=7)
    assert rate.share == 1


def test_a_rate_without_moves_out_is_no_data() -> None:
    terms = dict.fromkeys(("returned_flow", "out_flow"), 0)
    assert return_rate([MonthFlow(JUNE, terms, 10)]).share is None
