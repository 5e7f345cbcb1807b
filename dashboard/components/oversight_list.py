"""The worklist as a table, the rules beside it with what each examined, and the form for a finding of one's own."""

from collections import Counter
from collections.abc import Mapping

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.forms import Field, record_form
from dashboard.components.opening import opens
from dashboard.components.oversight_head import choice_of, listed
from dashboard.components.oversight_sections import part_href
from dashboard.components.oversight_text import (
    Choice,
    answers,
    item_href,
    list_href,
    opening_sentence,
    rule_words,
    severity_word,
    state_word,
    subject_name,
    subject_place,
)
from dashboard.components.panel import panel
from dashboard.components.states import empty
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.components.valued import valued
from dashboard.i18n import t
from dashboard.metrics.flags import flag_id
from dashboard.metrics.formats import NO_DATA, format_number, iso_date
from dashboard.names import village_label
from dashboard.queries.findings.history import RuleOutcome
from dashboard.queries.findings.worklist import Item
from dashboard.queries.flagged import KINDS
from dashboard.queries.logic.model import PREFIX
from dashboard.queries.screen import Screen
from dashboard.queries.villages import villages
from dashboard.records.findings import AUTHORED, NEW
from data.rules import SEVERITIES

MOST_LISTED = 80
LIST_HEIGHT = 880
EXAMINED: Mapping[str, str] = {
    **{kind: flag_id(kind, "examined") for kind in KINDS},
    **dict.fromkeys(("village_behind", "never_checked", "no_team", "no_secretary"), "villages.remaining"),
    **dict.fromkeys(("criteria_unmet", "check_old"), "villages.checked_open"),
    "no_helper": "households.poor",
    "listed_person": "people.registered",
    "incidence_pace": "villages.remaining",
    "village_returns": "flow.villages_out",
    "returned": "households.moved_out",
    "case_overdue": "cases.to_put_right",
    "paid_no_notice": "projects.paid",
}
"""The figure of the county that a rule examines, where there is one."""
COLUMNS = ("subject", "rule", "evidence", "since", "answers", "handler", "due", "state")


def list_panel(screen: Screen) -> Component:
    """Return the findings that fit the filters, the gravest first."""
    language, known, chosen = screen.language, listed(screen), choice_of(screen)
    shown = [item for item in known.items if chosen.holds(item)]
    title = t(language, "oversight.list_title", count=format_number(len(shown)))
    if not shown:
        return panel(title, empty(language, t(language, "oversight.list_empty")))
    columns = [Column(t(language, f"oversight.col_{name}"), class_name=f"finding-{name}") for name in COLUMNS]
    rows = [_row(screen, item) for item in shown[:MOST_LISTED]]
    table = data_table(
        columns,
        rows,
        caption=t(language, "oversight.list_caption"),
        language=language,
        max_height=LIST_HEIGHT,
        class_name="finding-table",
    )
    return panel(title, table, source=_left_out(screen, len(shown), known.left_out))


def _left_out(screen: Screen, count: int, uncounted: int) -> list[Child] | None:
    """Return what the table does not show: rows beyond the most listed, hits that are only counted."""
    language, said = screen.language, []
    if count > MOST_LISTED:
        slots = {"shown": format_number(MOST_LISTED), "count": format_number(count)}
        said.append(t(language, "shell.rows_left_out", **slots))
    if uncounted:
        said.append(t(language, "oversight.list_left_out", count=format_number(uncounted)))
    return [" ".join(said)] if said else None


def _row(screen: Screen, item: Item) -> TableRow:
    language, finding = screen.language, item.finding
    name = dcc.Link(subject_name(screen, finding.hit.subject), href=item_href(screen, item), className="link")
    place = subject_place(screen, finding.hit.subject)
    cells: list[Children] = [
        [name, html.Span(place, className="note finding-place")] if place else name,
        [severity_word(language, finding.severity), html.Span(rule_words(language, item, short=True))],
        opening_sentence(screen, finding),
        iso_date(finding.since),
        answers(screen, finding),
        item.handler or NO_DATA,
        iso_date(item.due),
        state_word(language, item.state),
    ]
    return TableRow(cells, "is-chosen" if screen.view.metric == finding.key else "")


def rules_panel(screen: Screen) -> Component:
    """Return every rule but the logic checks, with what it examined in the county; a failed one says so."""
    language, known = screen.language, listed(screen)
    columns = [
        Column(t(language, "oversight.col_rule")),
        Column(t(language, "oversight.col_severity")),
        Column(t(language, "oversight.col_examined"), "right"),
        Column(t(language, "oversight.col_found"), "right"),
    ]
    shown = [each for each in known.rules if not each.name.startswith(PREFIX)]
    waiting = Counter(item.rule_name for item in known.items if item.is_standing)
    rows = [_rule_row(screen, each, waiting=waiting[each.name]) for each in shown]
    idle = sum(each.outcome.has_failed for each in shown)
    count, failed = format_number(len(shown)), format_number(idle)
    name = "rules_title" if idle else "rules_title_all"
    title = t(language, "oversight.rules_title", count=count, failed=failed)
    title = title if name == "rules_title" else t(language, "oversight.rules_title_all", count=count)
    table = data_table(
        columns, rows, caption=t(language, "oversight.rules_caption"), language=language, class_name="finding-rules"
    )
    others = t(language, "oversight.rules_logic", count=format_number(len(known.rules) - len(shown)))
    link = dcc.Link(others, href=part_href(screen, "logic"), className="link")
    return panel(title, table, sub=t(language, "oversight.rules_sub"), source=[link])


def _rule_row(screen: Screen, each: RuleOutcome, *, waiting: int) -> TableRow:
    language, found = screen.language, each.outcome
    words = (each.rule.short or each.rule.label)[language]
    link = dcc.Link(words, href=list_href(screen, Choice(rule=each.name)), className="link")
    examined: Child = t(language, f"oversight.unit_{found.unit}", count=format_number(found.examined))
    figure = EXAMINED.get(each.name)
    # A rule may look at fewer than its figure counts, e.g. at villages whose population is known.
    if figure and not found.has_failed and valued(screen, figure, zone=None) == found.examined:
        examined = opens(screen, figure, examined, zone=None)
    severity: Child = severity_word(language, each.rule.severity) if each.rule.severity else NO_DATA
    name = html.Span(link, title=each.rule.clause[language])
    if found.has_failed:
        return TableRow([name, severity, html.B(t(language, "oversight.failed"), className="finding-failed"), NO_DATA])
    chosen = "is-chosen" if choice_of(screen).rule == each.name else ""
    listing = dcc.Link(
        html.B(format_number(waiting)), href=list_href(screen, Choice(rule=each.name)), className="leads"
    )
    return TableRow([name, severity, examined, listing], chosen)


def new_panel(screen: Screen) -> Component:
    """Return the form by which a person writes a finding."""
    language = screen.language
    grades = [(each, t(language, f"oversight.severity_{each}")) for each in SEVERITIES]
    places = [("", t(language, "oversight.whole_county"))]
    places += [
        (each.code, village_label(language, each.name))
        for each in villages(screen.reading)
        if each.is_poor and screen.scope.holds(each)
    ]
    fields = [
        Field("what", t(language, "oversight.field_what"), required=True),
        Field("severity", t(language, "oversight.field_severity"), "notice", choices=grades),
        Field("village", t(language, "oversight.field_village"), choices=places),
    ]
    form = record_form(language, AUTHORED, NEW, fields=fields)
    return panel(t(language, "oversight.form_new"), form, sub=t(language, "oversight.form_new_note"))
