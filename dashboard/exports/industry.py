"""What the page of industries (产业) exports: the industries of each zone, the sites of each village."""

from collections.abc import Iterator, Sequence
from functools import partial

from dashboard import names
from dashboard.components.industry_zones import zone_scopes
from dashboard.exports.figures import headline_table
from dashboard.exports.model import Cell, ExportTable, column, of_metric
from dashboard.exports.places import place_cells, place_columns
from dashboard.i18n import t
from dashboard.industry_names import industry_label, unit_label
from dashboard.metrics.formats import iso_date
from dashboard.queries.industry import area_industries, industry_shown, received_on, year_shown
from dashboard.queries.industry_operators import ASSOCIATION, COOPERATIVE, operators, tells_operators
from dashboard.queries.industry_sites import village_industries
from dashboard.queries.screen import Screen
from dashboard.queries.village_pairs import chosen, pairs, picked


def tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the tables of the page, of the year shown; the figures only where there is no such year."""
    year = year_shown(screen.reading, screen.as_of, screen.view.show)
    if year is None:
        return (headline_table(screen),)
    return _zones(screen, year), _villages(screen, year), _pairs(screen, year)


def _note(screen: Screen, year: int) -> str:
    day = iso_date(received_on(screen.reading, year))
    return t(screen.language, "exports.industry_year", year=year, day=day)


def _zones(screen: Screen, year: int) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "zone", width=22),
        column(language, "industry", width=18),
        column(language, "size", "number"),
        column(language, "size_unit", width=10),
        column(language, "villages", "count"),
        column(language, "carried", "count"),
        column(language, "carried_share", "share"),
        column(language, "output", "money", 18),
        column(language, "output_per_household", "money", 18),
    )
    figures = ("industry.households_carried", "industry.output_per_household")
    title, rows = t(language, "exports.table_industries"), partial(_zone_rows, screen, year)
    return ExportTable("industries", title, columns, rows, (_note(screen, year),), figures)


def _zone_rows(screen: Screen, year: int) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for zone in zone_scopes(screen):
        area = area_industries(
            screen.reading, screen.scope, screen.as_of, zone, year, industry_shown(screen.reading, screen.view.industry)
        )
        for each in area.industries:
            name = industry_label(language, each.industry)
            size = (each.scale, unit_label(language, each.unit), each.village_count, each.households)
            money = (area.share(each), each.output_yuan, each.output_per_household)
            yield names.zone_label(language, zone), name, *size, *money


def _villages(screen: Screen, year: int) -> ExportTable:
    language = screen.language
    columns = (
        *place_columns(language),
        column(language, "leading_industry", width=18),
        column(language, "carried", "count"),
        column(language, "sites", "count"),
    )
    figures = ("industry.households_carried", "industry.sites_missing")
    title, rows = t(language, "exports.table_sites"), partial(_village_rows, screen, year)
    return ExportTable("sites", title, columns, rows, (_note(screen, year),), figures)


def _village_rows(screen: Screen, year: int) -> Iterator[Sequence[Cell]]:
    for each in village_industries(screen.reading, screen.scope, screen.as_of, year):
        leading = industry_label(screen.language, each.leading) if each.leading else None
        yield *place_cells(screen, each.state.village), leading, each.carried, each.sites


def _pairs(screen: Screen, year: int) -> ExportTable:
    language, figures = screen.language, tuple(reversed(chosen(screen)))
    columns = (
        *place_columns(language),
        *(of_metric(language, each) for each in figures),
        column(language, "cooperatives", "count"),
        column(language, "associations", "count"),
    )
    title = t(language, "exports.table_village_pairs")
    return ExportTable("village_pairs", title, columns, partial(_pair_rows, screen, year), (_note(screen, year),))


def _pair_rows(screen: Screen, year: int) -> Iterator[Sequence[Cell]]:
    codes, told = picked(screen), tells_operators(screen.reading, year)
    runs = operators(screen.reading, year, industry_shown(screen.reading, screen.view.industry))
    for pair in pairs(screen, year):
        if codes and pair.each.code not in codes:
            continue
        mine = runs.get(pair.each.code, {})
        counts = (mine.get(kind, 0) if told else None for kind in (COOPERATIVE, ASSOCIATION))
        yield *place_cells(screen, pair.each.state.village), pair.y, pair.x, *counts
