"""What the page of funds (资金与项目) exports: the tables of the part that is open, ledger and projects whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from dashboard import names
from dashboard.components.funds_head import section_of
from dashboard.components.funds_text import basis_names
from dashboard.components.funds_villages import village_money
from dashboard.exports.figures import headline_table
from dashboard.exports.funds_flags import flag_tables
from dashboard.exports.ledger import detail_tables, entry_table, project_table
from dashboard.exports.members import member_label
from dashboard.exports.model import Cell, ExportTable, column, of_metric
from dashboard.exports.places import place_cells, place_columns
from dashboard.exports.works import works_tables
from dashboard.i18n import t
from dashboard.metrics.model import Dimension
from dashboard.queries.category_progress import CategoryProgress, category_progress, county_progress
from dashboard.queries.figures import FEN
from dashboard.queries.money_flow import OTHER, OTHER_PLACES, money_flow
from dashboard.queries.rules_by_year import department_shares, rules_by_year
from dashboard.queries.screen import Screen

Tables = tuple[ExportTable, ...]


def tables(screen: Screen) -> Tables:
    """Return the tables of the part of the page that is open."""
    if not screen.is_known:
        return headline_table(screen), _years(screen), _departments(screen)
    parts: Mapping[str, Callable[[Screen], Tables]] = {
        "flow": _flow_tables,
        "works": works_tables,
        "villages": lambda shown: (_villages(shown),),
        "projects": lambda shown: detail_tables(shown) if shown.view.metric else (project_table(shown),),
        "ledger": lambda shown: (entry_table(shown),),
        "flags": flag_tables,
    }
    return parts[section_of(screen)](screen)


def _flow_tables(screen: Screen) -> Tables:
    return _categories(screen), _flow(screen), _years(screen), _departments(screen), *flag_tables(screen)


def _categories(screen: Screen) -> ExportTable:
    language = screen.language
    figures = ("funds.projects", "funds.planned", "funds.allocated", "funds.disbursed", "funds.progress")
    columns = (
        column(language, "category", width=20),
        *(of_metric(language, each) for each in figures),
        column(language, "schedule", "share"),
        column(language, "over_schedule", "share"),
    )
    title = t(language, "exports.table_categories")
    note = t(language, "exports.stages_never_added")
    return ExportTable("categories", title, columns, partial(_category_rows, screen), (note,))


def _category_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    found = category_progress(screen.reading, screen.as_of)
    for each in (*found, county_progress(screen.reading, screen.as_of)):
        yield _category(screen, each)


def _category(screen: Screen, each: CategoryProgress) -> Sequence[Cell]:
    language = screen.language
    name = names.category_label(language, each.category) if each.category else t(language, "shell.whole_county")
    money = (each.planned, each.allocated, each.disbursed)
    return name, each.projects, *money, each.share, each.expected_share, each.over_schedule


def _flow(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "from", width=20),
        column(language, "to", width=24),
        of_metric(language, "funds.disbursed"),
    )
    title = t(language, "exports.table_money_flow")
    return ExportTable("money_flow", title, columns, partial(_flow_rows, screen))


def _flow_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    found = money_flow(screen.reading, screen.scope, screen.as_of)
    for each in found.to_categories:
        yield _member(screen, "level", each.source), _member(screen, "category", each.target), each.fen / FEN
    for each in found.to_places:
        yield _member(screen, "category", each.source), _place(screen, each.target), each.fen / FEN


def _member(screen: Screen, by: Dimension, key: str) -> str:
    if key in (OTHER, OTHER_PLACES):
        return t(screen.language, "exports.others")
    return member_label(screen.reading, screen.language, by, key)


def _place(screen: Screen, key: str) -> str:
    if key == OTHER_PLACES:
        return t(screen.language, "exports.others")
    by: Dimension = "village" if screen.scope.town else "town" if screen.scope.zone else "zone"
    return member_label(screen.reading, screen.language, by, key)


def _years(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "year", "number", 8),
        column(language, "rule", width=36),
        column(language, "value", "share"),
        column(language, "target", "share"),
        column(language, "put_in", "money", 18),
        column(language, "needed", "money", 18),
        column(language, "basis"),
        column(language, "verdict"),
    )
    figures = ("target.special_fund_share", "target.special_fund_growth", "target.department_share")
    title = t(language, "exports.table_rules")
    return ExportTable("rules", title, columns, partial(_year_rows, screen), metric_ids=figures)


def _year_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    language = screen.language
    verdicts = {True: t(language, "shell.met"), False: t(language, "shell.unmet"), None: None}
    for year in rules_by_year(screen.reading, screen.as_of):
        for each in year.rules:
            if each is None:
                continue
            money = (_yuan(each.put_in_fen), _yuan(each.needed_fen))
            said = (basis_names(language, each.basis), verdicts[each.met])
            yield year.year, each.rule.label[language], each.share, each.rule.number, *money, *said


def _departments(screen: Screen) -> ExportTable:
    language = screen.language
    columns = (
        column(language, "department", width=24),
        column(language, "to_all", "money", 18),
        column(language, "to_poor", "money", 18),
        column(language, "value", "share"),
        column(language, "basis"),
    )
    rows = partial(_department_rows, screen)
    return ExportTable("departments", t(language, "exports.table_departments"), columns, rows)


def _department_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    language = screen.language
    for each in department_shares(screen.reading, screen.as_of):
        money = (_yuan(each.total_fen), _yuan(each.to_poor_fen))
        yield names.unit_label(language, each.department), *money, each.share, basis_names(language, (each.basis,))


def _villages(screen: Screen) -> ExportTable:
    language = screen.language
    figures = (
        "people.registered", "funds.projects", "funds.disbursed", "funds.allocated", "funds.planned",
        "map.disbursed_per_head",
    )  # fmt: skip
    columns = (*place_columns(language), *(of_metric(language, each) for each in figures))
    note = t(language, "exports.stages_never_added")
    title = t(language, "exports.table_village_money")
    return ExportTable("villages", title, columns, partial(_village_rows, screen), (note,))


def _village_rows(screen: Screen) -> Iterator[Sequence[Cell]]:
    for each in village_money(screen):
        none = (t(screen.language, "funds.unassigned"), None, None, None)
        place = place_cells(screen, each.village) if each.village else none
        yield *place, each.people, each.projects, each.disbursed, each.allocated, each.planned, each.head


def _yuan(fen: float | None) -> float | None:
    return None if fen is None else fen / FEN
