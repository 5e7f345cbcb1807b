"""What moved between two moments as lists (变动清单): 50 rows a page, each with the file, sheet and row it is from."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dash import dcc
from dash.development.base_component import Component

from dashboard import names
from dashboard.components import plain_html as html
from dashboard.components import states
from dashboard.components.controls import Option, select
from dashboard.components.panel import panel
from dashboard.components.table import Column, TableRow, data_table
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, iso_date, ledger_money, ledger_unit
from dashboard.queries.figures import FEN
from dashboard.queries.household_moves import HOUSEHOLD_KINDS, PEOPLE_KINDS, Move, household_moves, moved, movers
from dashboard.queries.moments import Sides
from dashboard.queries.money_moves import LEDGERS, MoneyMove, money_moves
from dashboard.queries.received import received_tables
from dashboard.queries.screen import Screen
from dashboard.queries.standing import FactRow
from dashboard.queries.village_moves import VillageMove, village_moves
from dashboard.queries.villages import villages

PATH = "/compare"
ROWS_A_PAGE = 50
LISTS = (*HOUSEHOLD_KINDS, *PEOPLE_KINDS, "villages", *LEDGERS)
HOUSEHOLD_HEADS = ("household", "village", "head", "people", "day", "step", "source")
VILLAGE_HEADS = ("village", "kind", "day", "step", "source")
MONEY_HEADS = ("number", "project", "day", "kind", "money", "step", "source")
NUMBERS = {"people", "money"}


@dataclass(frozen=True, slots=True)
class _List:
    """A list of moves: how many there are, its heads, and how a slice of it is written."""

    count: int
    heads: Sequence[str]
    rows: Callable[[slice], list[TableRow]]


def lists_panel(screen: Screen, sides: Sides) -> Component:
    """Return the list chosen, with the choice among all of them and links to its other pages."""
    language = screen.language
    found = {name: _list(screen, sides, name) for name in LISTS}
    name = list_of(screen, found)
    chosen = found[name]
    label = {each: t(language, f"compare.list_{each}") for each in LISTS}
    options = tuple(Option(each, _counted(screen, label[each], found[each].count)) for each in LISTS)
    control = select("show", t(language, "compare.choose_list"), options, value=name)
    title = t(language, "compare.list_title", list=_counted(screen, label[name], chosen.count))
    if not chosen.count:
        return panel(title, control, states.empty(language, t(language, "compare.list_empty")))
    page = min(screen.view.page or 1, pages_of(chosen.count))
    rows = chosen.rows(slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE))
    table = data_table(_columns(screen, chosen.heads), rows, caption=title, language=language, class_name="moves-table")
    return panel(title, control, table, _turning(screen, page, chosen.count))


def list_of(screen: Screen, found: dict[str, _List]) -> str:
    """Return the list asked for; unless the view names one, the first that is not empty."""
    if screen.view.show in found:
        return screen.view.show
    return next((name for name, each in found.items() if each.count), LISTS[0])


def pages_of(count: int) -> int:
    """Return how many pages a list has."""
    return max(1, -(-count // ROWS_A_PAGE))


def _counted(screen: Screen, words: str, count: int) -> str:
    return t(screen.language, "compare.counted", list=words, count=format_number(count))


def _list(screen: Screen, sides: Sides, name: str) -> _List:
    if name in LEDGERS:
        money = [move for step in sides.steps for move in money_moves(step, screen.scope, name)]
        return _List(len(money), MONEY_HEADS, lambda part: [_money_row(screen, each) for each in money[part]])
    if name == "villages":
        places = [move for step in sides.steps for move in village_moves(step, screen.scope)]
        return _List(len(places), VILLAGE_HEADS, lambda part: [_village_row(screen, each) for each in places[part]])
    count = sum(moved(step, screen.scope).counts.get(name, 0) for step in sides.steps)
    return _List(
        count,
        HOUSEHOLD_HEADS,
        lambda part: [_household_row(screen, each) for each in _homes(screen, sides, name, part)],
    )


def _homes(screen: Screen, sides: Sides, name: str, part: slice) -> Iterator[Move]:
    """Yield a slice of the moves of a kind; only its households are looked at."""
    numbers = [(step, number) for step in sides.steps for number in movers(step, screen.scope, name)][part]
    for step, some in groupby(numbers, key=lambda pair: pair[0]):
        moves = household_moves(step, screen.scope, tuple(number for _, number in some))
        yield from (move for move in moves if move.kind == name)


def _columns(screen: Screen, heads: Sequence[str]) -> list[Column]:
    language, unit = screen.language, ledger_unit(screen.language)
    return [
        Column(t(language, f"compare.col_{head}", unit=unit), "right" if head in NUMBERS else "left") for head in heads
    ]


def _household_row(screen: Screen, move: Move) -> TableRow:
    cells = (
        move.household_no,
        _village(screen, move.village_code),
        move.head_name or NO_DATA,
        format_number(move.people),
        iso_date(move.on),
        t(screen.language, f"compare.step_{move.step}"),
        source_words(screen, move.row),
    )
    return TableRow(cells)


def _village_row(screen: Screen, move: VillageMove) -> TableRow:
    language = screen.language
    kind, step = t(language, f"compare.kind_{move.kind}"), t(language, f"compare.step_{move.step}")
    return TableRow(
        (_village(screen, move.village_code), kind, iso_date(move.on), step, source_words(screen, move.row))
    )


def _money_row(screen: Screen, move: MoneyMove) -> TableRow:
    language, entry = screen.language, move.entry
    cells = (
        entry.number,
        entry.project_name,
        iso_date(entry.day),
        t(language, f"compare.kind_{move.kind}"),
        ledger_money((move.added - move.removed) / FEN, language),
        t(language, f"compare.step_{move.step}"),
        source_words(screen, entry.row),
    )
    return TableRow(cells)


def source_words(screen: Screen, row: FactRow) -> str:
    """Return the file, sheet and row a fact came from."""
    table = received_tables(screen.reading)[row.table_no]
    slots = {"file": table.name, "sheet": table.sheet or "", "row": row.sheet_row}
    plain = table.sheet in (None, table.name)
    return t(screen.language, "compare.source" if plain else "compare.source_sheet", **slots)


def _village(screen: Screen, code: str) -> str:
    known = {village.code: village.name for village in villages(screen.reading)}
    return names.village_label(screen.language, known[code]) if code in known else code


def _turning(screen: Screen, page: int, count: int) -> Component:
    """Return which page of a list this is, with links to the one before and after."""
    language, last = screen.language, pages_of(count)
    said: list[str | Component] = [t(language, "compare.page_of", page=page, count=last)]
    for name, other in (("earlier_rows", page - 1), ("later_rows", page + 1)):
        if 1 <= other <= last:
            href = screen.view.change(page=other).href(PATH)
            said += [" ", dcc.Link(t(language, f"compare.{name}", size=ROWS_A_PAGE), href=href, className="link")]
    return html.P(said, className="moves-pages")
