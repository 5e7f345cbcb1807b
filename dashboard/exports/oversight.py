"""What the worklist (督查) exports: the findings as narrowed on the page, and what each rule examined."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard.components.oversight_head import choice_of, listed
from dashboard.components.oversight_plain import plain_sentence
from dashboard.components.oversight_text import answers, rule_words, subject_name, subject_place
from dashboard.exports.figures import headline_table
from dashboard.exports.model import Cell, ExportTable, column
from dashboard.i18n import t
from dashboard.queries.screen import Screen


def tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the tables of the page; a finding is a lead, not a verdict (疑点不等于违规), and both say so."""
    if not screen.is_known:
        return (headline_table(screen),)
    return _findings(screen), _rules(screen)


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
