"""Old + additions − removals = new: on the small county, over random corrections, and by zone and town."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.queries.household_moves import HOUSEHOLD_KINDS, PEOPLE_KINDS, household_moves, moved, movers
from dashboard.queries.law import HELD, Balance, balances
from dashboard.queries.moments import Moment, Sides, Step
from dashboard.queries.money_moves import LEDGERS, money_moved, money_moves
from dashboard.queries.progress import Scope
from dashboard.queries.village_moves import village_moves
from etl.withdraw import withdraw
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2
from tests.conftest import Loader, deliver, fresh_store, reading_of

JANUARY, MARCH, MAY, JUNE = date(2016, 1, 31), date(2016, 3, 31), date(2016, 5, 31), date(2016, 6, 30)
BASE = date(2015, 12, 31)
HOUSEHOLDS = ("H1", "H2", "H3", "H4")
SCOPES = (Scope(), Scope(zone="南部"), Scope(zone="北部"), Scope(town="610824104"), Scope(town="610824116"))


def sides(url: str, before: tuple[date, int], after: tuple[date, int]) -> Sides:
    one, two = (Moment(reading_of(url, edition), day) for day, edition in (before, after))
    return Sides(one, two) if before[1] != after[1] else Sides(Moment(two.reading, one.day), two)


def by_figure(found: Sides, scope: Scope = SCOPES[0]) -> Mapping[str, Balance]:
    return {each.metric_id: each for each in balances(found, scope)}


def holds(found: Sides) -> int:
    """Check the law in every scope; return how many figures were examined."""
    examined = 0
    for scope in SCOPES:
        found_here = balances(found, scope)
        broken = [each for each in found_here if not each.holds]
        assert not broken, (scope, broken)
        examined += len(found_here)
        for step in found.steps:
            added_up_as_listed(step, scope)
            money_added_up_as_listed(step, scope)
    return examined


def added_up_as_listed(step: Step, scope: Scope) -> None:
    """Check that what is added up of all households is what their moves, read row by row, come to."""
    listed = household_moves(step, scope, HOUSEHOLDS)
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for move in listed:
        for figure, (added, removed) in move.deltas.items():
            before = sums.get((figure, move.kind), (0, 0))
            sums[figure, move.kind] = (before[0] + added, before[1] + removed)
    assert moved(step, scope).sums == sums
    assert moved(step, scope).counts == Counter(move.kind for move in listed)
    for kind in (*HOUSEHOLD_KINDS, *PEOPLE_KINDS):
        assert movers(step, scope, kind) == tuple(move.household_no for move in listed if move.kind == kind)


def money_added_up_as_listed(step: Step, scope: Scope) -> None:
    """Check the same of the entries of the ledgers and of the projects."""
    for stage in LEDGERS:
        sums: dict[str, tuple[int, int]] = {}
        for move in money_moves(step, scope, stage):
            added, removed = sums.get(move.kind, (0, 0))
            sums[move.kind] = (added + move.added, removed + move.removed)
        assert money_moved(step, scope, stage) == sums


def test_between_two_days_the_changes_of_the_days_between(loaded: Loader, store_url: str) -> None:
    loaded()
    found = sides(store_url, (BASE, 1), (JUNE, 1))
    holds(found)
    poor = by_figure(found)["people.poor"]
    # Three of 中甲村 were newly identified, two of 南甲村 moved out, one of 南乙村 left.
    assert (poor.before, poor.added, poor.removed, poor.after) == (4, 3, 3, 4)
    assert {(term.kind, term.added, term.removed) for term in poor.terms} == {
        ("identified", 3, 0),
        ("out", 0, 2),
        ("left", 0, 1),
    }
    assert by_figure(found)["funds.disbursed"].added == 50_000 + 50_000 - 1_234.56


def test_every_move_names_the_row_it_comes_from(loaded: Loader, store_url: str) -> None:
    loaded()
    (step,) = sides(store_url, (BASE, 1), (JUNE, 1)).steps
    moves = {move.household_no: move for move in household_moves(step, Scope(), HOUSEHOLDS)}
    assert {no: (move.kind, move.row.sheet_row, move.on) for no, move in moves.items()} == {
        "H1": ("out", 2, date(2016, 3, 20)),
        "H2": ("left", 3, None),
        "H3": ("identified", 4, date(2016, 2, 10)),
    }
    assert [(move.kind, move.village_code, move.row.sheet_row) for move in village_moves(step, Scope())] == [
        ("exited", CENTRE, 2)
    ]
    assert [move.entry.number for move in money_moves(step, Scope(zone="中部"), "disbursed")] == ["P2"]


def test_a_late_row_and_a_correction_are_told_apart_from_what_happened(loaded: Loader, store_url: str) -> None:
    loaded(on=MAY)
    late = {
        "household_changes": [builders.change("H4", "2016-02-01", "脱贫"), builders.change("H2", "2016-06-10", "脱贫")],
        "disbursements": [builders.disbursement("P1", "X1", **{"拨付金额(元)": 60000, "村编码": SOUTH})],
        "persons": [builders.person("R009", "H1")],
    }
    loaded(late, on=JUNE)
    found = sides(store_url, (MARCH, 1), (JUNE, 2))
    holds(found)
    terms = {(term.step, term.kind): (term.added, term.removed) for term in by_figure(found)["people.out"].terms}
    assert terms == {("corrected", "out"): (1, 0), ("corrected", "joined"): (1, 0)}
    money = by_figure(found)["funds.disbursed"]
    assert {(term.step, term.kind): (term.added, term.removed) for term in money.terms}["corrected", "corrected"] == (
        60_000,
        50_000,
    )


def test_an_exit_corrected_away_and_a_household_that_moved(loaded: Loader, store_url: str) -> None:
    loaded()
    loaded({"households": [builders.household("H2", NORTH), builders.household("H1", CENTRE)]})
    found = sides(store_url, (JUNE, 1), (JUNE, 2))
    holds(found)
    assert by_figure(found, Scope(zone="北部"))["households.registered"].added == 1
    assert not by_figure(found)["households.registered"].terms


def test_money_goes_with_a_village_that_moves_and_with_a_project_that_names_another(
    loaded: Loader, store_url: str
) -> None:
    loaded()
    loaded(
        {
            "villages": [builders.village(SOUTH, 片区="北部")],
            "projects": [builders.project("X2", 实施地点="北甲村")],
        }
    )
    found = sides(store_url, (JUNE, 1), (JUNE, 2))
    holds(found)
    north, south = (by_figure(found, Scope(zone=zone)) for zone in ("北部", "南部"))
    for figure in ("funds.disbursed", "funds.planned"):
        assert north[figure].added, figure
        assert {term.kind for term in north[figure].terms} == {"new"}
        assert {term.kind for term in south[figure].terms} == {"withdrawn"}
        assert not by_figure(found)[figure].terms


def test_a_withdrawn_delivery_takes_its_rows_away(loaded: Loader, store_url: str) -> None:
    loaded(on=MAY)
    loaded(
        {
            "household_changes": [builders.change("H4", "2016-06-01", "脱贫")],
            "village_changes": [builders.village_change(CENTRE, "2016-06-20", "返贫")],
            "allocations": [builders.allocation("W9", "X1")],
        },
        on=JUNE,
    )
    withdraw(store_url, "2")
    found = sides(store_url, (JUNE, 2), (JUNE, 3))
    holds(found)
    assert by_figure(found)["villages.exited"].added == 1
    assert by_figure(found)["people.poor"].added == 1
    assert by_figure(found)["funds.allocated"].removed == 80_000


def test_a_first_change_that_came_late_tells_how_the_household_stood_before_it(loaded: Loader, store_url: str) -> None:
    loaded(on=MAY)
    late = [builders.change("H1", "2016-01-01", "新识别"), builders.change("H1", "2016-01-07", "脱贫")]
    loaded({"household_changes": late}, on=JUNE)
    found = sides(store_url, (BASE, 1), (JUNE, 2))
    holds(found)
    terms = {(term.step, term.kind): (term.added, term.removed) for term in by_figure(found)["people.poor"].terms}
    assert terms["corrected", "removed"] == (0, 2)


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["H1", "H2", "H3", "H4"]),
        st.dates(date(2016, 1, 1), JUNE),
        st.sampled_from(["脱贫", "返贫", "清退", "新识别", "自然增加", "自然减少"]),
        st.sampled_from(["R001", "R002", "R003", "R004", "R007"]),
    ),
    max_size=8,
)
HOMES = st.dictionaries(st.sampled_from(["H1", "H2", "H3", "H4"]), st.sampled_from([SOUTH, SOUTH_2, CENTRE, NORTH]))
MONEY = st.dictionaries(st.sampled_from(["P1", "P2", "P3", "P8"]), st.integers(-9_999, 99_999))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES, homes=HOMES, money=MONEY, day=st.sampled_from([BASE, JANUARY, MARCH, MAY]))
def test_whatever_is_corrected_the_law_holds(
    empty_store: Path,
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[tuple[str, date, str, str]],
    homes: dict[str, str],
    money: dict[str, int],
    day: date,
) -> None:
    folder = tmp_path_factory.mktemp("law")
    url = fresh_store(empty_store, folder / "store")
    deliver(url, folder / "one", builders.county(), on=MAY)
    correction: builders.Delivery = {
        "household_changes": [
            builders.change(no, when.isoformat(), kind, **({"人编号": who} if kind.startswith("自然") else {}))
            for no, when, kind, who in changes
        ],
        "households": [builders.household(no, code) for no, code in homes.items()],
        "disbursements": [
            builders.disbursement(no, "X2", **{"拨付金额(元)": yuan, "村编码": SOUTH}) for no, yuan in money.items()
        ],
        "teams": [builders.team("D7", NORTH)],
    }
    deliver(url, folder / "two", correction, on=JUNE)
    assert holds(sides(url, (day, 1), (JUNE, 2))) >= len(HELD)
    assert holds(sides(url, (day, 2), (JUNE, 2))) >= len(HELD)


def test_every_figure_held_is_one_of_the_registry() -> None:
    assert len(set(HELD)) == len(HELD) == 13
