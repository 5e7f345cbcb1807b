"""The nine exclusions (九不包括) as they stand, edited or not, and who on the register is on a comparison list."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import ColumnElement, func, select

from dashboard.queries.helpers import REGISTERED, state_on
from dashboard.queries.histories import HouseholdChange, homes_of
from dashboard.queries.progress import Scope, scope_villages
from dashboard.queries.reading import CACHED, Reading, in_order
from dashboard.queries.standing import Stay, stays_in
from dashboard.records.exclusions import EXCLUSION, lists_in
from dashboard.records.journal import Entry, Journal, entries, standing
from data.rules import Rule, rules
from data.schema import facts, in_edition
from data.text import Text

_X, _P = facts["crosscheck_hits"], facts["persons"]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One of the nine: its name and clause, the comparison lists (比对来源) held against it.

    ``entry`` holds the user's words that stand instead of the working table's, None for the default.
    """

    key: str
    name: Text
    clause: Text
    lists: tuple[str, ...]
    default: Rule
    entry: Entry | None


@lru_cache(maxsize=CACHED)
def exclusions(journal: Journal) -> tuple[Exclusion, ...]:
    """Return the nine exclusions in order, each as it stands."""
    written = standing(journal, EXCLUSION)
    return tuple(_as_it_stands(each, written.get(each.key)) for each in rules() if each.group == "exclusion")


def default_values(key: str) -> Mapping[str, Text] | None:
    """Return what one of the nine says in the working table, by the fields of an entry; None for no such one."""
    default = next((each for each in rules() if each.key == key), None)
    if default is None:
        return None
    lists = "、".join(_lists(default))
    return {"name": default.label, "clause": default.clause, "lists": Text(lists, lists)}


def _lists(default: Rule) -> tuple[str, ...]:
    return lists_in(default.value if isinstance(default.value, str) else "")


def _as_it_stands(default: Rule, entry: Entry | None) -> Exclusion:
    if entry is None or not entry.content:
        return Exclusion(default.key, default.label, default.clause, _lists(default), default, None)
    name, clause = (Text(entry.content[each], entry.content[each]) for each in ("name", "clause"))
    return Exclusion(default.key, name, clause, lists_in(entry.content["lists"]), default, entry)


def history(journal: Journal, key: str) -> tuple[Entry, ...]:
    """Return what was written about one of the nine, the newest first."""
    return tuple(reversed([each for each in entries(journal, EXCLUSION) if each.key == key]))


def on_list() -> ColumnElement[bool]:
    """Return the condition that an entry of a list is about a person of the register."""
    # The coalesce has the planner go through the people once, not once an entry.
    return _X.c.person_pseudonym == func.coalesce(_P.c.person_pseudonym, "")


def matched(reading: Reading, as_of: date, scope: Scope, name: str | None = None) -> int:
    """Return how many entries, of one list or of all, match a person on the register in a scope."""
    found = matches(reading, as_of)
    each = (found.get(village.code, {}) for village in scope_villages(reading, scope))
    return sum(sum(counts.values()) if name is None else counts.get(name, 0) for counts in each)


@lru_cache(maxsize=CACHED)
def matches(reading: Reading, as_of: date) -> Mapping[str, Mapping[str, int]]:
    """Return how many entries of each list match a person on the register, by village code and list."""
    found: dict[str, Counter[str]] = {}
    for each in _on_lists(reading):
        if each.stay.holds(as_of) and state_on(each.identified_on, each.changes, as_of) in REGISTERED:
            found.setdefault(each.village_code, Counter()).update(each.entries)
    return MappingProxyType({code: MappingProxyType(dict(counts)) for code, counts in found.items()})


@dataclass(frozen=True, slots=True)
class _Listed:
    """A person whom lists name, with the entries by list; the days they belong to a household, and its changes."""

    village_code: str
    identified_on: date | None
    changes: tuple[HouseholdChange, ...]
    stay: Stay
    entries: Counter[str]


@lru_cache(maxsize=CACHED)
def _on_lists(reading: Reading) -> tuple[_Listed, ...]:
    """Return everybody of the edition whom a list names, on the register or not: few, so told person by person."""
    entries: dict[str, Counter[str]] = {}
    wanted = select(_X.c.person_pseudonym, _X.c.source).where(in_edition(_X, reading.edition))
    for pseudonym, source in reading.rows(wanted.where(_X.c.person_pseudonym.is_not(None))):
        entries.setdefault(pseudonym, Counter())[source] += 1
    named = select(_X.c.person_pseudonym).where(in_edition(_X, reading.edition))
    people = select(_P.c.person_no, _P.c.household_no, _P.c.person_pseudonym)
    rows = reading.rows(people.where(in_order(_P, reading.edition), _P.c.person_pseudonym.in_(named)))
    homes = homes_of(reading, tuple(sorted({row[1] for row in rows})))
    stays = stays_in(reading)
    return tuple(
        _Listed(*homes[home], stays.get(who, Stay()), entries[pseudonym])
        for who, home, pseudonym in rows
        if home in homes
    )
