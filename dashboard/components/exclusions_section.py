"""The nine exclusions (九不包括) as a part of 督查: the rule table with what the lists matched, one open to edit."""

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components import states
from dashboard.components.forms import Field, record_form
from dashboard.components.opening import figure_cell, linked, told
from dashboard.components.oversight_sections import part_href
from dashboard.components.oversight_text import PATH
from dashboard.components.panel import grid, panel
from dashboard.components.source import chip, register_titles
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.components.valued import valued, valued_cell
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_value
from dashboard.metrics.registry import metric
from dashboard.queries.exclusions import Exclusion, exclusions, history, matched
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows
from dashboard.records.exclusions import EXCLUSION, LISTS
from data.text import Locale

MATCHED, LISTED = "exclusions.matched", "exclusions.listed"
MINUTE_LENGTH = 16


def finding(screen: Screen) -> list[Child]:
    """Return the part's finding: how many entries of the lists match registered people."""
    language = screen.language
    if not _is_known(screen):
        return [t(language, "exclusions.finding_unknown")]
    value = matched(screen.reading, screen.as_of, screen.scope)
    counted = linked(screen, MATCHED, format_value(metric(MATCHED), value, language))
    listed = linked(screen, LISTED, format_value(metric(LISTED), valued(screen, LISTED), language))
    name = "finding" if value else "finding_none"
    return told(screen, t(language, f"exclusions.{name}", matched=counted, listed=listed))


def sub(screen: Screen) -> list[Child]:
    """Return the line below: that the nine are a working table, not the county's text."""
    return [t(screen.language, "exclusions.sub"), " ", chip(screen, MATCHED)]


def exclusions_section(screen: Screen) -> list[Component]:
    """Return the part: the rule opened if one is, the nine, the lists."""
    nine = exclusions(screen.journal)
    opened = next((each for each in nine if each.key == screen.view.metric), None)
    edit = [grid(*_opened(screen, opened), kind="halves")] if opened else []
    lists = (
        _lists_panel(screen)
        if has_rows(screen.reading, "crosscheck_hits")
        else states.no_data(screen, registers=register_titles(screen.language, ("crosscheck_hits",)))
    )
    return [*edit, grid(_table_panel(screen, nine), lists, kind="wide-left")]


def _table_panel(screen: Screen, nine: tuple[Exclusion, ...]) -> Component:
    language = screen.language
    heads = ("rule", "lists", "matched", "basis", "edit")
    columns = [
        Column(t(language, f"exclusions.col_{name}"), "right" if name == "matched" else "left") for name in heads
    ]
    rows = [_row(screen, each) for each in nine]
    table = data_table(columns, rows, caption=t(language, "exclusions.caption"), language=language)
    return panel(t(language, "exclusions.title"), table, sub=t(language, "exclusions.table_sub"))


def _row(screen: Screen, each: Exclusion) -> TableRow:
    language, is_open = screen.language, screen.view.metric == each.key
    href = part_href(screen, "exclusions", metric=None if is_open else each.key)
    words: list[Child] = [each.name[language], html.Span(each.clause[language], className="note logic-clause")]
    mark: Children = html.Span(t(language, "shell.unconfirmed"), className="policy-mark is-unconfirmed")
    if each.entry is not None:
        day = each.entry.written_at[:MINUTE_LENGTH].replace("T", " ")
        mark = t(language, "exclusions.edited", author=each.entry.author, day=day)
    counts: list[Child] = []
    for name in each.lists:
        counts += [" + "] if counts else []
        counts.append(_matched(screen, name))
    cells: list[Children] = [
        words,
        t(language, "shell.list_comma").join(list_name(language, name) for name in each.lists) or NO_DATA,
        counts or t(language, "exclusions.by_hand"),
        mark,
        dcc.Link(t(language, "exclusions.close" if is_open else "exclusions.edit"), href=href, className="link"),
    ]
    return TableRow(cells, "is-chosen" if is_open else "")


def _is_known(screen: Screen) -> bool:
    """Return whether there are lists, and people to hold them against."""
    return all(has_rows(screen.reading, kind) for kind in ("crosscheck_hits", "persons"))


def _matched(screen: Screen, name: str | None) -> Child:
    if not _is_known(screen):
        return NO_DATA
    value = matched(screen.reading, screen.as_of, screen.scope, name)
    return figure_cell(screen, MATCHED, format_value(metric(MATCHED), value, screen.language), list=name)


def list_name(language: Locale, name: str) -> str:
    """Return the name of a comparison list in a language."""
    return name if language == "zh" else t(language, f"exclusions.list_{LISTS.index(name)}")


def _lists_panel(screen: Screen) -> Component:
    language = screen.language
    columns = [
        Column(t(language, "exclusions.col_list")),
        Column(t(language, "exclusions.col_listed"), "right"),
        Column(t(language, "exclusions.col_matched"), "right"),
    ]
    rows = [
        TableRow(
            [
                list_name(language, name),
                valued_cell(screen, LISTED, list=name),
                _matched(screen, name),
            ]
        )
        for name in LISTS
    ]
    total: list[Children] = [t(language, "cases.total"), valued_cell(screen, LISTED), _matched(screen, None)]
    rows.append(TableRow(total, "is-total"))
    table = data_table(columns, rows, caption=t(language, "exclusions.lists_title"), language=language)
    every = dcc.Link(
        t(language, "exclusions.see_findings"),
        href=screen.view.change(show="listed_person", metric=None).href(PATH),
        className="link",
    )
    twice = dcc.Link(t(language, "exclusions.see_twice"), href=part_href(screen, "logic"), className="link")
    return panel(
        t(language, "exclusions.lists_title"),
        table,
        sub=t(language, "exclusions.lists_sub"),
        source=[every, " · ", twice],
    )


def _opened(screen: Screen, each: Exclusion) -> tuple[Component, Component]:
    """Return the form that changes one of the nine, and what was written about it."""
    language = screen.language
    fields = (
        Field("name", t(language, "exclusions.field_name"), each.name[language], required=True),
        Field("clause", t(language, "exclusions.field_clause"), each.clause[language], required=True),
        Field("lists", t(language, "exclusions.field_lists"), "、".join(each.lists)),
    )
    forms = [record_form(language, EXCLUSION, each.key, fields=fields)]
    if each.entry is not None:
        forms.append(record_form(language, EXCLUSION, each.key, fields=(), save=t(language, "controls.restore")))
    title = t(language, "exclusions.edit_title", name=each.name[language])
    edit = panel(title, *forms, sub=t(language, "exclusions.edit_sub", lists="、".join(LISTS)), accented=True)
    lines = [
        html.Li(
            [
                html.Span(
                    f"{entry.written_at[:MINUTE_LENGTH].replace('T', ' ')} UTC · {entry.author} ", className="note"
                ),
                entry.content.get("name", t(language, "controls.restored")),
            ]
        )
        for entry in history(screen.journal, each.key)
    ]
    body = html.Ol(lines, className="finding-history") if lines else html.P(t(language, "exclusions.history_none"))
    return edit, panel(t(language, "controls.history_title"), body)
