"""The nine exclusions: the working table, an edit that stands and is taken back, lists matched by pseudonym."""

from datetime import date

import pytest

from dashboard.opened import Opened
from dashboard.queries.evidence.listing import figure_value
from dashboard.queries.exclusions import exclusions, history, matched, matches
from dashboard.queries.findings.exclusions import listed
from dashboard.queries.progress import Scope
from dashboard.records.exclusions import EXCLUSION, LISTS, exclusion, lists_in
from dashboard.records.fields import NotAcceptable
from dashboard.records.journal import open_journal, write
from data.engine import app_url
from tests import builders
from tests.builders import NORTH, SOUTH
from tests.conftest import Loader, reading_of

DAY = date(2016, 6, 30)
KEY = "exclusion.2"
WORDS = {"name": "有车", "clause": "有自用小汽车的", "lists": "车辆 工商"}


def test_the_nine_stand_in_order_and_are_not_confirmed(store_url: str) -> None:
    nine = exclusions(open_journal(app_url(store_url)))
    assert [each.key for each in nine] == [f"exclusion.{number}" for number in range(1, 10)]
    assert not any(each.default.confirmed for each in nine)
    assert nine[1].lists == ("车辆", "大型农机")
    assert nine[8].lists == ()
    assert {name for each in nine for name in each.lists} <= set(LISTS)


def test_an_edit_stands_and_is_taken_back(store_url: str) -> None:
    write(app_url(store_url), EXCLUSION, KEY, content=exclusion(KEY, WORDS), author="王主任")
    each = exclusions(open_journal(app_url(store_url)))[1]
    assert (each.name.zh, each.clause.en, each.lists) == ("有车", "有自用小汽车的", ("车辆", "工商"))
    write(app_url(store_url), EXCLUSION, KEY, content=exclusion(KEY, {}), author="李主任")
    journal = open_journal(app_url(store_url))
    assert exclusions(journal)[1].entry is None
    assert [entry.author for entry in history(journal, KEY)] == ["李主任", "王主任"]


@pytest.mark.parametrize("faulty", [{"name": ""}, {"clause": " "}, {"lists": "车辆、游艇"}])
def test_what_cannot_be_kept_is_refused(faulty: dict[str, str]) -> None:
    with pytest.raises(NotAcceptable):
        exclusion(KEY, WORDS | faulty)
    with pytest.raises(NotAcceptable):
        exclusion("exclusion.10", WORDS)
    assert lists_in("房产，车辆;不明") == ("房产", "车辆")


def listed_rows() -> dict[str, list[builders.Row]]:
    entries = [(1, "车辆"), (1, "房产"), (2, "车辆"), (77, "车辆")]
    return {
        "villages": [builders.village(SOUTH), builders.village(NORTH)],
        "households": [builders.household("A"), builders.household("B", NORTH)],
        "persons": [builders.person("A001", "A"), builders.person("B002", "B")],
        "crosscheck_hits": [
            {"证件号码": builders.id_number(no), "比对来源": kind, "明细": "甲"} for no, kind in entries
        ],
    }


def test_entries_are_matched_by_pseudonym_to_people_on_the_register(loaded: Loader, store_url: str) -> None:
    loaded({**listed_rows(), "household_changes": [builders.change("B", "2016-05-10", "清退")]})
    reading = reading_of(store_url)
    assert matches(reading, DAY) == {SOUTH: {"车辆": 1, "房产": 1}}
    april = date(2016, 4, 30)
    assert [matched(reading, day, Scope()) for day in (DAY, april)] == [2, 3]
    assert matched(reading, april, Scope("北部"), "车辆") == 1
    for day, where in ((DAY, {}), (april, {"list": "车辆"}), (april, {"zone": "北部"})):
        value = figure_value(reading, Opened.of("exclusions.matched", as_of=day, **where))
        assert value == matched(reading, day, Scope(where.get("zone")), where.get("list"))
    assert figure_value(reading, Opened.of("exclusions.listed", as_of=DAY)) == 4
    found = listed(reading, DAY)
    assert ([hit.subject.key for hit in found.hits], found.examined) == ([SOUTH], 1)


def test_without_lists_nothing_is_examined(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [builders.village(SOUTH)], "households": [builders.household("A")]})
    reading = reading_of(store_url)
    assert listed(reading, DAY).has_failed
    assert figure_value(reading, Opened.of("exclusions.matched", as_of=DAY)) is None
