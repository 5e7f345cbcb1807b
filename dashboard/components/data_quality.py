"""Quality of the data (数据质量): completeness by register, column and village; remarks of the loader; positions."""

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components import states
from dashboard.components.bars import Progress, bar
from dashboard.components.dictionary_parts import PATH, dictionary_href
from dashboard.components.opening import figure_cell, linked, told
from dashboard.components.panel import grid, panel
from dashboard.components.quality_remarks import remark_panels
from dashboard.components.quality_villages import positions_panel, villages_panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, percent, percent_number
from dashboard.queries.completeness import (
    OPTIONAL,
    REQUIRED,
    ColumnCount,
    RegisterCount,
    columns_told,
    register_counts,
)
from dashboard.queries.screen import Screen
from data.registers import load_registers
from data.text import Locale

LIST_HEIGHT = 560


def quality_section(screen: Screen) -> list[Component]:
    """Return the tab: registers beside the columns of one, villages, warnings and rejected rows, positions missing."""
    found = register_counts(screen.reading)
    opened = next((each for each in found if each.kind == screen.view.metric), None)
    shown = opened or next((each for each in found if each.kind == "households"), found[0])
    return [
        grid(_registers_panel(screen, found), _columns_panel(screen, shown, opened=opened is not None), kind="halves"),
        villages_panel(screen),
        *remark_panels(screen),
        positions_panel(screen),
    ]


def _registers_panel(screen: Screen, found: tuple[RegisterCount, ...]) -> Component:
    language = screen.language
    columns = [
        Column(t(language, "quality.col_register")),
        *(Column(t(language, f"quality.col_{name}"), "right") for name in ("rows", "required", "optional")),
        Column(t(language, "quality.col_worst")),
    ]
    rows = [TableRow(_register(screen, each)) for each in found]
    table = data_table(columns, rows, caption=t(language, "quality.registers_caption"), language=language)
    title: list[Child] = [*_title(screen, found), " ", chip(screen, "dq.rows_read")]
    return panel(title, table, sub=t(language, "quality.registers_sub"))


def _title(screen: Screen, found: tuple[RegisterCount, ...]) -> list[Child]:
    language = screen.language
    required = [each for register in found for each in register.columns if each.column.required]
    cells, filled = sum(each.rows for each in required), sum(each.filled for each in required)
    if not cells:
        return [t(language, "quality.registers_none")]
    rows = linked(screen, "dq.rows_in_force", format_number(sum(each.rows for each in found)))
    return told(screen, t(language, "quality.registers_title", rows=rows, share=percent(filled / cells)))


def _register(screen: Screen, found: RegisterCount) -> list[Children]:
    language, register = screen.language, load_registers()[found.kind]
    href = screen.view.change(metric=found.kind).href(PATH)
    shares = {REQUIRED: found.share(required=True), OPTIONAL: found.share(required=False)}
    return [
        dcc.Link(register.title[language], href=href, className="link"),
        figure_cell(screen, "dq.rows_in_force", format_number(found.rows), register=found.kind)
        if found.rows
        else NO_DATA,
        *(_opening(screen, found.kind, name, "completeness", percent_number(share)) for name, share in shares.items()),
        told(screen, _worst(screen, found)),
    ]


def _opening(screen: Screen, kind: str, column: str, figure: str, text: str) -> Child:
    """Return a number of columns as a link that opens it, where rows may tell of them."""
    if not columns_told(kind, column):
        return text
    return figure_cell(screen, f"dq.{figure}", text, register=kind, column=column)


def _worst(screen: Screen, found: RegisterCount) -> str:
    language = screen.language
    known = [each for each in found.columns if each.share is not None and each.share < 1]
    if not known:
        return NO_DATA
    worst = min(known, key=lambda each: each.share or 0)
    share, name = percent_number(worst.share), worst.column.name
    if columns_told(found.kind, name):
        share = linked(screen, "dq.completeness", share, register=found.kind, column=name)
    return t(language, "quality.worst", column=column_name(language, worst), share=share)


def column_name(language: Locale, found: ColumnCount) -> str:
    """Return a column's name: its heading in Chinese, its label in English."""
    return found.column.header if language == "zh" else found.column.label.en


def _columns_panel(screen: Screen, found: RegisterCount, *, opened: bool) -> Component:
    language, register = screen.language, load_registers()[found.kind]
    names = ("kind", "filled", "blank", "share")
    columns = [
        Column(t(language, "quality.col_column")),
        Column(t(language, f"quality.col_{names[0]}")),
        *(Column(t(language, f"quality.col_{name}"), "right") for name in names[1:]),
        Column(html.Span(t(language, "quality.col_share"), className="visually-hidden"), class_name="quality-bar"),
    ]
    rows = [TableRow(_column(screen, found.kind, each)) for each in found.columns]
    title = t(language, "quality.columns_title", register=register.title[language])
    caption = t(language, "quality.columns_caption", register=register.title[language])
    if not found.rows:
        body = states.no_data(screen, registers=register.title[language])
    else:
        body = data_table(columns, rows, caption=caption, language=language, max_height=LIST_HEIGHT)
    link = dcc.Link(
        t(language, "data.section_dictionary"), href=dictionary_href(screen.view, found.kind), className="link"
    )
    return panel([title, " ", html.Span(link, className="note")], body, accented=opened)


def _column(screen: Screen, kind: str, found: ColumnCount) -> list[Children]:
    language, name = screen.language, column_name(screen.language, found)
    asked = t(language, "quality.required" if found.column.required else "quality.optional")
    share = percent_number(found.share)
    return [
        name,
        asked,
        _opening(screen, kind, found.column.name, "cells_filled", format_number(found.filled)),
        _opening(screen, kind, found.column.name, "cells_blank", format_number(found.rows - found.filled)),
        _opening(screen, kind, found.column.name, "completeness", share),
        bar(Progress(found.share), label=f"{name} {percent(found.share)}"),
    ]
