"""The ledger and the project library (资金台账、项目库) as tables of any length, as the grids narrow and sort them."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard import names
from dashboard.components.funds_text import level_name
from dashboard.components.grids import FEN_PER_UNIT, narrowing_of, shown_words
from dashboard.exports.model import Cell, CellKind, ExportTable, column
from dashboard.i18n import t
from dashboard.queries.entries import Entry, Origin, all_entries, project_entries
from dashboard.queries.figures import FEN
from dashboard.queries.grid_request import GridRequest
from dashboard.queries.projects import Project, UnknownProject, all_projects, project, project_allocations
from dashboard.queries.screen import Screen

EVERY_ENTRY = 1_000_000
EVERYTHING = GridRequest()
_ORIGIN: tuple[tuple[str, CellKind, int], ...] = (("file", "text", 34), ("sheet", "text", 14), ("row", "number", 8))


def entry_table(screen: Screen, request: GridRequest = EVERYTHING) -> ExportTable:
    """Return the entries of the ledger (拨付台账) up to the day, in the order and under the conditions of the grid."""
    language = screen.language
    columns = (
        column(language, "disbursed_on", "day", 12),
        column(language, "voucher_no", width=16),
        column(language, "line_no", width=8),
        column(language, "level"),
        column(language, "category"),
        column(language, "project_no", width=18),
        column(language, "project", width=34),
        column(language, "village", width=18),
        column(language, "payee", width=12),
        column(language, "amount", "money", 16),
        *(column(language, f"origin_{part}", kind, width) for part, kind, width in _ORIGIN),
    )
    title = t(language, "exports.table_ledger")
    rows = partial(_entries, screen, request)
    return ExportTable("ledger", title, columns, rows, metric_ids=("funds.disbursed",))


def _entries(screen: Screen, request: GridRequest) -> Iterator[Sequence[Cell]]:
    scale = FEN_PER_UNIT[screen.language]
    wanted = narrowing_of(screen)
    found = all_entries(
        screen.reading, wanted, screen.as_of, request=request, fen_per_unit=scale, shown=shown_words(screen)
    )
    return (_entry(screen, each) for each in found)


def _entry(screen: Screen, row: Entry) -> Sequence[Cell]:
    language, village = screen.language, row.village_name
    return (
        row.disbursed_on,
        row.voucher_no,
        row.line_no,
        level_name(language, row.level),
        names.category_label(language, row.category),
        row.project_no,
        row.project_name,
        names.village_label(language, village) if village else t(language, "funds.unassigned"),
        row.payee_masked,
        row.fen / FEN,
        *_from(row.origin),
    )


def _from(origin: Origin) -> tuple[Cell, ...]:
    return origin.path, origin.sheet, origin.row


def project_table(screen: Screen, request: GridRequest = EVERYTHING) -> ExportTable:
    """Return the project library (项目库), in the order and under the conditions of the grid."""
    language = screen.language
    words = {"project_no": 18, "project": 34, "category": 16, "item": 16}
    words |= {"place": 20, "department": 18, "implementer": 18}
    columns = (
        *(column(language, name, width=width) for name, width in words.items()),
        *(column(language, stage, "money", 16) for stage in ("planned", "allocated", "disbursed")),
        *(column(language, share, "share", 12) for share in ("paid_share", "work_share")),
        *(column(language, day, "day", 12) for day in ("planned_finish", "actual_finish")),
        *(column(language, f"origin_{part}", kind, width) for part, kind, width in _ORIGIN),
    )
    note = t(language, "exports.stages_never_added")
    title = t(language, "exports.table_projects")
    figures = ("funds.projects", "funds.planned", "funds.allocated", "funds.disbursed", "funds.progress")
    return ExportTable("projects", title, columns, partial(_projects, screen, request), (note,), figures)


def _projects(screen: Screen, request: GridRequest) -> Iterator[Sequence[Cell]]:
    scale = FEN_PER_UNIT[screen.language]
    found = all_projects(screen.reading, screen.scope, screen.as_of, request=request, fen_per_unit=scale)
    return (_project(screen, each) for each in found)


def _project(screen: Screen, row: Project) -> Sequence[Cell]:
    language = screen.language
    return (
        row.project_no,
        row.name,
        names.category_label(language, row.category),
        row.item,
        row.place,
        names.unit_label(language, row.department),
        row.implementer,
        row.planned_fen / FEN,
        row.allocated_fen / FEN,
        row.disbursed_fen / FEN,
        row.paid_share,
        row.work_share,
        row.planned_finish_on,
        row.actual_finish_on,
        *_from(row.origin),
    )


def detail_tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the allocations and entries of the project that is open; the whole library for an unknown one."""
    try:
        found = project(screen.reading, screen.view.metric or "", screen.as_of)
    except UnknownProject:
        return (project_table(screen),)
    return _allocations(screen, found), _payments(screen, found)


def _allocations(screen: Screen, found: Project) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "allocated_on", "day", 12),
        column(language, "document_no", width=24),
        column(language, "level"),
        column(language, "amount", "money", 16),
        *(column(language, f"origin_{part}", kind, width) for part, kind, width in _ORIGIN),
    )

    def rows() -> Iterator[Sequence[Cell]]:
        for each in project_allocations(screen.reading, found.project_no, screen.as_of):
            level = level_name(language, each.level)
            yield each.allocated_on, each.document_no, level, each.fen / FEN, *_from(each.origin)

    title = t(language, "exports.table_allocations")
    return ExportTable("allocations", title, columns, rows, (found.name,), ("funds.allocated",))


def _payments(screen: Screen, found: Project) -> ExportTable:
    whole = entry_table(screen)

    def rows() -> Iterator[Sequence[Cell]]:
        page = project_entries(screen.reading, found.project_no, screen.as_of, limit=EVERY_ENTRY)
        return (_entry(screen, each) for each in page.rows)

    title = t(screen.language, "exports.table_payments")
    return ExportTable("payments", title, whole.columns, rows, (found.name,), ("funds.disbursed",))
