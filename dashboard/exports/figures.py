"""Tables of figures (指标表): all of a place, and those that may be broken down by zone, town or village."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from dashboard.components.source import register_titles
from dashboard.exports.members import member_label, member_order
from dashboard.exports.model import Cell, ExportTable, Typed, column, of_metric, unit_of
from dashboard.i18n import t
from dashboard.metrics.disclosure import disclose, is_protected, small_count_limit
from dashboard.metrics.model import PLACES, Dimension, Metric
from dashboard.metrics.registry import HEADLINES
from dashboard.queries.figures import Value, figures_by, place_of
from dashboard.queries.overview import scope_figures
from dashboard.queries.progress import Scope, scope_villages
from dashboard.queries.screen import Screen


def headline_table(screen: Screen) -> ExportTable:
    """Return every figure that has one value a day, for the place chosen; in a month not reported without values."""
    language = screen.language
    columns = (
        column(language, "figure", width=30),
        column(language, "figure_id", width=26),
        column(language, "value", "number", 18),
        column(language, "unit", width=14),
        column(language, "as_of", "day", 12),
        column(language, "sources", width=44),
    )
    title = t(language, "exports.table_figures")
    return ExportTable("figures", title, columns, partial(_headlines, screen), metric_ids=_known_ids(screen))


def _known_ids(screen: Screen) -> tuple[str, ...]:
    known = scope_figures(screen.reading, screen.scope, screen.as_of)
    return tuple(each for each in HEADLINES if each in known)


def _headlines(screen: Screen) -> Iterator[Sequence[Cell]]:
    language = screen.language
    known = scope_figures(screen.reading, screen.scope, screen.as_of)
    for each in _known_ids(screen):
        figure = HEADLINES[each]
        value = Typed(known[each] if screen.is_known else None, figure.kind)
        sources = register_titles(language, figure.sources)
        yield figure.name[language], each, value, unit_of(figure, language), screen.as_of, sources


def breakdown_tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the figures by zone, town and village of the place chosen; none for a month not reported."""
    return tuple(breakdown_table(screen, by) for by in PLACES) if screen.is_known else ()


def breakdown_table(screen: Screen, by: Dimension) -> ExportTable:
    """Return the figures that may be broken down by a dimension, one member a row."""
    language = screen.language
    figures = tuple(each for each in HEADLINES.values() if by in each.dimensions)
    columns = (
        column(language, by, width=20),
        column(language, "member", width=15),
        *(of_metric(language, each.id) for each in figures),
    )
    rows: Callable[[], Iterator[Sequence[Cell]]] = partial(_members, screen, by, figures)
    return ExportTable(f"by_{by}", t(language, f"exports.table_by_{by}"), columns, rows)


def _members(screen: Screen, by: Dimension, figures: Sequence[Metric]) -> Iterator[Sequence[Cell]]:
    parts = figures_by(screen.reading, screen.as_of, by)
    members = {member for each in figures for member in parts.get(each.id, {})}
    if screen.scope != Scope():
        members &= {place_of(by)(village) for village in scope_villages(screen.reading, screen.scope)}
    for member in member_order(by, members):
        values = [_shown(screen, each, by, parts.get(each.id, {}).get(member)) for each in figures]
        yield member_label(screen.reading, screen.language, by, member), member, *values


def _shown(screen: Screen, figure: Metric, by: Dimension, value: Value) -> Cell:
    if by == "village" and is_protected(figure) and isinstance(value, int):
        return disclose(value, area="village", sees_households=False, limit=small_count_limit(screen.as_of))
    return value
