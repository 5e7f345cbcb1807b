"""One delivery (一次报送): its files, its tables, what differs from the one before, keys that a full list lost."""

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
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.formats import MINUS, NO_DATA, format_number, iso_date
from dashboard.names import town_label, village_label
from dashboard.queries.deliveries import QUARANTINED, Delivery, ReceivedFile
from dashboard.queries.drift import Drift, Vanished, drifts
from dashboard.queries.screen import Screen
from dashboard.queries.villages import Village, villages
from data.registers import load_registers

MOST_VANISHED = 200
"""Keys listed of one kind; how many more there are is said."""


def delivery_body(screen: Screen, found: Delivery) -> list[Component]:
    """Return everything of a delivery."""
    language = screen.language
    back = dcc.Link(t(language, "data.back_to_list"), href=screen.view.change(metric=None).href(PATH), className="link")
    named = t(language, "data.delivery_named", number=found.number, path=found.path)
    title = t(language, "data.delivery_title", delivery=named, day=iso_date(found.delivered_on))
    drawn = [_files_panel(screen, found, title), _tables_panel(screen, found)]
    if found.tables or any(file.status != QUARANTINED for file in found.files):
        changed = drifts(screen.reading, found.number)
        drawn += [_drift_panel(screen, changed), *_vanished_panels(screen, changed)]
    return [html.P(back), *drawn]


def _files_panel(screen: Screen, found: Delivery, title: str) -> Component:
    language = screen.language
    aside = found.number_of(QUARANTINED)
    slots = {"received": found.received_at[:10], "edition": found.edition, "files": format_number(len(found.files))}
    said = t(language, "data.delivery_sub", **slots, aside=format_number(aside))
    if found.withdrawn_edition is not None:
        said += t(language, "data.delivery_withdrawn", edition=found.withdrawn_edition)
    columns = [
        Column(t(language, "data.col_file"), class_name="data-file"),
        Column(t(language, "data.col_state"), class_name="data-nowrap"),
        Column(t(language, "data.col_size"), "right", class_name="data-nowrap"),
        Column(t(language, "data.col_hash")),
        Column(t(language, "data.col_kinds")),
        Column(t(language, "data.count_rows_read"), "right"),
        Column(t(language, "data.count_rejected"), "right"),
    ]
    table = data_table(
        columns, [_file_row(screen, file) for file in found.files], caption=title, language=language, max_height=640
    )
    return panel(title, table, sub=said)


def _file_row(screen: Screen, file: ReceivedFile) -> TableRow:
    language = screen.language
    state: list[Child] = [t(language, f"data.file_{file.status}")]
    if file.reason is not None:
        state.append(html.Span(file.reason[language], className="data-reason"))
    kinds = dict.fromkeys(kind_title(language, table.kind) for table in file.tables)
    read = sum(table.counts.rows_read for table in file.tables)
    rejected = sum(table.counts.rejected for table in file.tables)
    cells: list[Children] = [
        file_link(screen, file),
        state,
        size_words(language, file.byte_count),
        hash_words(file.sha256),
        t(language, "shell.list_comma").join(kinds) or NO_DATA,
        format_number(read) if file.tables else NO_DATA,
        format_number(rejected) if file.tables else NO_DATA,
    ]
    return TableRow(cells)


def _tables_panel(screen: Screen, found: Delivery) -> Component:
    language = screen.language
    title = t(language, "data.tables_title", tables=format_number(len(found.tables)))
    if not found.tables:
        return panel(title, html.P(t(language, "data.tables_none")))
    columns = [
        Column(t(language, "data.col_table")),
        Column(t(language, "data.col_file"), class_name="data-file"),
        Column(t(language, "data.col_sheet")),
        Column(t(language, "data.col_header_row"), "right"),
        *count_heads(language),
    ]
    rows = []
    for file in found.files:
        for each in file.tables:
            cells: list[Children] = [
                table_link(screen, each),
                file.path,
                each.sheet,
                str(each.header_row),
                *(format_number(getattr(each.counts, name)) for name in COUNT_NAMES),
                balance(language, each.counts),
            ]
            rows.append(TableRow(cells))
    total = found.counts
    sums: list[Children] = [t(language, "data.total"), "", "", "", *_numbers(total), balance(language, total)]
    rows.append(TableRow(sums, class_name="is-total"))
    table = data_table(columns, rows, caption=title, language=language, max_height=640)
    return panel(title, table, sub=t(language, "data.tables_sub"))


def _numbers(counts: object) -> list[str]:
    return [format_number(getattr(counts, name)) for name in COUNT_NAMES]


def _drift_panel(screen: Screen, changed: tuple[Drift, ...]) -> Component:
    language = screen.language
    compared = [each for each in changed if each.before is not None]
    first = [each for each in changed if each.before is None]
    note = ""
    if first:
        names = t(language, "shell.list_comma").join(kind_title(language, each.kind) for each in first)
        note = t(language, "data.drift_first", kinds=names)
    if not compared:
        return panel(t(language, "data.drift_none"), html.P(note))
    differing = sum(
        bool(each.came or each.went or each.ignored_came or each.ignored_went or each.codes) for each in compared
    )
    title = t(language, "data.drift_title" if differing else "data.drift_same", kinds=format_number(differing))
    columns = [
        Column(t(language, "data.col_table")),
        Column(t(language, "data.col_before")),
        Column(t(language, "data.col_rows_before"), "right"),
        Column(t(language, "data.col_rows_now"), "right"),
        Column(t(language, "data.col_growth"), "right"),
        Column(t(language, "data.col_columns")),
        Column(t(language, "data.col_ignored")),
        Column(t(language, "data.col_codes")),
    ]
    rows = [_drift_row(screen, each) for each in compared]
    table = data_table(columns, rows, caption=title, language=language)
    return panel(title, table, sub=t(language, "data.drift_sub"), source=note or None)


def _drift_row(screen: Screen, each: Drift) -> TableRow:
    language = screen.language
    before = t(language, "data.delivery_short", number=each.before)
    cells: list[Children] = [
        kind_title(language, each.kind),
        dcc.Link(before, href=opened(screen, f"d{each.before}"), className="link"),
        format_number(each.then.rows_read - each.then.skipped),
        format_number(each.now.rows_read - each.now.skipped),
        _growth(each.growth),
        _came_and_went(screen, each.came, each.went),
        _came_and_went(screen, each.ignored_came, each.ignored_went),
        t(language, "shell.list_comma").join(code_words(language, code) for code in each.codes) or NO_DATA,
    ]
    return TableRow(cells)


def _growth(growth: float | None) -> str:
    if growth is None:
        return NO_DATA
    text = format_number(growth * 100, 1)
    return f"{text}%" if text.startswith(MINUS) or growth == 0 else f"+{text}%"


def _came_and_went(screen: Screen, came: tuple[str, ...], went: tuple[str, ...]) -> str:
    comma = t(screen.language, "shell.list_comma")
    said = [f"+ {comma.join(came)}"] if came else []
    said += [f"{MINUS} {comma.join(went)}"] if went else []
    return "  ".join(said) or NO_DATA


def _vanished_panels(screen: Screen, changed: tuple[Drift, ...]) -> list[Component]:
    language = screen.language
    lists = [each for each in changed if load_registers()[each.kind].full_list and each.before is not None]
    drawn = [_vanished_panel(screen, each, each.vanished) for each in lists if each.vanished]
    whole = [each for each in lists if each.vanished == ()]
    untold = [each for each in lists if each.vanished is None]
    notes = []
    for name, kinds in (("vanished_none", whole), ("vanished_untold", untold)):
        if kinds:
            titles = t(language, "shell.list_comma").join(kind_title(language, each.kind) for each in kinds)
            notes.append(html.P(t(language, f"data.{name}", kinds=titles)))
    if notes:
        drawn.append(panel(t(language, "data.vanished_rest"), *notes))
    return drawn


def _vanished_panel(screen: Screen, each: Drift, gone: tuple[Vanished, ...]) -> Component:
    language = screen.language
    known = {village.code: village for village in villages(screen.reading)}
    kind = kind_title(language, each.kind)
    slots = {"kind": kind, "rows": format_number(len(gone)), "before": each.before}
    title = t(language, "data.vanished_title", **slots)
    columns = [
        Column(t(language, "data.col_key")),
        Column(t(language, "data.col_village")),
        Column(t(language, "data.col_town")),
    ]
    rows = [_gone(screen, one, known) for one in gone[:MOST_VANISHED]]
    table = data_table(columns, rows, caption=title, language=language, count=len(gone), max_height=420)
    return panel(title, table, sub=t(language, "data.vanished_sub"))


def _gone(screen: Screen, one: Vanished, known: dict[str, Village]) -> TableRow:
    village = known.get(one.village_code or "")
    if village is None:
        return TableRow([one.key, one.village_code or NO_DATA, NO_DATA])
    language = screen.language
    town = town_label(language, village.town_code, name=village.town_name)
    return TableRow([one.key, village_label(language, village.name), town])
