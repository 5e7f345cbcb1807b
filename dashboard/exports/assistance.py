"""What the page of assistance (帮扶) exports: villages with those posted and households without helper, causes."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard.components.assistance_causes import causes_in
from dashboard.components.assistance_parts import parts, towns, whole
from dashboard.components.exit_flow import cause_name
from dashboard.exports.figures import headline_table
from dashboard.exports.model import Cell, ExportTable, column, of_metric
from dashboard.exports.places import place_cells, place_columns
from dashboard.i18n import t
from dashboard.metrics.formats import iso_date
from dashboard.queries.figures import figures_by
from dashboard.queries.helpers import load_bands, loads_among, lost_helpers
from dashboard.queries.progress import scope_villages
from dashboard.queries.screen import Screen

BY_VILLAGE = (
    "teams.province_city", "teams.county", "teams.cadres", "first_secretaries.total", "households.registered",
    "households.paired", "households.unpaired", "households.poor_unpaired", "households.lost_helper",
)  # fmt: skip


def tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the tables of the page; the figures only in a month not reported."""
    if not screen.is_known:
        return (headline_table(screen),)
    return _villages(screen), _lost(screen), _loads(screen), _causes(screen)


def _villages(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (*place_columns(language), *(of_metric(language, each) for each in BY_VILLAGE))
    title = t(language, "exports.table_assistance")
    return ExportTable("assistance", title, columns, partial(_village_rows, screen))


def _village_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    values = figures_by(screen.reading, screen.as_of, "village")
    for village in scope_villages(screen.reading, screen.scope):
        counts = (values.get(each, {}).get(village.code) for each in BY_VILLAGE)
        yield *place_cells(screen, village), *counts


def _lost(screen: Screen) -> ExportTable:
    language = screen.language
    own = ("household", "head", "former_helper", "unit_of_helper")
    columns = (*place_columns(language), *(column(language, name) for name in own), column(language, "since", "day"))
    note = t(language, "assistance.pairs_sub")
    title = t(language, "exports.table_lost_helpers")
    return ExportTable(
        "lost_helpers", title, columns, partial(_lost_rows, screen), (note,), ("households.lost_helper",)
    )


def _lost_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    villages = {each.code: each for each in scope_villages(screen.reading, screen.scope)}
    for each in lost_helpers(screen.reading, frozenset(villages), screen.as_of):
        told = (each.household_no, each.head_name, each.helper, each.unit, each.delivered_on)
        yield *place_cells(screen, villages[each.village_code]), *told


def _loads(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (column(language, "load", width=20), of_metric(language, "helpers.total"))
    title, note = t(language, "exports.table_loads"), t(language, "assistance.load_sub")
    return ExportTable("loads", title, columns, partial(_load_rows, screen), (note,))


def _load_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    yield from load_bands(loads_among(screen.reading, whole(screen).codes, screen.as_of)).items()


def _causes(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "place", width=18),
        column(language, "cause", width=20),
        of_metric(language, "households.poor"),
        of_metric(language, "households.with_cause"),
    )
    notes = (t(language, "assistance.causes_sub"), iso_date(screen.as_of))
    return ExportTable("causes", t(language, "exports.table_poor_causes"), columns, partial(_cause_rows, screen), notes)


def _cause_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    listed = (whole(screen), *parts(screen))
    own = towns(screen) if not screen.view.zone and not screen.view.town else ()
    for part in (*listed, *own):
        found = causes_in(screen, part)
        for cause in found.order:
            yield part.name, cause_name(screen, cause), found.main.get(cause, 0), found.named.get(cause, 0)
