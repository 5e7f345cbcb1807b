"""The ledger flags (台账疑点) as tables: what each rule examined, and every row singled out. Leads, not verdicts."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard import names
from dashboard.exports.model import Cell, ExportTable, Typed, column
from dashboard.i18n import t
from dashboard.queries.figures import FEN
from dashboard.queries.flags import Flag, flags
from dashboard.queries.screen import Screen
from data.text import Locale


def flag_tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the flags by rule and row by row; both say that a flag is no verdict (疑点不等于违规)."""
    return _rules(screen), _rows(screen)


def _rules(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "flag", width=24),
        column(language, "test", width=64),
        column(language, "examined", "count"),
        column(language, "left_out", "count"),
        column(language, "found", "count"),
        column(language, "amount", "money", 18),
        column(language, "confirmed"),
        column(language, "remark", width=30),
    )
    note = t(language, "funds.disclaimer_line")
    return ExportTable("flags", t(language, "exports.table_flags"), columns, partial(_rule_rows, screen), (note,))


def flag_name(language: Locale, found: Flag) -> str:
    """Return what a flag is called."""
    return (found.rules[0].short or found.rules[0].label)[language]


def _rule_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for each in flags(screen.reading, screen.as_of):
        sure = all(rule.confirmed for rule in each.rules)
        mark = t(language, "shell.confirmed" if sure else "shell.unconfirmed")
        found = each.count if each.was_checked else Typed(t(language, "funds.not_checked"), "text")
        counts = (each.examined, each.left_out, found, each.fen / FEN if each.count else None)
        words = (flag_name(language, each), each.rules[0].clause[language])
        yield *words, *counts, mark, t(language, "funds.disclaimer")


def _rows(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "flag", width=24),
        column(language, "subject", width=36),
        column(language, "project_no", width=18),
        column(language, "category"),
        column(language, "voucher_no"),
        column(language, "day", "day", 12),
        column(language, "amount", "money", 18),
        column(language, "measure", "number"),
        column(language, "remark", width=30),
    )
    notes = (t(language, "funds.disclaimer_line"), t(language, "exports.flags_largest"))
    title = t(language, "exports.table_flag_rows")
    return ExportTable("flag_rows", title, columns, partial(_flagged, screen), notes)


def _flagged(screen: Screen) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for each in flags(screen.reading, screen.as_of):
        for row in each.rows:
            category = names.category_label(language, row.category) if row.category else None
            told = (row.title, row.project_no, category, row.voucher_no, row.day, row.fen / FEN, row.measure)
            yield flag_name(language, each), *told, t(language, "funds.disclaimer")
