"""The gravest findings in few words (最要紧的几件事), each opens the worklist."""

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.oversight_text import (
    PATH,
    answers,
    item_href,
    opening_sentence,
    rule_words,
    severity_word,
    subject_name,
)
from dashboard.components.panel import panel
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number
from dashboard.queries.findings.worklist import Item, gravest, worklist
from dashboard.queries.screen import Screen

MOST_SHOWN = 5


def gravest_panel(screen: Screen) -> Component:
    """Return the gravest findings of the scope, at most five, with a link to all of them."""
    language = screen.language
    listed = worklist(screen.reading, screen.journal, screen.scope, screen.as_of)
    title = t(language, "oversight.panel_title")
    if not listed.standing:
        return panel(title, html.P(t(language, "oversight.panel_none")), class_name="gravest-panel")
    every = dcc.Link(
        t(language, "oversight.panel_all", count=format_number(len(listed.standing))),
        href=screen.view.change(show=None, metric=None).href(PATH),
        className="link panel-link",
    )
    note = html.Span([t(language, "oversight.panel_sub"), "　", every], className="title-note")
    items = [_line(screen, item) for item in gravest(listed, limit=MOST_SHOWN)]
    return panel([title, note], html.Ul(items, className="gravest"), class_name="gravest-panel")


def _line(screen: Screen, item: Item) -> Component:
    language, finding = screen.language, item.finding
    name = dcc.Link(subject_name(screen, finding.hit.subject), href=item_href(screen, item), className="village-link")
    who = item.handler or answers(screen, finding)
    head = html.Div(
        [severity_word(language, finding.severity), html.B(name), " ", rule_words(language, item, short=True)]
    )
    said = [*opening_sentence(screen, finding), *([" · ", who] if who != NO_DATA else [])]
    return html.Li([head, html.Div(said, className="note")])
