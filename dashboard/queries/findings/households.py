"""Rules about poor households: back in poverty, without a responsible cadre (不脱贫不脱钩)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import select

from dashboard.queries.findings.model import Evidence, Hit, Outcome, Subject
from dashboard.queries.findings.villages import NO_COUNTS, subject_of
from dashboard.queries.histories import household_changes, people_in, stays_of
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.registry import any_household_says, village_counts
from dashboard.queries.returns import returns
from dashboard.queries.villages import Village, has_rows, villages
from data.schema import facts, in_edition
from data.state import IDENTIFIED, RETURNED, Event, events_of

MOST_RETURNS = 300
"""Returns looked at by themselves, the latest; what lies before is counted."""
POOR_STATES = frozenset({IDENTIFIED, RETURNED})


def returned(reading: Reading, as_of: date) -> Outcome:
    """Return the households back in poverty that have not moved out again (返贫未脱), by masked name of the head."""
    if not has_rows(reading, "household_changes"):
        return Outcome("households", 0)
    ever, hits = _ever_returned(reading), []
    changes, people = household_changes(reading, tuple(ever)), people_in(stays_of(reading, tuple(ever)), as_of)
    for number, (head, village) in ever.items():
        so_far = [change for change in changes[number] if change.changed_on <= as_of]
        if so_far and so_far[-1].change_type == RETURNED:
            place, day, count = subject_of(village), so_far[-1].changed_on, people.get(number, 0)
            subject = Subject("household", number, head, place.village, place.town, place.zone)
            told = (Evidence("day", day), Evidence("gap", count, "people.returned"))
            hits.append(Hit(subject, "returned", told, weight=count, since=day))
    counts = village_counts(reading, as_of).values()
    still = sum(mine["returned_households"] for mine in counts)
    moved = sum(mine["out_households"] for mine in counts) + still
    return Outcome("households", moved, tuple(hits), left_out=max(0, still - len(hits)))


@lru_cache(maxsize=CACHED)
def _ever_returned(reading: Reading) -> Mapping[str, tuple[str, Village]]:
    """Return the households that ever returned to poverty: the masked name of the head, the village."""
    latest = returns(reading, Scope(), date.max, limit=MOST_RETURNS).latest
    found = {each.household_no: (each.head_name or "", each.village) for each in latest}
    return MappingProxyType(dict(sorted(found.items())))


def no_helper(reading: Reading, as_of: date) -> Outcome:
    """Return the villages with poor households for which no responsible cadre (帮扶责任人) is on record."""
    if not any_household_says(reading, "helper_name"):
        return Outcome("households", 0)
    counts = village_counts(reading, as_of)
    alone = Counter(each.village_code for each in _without_helper(reading) if each.is_poor(as_of))
    hits = []
    for village in villages(reading):
        if not alone[village.code]:
            continue
        poor = counts.get(village.code, NO_COUNTS)["poor_households"]
        lonely = Evidence("gap", alone[village.code], "households.poor", figure="households.poor_unpaired")
        told = (Evidence("poor", poor, "households.poor"), lonely)
        hits.append(Hit(subject_of(village), "no_helper", told, weight=alone[village.code]))
    return Outcome("households", sum(mine["poor_households"] for mine in counts.values()), tuple(hits))


@dataclass(frozen=True, slots=True)
class _Alone:
    """A household without a responsible cadre, and its changes in order."""

    village_code: str
    events: tuple[Event, ...]

    def is_poor(self, as_of: date) -> bool:
        """Return whether it is identified and still poor at the day's end."""
        so_far = [change for day, change in self.events if day <= as_of]
        return bool(so_far) and so_far[-1] in POOR_STATES


@lru_cache(maxsize=CACHED)
def _without_helper(reading: Reading) -> tuple[_Alone, ...]:
    h = facts["households"].c
    wanted = select(h.household_no, h.village_code, h.identified_on)
    alone = reading.rows(wanted.where(in_edition(facts["households"], reading.edition), h.helper_name.is_(None)))
    changes = household_changes(reading, tuple(row[0] for row in alone))
    return tuple(
        _Alone(village, tuple(events_of(first, [(each.changed_on, each.change_type) for each in changes.get(no, ())])))
        for no, village, first in alone
    )
