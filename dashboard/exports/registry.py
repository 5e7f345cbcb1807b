"""Which tables each page exports, by the page's name; a new page is one more entry."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from dashboard.exports import assistance, data, exit, funds, industry, oversight, overview, proposals, village  # noqa: A004 - the room is named after its page
from dashboard.exports import map as map_page
from dashboard.exports.ledger import entry_table, project_table
from dashboard.exports.model import Cell, ExportTable
from dashboard.queries.evidence.lacking import is_untold
from dashboard.queries.grid_request import GridRequest
from dashboard.queries.screen import Screen

Tables = Callable[[Screen], tuple[ExportTable, ...]]
PAGES: Mapping[str, Tables] = MappingProxyType(
    {
        "overview": overview.tables,
        "map": map_page.tables,
        "exit": exit.tables,
        "funds": funds.tables,
        "industry": industry.tables,
        "assistance": assistance.tables,
        "oversight": oversight.tables,
        "proposals": proposals.tables,
        "data": data.tables,
        "village": village.tables,
    }
)
IN_A_GRID: Mapping[str, Callable[[Screen, GridRequest], ExportTable]] = MappingProxyType(
    {"ledger": entry_table, "projects": project_table}
)
"""Tables that a grid narrows and sorts, by their keys."""


def tables_of(name: str, screen: Screen, request: GridRequest | None = None) -> tuple[ExportTable, ...]:
    """Return the tables of a page's view, a grid's under the conditions of ``request``; KeyError for no such page.

    A figure whose register was never loaded has no value in any of them.
    """
    found = PAGES[name](screen)
    if request is not None:
        found = tuple(IN_A_GRID[each.key](screen, request) if each.key in IN_A_GRID else each for each in found)
    return tuple(_as_told(screen, each) for each in found)


def _as_told(screen: Screen, table: ExportTable) -> ExportTable:
    """Return a table without the values of figures whose register was never loaded."""
    figures = enumerate(each.metric_id for each in table.columns)
    untold = frozenset(at for at, figure in figures if figure and is_untold(screen.reading, figure))

    def rows() -> Iterator[Sequence[Cell]]:
        for row in table.rows():
            yield tuple(None if at in untold else cell for at, cell in enumerate(row))

    return replace(table, rows=rows) if untold else table
