"""One received file (文件) and one received table (表): facts, columns, rejected rows with reasons, warnings."""

from collections.abc import Sequence

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.data_head import PATH
from dashboard.components.data_text import (
    COUNT_NAMES,
    balance,
    code_words,
    count_heads,
    file_link,
    hash_words,
    kind_title,
    opened,
    size_words,
    table_link,
)
from dashboard.components.panel import panel
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, aria
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, iso_date
from dashboard.queries.deliveries import Delivery, ReceivedFile, ReceivedTable
from dashboard.queries.remarks import PAGE_ROWS, Kind, Remark, remark_counts, remarks
from dashboard.queries.screen import Screen

DOWNLOAD = "/rejected"
"""Address of the workbook of rejected rows; see ``dashboard.api.rejected``."""


def file_body(screen: Screen, delivery: Delivery, file: ReceivedFile) -> list[Component]:
    """Return everything of a file: its facts, its tables, its rejected rows as a workbook."""
    drawn = [_back(screen, delivery), panel(file.path, _file_facts(screen, delivery, file))]
    if file.tables:
        drawn.append(_tables(screen, file))
    rejected = sum(table.counts.rejected for table in file.tables)
    if rejected:
        drawn.append(_workbook_panel(screen, file, rejected))
    refused = [table for table in file.tables if table.counts.rejected]
    return [*drawn, *(_remarks_panel(screen, table, "rejection", page=1, other=1) for table in refused)]


def table_body(
    screen: Screen, delivery: Delivery, file: ReceivedFile, *, table: ReceivedTable, pages: tuple[int, int]
) -> list[Component]:
    """Return everything of a table; ``pages`` are those shown of its rejected rows and of its warnings."""
    language = screen.language
    title = t(language, "data.table_named", kind=kind_title(language, table.kind), sheet=table.sheet)
    drawn = [_back(screen, delivery), panel(title, _table_facts(screen, file, table), _counts(screen, table))]
    if table.counts.rejected:
        drawn.append(_workbook_panel(screen, file, table.counts.rejected))
    rejected, warned = pages
    return [
        *drawn,
        _remarks_panel(screen, table, "rejection", page=rejected, other=warned),
        _remarks_panel(screen, table, "warning", page=warned, other=rejected),
    ]


def _back(screen: Screen, delivery: Delivery) -> Component:
    language = screen.language
    every = dcc.Link(
        t(language, "data.back_to_list"), href=screen.view.change(metric=None).href(PATH), className="link"
    )
    named = t(language, "data.delivery_named", number=delivery.number, path=delivery.path)
    up = dcc.Link(named, href=opened(screen, f"d{delivery.number}"), className="link")
    return html.P([every, " › ", up])


def _facts(facts: Sequence[tuple[str, Children]]) -> Component:
    rows: list[Component] = []
    for name, content in facts:
        rows += [html.Dt(name), html.Dd(content)]
    return html.Dl(rows, className="data-facts")


def _file_facts(screen: Screen, delivery: Delivery, file: ReceivedFile) -> Component:
    language = screen.language
    state: list[Child] = [t(language, f"data.file_{file.status}")]
    if file.reason is not None:
        state.append(html.Span(file.reason[language], className="data-reason"))
    facts: list[tuple[str, Children]] = [
        (t(language, "data.col_state"), state),
        (t(language, "data.col_delivered"), iso_date(delivery.delivered_on)),
        (t(language, "data.col_received"), delivery.received_at[:10]),
        (t(language, "data.col_size"), size_words(language, file.byte_count)),
        (t(language, "data.col_hash"), html.Code(file.sha256, className="data-hash")),
    ]
    return _facts(facts)


def _table_facts(screen: Screen, file: ReceivedFile, table: ReceivedTable) -> Component:
    language = screen.language
    comma = t(language, "shell.list_comma")
    facts: list[tuple[str, Children]] = [
        (t(language, "data.col_file"), [file_link(screen, file), " ", hash_words(file.sha256)]),
        (t(language, "data.col_header_row"), str(table.header_row)),
        (t(language, "data.columns_taken"), comma.join(table.columns) or NO_DATA),
        (t(language, "data.columns_ignored"), comma.join(table.ignored) or NO_DATA),
    ]
    return _facts(facts)


def _tables(screen: Screen, file: ReceivedFile) -> Component:
    language = screen.language
    title = t(language, "data.tables_title", tables=format_number(len(file.tables)))
    columns = [
        Column(t(language, "data.col_table")),
        Column(t(language, "data.col_sheet")),
        Column(t(language, "data.col_header_row"), "right"),
        *count_heads(language),
        Column(t(language, "data.columns_ignored")),
    ]
    rows = []
    for each in file.tables:
        cells: list[Children] = [table_link(screen, each), each.sheet, str(each.header_row), *_row_of(screen, each)]
        cells.append(t(language, "shell.list_comma").join(each.ignored) or NO_DATA)
        rows.append(TableRow(cells))
    return panel(title, data_table(columns, rows, caption=title, language=language), sub=t(language, "data.tables_sub"))


def _row_of(screen: Screen, table: ReceivedTable) -> list[Children]:
    numbers: list[Children] = [format_number(getattr(table.counts, name)) for name in COUNT_NAMES]
    return [*numbers, balance(screen.language, table.counts)]


def _counts(screen: Screen, table: ReceivedTable) -> Component:
    language = screen.language
    caption = t(language, "data.counts_caption")
    columns = [Column(t(language, "data.col_sheet")), *count_heads(language)]
    row = TableRow([table.sheet, *_row_of(screen, table)])
    return data_table(columns, [row], caption=caption, language=language)


def _workbook_panel(screen: Screen, file: ReceivedFile, rejected: int) -> Component:
    """Return the form that takes the original once more and gives its rejected rows back as a workbook."""
    language = screen.language
    address = f"{DOWNLOAD}?file={file.number}&lang={language}"
    words = {f"data-{name}": t(language, f"data.workbook_{name}") for name in ("done", "failed")}
    told = {"data-address": address, **words}
    chosen = html.Label(
        [html.Span(t(language, "data.workbook_original"), className="control-label"), _file_field()],
        className="control",
    )
    button = html.Button(t(language, "data.workbook_make"), type="submit", className="button")
    status = html.Span("", className="record-said", role="status")
    form = html.Form([chosen, button, status], className="rejected-form", **told)
    bare = html.A(t(language, "data.workbook_bare"), href=address, className="link", download="")
    title = t(language, "data.workbook_title", rows=format_number(rejected))
    note = html.P([t(language, "data.workbook_bare_note"), " ", bare], className="data-bare")
    return panel(title, form, note, sub=t(language, "data.workbook_sub"), class_name="data-workbook")


def _file_field() -> Component:
    return html.Input(type="file", name="original", required=True, className="field")


def _remarks_panel(screen: Screen, table: ReceivedTable, kind: Kind, *, page: int, other: int) -> Component:
    language = screen.language
    counted = remark_counts(screen.reading, kind).get(table.number, {})
    total = sum(counted.values())
    title = t(language, f"data.{kind}_title", rows=format_number(total), sheet=table.sheet)
    if not total:
        return panel(t(language, f"data.{kind}_none"))
    last = -(-total // PAGE_ROWS)
    page = min(page, last)
    columns = [
        Column(t(language, "data.col_row"), class_name="data-nowrap"),
        Column(t(language, "data.col_column"), class_name="data-nowrap"),
        Column(t(language, "data.col_value")),
        Column(t(language, "data.col_code"), class_name="data-nowrap"),
        Column(t(language, "data.col_reason")),
    ]
    rows = [_remark_row(screen, each) for each in remarks(screen.reading, kind, table.number, page)]
    codes = t(language, "shell.list_comma").join(
        f"{code_words(language, code)} {format_number(count)}" for code, count in sorted(counted.items())
    )
    body = [data_table(columns, rows, caption=title, language=language)]
    if last > 1:
        body.append(_pager(screen, table, kind, page=page, last=last, other=other))
    return panel(title, *body, sub=codes, class_name=f"data-{kind}s")


def _remark_row(screen: Screen, each: Remark) -> TableRow:
    language = screen.language
    cells: list[Children] = [
        t(language, "data.row_no", row=each.row),
        each.column or NO_DATA,
        each.value or NO_DATA,
        code_words(language, each.code),
        each.reason[language],
    ]
    return TableRow(cells)


def _pager(screen: Screen, table: ReceivedTable, kind: Kind, *, page: int, last: int, other: int) -> Component:
    language = screen.language

    def href(number: int) -> str:
        rejected, warned = (number, other) if kind == "rejection" else (other, number)
        return opened(screen, f"t{table.number}.{rejected}.{warned}")

    links: list[Child] = []
    if page > 1:
        links.append(dcc.Link(t(language, "data.page_before"), href=href(page - 1), className="button"))
    links.append(html.Span(t(language, "data.page_of", page=page, last=last)))
    if page < last:
        links.append(dcc.Link(t(language, "data.page_after"), href=href(page + 1), className="button"))
    return html.Nav(links, className="data-pager", **aria(t(language, f"data.{kind}_pages")))
