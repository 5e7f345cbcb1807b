"""Since when a finding has stood, and which are closed: both follow from the data of earlier month-ends alone.

Nothing is kept of it: a rule is applied again to each month-end; a cause that is gone closes its finding (自动销号).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from dashboard.metrics.arithmetic import month_ends
from dashboard.queries.findings.catalogue import CHECKS
from dashboard.queries.findings.model import Check, Finding, Hit, Outcome, short_key
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.status import baseline_day
from data.rules import Rule

MOST_KEPT = 64
"""Month-ends of which hits are kept: each holds some hundreds."""


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


@lru_cache(maxsize=MOST_KEPT)
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
    rules = tuple(RuleOutcome(each.name, each.policy(as_of), outcome(reading, as_of, each)) for each in CHECKS)
    return Found(rules, tuple(standing), tuple(closed))


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
