"""Remarks of the loader (读入提示): warnings and rejected rows by cause and register, one cause by pages."""

from collections.abc import Mapping

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components import states
from dashboard.components.dictionary_parts import PATH
from dashboard.components.opening import linked, opens, told
from dashboard.components.panel import grid, panel
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Children
from dashboard.i18n import catalogue, t
from dashboard.metrics.formats import NO_DATA, format_number, iso_date
from dashboard.queries.remark_rows import PAGE_ROWS, Remark, RemarkCount, Sort, remark_counts, remarks
from dashboard.queries.screen import Screen
from data.registers import load_registers
from data.text import Locale

FIGURES: Mapping[Sort, str] = {"warning": "dq.warnings", "rejection": "dq.rejected"}
"""The figure of the remarks of a sort."""
SORTS: tuple[Sort, ...] = ("warning", "rejection")
ASKED_PARTS = 3


def remark_panels(screen: Screen) -> list[Component]:
    """Return both lists of causes side by side, and the rows of the cause the address asks for."""
    lists = grid(*(_causes_panel(screen, sort) for sort in SORTS), kind="halves")
    asked = asked_rows(screen.view.metric)
    return [lists, _rows_panel(screen, *asked)] if asked else [lists]


def asked_rows(metric: str | None) -> tuple[Sort, str, int] | None:
    """Return sort, cause and page that an address asks for (``warning.unreadable.2``); None for anything else."""
    parts = (metric or "").split(".")
    if len(parts) != ASKED_PARTS or not (parts[2].isascii() and parts[2].isdigit()):
        return None
    for sort in SORTS:
        if parts[0] == sort:
            return sort, parts[1], max(1, int(parts[2]))
    return None


def cause_name(language: Locale, code: str) -> str:
    """Return what a code of the loader means."""
    name = f"quality.cause_{code}"
    return t(language, name) if name in catalogue() else t(language, "quality.cause_other", code=code)


def _causes_panel(screen: Screen, sort: Sort) -> Component:
    language, found = screen.language, remark_counts(screen.reading, sort)
    count = sum(each.count for each in found)
    title = told(screen, t(language, f"quality.sort_{sort}", count=linked(screen, FIGURES[sort], format_number(count))))
    if not found:
        return panel(title, states.empty(language, t(language, f"quality.none_{sort}")))
    columns = [
        Column(t(language, "quality.col_cause")),
        Column(t(language, "quality.col_count"), "right"),
        Column(t(language, "quality.col_registers"), class_name="quality-registers"),
    ]
    rows = [_cause(screen, sort, code, group) for code, group in _by_code(found).items()]
    table = data_table(columns, rows, caption=t(language, f"quality.caption_{sort}"), language=language)
    return panel(title, table, sub=t(language, f"quality.sub_{sort}"))


def _by_code(found: tuple[RemarkCount, ...]) -> dict[str, list[RemarkCount]]:
    grouped: dict[str, list[RemarkCount]] = {}
    for each in found:
        grouped.setdefault(each.code, []).append(each)
    return dict(sorted(grouped.items(), key=lambda item: -sum(each.count for each in item[1])))


def _cause(screen: Screen, sort: Sort, code: str, group: list[RemarkCount]) -> TableRow:
    language = screen.language
    link = dcc.Link(cause_name(language, code), href=_href(screen, sort, code, 1), className="link")
    figure = FIGURES[sort]

    def of_register(each: RemarkCount) -> str:
        count = linked(screen, figure, format_number(each.count), register=each.kind, reason=code)
        return t(language, "quality.by_register", register=_title(language, each.kind), count=count)

    registers = [of_register(each) for each in group]
    asked = asked_rows(screen.view.metric)
    opened = asked is not None and asked[:2] == (sort, code)
    count = opens(screen, figure, format_number(sum(each.count for each in group)), reason=code)
    cells: list[Children] = [link, count, told(screen, t(language, "shell.list_comma").join(registers))]
    return TableRow(cells, "is-asked" if opened else "")


def _title(language: Locale, kind: str) -> str:
    return load_registers()[kind].title[language]


def _href(screen: Screen, sort: Sort, code: str, page: int) -> str:
    return screen.view.change(metric=f"{sort}.{code}.{page}").href(PATH)


def _rows_panel(screen: Screen, sort: Sort, code: str, page: int) -> Component:
    language = screen.language
    count = sum(each.count for each in remark_counts(screen.reading, sort) if each.code == code)
    cause, last = cause_name(language, code), max(1, -(-count // PAGE_ROWS))
    if page > last:
        words = t(language, "quality.rows_past", page=page, last=last)
        return panel(cause, states.empty(language, words), accented=True)
    found = remarks(screen.reading, sort, code, page)
    first = PAGE_ROWS * (page - 1) + 1
    slots = {"first": format_number(min(first, count)), "last": format_number(first + len(found) - 1)}
    title = t(language, "quality.rows_title", cause=cause, **slots, count=format_number(count))
    names = ("register", "place", "sheet_row", "column", "value", "reason")
    columns = [Column(t(language, f"quality.col_{name}"), "right" if name == "sheet_row" else "left") for name in names]
    rows = [TableRow(_row(language, each)) for each in found]
    table = data_table(columns, rows, caption=t(language, "quality.rows_caption", cause=cause), language=language)
    return panel(title, table, _turning(screen, sort, code, page=page, last=last), accented=True)


def _row(language: Locale, found: Remark) -> list[Children]:
    where = t(language, "controls.delivery_of", number=found.delivery_no, day=iso_date(found.delivered_on))
    sheet = f" · {found.sheet}" if found.sheet else ""
    return [
        _title(language, found.kind),
        [f"{found.path}{sheet}", html.Span(where, className="words note")],
        format_number(found.sheet_row),
        found.header,
        found.value or NO_DATA,
        found.reason[language],
    ]


def _turning(screen: Screen, sort: Sort, code: str, *, page: int, last: int) -> Component:
    links: list[Component] = []
    if page > 1:
        href = _href(screen, sort, code, page - 1)
        links.append(dcc.Link(t(screen.language, "quality.previous"), href=href, className="button"))
    if page < last:
        href = _href(screen, sort, code, page + 1)
        links.append(dcc.Link(t(screen.language, "quality.next"), href=href, className="button"))
    return html.Div(links, className="state-actions")
