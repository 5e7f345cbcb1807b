"""Columns and cells that say which village a row is of."""

from dashboard import names
from dashboard.exports.model import Cell, ExportColumn, column
from dashboard.queries.screen import Screen
from dashboard.queries.villages import Village
from data.text import Locale


def place_columns(language: Locale) -> tuple[ExportColumn, ...]:
    """Return the columns that name a village: name, code, town, zone."""
    widths = {"village": 18, "village_code": 15, "town": 14, "zone": 20}
    return tuple(column(language, name, width=width) for name, width in widths.items())


def place_cells(screen: Screen, village: Village) -> tuple[Cell, ...]:
    """Return the cells below ``place_columns``."""
    language = screen.language
    return (
        names.village_label(language, village.name),
        village.code,
        names.town_label(language, village.town_code, name=village.town_name),
        names.zone_label(language, village.zone),
    )
