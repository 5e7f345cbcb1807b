"""What the overview (总览) exports: its figures in total and by place, the burn-down, the villages behind."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard.components.marks import status_word
from dashboard.exports.figures import breakdown_tables, headline_table
from dashboard.exports.model import Cell, ExportTable, column, of_metric
from dashboard.exports.places import place_cells, place_columns
from dashboard.i18n import t
from dashboard.metrics.arithmetic import plan_line
from dashboard.queries.overview import scope_states
from dashboard.queries.progress import burn_down
from dashboard.queries.screen import Screen
from dashboard.queries.status import furthest_behind


def tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the tables of the page."""
    known = (*breakdown_tables(screen), burn_down_table(screen), _behind(screen)) if screen.is_known else ()
    return (headline_table(screen), *known)


def burn_down_table(screen: Screen) -> ExportTable:
    """Return the people still poor at each month-end beside the plan (减贫进度)."""
    language = screen.language
    columns = (
        column(language, "day", "day", 12),
        of_metric(language, "people.poor"),
        column(language, "plan", "pace", 16),
    )
    return ExportTable("burn_down", t(language, "exports.table_burn_down"), columns, partial(_burn_down, screen))


def _burn_down(screen: Screen) -> Iterator[Sequence[Cell]]:
    burn = burn_down(screen.reading, screen.scope, screen.as_of)
    for day, poor in zip(burn.days, burn.poor, strict=True):
        yield day, poor, plan_line(burn.baseline, day, start=burn.start, deadline=burn.deadline)


def _behind(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        *place_columns(language),
        column(language, "status"),
        of_metric(language, "people.registered"),
        of_metric(language, "people.poor"),
        column(language, "plan", "pace"),
        column(language, "over_plan", "pace"),
    )
    return ExportTable("behind", t(language, "exports.table_behind"), columns, partial(_behind_rows, screen))


def _behind_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    states = scope_states(screen.reading, screen.scope, screen.as_of)
    for each in furthest_behind(states, limit=len(states)):
        status = status_word(screen.language, each.status)
        yield *place_cells(screen, each.village), status, each.registered, each.poor, each.plan, each.over_plan
