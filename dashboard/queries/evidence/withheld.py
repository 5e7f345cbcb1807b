"""Groups of rows withheld by the rule of small numbers (小样本不公开): few by cause, care, age or health."""

from functools import lru_cache

from dashboard.metrics.disclosure import Suppressed, disclose, is_protected, small_count_limit
from dashboard.metrics.registry import metric
from dashboard.opened import Opened
from dashboard.queries.evidence.listing import evidence_of, groups_of
from dashboard.queries.reading import CACHED, Reading

NOTHING: frozenset[str] = frozenset()


def is_sensitive(opened: Opened, like: str | None = None) -> bool:
    """Return whether a figure, or a term of it counted like another one, is protected by itself or by its cause."""
    return "cause" in opened.conditions or is_protected(metric(like or opened.metric))


@lru_cache(maxsize=CACHED)
def withheld_groups(reading: Reading, opened: Opened, at: int) -> frozenset[str]:
    """Return the keys of the groups of the figure's term number ``at`` whose count and rows may not be shown."""
    term = evidence_of(reading, opened).terms[at]
    if term.rows.grouping != "village" or opened.as_of is None or not is_sensitive(opened, term.like):
        return NOTHING
    limit = small_count_limit(opened.as_of)
    shown = {
        group.key: disclose(int(group.value), area="village", sees_households=False, limit=limit)
        for group in groups_of(reading, opened, at)
    }
    return frozenset(key for key, value in shown.items() if isinstance(value, Suppressed))
