"""The control totals (控制数) as a table: published, ours at their day, the difference, the verdict, the sentence."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard.components.data_controls import verdict_name
from dashboard.exports.model import Cell, ExportTable, Typed, column, unit_of
from dashboard.i18n import t
from dashboard.queries.control_totals import compare, control_totals
from dashboard.queries.screen import Screen


def control_table(screen: Screen) -> ExportTable:
    """Return every control total as it stands beside our figure of the same day in the edition."""
    language = screen.language
    columns = (
        column(language, "control_total", width=30),
        *(column(language, name, "number") for name in ("published", "ours", "difference", "tolerance")),
        column(language, "unit", width=12),
        column(language, "verdict"),
        column(language, "as_of", "day", 12),
        column(language, "sentence", width=56),
        column(language, "published_in", width=40),
        column(language, "changed_by", width=20),
    )
    totals = control_totals(screen.journal)
    figures = tuple(dict.fromkeys(each.figure.id for each in totals))
    title, note = t(language, "exports.table_controls"), t(language, "controls.sub")
    return ExportTable("controls", title, columns, partial(_rows, screen), (note,), figures)


def _rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for each in control_totals(screen.journal):
        found = compare(screen.reading, each)
        numbers = (each.value, found.ours, found.difference, each.tolerance)
        words = each.sentence[language], each.source[language], each.entry.author if each.entry else None
        typed = (Typed(value, each.figure.kind) for value in numbers)
        verdict = t(language, f"controls.{verdict_name(found)}")
        yield each.name[language], *typed, unit_of(each.figure, language), verdict, found.day, *words
