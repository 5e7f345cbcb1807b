"""Who answers for each household: without a helper, lost the helper between deliveries, the load a helper has."""

from collections import Counter
from datetime import date

import pytest

from dashboard.opened import Opened
from dashboard.queries.evidence.listing import value_from_rows
from dashboard.queries.helpers import (
    POOR,
    REGISTERED,
    listed_households,
    load_bands,
    loads_among,
    lost_helpers,
    state_on,
    unhelped,
)
from dashboard.queries.histories import homes_of
from tests import builders
from tests.builders import CENTRE, SOUTH
from tests.conftest import Loader, reading_of

APRIL, JUNE = date(2016, 4, 30), date(2016, 6, 30)
UNIT = {"帮扶责任人单位": "县水务局"}
CODES = frozenset({SOUTH, CENTRE})


def household(no: str, helper: str, code: str = SOUTH) -> builders.Row:
    return builders.household(no, code, 帮扶责任人=helper, 其他致贫原因="因学、缺水", **UNIT)


def two_deliveries(loaded: Loader) -> None:
    villages = [builders.village(SOUTH), builders.village(CENTRE)]
    first = [household("H1", "冯辉"), household("H2", "冯辉"), household("H3", "李静"), household("H4", "", CENTRE)]
    loaded({"villages": villages, "households": first}, on=APRIL)
    second = [household("H1", "冯辉"), household("H2", ""), household("H3", ""), household("H4", "", CENTRE)]
    out = [builders.change("H3", "2016-05-20", "脱贫")]
    loaded({"households": second, "household_changes": out}, on=JUNE)


def test_a_helper_is_lost_where_an_earlier_row_named_one_and_the_household_is_poor(
    loaded: Loader, store_url: str
) -> None:
    two_deliveries(loaded)
    reading = reading_of(store_url, edition=2)
    found = unhelped(reading, JUNE)
    assert (dict(found.poor), dict(found.lost)) == ({SOUTH: 1, CENTRE: 1}, {SOUTH: 1})
    (lost,) = lost_helpers(reading, CODES, JUNE)
    assert (lost.household_no, lost.helper, lost.unit, lost.delivered_on) == ("H2", "冯辉", "县水务局", JUNE)
    assert lost_helpers(reading, frozenset({CENTRE}), JUNE) == ()
    before = reading_of(store_url, edition=1)
    assert dict(unhelped(before, JUNE).lost) == {}
    assert dict(unhelped(before, JUNE).poor) == {CENTRE: 1}


def test_before_it_moved_out_a_household_without_helper_counts_as_lost(loaded: Loader, store_url: str) -> None:
    two_deliveries(loaded)
    assert dict(unhelped(reading_of(store_url, edition=2), APRIL).lost) == {SOUTH: 2}


def test_the_rows_opened_are_those_counted(loaded: Loader, store_url: str) -> None:
    two_deliveries(loaded)
    reading = reading_of(store_url, edition=2)

    def opened(figure: str, **where: str) -> object:
        return value_from_rows(reading, Opened.of(figure, as_of=JUNE, **where))

    assert opened("households.unpaired") == 3
    assert opened("households.poor_unpaired") == 2
    assert opened("households.lost_helper") == 1
    assert opened("households.lost_helper", village=CENTRE) == 0
    assert opened("helpers.total") == 1
    assert opened("helpers.total", load="1") == 1
    assert opened("helpers.total", load="2") == 0
    assert opened("households.of_helper", helper="冯辉（县水务局）") == 1


def test_same_name_and_unit_is_one_helper(loaded: Loader, store_url: str) -> None:
    other = builders.household("H5", SOUTH, 帮扶责任人="冯辉", 帮扶责任人单位="县林业局")
    rows = [household("H1", "冯辉"), household("H2", "冯辉"), household("H4", "", CENTRE), other]
    loaded({"villages": [builders.village(SOUTH), builders.village(CENTRE)], "households": rows})
    reading = reading_of(store_url)
    counts = loads_among(reading, CODES, JUNE)
    assert list(counts.items()) == [("冯辉（县水务局）", 2), ("冯辉（县林业局）", 1)]
    bands = load_bands(counts)
    assert (bands["1"], bands["2"], sum(bands.values())) == (1, 1, 2)
    found = value_from_rows(reading, Opened.of("helpers.total", as_of=JUNE, load="2"))
    assert found == 1


def test_households_are_listed_with_their_causes(loaded: Loader, store_url: str) -> None:
    two_deliveries(loaded)
    listed = listed_households(reading_of(store_url, edition=2), JUNE)
    assert {code: sum(counts.values()) for code, counts in listed.items()} == {SOUTH: 3, CENTRE: 1}
    assert {each.causes for each in listed[SOUTH]} == {frozenset({"因病", "因学", "缺水"})}
    counts = {(each.is_poor, each.helper): count for each, count in listed[SOUTH].items()}
    assert counts == {(True, "冯辉（县水务局）"): 1, (True, None): 1, (False, None): 1}


@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2016, 2, 28), APRIL, JUNE])
def test_households_alike_are_as_many_as_counted_one_by_one(loaded: Loader, store_url: str, day: date) -> None:
    loaded(builders.county() | {"households": [household(f"H{no}", "冯辉") for no in (1, 2, 3, 4)]}, on=APRIL)
    kinds = (("H1", "新识别"), ("H1", "脱贫"), ("H2", "清退"), ("H3", "脱贫"), ("H3", "返贫"))
    changes = [builders.change(no, f"2016-0{at}-15", kind) for at, (no, kind) in enumerate(kinds, 1)]
    later = [household("H2", ""), household("H3", ""), builders.household("H9", CENTRE, 识别日期="2016-03-01")]
    loaded({"household_changes": changes, "households": later}, on=JUNE)
    for edition in (1, 2):
        reading = reading_of(store_url, edition=edition)
        homes = homes_of(reading, ("H1", "H2", "H3", "H4", "H9"))
        states = {no: (code, state_on(since, moves, day)) for no, (code, since, moves) in homes.items()}
        one_by_one = Counter((code, state in POOR) for code, state in states.values() if state in REGISTERED)
        listed = listed_households(reading, day)
        alike = Counter[tuple[str, bool]]()
        for counts in listed.values():
            for each, count in counts.items():
                alike[each.village_code, each.is_poor] += count
        assert alike == one_by_one
