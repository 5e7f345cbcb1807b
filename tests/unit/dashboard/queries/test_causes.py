"""Causes of poverty: main, main or other, and pairs, of households still poor; what opens is what is counted."""

from datetime import date

import pytest

from dashboard.opened import Opened
from dashboard.queries.causes import causes_among, causes_of
from dashboard.queries.evidence.listing import value_from_rows
from dashboard.queries.helpers import Listed
from dashboard.queries.screen import open_screen
from dashboard.queries.villages import villages
from dashboard.view import View
from tests.demo_store import demo_store
from tests.unit.house.sources import held

JUNE = date(2016, 6, 30)


def household(main: str, *others: str, poor: bool = True) -> Listed:
    return Listed("610824104001", poor, main, others, None)


def test_a_household_stands_once_under_each_cause_it_names() -> None:
    one, other, ill = household("因病", "因学"), household("因学", "因病"), household("因病")
    found = causes_of({one: 1, other: 1, ill: 1, household("缺水", "因病", poor=False): 5})
    assert found.households == 3
    assert found.main == {"因病": 2, "因学": 1}
    assert found.named == {"因病": 3, "因学": 2}
    assert found.both("因病", "因学") == found.both("因学", "因病") == 2
    assert found.both("因病", "缺水") == 0
    assert found.order == ("因病", "因学")
    assert found.often_together is not None
    assert set(found.often_together) == {"因病", "因学"}


def test_households_alike_are_counted_together() -> None:
    found = causes_of({household("因病", "因学"): 3, household("因病"): 2})
    assert (found.households, found.main, found.named) == (5, {"因病": 5}, {"因病": 5, "因学": 3})
    assert found.both("因病", "因学") == 3


def test_nobody_poor_has_no_pair() -> None:
    assert causes_of({}).often_together is None


@pytest.mark.parametrize("zone", [None, "北部"])
def test_what_opens_is_what_is_counted(zone: str | None, tmp_path_factory: pytest.TempPathFactory) -> None:
    url, _ = demo_store(tmp_path_factory)
    reading = open_screen(url, View.from_query({})).reading
    codes = frozenset(each.code for each in villages(reading) if zone in (None, each.zone))
    found = causes_among(reading, codes, JUNE)
    wanted = {("households.with_cause", cause, None): count for cause, count in found.named.items()}
    wanted |= {("households.poor", cause, None): count for cause, count in found.main.items()}
    pairs = sorted(found.pairs)[:20]
    wanted |= {("households.both_causes", one, other): found.both(one, other) for one, other in pairs}
    faults = []
    for (figure, cause, other), count in wanted.items():
        main = {"cause": cause} if figure == "households.poor" else {"named": cause, "other_cause": other}
        opened = Opened.of(figure, as_of=JUNE, zone=zone, **main)
        value = value_from_rows(reading, opened)
        faults += [] if value == count else [f"{opened.written}: {value} for {count}"]
    held(faults, wanted, at_least=40)
