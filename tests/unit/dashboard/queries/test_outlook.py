"""Which wording a day calls for: every branch of the finding has a day that reaches it."""

from datetime import date
from typing import get_args

import pytest

from dashboard.metrics.arithmetic import plan_line, projected_left, required_pace
from dashboard.queries.outlook import Branch, branch_of, can_project, outlook
from dashboard.queries.progress import BurnDown, Scope
from tests.conftest import Loader, reading_of

START, END = date(2015, 12, 31), date(2016, 12, 31)
JUNE, JANUARY = date(2016, 6, 30), date(2016, 1, 31)


def burn(now: int, *, on: date = JUNE, pace: float | None = 10.0, baseline: int = 1000) -> BurnDown:
    return BurnDown(
        as_of=on,
        start=START,
        deadline=END,
        days=(START, on) if on > START else (START,),
        poor=(baseline, now) if on > START else (now,),
        baseline=baseline,
        plan_now=plan_line(baseline, on, start=START, deadline=END),
        required=required_pace(now, on, deadline=END),
        actual=pace,
        projected=projected_left(now, pace, as_of=on, deadline=END),
    )


CASES: list[tuple[Branch, BurnDown, dict[str, object]]] = [
    ("not_reported", burn(500), {"known": False}),
    ("no_people", burn(0, baseline=0), {"registered": 0}),
    ("no_month_ends", burn(1000, on=START), {}),
    ("no_changes", burn(1000), {"has_changes": False}),
    ("past_left", burn(7, on=date(2017, 3, 31)), {}),
    ("past_left", burn(7, on=END), {}),
    ("past_clear", burn(0, on=END), {}),
    ("cleared", burn(0), {}),
    ("ahead_early", burn(800, on=JANUARY), {}),
    ("ahead_short", burn(400, pace=10.0), {}),
    ("ahead_reaching", burn(400, pace=100.0), {}),
    ("on_plan_early", burn(915, on=JANUARY), {}),
    ("on_plan_short", burn(510, pace=10.0), {}),
    ("on_plan_reaching", burn(510, pace=100.0), {}),
    ("behind_early", burn(990, on=JANUARY), {}),
    ("behind_short", burn(600, pace=10.0), {}),
    ("behind_reaching", burn(600, pace=200.0), {}),
]


@pytest.mark.parametrize(("expected", "given", "other"), CASES)
def test_branch(expected: Branch, given: BurnDown, other: dict[str, bool]) -> None:
    facts = {"known": True, "registered": 1000, "has_changes": True} | other
    assert branch_of(given, **facts) == expected  # type: ignore[arg-type]


def test_every_branch_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(get_args(Branch))


@pytest.mark.parametrize(("day", "expected"), [(date(2016, 3, 30), False), (date(2016, 3, 31), True), (JUNE, True)])
def test_a_pace_is_carried_on_only_when_it_lies_after_the_baseline(day: date, expected: bool) -> None:
    assert can_project(burn(500, on=day)) is expected


def test_outlook_of_a_store(loaded: Loader, store_url: str) -> None:
    loaded()
    found = outlook(reading_of(store_url), Scope(), JUNE)
    # Of four people at the baseline two moved out, one left by death; three came in: four are poor.
    assert (found.burn.baseline, found.burn.now, found.out) == (4, 4, 2)
    assert found.plan_now == 2
    assert found.over_plan == 2
    assert (found.days_passed, found.days_left) == (182, 184)
    assert found.time_share == pytest.approx(182 / 366)
    assert found.out_share == pytest.approx(2 / 6)
    assert found.branch.startswith("behind")
    assert found.is_behind


def test_a_month_not_reported_is_not_judged(loaded: Loader, store_url: str) -> None:
    loaded()
    found = outlook(reading_of(store_url), Scope(), date(2016, 9, 30), known=False)
    assert found.branch == "not_reported"
    assert not found.is_behind
