"""What the scorecard (提案) exports: every figure of the proposals shown, with standing and handling; town heads."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard import names
from dashboard.components.proposals_list import status_word
from dashboard.components.proposals_text import chosen, missing_words, target_words
from dashboard.exports.edits import head_edits
from dashboard.exports.figures import headline_table
from dashboard.exports.model import Cell, ExportTable, Typed, column, unit_of
from dashboard.i18n import t
from dashboard.metrics.registry import METRICS
from dashboard.queries.proposals import matched
from dashboard.queries.scorecard import LEADERSHIP, Figure, Row, scorecard, town_heads
from dashboard.queries.screen import Screen
from dashboard.records.town_heads import NAMES
from geo.towns import load_towns

NOTHING: tuple[Cell, ...] = (None,) * 6


def tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the tables of the page; in a month not reported the figures without values."""
    if not screen.is_known:
        return (headline_table(screen),)
    return _proposals(screen), _handling(screen), _heads(screen), head_edits(screen)


def _shown(screen: Screen) -> list[Row]:
    wanted = chosen(screen)
    return [row for row in scorecard(screen) if wanted in (None, row.standing)]


def _proposals(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "proposal_section", width=12),
        column(language, "proposal_number", "count", 8),
        column(language, "proposal_title", width=30),
        column(language, "proposal_quote", width=58),
        column(language, "proposal_standing", width=12),
        column(language, "figure", width=30),
        column(language, "value", "number", 14),
        column(language, "proposal_whole", "number", 14),
        column(language, "unit", width=10),
        column(language, "proposal_target", width=18),
        column(language, "proposal_proxy", width=30),
        column(language, "proposal_unmeasured", width=40),
    )
    shown = {each.told.metric: None for row in _shown(screen) for each in row.figures if each.told.metric in METRICS}
    title = t(language, "exports.table_proposals")
    return ExportTable("proposals", title, columns, partial(_rows, screen), metric_ids=tuple(shown))


def _rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for row in _shown(screen):
        of = row.proposal
        standing = t(language, f"proposals.standing_{row.standing}")
        before = (of.section, of.number, of.title[language], of.quote[language], standing)
        if of.key == LEADERSHIP:
            heads = town_heads(screen.journal, screen.view.zone, screen.view.town)
            target, name = t(language, "proposals.target_all"), t(language, "proposals.heads_name")
            told: Sequence[Cell] = (name, heads.named, heads.towns, t(language, "proposals.heads_town"), target, None)
            yield *before, *told, of.unmeasured[language]
        for each in row.figures:
            yield *before, *_figure(screen, each), of.unmeasured[language]


def _figure(screen: Screen, figure: Figure) -> Sequence[Cell]:
    language, told = screen.language, figure.told
    found = METRICS.get(told.metric)
    if found is None or figure.value is None or figure.standing == "unmeasured":
        return (missing_words(screen, figure), *NOTHING[1:])
    value, whole = Typed(figure.value, found.kind), Typed(figure.whole, found.kind)
    proxy = told.note[language] if told.proxy and told.note else None
    return found.name[language], value, whole, unit_of(found, language), target_words(screen, told), proxy


def _handling(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "proposal_register_number", width=12),
        column(language, "proposal_section", width=12),
        column(language, "proposal_matter", width=40),
        column(language, "proposal_answers_to", width=30),
        column(language, "proposal_unit", width=20),
        column(language, "proposal_due", "day", 12),
        column(language, "proposal_status", width=12),
        column(language, "proposal_replied", "day", 12),
        column(language, "proposal_reply", width=40),
    )
    title = t(language, "exports.table_proposal_register")
    return ExportTable("proposal_register", title, columns, partial(_filed, screen))


def _filed(screen: Screen) -> Iterator[Sequence[Cell]]:
    language, known = screen.language, matched(screen.reading)
    pairs = [(row.proposal.title[language], each) for row in scorecard(screen) for each in row.filed]
    for title, each in [*pairs, *((None, each) for each in known.unmatched)]:
        unit, state = names.unit_label(language, each.unit), status_word(language, each.status)
        yield each.number, each.section, each.matter, title, unit, each.due_on, state, each.replied_on, each.reply


def _heads(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "town", width=16),
        *(column(language, f"head_{name}", width=24) for name in NAMES),
        column(language, "proposal_written_by", width=16),
    )
    return ExportTable("town_heads", t(language, "exports.table_town_heads"), columns, partial(_head_rows, screen))


def _head_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    view = screen.view
    known = town_heads(screen.journal, view.zone, view.town).by_town
    for town in load_towns():
        if view.zone not in (None, town.zone) or view.town not in (None, town.code):
            continue
        entry = known.get(town.code)
        people = [(entry.content.get(name) or None) if entry else None for name in NAMES]
        yield names.town_label(screen.language, town.code), *people, entry.author if entry else None
