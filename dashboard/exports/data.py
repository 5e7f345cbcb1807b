"""What the page of data (数据) exports: deliveries with every table received; on its part of control totals, those."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard.components.source import register_titles
from dashboard.exports.control_totals import control_table
from dashboard.exports.edits import control_edits
from dashboard.exports.model import Cell, ExportTable, column
from dashboard.i18n import t
from dashboard.queries.deliveries import Counts, Delivery, deliveries
from dashboard.queries.screen import Screen
from data.schema import COUNTS

CONTROLS = "controls"
FIGURES = ("dq.rows_read", "dq.rejected", "dq.files_quarantined")


def tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the tables of the page: those of the control totals on their part, else the deliveries."""
    if screen.view.show == CONTROLS:
        return control_table(screen), control_edits(screen)
    return _deliveries(screen), _files(screen)


def _deliveries(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "delivery", "number", 10),
        column(language, "delivered_on", "day", 12),
        column(language, "received_at", width=26),
        column(language, "edition", "number", 10),
        column(language, "withdrawn_edition", "number"),
        column(language, "files", "count"),
        *(column(language, name, "count") for name in COUNTS),
    )
    title = t(language, "exports.table_deliveries")
    return ExportTable("deliveries", title, columns, partial(_rows, screen), metric_ids=FIGURES)


def _rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    for each in deliveries(screen.reading):
        told = (each.number, each.delivered_on, each.received_at, each.edition, each.withdrawn_edition)
        yield *told, len(each.files), *_counts(each.counts)


def _counts(counts: Counts) -> tuple[int, ...]:
    return tuple(getattr(counts, name) for name in COUNTS)


def _files(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "delivery", "number", 10),
        column(language, "file", width=36),
        column(language, "sha256", width=66),
        column(language, "state", width=14),
        column(language, "reason", width=40),
        column(language, "register", width=26),
        column(language, "sheet"),
        *(column(language, name, "count") for name in COUNTS),
        column(language, "ignored", width=40),
    )
    return ExportTable("files", t(language, "exports.table_files"), columns, partial(_file_rows, screen))


def _file_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    for each in deliveries(screen.reading):
        yield from _of_delivery(screen, each)


def _of_delivery(screen: Screen, each: Delivery) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for file in each.files:
        reason = file.reason[language] if file.reason else None
        state = t(language, f"exports.file_{file.status}")
        told: tuple[Cell, ...] = (each.number, file.path, file.sha256, state, reason)
        if not file.tables:
            yield *told, None, None, *[None] * len(COUNTS), None
        for table in file.tables:
            register = register_titles(language, (table.kind,))
            ignored = t(language, "shell.list_comma").join(table.ignored)
            yield *told, register, table.sheet or None, *_counts(table.counts), ignored or None
