"""Grids (表格) of projects and ledger entries: rows come from the store as they are scrolled to; cells are text."""

from collections.abc import Iterable, Mapping
from typing import Any

from dash.development.base_component import Component
from dash_ag_grid import AgGrid

from dashboard import ids, names
from dashboard.components import plain_html as html
from dashboard.components.funds_text import (
    LEVELS,
    entry_amount,
    level_name,
    origin_text,
    project_href,
)
from dashboard.components.opening import opening_address, row_address, row_key
from dashboard.components.place_links import Piece, place_pieces
from dashboard.components.village_link import village_href
from dashboard.i18n import catalogue, t
from dashboard.metrics.formats import NO_DATA, format_number, format_value, iso_date, ledger_unit
from dashboard.metrics.registry import metric
from dashboard.queries.entries import PAYEE, Entry, Narrowing, entries_page
from dashboard.queries.figures import FEN
from dashboard.queries.grid_request import GridRequest
from dashboard.queries.opening import opened_by
from dashboard.queries.projects import Project, projects_page
from dashboard.queries.screen import Screen
from dashboard.queries.villages import villages
from data.text import Locale

BLOCK = 100
"""Rows fetched at a time."""

COUNTS = {ids.PROJECT_GRID: ids.PROJECT_COUNT, ids.ENTRY_GRID: ids.ENTRY_COUNT}
CATALOGUE = "grids."
FEN_PER_UNIT: Mapping[Locale, int] = {"zh": 10_000 * FEN, "en": FEN}
"""Fen in the unit in which a ledger prints its amounts (see ``ledger_unit``)."""

TEXT_TESTS = ["contains", "notContains", "equals", "startsWith", "blank"]
NUMBER_TESTS = ["greaterThanOrEqual", "lessThanOrEqual", "inRange", "equals"]
DATE_TESTS = ["greaterThan", "lessThan", "inRange", "equals"]
_FILTERS: Mapping[str, tuple[str, list[str]]] = {
    "text": ("agTextColumnFilter", TEXT_TESTS),
    "number": ("agNumberColumnFilter", NUMBER_TESTS),
    "date": ("agDateColumnFilter", DATE_TESTS),
}

_EVERY_COLUMN: Mapping[str, object] = {
    "sortable": True,
    "resizable": True,
    "floatingFilter": True,
    "suppressHeaderMenuButton": True,
    "suppressKeyboardEvent": {"function": "withinLinks(params)"},
}


def locale_text(language: Locale) -> dict[str, str]:
    """Return what a grid says by itself, by AG Grid's keys."""
    keys = (name for name in catalogue() if name.startswith(CATALOGUE))
    return {name.removeprefix(CATALOGUE): catalogue()[name][language] for name in keys}


def _column(field: str, head: str, width: int, *, kind: str = "text", **other: object) -> dict[str, Any]:
    name, tests = _FILTERS[kind]
    params = {"filterOptions": tests, "maxNumConditions": 1, "debounceMs": 300, "buttons": ["reset"]}
    right = {"type": "rightAligned"} if kind == "number" else {}
    column = {"field": field, "headerName": head, "width": width, "filter": name, "filterParams": params}
    return column | right | other


def project_grid(screen: Screen) -> Component:
    """Return the grid of projects; its rows are asked for by ``project_rows``."""
    language = screen.language
    unit = ledger_unit(language)
    words = {key: t(language, f"funds.grid_{key}") for key in ("project_no", "project_name", "item", "place", "origin")}
    money = [
        _column(stage, t(language, f"funds.grid_{stage}", unit=unit), 132, kind="number", cellRenderer="OpenFigure")
        for stage in ("planned", "allocated", "disbursed")
    ]
    shares = [
        _column("paid_share", t(language, "funds.grid_paid_share"), 146, kind="number", cellRenderer="OpenFigure"),
        _column("work_share", t(language, "funds.grid_work_share"), 146, kind="number"),
    ]
    columns = [
        _column("project_name", words["project_name"], 220, cellRenderer="ProjectLink", pinned="left"),
        _column("category", t(language, "funds.col_category"), 116),
        _column("place", words["place"], 240, cellRenderer="VillageLinks"),
        _column("department", t(language, "funds.col_department"), 130),
        *money,
        *shares,
        _column("planned_finish_on", t(language, "funds.grid_planned_finish_on"), 168, kind="date"),
        _column("item", words["item"], 116),
        _column("project_no", words["project_no"], 140),
        _column("origin", words["origin"], 320, sortable=False, flex=1, minWidth=320),
    ]
    return _grid(ids.PROJECT_GRID, language, columns, label=t(language, "funds.projects_grid"))


def entry_grid(screen: Screen) -> Component:
    """Return the grid of ledger entries; its rows are asked for by ``entry_rows``."""
    language = screen.language
    head = {
        name: t(language, f"funds.grid_{name}")
        for name in ("disbursed_on", "voucher_no", "line_no", "level", "project_name", "payee_masked", "origin")
    }
    amount = t(language, "funds.grid_amount", unit=ledger_unit(language))
    columns = [
        _column("disbursed_on", head["disbursed_on"], 168, kind="date"),
        _column("voucher_no", head["voucher_no"], 146),
        _column("line_no", head["line_no"], 84),
        _column("level", head["level"], 128),
        _column("category", t(language, "funds.col_category"), 116),
        _column("project_name", head["project_name"], 236, cellRenderer="ProjectLink"),
        _column("village_name", t(language, "funds.col_village"), 176, cellRenderer="VillageLinks"),
        _column("payee_masked", head["payee_masked"], 110),
        _column("amount", amount, 138, kind="number", cellRenderer="OpenRow"),
        _column("origin", head["origin"], 360, sortable=False, flex=1, minWidth=360),
    ]
    return _grid(ids.ENTRY_GRID, language, columns, label=t(language, "funds.ledger_grid"))


def _grid(grid_id: str, language: Locale, columns: list[dict[str, Any]], *, label: str) -> Component:
    options = {
        "localeText": locale_text(language),
        "cacheBlockSize": BLOCK,
        "maxBlocksInCache": 10,
        "infiniteInitialRowCount": BLOCK,
        "rowHeight": 38,
        "headerHeight": 40,
        "ensureDomOrder": True,
        "enableCellTextSelection": True,
        "suppressFieldDotNotation": True,
        "suppressMovableColumns": True,
    }
    drawn = AgGrid(
        id=grid_id,
        columnDefs=columns,
        defaultColDef=_EVERY_COLUMN,
        rowModelType="infinite",
        dashGridOptions=options,
        style={"height": "100%", "width": "100%"},
    )
    named: dict[str, Any] = {"aria-label": label}
    count = html.P(id=COUNTS[grid_id], className="note", role="status")
    return html.Div([count, html.Div(drawn, className="funds-grid", role="region", **named)])


def count_text(screen: Screen, answer: Mapping[str, Any]) -> str:
    """Return in words how many rows fulfil the conditions of a grid; it has no words of its own for none."""
    count = answer["rowCount"]
    name = "grid_count" if count else "grid_none"
    return t(screen.language, f"funds.{name}", count=format_number(count))


def project_rows(screen: Screen, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rows a grid of projects asks for, printed, and how many there are in all."""
    scale = FEN_PER_UNIT[screen.language]
    asked = GridRequest.from_model(request)
    page = projects_page(screen.reading, screen.scope, screen.as_of, request=asked, fen_per_unit=scale)
    return _answer((_project_cells(screen, row) for row in page.rows), page.count)


def entry_rows(screen: Screen, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rows a grid of entries asks for, printed, and how many there are in all."""
    scale = FEN_PER_UNIT[screen.language]
    asked = GridRequest.from_model(request)
    page = entries_page(
        screen.reading, narrowing_of(screen), screen.as_of, request=asked, fen_per_unit=scale, shown=shown_words(screen)
    )
    return _answer((_entry_cells(screen, row) for row in page.rows), page.count)


def narrowing_of(screen: Screen) -> Narrowing:
    """Return which entries the screen's address asks for."""
    asked = screen.view.metric or ""
    return Narrowing(screen.scope, asked if asked.startswith(PAYEE) else None)


def shown_words(screen: Screen) -> dict[str, dict[str, str]]:
    """Return the words printed for levels and villages where they are not those of the register."""
    if screen.language == "zh":
        return {}
    stored = {village.name for village in villages(screen.reading)}
    return {
        "level": {level: level_name(screen.language, level) for level in LEVELS},
        "village_name": {name: names.village_label(screen.language, name) for name in stored},
    }


def _answer(rows: Iterable[dict[str, Any]], count: int) -> dict[str, Any]:
    return {"rowData": list(rows), "rowCount": count}


def _share(language: Locale, share: float | None) -> str:
    return format_value(metric("funds.progress"), share, language)


def _project_opens(screen: Screen, row: Project) -> dict[str, tuple[str, str]]:
    """Return by column the figure of a project that a cell opens, and its address; none where there is no figure."""
    figures = {stage: f"funds.{stage}" for stage in ("planned", "allocated", "disbursed")}
    if row.paid_share is not None:
        figures["paid_share"] = "funds.progress"
    found = {}
    for column, figure in figures.items():
        opened = opened_by(screen, figure, project=row.project_no, zone=None)
        found[column] = (opened.written, opening_address(screen, opened))
    return found


def _project_cells(screen: Screen, row: Project) -> dict[str, Any]:
    language = screen.language
    return {
        "project_no": row.project_no,
        "project_name": row.name,
        "href": project_href(screen, row.project_no),
        "category": row.category,
        "item": row.item or NO_DATA,
        "place": row.place,
        "villages": place_pieces(screen, row.place, row.village_codes),
        "department": row.department,
        "planned": entry_amount(language, row.planned_fen),
        "allocated": entry_amount(language, row.allocated_fen),
        "disbursed": entry_amount(language, row.disbursed_fen),
        "paid_share": _share(language, row.paid_share),
        "work_share": _share(language, row.work_share),
        "opens": _project_opens(screen, row),
        "planned_finish_on": iso_date(row.planned_finish_on),
        "origin": origin_text(language, row.origin),
    }


def _entry_cells(screen: Screen, row: Entry) -> dict[str, Any]:
    language = screen.language
    village, leads = t(language, "funds.unassigned"), None
    if row.village_code and row.village_name:
        village, leads = names.village_label(language, row.village_name), village_href(screen, row.village_code)
    pieces: list[Piece] = [(village, leads)]
    opened = opened_by(screen, "funds.disbursed", project=row.project_no, zone=None)
    key = (row.voucher_no, row.line_no)
    return {
        "disbursed_on": iso_date(row.disbursed_on),
        "voucher_no": row.voucher_no,
        "line_no": row.line_no,
        "level": level_name(language, row.level),
        "category": row.category,
        "project_name": row.project_name,
        "href": project_href(screen, row.project_no),
        "village_name": village,
        "villages": pieces,
        "payee_masked": row.payee_masked or NO_DATA,
        "amount": entry_amount(language, row.fen),
        "open": opened.written,
        "open_href": row_address(screen, opened, key),
        "row": row_key(key),
        "origin": origin_text(language, row.origin),
    }
