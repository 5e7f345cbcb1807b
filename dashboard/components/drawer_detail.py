"""One row in the drawer (出处): its file and line, the cells used as received, its versions, related rows."""

from collections.abc import Sequence
from typing import Any

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, as_list
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA
from dashboard.opened import Look
from dashboard.queries.evidence.model import Evidence
from dashboard.queries.evidence.origin import Cell, Origin, Related, RowDetail, Version, related_rows, row_detail
from dashboard.queries.screen import Screen
from data.registers import load_registers
from data.text import Locale


def row_section(screen: Screen, look: Look, evidence: Evidence) -> Component:
    """Return a row followed to its cells; a sentence where the edition has no such row."""
    language = screen.language
    rows = evidence.terms[min(look.at, len(evidence.terms) - 1)].rows
    try:
        detail = row_detail(screen.reading, rows.kind, look.row, used=rows.used)
    except (LookupError, ValueError):
        return html.Section(html.P(t(language, "drawer.unknown_row"), className="note"), className="drawer-section")
    key = t(language, "shell.list_comma").join(part for part in look.row if part)
    focus: dict[str, Any] = {"tabIndex": -1}
    parts: list[Child] = [
        html.H3(t(language, "drawer.detail", key=key), className="drawer-detail", **focus),
        _facts(language, detail.versions[0].origin, detail.versions[0].sheet_row),
        _cells(language, detail),
        html.H4(t(language, "drawer.detail_versions")),
        *_versions(language, detail),
        *_related(language, related_rows(screen.reading, rows.kind, look.row)),
    ]
    return html.Section(parts, className="drawer-section")


def _facts(language: Locale, origin: Origin, row: int) -> Component:
    delivery = t(
        language,
        "drawer.detail_delivery_of",
        number=origin.delivery_no,
        day=origin.delivered_on.isoformat(),
        received=origin.received_at,
    )
    place = t(language, "drawer.detail_place_of", sheet=origin.sheet or NO_DATA, row=row, header=origin.header_row)
    facts: list[tuple[str, Children]] = [
        ("detail_delivery", delivery),
        ("detail_file", origin.path),
        ("detail_place", place),
        ("detail_hash", html.Code(origin.sha256)),
    ]
    told: list[Component] = []
    for name, content in facts:
        told += [html.Dt(t(language, f"drawer.{name}")), html.Dd(as_list(content))]
    return html.Dl(told, className="drawer-facts")


def _cells(language: Locale, detail: RowDetail) -> Component:
    caption = t(language, "drawer.detail_cells")
    rows = [TableRow((cell.header, _cell_text(language, detail, cell))) for cell in detail.cells]
    columns = (Column(t(language, "drawer.col_column_header")), Column(t(language, "drawer.col_value")))
    return data_table(columns, rows, caption=caption, language=language, show_caption=True)


def _cell_text(language: Locale, detail: RowDetail, cell: Cell) -> Children:
    if cell.version is None:
        return html.Span(t(language, "drawer.detail_cell_none"), className="note")
    text: Child = (
        html.Code(cell.text) if cell.text else html.Span(t(language, "drawer.detail_cell_empty"), className="note")
    )
    if cell.version is detail.versions[0]:
        return text
    slots = {"number": cell.version.origin.delivery_no, "row": cell.version.sheet_row}
    return [text, " ", html.Span(t(language, "drawer.detail_cell_earlier", **slots), className="note")]


def _versions(language: Locale, detail: RowDetail) -> list[Child]:
    earlier = detail.versions[1:]
    if not earlier:
        return [html.P(t(language, "drawer.detail_version_only"), className="note")]
    headers = [cell.header for cell in detail.cells]
    return [html.Ul([html.Li(_version(language, each, headers)) for each in earlier], className="drawer-versions")]


def _version(language: Locale, version: Version, headers: Sequence[str]) -> Children:
    name = "detail_version" if version.until is None else "detail_version_until"
    span = t(language, f"drawer.{name}", since=version.since, until=version.until)
    told = [f"{header} {version.cells[header] or NO_DATA}" for header in headers if header in version.cells]
    return [
        html.B(span),
        " ",
        _place(language, version.origin, version.sheet_row),
        html.Br(),
        html.Code("　".join(told)),
    ]


def _place(language: Locale, origin: Origin, row: int) -> str:
    return t(language, "drawer.origin", path=origin.path, sheet=origin.sheet or NO_DATA, row=row)


def _related(language: Locale, found: Sequence[Related]) -> list[Child]:
    if not found:
        return []
    registers = load_registers()
    items = [
        html.Li(
            [
                html.B(registers[each.kind].title[language]),
                " ",
                html.Code(" ".join(part for part in each.key if part)),
                " ",
                _place(language, each.origin, each.sheet_row),
            ]
        )
        for each in found
    ]
    return [html.H4(t(language, "drawer.detail_related")), html.Ul(items, className="drawer-versions")]
