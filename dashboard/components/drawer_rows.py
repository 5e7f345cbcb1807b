"""The rows in the drawer (明细行): groups with their total, then a group's rows page by page, each with its origin."""

from datetime import date
from math import isclose
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlencode

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.disclosure import Suppressed, small_count_limit
from dashboard.metrics.formats import NO_DATA, format_number, format_value, iso_date, ledger_money, ledger_unit
from dashboard.metrics.registry import metric
from dashboard.names import town_label, village_label
from dashboard.opened import Look
from dashboard.queries.evidence.listing import PAGE_ROWS, Group, ListedRow, RowPage, groups_of, rows_page, term_value
from dashboard.queries.evidence.model import Evidence, Term
from dashboard.queries.evidence.origin import Origin, origins
from dashboard.queries.evidence.withheld import withheld_groups
from dashboard.queries.screen import Screen
from dashboard.queries.villages import villages
from data.registers import load_registers
from data.text import Locale

PATH = "/figure"
GROUPS_HEIGHT, ROWS_HEIGHT = 300, 420
STATES = {"新识别": "identified", "脱贫": "out", "返贫": "returned"}


def look_address(screen: Screen, look: Look) -> str:
    """Return the address of the drawer at what is looked at, in the screen's language and edition."""
    told = [("lang", screen.language), ("edition", str(screen.note.edition)), ("as_of", iso_date(screen.as_of))]
    return f"{PATH}?{urlencode([*told, *look.parts])}"


def turn(screen: Screen, look: Look, words: Children, *, class_name: str = "link", **told: Any) -> Component:  # noqa: ANN401 - attributes of an element
    """Return a link that shows another part of the same drawer."""
    marked: dict[str, Any] = {"data-drawer": "1", **told}
    return html.A(words, href=look_address(screen, look), className=class_name, **marked)


def rows_section(screen: Screen, look: Look, evidence: Evidence, *, value: float) -> Component:
    """Return the terms to choose from, the groups of the chosen one, and the rows of the chosen group."""
    language = screen.language
    at = min(look.at, len(evidence.terms) - 1)
    term = evidence.terms[at]
    groups = groups_of(screen.reading, look.opened, at)
    group = look.group if look.group is not None else groups[0].key if len(groups) == 1 else None
    parts: list[Child] = [html.H3(t(language, "drawer.rows"))]
    if len(evidence.terms) > 1:
        parts.append(_terms(screen, look, evidence, at))
    parts.append(_groups(screen, Look(look.opened, at, group), term, alone=value if evidence.shape == "sum" else None))
    if group is not None:
        chosen = Look(look.opened, at, group, look.page, look.sort)
        limit = small_count_limit(look.opened.as_of or screen.as_of)
        withheld = html.P(t(language, "drawer.withheld", limit=limit), className="note")
        is_shown = group not in withheld_groups(screen.reading, look.opened, at)
        parts.append(_rows(screen, chosen, term) if is_shown else withheld)
    return html.Section(parts, className="drawer-section")


def _terms(screen: Screen, look: Look, evidence: Evidence, at: int) -> Component:
    items = []
    for number, term in enumerate(evidence.terms):
        current: dict[str, Any] = {"aria-current": "true"} if number == at else {}
        items.append(html.Li(turn(screen, Look(look.opened, number), term.name[screen.language], **current)))
    return html.Ul(items, className="drawer-terms")


def amount(term: Term, value: float, language: Locale) -> str:
    """Return what rows add up to, in the unit of the term; money to the cent."""
    figure = metric(term.like)
    return ledger_money(value, language) if figure.kind == "money" else format_value(figure, value, language)


def unit_of(term: Term, language: Locale) -> str:
    """Return the unit in which ``amount`` is printed."""
    figure = metric(term.like)
    return ledger_unit(language) if figure.kind == "money" else figure.unit[language]


def weight_head(term: Term, language: Locale) -> str:
    """Return the heading of what rows add: the term in its unit; where groups are counted the rows add no such unit."""
    if term.counts_groups:
        return t(language, "drawer.head_rows")
    bracket = "（{}）" if language == "zh" else " ({})"
    return term.name[language] + bracket.format(unit_of(term, language))


def group_name(screen: Screen, term: Term, key: str) -> str:
    """Return the name of a group of rows."""
    language, grouping = screen.language, term.rows.grouping
    if grouping == "delivery":
        return t(language, "drawer.group_delivery", number=key)
    if grouping == "whole":
        return t(language, "drawer.group_whole")
    if grouping != "village":
        return key or NO_DATA
    village = next((each for each in villages(screen.reading) if each.code == key), None)
    if village is None:
        return key or t(language, "drawer.group_none")
    town = town_label(language, village.town_code, name=village.town_name)
    return f"{village_label(language, village.name)}　{town}"


def _group_row(screen: Screen, look: Look, term: Term, group: Group) -> TableRow:
    """Return a group with its total; one whose count is withheld shows its limit and no rows."""
    name = group_name(screen, term, group.key)
    if group.key in withheld_groups(screen.reading, look.opened, look.at):
        return TableRow((name, str(Suppressed(small_count_limit(look.opened.as_of or screen.as_of)))))
    link = turn(screen, Look(look.opened, look.at, group.key), name)
    return TableRow((link, amount(term, group.value, screen.language)), "is-chosen" if group.key == look.group else "")


def _groups(screen: Screen, look: Look, term: Term, *, alone: float | None) -> Component:
    language = screen.language
    groups = groups_of(screen.reading, look.opened, look.at)
    head = t(language, f"drawer.head_{term.rows.grouping}")
    columns = (Column(head), Column(weight_head(term, language), "right"))
    rows = [_group_row(screen, look, term, group) for group in groups]
    total = term_value(screen.reading, look.opened, look.at)
    text = format_value(metric(term.like), total, language) if term.counts_groups else amount(term, total, language)
    name = t(language, "drawer.number" if term.counts_groups else "drawer.total")
    rows.insert(0, TableRow((name, _agreement(screen, text, total, alone)), "is-total"))
    caption = t(language, "drawer.groups_caption", head=head, name=term.name[language])
    table = data_table(
        columns, rows, caption=caption, language=language, max_height=GROUPS_HEIGHT, class_name="drawer-groups"
    )
    if not withheld_groups(screen.reading, look.opened, look.at):
        return table
    limit = small_count_limit(look.opened.as_of or screen.as_of)
    return html.Div([table, html.P(t(language, "drawer.groups_withheld", limit=limit), className="note")])


def _agreement(screen: Screen, text: str, total: float, alone: float | None) -> str:
    """Return the total, and whether it equals the figure above where that is nothing but this sum."""
    if alone is None:
        return text
    equal = isclose(total, alone, rel_tol=1e-9, abs_tol=1e-9)
    return t(screen.language, "drawer.total_equal" if equal else "drawer.total_unequal", value=text)


def _rows(screen: Screen, look: Look, term: Term) -> Component:
    language, known = screen.language, origins(screen.reading)
    page = rows_page(screen.reading, look.opened, look.at, group=look.group or "", page=look.page, sort=look.sort)
    names = [*term.rows.shown, *(name for name, _ in term.rows.extra)]
    columns = [
        Column(_sorting(screen, look, name, heading_of(term, name, language))) for name in names if name != "reason_en"
    ]
    columns += [
        Column(_sorting(screen, look, "weight", weight_head(term, language)), "right"),
        Column(t(language, "drawer.head_origin")),
    ]
    rows = [_row(screen, look, term, row, known.get(row.table_no or 0)) for row in page.rows]
    caption = t(
        language, "drawer.rows_caption", group=group_name(screen, term, look.group or ""), name=term.name[language]
    )
    table = data_table(columns, rows, caption=caption, language=language, max_height=ROWS_HEIGHT, show_caption=True)
    return html.Div([table, _pager(screen, look, page)], className="drawer-rows")


def _sorting(screen: Screen, look: Look, name: str, words: str) -> Child:
    down = look.sort == f"-{name}"
    mark = " ▾" if down else " ▴" if look.sort == name else ""
    wanted = Look(look.opened, look.at, look.group, 1, name if down else f"-{name}")
    title = t(screen.language, "drawer.sort_by", name=words)
    return turn(screen, wanted, words + mark, class_name="drawer-sort", title=title)


def heading_of(term: Term, name: str, language: Locale) -> str:
    """Return the heading of a column of the rows."""
    register = load_registers().get(term.rows.kind)
    if register is not None and any(column.name == name for column in register.columns):
        return register.column(name).label[language]
    return t(language, f"drawer.col_{name}")


def _row(screen: Screen, look: Look, term: Term, row: ListedRow, origin: Origin | None) -> TableRow:
    language = screen.language
    shown = {name: value for name, value in row.shown.items() if name != "reason_en"}
    if language == "en" and "reason_zh" in shown:
        shown["reason_zh"] = row.shown["reason_en"]
    cells: list[Children] = [row_cell(value, language) for value in shown.values()]
    cells.append(amount(term, row.value, language))
    cells.append(_origin(screen, look, row, origin))
    return TableRow(cells, "is-chosen" if row.key == look.row else "")


def row_cell(value: object, language: Locale) -> str:
    """Return a cell of the rows as text; — for an empty one."""
    if value is None or value == "":
        return NO_DATA
    if isinstance(value, date):
        return iso_date(value)
    text = str(value)
    if text in STATES:
        return t(language, f"drawer.state_{STATES[text]}")
    return load_registers()[text].title[language] if text in load_registers() else text


def _origin(screen: Screen, look: Look, row: ListedRow, origin: Origin | None) -> Child:
    if origin is None:
        return NO_DATA
    file = PurePosixPath(origin.path.rsplit("!", 1)[-1]).name
    if row.sheet_row is None:
        return file
    words = t(screen.language, "drawer.origin_short", file=file, row=row.sheet_row)
    if row.edition is None:
        return words
    return turn(screen, Look(look.opened, look.at, look.group, look.page, look.sort, row.key), words)


def _pager(screen: Screen, look: Look, page: RowPage) -> Component:
    language = screen.language
    if not page.count:
        return html.P(t(language, "drawer.rows_none"), className="note")
    last_page = max(1, -(-page.count // PAGE_ROWS))
    at = min(max(1, look.page), last_page)
    first = (at - 1) * PAGE_ROWS + 1
    span = t(language, "drawer.pager", first=format_number(first), last=format_number(first + len(page.rows) - 1),
             count=format_number(page.count))  # fmt: skip
    links: list[Child] = [span]
    for number, name in ((at - 1, "previous"), (at + 1, "next")):
        if 1 <= number <= last_page:
            other = Look(look.opened, look.at, look.group, number, look.sort)
            links += [" ", turn(screen, other, t(language, f"drawer.pager_{name}"))]
    return html.P(links, className="drawer-pager")
