"""What the parts of 退出 about single households share: figures, rules, counts by village, lists of households."""

from collections.abc import Mapping, Sequence

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.exit_flow import cause_name
from dashboard.components.exit_parts import policy_mark, without_kind
from dashboard.components.exit_sections import PATH
from dashboard.components.opening import figure_cell, opens_row
from dashboard.components.panel import kpi, panel
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, town_name, village_name
from dashboard.i18n import t
from dashboard.metrics.disclosure import disclose, is_protected, small_count_limit
from dashboard.metrics.formats import NO_DATA, display_unit, format_number, format_value, iso_date, signed
from dashboard.metrics.registry import metric
from dashboard.queries.line import CONDITIONS, Counts, Ranked, line_counts, line_figures, lines_until
from dashboard.queries.progress import scope_villages
from dashboard.queries.registry import village_counts
from dashboard.queries.screen import Screen
from dashboard.queries.villages import Village, villages
from data.rules import Rule

TABLE_HEIGHT = 640
SHOWN = 50
STATES = {"新识别": "poor", "返贫": "returned", "脱贫": "out"}
NOTHING: Counts = {}


def figure_of(name: str) -> str:
    """Return the id of one of the figures of incomes and risks."""
    return f"exit.{name}"


def line_kpi(screen: Screen, name: str, value: int | None, *, listed: bool, behind: bool = False) -> Component:
    """Return a figure of households; ``listed`` says that its households are those in the list below."""
    language, figure = screen.language, metric(figure_of(name))
    text = format_value(figure, value, language)
    words = t(language, "watch.listed_below" if listed else "watch.see_list")
    view = screen.view.change(metric=name, village=screen.view.village)
    goal: Child = words if listed else dcc.Link(words, href=view.href(PATH), className="link")
    unit = "" if text == NO_DATA else display_unit(figure, language, single=text == "1")
    return kpi(
        figure.short[language], figure_cell(screen, figure.id, text), unit, goal=goal if value else None, behind=behind
    )


def rule_lines(screen: Screen, found: Sequence[Rule]) -> Component:
    """Return rules as a list: clause, note, and whether the county has confirmed them."""
    items = []
    for each in found:
        note = [html.Span(each.note[screen.language], className="note")] if each.note else []
        items.append(html.Li([each.clause[screen.language], " ", policy_mark(screen, each), " ", *note]))
    return html.Ul(items, className="watch-rules")


def yuan(value: float | None) -> str:
    """Return yuan a head without unit; — for no data."""
    return NO_DATA if value is None else format_number(value)


def signed_yuan(screen: Screen, value: float | None) -> str:
    """Return yuan a head with its sign, rounded to whole ones; — for no data."""
    return signed(metric("people.poor"), value, screen.language)


def lines_shown(screen: Screen) -> list[tuple[int, Rule]]:
    """Return the poverty lines of the day's year and the one before: those that incomes on hand are held against."""
    return list(lines_until(screen.as_of).items())[-2:]


def lines_words(screen: Screen) -> str:
    """Return the poverty lines of the day's year and the one before in words."""
    language = screen.language
    known = [t(language, "watch.line_of", year=str(year), line=yuan(line.number)) for year, line in lines_shown(screen)]
    return t(language, "shell.list_comma").join(known) or NO_DATA


def counts_of(screen: Screen, village: Village) -> Counts:
    """Return how many households of a village each figure counts."""
    return line_counts(screen.reading, screen.as_of).get(village.code, NOTHING)


def by_village(screen: Screen, name: str) -> list[Village]:
    """Return the villages of the scope with registered households, those with most of a figure first."""
    counted = village_counts(screen.reading, screen.as_of)
    inside = [
        each
        for each in scope_villages(screen.reading, screen.scope)
        if each.code in counted and counted[each.code]["registered_households"]
    ]
    return sorted(inside, key=lambda each: (-counts_of(screen, each).get(name, 0), each.code))


def villages_panel(
    screen: Screen, names: Sequence[str], *, title: Children, base: str, chosen: str | None = None, sub: str
) -> Component:
    """Return the table of villages with a figure a column, beside those of ``base`` (registered or out).

    A village's name chooses it; the one chosen is marked.
    """
    language, limit = screen.language, small_count_limit(screen.as_of)
    counted = village_counts(screen.reading, screen.as_of)
    order = screen.view.metric if screen.view.metric in names else names[0]
    known = line_figures(screen.reading, screen.scope, screen.as_of)
    told = {each: known[each] is not None for each in names}
    heads = [Column(t(language, "exit.column_village")), Column(t(language, "exit.column_town"))]
    heads += [Column(metric(f"households.{base}").short[language], "right")]
    heads += [Column(metric(figure_of(each)).short[language], "right") for each in names]
    rows = []
    for village in by_village(screen, order or names[0]):
        whole = format_value(metric(f"households.{base}"), counted[village.code][f"{base}_households"], language)
        cells: list[Children] = [
            _choosing(screen, village),
            without_kind(town_name(screen, village)),
            figure_cell(screen, f"households.{base}", whole, village=village.code),
        ]
        for each in names:
            figure, value = metric(figure_of(each)), counts_of(screen, village).get(each, 0) if told[each] else None
            shown = (
                disclose(value, area="village", sees_households=False, limit=limit) if is_protected(figure) else value
            )
            text = format_value(figure, shown, language)
            # A hundred villages' zeros would open nothing but empty lists.
            opens = shown == value and value
            cells.append(figure_cell(screen, figure.id, text, village=village.code) if opens else text)
        rows.append(TableRow(cells, "is-chosen" if village.code == chosen else ""))
    caption = t(language, "watch.villages_caption")
    table = data_table(
        heads, rows, caption=caption, language=language, max_height=TABLE_HEIGHT, class_name="watch-villages"
    )
    return panel(title, table, sub=sub)


def _choosing(screen: Screen, village: Village) -> Component:
    href = screen.view.change(village=village.code).href(PATH)
    return dcc.Link(without_kind(village_name(screen, village)), href=href, className="village-link")


def state_of(screen: Screen, each: Ranked) -> str:
    """Return a household's state in words, with the month in which it moved out."""
    words = t(screen.language, f"watch.state_{STATES[each.state]}")
    return f"{words} {iso_date(each.changed_on)}" if each.is_out else words


def causes_of(screen: Screen, each: Ranked) -> str:
    """Return the causes (致贫原因) a household names, the main one first."""
    return cause_name(screen, each.main_cause)


def income_cell(screen: Screen, each: Ranked) -> Child:
    """Return a household's income a head in whole yuan, as a link that opens it."""
    return figure_cell(screen, "exit.household_income", yuan(each.income), household=each.household_no)


HOUSEHOLD_COLUMNS = ("village", "town", "head", "number", "members", "income", "year", "over", "state")
RIGHT = frozenset({"members", "income", "year", "over"})


def household_cells(screen: Screen, each: Ranked, known: Mapping[str, Village]) -> list[Children]:
    """Return the cells of a household under ``HOUSEHOLD_COLUMNS``."""
    village = known[each.village_code]
    members = NO_DATA if each.members is None else format_number(each.members)
    year = NO_DATA if each.year is None else str(each.year)
    return [
        _choosing(screen, village),
        without_kind(town_name(screen, village)),
        each.head_name or NO_DATA,
        opens_row(screen, "households.registered", each.household_no, row=(each.household_no,), village=village.code),
        members,
        income_cell(screen, each),
        year,
        signed_yuan(screen, each.over),
        state_of(screen, each),
    ]


def households_panel(
    screen: Screen, found: Sequence[Ranked], *, name: str, count: int, more: Mapping[str, Sequence[Children]]
) -> Component:
    """Return the list of the households of a figure; ``more`` are columns after the usual ones, by their key."""
    language, figure = screen.language, metric(figure_of(name))
    known = {village.code: village for village in villages(screen.reading)}
    columns = [
        Column(t(language, f"watch.col_{each}"), "right" if each in RIGHT else "left") for each in HOUSEHOLD_COLUMNS
    ]
    columns += [Column(t(language, f"watch.col_{each}")) for each in more]
    rows = []
    for at, each in enumerate(found):
        rows.append(TableRow([*household_cells(screen, each, known), *(cells[at] for cells in more.values())]))
    title = t(language, "watch.list_title", name=figure.name[language], count=format_number(count))
    shown = t(language, "watch.list_shown", shown=format_number(len(found)), count=format_number(count))
    sub = [*([shown, " "] if len(found) < count else []), figure.formula[language]]
    if not found:
        return panel(title, html.P(t(language, "watch.list_none"), className="note"), sub=figure.formula[language])
    table = data_table(
        columns, rows, caption=title, language=language, max_height=TABLE_HEIGHT, class_name="watch-households"
    )
    return panel(title, table, sub=sub)


def is_list(name: str | None) -> bool:
    """Return whether a word names a figure whose households can be listed."""
    return name in CONDITIONS
