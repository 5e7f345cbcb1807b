"""Control totals (控制数): published totals beside ours, verdicts by edition, one opened with its rows and its form."""

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.control_detail import detail_panels
from dashboard.components.control_forms import add_panel
from dashboard.components.dictionary_parts import PATH
from dashboard.components.opening import figure_cell
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, accent
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, difference, format_number, iso_date, with_unit
from dashboard.queries.control_totals import (
    EDITIONS_SHOWN,
    Compared,
    compare,
    control_total_of,
    control_totals,
    last_editions,
)
from dashboard.queries.screen import Screen
from data.text import Locale

DAY_LENGTH = 10


def controls_section(screen: Screen) -> list[Component]:
    """Return the tab: the comparison, the total opened, verdicts by edition, the form that adds one."""
    found = [compare(screen.reading, each) for each in control_totals(screen.journal)]
    opened = control_total_of(screen.journal, screen.view.metric or "")
    detail = detail_panels(screen, compare(screen.reading, opened)) if opened else []
    return [_table_panel(screen, found), *detail, _editions_panel(screen, found), add_panel(screen)]


def verdict_name(found: Compared) -> str:
    """Return the name of the verdict: agrees, differs or no_data."""
    return {True: "agrees", False: "differs", None: "no_data"}[found.agrees]


def verdict(language: Locale, found: Compared) -> Component:
    """Return the verdict as a word with its sign."""
    name = verdict_name(found)
    kind = {"agrees": "verdict-met", "differs": "verdict-unmet"}.get(name, "")
    return html.Span(t(language, f"controls.{name}"), className=f"verdict {kind}".strip())


def _title(screen: Screen, found: list[Compared]) -> list[Child]:
    language, count = screen.language, format_number(len(found))
    off = sum(each.agrees is False for each in found)
    unknown = sum(each.agrees is None for each in found)
    if off:
        return [accent(t(language, "controls.title_off", count=count, off=format_number(off)))]
    if unknown:
        return [t(language, "controls.title_unknown", count=count, unknown=format_number(unknown))]
    return [t(language, "controls.title_all", count=count)]


def _table_panel(screen: Screen, found: list[Compared]) -> Component:
    language = screen.language
    columns = [
        Column(t(language, "controls.col_total")),
        Column(t(language, "controls.col_published"), "right"),
        Column(t(language, "controls.col_ours"), "right"),
        Column(t(language, "controls.col_difference"), "right"),
        Column(t(language, "controls.col_tolerance"), "right"),
        Column(t(language, "controls.col_verdict"), class_name="control-verdict"),
        Column(t(language, "controls.col_day"), class_name="data-nowrap"),
        Column(t(language, "controls.col_sentence"), class_name="control-sentence"),
    ]
    rows = [TableRow(_cells(screen, each), "is-behind" if each.agrees is False else "") for each in found]
    table = data_table(columns, rows, caption=t(language, "controls.caption"), language=language)
    return panel(_title(screen, found), table, sub=t(language, "controls.sub"))


def _cells(screen: Screen, found: Compared) -> list[Children]:
    language, total, figure = screen.language, found.total, found.total.figure
    explained = screen.view.change(metric=total.key).href(PATH)
    opened = screen.view.metric == total.key
    href = screen.view.change(metric=None).href(PATH) if opened else explained
    link = dcc.Link(total.name[language], href=href, className="link")
    gap = difference(figure, found.difference, language)
    return [
        [link, " ", chip(screen, figure.id, as_of=found.day, zone=None), *changed_note(language, found)],
        dcc.Link(with_unit(figure, total.value, language), href=explained, className="leads"),
        figure_cell(screen, figure.id, with_unit(figure, found.ours, language), as_of=found.day, zone=None),
        gap if found.difference is None else dcc.Link(gap, href=explained, className="leads"),
        with_unit(figure, total.tolerance, language) if total.tolerance else NO_DATA,
        verdict(language, found),
        iso_date(found.day),
        [total.sentence[language], html.Span(total.source[language], className="words note")],
    ]


def changed_note(language: Locale, found: Compared) -> list[Child]:
    """Return who changed or added the total and what it was before; nothing for a default."""
    entry, default = found.total.entry, found.total.default
    if entry is None:
        return []
    slots = {"author": entry.author, "day": entry.written_at[:DAY_LENGTH]}
    if default is None:
        return [html.Span(t(language, "controls.own", **slots), className="words note")]
    was = with_unit(found.total.figure, default.number, language)
    return [html.Span(t(language, "controls.changed", **slots, value=was), className="words note")]


def _editions_panel(screen: Screen, found: list[Compared]) -> Component:
    language, editions = screen.language, last_editions(screen.reading)
    columns = [Column(t(language, "controls.col_total"))]
    for each in editions:
        head = t(language, "controls.edition_head", edition=each.reading.edition, day=iso_date(each.delivered_on))
        columns.append(Column(head, "center"))
    rows = []
    for row in found:
        cells: list[Children] = [row.total.name[language]]
        cells += [_sign(language, compare(each.reading, row.total)) for each in editions]
        rows.append(TableRow(cells))
    table = data_table(columns, rows, caption=t(language, "controls.editions_caption"), language=language)
    sub = t(language, "controls.editions_sub", count=format_number(EDITIONS_SHOWN))
    return panel(t(language, "controls.editions_title"), table, sub=sub, class_name="control-editions")


def _sign(language: Locale, found: Compared) -> Component:
    name = verdict_name(found)
    kind = "verdict-unmet" if found.agrees is False else ""
    words = html.Span(t(language, f"controls.{name}"), className="visually-hidden")
    ours = with_unit(found.total.figure, found.ours, language)
    sign = html.Span(t(language, f"controls.sign_{name}"), title=ours)
    return html.Span([sign, words], className=f"verdict {kind}".strip())
