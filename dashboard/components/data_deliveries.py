"""Deliveries (报送): every one with its files and what became of its rows, counts that balance."""

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import states
from dashboard.components.data_head import PATH
from dashboard.components.data_text import COUNT_NAMES, balance, count_heads
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, iso_date
from dashboard.queries.deliveries import QUARANTINED, Delivery, deliveries
from dashboard.queries.screen import Screen


def deliveries_section(screen: Screen) -> list[Component]:
    """Return the section: all deliveries, or the one opened."""
    return [_list_panel(screen, deliveries(screen.reading))]


def _list_panel(screen: Screen, found: tuple[Delivery, ...]) -> Component:
    language = screen.language
    title: list[Child] = [t(language, "data.list_title", deliveries=format_number(len(found)))]
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


def _row(screen: Screen, found: Delivery) -> TableRow:
    language, counts = screen.language, found.counts
    href = screen.view.change(metric=f"d{found.number}").href(PATH)
    link = dcc.Link(t(language, "data.delivery_named", number=found.number, path=found.path), href=href)
    cells: list[Children] = [
        link,
        iso_date(found.delivered_on),
        found.received_at[:10],
        str(found.edition),
        _state(screen, found),
        _files(screen, found),
        *(format_number(getattr(counts, name)) for name in COUNT_NAMES),
        balance(language, counts),
    ]
    return TableRow(cells, class_name="" if found.withdrawn_edition is None else "is-withdrawn")


def _state(screen: Screen, found: Delivery) -> str:
    if found.withdrawn_edition is None:
        return t(screen.language, "data.stands")
    return t(screen.language, "data.withdrawn", edition=found.withdrawn_edition)


def _files(screen: Screen, found: Delivery) -> str:
    if not found.files:
        return NO_DATA
    count, aside = format_number(len(found.files)), found.number_of(QUARANTINED)
    return t(screen.language, "data.files_aside", count=count, aside=format_number(aside)) if aside else count
