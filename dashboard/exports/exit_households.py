"""What the parts of 退出 about households export: a village's ranking, counts by village, lists, moves by month."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard.components import exit_income, exit_risk
from dashboard.components.exit_flow import cause_name
from dashboard.components.exit_households import STATES, by_village, counts_of, figure_of
from dashboard.exports.model import Cell, ExportColumn, ExportTable, column, of_metric
from dashboard.exports.places import place_cells, place_columns
from dashboard.i18n import t
from dashboard.metrics.disclosure import disclose, is_protected, small_count_limit
from dashboard.metrics.moves import move_id
from dashboard.metrics.registry import metric
from dashboard.queries.line import Ranked, households_of, ranking
from dashboard.queries.moves import NAMES, monthly_moves
from dashboard.queries.screen import Screen
from dashboard.queries.villages import villages

EVERY_HOUSEHOLD = 10_000_000


def income_tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the counts by village, the ranking of the village chosen, and the households of the figure chosen."""
    village = exit_income.chosen_village(screen)
    if village is None or not exit_income.has_incomes(screen):
        return ()
    title = t(screen.language, "exports.table_ranking")
    ranked = ExportTable("ranking", title, _columns(screen), partial(_ranking, screen, village.code))
    listed = exit_income.chosen_list(screen)
    return _by_village(screen, exit_income.NAMES), ranked, _listed(screen, listed)


def risk_tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the counts by village and the households of the figure chosen."""
    return _by_village(screen, exit_risk.NAMES), _listed(screen, exit_risk.chosen_list(screen))


def moves_tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the entries and exits by month."""
    language = screen.language
    columns = (column(language, "day", "day", 12), *(of_metric(language, move_id(name)) for name in NAMES))
    title = t(language, "exports.table_moves")
    return (ExportTable("moves", title, columns, partial(_months, screen)),)


def _months(screen: Screen) -> Iterator[Sequence[Cell]]:
    for each in monthly_moves(screen.reading, screen.scope, screen.as_of):
        yield each.month_end, *(each.counts[name] for name in NAMES)


def _by_village(screen: Screen, names: Sequence[str]) -> ExportTable:
    language = screen.language
    columns = (*place_columns(language), *(of_metric(language, figure_of(name)) for name in names))
    title = t(language, "exports.table_line_villages")
    return ExportTable("line_villages", title, columns, partial(_village_rows, screen, names))


def _village_rows(screen: Screen, names: Sequence[str]) -> Iterator[Sequence[Cell]]:
    limit = small_count_limit(screen.as_of)
    for village in by_village(screen, names[0]):
        cells: list[Cell] = []
        for name in names:
            value = counts_of(screen, village).get(name, 0)
            hides = is_protected(metric(figure_of(name)))
            cells.append(disclose(value, area="village", sees_households=False, limit=limit) if hides else value)
        yield *place_cells(screen, village), *cells


def _columns(screen: Screen) -> tuple[ExportColumn, ...]:
    language = screen.language
    money = (
        column(language, "income", "number"),
        column(language, "line", "number"),
        column(language, "over", "number"),
    )
    return (
        *place_columns(language),
        column(language, "household"),
        column(language, "head"),
        column(language, "members", "count"),
        *money[:1],
        column(language, "year"),
        *money[1:],
        column(language, "state"),
        column(language, "changed_on", "day", 12),
        column(language, "cause"),
    )


def _listed(screen: Screen, name: str) -> ExportTable:
    figure = metric(figure_of(name))
    notes = (figure.formula[screen.language], *((figure.note[screen.language],) if figure.note else ()))
    rows = partial(_household_rows, screen, name)
    return ExportTable("households", figure.name[screen.language], _columns(screen), rows, notes)


def _ranking(screen: Screen, code: str) -> Iterator[Sequence[Cell]]:
    return _cells(screen, ranking(screen.reading, code, screen.as_of))


def _household_rows(screen: Screen, name: str) -> Iterator[Sequence[Cell]]:
    return _cells(screen, households_of(screen.reading, screen.scope, screen.as_of, name=name, limit=EVERY_HOUSEHOLD))


def _cells(screen: Screen, found: Sequence[Ranked]) -> Iterator[Sequence[Cell]]:
    language = screen.language
    known = {village.code: village for village in villages(screen.reading)}
    for each in found:
        year = None if each.year is None else str(each.year)
        yield (
            *place_cells(screen, known[each.village_code]),
            each.household_no,
            each.head_name,
            each.members,
            each.income,
            year,
            each.line,
            each.over,
            t(language, f"watch.state_{STATES[each.state]}"),
            each.changed_on,
            cause_name(screen, each.main_cause),
        )
