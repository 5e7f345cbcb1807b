"""What the part of the five works (五大工程) exports: works with money and reach, villages with their projects."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard.components.funds_works import plan_counts, work_name
from dashboard.exports.model import Cell, ExportColumn, ExportTable, column, of_metric
from dashboard.exports.places import place_cells, place_columns
from dashboard.i18n import t
from dashboard.queries.screen import Screen
from dashboard.queries.works import work_rows
from dashboard.queries.works_of import UNMATCHED, works

FIGURES = (
    "funds.projects", "projects.completed", "funds.planned", "funds.allocated", "funds.disbursed", "funds.progress",
    "villages.with_project", "villages.without_project",
)  # fmt: skip


def works_tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the works and the villages' plans."""
    language = screen.language
    columns = (column(language, "work", width=24), *(of_metric(language, each) for each in FIGURES))
    note = t(language, "exports.stages_never_added")
    table = ExportTable("works", t(language, "exports.table_works"), columns, partial(_works, screen), (note,))
    return table, _plans(screen)


def _works(screen: Screen) -> Iterator[Sequence[Cell]]:
    for each in work_rows(screen.reading, screen.scope, screen.as_of):
        money = (each.planned, each.allocated, each.disbursed, each.share)
        reach = (None, None) if each.key == UNMATCHED else (each.covered, each.uncovered)
        yield work_name(screen, each.key), each.projects, each.completed, *money, *reach


def _plans(screen: Screen) -> ExportTable:
    language = screen.language
    keys = (*(rule.name for rule in works(screen.as_of)), UNMATCHED)
    counts = (
        of_metric(language, "funds.projects"),
        *(ExportColumn(work_name(screen, key), "count", 16) for key in keys),
    )
    title = t(language, "exports.table_plans")
    notes = (t(language, "works.plans_sub"),)
    return ExportTable("village_plans", title, (*place_columns(language), *counts), partial(_rows, screen), notes)


def _rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    for village, counts in plan_counts(screen):
        yield *place_cells(screen, village), *counts
