"""The value of any figure on any day (一日一数): what the API answers."""

from datetime import date
from functools import lru_cache

from dashboard.metrics.registry import HEADLINES
from dashboard.opened import Opened
from dashboard.queries.evidence.listing import figure_value
from dashboard.queries.figures import Value, total_figures
from dashboard.queries.reading import Reading

KEPT = 2048
"""Values kept: all figures of some days, so that a list of them is added up once."""


@lru_cache(maxsize=KEPT)
def daily_value(reading: Reading, figure: str, as_of: date) -> Value:
    """Return a figure of the county at the day's end; None where a register it needs was never loaded.

    One kept ready is read; any other is added up from its rows. Raises NoEvidence for a figure that does not exist.
    """
    if figure in HEADLINES:
        return total_figures(reading, as_of).get(figure)
    return figure_value(reading, Opened.of(figure, as_of=as_of))
