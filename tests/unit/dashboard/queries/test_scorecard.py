"""The scorecard of proposals: each test's verdicts, registers that are missing, first responsible persons."""

from datetime import date

import pytest

from dashboard.metrics.shares import unnamed_shares
from dashboard.opened import Opened
from dashboard.queries.evidence.listing import evidence_of, value_from_rows
from dashboard.queries.scorecard import LEADERSHIP, Row, judged, part_standing, scorecard, town_heads
from dashboard.queries.screen import Screen, open_screen
from dashboard.records.journal import write
from dashboard.records.town_heads import TOWN_HEADS
from dashboard.view import View
from data.engine import app_url
from data.proposals import Told
from tests import builders
from tests.conftest import Loader
from tests.unit.house.sources import held

JUNE, LATER = date(2016, 6, 30), date(2017, 1, 31)


def screen(url: str, **query: str) -> Screen:
    return open_screen(url, View.from_query(query))


def rows(url: str, **query: str) -> dict[str, Row]:
    return {row.proposal.key: row for row in scorecard(screen(url, **query))}


@pytest.mark.parametrize(
    ("told", "value", "whole", "day", "standing"),
    [
        (Told("a", "all", of="b"), 72, 72, JUNE, "met"),
        (Told("a", "all", of="b"), 71, 72, JUNE, "under_way"),
        (Told("a", "all", of="b"), 71, 72, LATER, "unmet"),
        (Told("a", "all", of="b", by=date(2019, 12, 31)), 71, 72, LATER, "under_way"),
        (Told("a", "all", of="b"), 0, 72, JUNE, "unmet"),
        (Told("a", "all", of="b"), 0, 0, JUNE, "unmeasured"),
        (Told("a", "none", of="b"), 0, 72, JUNE, "met"),
        (Told("a", "none", of="b"), 5, 72, JUNE, "under_way"),
        (Told("a", "none", of="b"), 72, 72, JUNE, "unmet"),
        (Told("a", "any"), 3, None, JUNE, "met"),
        (Told("a", "any"), 0, None, JUNE, "unmet"),
        (Told("a", "least", least=4), 4, None, JUNE, "met"),
        (Told("a", "least", least=4), 2, None, JUNE, "under_way"),
        (Told("a", "track"), 3, None, JUNE, "tracked"),
        (Told("a", "track"), None, None, JUNE, "unmeasured"),
        (Told("a", "rule", rule="target.special_fund_share"), 0.02, None, JUNE, "met"),
        (Told("a", "rule", rule="target.special_fund_share"), 0.0199, None, JUNE, "unmet"),
    ],
)
def test_a_figure_is_judged_by_its_test(
    told: Told, value: float | None, whole: float | None, day: date, standing: str
) -> None:
    assert judged(told, value, whole, on=day) == standing


def test_none_of_a_whole_is_not_under_way() -> None:
    assert part_standing(0, 3, due=False) == "unmet"


def test_of_several_figures_the_worst_decides(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    finance = {"地方财政收入": 1000, "口径": "预算"}
    county["county_finance"] = [
        {"年度": 2014, "县级财政专项扶贫资金": 10, **finance},
        {"年度": 2015, "县级财政专项扶贫资金": 15, **finance},
    ]
    loaded(county)
    row = rows(store_url)["mechanism.investment"]
    assert [each.standing for each in row.figures[:2]] == ["unmet", "met"]
    assert row.standing == "unmet"


def test_a_register_that_was_never_loaded_is_named(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    del county["assessments"], county["measures"], county["proposals"]
    loaded(county)
    found = rows(store_url)
    assert found["mechanism.assessment"].figures[0].lacking == ("assessments",)
    assert found["mechanism.assessment"].standing == "unmeasured"
    assert found["precision.support"].figures[0].lacking == ("measures",)
    assert found["precision.villages"].standing != "unmeasured"


def test_a_month_not_reported_has_no_figure(loaded: Loader, store_url: str) -> None:
    loaded()
    found = rows(store_url, as_of="2016-10-31")
    assert {each.value for row in found.values() for each in row.figures} == {None}


def test_a_figure_of_places_follows_the_filter(loaded: Loader, store_url: str) -> None:
    loaded()
    everywhere, south = (rows(store_url, **query)["precision.plans"].figures[0] for query in ({}, {"zone": "南部"}))
    assert south.whole != everywhere.whole
    lacking = rows(store_url, zone="南部")["mechanism.investment"].figures[0]
    assert lacking.value == rows(store_url)["mechanism.investment"].figures[0].value


@pytest.mark.parametrize("query", [{}, {"zone": "南部"}, {"town": builders.SOUTH[:9]}])
def test_the_share_of_a_figure_is_what_its_rows_say(loaded: Loader, store_url: str, query: dict[str, str]) -> None:
    loaded()
    shown, faults = screen(store_url, **query), []
    figures = [each for row in scorecard(shown) for each in row.figures if each.whole and each.value is not None]
    for each in figures:
        opened = each.opened_share
        share = value_from_rows(shown.reading, Opened(opened.metric, opened.where, shown.as_of)) if opened else None
        if share is None or each.whole is None or share != pytest.approx((each.value or 0) / each.whole):
            faults.append(f"{each.told.metric}: {share}")
    held(faults, figures, at_least=12)


def test_a_share_without_a_name_is_made_of_plain_sums(loaded: Loader, store_url: str) -> None:
    loaded()
    shown = screen(store_url)
    named = [figure for pair in unnamed_shares().values() for figure in pair]
    shapes = {each: evidence_of(shown.reading, Opened.of(each, as_of=shown.as_of)) for each in named}
    held((each for each, made in shapes.items() if made.shape != "sum"), named, at_least=20)


def test_first_responsible_persons_are_counted_where_both_are_named(loaded: Loader, store_url: str) -> None:
    loaded()
    town = builders.SOUTH[:9]
    write(app_url(store_url), TOWN_HEADS, town, content={"party": "甲", "government": ""}, author="乙")
    assert town_heads(screen(store_url).journal).named == 0
    assert rows(store_url)[LEADERSHIP].standing == "unmet"
    write(app_url(store_url), TOWN_HEADS, town, content={"party": "甲", "government": "丙"}, author="乙")
    heads = town_heads(screen(store_url).journal)
    assert (heads.named, heads.towns) == (1, 17)
    assert rows(store_url)[LEADERSHIP].standing == "under_way"
    assert rows(store_url, town=town)[LEADERSHIP].standing == "met"
