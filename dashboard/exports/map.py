"""What the map (地图) exports: every indicator of every poor village, with its status and where it lies."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from dashboard.components.marks import status_word
from dashboard.exports.model import Cell, ExportTable, column, of_metric
from dashboard.exports.places import place_cells, place_columns
from dashboard.i18n import t
from dashboard.queries.figures import Value, figures_by
from dashboard.queries.map_villages import INDICATORS, MapVillage, map_villages
from dashboard.queries.screen import Screen


def tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the table of the page."""
    language = screen.language
    columns = (
        *place_columns(language),
        column(language, "status"),
        *(of_metric(language, each) for each in INDICATORS),
        column(language, "lon", "number"),
        column(language, "lat", "number"),
    )
    title, rows = t(language, "exports.table_map"), partial(_rows, screen)
    return (ExportTable("villages", title, columns, rows, (t(language, "exports.map_crs"),)),)


def indicator_values(screen: Screen, village: MapVillage) -> Mapping[str, Value]:
    """Return every indicator of a village; without values in a month not reported."""
    parts = figures_by(screen.reading, screen.as_of, "village") if screen.is_known else {}
    return {each: parts.get(each, {}).get(village.village.code) for each in INDICATORS}


def _rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    for each in map_villages(screen).shown:
        status = status_word(screen.language, each.status) if each.status else None
        values = indicator_values(screen, each).values()
        yield *place_cells(screen, each.village), status, *values, *(each.place or (None, None))
