"""The rule of the comparison lists (比对名单): villages with registered people on one of them."""

from datetime import date

from dashboard.queries.exclusions import matches
from dashboard.queries.findings.model import Evidence, Hit, Outcome
from dashboard.queries.findings.villages import subject_of
from dashboard.queries.reading import Reading
from dashboard.queries.registry import village_counts
from dashboard.queries.villages import has_rows, villages

MATCHED = "exclusions.matched"


def listed(reading: Reading, as_of: date) -> Outcome:
    """Return the villages with registered people on a list; without lists nothing is examined."""
    if not has_rows(reading, "crosscheck_hits"):
        return Outcome("people", 0)
    found, hits = matches(reading, as_of), []
    for village in villages(reading):
        count = sum(found.get(village.code, {}).values())
        if count:
            # No condition beside the place: all lists of the village.
            told = (Evidence("listed", count, MATCHED),)
            hits.append(Hit(subject_of(village), "listed_person", told, weight=count))
    examined = sum(each["registered_people"] for each in village_counts(reading, as_of).values())
    return Outcome("people", examined, tuple(hits))
