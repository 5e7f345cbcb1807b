"""Ledger flags (台账疑点) on the page: what each rule examined and singled out. A flag is a lead, not a verdict."""

from collections.abc import Sequence

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.funds_text import PATH, entry_amount, project_link
from dashboard.components.opening import figure_cell, linked, opens, opens_row, told, unmarked
from dashboard.components.oversight_text import PATH as WORKLIST
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.flags import TOTAL, Part, flag_id
from dashboard.metrics.formats import NO_DATA, format_number, iso_date, ledger_unit, with_unit
from dashboard.metrics.registry import metric
from dashboard.names import category_label
from dashboard.queries.flags import MOST_ROWS, Flag, FlagRow, flags
from dashboard.queries.screen import Screen
from data.text import Locale


def disclaimer(language: Locale) -> Component:
    """Return the words that stand on the page whatever part of it is open (疑点不等于违规)."""
    return html.P(["◇ ", t(language, "funds.disclaimer")], className="funds-disclaimer")


def flags_panel(screen: Screen) -> Component:
    """Return one line a rule: what it examined, what it singled out, the largest of it."""
    language, found = screen.language, flags(screen.reading, screen.as_of)
    columns = [
        Column(t(language, "funds.col_flag")),
        Column(t(language, "funds.col_test")),
        Column(t(language, "funds.col_examined"), "right"),
        Column(t(language, "funds.col_found"), "right"),
        Column(t(language, "funds.col_flag_amount", unit=ledger_unit(language)), "right"),
        Column(t(language, "funds.col_largest")),
    ]
    rows = [_summary(screen, each) for each in found]
    table = data_table(columns, rows, caption=t(language, "funds.flags_caption"), language=language)
    link = dcc.Link(
        t(language, "funds.flags_all"),
        href=screen.view.change(show="flags", metric=None).href(PATH),
        className="link funds-more",
    )
    sub = [t(language, "funds.disclaimer_line"), t(language, "funds.flags_sub")]
    return panel(
        [*told(screen, flags_title(screen, found)), " ", chip(screen, "funds.disbursed"), link],
        table,
        sub=" ".join(sub),
        class_name="funds-flags",
    )


def flags_title(screen: Screen, found: Sequence[Flag]) -> str:
    """Return how many flags there are, marked to open, that there are none, or that nothing could be checked."""
    language = screen.language
    if not any(each.was_checked for each in found):
        return t(language, "funds.flags_title_unchecked")
    count = sum(each.count for each in found)
    if not count:
        return t(language, "funds.flags_title_none")
    return t(language, "funds.flags_title", count=linked(screen, TOTAL, format_number(count), zone=None))


def _name(language: Locale, found: Flag) -> str:
    first = found.rules[0]
    return (first.short or first.label)[language]


def _in_list(screen: Screen, found: Flag, words: Child) -> Component:
    """Return a link to the findings of a flag in the worklist, where they are handled."""
    return dcc.Link(words, href=screen.view.change(show=found.kind, metric=None).href(WORKLIST), className="link")


def _counted(language: Locale, found: Flag, count: int) -> str:
    one = "_one" if count == 1 else ""
    return t(language, f"funds.unit_{found.unit}{one}", count=format_number(count))


def _opening(screen: Screen, found: Flag, part: Part) -> Child:
    """Return how many rows a flag examined or singled out, as words that open them; plain where it examined none."""
    words = _counted(screen.language, found, found.count if part == "found" else found.examined)
    return opens(screen, flag_id(found.kind, part), words) if found.was_checked else words


def _summary(screen: Screen, found: Flag) -> TableRow:
    language = screen.language
    number: Child = _opening(screen, found, "found") if found.was_checked else t(language, "funds.not_checked")
    largest: Child = _subject(screen, found.rows[0]) if found.rows else NO_DATA
    amount = entry_amount(language, found.fen) if found.count else NO_DATA
    money = html.Span(
        figure_cell(screen, flag_id(found.kind, "amount"), amount), title=t(language, f"funds.amount_{found.kind}")
    )
    cells: list[Children] = [
        html.B(_in_list(screen, found, _name(language, found))),
        [found.rules[0].clause[language], " ", *_unconfirmed(language, found)],
        _opening(screen, found, "examined"),
        html.B(number),
        money,
        largest,
    ]
    return TableRow(cells)


def _unconfirmed(language: Locale, found: Flag) -> list[Component]:
    if all(each.confirmed for each in found.rules):
        return []
    return [html.Span(t(language, "shell.unconfirmed"), className="policy-mark is-unconfirmed note")]


def _subject(screen: Screen, row: FlagRow) -> Child:
    if row.project_no:
        return project_link(screen, row.project_no, row.title)
    href = screen.view.change(show="ledger", metric=row.payee_key).href(PATH)
    return dcc.Link(row.title, href=href, className="link")


def flag_sections(screen: Screen) -> list[Component]:
    """Return a panel a rule with its rows, the disclaimer above them all."""
    language = screen.language
    warning = html.P(t(language, "funds.disclaimer_line"), className="funds-warning")
    return [warning, *(_section(screen, each) for each in flags(screen.reading, screen.as_of))]


def _section(screen: Screen, found: Flag) -> Component:
    language = screen.language
    title = t(language, "funds.flag_of", name=_name(language, found), found=_found_words(screen, found))
    sub: list[Child] = [
        found.rules[0].clause[language],
        " ",
        *_unconfirmed(language, found),
        " ",
        *told(screen, _examined(screen, found)),
        " ",
        _in_list(screen, found, t(language, "oversight.open_in_list")),
    ]
    note = (found.rules[0].note or found.rules[0].clause)[language]
    if not found.rows:
        line = "funds.flag_found_none" if found.was_checked else "funds.not_checked_line"
        return panel(told(screen, title), html.P(t(language, line)), sub=sub, source=note)
    columns = [
        Column(t(language, "funds.col_item_title")),
        Column(t(language, "funds.col_category"), class_name="funds-name"),
        Column(t(language, "funds.col_voucher"), class_name="funds-name"),
        Column(t(language, "funds.col_day"), class_name="funds-name"),
        Column(f"{t(language, f'funds.amount_{found.kind}')} · {ledger_unit(language)}", "right"),
        Column(t(language, "funds.col_measure")),
    ]
    rows = [_row(screen, found, each) for each in found.rows]
    table = data_table(columns, rows, caption=unmarked(title), language=language, max_height=420)
    kept = [t(language, "funds.rows_kept", count=MOST_ROWS), " "] if found.count > len(found.rows) else []
    source = chip(screen, flag_id(found.kind, "amount"))
    return panel([*told(screen, title), " ", source], table, sub=sub, source=[*kept, note])


def _found_words(screen: Screen, found: Flag) -> str:
    if not found.was_checked:
        return t(screen.language, "funds.not_checked")
    words = _counted(screen.language, found, found.count)
    return linked(screen, flag_id(found.kind, "found"), words)


def _examined(screen: Screen, found: Flag) -> str:
    """Return what a flag examined, singled out and left out; the counts marked to open where it examined anything."""
    language = screen.language
    counts = {"examined": _counted(language, found, found.examined), "found": _counted(language, found, found.count)}
    if found.was_checked:
        parts: tuple[Part, ...] = ("examined", "found")
        counts = {part: linked(screen, flag_id(found.kind, part), counts[part]) for part in parts}
    said = t(language, "funds.examined_line", **counts)
    if found.left_out:
        left = _counted(language, found, found.left_out)
        left = linked(screen, flag_id(found.kind, "left_out"), left) if found.was_checked else left
        said += " " + t(language, "funds.left_out_line", left=left)
    return said


def _row(screen: Screen, found: Flag, row: FlagRow) -> TableRow:
    language = screen.language
    cells: list[Children] = [
        _subject(screen, row),
        category_label(language, row.category) if row.category else NO_DATA,
        row.voucher_no or NO_DATA,
        iso_date(row.day),
        [_amount(screen, found, row), *_project_mark(screen, row)],
        told(screen, _measure(screen, found, row)),
    ]
    return TableRow(cells)


def _amount(screen: Screen, found: Flag, row: FlagRow) -> Child:
    """Return what a row adds to its rule: an entry opens at its row, a payee at its entries, a project at its own."""
    text = entry_amount(screen.language, row.fen)
    if row.payee_key is not None:
        return figure_cell(screen, "funds.disbursed", text, payee=row.payee_key, zone=None)
    if row.voucher_no is None or row.line_no is None:
        return figure_cell(screen, flag_id(found.kind, "amount"), text, project=row.project_no, zone=None)
    key = (row.voucher_no, str(row.line_no))
    return opens_row(screen, "funds.disbursed", text, row=key, project=row.project_no, zone=None)


def _project_mark(screen: Screen, row: FlagRow) -> list[Child]:
    """Return the mark that opens the entries of the project that an amount belongs to."""
    if not row.project_no:
        return []
    return [" ", chip(screen, "funds.disbursed", project=row.project_no, zone=None)]


def _measure(screen: Screen, found: Flag, row: FlagRow) -> str:
    language = screen.language
    if found.kind == "over_disbursed":
        if row.measure is None:
            return t(language, "funds.measure_over_disbursed_none")
        share = with_unit(metric("funds.progress"), row.measure, language)
        if row.project_no:
            share = linked(screen, "funds.progress", share, project=row.project_no)
        return t(language, "funds.measure_over_disbursed", share=share)
    return t(language, f"funds.measure_{found.kind}", count=format_number(row.measure or 0))
