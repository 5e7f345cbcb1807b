"""Completeness by village (各村完整度): key columns of households and members, the worst first; positions missing."""

from dataclasses import dataclass

from dash.development.base_component import Component

from dashboard.components import states
from dashboard.components.opening import opens
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, town_name, village_name
from dashboard.components.village_link import village_page_link
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, percent_number
from dashboard.queries.completeness import (
    HOUSEHOLD_COLUMNS,
    PERSON_COLUMNS,
    VillageCount,
    household_counts,
    person_counts,
)
from dashboard.queries.progress import scope_villages
from dashboard.queries.screen import Screen
from dashboard.queries.villages import Village
from data.registers import load_registers
from data.text import Locale

LIST_HEIGHT = 560
MAP_PATH = "/map"


@dataclass(frozen=True, slots=True)
class _Row:
    village: Village
    households: VillageCount
    people: VillageCount | None

    @property
    def shares(self) -> list[float | None]:
        return [*_shares(self.households, HOUSEHOLD_COLUMNS), *_shares(self.people, PERSON_COLUMNS)]

    @property
    def average(self) -> float:
        known = [share for share in self.shares if share is not None]
        return sum(known) / len(known) if known else 0.0


def _shares(count: VillageCount | None, names: tuple[str, ...]) -> list[float | None]:
    if count is None or not count.rows:
        return [None] * len(names)
    return [count.filled[name] / count.rows for name in names]


def villages_panel(screen: Screen) -> Component:
    """Return the villages of the scope with the completeness of key columns, the emptiest first."""
    language = screen.language
    rows = _rows(screen)
    if not rows:
        title = t(language, "quality.villages_title_none")
        return panel(title, states.empty(language, t(language, "quality.villages_empty")))
    heads = [_head(language, "households", name) for name in HOUSEHOLD_COLUMNS]
    heads += [_head(language, "persons", name) for name in PERSON_COLUMNS]
    columns = [
        Column(t(language, "quality.col_village")),
        *(Column(t(language, f"quality.col_{name}"), "right") for name in ("households", "people", "average")),
        *(Column(head, "right", class_name="quality-cell") for head in heads),
    ]
    caption = t(language, "quality.villages_caption")
    table = data_table(
        columns, [_row(screen, each) for each in rows], caption=caption, language=language, max_height=LIST_HEIGHT
    )
    worst = village_name(screen, rows[0].village)
    sub = t(language, "quality.villages_sub", households=format_number(len(HOUSEHOLD_COLUMNS)))
    title_parts: list[Child] = [t(language, "quality.villages_title", village=worst)]
    return panel([*title_parts, " ", chip(screen, "households.registered")], table, sub=sub)


def _rows(screen: Screen) -> list[_Row]:
    households, people = household_counts(screen.reading), person_counts(screen.reading)
    found = [
        _Row(each, households[each.code], people.get(each.code))
        for each in scope_villages(screen.reading, screen.scope)
        if each.code in households
    ]
    return sorted(found, key=lambda row: (row.average, row.village.code))


def _head(language: Locale, kind: str, name: str) -> str:
    column = load_registers()[kind].column(name)
    return column.header if language == "zh" else column.label.en


def _row(screen: Screen, row: _Row) -> TableRow:
    cells: list[Children] = [
        [village_page_link(screen, row.village, class_name="link"), " ", town_name(screen, row.village)],
        _count(screen, row, "households", row.households),
        _count(screen, row, "persons", row.people) if row.people else NO_DATA,
        percent_number(row.average, 0),
    ]
    return TableRow([*cells, *(percent_number(share, 0) for share in row.shares)])


def _count(screen: Screen, row: _Row, register: str, found: VillageCount) -> Child:
    place = {"village": row.village.code}
    return opens(screen, "dq.rows_in_force", format_number(found.rows), place=place, register=register)


def positions_panel(screen: Screen) -> Component:
    """Return the villages of the scope that have no position; poor villages first."""
    language = screen.language
    missing = [each for each in scope_villages(screen.reading, screen.scope) if each.lon is None or each.lat is None]
    if not missing:
        return panel(t(language, "quality.positions_all"))
    columns = [Column(t(language, f"quality.col_{name}")) for name in ("village", "town", "level")]
    rows = [_position(screen, each) for each in sorted(missing, key=lambda each: (not each.is_poor, each.code))]
    caption = t(language, "quality.positions_caption")
    table = data_table(columns, rows, caption=caption, language=language, max_height=LIST_HEIGHT)
    title = t(language, "quality.positions_title", count=format_number(len(missing)))
    return panel(title, table, sub=t(language, "quality.positions_sub"))


def _position(screen: Screen, village: Village) -> TableRow:
    kind = t(screen.language, "quality.level_poor" if village.is_poor else "quality.level_other")
    name = village_page_link(screen, village, class_name="link")
    return TableRow([name, town_name(screen, village), kind])
