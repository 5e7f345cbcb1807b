"""What the page of exit (退出) exports: villages against criteria with their gaps, paces, flow of people, returns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from dashboard.components.exit_flow import cause_name
from dashboard.components.exit_matrix import zone_matrices
from dashboard.components.exit_sections import section_of
from dashboard.components.marks import status_word
from dashboard.exports.exit_households import income_tables, moves_tables, risk_tables
from dashboard.exports.figures import headline_table
from dashboard.exports.members import member_label
from dashboard.exports.model import Cell, ExportColumn, ExportTable, Typed, column, of_metric
from dashboard.exports.overview import burn_down_table
from dashboard.exports.places import place_cells, place_columns
from dashboard.i18n import t
from dashboard.metrics.disclosure import AreaLevel, disclose, small_count_limit
from dashboard.queries.criteria import criteria_in_force, gap_of, met_count, scope_states
from dashboard.queries.paces import Pace, paces_of
from dashboard.queries.progress import FLOW_TERMS, monthly_flow, villages_left
from dashboard.queries.returns import causes, returns
from dashboard.queries.screen import Screen
from dashboard.queries.status import VillageState
from data.rules import Rule

EVERY_RETURN = 1_000_000
OF_HOUSEHOLDS: Mapping[str, Callable[[Screen], tuple[ExportTable, ...]]] = MappingProxyType(
    {"income": income_tables, "moves": lambda screen: (*moves_tables(screen), *_movement(screen)), "risk": risk_tables}
)


def tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the tables of the page; the villages as the matrix lists and narrows them."""
    if not screen.is_known:
        return (headline_table(screen),)
    if section_of(screen) != "criteria":
        return OF_HOUSEHOLDS[section_of(screen)](screen)
    left = (burn_down_table(screen), _villages_left(screen))
    return (_matrix(screen), _paces(screen), *left, *_movement(screen))


def _movement(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the flow of people by month, and the returns to poverty with their causes."""
    return _flow(screen), _returns(screen), _causes(screen)


def _matrix(screen: Screen) -> ExportTable:
    language = screen.language
    criteria = criteria_in_force(screen.as_of)
    columns: list[ExportColumn] = [*place_columns(language), column(language, "status")]
    for each in criteria:
        label = each.label[language]
        columns.append(ExportColumn(label, "text", 16))
        gap = t(language, "exports.col_gap", name=(each.short or each.label)[language])
        columns.append(ExportColumn(gap, "share", 12))
    columns += [column(language, "checked_on", "day", 12), column(language, "met", "count")]
    columns.append(of_metric(language, "people.poor"))
    notes = tuple(each.clause[language] for each in criteria if not each.confirmed)
    said = (t(language, "exports.criteria_unconfirmed"),) if notes else ()
    title = t(language, "exports.table_matrix")
    rows = partial(_villages, screen, criteria)
    return ExportTable("matrix", title, tuple(columns), rows, said, metric_ids=("map.criteria_met",))


def _villages(screen: Screen, criteria: Sequence[Rule]) -> Iterator[Sequence[Cell]]:
    states = scope_states(screen.reading, screen.scope, screen.as_of)
    for matrix in zone_matrices(screen, states):
        for state in matrix.listed:
            households = (matrix.unsafe_water or {}).get(state.village.code)
            yield _village(screen, state, households, len(criteria))


def _village(screen: Screen, state: VillageState, households: int | None, count: int) -> Sequence[Cell]:
    language = screen.language
    cells: list[Cell] = [*place_cells(screen, state.village), status_word(language, state.status)]
    results = state.check.results if state.check else ()
    for result in results:
        gap = gap_of(result, households)
        cells.append(t(language, "shell.met" if result.met else "shell.unmet"))
        cells.append(Typed(gap.amount, "share" if gap.unit == "share" else "count") if gap else None)
    cells += [] if results else [t(language, "exit.no_check"), *[None] * (2 * count - 1)]
    checked = state.check.checked_on if state.check else None
    return [*cells, checked, met_count(state) if state.check else None, state.poor]


def _paces(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "level", width=12),
        column(language, "place", width=22),
        *(of_metric(language, each) for each in ("people.poor", "exit.required_pace", "exit.actual_pace")),
        column(language, "shortfall", "pace"),
    )
    return ExportTable("paces", t(language, "exports.table_paces"), columns, partial(_pace_rows, screen))


def _pace_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    found = paces_of(screen.reading, screen.scope, screen.as_of)
    for each in (found.whole, *found.zones, *found.towns):
        yield (
            t(screen.language, f"exports.level_{each.level}"),
            _place(screen, each),
            each.poor,
            each.required,
            each.actual,
            each.shortfall,
        )


def _place(screen: Screen, pace: Pace) -> str:
    if pace.level == "whole":
        return t(screen.language, "exports.selection")
    return member_label(screen.reading, screen.language, pace.level, pace.key)


def _villages_left(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (column(language, "day", "day", 12), of_metric(language, "villages.remaining"))
    rows = partial(villages_left, screen.reading, screen.scope, screen.as_of)
    return ExportTable("villages_left", t(language, "exports.table_villages_left"), columns, rows)


def _flow(screen: Screen) -> ExportTable:
    language = screen.language
    terms = (ExportColumn(t(language, f"exit.term_{term}"), "count") for term in FLOW_TERMS)
    columns = (column(language, "day", "day", 12), *terms, of_metric(language, "people.poor"))
    title = t(language, "exports.table_flow")
    return ExportTable("flow", title, columns, partial(_months, screen), (t(language, "exit.flow_sub"),))


def _months(screen: Screen) -> Iterator[Sequence[Cell]]:
    for flow in monthly_flow(screen.reading, screen.scope, screen.as_of):
        yield flow.month_end, *(flow.terms[term] for term in FLOW_TERMS), flow.poor


def _returns(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        *place_columns(language),
        column(language, "household"),
        column(language, "head"),
        column(language, "people", "count"),
        column(language, "returned_on", "day", 12),
        column(language, "cause"),
        column(language, "reason", width=24),
        column(language, "now", width=20),
    )
    return ExportTable("returns", t(language, "exports.table_returns"), columns, partial(_return_rows, screen))


def _return_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for each in returns(screen.reading, screen.scope, screen.as_of, limit=EVERY_RETURN).latest:
        now = t(language, "exit.now_poor" if each.is_last else "exit.now_later")
        cause = cause_name(screen, each.main_cause)
        told = (each.household_no, each.head_name, each.people, each.returned_on, cause, each.reason, now)
        yield *place_cells(screen, each.village), *told


def _causes(screen: Screen) -> ExportTable:
    language = screen.language
    figures = ("people.returned", "households.returned")
    columns = (column(language, "cause", width=20), *(of_metric(language, each) for each in figures))
    return ExportTable("causes", t(language, "exports.table_causes"), columns, partial(_cause_rows, screen))


def _cause_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    scope, limit = screen.scope, small_count_limit(screen.as_of)
    area: AreaLevel = "town" if scope.town else "zone" if scope.zone else "county"
    for each in causes(screen.reading, scope, screen.as_of):
        counts = (disclose(n, area=area, sees_households=False, limit=limit) for n in (each.people, each.households))
        yield cause_name(screen, each.cause), *counts
