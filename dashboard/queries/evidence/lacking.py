"""Which registers a figure lacks (缺少台账): a figure whose register was never loaded is no data, never 0."""

from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import Evidence
from dashboard.queries.reading import Reading
from dashboard.queries.villages import has_rows
from data.registers import load_registers

CHANGES = "household_changes"
"""Without any change on record everybody is as first identified: only a count of changes needs the register."""
ANY_OF_THEM = frozenset(
    {
        "villages.with_team", "villages.without_team", "villages.near", "villages.moving", "villages.behind",
        "villages.in_class", "logic.hits", "logic.examined",
    }
)  # fmt: skip
"""Figures told from what there is of their registers; what they need is checked where their rows are chosen."""


def lacking(reading: Reading, figure: str, evidence: Evidence) -> tuple[str, ...]:
    """Return the registers without which the figure is not known and that were never loaded; a register names itself.

    They are the registers its rows come from, and those its definition names.
    """
    named = () if figure in ANY_OF_THEM else metric(figure).sources
    needed = {term.rows.kind for term in evidence.terms} | (set(named) - {CHANGES})
    return tuple(kind for kind in load_registers() if kind in needed and not has_rows(reading, kind))
