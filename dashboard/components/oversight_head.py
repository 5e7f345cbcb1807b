"""What stands above the worklist: the page's finding, the line below, the filters as links; and the slide."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard import names
from dashboard.components import plain_html as html
from dashboard.components.opening import marked_address, struck, told
from dashboard.components.oversight_text import (
    Choice,
    Kind,
    answers,
    kind_of,
    list_href,
    opening_sentence,
    rule_words,
    severity_word,
    subject_name,
)
from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, month_label
from dashboard.queries.findings.catalogue import CHECKS
from dashboard.queries.findings.worklist import AUTHORED_BY_HAND, STATES, Item, Worklist, gravest, worklist
from dashboard.queries.progress import Scope
from dashboard.queries.screen import Screen
from data.rules import SEVERITIES

ON_A_SLIDE = 4
RULE_NAMES = frozenset({AUTHORED_BY_HAND, *(check.name for check in CHECKS)})


def listed(screen: Screen) -> Worklist:
    """Return the worklist of the screen's day and scope."""
    return worklist(screen.reading, screen.journal, screen.scope, screen.as_of)


def choice_of(screen: Screen) -> Choice:
    """Return what the list is narrowed to."""
    return Choice.of(screen.view, RULE_NAMES)


def finding(screen: Screen) -> list[Child]:
    """Return the page's finding: how many grave findings wait, and how many of them nobody has in hand."""
    language = screen.language
    if not screen.is_known:
        month = month_label(screen.as_of, language, year=True)
        return [t(language, "oversight.finding_not_reported", month=month)]
    if screen.view.present:
        return [t(language, "oversight.slide_title")]
    known = listed(screen)
    place = _place(screen)
    before: list[Child] = [t(language, "oversight.finding_place", place=place)] if place else []
    return [*before, *_told(screen, known)]


def _told(screen: Screen, known: Worklist) -> list[Child]:
    language, waiting = screen.language, known.standing
    grave = [item for item in waiting if item.finding.severity == "grave"]
    if grave:
        unhandled = sum(not item.handler for item in grave)
        branch = "" if unhandled == len(grave) else "_partly" if unhandled else "_handled"
        slots = {"grave": struck(_listing(screen, len(grave), Choice(severity="grave")))}
        slots |= {"unhandled": format_number(unhandled)} if branch == "_partly" else {}
        return told(screen, t(language, f"oversight.finding_grave{branch}", **slots))
    if waiting:
        count = _listing(screen, len(waiting), Choice())
        return told(screen, t(language, "oversight.finding_milder", count=count))
    if len(known.failed) == len(known.rules):
        return [t(language, "oversight.finding_nothing_examined")]
    return [t(language, "oversight.finding_none")]


def _listing(screen: Screen, count: int, choice: Choice) -> str:
    """Return a count of findings, marked to lead to the list of just these; plain where there are none."""
    text = format_number(count)
    return marked_address(list_href(screen, choice), text) if count else text


def _place(screen: Screen) -> str:
    view, language = screen.view, screen.language
    if view.town:
        return names.town_label(language, view.town)
    return names.zone_label(language, view.zone) if view.zone else ""


def sub(screen: Screen) -> list[Child]:
    """Return the line below the finding: what the rules listed, closed and could not check; and the disclaimer."""
    if not screen.is_known:
        return []
    language, known = screen.language, listed(screen)
    slots = {
        "rules": format_number(len(known.rules)),
        "count": _listing(screen, len(known.standing), Choice()),
        "closed": _listing(screen, sum(item.state == "closed" for item in known.items), Choice(state="closed")),
        "overdue": _listing(screen, sum(item.state == "overdue" for item in known.items), Choice(state="overdue")),
    }
    said: list[Child] = [*told(screen, t(language, "oversight.sub", **slots)), " "]
    if known.failed:
        said += [t(language, "oversight.sub_failed", failed=format_number(len(known.failed))), " "]
    return [*said, html.B(t(language, "oversight.disclaimer"))]


def filters(screen: Screen) -> Component:
    """Return the links that narrow the list by state and severity, each with the number it leaves."""
    chosen, counts = choice_of(screen), Counter(kind_of(item) for item in listed(screen).items)
    states = [(None, "every_standing"), *((state, f"state_{state}") for state in STATES)]
    grades = [(None, "every_severity"), *((each, f"severity_{each}") for each in SEVERITIES)]
    by_state = [
        _link(screen, counts, words, Choice(each, chosen.severity, chosen.rule), current=each == chosen.state)
        for each, words in states
    ]
    by_grade = [
        _link(screen, counts, words, Choice(chosen.state, each, chosen.rule), current=each == chosen.severity)
        for each, words in grades
    ]
    rows = [_row(screen, "filter_state", by_state), _row(screen, "filter_severity", by_grade)]
    if chosen.rule:
        every = dcc.Link(
            t(screen.language, "oversight.every_rule"),
            href=list_href(screen, Choice(chosen.state, chosen.severity)),
            className="link",
        )
        rows.append(_row(screen, "filter_rule", [html.Li(every)]))
    return html.Div(rows, className="finding-filters")


def _row(screen: Screen, name: str, links: Sequence[Component]) -> Component:
    label = t(screen.language, f"oversight.{name}")
    told: dict[str, Any] = {"aria-label": label}
    return html.Nav([html.Span(label, className="control-label"), html.Ul(list(links))], **told)


def _link(screen: Screen, counts: Mapping[Kind, int], name: str, wanted: Choice, *, current: bool) -> Component:
    count = sum(number for kind, number in counts.items() if wanted.fits(kind))
    here: dict[str, Any] = {"aria-current": "true"} if current else {}
    words: list[Child] = [t(screen.language, f"oversight.{name}"), " ", html.B(format_number(count))]
    return html.Li(dcc.Link(words, href=list_href(screen, wanted)), className="is-current" if current else "", **here)


def slide(screen: Screen) -> Component:
    """Return the projected slide: the gravest findings with who answers for them."""
    language = screen.language
    shown = gravest(worklist(screen.reading, screen.journal, Scope.of(screen.view), screen.as_of), limit=ON_A_SLIDE)
    if not shown:
        return html.P(t(language, "oversight.slide_none"))
    return html.Ol([_on_slide(screen, item) for item in shown], className="finding-slide")


def _on_slide(screen: Screen, item: Item) -> Component:
    language = screen.language
    who = item.handler or answers(screen, item.finding)
    name = "slide_nobody" if who == NO_DATA else "slide_answers"
    subject = html.B(subject_name(screen, item.finding.hit.subject))
    head: list[Child] = [severity_word(language, item.finding.severity), " ", subject]
    return html.Li(
        [
            html.P([*head, " ", rule_words(language, item, short=True)]),
            html.P(opening_sentence(screen, item.finding), className="finding-said"),
            html.P(t(language, f"oversight.{name}", who=who), className="finding-who"),
        ]
    )
