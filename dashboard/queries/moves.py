"""Entries and exits by month (进出): changes of households and people as the ledger of changes tells them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from sqlalchemy import and_, func, select

from dashboard.metrics.arithmetic import month_ends
from dashboard.metrics.moves import TERMS
from dashboard.queries.progress import Scope, scope_villages
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.status import baseline_day
from data.schema import COUNTY_CODE, facts, in_edition
from data.state import DECREASE, IDENTIFIED, INCREASE, OUT, REMOVED, RETURNED

CHANGES: Mapping[str, str] = MappingProxyType(
    {
        "identified": IDENTIFIED,
        "out": OUT,
        "returned": RETURNED,
        "removed": REMOVED,
        "increase": INCREASE,
        "decrease": DECREASE,
    }
)
"""The change (变动类型) of the ledger that each figure counts."""
NAMES = tuple(name for name, _, _ in TERMS)


@dataclass(frozen=True, slots=True)
class Moves:
    """The changes of a month up to its end (or of several), by kind: households, for natural changes people."""

    month_end: date
    counts: Mapping[str, int]


@lru_cache(maxsize=CACHED)
def changes_by_day(reading: Reading) -> Mapping[tuple[str, date, str], int]:
    """Return the number of changes by village code, day and kind."""
    change, household = facts["household_changes"], facts["households"]
    c, h = change.c, household.c
    home = and_(h.county_code == COUNTY_CODE, h.household_no == c.household_no, in_edition(household, reading.edition))
    columns = (h.village_code, c.changed_on, c.change_type)
    wanted = select(*columns, func.count()).select_from(change.join(household, home))
    rows = reading.rows(wanted.where(in_edition(change, reading.edition)).group_by(*columns))
    names = {kind: name for name, kind in CHANGES.items()}
    return MappingProxyType({(code, day, names[kind]): count for code, day, kind, count in rows})


def changes_between(reading: Reading, since: date, until: date) -> Iterator[tuple[str, str, int]]:
    """Yield (village code, kind, count) of the changes after ``since`` up to ``until``."""
    for (code, day, name), count in changes_by_day(reading).items():
        if since < day <= until:
            yield code, name, count


@lru_cache(maxsize=CACHED)
def monthly_moves(reading: Reading, scope: Scope, as_of: date) -> tuple[Moves, ...]:
    """Return the changes of each month since the baseline; a begun month up to the day."""
    days = month_ends(baseline_day(as_of), as_of)
    days = days if days and days[-1] == as_of else (*days, as_of)
    codes = {village.code for village in scope_villages(reading, scope)}
    found = []
    for since, until in pairwise(days):
        counted = Counter[str]()
        for code, name, count in changes_between(reading, since, until):
            counted[name] += count if code in codes else 0
        found.append(Moves(until, MappingProxyType({name: counted[name] for name in NAMES})))
    return tuple(found)


def moves_total(months: Sequence[Moves]) -> Mapping[str, int]:
    """Return the changes of several months together, by kind."""
    return MappingProxyType({name: sum(month.counts[name] for month in months) for name in NAMES})
