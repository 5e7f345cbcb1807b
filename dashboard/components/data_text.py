"""Words and counts that the parts of the page of data share."""

from dashboard.components.table import Column
from dashboard.components.text import Child, accent
from dashboard.i18n import t
from dashboard.metrics.formats import format_number
from dashboard.queries.deliveries import Counts
from data.schema import COUNTS
from data.text import Locale

COUNT_NAMES = COUNTS
"""Counts of rows in the order shown: read, then what became of them."""


def count_heads(language: Locale) -> list[Column]:
    """Return the heads of the counts of rows and of the check that they balance."""
    heads = [Column(t(language, f"data.count_{name}"), "right") for name in COUNT_NAMES]
    return [*heads, Column(t(language, "data.count_balance"), "center", title=t(language, "data.count_balance_title"))]


def balance(language: Locale, counts: Counts) -> Child:
    """Return ✓ where every row read is accounted for, else how many rows are missing or too many."""
    if counts.balances:
        return "✓"
    return accent(t(language, "data.unbalanced", rows=format_number(counts.rows_read - counts.accounted)))
