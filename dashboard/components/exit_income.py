"""Part of 退出: income ranked from the bottom in each village against the line of the year (收入倒排序)."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components import states
from dashboard.components.bars import Progress, bar
from dashboard.components.controls import Option, select
from dashboard.components.exit_households import (
    SHOWN,
    TABLE_HEIGHT,
    by_village,
    counts_of,
    figure_of,
    households_panel,
    income_cell,
    line_kpi,
    lines_shown,
    lines_words,
    rule_lines,
    signed_yuan,
    state_of,
    villages_panel,
    yuan,
)
from dashboard.components.exit_parts import selection_name
from dashboard.components.opening import linked, struck, told
from dashboard.components.panel import grid, kpi_strip, panel, stack
from dashboard.components.source import register_titles
from dashboard.components.table import MOST_ROWS, Column, TableRow, data_table
from dashboard.components.text import Child, Children, accent, town_name, village_name
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.line import Ranked, households_of, line_figures, ranking
from dashboard.queries.screen import Screen
from dashboard.queries.villages import Village, has_rows
from data.rules import rule

NAMES = ("above_line_listed", "below_line_out", "near_below", "near_above", "income_unknown", "out_income_unknown")
IN_TABLE = NAMES[:5]
REGISTERS = ("households", "incomes")
RANK_COLUMNS = ("rank", "head", "members", "income", "bar", "year", "over", "state", "mark")
RIGHT = frozenset({"rank", "members", "income", "year", "over"})


def has_incomes(screen: Screen) -> bool:
    """Return whether there are households and incomes at all."""
    return all(has_rows(screen.reading, kind) for kind in REGISTERS)


def finding(screen: Screen) -> Children:
    """Return the finding: households above the line still listed, and those out that are not above it."""
    language = screen.language
    if not has_incomes(screen):
        return t(language, "watch.income_finding_none")
    figures = line_figures(screen.reading, screen.scope, screen.as_of)
    slots = {}
    for name in NAMES[:2]:
        figure = metric(figure_of(name))
        slots[name] = linked(screen, figure.id, with_unit(figure, figures[name], language))
        slots[name] = struck(slots[name]) if figures[name] else slots[name]
    return told(screen, t(language, "watch.income_finding", **slots))


def sub(screen: Screen) -> Children:
    """Return the line below: the place, and the lines of the years."""
    return t(screen.language, "watch.income_sub", place=selection_name(screen), lines=lines_words(screen))


def chosen_village(screen: Screen) -> Village | None:
    """Return the village of the ranking: the one asked for if it lies in the scope, else the first of the table."""
    listed = by_village(screen, NAMES[0])
    asked = next((each for each in listed if each.code == screen.view.village), None)
    return asked or next(iter(listed), None)


def chosen_list(screen: Screen) -> str:
    """Return the figure whose households are listed."""
    return screen.view.metric if screen.view.metric in NAMES else NAMES[0]


def controls(screen: Screen) -> tuple[Component, ...]:
    """Return the part's own controls: which village is ranked, which households are listed."""
    language, chosen = screen.language, chosen_village(screen)
    if chosen is None or not has_incomes(screen):
        return ()
    listed = sorted(by_village(screen, NAMES[0]), key=lambda each: each.code)
    places = tuple(Option(each.code, f"{town_name(screen, each)} {village_name(screen, each)}") for each in listed)
    names = tuple(Option(each, metric(figure_of(each)).name[language]) for each in NAMES)
    return (
        select("village", t(language, "watch.choose_village"), places, value=chosen.code),
        select("metric", t(language, "watch.choose_list"), names, value=chosen_list(screen)),
    )


def section(screen: Screen) -> list[Component]:
    """Return the part: figures, the ranking of one village beside all villages, the households of one figure."""
    if not has_incomes(screen):
        missing = tuple(kind for kind in REGISTERS if not has_rows(screen.reading, kind))
        return [states.no_data(screen, registers=register_titles(screen.language, missing))]
    figures = line_figures(screen.reading, screen.scope, screen.as_of)
    listed, village = chosen_list(screen), chosen_village(screen)
    behind = NAMES[:2]
    strip = kpi_strip(
        *(
            line_kpi(screen, each, figures[each], listed=each == listed, behind=each in behind and bool(figures[each]))
            for each in NAMES
        )
    )
    found = households_of(screen.reading, screen.scope, screen.as_of, name=listed, limit=SHOWN)
    since = [income_words(screen, each) for each in found]
    households = households_panel(screen, found, name=listed, count=figures[listed] or 0, more={"remark": since})
    if village is None:
        return [strip, households]
    table = villages_panel(
        screen,
        IN_TABLE,
        title=t(screen.language, "watch.villages_title"),
        base="registered",
        chosen=village.code,
        sub=t(screen.language, "watch.villages_sub"),
    )
    return [strip, grid(_ranking(screen, village), stack(table, _rules(screen)), kind="halves"), households]


def _rules(screen: Screen) -> Component:
    found = [*(line for _, line in lines_shown(screen)), rule("near_line.share", screen.as_of)]
    return panel(t(screen.language, "watch.rules_title"), rule_lines(screen, found))


def income_words(screen: Screen, each: Ranked) -> Child:
    """Return what is to be said of a household's income: listed above the line, out below it, or of before the exit."""
    language = screen.language
    if each.over is None:
        return t(language, "watch.mark_unknown")
    if each.is_out and each.income_since is None:
        return html.Span(t(language, "watch.mark_early"), className="note")
    if each.is_out and not each.is_above:
        return accent(t(language, "watch.mark_out_below"))
    if not each.is_out and each.is_above:
        return accent(t(language, "watch.mark_listed_above"))
    near = abs(each.over) <= (each.line or 0) * rule("near_line.share", screen.as_of).number
    return t(language, "watch.mark_near") if near else ""


def _ranking(screen: Screen, village: Village) -> Component:
    language = screen.language
    found = ranking(screen.reading, village.code, screen.as_of)
    columns = [Column(t(language, f"watch.col_{each}"), "right" if each in RIGHT else "left") for each in RANK_COLUMNS]
    top = max([1.0, *(max(each.income or 0, each.line or 0) for each in found)])
    below = [each for each in found if each.is_above is False]
    rows = [_ranked(screen, at, each, top) for at, each in enumerate(found[:MOST_ROWS], 1)]
    if below and len(below) < len(found):
        rows.insert(len(below), _line_row(screen, found))
    counts = counts_of(screen, village)
    slots = {
        "village": village_name(screen, village),
        "count": linked(screen, "households.registered", format_number(len(found)), village=village.code),
        "below": format_number(len(below)),
        "listed": _slot(screen, village, "above_line_listed", counts.get("above_line_listed", 0)),
        "out": _slot(screen, village, "below_line_out", counts.get("below_line_out", 0)),
    }
    table = data_table(
        columns,
        rows,
        caption=t(language, "watch.ranking_caption", village=slots["village"]),
        language=language,
        count=max(len(found), len(rows)),
        max_height=TABLE_HEIGHT + 120,
        class_name="watch-ranking",
    )
    title = told(screen, t(language, "watch.ranking_title", **slots))
    return panel(title, table, sub=t(language, "watch.ranking_sub"))


def _slot(screen: Screen, village: Village, name: str, count: int) -> str:
    return linked(screen, figure_of(name), format_number(count), village=village.code)


def _line_row(screen: Screen, found: Sequence[Ranked]) -> TableRow:
    """Return the row that draws the line: above it incomes below the line, below it those above."""
    used = sorted({(each.year, each.line) for each in found if each.year and each.line})
    words = [t(screen.language, "watch.line_of", year=str(year), line=yuan(line)) for year, line in used]
    told_lines = t(screen.language, "shell.list_comma").join(words)
    drawn: Children = html.Span(t(screen.language, "watch.line_row", lines=told_lines), className="watch-line-words")
    return TableRow([drawn, *[""] * (len(RANK_COLUMNS) - 1)], "watch-line")


def _ranked(screen: Screen, at: int, each: Ranked, top: float) -> TableRow:
    language = screen.language
    income, line = yuan(each.income), yuan(each.line)
    drawn: Children = ""
    if each.income is not None and each.line is not None:
        label = t(language, "watch.bar", income=income, line=line)
        tick = t(language, "watch.line_of", year=str(each.year), line=line)
        drawn = bar(Progress(each.income / top, each.line / top, tick), label=label)
    mark = income_words(screen, each)
    cells: list[Children] = [
        format_number(at),
        each.head_name or NO_DATA,
        NO_DATA if each.members is None else format_number(each.members),
        income_cell(screen, each),
        drawn,
        NO_DATA if each.year is None else str(each.year),
        signed_yuan(screen, each.over),
        state_of(screen, each),
        mark,
    ]
    wrong = (each.is_above and not each.is_out) or (
        each.is_out and each.income_since is not None and each.is_above is False
    )
    return TableRow(cells, "is-behind" if wrong else "")
