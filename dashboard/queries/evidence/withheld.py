"""Groups of rows withheld by the rule of small numbers (小样本不公开): few by cause, care, age or health."""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Text, cast, func, select

from dashboard.metrics.disclosure import Suppressed, disclose, is_protected, small_count_limit
from dashboard.metrics.formats import Shown
from dashboard.metrics.registry import metric
from dashboard.opened import Opened
from dashboard.queries.evidence.listing import evidence_of, groups_of, key_columns, term_value
from dashboard.queries.reading import CACHED, Reading

NOTHING: frozenset[str] = frozenset()


def is_sensitive(opened: Opened, like: str | None = None) -> bool:
    """Return whether a figure, or a term of it counted like another one, is protected by itself or by its cause."""
    return "cause" in opened.conditions or is_protected(metric(like or opened.metric))


def disclosed(reading: Reading, opened: Opened, value: float | None) -> Shown:
    """Return a figure's value as a reader may see it: a small count by cause or of a sensitive figure is withheld.

    So is a share below town level where one of its terms, or what they differ by, is such a count.
    """
    if value is None or opened.as_of is None or "village" not in opened.conditions:
        return value
    terms = evidence_of(reading, opened).terms
    if not any(is_sensitive(opened, like) for like in (None, *(term.like for term in terms))):
        return value
    counts = [value]
    if metric(opened.metric).kind == "share":
        parts = [term_value(reading, opened, at) for at in range(len(terms))]
        counts = [*parts, abs(parts[-1] - parts[0])]
    limit = small_count_limit(opened.as_of)
    told = (disclose(int(count), area="village", sees_households=False, limit=limit) for count in counts)
    return next((each for each in told if isinstance(each, Suppressed)), value)


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


def is_row_withheld(reading: Reading, opened: Opened, at: int, row: Sequence[str]) -> bool:
    """Return whether a row of the figure's term number ``at`` may not be followed to its cells.

    A key may be typed beside the name of any group, so it is the row's own group that decides; of a figure with groups
    withheld, a row that is not among its rows stays closed too.
    """
    withheld = withheld_groups(reading, opened, at)
    if not withheld:
        return False
    rows = evidence_of(reading, opened).terms[at].rows
    names = key_columns(rows)
    if len(names) != len(row):
        return True
    mine = [cast(rows.table.c[name], Text) == part for name, part in zip(names, row, strict=True)]
    wanted = select(func.coalesce(rows.group, "")).select_from(rows.source).where(rows.condition, *mine)
    groups = {str(group) for (group,) in reading.rows(wanted)}
    return not groups or not groups.isdisjoint(withheld)
