"""Cells as they are written into files: text can never be taken for a formula."""

from datetime import date

from dashboard.exports.model import Cell, CellKind, Content, Typed
from dashboard.metrics.disclosure import Suppressed

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings by which a spreadsheet takes a text for a formula."""
MOST_CHARACTERS = 32_767
"""What a cell of a workbook can hold."""


def is_risky(text: str) -> bool:
    """Return whether a spreadsheet would take the text for a formula."""
    return text.startswith(BEGINS_A_FORMULA)


def typed(cell: Cell, kind: CellKind) -> tuple[Content, CellKind]:
    """Return what a cell holds and its kind; a count that is withheld is the words that stand for it."""
    if isinstance(cell, Typed):
        return cell.content, cell.kind
    if isinstance(cell, Suppressed):
        return str(cell), "text"
    return cell, kind


def plain(cell: Cell, kind: CellKind) -> str:
    """Return a cell as it stands in CSV: numbers raw, days in ISO 8601, no data empty, text made harmless."""
    content, _ = typed(cell, kind)
    if content is None:
        return ""
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, str):
        return f"'{content}" if is_risky(content) else content
    return repr(float(content)) if isinstance(content, float) else str(content)
