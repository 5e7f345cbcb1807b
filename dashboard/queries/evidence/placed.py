"""Figures of a place as pages print them: what the county's rows by place add up to there (分片区、乡镇取数).

A page of the whole county has read these groups already; a filter then asks the store for nothing more.
"""

from dashboard.opened import Opened
from dashboard.queries.evidence.lacking import lacking
from dashboard.queries.evidence.listing import combined, evidence_of, figure_value, places_of, term_value
from dashboard.queries.evidence.model import PLACES
from dashboard.queries.figures import Value
from dashboard.queries.reading import Reading


def value_at_place(reading: Reading, opened: Opened) -> Value:
    """Return what ``value_from_rows`` does."""
    evidence = evidence_of(reading, opened)
    if lacking(reading, opened.metric, evidence):
        return None
    return combined(opened, evidence, tuple(_term(reading, opened, at) for at in range(len(evidence.terms))))


def placed_value(reading: Reading, opened: Opened) -> Value:
    """Return what ``figure_value`` does; ``opened`` must name its day."""
    return figure_value(reading, opened, from_rows=value_at_place)


def _term(reading: Reading, opened: Opened, at: int) -> float:
    term = evidence_of(reading, opened).terms[at]
    placing = term.rows.placing
    # One village is found by its index sooner than all of them are added up.
    if placing is None or not opened.conditions.keys() & set(PLACES) or "village" in opened.conditions:
        return term_value(reading, opened, at)
    if term.counts_groups and placing.column is not term.rows.group:
        return term_value(reading, opened, at)
    county = Opened(opened.metric, tuple(each for each in opened.where if each[0] not in PLACES), opened.as_of)
    here = [group.value for group in places_of(reading, county, at) if placing.holds(group.key)]
    return len(here) if term.counts_groups else sum(here)
