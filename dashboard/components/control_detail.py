"""One control total opened (对数明细): its parts, the files it came from, the rows that explain a difference."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard import names
from dashboard.components import states
from dashboard.components.control_forms import form_panels
from dashboard.components.opening import figure_cell
from dashboard.components.panel import grid, panel
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, accent, town_name
from dashboard.components.village_link import village_page_link
from dashboard.i18n import t
from dashboard.metrics.arithmetic import ratio
from dashboard.metrics.formats import difference, format_number, iso_date, percent_number, with_unit
from dashboard.queries.control_rows import (
    PEOPLE_FIGURE,
    FromFile,
    Parts,
    Place,
    VillageRow,
    files_of,
    late_households,
    parts_of,
    village_rows,
)
from dashboard.queries.control_totals import Compared
from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.opening import Place as OpenedPlace
from dashboard.queries.screen import Screen
from dashboard.queries.villages import PROVINCE, villages

LIST_HEIGHT = 420


def detail_panels(screen: Screen, found: Compared) -> list[Component]:
    """Return the opened total: its parts and files side by side, its lists, its form and what was written about it."""
    halves = grid(_parts_panel(screen, found), _files_panel(screen, found), kind="halves")
    return [halves, *_lists(screen, found), grid(*form_panels(screen, found), kind="halves")]


def _title(screen: Screen, found: Compared) -> list[Child]:
    language, total, figure = screen.language, found.total, found.total.figure
    slots = {name: with_unit(figure, value, language) for name, value in _pair(found).items()}
    words: list[Child] = [t(language, "controls.detail", name=total.name[language], **slots)]
    if found.agrees is False:
        gap = difference(figure, found.difference, language)
        words.append(accent(t(language, "controls.detail_gap", gap=gap)))
    return words


def _pair(found: Compared) -> dict[str, float | None]:
    return {"published": found.total.value, "ours": found.ours}


def _parts_panel(screen: Screen, found: Compared) -> Component:
    language, figure = screen.language, found.total.figure
    parts = parts_of(screen.reading, figure, found.day)
    sub = t(language, "controls.parts_title")
    if parts is None:
        return panel(_title(screen, found), states.empty(language, t(language, "controls.parts_none")), sub=sub)
    columns = [
        Column(t(language, f"controls.by_{parts.dimension}")),
        Column(figure.short[language], "right"),
        Column(t(language, "controls.col_share"), "right"),
    ]
    rows = [_part(screen, found, parts, at) for at in range(len(parts.members))]
    total: list[Children] = [t(language, "controls.part_sum"), _opening(screen, found, parts.total, {"zone": None})]
    rows.append(TableRow([*total, percent_number(1, 0)], "is-total"))
    caption = t(language, "controls.parts_caption", figure=figure.name[language])
    table = data_table(columns, rows, caption=caption, language=language, max_height=LIST_HEIGHT)
    return panel(_title(screen, found), table, sub=sub, accented=True)


def _part(screen: Screen, found: Compared, parts: Parts, at: int) -> TableRow:
    name, value = parts.members[at]
    share = percent_number(ratio(value, parts.total))
    amount: Child = with_unit(found.total.figure, value, screen.language)
    if name and parts.dimension in found.total.figure.dimensions:
        amount = _opening(screen, found, value, {"zone": None, parts.dimension: name})
    return TableRow([member_name(screen, parts.dimension, name), amount, share])


def _opening(screen: Screen, found: Compared, value: float, place: OpenedPlace) -> Child:
    """Return an amount of ours as a link that opens it on the day of the total."""
    figure = found.total.figure
    return figure_cell(screen, figure.id, with_unit(figure, value, screen.language), as_of=found.day, place=place)


def member_name(screen: Screen, dimension: str, member: str) -> str:
    """Return a member's name in the screen's language: a level, zone, category or town."""
    language = screen.language
    if member in ("", UNASSIGNED):
        return t(language, "controls.unassigned")
    if dimension == "town":
        written = next((each.town_name for each in villages(screen.reading) if each.town_code == member), "")
        return names.town_label(language, member, name=written)
    if dimension == "zone":
        return names.zone_label(language, member)
    if dimension == "category":
        return names.category_label(language, member)
    return t(language, "controls.level_province" if member == PROVINCE else "controls.level_county")


def _files_panel(screen: Screen, found: Compared) -> Component:
    language, figure = screen.language, found.total.figure
    files = files_of(screen.reading, figure, found.day)
    columns = [
        Column(t(language, "controls.col_file")),
        Column(t(language, "controls.col_delivery"), class_name="data-nowrap"),
        Column(t(language, "controls.col_rows"), "right"),
        Column(t(language, "controls.col_value"), "right"),
    ]
    rows = [_file(screen, found, each) for each in files]
    if files and all(each.value is not None for each in files):
        value = sum(each.value or 0 for each in files)
        rows.append(_sum(screen, found, files, value))
    note = t(language, "controls.files_note_people") if figure.id == PEOPLE_FIGURE else None
    caption = t(language, "controls.files_caption")
    table = data_table(columns, rows, caption=caption, language=language, max_height=LIST_HEIGHT)
    return panel(t(language, "controls.files_title"), table, source=note)


def _file(screen: Screen, found: Compared, each: FromFile) -> TableRow:
    value = with_unit(found.total.figure, each.value, screen.language)
    return TableRow([_file_name(each.place), _delivery(screen, each.place), format_number(each.rows), value])


def _sum(screen: Screen, found: Compared, files: Sequence[FromFile], value: float) -> TableRow:
    rows = format_number(sum(each.rows for each in files))
    total = with_unit(found.total.figure, value, screen.language)
    return TableRow([t(screen.language, "controls.part_sum"), "", rows, total], "is-total")


def _file_name(place: Place) -> str:
    return f"{place.path} · {place.sheet}" if place.sheet and not place.path.endswith(".csv") else place.path


def _delivery(screen: Screen, place: Place) -> str:
    return t(screen.language, "controls.delivery_of", number=place.delivery_no, day=iso_date(place.delivered_on))


def _lists(screen: Screen, found: Compared) -> list[Component]:
    rows = village_rows(screen.reading, found.total.figure, found.day)
    if rows:
        return [_villages_panel(screen, found, rows)]
    return [_late_panel(screen, found)] if found.total.figure.id == PEOPLE_FIGURE else []


def _villages_panel(screen: Screen, found: Compared, rows: Sequence[VillageRow]) -> Component:
    language, gap = screen.language, int(found.difference or 0)
    title: list[Child] = [t(language, "controls.villages_title", count=format_number(len(rows)))]
    if gap:
        name = "villages_beyond" if gap > 0 else "villages_missing"
        title = [accent(t(language, f"controls.{name}", count=format_number(abs(gap))))]
    heads = ("col_village", "by_town", "by_level_of_village", "col_identified", "col_file", "col_sheet_row")
    columns = [Column(t(language, f"controls.{name}")) for name in heads[:-1]]
    columns.append(Column(t(language, f"controls.{heads[-1]}"), "right"))
    table_rows = [_village(screen, each) for each in rows]
    caption = t(language, "controls.villages_title", count=format_number(len(rows)))
    table = data_table(columns, table_rows, caption=caption, language=language, max_height=LIST_HEIGHT)
    return panel(title, table)


def _village(screen: Screen, row: VillageRow) -> TableRow:
    village = row.village
    level = member_name(screen, "level_of_village", village.level)
    name = village_page_link(screen, village, class_name="link")
    cells: list[Children] = [name, town_name(screen, village), level]
    return TableRow([*cells, iso_date(village.identified_on), _file_name(row.place), format_number(row.sheet_row)])


def _late_panel(screen: Screen, found: Compared) -> Component:
    language = screen.language
    count, late = late_households(screen.reading, found.day)
    title = t(language, "controls.late_title", count=format_number(count))
    if not late:
        return panel(title)
    known = {each.code: each for each in villages(screen.reading)}
    heads = ("col_household", "col_village", "col_identified", "col_delivery", "col_file")
    columns = [Column(t(language, f"controls.{name}")) for name in heads]
    columns.append(Column(t(language, "controls.col_sheet_row"), "right"))
    rows = []
    for each in late:
        village: Child = each.village_code
        if each.village_code in known:
            village = village_page_link(screen, known[each.village_code], class_name="link")
        where: list[Children] = [_delivery(screen, each.place), _file_name(each.place), format_number(each.sheet_row)]
        rows.append(TableRow([each.household_no, village, iso_date(each.identified_on), *where]))
    caption = t(language, "controls.late_caption")
    table = data_table(columns, rows, caption=caption, language=language, max_height=LIST_HEIGHT)
    return panel(title, table, sub=t(language, "controls.late_shown", count=format_number(len(late))))
