"""Tables in HTML: scoped heads, right-aligned numbers, scrolling inside their panel."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.text import Child, Children, aria, as_list
from dashboard.i18n import t
from dashboard.metrics.formats import format_number
from data.text import Locale

MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, how cells are aligned, what its tooltip says, an extra class for its cells."""

    head: Children
    align: Literal["left", "right", "center"] = "left"
    title: str | None = None
    class_name: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: one cell a column, the first is the row's head; ``class_name`` e.g. ``is-behind``, ``is-total``."""

    cells: Sequence[Children]
    class_name: str = ""


def data_table(
    columns: Sequence[Column],
    rows: Sequence[TableRow],
    *,
    caption: str,
    language: Locale,
    show_caption: bool = False,
    count: int | None = None,
    max_height: int | None = None,
    class_name: str = "",
) -> Component:
    """Return a table that scrolls inside its panel, its head staying; rows left out beyond ``MOST_ROWS`` are told.

    ``caption`` is read aloud and names the scrolling region; ``count`` is how many rows there are where only the first
    are given; ``max_height`` in px.
    """
    head = html.Thead(html.Tr([_head(column) for column in columns]))
    body = html.Tbody([_row(columns, row) for row in rows[:MOST_ROWS]])
    title = html.Caption(caption, className="" if show_caption else "visually-hidden")
    table = html.Table([title, head, body], className=f"data-table {class_name}".strip())
    style = {"maxHeight": f"{max_height}px"} if max_height else {}
    region = html.Div(table, className="table-scroll", tabIndex=0, role="region", style=style, **aria(caption))
    drawn, there = min(len(rows), MOST_ROWS), len(rows) if count is None else count
    if there <= drawn:
        return region
    shown = {"shown": format_number(drawn), "count": format_number(there)}
    return html.Div([region, html.P(t(language, "shell.rows_left_out", **shown), className="panel-source")])


def _head(column: Column) -> Component:
    return html.Th(as_list(column.head), scope="col", className=_class(column), title=column.title)


def _row(columns: Sequence[Column], row: TableRow) -> Component:
    cells: list[Component] = []
    for at, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
        content: list[Child] = as_list(cell)
        if at == 0:
            cells.append(html.Th(content, scope="row", className=_class(column)))
        else:
            cells.append(html.Td(content, className=_class(column)))
    return html.Tr(cells, className=row.class_name)


def _class(column: Column) -> str:
    return f"align-{column.align} {column.class_name}".strip()
