"""One finding opened: what it rests on, who answers, what people wrote about it, and the forms to write more."""

from collections.abc import Sequence

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.forms import Field, record_form
from dashboard.components.oversight_head import choice_of
from dashboard.components.oversight_text import (
    answers,
    list_href,
    opening_sentence,
    rule_words,
    severity_word,
    state_word,
    subject_href,
    subject_name,
    subject_place,
)
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.states import empty
from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, iso_date
from dashboard.queries.findings.worklist import Item, worklist
from dashboard.queries.progress import Scope
from dashboard.queries.screen import Screen
from dashboard.records.findings import HANDLED, HANDLING, LEVELS, VERDICT, VERDICTS
from dashboard.records.journal import Entry, entries
from data.text import Locale

MINUTES = 16
"""Characters of a time in ISO 8601 up to its minutes."""


def detail_panel(screen: Screen, key: str) -> Component:
    """Return the finding of a key, whatever the filters; or the words that the list has none."""
    language = screen.language
    every = worklist(screen.reading, screen.journal, Scope(), screen.as_of).items
    item = next((each for each in every if each.finding.key == key), None)
    back = dcc.Link(
        t(language, "oversight.back"), href=list_href(screen, choice_of(screen)), className="link finding-back"
    )
    if item is None:
        return panel(back, empty(language, t(language, "oversight.gone")), accented=True)
    title: list[Child] = [_title(screen, item), " ", back]
    columns = html.Div([_facts(screen, item), _history(screen, item)], className="finding-detail")
    forms = html.Div([_handling(screen, item), _verdict(screen, item)], className="finding-detail")
    return panel(title, columns, forms, sub=_sub(language, item), accented=True, class_name="finding-open")


def _title(screen: Screen, item: Item) -> str:
    language, subject = screen.language, item.finding.hit.subject
    place = subject_place(screen, subject)
    name = subject_name(screen, subject) + (f" · {place}" if place else "")
    return f"{name}{t(language, 'shell.colon')}{rule_words(language, item)}"


def _sub(language: Locale, item: Item) -> list[Child]:
    policy = item.finding.rule
    if policy is None:
        return [item.finding.author, " · ", t(language, "oversight.disclaimer")]
    mark = (
        []
        if policy.confirmed
        else [html.Span(t(language, "shell.unconfirmed"), className="policy-mark is-unconfirmed")]
    )
    return [policy.clause[language], " ", *mark, " ", t(language, "oversight.disclaimer")]


def _facts(screen: Screen, item: Item) -> Component:
    language, finding = screen.language, item.finding
    figures = dict.fromkeys(each.metric_id for each in finding.hit.evidence if each.metric_id and not each.where)
    chips: list[Child] = [part for each in figures for part in (" ", chip(screen, each))]
    href, words = subject_href(screen, finding.hit.subject)
    link = dcc.Link(t(language, f"oversight.{words}"), href=href, className="link")
    state: list[Child] = [state_word(language, item.state)]
    if finding.closed_on:
        state += [" ", t(language, "oversight.closed_on", day=iso_date(finding.closed_on))]
    facts: list[tuple[str, list[Child]]] = [
        ("severity", [severity_word(language, finding.severity)]),
        ("evidence", [*opening_sentence(screen, finding), *chips, " ", link]),
        ("since", [iso_date(finding.since)]),
        ("answers", [answers(screen, finding)]),
        ("handler", [item.handler or NO_DATA]),
        ("due", [iso_date(item.due)]),
        ("state", state),
    ]
    rows: list[Component] = []
    for name, content in facts:
        rows += [html.Dt(t(language, f"oversight.col_{name}")), html.Dd(content)]
    return html.Dl(rows, className="finding-facts")


def _history(screen: Screen, item: Item) -> Component:
    """Return what people wrote about a finding, the oldest first, and whose verdict is awaited."""
    language, key = screen.language, item.finding.key
    written = [each for each in entries(screen.journal, HANDLING) if each.key == key]
    every = sorted([*written, *item.verdicts], key=lambda entry: entry.number)
    lines = [html.Li(_line(language, entry)) for entry in every] or [html.Li(t(language, "oversight.history_none"))]
    head = html.H3(t(language, "oversight.history_title"))
    return html.Div([head, html.Ol(lines, className="finding-history"), html.P(_awaited(language, item))])


def _awaited(language: Locale, item: Item) -> str:
    if item.awaited is None:
        return t(language, "oversight.awaited_none")
    return t(language, "oversight.awaited", level=t(language, f"oversight.level_{item.awaited}"))


def _line(language: Locale, entry: Entry) -> list[Child]:
    given = entry.content
    parts = _handled(language, entry) if entry.subject == HANDLING else [_judged(language, entry)]
    if given.get("remark"):
        parts.append(given["remark"])
    when = html.Span(f"{entry.written_at[:MINUTES].replace('T', ' ')} UTC · {entry.author} ", className="note")
    return [when, t(language, "shell.list_comma").join(parts)]


def _handled(language: Locale, entry: Entry) -> list[str]:
    given = entry.content
    parts = [t(language, f"oversight.state_{given['state']}")]
    if given["who"]:
        parts.append(t(language, "oversight.history_who", who=given["who"]))
    if given["due"]:
        parts.append(t(language, "oversight.history_due", day=given["due"]))
    return parts


def _judged(language: Locale, entry: Entry) -> str:
    level = t(language, f"oversight.level_{entry.content['level']}")
    words = t(language, f"oversight.verdict_{entry.content['verdict']}")
    return t(language, "oversight.history_verdict", level=level, verdict=words)


def _handling(screen: Screen, item: Item) -> Component:
    language = screen.language
    now = item.handling.content if item.handling else {"state": "in_hand", "who": "", "due": ""}
    fields = [
        Field(
            "state", t(language, "oversight.field_state"), now["state"], choices=_choices(language, "state", HANDLED)
        ),
        Field("who", t(language, "oversight.field_who"), now["who"]),
        Field("due", t(language, "oversight.field_due"), now["due"], kind="date"),
        Field("remark", t(language, "oversight.field_remark")),
    ]
    form = record_form(language, HANDLING, item.finding.key, fields=fields)
    return html.Div([html.H3(t(language, "oversight.form_handling")), form])


def _verdict(screen: Screen, item: Item) -> Component:
    language, level = screen.language, item.awaited or LEVELS[-1]
    fields = [
        Field("level", t(language, "oversight.field_level"), level, choices=_choices(language, "level", LEVELS)),
        Field("verdict", t(language, "oversight.field_verdict"), choices=_choices(language, "verdict", VERDICTS)),
        Field("remark", t(language, "oversight.field_remark")),
    ]
    form = record_form(language, VERDICT, item.finding.key, fields=fields)
    return html.Div([html.H3(t(language, "oversight.form_verdict")), form])


def _choices(language: Locale, name: str, values: Sequence[str]) -> list[tuple[str, str]]:
    return [(each, t(language, f"oversight.{name}_{each}")) for each in values]
