"""What a village's page (村页) exports: figures, criteria, households, projects, who is posted, what happened."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from dashboard import names
from dashboard.components.exit_flow import cause_name
from dashboard.components.map_village import COUNTY_TEAM, MONEY, criterion_value, dated_changes
from dashboard.components.marks import status_word
from dashboard.components.source import register_titles
from dashboard.components.village_head import POOR, village_value
from dashboard.components.village_parts import (
    HOUSEHOLDS,
    PEOPLE,
    SYSTEM_PARTS,
    WORK,
    band_word,
    system_count,
)
from dashboard.exports.model import Cell, ExportColumn, ExportTable, Typed, column, of_metric, unit_of
from dashboard.exports.oversight import case_table
from dashboard.exports.places import place_cells, place_columns
from dashboard.i18n import t
from dashboard.industry_names import industry_label, unit_label
from dashboard.metrics.registry import metric
from dashboard.metrics.systems import SYSTEMS_IN_WORDS, part_id
from dashboard.queries.cases import cases_on
from dashboard.queries.progress import Scope
from dashboard.queries.screen import Screen
from dashboard.queries.systems import is_kept
from dashboard.queries.village_detail import answering_for, poor_causes
from dashboard.queries.village_page import (
    income_bands,
    neighbours,
    state_of_village,
    village_industries_of,
    village_of,
    village_projects,
)
from dashboard.queries.villages import Village, has_rows

FEN = 100
FIGURES = (*PEOPLE, *HOUSEHOLDS, *(f"funds.{stage}" for stage in MONEY))
Rows = Callable[[Screen, Village], Iterator[Sequence[Cell]]]


def tables(screen: Screen) -> tuple[ExportTable, ...]:
    """Return the tables of the view's village; none for a village that the register lacks."""
    village = village_of(screen.reading, screen.view.village)
    if village is None:
        return ()
    if not screen.is_known:
        return (_neighbours(screen, village),)
    makers = (_figures, _criteria, _incomes, _causes, _systems, _industries, _projects, _posted, _cases, _changes)
    every = [make(screen, village) for make in makers]
    return (*(each for each in every if each is not None), _neighbours(screen, village))


def _table(screen: Screen, village: Village, key: str, *, columns: Sequence[ExportColumn], rows: Rows) -> ExportTable:
    title = t(screen.language, f"exports.table_village_{key}")
    return ExportTable(key, title, tuple(columns), partial(rows, screen, village))


def _figures(screen: Screen, village: Village) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "figure", width=30),
        column(language, "figure_id", width=24),
        column(language, "value", "number", 18),
        column(language, "unit", width=14),
        column(language, "as_of", "day", 12),
        column(language, "sources", width=44),
    )
    title, rows = t(language, "exports.table_figures"), partial(_figure_rows, screen, village)
    return ExportTable("figures", title, columns, rows, metric_ids=FIGURES)


def _figure_rows(screen: Screen, village: Village) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for each in FIGURES:
        figure = metric(each)
        value = Typed(village_value(screen, each, village), figure.kind)
        sources = register_titles(language, figure.sources)
        yield figure.name[language], each, value, unit_of(figure, language), screen.as_of, sources


def _criteria(screen: Screen, village: Village) -> ExportTable | None:
    now = state_of_village(screen.reading, village.code, screen.as_of)
    if now is None or now.check is None:
        return None
    columns = [column(screen.language, name, width=width) for name, width in (("criterion", 36), ("now", 14))]
    columns += [column(screen.language, "met_word"), column(screen.language, "checked_on", "day", 12)]
    return _table(screen, village, "criteria", columns=columns, rows=_criterion_rows)


def _criterion_rows(screen: Screen, village: Village) -> Iterator[Sequence[Cell]]:
    now = state_of_village(screen.reading, village.code, screen.as_of)
    check = now.check if now else None
    for each in check.results if check else ():
        is_share = isinstance(each.value, float | int) and not isinstance(each.value, bool)
        value: Cell = Typed(each.value, "share") if is_share else criterion_value(screen, each)
        met = t(screen.language, "map.yes" if each.met else "map.no")
        yield each.rule.label[screen.language], value, met, check.checked_on if check else None


def _incomes(screen: Screen, village: Village) -> ExportTable | None:
    if not has_rows(screen.reading, "incomes"):
        return None
    columns = (column(screen.language, "band_of_income", width=30), of_metric(screen.language, "households.registered"))
    return _table(screen, village, "incomes", columns=columns, rows=_band_rows)


def _band_rows(screen: Screen, village: Village) -> Iterator[Sequence[Cell]]:
    for band in income_bands(screen.reading, village.code, screen.as_of):
        yield band_word(screen, band), band.households


def _causes(screen: Screen, village: Village) -> ExportTable:
    columns = (column(screen.language, "cause", width=20), of_metric(screen.language, "households.poor"))
    return _table(screen, village, "causes", columns=columns, rows=_cause_rows)


def _cause_rows(screen: Screen, village: Village) -> Iterator[Sequence[Cell]]:
    for each in poor_causes(screen.reading, village.code, screen.as_of):
        yield cause_name(screen, each.cause), each.households


def _systems(screen: Screen, village: Village) -> ExportTable | None:
    if not is_kept(screen.reading):
        return None
    shorts = (metric(part_id("industry", part)).short[screen.language] for part in SYSTEM_PARTS)
    columns = (column(screen.language, "system", width=24), *(ExportColumn(short, "count") for short in shorts))
    return _table(screen, village, "systems", columns=columns, rows=_system_rows)


def _system_rows(screen: Screen, village: Village) -> Iterator[Sequence[Cell]]:
    for key, system in SYSTEMS_IN_WORDS.items():
        counts = (system_count(screen, part_id(key, part), village) for part in SYSTEM_PARTS)
        yield system.name[screen.language], *counts


def _industries(screen: Screen, village: Village) -> ExportTable | None:
    if village_industries_of(screen.reading, village.code, screen.as_of).year is None:
        return None
    columns = [column(screen.language, "year"), column(screen.language, "industry", width=20)]
    columns += [column(screen.language, "size", "number"), column(screen.language, "size_unit")]
    columns += [column(screen.language, "carried", "count", 20), column(screen.language, "is_site")]
    return _table(screen, village, "industries", columns=columns, rows=_industry_rows)


def _industry_rows(screen: Screen, village: Village) -> Iterator[Sequence[Cell]]:
    language, found = screen.language, village_industries_of(screen.reading, village.code, screen.as_of)
    for each in found.rows:
        site = None if each.is_site is None else t(language, "map.yes" if each.is_site else "map.no")
        told = (industry_label(language, each.industry), each.scale, unit_label(language, each.unit))
        yield str(found.year), *told, each.households, site


def _projects(screen: Screen, village: Village) -> ExportTable | None:
    if not has_rows(screen.reading, "projects"):
        return None
    columns = [column(screen.language, "project_no", width=16), column(screen.language, "project", width=34)]
    columns += [column(screen.language, name, "money", 16) for name in ("planned", "allocated", "disbursed")]
    columns.append(column(screen.language, "work_share", "share"))
    return _table(screen, village, "projects", columns=columns, rows=_project_rows)


def _project_rows(screen: Screen, village: Village) -> Iterator[Sequence[Cell]]:
    kind = metric(WORK).kind
    for each in village_projects(screen.reading, village.code, screen.as_of):
        money = (fen / FEN for fen in (each.planned_fen, each.allocated_fen, each.disbursed_fen))
        yield each.project_no, each.name, *money, Typed(each.work_share, kind)


def _posted(screen: Screen, village: Village) -> ExportTable:
    columns = [column(screen.language, name, width=18) for name in ("post", "person", "sent_by")]
    columns += [column(screen.language, "cadres", "count"), column(screen.language, "since", "day", 12)]
    return _table(screen, village, "posted", columns=columns, rows=_posted_rows)


def _posted_rows(screen: Screen, village: Village) -> Iterator[Sequence[Cell]]:
    language, posted = screen.language, answering_for(screen.reading, village.code)
    for each in posted.secretaries:
        person, unit = names.person_label(language, each.name), names.unit_label(language, each.sending_unit)
        yield t(language, "map.secretary"), person, unit, None, each.appointed_on
    for team in posted.teams:
        level = t(language, "map.team_level_county" if team.level == COUNTY_TEAM else "map.team_level_city")
        leader = names.person_label(language, team.leader_name or "") or None
        yield level, leader, names.unit_label(language, team.sending_unit), team.cadre_count, team.arrived_on


def _cases(screen: Screen, village: Village) -> ExportTable | None:
    if not has_rows(screen.reading, "oversight"):
        return None
    return case_table(screen, lambda: cases_on(screen.reading, Scope(village=village.code), screen.as_of))


def _changes(screen: Screen, village: Village) -> ExportTable:
    columns = (column(screen.language, "day", "day", 12), column(screen.language, "what", width=44))
    return _table(screen, village, "changes", columns=columns, rows=_change_rows)


def _change_rows(screen: Screen, village: Village) -> Iterator[Sequence[Cell]]:
    for day, _, words in dated_changes(screen, village):
        yield day, words


def _neighbours(screen: Screen, village: Village) -> ExportTable:
    columns = (*place_columns(screen.language), column(screen.language, "status"), of_metric(screen.language, POOR))
    return _table(screen, village, "neighbours", columns=columns, rows=_neighbour_rows)


def _neighbour_rows(screen: Screen, village: Village) -> Iterator[Sequence[Cell]]:
    for each in neighbours(screen.reading, village).town:
        now = state_of_village(screen.reading, each.code, screen.as_of) if screen.is_known else None
        status = status_word(screen.language, now.status) if now else None
        poor = village_value(screen, POOR, each) if screen.is_known else None
        yield *place_cells(screen, each), status, poor
