"""Since when a finding has stood and how it closes: all of it follows from earlier month-ends."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.arithmetic import month_ends
from dashboard.queries.findings import history
from dashboard.queries.findings.history import found
from dashboard.queries.findings.model import Check, Finding, Hit, Outcome, Subject, short_key
from data.rules import rule
from tests import builders
from tests.conftest import Loader, reading_of

DAY = date(2016, 6, 30)
DAYS = month_ends(date(2015, 12, 31), DAY)
RETURN = [builders.change("H1", "2016-01-20", "脱贫"), builders.change("H1", "2016-02-10", "返贫")]
OUT_AGAIN = builders.change("H1", "2016-05-20", "脱贫")


def of_rule(every: tuple[Finding, ...], name: str) -> list[Finding]:
    return [each for each in every if each.rule is not None and each.rule.name == name]


def test_a_cause_that_is_gone_closes_its_finding(loaded: Loader, store_url: str) -> None:
    rows = builders.county()
    loaded({**rows, "household_changes": [*RETURN, OUT_AGAIN]})
    reading = reading_of(store_url)
    april, june = found(reading, date(2016, 4, 30)), found(reading, DAY)
    (open_then,) = of_rule(april.standing, "returned")
    assert (open_then.since, of_rule(april.closed, "returned")) == (date(2016, 2, 10), [])
    assert of_rule(june.standing, "returned") == []
    (gone,) = of_rule(june.closed, "returned")
    assert (gone.key, gone.closed_on, gone.since) == (open_then.key, date(2016, 5, 31), date(2016, 2, 10))


def test_what_a_later_delivery_puts_right_is_closed_by_it(loaded: Loader, store_url: str) -> None:
    home = {"villages": [builders.village(builders.SOUTH)], "households": [builders.household("A")]}
    members = [builders.person("A001", "A"), builders.person("A002", "A", 与户主关系="配偶")]
    loaded({**home, "persons": members[:1]})
    (before,) = of_rule(found(reading_of(store_url), DAY).standing, "logic_member_count")
    loaded({"persons": members}, on=date(2016, 7, 15))
    after = found(reading_of(store_url, 2), DAY)
    assert of_rule(after.standing, "logic_member_count") == []
    (gone,) = of_rule(after.closed, "logic_member_count")
    assert (gone.key, gone.since, gone.closed_on) == (before.key, before.since, date(2016, 7, 15))
    assert of_rule(found(reading_of(store_url, 2), date(2016, 5, 31)).closed, "logic_member_count") == []


def test_a_finding_stands_since_the_first_month_end_in_a_row(loaded: Loader, store_url: str) -> None:
    loaded()
    standing = of_rule(found(reading_of(store_url), DAY).standing, "no_team")
    assert {each.since for each in standing} == {DAYS[0]}
    assert standing


def test_every_rule_says_what_it_examined(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [builders.village(builders.SOUTH)]})
    said = found(reading_of(store_url), DAY)
    assert len(said.rules) == len(history.CHECKS)
    assert sum(each.outcome.has_failed for each in said.rules) == len(history.CHECKS) - 1


def test_keys_are_stable_and_tell_rule_and_subject_apart() -> None:
    assert short_key("a", "village", "1") == short_key("a", "village", "1")
    assert len({short_key("a", "village", "1"), short_key("b", "village", "1"), short_key("a", "village", "2")}) == 3
    assert len(short_key("x")) == 12


@given(st.lists(st.booleans(), min_size=len(DAYS), max_size=len(DAYS)))
def test_open_and_closed_follow_from_the_months_alone(held: list[bool]) -> None:
    policy = rule("finding.no_team", DAY)
    hit = Hit(Subject("village", "1", "甲"), "teams", ())
    check = Check("no_team", lambda _reading, _day: Outcome("villages", 1))
    key = history.key_of(check, hit)
    earlier = [(day, {key: hit} if is_held else {}) for day, is_held in zip(DAYS[:-1], held[:-1], strict=True)]
    now = {key} if held[-1] else set()
    closed = history._closed(earlier, now, policy, DAY)
    if held[-1]:
        assert closed == []
        run = list(reversed(held)).index(False) if False in held else len(held)
        assert history._first(key, earlier, DAY) == DAYS[len(DAYS) - run]
    elif any(held):
        last = max(at for at, is_held in enumerate(held) if is_held)
        (one,) = closed
        assert one.closed_on == DAYS[last + 1]
        assert one.since is not None
        assert one.since <= DAYS[last]
        assert all(held[at] for at in range(DAYS.index(one.since), last + 1))
    else:
        assert closed == []
