"""Rules about places as a whole: more poor people than the plan line allows (慢于计划)."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from dashboard.metrics.arithmetic import plan_line, ratio
from dashboard.queries.figures import deadline
from dashboard.queries.findings.model import Evidence, Hit, Outcome, Subject
from dashboard.queries.reading import Reading, edition_note
from dashboard.queries.registry import village_counts
from dashboard.queries.status import baseline_day
from dashboard.queries.villages import Village, has_rows, villages
from data.rules import holds, rule

POOR = "people.poor"


def over_plan(poor: float, plan: float) -> tuple[Evidence, ...]:
    """Return the evidence of a place over its plan line."""
    return (
        Evidence("poor", poor, POOR),
        Evidence("plan", plan, POOR, figure="exit.plan"),
        Evidence("gap", poor - plan, POOR, figure="exit.over_plan"),
    )


def county_over_plan(reading: Reading, as_of: date) -> Outcome:
    """Return the county where it is over its plan line."""
    county = Subject("county", "county", edition_note(reading).county_name)
    return _over_plan(reading, as_of, lambda _: county)


def zones_over_plan(reading: Reading, as_of: date) -> Outcome:
    """Return the zones (片区) over their plan line."""
    return _over_plan(reading, as_of, lambda v: Subject("zone", v.zone, v.zone, zone=v.zone) if v.zone else None)


def towns_over_plan(reading: Reading, as_of: date) -> Outcome:
    """Return the towns (乡镇) over their plan line."""
    return _over_plan(reading, as_of, _town_of)


def _town_of(village: Village) -> Subject:
    return Subject("town", village.town_code, village.town_name, town=village.town_code, zone=village.zone)


def _over_plan(reading: Reading, as_of: date, place_of: Callable[[Village], Subject | None]) -> Outcome:
    if not has_rows(reading, "household_changes"):
        return Outcome("places", 0)
    start, tolerated = baseline_day(as_of), rule("finding.on_plan_within", as_of)
    now, then = village_counts(reading, as_of), village_counts(reading, start)
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    subjects: dict[str, Subject] = {}
    for village in villages(reading):
        place = place_of(village)
        if place is None:
            continue
        subjects.setdefault(place.key, place)
        for at, counts in enumerate((now, then)):
            sums[place.key][at] += counts[village.code]["poor_people"] if village.code in counts else 0
    found = []
    for key, (poor, base) in sums.items():
        plan = plan_line(base, as_of, start=start, deadline=deadline(as_of))
        over = ratio(poor - plan, base)
        if over is not None and over > 0 and not holds(tolerated, over):
            found.append(Hit(subjects[key], "over_plan", over_plan(poor, plan), weight=poor - plan))
    return Outcome("places", sum(1 for _, base in sums.values() if base), tuple(found))
