"""Since when a finding has stood, and which are closed: both follow from the data of earlier month-ends alone.

Nothing is kept of it: a rule is applied again to each month-end; a cause that is gone closes its finding (自动销号).
A rule about rows that bear no month is applied to the edition before instead: what it hit there and hits no longer,
this delivery has put right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from dashboard.metrics.arithmetic import last_month_end, month_ends
from dashboard.queries.findings.catalogue import CHECKS
from dashboard.queries.findings.model import Check, Finding, Hit, Outcome, short_key
from dashboard.queries.reading import CACHED, Reading, edition_before, edition_note
from dashboard.queries.status import baseline_day
from data.rules import Rule

MOST_KEPT = 64
"""Days of which what was found is kept: each holds some hundreds of findings."""


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """A rule of the worklist and what it found on the day."""

    name: str
    rule: Rule
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules say of a day: each rule's outcome, the findings that stand, those whose cause is gone."""

    rules: tuple[RuleOutcome, ...]
    standing: tuple[Finding, ...]
    closed: tuple[Finding, ...]


def key_of(check: Check, hit: Hit) -> str:
    """Return the stable key of a hit."""
    return short_key(check.name, hit.subject.kind, hit.subject.key)


@lru_cache(maxsize=CACHED)
def outcome(reading: Reading, as_of: date, check: Check) -> Outcome:
    """Return what a rule finds on a day."""
    return check.find(reading, as_of)


@lru_cache(maxsize=CACHED)
def _hits(reading: Reading, as_of: date, check: Check) -> Mapping[str, Hit]:
    return MappingProxyType({key_of(check, hit): hit for hit in outcome(reading, as_of, check).hits})


@lru_cache(maxsize=MOST_KEPT)
def found(reading: Reading, as_of: date) -> Found:
    """Return what every rule of the worklist says of a day."""
    days = [day for day in month_ends(baseline_day(as_of), as_of) if day < as_of]
    standing: list[Finding] = []
    closed: list[Finding] = []
    for check in CHECKS:
        earlier = [] if check.is_lasting else [(day, _hits(reading, day, check)) for day in days]
        now, policy = _hits(reading, as_of, check), check.policy(as_of)
        standing += [_standing(key, hit, policy, _first(key, earlier, as_of)) for key, hit in now.items()]
        closed += _closed(earlier, set(now), policy, as_of)
        if check.by_delivery and not outcome(reading, as_of, check).has_failed:
            closed += _put_right(reading, as_of, check, now=set(now))
    rules = tuple(RuleOutcome(each.name, each.policy(as_of), outcome(reading, as_of, each)) for each in CHECKS)
    return Found(rules, tuple(standing), tuple(closed))


def _put_right(reading: Reading, as_of: date, check: Check, *, now: set[str]) -> list[Finding]:
    """Return what the edition before held on its last day and this one holds no longer, closed by its delivery.

    None on a day before that: the screen looks back to when it still stood. Only the edition before is asked, since
    every edition costs a reading of the registers of people.
    """
    before = edition_before(reading)
    last = last_month_end(edition_note(before).delivered_on) if before else None
    if before is None or last is None or last > as_of:
        return []
    policy, closed_on = check.policy(as_of), edition_note(reading).delivered_on
    gone = {key: hit for key, hit in _hits(before, last, check).items() if key not in now}
    severity = policy.severity or "notice"
    return [Finding(key, severity, policy, hit, hit.since or last, closed_on=closed_on) for key, hit in gone.items()]


def _standing(key: str, hit: Hit, policy: Rule, first: date) -> Finding:
    return Finding(key, policy.severity or "notice", policy, hit, hit.since or first)


def _first(key: str, earlier: list[tuple[date, Mapping[str, Hit]]], as_of: date) -> date:
    """Return the first of the month-ends back from the day at each of which the hit held."""
    first = as_of
    for day, hits in reversed(earlier):
        if key not in hits:
            break
        first = day
    return first


def _closed(earlier: list[tuple[date, Mapping[str, Hit]]], now: set[str], policy: Rule, as_of: date) -> list[Finding]:
    """Return what held at an earlier month-end and holds no longer, closed at the month-end after its last."""
    gone: dict[str, Finding] = {}
    next_day = as_of
    for day, hits in reversed(earlier):
        for key, hit in hits.items():
            if key not in now and key not in gone:
                first = _first(key, [each for each in earlier if each[0] < next_day], next_day)
                severity = policy.severity or "notice"
                gone[key] = Finding(key, severity, policy, hit, hit.since or first, closed_on=next_day)
        next_day = day
    return list(gone.values())
