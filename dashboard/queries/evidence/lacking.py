"""Which registers a figure lacks (缺少台账): a figure whose register was never loaded is no data, never 0."""

from functools import lru_cache

from dashboard.metrics import quality
from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import Evidence
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.villages import has_rows
from data.registers import load_registers

CHANGES = "household_changes"
"""Without any change on record everybody is as first identified: only a count of changes needs the register."""
ANY_OF_THEM = frozenset(
    {
        "villages.with_team", "villages.without_team", "villages.near", "villages.moving", "villages.behind",
        "villages.in_class", "logic.hits", "logic.examined", "logic.villages_hit", "flag.total",
        *(each.id for each in (*quality.METRICS, *quality.SCREEN_METRICS)),
    }
)  # fmt: skip
"""Figures told from what there is of their registers; what they need is checked where their rows are chosen."""


def lacking(reading: Reading, figure: str, evidence: Evidence) -> tuple[str, ...]:
    """Return the registers without which the figure is not known and that were never loaded; a register names itself.

    They are the registers its rows come from, and those its definition names.
    """
    needed = {term.rows.kind for term in evidence.terms} | _named(figure)
    return tuple(kind for kind in load_registers() if kind in needed and not has_rows(reading, kind))


@lru_cache(maxsize=CACHED)
def is_untold(reading: Reading, figure: str) -> bool:
    """Return whether a register that the figure's definition names was never loaded: then no page prints a value."""
    return not all(has_rows(reading, kind) for kind in _named(figure))


def _named(figure: str) -> frozenset[str]:
    return frozenset() if figure in ANY_OF_THEM else frozenset(metric(figure).sources) - {CHANGES}
