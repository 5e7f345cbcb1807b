"""What 督查 exports: the findings as narrowed on the page and what each rule examined; or another part of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from dashboard.components.cases_head import FIGURES, shown_cases
from dashboard.components.oversight_head import choice_of, listed
from dashboard.components.oversight_plain import plain_sentence
from dashboard.components.oversight_sections import section_of
from dashboard.components.oversight_text import answers, rule_words, subject_name, subject_place
from dashboard.components.valued import valued
from dashboard.exports.figures import headline_table
from dashboard.exports.model import Cell, ExportTable, column, of_metric
from dashboard.exports.oversight_parts import assessment_tables, exclusion_tables, logic_tables
from dashboard.i18n import t
from dashboard.names import village_label
from dashboard.queries.cases import CASE_TYPES, Case
from dashboard.queries.screen import Screen
from dashboard.queries.villages import villages


def tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the tables of the page; a finding is a lead, not a verdict (疑点不等于违规), and both say so."""
    if not screen.is_known:
        return (headline_table(screen),)
    return PARTS[section_of(screen.view)](screen)


def _worklist(screen: Screen) -> tuple[ExportTable, ...]:
    return _findings(screen), _rules(screen)


def _case_tables(screen: Screen) -> tuple[ExportTable, ...]:
    return case_table(screen, partial(shown_cases, screen)), _case_types(screen)


PARTS: Mapping[str, Callable[[Screen], tuple[ExportTable, ...]]] = MappingProxyType(
    {
        "worklist": _worklist,
        "logic": logic_tables,
        "exclusions": exclusion_tables,
        "assessments": assessment_tables,
        "cases": _case_tables,
    }
)
"""What each part of the page exports."""


def _findings(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "finding_subject", width=24),
        column(language, "place", width=16),
        column(language, "severity", width=10),
        column(language, "flag", width=26),
        column(language, "evidence", width=64),
        column(language, "since", "day", 12),
        column(language, "answers", width=24),
        column(language, "handler", width=16),
        column(language, "due", "day", 12),
        column(language, "state", width=12),
        column(language, "remark", width=30),
    )
    note = t(language, "funds.disclaimer_line")
    return ExportTable("findings", t(language, "exports.table_findings"), columns, partial(_rows, screen), (note,))


def _rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    language, chosen = screen.language, choice_of(screen)
    for item in listed(screen).items:
        if not chosen.holds(item):
            continue
        found = item.finding
        subject = found.hit.subject
        grave = t(language, f"oversight.severity_{found.severity}")
        place = subject_place(screen, subject) or None
        told = (
            subject_name(screen, subject),
            place,
            grave,
            rule_words(language, item),
            plain_sentence(language, found),
        )
        state = t(language, f"oversight.state_{item.state}")
        who = (answers(screen, found), item.handler or None, item.due, state)
        yield *told, found.since, *who, t(language, "funds.disclaimer")


def _rules(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "flag", width=30),
        column(language, "test", width=64),
        column(language, "examined", "count"),
        column(language, "found", "count"),
        column(language, "confirmed"),
    )
    return ExportTable("rules", t(language, "exports.table_finding_rules"), columns, partial(_rule_rows, screen))


def _rule_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for each in listed(screen).rules:
        mark = t(language, "shell.confirmed" if each.rule.confirmed else "shell.unconfirmed")
        words = (each.rule.label[language], each.rule.clause[language])
        yield *words, each.outcome.examined, each.outcome.count, mark


def case_table(screen: Screen, found: Callable[[], Sequence[Case]]) -> ExportTable:
    """Return a table of cases of oversight (监督事项), found only when it is written."""
    language = screen.language
    columns = (
        column(language, "case_no", width=16),
        column(language, "case_type", width=14),
        column(language, "day", "day", 12),
        column(language, "case_content", width=50),
        column(language, "village", width=16),
        column(language, "project_no", width=16),
        column(language, "project", width=30),
        column(language, "state", width=12),
        column(language, "settled_on", "day", 12),
    )
    return ExportTable("cases", t(language, "exports.table_cases"), columns, partial(_case_rows, screen, found))


def _case_rows(screen: Screen, found: Callable[[], Sequence[Case]]) -> Iterator[Sequence[Cell]]:
    language = screen.language
    known = {village.code: village_label(language, village.name) for village in villages(screen.reading)}
    for case in found():
        said = t(language, f"cases.type_{case.type}"), case.day, case.content
        project = case.project_no, case.project_name
        state = t(language, f"cases.plain_{case.state(screen.as_of)}")
        yield case.case_no, *said, known.get(case.village_code or ""), *project, state, case.settled_on


def _case_types(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (column(language, "case_type", width=14), *(of_metric(language, each) for each in FIGURES))
    return ExportTable("case_types", t(language, "exports.table_case_types"), columns, partial(_type_rows, screen))


def _type_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for kind in CASE_TYPES:
        yield t(language, f"cases.type_{kind}"), *(valued(screen, each, case_type=kind) for each in FIGURES)
    yield t(language, "cases.total"), *(valued(screen, each) for each in FIGURES)
