"""Exit criteria: tallies, gaps, households without safe water, the orders of the matrix."""

from datetime import date

import pytest

from dashboard.queries.criteria import (
    Gap,
    are_ready,
    bottlenecks,
    by_bottleneck,
    by_status,
    criteria_in_force,
    exit_days,
    gap_of,
    met_count,
    result_on,
    scope_states,
    tallies,
    unsafe_water,
)
from dashboard.queries.progress import Scope
from dashboard.queries.reading import Reading
from dashboard.queries.status import VillageState
from dashboard.queries.villages import CriterionResult
from data.rules import rule
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2
from tests.conftest import Loader, reading_of

JUNE = date(2016, 6, 30)


def checked_county() -> builders.Delivery:
    county = builders.county()
    county["village_checks"] += [
        builders.village_check(SOUTH_2, **{"贫困发生率（%）": 8.2, "通沥青（水泥）路": "否", "电力入户率（%）": 94.3}),
        builders.village_check(NORTH),
    ]
    for row, answer in zip(county["households"], ("否", "否", "否", "是"), strict=True):
        row["是否解决安全饮用水"] = answer
    county["household_changes"].append(builders.change("H2", "2016-06-10", "清退"))
    return county


@pytest.fixture
def reading(loaded: Loader, store_url: str) -> Reading:
    loaded(checked_county())
    return reading_of(store_url)


def by_code(reading: Reading) -> dict[str, VillageState]:
    return {state.village.code: state for state in scope_states(reading, Scope(), JUNE)}


def test_the_scope_leaves_poor_villages_only(reading: Reading) -> None:
    assert set(by_code(reading)) == {SOUTH, SOUTH_2, CENTRE, NORTH}
    assert [state.village.code for state in scope_states(reading, Scope(zone="北部"), JUNE)] == [NORTH]


def test_tallies_add_up_to_the_villages(reading: Reading) -> None:
    states = tuple(by_code(reading).values())
    found = tallies(states, JUNE)
    assert [tally.rule.name for tally in found] == [each.name for each in criteria_in_force(JUNE)]
    assert {tally.met + tally.unmet + tally.unchecked for tally in found} == {len(states)}
    unmet = {tally.rule.name: tally.unmet for tally in found if tally.unmet}
    assert unmet == {"incidence_share": 1, "paved_road": 1, "safe_water": 1, "electricity_share": 1}
    assert {tally.met_share for tally in found} == {0.75, 1.0}


def test_villages_without_a_check_count_as_not_met(loaded: Loader, store_url: str) -> None:
    loaded()
    states = scope_states(reading_of(store_url), Scope(), JUNE)
    water = next(tally for tally in tallies(states, JUNE) if tally.rule.name == "safe_water")
    assert (water.met, water.unmet, water.unchecked, water.met_share) == (1, 1, 2, 0.25)
    assert tallies((), JUNE)[0].met_share is None


def test_bottlenecks_are_what_most_villages_miss(reading: Reading) -> None:
    states = by_code(reading)
    only = bottlenecks(tallies((states[SOUTH], states[NORTH]), JUNE))
    assert only[0].rule.name == "safe_water"
    assert [tally.unmet for tally in only] == [1, 0, 0, 0, 0, 0, 0]


def test_registered_households_without_safe_water(reading: Reading) -> None:
    assert unsafe_water(reading, JUNE) == {SOUTH: 1, CENTRE: 1}
    assert unsafe_water(reading, date(2016, 2, 9)) == {SOUTH: 1, SOUTH_2: 1}


def test_a_register_without_the_column_gives_no_households_without_water(loaded: Loader, store_url: str) -> None:
    loaded()
    assert unsafe_water(reading_of(store_url), JUNE) is None


def test_gaps_are_numbers_only_where_there_is_a_number(reading: Reading) -> None:
    state = by_code(reading)[SOUTH_2]
    results = {result.rule.name: result for result in state.check.results} if state.check else {}
    incidence, power = gap_of(results["incidence_share"], 4), gap_of(results["electricity_share"], 4)
    assert incidence is not None
    assert power is not None
    assert (round(incidence.amount, 4), incidence.unit) == (0.052, "share")
    assert (round(power.amount, 4), power.unit) == (0.057, "share")
    assert gap_of(results["paved_road"], 4) is None
    assert gap_of(results["safe_water"], 4) is None


def test_the_gap_of_water_is_households_and_never_zero() -> None:
    unmet = CriterionResult(rule("village_criterion.safe_water", JUNE), value=False, met=False)
    assert gap_of(unmet, 12) == Gap(12, "households")
    assert gap_of(unmet, 0) is None
    assert gap_of(unmet, None) is None
    missing = CriterionResult(rule("village_criterion.incidence_share", JUNE), value=None, met=False)
    assert gap_of(missing, None) is None


def test_the_matrix_lists_the_exited_last_and_fewest_met_first(reading: Reading) -> None:
    ordered = by_status(by_code(reading).values())
    assert ordered[-1].village.code == CENTRE
    assert ordered[0].village.code == SOUTH_2
    assert [met_count(state) for state in ordered] == [4, 6, 7, 7]


def test_by_a_bottleneck_those_who_miss_it_come_first(reading: Reading) -> None:
    states = tuple(by_code(reading).values())
    assert by_bottleneck(states, "safe_water")[0].village.code == SOUTH
    assert by_bottleneck(states, "paved_road")[0].village.code == SOUTH_2
    assert by_bottleneck(states, "unheard_of") == by_status(states)


def test_ready_is_all_met_and_not_exited(reading: Reading) -> None:
    states = by_code(reading)
    assert [state.village.code for state in are_ready(states.values())] == [NORTH]
    missed = result_on(states[SOUTH], "safe_water")
    assert missed is not None
    assert not missed.met
    assert result_on(states[SOUTH], "unheard_of") is None


def test_the_day_of_exit(reading: Reading) -> None:
    assert exit_days(reading, JUNE) == {CENTRE: date(2016, 5, 20)}
    assert exit_days(reading, date(2016, 5, 19)) == {}
