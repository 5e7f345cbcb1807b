"""The rows behind a figure (明细行) as tables: every row of every term with what it adds and where it came from."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard.components.drawer_rows import heading_of, row_cell, weight_head
from dashboard.exports.model import Cell, CellKind, ExportColumn, ExportTable, column
from dashboard.i18n import t
from dashboard.metrics.registry import metric
from dashboard.opened import Opened
from dashboard.queries.evidence.listing import every_row, evidence_of
from dashboard.queries.evidence.model import Term
from dashboard.queries.evidence.origin import origins
from dashboard.queries.evidence.withheld import withheld_groups
from dashboard.queries.screen import Screen

_ORIGIN: tuple[tuple[str, CellKind, int], ...] = (
    ("delivery", "number", 8), ("day", "day", 12), ("file", "text", 34), ("sheet", "text", 14), ("row", "number", 8),
    ("sha256", "text", 66),
)  # fmt: skip


def evidence_tables(screen: Screen, opened: Opened) -> tuple[ExportTable, ...]:
    """Return a table a term of the figure; ``opened`` names its day."""
    terms = evidence_of(screen.reading, opened).terms
    return tuple(_table(screen, opened, at, term) for at, term in enumerate(terms))


def _columns(screen: Screen, term: Term) -> tuple[ExportColumn, ...]:
    language, figure = screen.language, metric(term.like)
    unit = t(language, "exports.in_unit", name=term.name[language], unit=figure.unit[language])
    unit = weight_head(term, language) if term.counts_groups else unit
    names = [*term.rows.shown, *(name for name, _ in term.rows.extra)]
    own = [ExportColumn(heading_of(term, name, language), width=18) for name in names if name != "reason_en"]
    amount = ExportColumn(unit, "money" if figure.kind == "money" else "number", 16)
    return (*own, amount, *(column(language, f"origin_{part}", kind, width) for part, kind, width in _ORIGIN))


def _table(screen: Screen, opened: Opened, at: int, term: Term) -> ExportTable:
    rows = partial(_rows, screen, opened, at)
    return ExportTable(
        f"term{at}", term.name[screen.language], _columns(screen, term), rows, metric_ids=(opened.metric,)
    )


def _rows(screen: Screen, opened: Opened, at: int) -> Iterator[Sequence[Cell]]:
    known = origins(screen.reading)
    withheld = withheld_groups(screen.reading, opened, at)
    for row in every_row(screen.reading, opened, at, without=withheld):
        shown = [row_cell(value, screen.language) for name, value in row.shown.items() if name != "reason_en"]
        place = known.get(row.table_no or 0)
        told: tuple[Cell, ...] = (None,) * len(_ORIGIN)
        if place is not None:
            told = (place.delivery_no, place.delivered_on, place.path, place.sheet, row.sheet_row, place.sha256)
        yield (*shown, row.value, *told)
