"""A county whose people nobody delivered: no page and no file gives a figure of them; what came is told."""

import re
from collections.abc import Iterator

import pytest

from dashboard.app import PAGES
from dashboard.exports.registry import PAGES as EXPORTED
from dashboard.exports.registry import tables_of
from dashboard.opened import Opened
from dashboard.queries.evidence.lacking import is_untold
from dashboard.queries.evidence.listing import figure_value, value_from_rows
from dashboard.queries.screen import Screen, open_screen
from dashboard.view import View
from tests import builders
from tests.conftest import Loader
from tests.trees import parts
from tests.unit.house.sources import held

NEEDED_BY_PEOPLE = {"persons", "household_changes", "measures", "incomes"}
VIEWS = ({}, {"show": "villages"}, {"zone": "南部"}, {"village": builders.SOUTH}, {"present": "1"})
LINK = re.compile(r'<a [^>]*class="opens"[^>]*>')
OPENED = re.compile(r'data-open="([^"]*)"')


@pytest.fixture
def screens(loaded: Loader, store_url: str) -> tuple[Screen, ...]:
    """Return views of a county whose members of households were never delivered."""
    loaded({kind: rows for kind, rows in builders.county().items() if kind not in NEEDED_BY_PEOPLE})
    return tuple(open_screen(store_url, View.from_query(view)) for view in VIEWS)


def opened_in(node: object) -> Iterator[str]:
    """Yield what each printed figure of a tree opens, those of ready HTML included."""
    for each in parts(node):
        if getattr(each, "className", None) == "opens":
            yield str(getattr(each, "data-open"))
        for link in LINK.findall(getattr(each, "content", None) or ""):
            yield from OPENED.findall(link)


def test_no_page_prints_a_figure_of_a_register_never_loaded(screens: tuple[Screen, ...]) -> None:
    printed = [
        (page.PATH, opened.partition("~")[0])
        for screen in screens
        for page in PAGES
        for drawn in (page.draw(screen),)
        for opened in opened_in([drawn.finding, drawn.sub, drawn.body])
    ]
    held((" ".join(each) for each in printed if is_untold(screens[0].reading, each[1])), printed, at_least=100)


def test_no_file_gives_a_figure_of_a_register_never_loaded(screens: tuple[Screen, ...]) -> None:
    cells = [
        (table.key, column.metric_id, cell)
        for screen in screens
        for page in EXPORTED
        for table in tables_of(page, screen)
        for row in table.rows()
        for column, cell in zip(table.columns, row, strict=True)
        if column.metric_id and is_untold(screen.reading, column.metric_id)
    ]
    held((f"{each}" for each in cells if each[2] is not None), cells, at_least=10)


def test_what_was_delivered_is_told_whatever_else_is_missing(screens: tuple[Screen, ...]) -> None:
    reading, day = screens[0].reading, screens[0].as_of
    came = Opened.of("dq.rows_read", as_of=day)
    assert value_from_rows(reading, came) == figure_value(reading, came)
    assert figure_value(reading, Opened.of("people.poor", as_of=day, village=builders.SOUTH)) is None
