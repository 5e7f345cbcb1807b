"""The findings (疑点与督办事项) as JSON: what stands and what was closed, with its evidence. Leads, not verdicts."""

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from dashboard.api.answers import day_of, edition_facts, paged
from dashboard.api.declared import AS_OF, EVERYWHERE, PAGING, Asked, Route, choice
from dashboard.api.schemas import DAY, TEXT, TRUTH, WHOLE, listed, maybe, page_of, record
from dashboard.components.oversight_plain import plain_sentence
from dashboard.components.oversight_text import answers, rule_words, subject_name
from dashboard.i18n import t
from dashboard.metrics.arithmetic import last_month_end
from dashboard.metrics.formats import iso_date
from dashboard.queries.findings.history import RuleOutcome
from dashboard.queries.findings.model import Evidence, SubjectKind
from dashboard.queries.findings.worklist import STATES, Item, worklist
from dashboard.queries.progress import Scope
from dashboard.queries.screen import Screen
from dashboard.view import View
from data.rules import SEVERITIES

SUBJECT = record(kind={"type": "string", "enum": list(get_args(SubjectKind))}, key=TEXT, name=TEXT)
EVIDENCE = record(name=TEXT, value=maybe({"type": ["number", "string"]}), metric=maybe(TEXT))
FINDING = record(
    key=TEXT,
    severity={"type": "string", "enum": list(SEVERITIES)},
    rule=TEXT,
    rule_label=TEXT,
    subject=SUBJECT,
    sentence=TEXT,
    evidence=listed(EVIDENCE),
    since=maybe(DAY),
    closed_on=maybe(DAY),
    state={"type": "string", "enum": list(STATES)},
    answers=TEXT,
    handler=TEXT,
    due=maybe(DAY),
    awaited=maybe(TEXT),
)
EXAMINED = record(rule=TEXT, label=TEXT, examined=WHOLE, found=WHOLE, left_out=WHOLE, failed=TRUTH)


def list_findings(asked: Asked) -> Mapping[str, Any]:
    """Return the worklist of a day, the gravest first, and how many rows each rule examined."""
    day = day_of(asked)
    usual = last_month_end(asked.note.delivered_on)
    screen = Screen(View(language=asked.language), asked.reading, asked.note, day, usual, (usual,), asked.journal)
    known, wanted = worklist(asked.reading, asked.journal, Scope(), day), asked.values.get("state")
    found, pages = paged(asked, [item for item in known.items if wanted in (None, item.state)])
    said = {"as_of": iso_date(day), "remark": t(asked.language, "funds.disclaimer")}
    rules = [_examined(asked, each) for each in known.rules]
    return {
        **edition_facts(asked),
        **said,
        "rules": rules,
        **pages,
        "items": [_finding(screen, each) for each in found],
    }


def _examined(asked: Asked, each: RuleOutcome) -> dict[str, Any]:
    outcome = each.outcome
    counts = {"examined": outcome.examined, "found": outcome.count, "left_out": outcome.left_out}
    return {"rule": each.name, "label": each.rule.label[asked.language], **counts, "failed": outcome.has_failed}


def _finding(screen: Screen, item: Item) -> dict[str, Any]:
    language, finding = screen.language, item.finding
    subject = finding.hit.subject
    return {
        "key": finding.key,
        "severity": finding.severity,
        "rule": item.rule_name,
        "rule_label": rule_words(language, item),
        "subject": {"kind": subject.kind, "key": subject.key, "name": subject_name(screen, subject)},
        "sentence": plain_sentence(language, finding),
        "evidence": [_evidence(each) for each in finding.hit.evidence],
        "since": _day(finding.since),
        "closed_on": _day(finding.closed_on),
        "state": item.state,
        "answers": answers(screen, finding),
        "handler": item.handler,
        "due": _day(item.due),
        "awaited": item.awaited,
    }


def _evidence(each: Evidence) -> dict[str, Any]:
    value = each.value if each.value is None or isinstance(each.value, int | float) else iso_date(each.value)
    return {"name": each.name, "value": value, "metric": each.metric_id}


def _day(day: date | None) -> str | None:
    return None if day is None else iso_date(day)


ROUTES = (
    Route(
        name="list_findings",
        path="/api/v1/findings",
        answered=list_findings,
        schema=page_of(FINDING, as_of=DAY, remark=TEXT, rules=listed(EXAMINED)),
        parameters=(AS_OF, choice("state", STATES), *PAGING, *EVERYWHERE),
        problems=("day_outside", "page_past_end"),
    ),
)
