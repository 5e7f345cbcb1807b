"""The worklist (督办清单): every finding with what people wrote about it, and the state that follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, get_args

from dashboard.queries.findings.catalogue import CHECKS
from dashboard.queries.findings.history import Found, RuleOutcome, found
from dashboard.queries.findings.model import Finding, Hit, Subject, short_key
from dashboard.queries.findings.villages import subject_of
from dashboard.queries.progress import Scope
from dashboard.queries.reading import Reading, edition_note
from dashboard.queries.villages import villages
from dashboard.records.findings import AUTHORED, HANDLING, LEVELS, VERDICT, Level, turn
from dashboard.records.journal import Entry, Journal, entries, standing
from data.rules import SEVERITIES, Severity

State = Literal["open", "in_hand", "overdue", "put_right", "not_a_problem", "closed"]
STATES: tuple[State, ...] = get_args(State)
STANDING: frozenset[State] = frozenset({"open", "in_hand", "overdue"})
"""States in which something is still to be done."""
AUTHORED_BY_HAND = "authored"
"""Stands for the rule of a finding that a person wrote."""
MOST_KEPT = 64
_RULE_ORDER = {check.name: at for at, check in enumerate(CHECKS)}


@dataclass(frozen=True, slots=True)
class Item:
    """A finding and its state. ``handling`` is the entry that stands, ``verdicts`` all of them, the oldest first.

    The state is ``closed`` wherever the cause is gone, whatever was written; else as handled; ``overdue`` where it
    was to be done by a day that has passed.
    """

    finding: Finding
    state: State
    handling: Entry | None
    verdicts: tuple[Entry, ...]

    @property
    def rule_name(self) -> str:
        """Name of the rule, ``authored`` for a finding that a person wrote."""
        policy = self.finding.rule
        return policy.name if policy else AUTHORED_BY_HAND

    @property
    def handler(self) -> str:
        """Who handles it; empty while nobody does."""
        return self.handling.content["who"] if self.handling else ""

    @property
    def due(self) -> date | None:
        """Day by which it is to be done; None without one."""
        text = self.handling.content["due"] if self.handling else ""
        return date.fromisoformat(text) if text else None

    @property
    def awaited(self) -> Level | None:
        """The level whose verdict is awaited (待审核层级); None when all have spoken."""
        at = turn([entry.content for entry in self.verdicts])
        return LEVELS[at] if at < len(LEVELS) else None

    @property
    def is_standing(self) -> bool:
        """Whether something is still to be done."""
        return self.state in STANDING


@dataclass(frozen=True, slots=True)
class Worklist:
    """All findings of a day in a scope, the gravest first, and what every rule examined in the whole county."""

    items: tuple[Item, ...]
    rules: tuple[RuleOutcome, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings of that severity still stand."""
        return sum(item.is_standing and item.finding.severity == severity for item in self.items)

    @property
    def standing(self) -> tuple[Item, ...]:
        """The findings in which something is still to be done."""
        return tuple(item for item in self.items if item.is_standing)

    @property
    def failed(self) -> tuple[RuleOutcome, ...]:
        """The rules that examined nothing."""
        return tuple(each for each in self.rules if each.outcome.has_failed)

    @property
    def left_out(self) -> int:
        """Hits that are counted but not listed."""
        return sum(each.outcome.left_out for each in self.rules)


@lru_cache(maxsize=MOST_KEPT)
def worklist(reading: Reading, known: Journal, scope: Scope, as_of: date) -> Worklist:
    """Return the worklist of a scope at a day, with the journal as it stood."""
    said, items = _all(reading, known, as_of)
    return Worklist(tuple(item for item in items if _lies_in(scope, item.finding.hit.subject)), said.rules)


@lru_cache(maxsize=MOST_KEPT)
def _all(reading: Reading, known: Journal, as_of: date) -> tuple[Found, tuple[Item, ...]]:
    said, today = found(reading, as_of), max(as_of, _delivered(reading))
    by_hand, verdicts = standing(known, HANDLING), _by_key(entries(known, VERDICT))
    every = [*said.standing, *said.closed, *_authored(reading, known)]
    items = [_item(each, by_hand.get(each.key), verdicts.get(each.key, ()), today) for each in every]
    return said, tuple(sorted(items, key=_order))


def _delivered(reading: Reading) -> date:
    return edition_note(reading).delivered_on


def _item(finding: Finding, handling: Entry | None, verdicts: Sequence[Entry], today: date) -> Item:
    return Item(finding, _state(finding, handling, today), handling, tuple(verdicts))


def _state(finding: Finding, handling: Entry | None, today: date) -> State:
    if finding.closed_on is not None:
        return "closed"
    if handling is None:
        return "open"
    due, given = handling.content["due"], handling.content["state"]
    if given in STANDING and due and date.fromisoformat(due) < today:
        return "overdue"
    return next(state for state in STATES if state == given)


def _order(item: Item) -> tuple[bool, int, int, float, str]:
    """Return the place in the list: what stands first, by severity, by the rules' order, the heaviest first."""
    finding = item.finding
    gravity = SEVERITIES.index(finding.severity)
    return not item.is_standing, gravity, _RULE_ORDER.get(item.rule_name, -1), -finding.hit.weight, finding.key


def _by_key(every: Sequence[Entry]) -> dict[str, tuple[Entry, ...]]:
    by_key: dict[str, tuple[Entry, ...]] = {}
    for entry in every:
        by_key[entry.key] = (*by_key.get(entry.key, ()), entry)
    return by_key


def _authored(reading: Reading, known: Journal) -> list[Finding]:
    """Return the findings that people wrote, one an entry."""
    places = {village.code: subject_of(village) for village in villages(reading)}
    county = Subject("county", "county", edition_note(reading).county_name)
    made = []
    for entry in entries(known, AUTHORED):
        severity = next(each for each in SEVERITIES if each == entry.content["severity"])
        hit = Hit(places.get(entry.content["village"], county), "authored", (), weight=float(entry.number))
        key, since = short_key(AUTHORED, str(entry.number)), date.fromisoformat(entry.written_at[:10])
        text, author = entry.content["what"], entry.author
        made.append(Finding(key, severity, None, hit, since, text=text, author=author))
    return made


def _lies_in(scope: Scope, subject: Subject) -> bool:
    return scope.zone in (None, subject.zone) and scope.town in (None, subject.town)


def gravest(listed: Worklist, *, limit: int) -> tuple[Item, ...]:
    """Return the findings to be told first: the gravest standing one of each rule, then the rest in order."""
    seen: set[str] = set()
    first: list[Item] = []
    rest: list[Item] = []
    for item in listed.standing:
        (rest if item.rule_name in seen else first).append(item)
        seen.add(item.rule_name)
    first.sort(key=lambda item: SEVERITIES.index(item.finding.severity))
    return tuple([*first, *rest][:limit])
