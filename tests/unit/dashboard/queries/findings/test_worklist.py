"""The worklist: the state of a finding follows from its cause first, then from what people wrote."""

from datetime import date

import pytest

from dashboard.queries.findings.worklist import Item, State, gravest, worklist
from dashboard.queries.progress import Scope
from dashboard.queries.reading import Reading
from dashboard.records.findings import AUTHORED, HANDLING, NEW, VERDICT
from dashboard.records.journal import Journal, open_journal, write
from data.engine import app_url
from data.rules import SEVERITIES
from tests import builders
from tests.conftest import Loader, reading_of

DAY = date(2016, 6, 30)


@pytest.fixture
def reading(loaded: Loader, store_url: str) -> Reading:
    changes = [
        builders.change("H1", "2016-01-20", "脱贫"),
        builders.change("H1", "2016-02-10", "返贫"),
        builders.change("H1", "2016-05-20", "脱贫"),
    ]
    loaded({**builders.county(), "household_changes": changes})
    return reading_of(store_url)


def known(url: str) -> Journal:
    return open_journal(app_url(url))


def items(reading: Reading, url: str, *, scope: Scope | None = None, on: date = DAY) -> tuple[Item, ...]:
    return worklist(reading, known(url), scope or Scope(), on).items


def handle(url: str, item: Item, state: str, **other: str) -> None:
    content = {"state": state, "who": "王主任", "due": "", "remark": "", **other}
    write(app_url(url), HANDLING, item.finding.key, content=content, author="李主任")


def again(reading: Reading, url: str, item: Item) -> Item:
    return next(each for each in items(reading, url) if each.finding.key == item.finding.key)


@pytest.mark.parametrize(
    ("given", "due", "state"),
    [
        ("in_hand", "", "in_hand"),
        ("in_hand", "2016-06-30", "in_hand"),
        ("in_hand", "2016-06-29", "overdue"),
        ("open", "2016-06-01", "overdue"),
        ("put_right", "2016-06-01", "put_right"),
        ("not_a_problem", "", "not_a_problem"),
    ],
)
def test_the_state_is_as_handled_and_overdue_by_the_day(
    reading: Reading, store_url: str, given: str, due: str, state: State
) -> None:
    first = items(reading, store_url)[0]
    assert (first.state, first.handler, first.due) == ("open", "", None)
    handle(store_url, first, given, due=due)
    now = again(reading, store_url, first)
    assert (now.state, now.handler) == (state, "王主任")
    assert now.is_standing == (state in {"in_hand", "overdue"})


def test_a_cause_that_is_gone_closes_whatever_was_written(reading: Reading, store_url: str) -> None:
    closed = next(each for each in items(reading, store_url) if each.rule_name == "returned")
    assert closed.state == "closed"
    handle(store_url, closed, "in_hand", due="2016-01-01")
    assert again(reading, store_url, closed).state == "closed"
    before = next(each for each in items(reading, store_url, on=date(2016, 4, 30)) if each.rule_name == "returned")
    assert (before.finding.key, before.state) == (closed.finding.key, "overdue")


def test_a_finding_written_by_hand_is_one_of_the_list(reading: Reading, store_url: str) -> None:
    for what in ("公示牌未更新", "台账缺页"):
        content = {"what": what, "severity": "grave", "village": builders.SOUTH}
        write(app_url(store_url), AUTHORED, NEW, content=content, author="王主任")
    mine = [each for each in items(reading, store_url) if each.rule_name == "authored"]
    assert {each.finding.text for each in mine} == {"公示牌未更新", "台账缺页"}
    assert len({each.finding.key for each in mine}) == 2
    assert [each.rule_name for each in items(reading, store_url, scope=Scope(zone="北部"))].count("authored") == 0
    handle(store_url, mine[0], "put_right")
    assert again(reading, store_url, mine[0]).state == "put_right"


def test_verdicts_pass_from_level_to_level(reading: Reading, store_url: str) -> None:
    item = items(reading, store_url)[0]
    awaited = [item.awaited]
    for level in ("village", "town", "county"):
        content = {"level": level, "verdict": "upheld", "remark": ""}
        write(app_url(store_url), VERDICT, item.finding.key, content=content, author="李")
        awaited.append(again(reading, store_url, item).awaited)
    assert awaited == ["village", "town", "county", None]


def test_the_list_runs_from_the_gravest_and_a_scope_keeps_its_own(reading: Reading, store_url: str) -> None:
    every = items(reading, store_url)
    ranks = [(not each.is_standing, SEVERITIES.index(each.finding.severity)) for each in every]
    assert ranks == sorted(ranks)
    north = items(reading, store_url, scope=Scope(zone="北部"))
    assert north
    assert {each.finding.hit.subject.zone for each in north} == {"北部"}


def test_the_gravest_are_of_different_rules_first(reading: Reading, store_url: str) -> None:
    listed = worklist(reading, known(store_url), Scope(), DAY)
    shown = gravest(listed, limit=4)
    assert len({each.rule_name for each in shown}) == len(shown) == 4
    assert all(each.is_standing for each in shown)
