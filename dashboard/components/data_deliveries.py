"""Deliveries (报送): every one with its files and what became of its rows, counts that balance."""

import re

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import states
from dashboard.components.data_delivery import delivery_body
from dashboard.components.data_file import file_body, table_body
from dashboard.components.data_text import COUNT_NAMES, balance, count_heads, opened
from dashboard.components.opening import linked, opens, told
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, iso_date
from dashboard.queries.deliveries import Delivery, deliveries
from dashboard.queries.screen import Screen

_OPENED = re.compile(r"(?P<kind>[dft])(?P<number>\d{1,9})(?:\.(?P<rejected>\d{1,6}))?(?:\.(?P<warned>\d{1,6}))?")
"""What the address names of what is open: d12 a delivery, f34 a file, t56.2.1 a table with its pages of rows."""


def deliveries_section(screen: Screen) -> list[Component]:
    """Return the section: all deliveries, or the delivery, file or table opened."""
    found = deliveries(screen.reading)
    asked = _OPENED.fullmatch(screen.view.metric or "")
    if asked is None:
        return [_list_panel(screen, found)]
    number, pages = int(asked["number"]), (int(asked["rejected"] or 1) or 1, int(asked["warned"] or 1) or 1)
    for each in found:
        if asked["kind"] == "d" and each.number == number:
            return delivery_body(screen, each)
        for file in each.files:
            if asked["kind"] == "f" and file.number == number:
                return file_body(screen, each, file)
            for table in file.tables if asked["kind"] == "t" else ():
                if table.number == number:
                    return table_body(screen, each, file, table=table, pages=pages)
    return [_unknown(screen), _list_panel(screen, found)]


def _unknown(screen: Screen) -> Component:
    return states.state(t(screen.language, "data.unknown_title"), t(screen.language, "data.unknown_line"), kind="empty")


def _list_panel(screen: Screen, found: tuple[Delivery, ...]) -> Component:
    language = screen.language
    title = _title(screen, found)
    if not found:
        return panel(title, states.empty(language, t(language, "data.sub_none")))
    columns = [
        Column(t(language, "data.col_delivery")),
        Column(t(language, "data.col_delivered"), class_name="data-nowrap"),
        Column(t(language, "data.col_received"), class_name="data-nowrap"),
        Column(t(language, "data.col_edition"), "right"),
        Column(t(language, "data.col_state"), class_name="data-nowrap"),
        Column(t(language, "data.col_files"), "right"),
        *count_heads(language),
    ]
    rows = [_row(screen, each) for each in found]
    table = data_table(columns, rows, caption=t(language, "data.list_caption"), language=language)
    return panel([*title, " ", chip(screen, "dq.rows_read")], table, sub=t(language, "data.list_sub"))


def _title(screen: Screen, found: tuple[Delivery, ...]) -> list[Child]:
    """Return how many deliveries there are; the number opens unless some of them are withdrawn."""
    count, are_standing = format_number(len(found)), all(each.withdrawn_edition is None for each in found)
    said = linked(screen, "dq.deliveries", count) if are_standing and found else count
    return told(screen, t(screen.language, "data.list_title", deliveries=said))


def _row(screen: Screen, found: Delivery) -> TableRow:
    language, counts = screen.language, found.counts
    named = t(language, "data.delivery_named", number=found.number, path=found.path)
    link = dcc.Link(named, href=opened(screen, f"d{found.number}"), className="link")
    cells: list[Children] = [
        link,
        iso_date(found.delivered_on),
        found.received_at[:10],
        str(found.edition),
        _state(screen, found),
        _files(screen, found),
        *(_count(screen, found, f"dq.{name}", getattr(counts, name)) for name in COUNT_NAMES),
        balance(language, counts),
    ]
    return TableRow(cells, class_name="" if found.withdrawn_edition is None else "is-withdrawn")


def _state(screen: Screen, found: Delivery) -> str:
    if found.withdrawn_edition is None:
        return t(screen.language, "data.stands")
    return t(screen.language, "data.withdrawn", edition=found.withdrawn_edition)


def _count(screen: Screen, found: Delivery, figure: str, count: int) -> Child:
    """Return a count of a delivery, which opens while the delivery stands."""
    text = format_number(count)
    if found.withdrawn_edition is not None:
        return text
    return opens(screen, figure, text, delivery=str(found.number))


def _files(screen: Screen, found: Delivery) -> Children:
    if not found.files:
        return NO_DATA
    language, number, aside = screen.language, str(found.number), len(found.set_aside)
    count, quarantined = format_number(len(found.files)), format_number(aside)
    if found.withdrawn_edition is None:
        count = linked(screen, "dq.files", count, delivery=number)
        quarantined = linked(screen, "dq.files_quarantined", quarantined, delivery=number)
    return told(screen, t(language, "data.files_aside", count=count, aside=quarantined) if aside else count)
