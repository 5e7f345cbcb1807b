"""The cover of a workbook (封面): what is in it, of what day and edition, by which formulas, sources and rules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard import names
from dashboard.components.source import register_titles
from dashboard.exports.model import ExportTable, unit_of
from dashboard.i18n import t
from dashboard.metrics.formats import iso_date
from dashboard.metrics.model import Metric
from dashboard.metrics.registry import metric
from dashboard.metrics.rules_of import rules_of
from dashboard.queries.screen import Screen
from data.rules import Rule
from data.text import Locale

COVER_WIDTHS = (26, 44, 56, 14, 40, 70)


@dataclass(frozen=True, slots=True)
class Page:
    """The page a workbook is of: its name, the address of its view, its place if it has one beside the filter's."""

    name: str
    address: str
    place: str = ""


def page_title(language: Locale, name: str) -> str:
    """Return a page's name as in the navigation."""
    return t(language, f"shell.nav_{name}")


def area_label(screen: Screen) -> str:
    """Return the filter in words: a town, a zone or the whole county."""
    language, view = screen.language, screen.view
    if view.town:
        return names.town_label(language, view.town)
    return names.zone_label(language, view.zone) if view.zone else t(language, "shell.whole_county")


def cover_rows(screen: Screen, page: Page, tables: Sequence[ExportTable]) -> Iterator[Sequence[str]]:
    """Yield the rows of the cover, from the name of the product to the rules of the last figure."""
    language, note = screen.language, screen.note
    county = names.county_label(language, note.county_name)
    yield (t(language, "exports.cover_title", county=county, page=page_title(language, page.name)),)
    if note.is_demo:
        yield t(language, "shell.demo"), t(language, "shell.demo_note")
    as_of = iso_date(screen.as_of)
    said = as_of if screen.is_known else t(language, "shell.not_yet", day=as_of)
    yield t(language, "exports.cover_as_of"), said
    yield t(language, "exports.cover_area"), page.place or area_label(screen)
    edition = t(language, "shell.edition_of", edition=note.edition, day=iso_date(note.delivered_on))
    yield t(language, "exports.cover_edition"), edition
    yield t(language, "exports.cover_address"), page.address
    yield t(language, "exports.cover_values"), t(language, "exports.cover_values_line")
    yield ()
    yield from _contents(language, tables)
    figures = tuple(dict.fromkeys(each for table in tables for each in table.figures))
    if figures:
        yield ()
        yield from _figures(screen, [metric(each) for each in figures])


def _contents(language: Locale, tables: Iterable[ExportTable]) -> Iterator[Sequence[str]]:
    yield t(language, "exports.cover_tables"), t(language, "exports.cover_notes")
    for table in tables:
        yield table.title, " ".join(table.notes)


def _figures(screen: Screen, figures: Iterable[Metric]) -> Iterator[Sequence[str]]:
    language = screen.language
    yield tuple(t(language, f"exports.cover_{name}") for name in ("figure", "id", "formula", "unit", "sources", "rule"))
    for figure in figures:
        note = f" {figure.note[language]}" if figure.note else ""
        formula = figure.formula[language] + note
        rules = "\n".join(_rule(language, each) for each in rules_of(figure, screen.as_of))
        sources = register_titles(language, figure.sources)
        yield figure.name[language], figure.id, formula, unit_of(figure, language), sources, rules


def _rule(language: Locale, found: Rule) -> str:
    mark = t(language, "shell.confirmed" if found.confirmed else "shell.unconfirmed")
    return f"{found.clause[language]} — {found.source[language]} [{mark}]"
