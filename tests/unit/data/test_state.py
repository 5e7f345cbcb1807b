"""The daily changes against a model that asks every person on every day, and the flow against the stock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import state
from data.schema import CAUSE_DAY_MEASURES, VILLAGE_DAY_MEASURES
from data.state import Household, daily_changes

START = date(2015, 12, 28)
DAYS = [START + timedelta(days=at) for at in range(14)]
BASELINE = date(2015, 12, 31)
TRAITS = ("paired_households", "unsafe_water_households", "farmland_hundredths_mu", "farmland_members")
FOLLOWS = {
    "poor": {"脱贫": "out", "清退": "removed"},
    "out": {"返贫": "poor", "清退": "removed"},
    "removed": {"新识别": "poor"},
}


@dataclass(frozen=True, slots=True)
class Home:
    """A made-up household: its changes are possible ones, its movers joined or left on the days given."""

    village: str
    identified_on: date | None
    newly: bool
    changes: tuple[tuple[date, str], ...]
    settled: int
    movers: tuple[tuple[date | None, date | None], ...]
    traits: tuple[int, int, int, int]
    cause: str


@st.composite
def homes(draw: st.DrawFn) -> Home:
    newly = draw(st.booleans())
    identified_on = draw(st.none() | st.sampled_from(DAYS[:8]))
    days = sorted(draw(st.lists(st.sampled_from(DAYS), max_size=5)))
    changes: list[tuple[date, str]] = []
    now = "poor"
    if newly:
        changes.append((days.pop(0) if days else DAYS[3], "新识别"))
    else:
        days = [day for day in days if day >= (identified_on or BASELINE)]
    for day in days:
        # a household that was never newly identified is not identified again: that is what makes it begin poor
        choices = sorted(kind for kind in FOLLOWS[now] if newly or kind != "新识别")
        if choices:
            kind = draw(st.sampled_from(choices))
            changes.append((day, kind))
            now = FOLLOWS[now][kind]
    moving = st.tuples(st.none() | st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS)).filter(any)
    return Home(
        village=draw(st.sampled_from(("甲", "乙"))),
        identified_on=identified_on,
        newly=newly,
        changes=tuple(changes),
        settled=draw(st.integers(0, 4)),
        movers=tuple(draw(st.lists(moving, max_size=3))),
        traits=draw(st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 900), st.integers(0, 5))),
        cause=draw(st.sampled_from(("因病", "因学"))),
    )


def state_at(home: Home, day: date) -> tuple[str | None, str | None]:
    """State of the household at the day's end, and its last change."""
    done = [kind for on, kind in home.changes if on <= day]
    if done:
        last = done[-1]
        return {"新识别": "poor", "返贫": "poor", "脱贫": "out", "清退": "removed"}[last], last
    if home.newly or day < (home.identified_on or BASELINE):
        return None, None
    return "poor", None


def people_at(home: Home, day: date) -> int:
    gone = sum(
        (left is not None and left <= day) or (joined is not None and joined > day) for joined, left in home.movers
    )
    return home.settled + len(home.movers) - gone


def asked(people: list[Home], village: str, day: date) -> dict[str, int]:
    """The stocks at the day's end, by asking every household."""
    found = {name: 0 for name in VILLAGE_DAY_MEASURES if not name.endswith("_flow")}
    for home in people:
        now, last = state_at(home, day)
        if home.village != village or now in (None, "removed"):
            continue
        count = people_at(home, day)
        wanted = {"registered": True, "poor": now == "poor", "out": now == "out", "returned": last == "返贫"}
        for name, holds in wanted.items():
            found[f"{name}_people"] += count * holds
            found[f"{name}_households"] += holds
        for name, trait in zip(TRAITS, home.traits, strict=True):
            found[name] += trait
    return found


def asked_by_cause(people: list[Home], village: str, cause: str, day: date) -> dict[str, int]:
    """The poor and returned of a cause at the day's end, by asking every household."""
    of_cause = [home for home in people if home.cause == cause]
    stocks = asked(of_cause, village, day)
    return {name: stocks[name] for name in CAUSE_DAY_MEASURES}


def days_of(people: list[Home]) -> state.Days:
    households, changes, stays = [], {}, {}
    for at, home in enumerate(people):
        no = f"H{at}"
        count = home.settled + len(home.movers)
        households.append(Household(no, home.village, home.identified_on, count, home.cause, home.traits))
        changes[no] = list(home.changes)
        stays[no] = [(joined or date.min, left or date.max) for joined, left in home.movers]
    return daily_changes(households, changes, stays)


def summed(people: list[Home]) -> Callable[[str, date], dict[str, int]]:
    rows = days_of(people).villages

    def at_end_of(village: str, day: date) -> dict[str, int]:
        parts = [row for (code, on), row in rows.items() if code == village and on <= day]
        return {name: sum(row[at] for row in parts) for at, name in enumerate(VILLAGE_DAY_MEASURES)}

    return at_end_of


@given(st.lists(homes(), max_size=6))
@settings(max_examples=120, deadline=None)
def test_every_stock_on_every_day_is_what_asking_everyone_gives(people: list[Home]) -> None:
    at_end_of = summed(people)
    for village in ("甲", "乙"):
        for day in DAYS:
            stocks = {name: value for name, value in at_end_of(village, day).items() if not name.endswith("_flow")}
            assert stocks == asked(people, village, day)


@given(st.lists(homes(), max_size=6))
@settings(max_examples=80, deadline=None)
def test_every_cause_on_every_day_is_what_asking_everyone_gives(people: list[Home]) -> None:
    causes = days_of(people).causes
    for village, cause, day in ((v, c, d) for v in ("甲", "乙") for c in ("因病", "因学") for d in DAYS):
        rows = [row for (code, why, on), row in causes.items() if (code, why) == (village, cause) and on <= day]
        got = {name: sum(row[at] for row in rows) for at, name in enumerate(CAUSE_DAY_MEASURES)}
        assert got == asked_by_cause(people, village, cause, day)


@given(st.lists(homes(), max_size=6), st.sampled_from(DAYS), st.sampled_from(DAYS))
@settings(max_examples=120, deadline=None)
def test_the_flow_gives_the_stock_from_any_baseline(people: list[Home], one: date, other: date) -> None:
    at_end_of = summed(people)
    before, after = (at_end_of("甲", day) for day in sorted((one, other)))
    flow = {name: after[name] - before[name] for name in VILLAGE_DAY_MEASURES if name.endswith("_flow")}
    came = flow["identified_flow"] + flow["returned_flow"] + flow["increase_flow"]
    went = flow["out_flow"] + flow["removed_flow"] + flow["decrease_flow"]
    assert before["poor_people"] + came - went == after["poor_people"]
    assert min(flow.values(), default=0) >= 0


def one_household(
    *changes: tuple[str, str], stays: list[tuple[date, date]] | None = None, people: int = 3
) -> dict[str, int]:
    events = {"H": [(date.fromisoformat(day), kind) for day, kind in changes]}
    rows = daily_changes(
        [Household("H", "甲", None, people, "因病", (1, 0, 0, 0))], events, {"H": stays or []}
    ).villages
    return {name: sum(row[at] for row in rows.values()) for at, name in enumerate(VILLAGE_DAY_MEASURES)}


def test_a_household_moves_out_and_returns() -> None:
    found = one_household(("2016-01-01", "脱贫"), ("2016-02-01", "返贫"))
    assert (found["poor_people"], found["returned_people"], found["out_people"]) == (3, 3, 0)
    assert (found["identified_flow"], found["out_flow"], found["returned_flow"]) == (3, 3, 3)


def test_those_out_who_are_removed_were_no_poor_people_any_more() -> None:
    found = one_household(("2016-01-01", "脱贫"), ("2016-02-01", "清退"))
    assert (found["out_flow"], found["removed_flow"], found["registered_people"]) == (3, 0, 0)


def test_a_child_born_after_its_household_moved_out_was_never_poor() -> None:
    found = one_household(("2016-01-01", "脱贫"), stays=[(date(2016, 3, 1), date.max)])
    assert (found["out_people"], found["out_flow"], found["increase_flow"]) == (3, 2, 0)


def test_one_who_left_before_joining_is_never_counted() -> None:
    assert one_household(stays=[(date(2016, 3, 1), date(2016, 2, 1))])["registered_people"] == 2


def test_the_days_without_any_change_are_left_out() -> None:
    assert len(daily_changes([Household("H", "甲", None, 2, "因病", (0, 0, 0, 0))], {}, {}).villages) == 1
    assert daily_changes([], {}, {}) == state.Days({}, {})


@pytest.mark.parametrize(
    ("before", "after"), [(None, "新识别"), ("新识别", "脱贫"), ("脱贫", "返贫"), ("返贫", "清退"), ("清退", "新识别")]
)
def test_what_may_follow(before: str | None, after: str) -> None:
    assert state.may_follow(before, after)
    assert not state.may_follow(after, after)


def test_the_state_before_the_first_change() -> None:
    assert state.starting_state("脱贫") == "新识别"
    assert state.starting_state("新识别") is None
