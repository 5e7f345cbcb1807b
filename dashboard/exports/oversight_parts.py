"""What the later parts of 督查 export: the logic checks, the nine exclusions with the lists, the assessment."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard.components.assessments_section import (
    SHARE,
    band_word,
    kind_of,
    opened_subject,
    period_of,
    ranked,
    subject_name,
)
from dashboard.components.exclusions_section import LISTED, MATCHED, list_name
from dashboard.components.logic_section import (
    EXAMINED,
    HITS,
    SEVERE,
    TITLES,
    checks_of,
    missing_columns,
    villages_hit,
)
from dashboard.components.source import register_titles
from dashboard.components.valued import valued
from dashboard.exports.edits import exclusion_edits
from dashboard.exports.model import Cell, ExportTable, Typed, column, of_metric
from dashboard.i18n import t
from dashboard.metrics.formats import iso_date
from dashboard.metrics.registry import metric
from dashboard.queries.assessments import BESIDE, end_of, profile
from dashboard.queries.exclusions import exclusions, matched
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows
from dashboard.records.exclusions import LISTS
from data.rules import rule


def logic_tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the logic checks with what each examined and hit."""
    language = screen.language
    columns = (
        column(language, "register", width=22),
        column(language, "logic_check", width=34),
        column(language, "test", width=64),
        column(language, "severity", width=10),
        of_metric(language, EXAMINED),
        of_metric(language, HITS),
        column(language, "villages", "count"),
        column(language, "missing_columns", width=30),
    )
    title, note = t(language, "exports.table_logic"), t(language, "oversight.disclaimer")
    return (ExportTable("logic", title, columns, partial(_checks, screen), (note,)),)


def _checks(screen: Screen) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for of in TITLES:
        for each in checks_of(screen, of):
            policy = rule(f"finding.{each.check.key}", screen.as_of)
            grave = t(language, f"oversight.severity_{policy.severity or SEVERE}")
            told = register_titles(language, (of,)), policy.label[language], policy.clause[language], grave
            # A check whose columns never came has examined nothing: no counts, not 0.
            counts = (None,) * 3 if each.lacking else (each.examined, each.hits, villages_hit(each))
            yield *told, *counts, missing_columns(language, each) or None


def exclusion_tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the nine as they stand with what the lists held against each matched, the lists, what was edited."""
    language = screen.language
    nine = (
        column(language, "exclusion", width=28),
        column(language, "test", width=64),
        column(language, "list", width=18),
        of_metric(language, MATCHED),
        column(language, "basis", width=24),
    )
    lists = (column(language, "list", width=18), of_metric(language, LISTED), of_metric(language, MATCHED))
    note = t(language, "exclusions.sub")
    return (
        ExportTable("exclusions", t(language, "exclusions.title"), nine, partial(_nine, screen), (note,)),
        ExportTable("lists", t(language, "exclusions.lists_title"), lists, partial(_lists, screen)),
        exclusion_edits(screen),
    )


def _nine(screen: Screen) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for each in exclusions(screen.journal):
        basis = t(language, "shell.unconfirmed")
        if each.entry is not None:
            slots = {"author": each.entry.author, "day": each.entry.written_at[:10]}
            basis = t(language, "exclusions.edited", **slots)
        told = each.name[language], each.clause[language]
        if not each.lists:
            yield *told, t(language, "exclusions.by_hand"), None, basis
        for name in each.lists:
            yield *told, list_name(language, name), _matched(screen, name), basis


def _matched(screen: Screen, name: str | None) -> int | None:
    is_kept = has_rows(screen.reading, "crosscheck_hits")
    return matched(screen.reading, screen.as_of, screen.scope, name) if is_kept else None


def _lists(screen: Screen) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for name in LISTS:
        yield list_name(language, name), valued(screen, LISTED, list=name), _matched(screen, name)
    yield t(language, "cases.total"), valued(screen, LISTED), _matched(screen, None)


def assessment_tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the ranking of the kind and half-year shown, and the indicators of the subject opened."""
    language, beside, period = screen.language, BESIDE[kind_of(screen)], period_of(screen)
    columns = (
        column(language, "rank", "count", 8),
        column(language, "assessed", width=26),
        of_metric(language, SHARE),
        column(language, "band", width=12),
        column(language, "share_change", "share"),
        of_metric(language, beside),
        column(language, "beside_rank", "count"),
        column(language, "mark", width=24),
    )
    of_day = (t(language, "exports.beside_of", day=iso_date(end_of(period))),) if period else ()
    notes = (t(language, "assessments.sub"), *of_day)
    title = t(language, f"assessments.kind_{kind_of(screen)}")
    ranking = ExportTable("assessments", title, columns, partial(_ranking, screen), notes)
    return (ranking, _profile(screen)) if opened_subject(screen) else (ranking,)


def _ranking(screen: Screen) -> Iterator[Sequence[Cell]]:
    language, figure, beside = screen.language, metric(SHARE), metric(BESIDE[kind_of(screen)])
    for each in ranked(screen):
        change = None if each.before is None or each.share is None else each.share - each.before
        mark = t(language, "assessments.disagrees") if each.disagrees else None
        share, other = Typed(each.share, figure.kind), Typed(each.beside, beside.kind)
        told = (each.rank, subject_name(screen, each), share, band_word(language, each), change)
        yield *told, other, each.beside_rank, mark


def _profile(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "indicator", width=24),
        of_metric(language, "assessment.points"),
        column(language, "full", "number"),
        of_metric(language, SHARE),
        column(language, "group", "share"),
    )
    title = t(language, "assessments.profile")
    return ExportTable("indicators", title, columns, partial(_indicators, screen))


def _indicators(screen: Screen) -> Iterator[Sequence[Cell]]:
    opened, figure = opened_subject(screen), metric(SHARE)
    if opened is None:
        return
    for each in profile(screen.reading, kind_of(screen), period_of(screen) or "", opened.subject):
        yield each.indicator, each.score, each.full, Typed(each.share, figure.kind), each.group
