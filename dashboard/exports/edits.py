"""What was changed in the tables users may edit (修改记录) as tables: exclusions, control totals, heads of towns."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from dashboard import names
from dashboard.components.exclusions_section import list_name
from dashboard.exports.model import Cell, ExportTable, column
from dashboard.i18n import t
from dashboard.metrics.registry import metric
from dashboard.queries import control_totals, exclusions
from dashboard.queries.edits import Edit, edits
from dashboard.queries.screen import Screen
from dashboard.records.control_totals import CONTROL_TOTAL
from dashboard.records.exclusions import EXCLUSION, lists_in
from dashboard.records.town_heads import NAMES, TOWN_HEADS
from data.rules import rules
from data.text import Locale
from geo.towns import load_towns

Said = Callable[[Edit, str], str]
"""Says a value of an edit in words."""


def exclusion_edits(screen: Screen) -> ExportTable:
    """Return who changed which of the nine exclusions (九不包括), when, and how it read before."""
    language = screen.language
    rows = {each.key: each.default.label[language] for each in exclusions.exclusions(screen.journal)}
    fields = {name: t(language, f"exclusions.field_{name}") for name in ("name", "clause", "lists")}
    found = edits(screen.journal, EXCLUSION, fields=tuple(fields), default=exclusions.default_values)

    def said(each: Edit, text: str) -> str:
        if each.field != "lists":
            return text
        return t(language, "shell.list_comma").join(list_name(language, name) for name in lists_in(text))

    return _table(language, "exclusion_edits", found, rows, fields, said)


def control_edits(screen: Screen) -> ExportTable:
    """Return who changed, added or removed which control total (控制数), when, and what it said before."""
    language = screen.language
    figures = {key: metric(name) for key, name in control_totals.figures_by_key(screen.journal).items()}
    published = {each.key: each.label[language] for each in rules() if each.key in figures}
    rows = {key: figure.name[language] for key, figure in figures.items()} | published
    fields = {"figure": t(language, "controls.field_figure"), "as_of": t(language, "controls.col_day")}
    fields |= {"value": t(language, "controls.col_published"), "tolerance": t(language, "controls.field_tolerance")}
    fields |= {name: t(language, f"controls.field_{name}") for name in ("sentence", "source")}
    found = edits(screen.journal, CONTROL_TOTAL, fields=tuple(fields), default=control_totals.default_values)

    def said(each: Edit, text: str) -> str:
        if each.field == "figure" and text:
            return metric(text).name[language]
        figure = figures.get(each.key)
        if figure is None or not text or each.field not in ("value", "tolerance"):
            return text
        return f"{text} {figure.unit[language]}"

    return _table(language, "control_edits", found, rows, fields, said)


def head_edits(screen: Screen) -> ExportTable:
    """Return who named which head of a town under the filter (第一责任人), when, and who stood there before."""
    language, view = screen.language, screen.view
    towns = [each for each in load_towns() if view.zone in (None, each.zone) and view.town in (None, each.code)]
    rows = {each.code: names.town_label(language, each.code) for each in towns}
    fields = {name: label[language] for name, label in NAMES.items()}
    found = edits(screen.journal, TOWN_HEADS, fields=tuple(fields), default=lambda _: {})
    here = [each for each in found if each.key in rows]
    return _table(language, "head_edits", here, rows, fields, lambda _, text: text)


def _table(
    language: Locale,
    name: str,
    found: Sequence[Edit],
    rows: Mapping[str, str],
    fields: Mapping[str, str],
    said: Said,
) -> ExportTable:
    columns = (
        column(language, "written_at", width=26),
        column(language, "written_by", width=16),
        column(language, "edited_row", width=28),
        column(language, "edit", width=12),
        column(language, "edited_field", width=26),
        column(language, "before", width=48),
        column(language, "after", width=48),
    )

    def written() -> Iterator[Sequence[Cell]]:
        for each in found:
            kind = t(language, f"exports.edit_{each.kind}")
            told = each.entry.written_at, each.entry.author, rows.get(each.key, each.key), kind
            values = (said(each, text[language]) or None for text in (each.before, each.after))
            yield *told, fields.get(each.field), *values

    note = t(language, "exports.edits_note" if found else "exports.edits_none")
    return ExportTable(name, t(language, f"exports.table_{name}"), columns, written, (note,))
