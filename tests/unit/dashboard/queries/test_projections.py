"""What is expected of a store's people and villages: states, bounds of what is known, the fastest zone."""

from datetime import date

import pytest

from dashboard.queries.progress import Scope
from dashboard.queries.projections import Subject, best_zone, left_of, made_pace, projection
from dashboard.queries.reading import Reading
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, change, household, person, village, village_change
from tests.conftest import Loader, reading_of

JUNE, JULY, MAY = date(2016, 6, 30), date(2016, 7, 31), date(2016, 5, 31)
EVERYONE = 40


def county(*, out: dict[str, list[int]]) -> builders.Delivery:
    """Three villages of forty one-person households each; ``out`` says how many move out in which month, by village."""
    rows: builders.Delivery = {"villages": [], "households": [], "persons": [], "household_changes": []}
    for at, code in enumerate((SOUTH, CENTRE, NORTH)):
        rows["villages"].append(village(code))
        numbers = [f"H{at}{serial:03d}" for serial in range(EVERYONE)]
        rows["households"] += [household(no, code) for no in numbers]
        rows["persons"] += [person(f"R{at}{no[2:]}", no) for no in numbers]
        leaving = iter(numbers)
        for month, count in enumerate(out.get(code, []), 1):
            rows["household_changes"] += [change(next(leaving), f"2016-{month:02d}-15", "脱贫") for _ in range(count)]
    rows["village_changes"] = [village_change(CENTRE, "2016-05-20", "退出")]
    return rows


STEADY = {SOUTH: [2, 2, 2, 2, 2, 2], CENTRE: [3, 3, 3, 3, 3, 3], NORTH: [4, 4, 4, 4, 4, 4]}


@pytest.fixture
def steady(loaded: Loader, store_url: str) -> Reading:
    loaded(county(out=STEADY))
    return reading_of(store_url)


def test_people_of_the_county_and_of_a_zone(steady: Reading) -> None:
    whole, south = (projection(steady, scope, JUNE, "people") for scope in (Scope(), Scope("南部")))
    assert (whole.now, whole.months, whole.state) == (120 - 54, 6, "unlikely")
    assert whole.forecast is not None
    # As numbers nine a month leave 12; as shares fewer and fewer go. Luck may bring the last twelve out too.
    assert whole.forecast.range[0] == 0
    assert 12 <= whole.forecast.left <= whole.forecast.range[1] < 66
    assert whole.days[0] == JULY
    assert (whole.days[-1], len(whole.days)) == (date(2016, 12, 31), 6)
    assert (whole.made, south.made) == (9, 2)
    assert whole.required == pytest.approx(66 / (184 / 30.4375))
    assert south.forecast is not None
    assert south.state == "out_of_reach"


def test_a_day_knows_nothing_of_later_ones(steady: Reading, loaded: Loader, store_url: str) -> None:
    before = projection(steady, Scope(), MAY, "people")
    later = county(out=STEADY | {SOUTH: [2, 2, 2, 2, 2, 30]})
    loaded({"household_changes": later["household_changes"]}, on=JULY)
    after = projection(reading_of(store_url, 2), Scope(), MAY, "people")
    assert (after.forecast, after.made, after.now) == (before.forecast, before.made, before.now)


@pytest.mark.parametrize(
    ("day", "subject", "state"),
    [
        (date(2016, 3, 31), "people", "few"),
        (date(2016, 4, 30), "people", "unlikely"),
        (JUNE, "villages", "few"),
        (JULY, "people", "not_reported"),
        (date(2017, 1, 31), "people", "not_reported"),
    ],
)
def test_states_by_day(steady: Reading, day: date, subject: Subject, state: str) -> None:
    found = projection(steady, Scope(), day, subject)
    assert found.state == state
    assert found.has_range == (state == "unlikely")


def test_past_the_deadline_nothing_is_projected(loaded: Loader, store_url: str) -> None:
    loaded(county(out=STEADY), on=date(2017, 2, 28))
    for subject, now in (("people", 66), ("villages", 2)):
        found = projection(reading_of(store_url), Scope(), date(2017, 1, 31), subject)
        assert (found.state, found.now, found.forecast, found.best) == ("past_left", now, None, None)


def test_everyone_out_needs_no_projection(loaded: Loader, store_url: str) -> None:
    loaded(county(out={code: [10, 10, 10, 10] for code in (SOUTH, CENTRE, NORTH)}))
    assert projection(reading_of(store_url), Scope(), JUNE, "people").state == "cleared"


def test_what_was_never_loaded_is_no_data(loaded: Loader, store_url: str) -> None:
    rows = county(out={})
    loaded({"villages": rows["villages"]})
    reading = reading_of(store_url)
    assert projection(reading, Scope(), JUNE, "people").state == "no_data"
    assert projection(reading, Scope(), JUNE, "villages").state == "no_data"


def test_a_place_without_anybody(steady: Reading) -> None:
    nowhere = Scope(None, "610824999")
    assert projection(steady, nowhere, JUNE, "people").state == "nobody"
    assert projection(steady, nowhere, JUNE, "villages").state == "nobody"


def test_the_fastest_zone_by_hand(steady: Reading) -> None:
    # North: 12 of the 28 poor on 31 March moved out in three months, a seventh a month; the county had 93 left then.
    reading = steady
    assert best_zone(reading, JUNE, "people") == ("北部", pytest.approx(4 / 28))
    found = projection(reading, Scope(), JUNE, "people").best
    assert found is not None
    assert found.pace == pytest.approx(93 * 4 / 28)
    assert found.left == 0
    assert found.reached is not None
    assert JUNE < found.reached <= date(2016, 12, 31)
    north = projection(reading, Scope("北部"), JUNE, "people")
    assert north.best is not None
    assert north.best.pace == pytest.approx(north.made)


def test_without_moves_no_zone_is_fastest(loaded: Loader, store_url: str) -> None:
    loaded(county(out={SOUTH: [5]}))
    reading = reading_of(store_url)
    assert best_zone(reading, JUNE, "people") is None
    assert projection(reading, Scope(), JUNE, "people").best is None


def test_another_pace(steady: Reading) -> None:
    found = projection(steady, Scope(), JUNE, "people")
    assert found.at(66) == (0, date(2016, 7, 31))
    assert found.at(0) == (66, None)
    left, day = found.at(5)
    assert left == round(66 - 5 * 184 / 30.4375)
    assert day is not None
    assert day > found.deadline


def test_no_pace_before_three_months_have_passed(steady: Reading) -> None:
    assert made_pace(steady, Scope(), date(2016, 2, 29), "people") is None
    assert made_pace(steady, Scope(), JUNE, "villages") == pytest.approx(1 / 3)


def test_villages_still_to_exit(steady: Reading) -> None:
    assert left_of(steady, Scope(), MAY, "villages") == 2
    assert left_of(steady, Scope(), date(2016, 4, 30), "villages") == 3
    assert left_of(steady, Scope("中部"), MAY, "villages") == 0
