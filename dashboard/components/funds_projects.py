"""One project (项目): its facts, its three stages of money side by side, its allocations and its entries."""

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.funds_text import PATH, entry_amount, level_name, origin_text, slotted
from dashboard.components.opening import linked, opens, opens_row, told, unmarked
from dashboard.components.panel import grid, panel
from dashboard.components.place_links import place_words
from dashboard.components.source import chip
from dashboard.components.states import state
from dashboard.components.table import MOST_ROWS, Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.components.village_link import village_href
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, iso_date, ledger_unit, with_unit
from dashboard.metrics.registry import metric
from dashboard.names import category_label, unit_label, village_label
from dashboard.opened import Conditions
from dashboard.queries.entries import Entry, project_entries
from dashboard.queries.projects import Project, UnknownProject, project, project_allocations
from dashboard.queries.screen import Screen
from data.text import Locale


def project_body(screen: Screen, key: str) -> list[Component]:
    """Return everything of the project of a key, or the words that there is no such project."""
    back = dcc.Link(t(screen.language, "funds.project_back"), href=_list_href(screen), className="button")
    try:
        found = project(screen.reading, key, screen.as_of)
    except UnknownProject:
        return [state(t(screen.language, "funds.project_unknown"), kind="empty", actions=back)]
    tables = grid(_allocations(screen, found), _entries(screen, found), kind="wide-right")
    return [html.Div(back), _facts(screen, found), tables]


def _money(language: Locale, fen: int) -> str:
    return f"{entry_amount(language, fen)} {ledger_unit(language)}"


def _list_href(screen: Screen) -> str:
    return screen.view.change(show="projects", metric=None).href(PATH)


def _facts(screen: Screen, found: Project) -> Component:
    language, progress = screen.language, metric("funds.progress")
    one: Conditions = {"project": found.project_no, "zone": None}
    stages = [
        ("planned", _money(language, found.planned_fen), ""),
        ("allocated", _money(language, found.allocated_fen), ""),
        (
            "disbursed",
            _money(language, found.disbursed_fen),
            t(
                language,
                "funds.project_paid",
                share=linked(screen, progress.id, with_unit(progress, found.paid_share, language), **one),
            ),
        ),
    ]
    figures = [
        html.Div(
            [
                html.Span(
                    [metric(f"funds.{stage}").short[language], " ", chip(screen, f"funds.{stage}", **one)],
                    className="note",
                ),
                html.Span(opens(screen, f"funds.{stage}", value, **one), className="funds-stage-value"),
                html.Span(told(screen, more), className="note"),
            ]
        )
        for stage, value, more in stages
    ]
    work = with_unit(progress, found.work_share, language)
    days = {"day": iso_date(found.planned_finish_on), "actual": iso_date(found.actual_finish_on)}
    department = unit_label(language, found.department or NO_DATA)
    place = html.Span(place_words(screen, found.place, found.village_codes))
    facts = {"category": category_label(language, found.category), "department": department}
    sub = slotted(language, "funds.project_facts", place, slot="place", number=found.project_no, **facts)
    note = t(language, "funds.project_origin", origin=origin_text(language, found.origin))
    said = html.P(t(language, "funds.project_work", share=work, **days))
    stated = html.P(t(language, "funds.categories_note"), className="note")
    return panel(found.name, html.Div(figures, className="funds-stages"), said, stated, sub=sub, source=note)


def _allocations(screen: Screen, found: Project) -> Component:
    language = screen.language
    rows = project_allocations(screen.reading, found.project_no, screen.as_of)
    one: Conditions = {"project": found.project_no, "zone": None}
    total = linked(screen, "funds.allocated", _money(language, found.allocated_fen), **one)
    title = t(language, "funds.allocations_title", count=len(rows), sum=total)
    if not rows:
        return panel(told(screen, title), html.P(t(language, "funds.allocations_none")))
    columns = [
        Column(t(language, "funds.col_document"), class_name="funds-name"),
        Column(t(language, "funds.col_day"), class_name="funds-name"),
        Column(t(language, "funds.grid_level")),
        Column(t(language, "funds.col_amount", unit=ledger_unit(language)), "right"),
        Column(t(language, "funds.col_origin"), class_name="note funds-origin"),
    ]
    body = [
        TableRow(
            [
                each.document_no,
                iso_date(each.allocated_on),
                level_name(language, each.level),
                opens_row(
                    screen,
                    "funds.allocated",
                    entry_amount(language, each.fen),
                    row=(each.document_no, found.project_no),
                    **one,
                ),
                origin_text(language, each.origin),
            ]
        )
        for each in rows
    ]
    table = data_table(columns, body, caption=unmarked(title), language=language, max_height=480)
    return panel([*told(screen, title), " ", chip(screen, "funds.allocated", **one)], table)


def _entries(screen: Screen, found: Project) -> Component:
    language = screen.language
    page = project_entries(screen.reading, found.project_no, screen.as_of, limit=MOST_ROWS + 1)
    one: Conditions = {"project": found.project_no, "zone": None}
    total = linked(screen, "funds.disbursed", _money(language, found.disbursed_fen), **one)
    title = t(language, "funds.entries_title", count=page.count, sum=total)
    if not page.rows:
        return panel(told(screen, title), html.P(t(language, "funds.entries_none")))
    heads = ("grid_voucher_no", "grid_line_no", "col_day", "grid_level", "col_village", "grid_payee_masked")
    columns = [Column(t(language, f"funds.{head}"), class_name="funds-name") for head in heads]
    columns.append(Column(t(language, "funds.col_amount", unit=ledger_unit(language)), "right"))
    columns.append(Column(t(language, "funds.col_origin"), class_name="note funds-origin"))
    body = []
    for each in page.rows:
        cells: list[Children] = [
            each.voucher_no,
            each.line_no,
            iso_date(each.disbursed_on),
            level_name(language, each.level),
            _village(screen, each),
            each.payee_masked or NO_DATA,
            opens_row(
                screen,
                "funds.disbursed",
                entry_amount(language, each.fen),
                row=(each.voucher_no, each.line_no),
                **one,
            ),
            origin_text(language, each.origin),
        ]
        body.append(TableRow(cells))
    table = data_table(columns, body, caption=unmarked(title), language=language, max_height=480)
    return panel([*told(screen, title), " ", chip(screen, "funds.disbursed", **one)], table)


def _village(screen: Screen, entry: Entry) -> Child:
    if not entry.village_code or not entry.village_name:
        return t(screen.language, "funds.unassigned")
    name = village_label(screen.language, entry.village_name)
    return dcc.Link(name, href=village_href(screen, entry.village_code), className="link")
