"""What happens to households can happen, and happens before the delivery."""

from collections import Counter
from itertools import pairwise

from etl.demo.records import DELIVERED, County
from etl.demo.registry import build_registry
from etl.demo.timeline import OUT, POOR, REMOVED, RETURNED, STATE_AFTER, timelines

ALLOWED = {"脱贫": {POOR, RETURNED}, "清退": {POOR, RETURNED, OUT}, "返贫": {OUT}}


def test_every_change_follows_the_state_before(county: County) -> None:
    checked = 0
    for line in timelines(county.households, county.changes):
        state = POOR
        for change in line.changes:
            if change.kind != "新识别":
                assert state in ALLOWED[change.kind]
                checked += 1
            state = STATE_AFTER[change.kind]
    assert checked > 2000


def test_a_household_never_changes_twice_on_a_day(county: County) -> None:
    days = Counter((change.household_no, change.day) for change in county.changes)
    assert max(days.values()) == 1


def test_newly_identified_households_are_identified_on_that_day(county: County) -> None:
    days = {change.household_no: change.day for change in county.changes if change.kind == "新识别"}
    assert len(days) > 100
    assert all(house.identified == days[house.no] for house in county.households if house.no in days)


def test_nothing_happens_after_the_delivery(county: County) -> None:
    days = [change.day for change in county.changes] + [payment.day for payment in county.disbursements]
    days += [measure.day for measure in county.measures] + [check.day for check in county.village_checks]
    days += [day for one in county.projects for day in (one.started, one.finished, one.accepted) if day]
    assert max(days) <= DELIVERED


def test_most_returns_are_for_illness(county: County) -> None:
    reasons = Counter(change.reason for change in county.changes if change.kind == "返贫")
    assert reasons["因病"] > sum(reasons.values()) / 2


def test_natural_changes_name_a_member_of_the_household(county: County) -> None:
    members = {house.no: {person.no for person in house.members} for house in county.households}
    natural = [change for change in county.changes if change.person_no]
    assert natural
    assert all(change.person_no in members[change.household_no] for change in natural)


def test_nobody_removed_changes_again(county: County) -> None:
    for line in timelines(county.households, county.changes):
        for earlier, _ in pairwise(line.changes):
            assert STATE_AFTER[earlier.kind] != REMOVED


def test_scale_multiplies_households(county: County) -> None:
    from_two = build_registry(3, county.villages, scale=1)
    assert 6000 < len(from_two.households) < 6700
