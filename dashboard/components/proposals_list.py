"""The twenty-two proposals in the speech's order, section by section, each with its figures and who handles it."""

from collections.abc import Sequence

from dash import dcc
from dash.development.base_component import Component

from dashboard import ids, names
from dashboard.components import bar, states
from dashboard.components import plain_html as html
from dashboard.components.panel import panel
from dashboard.components.proposals_text import PATH, chosen, figure_lines, standing_word
from dashboard.components.source import register_titles
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, hidden
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, iso_date
from dashboard.queries.proposals import STATUS_NAMES, Filed, matched
from dashboard.queries.scorecard import LEADERSHIP, Row, scorecard, town_heads
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows
from data.proposals import Section, sections
from data.text import Locale

REGISTER = "proposals"
HEADS = ("what", "figures", "standing", "handling")
COLUMNS = ("number", "section", "matter", "unit", "due", "status")


def section_panels(screen: Screen) -> list[Component]:
    """Return a panel a section of the speech, with the proposals that fit the filter; the numbering stays."""
    rows, wanted = scorecard(screen), chosen(screen)
    return [_section(screen, each, rows, wanted=wanted) for each in sections()]


def _section(screen: Screen, section: Section, rows: Sequence[Row], *, wanted: str | None) -> Component:
    language = screen.language
    mine = [row for row in rows if row.proposal.section == section.key]
    shown = [row for row in mine if wanted in (None, row.standing)]
    slots = {"shown": format_number(len(shown)), "count": format_number(len(mine))}
    title = t(language, "proposals.section_title", title=section.title[language], **slots)
    if not shown:
        return panel(title, html.P(t(language, "proposals.section_empty"), className="note"), class_name="proposals")
    heads = [hidden(t(language, f"proposals.head_{name}"), f"proposal-{name}") for name in HEADS]
    items = [_item(screen, row) for row in shown]
    return panel(title, html.Div(heads, className="proposal-heads"), html.Ol(items), class_name="proposals")


def _item(screen: Screen, row: Row) -> Component:
    language = screen.language
    cells = [
        html.Div(_what(screen, row), className="proposal-what"),
        html.Div([_label(language, "figures"), *_figures(screen, row)], className="proposal-figures"),
        html.Div([_label(language, "standing"), standing_word(language, row.standing)], className="proposal-standing"),
        html.Div([_label(language, "handling"), *_handling(screen, row)], className="proposal-handling"),
    ]
    return html.Li(cells, value=str(row.proposal.number), className=f"proposal is-{row.standing}")


def _label(language: Locale, name: str) -> Component:
    return html.Span(t(language, f"proposals.head_{name}"), className="proposal-label")


def _what(screen: Screen, row: Row) -> list[Child]:
    language, proposal = screen.language, row.proposal
    title: Child = proposal.title[language]
    if proposal.page != PATH and proposal.page in {path for _, path in bar.PAGES}:
        href = screen.view.change(show=proposal.show).href(proposal.page)
        title = dcc.Link(proposal.title[language], href=href, className="link")
    quote = t(language, "proposals.quote", words=proposal.quote[language])
    missing = t(language, "proposals.unmeasured_part", what=proposal.unmeasured[language])
    number = html.Span(format_number(proposal.number), className="proposal-no")
    return [
        html.H3([number, " ", title]),
        html.P(quote, className="proposal-quote"),
        html.P(missing, className="note"),
    ]


def _figures(screen: Screen, row: Row) -> list[Component]:
    language = screen.language
    lines = [figure_lines(screen, each) for each in row.figures]
    if row.proposal.key == LEADERSHIP:
        heads = town_heads(screen.journal, screen.view.zone, screen.view.town)
        slots = {"named": format_number(heads.named), "towns": format_number(heads.towns)}
        target = t(language, "proposals.target", target=t(language, "proposals.target_all"))
        top = [
            html.A(
                html.B(t(language, "proposals.heads_recorded", **slots)), href=f"#{ids.TOWN_HEADS}", className="leads"
            ),
            html.Span(target, className="proposal-target"),
        ]
        name = html.Span(t(language, "proposals.heads_name"), className="note")
        lines.append(html.Li([html.Div(top, className="proposal-number"), html.Div(name)]))
    return [html.Ul(lines)]


def _handling(screen: Screen, row: Row) -> list[Component]:
    language = screen.language
    if row.filed:
        return [_filed(screen, each) for each in row.filed]
    name = "no_row" if has_rows(screen.reading, REGISTER) else "no_register"
    return [html.P(t(language, f"proposals.{name}"), className="note")]


def _filed(screen: Screen, row: Filed) -> Component:
    language = screen.language
    said: list[Child] = [
        html.B(names.handler_label(language, row.unit), title=row.unit),
        " · ",
        t(language, "proposals.due", day=iso_date(row.due_on)),
        " · ",
    ]
    said += [html.Span(status_word(language, row.status), className=f"filed-{STATUS_NAMES.get(row.status, '')}")]
    if row.is_overdue(screen.as_of):
        said += [" ", html.B(t(language, "proposals.overdue"), className="accent")]
    reply = t(language, "proposals.reply_none")
    if row.replied_on or row.reply:
        reply = t(language, "proposals.reply", day=iso_date(row.replied_on), words=row.reply or "")
    matter = t(language, "proposals.matter", matter=f"{row.number} {row.matter}")
    return html.Div([html.P(said), html.P(f"{matter} · {reply}", className="note")])


def status_word(language: Locale, status: str) -> str:
    """Return a state of the register of proposals (状态) in words."""
    name = STATUS_NAMES.get(status)
    return t(language, f"proposals.status_{name}") if name else status


def register_state(screen: Screen) -> list[Component]:
    """Return what is said where the register of proposals was never delivered; nothing where it was."""
    if has_rows(screen.reading, REGISTER):
        return []
    language = screen.language
    line = t(language, "proposals.no_register_line", register=register_titles(language, (REGISTER,)))
    return [states.state(t(language, "proposals.no_register"), line, kind="empty")]


def unmatched_panel(screen: Screen) -> list[Component]:
    """Return the rows of the register that answer to no proposal; nothing where each answers to one."""
    language, left = screen.language, matched(screen.reading).unmatched
    if not left:
        return []
    columns = [Column(t(language, f"proposals.col_{name}")) for name in COLUMNS]
    rows = [
        TableRow(
            [
                e.number,
                e.section,
                e.matter,
                html.Span(names.handler_label(language, e.unit), title=e.unit),
                iso_date(e.due_on),
                status_word(language, e.status),
            ]
        )
        for e in left
    ]
    title = t(language, "proposals.unmatched_title", count=format_number(len(left)))
    table = data_table(columns, rows, caption=t(language, "proposals.unmatched_caption"), language=language)
    return [panel(title, table, sub=t(language, "proposals.unmatched_sub"))]
