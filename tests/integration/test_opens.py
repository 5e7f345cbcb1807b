"""A figure printed on a page and the same figure opened are one: every link that opens says what its drawer says.

A link to a row leads to one of the rows of its figure.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from html.parser import HTMLParser
from math import ceil, floor

import pytest
from sqlalchemy import String, cast, func, select

from dashboard.app import PAGES, WITH_A_CODE, create_app
from dashboard.components.static_html import Html
from dashboard.metrics.formats import (
    format_number,
    format_value,
    ledger_money,
    prose,
    signed,
    to_display,
    with_unit,
)
from dashboard.metrics.registry import metric
from dashboard.opened import Opened
from dashboard.queries.evidence.listing import evidence_of, figure_value, key_columns
from dashboard.queries.reading import Reading
from dashboard.queries.screen import Screen, open_screen
from dashboard.settings import Settings
from dashboard.view import View
from tests.demo_store import demo_store
from tests.trees import parts
from tests.unit.house.sources import held

VILLAGE, PROJECT = "610824101801", "YS2015-0001"
VIEWS: tuple[dict[str, str], ...] = (
    {"lang": "zh"}, {"lang": "en"}, {"lang": "zh", "zone": "南部"}, {"lang": "zh", "as_of": "2016-03-31"},
    {"lang": "zh", "town": "610824104"}, {"lang": "en", "edition": "2"}, {"lang": "zh", "show": "villages"},
)  # fmt: skip
OWN: Mapping[str, tuple[dict[str, str], ...]] = {
    "exit": (
        {"lang": "zh", "show": "income"}, {"lang": "en", "show": "income", "zone": "北部", "metric": "near_above"},
        {"lang": "zh", "show": "income", "village": VILLAGE, "as_of": "2016-03-31"},
        {"lang": "en", "show": "moves"}, {"lang": "zh", "show": "moves", "town": "610824104"},
        {"lang": "zh", "show": "risk"}, {"lang": "en", "show": "risk", "zone": "南部"},
    ),
    "map": (
        {"lang": "zh", "village": VILLAGE}, {"lang": "en", "village": VILLAGE, "metric": "people.poor"},
        {"lang": "zh", "present": "1"},
    ),
    "funds": (
        {"lang": "en", "show": "villages"}, {"lang": "zh", "show": "villages", "zone": "南部"},
        {"lang": "zh", "show": "works"}, {"lang": "en", "show": "works", "zone": "中部"},
        {"lang": "zh", "show": "works", "metric": "ecology", "town": "610824104"},
        {"lang": "zh", "show": "projects"}, {"lang": "zh", "show": "projects", "metric": PROJECT},
        {"lang": "en", "show": "projects", "metric": PROJECT}, {"lang": "zh", "show": "ledger"},
        {"lang": "en", "show": "flags"}, {"lang": "zh", "present": "1"}, {"lang": "zh", "as_of": "2016-12-31"},
    ),
    "village": (
        {"lang": "zh", "code": VILLAGE}, {"lang": "en", "code": VILLAGE, "as_of": "2016-03-31"},
        {"lang": "zh", "code": VILLAGE, "present": "1"},
    ),
    "industry": (
        {"lang": "en", "show": "2014"}, {"lang": "zh", "metric": "leading"}, {"lang": "zh", "present": "1"},
        {"lang": "en", "zone": "北部"}, {"lang": "zh", "industry": "小杂粮"},
    ),
    "oversight": (
        {"lang": "zh", "show": "cases"}, {"lang": "en", "show": "cases.overdue.audit"},
        {"lang": "zh", "show": "cases", "zone": "南部"}, {"lang": "en", "show": "cases", "as_of": "2016-03-31"},
        {"lang": "zh", "show": "logic"}, {"lang": "en", "show": "logic", "town": "610824104"},
        {"lang": "zh", "show": "logic_dropout"}, {"lang": "zh", "show": "exclusions"},
        {"lang": "en", "show": "exclusions", "zone": "南部"}, {"lang": "zh", "show": "listed_person"},
        {"lang": "zh", "show": "assessments"}, {"lang": "en", "show": "assessments.departments.2015H1"},
        {"lang": "zh", "show": "assessments.teams", "metric": "GZD001"},
    ),
    "data": (
        {"lang": "zh", "show": "controls"}, {"lang": "en", "show": "controls", "metric": "control.registered_people"},
        {"lang": "zh", "show": "controls", "metric": "control.disbursed", "zone": "南部"},
        {"lang": "zh", "show": "quality"}, {"lang": "en", "show": "quality", "metric": "projects"},
        {"lang": "zh", "show": "quality", "metric": "persons", "zone": "南部"},
        {"lang": "en", "show": "quality", "edition": "2"},
    ),
    "assistance": (
        {"lang": "zh", "metric": "first_secretaries"}, {"lang": "en", "present": "1"},
        {"lang": "zh", "show": "medical"}, {"lang": "en", "town": "610824104", "show": "care"},
    ),
}  # fmt: skip
"""Views of single pages: a village open, every section, an earlier year."""
LEAST = {
    "overview": 70,
    "exit": 180,
    "map": 40,
    "funds": 160,
    "industry": 140,
    "assistance": 900,
    "data": 320,
    "compare": 60,
    "oversight": 600,
    "proposals": 300,
    "village": 100,
}
"""Links looked at, over all views of a page."""
LEAST_ROWS = {"overview": 1, "exit": 15, "map": 6, "funds": 10, "oversight": 60, "village": 20, "assistance": 30}
"""Links to single rows looked at, by page that has any."""
OF_A_KIND = 3
"""Links looked at, in a view, of a figure narrowed in one way: by village there may be hundreds."""
SPACES = re.compile(r"\s+")


class _Opening(HTMLParser):
    """Collects what ``opens`` links open, with their words, and what ``opens-row`` links open, with their row."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.rows: list[tuple[str, str]] = []
        self._written: str | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        classes = (told.get("class") or "").split()
        if tag == "a" and "opens" in classes:
            self._written, self._words = told.get("data-open"), []
        if tag == "a" and "opens-row" in classes:
            self.rows.append((str(told.get("data-open")), str(told.get("data-row"))))

    def handle_data(self, data: str) -> None:
        if self._written is not None:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._written is not None:
            self.found.append((self._written, "".join(self._words)))
            self._written = None


def opening(tree: object) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return (what is opened, the words printed) of every link that opens, and (what, the row) of those to a row.

    Still HTML and components are looked at alike.
    """
    figures, rows = list[tuple[str, str]](), list[tuple[str, str]]()
    for part in parts(tree):
        told = part.attributes if isinstance(part, Html) else vars(part) if hasattr(part, "children") else {}
        classes = str(told.get("className") or "").split()
        if "opens" in classes:
            words = unescape(re.sub(r"<[^>]*>", "", part.content)) if isinstance(part, Html) else str(part.children)
            figures.append((str(told["data-open"]), words))
        if "opens-row" in classes:
            rows.append((str(told["data-open"]), str(told["data-row"])))
        if isinstance(part, Html):
            reader = _Opening()
            reader.feed(part.content)
            figures += reader.found
            rows += reader.rows
    return figures, rows


def is_among_its_rows(screen: Screen, opened: Opened | None, key: str) -> bool:
    """Return whether the row a link leads to is one of those its figure is made of."""
    if opened is None:
        return False
    day = opened.as_of or screen.as_of
    rows = evidence_of(screen.reading, Opened(opened.metric, opened.where, day)).terms[0].rows
    asked = zip(key_columns(rows), json.loads(key), strict=True)
    here = (cast(rows.table.c[name], String) == part for name, part in asked)
    return bool(screen.reading.value(select(func.count()).select_from(rows.source).where(rows.condition, *here)))


def spread(links: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield of the links of one figure narrowed in one way some, the first and the last among them."""
    alike: dict[tuple[object, ...], list[tuple[str, str]]] = {}
    for written, words in links:
        opened = Opened.parse(written)
        kind = (written,) if opened is None else (opened.metric, *(name for name, _ in opened.where))
        alike.setdefault(kind, []).append((written, words))
    for found in alike.values():
        step = max((len(found) - 1) / (OF_A_KIND - 1), 1)
        places = {min(round(place * step), len(found) - 1) for place in range(OF_A_KIND)}
        yield from (found[place] for place in sorted(places))


@cache
def opened_value(reading: Reading, opened: Opened) -> float | int | None:
    """Return what the drawer says; in the other language it says the same."""
    return figure_value(reading, opened)


def spoken(screen: Screen, opened: Opened) -> set[str]:
    """Return the ways in which a figure may be printed, without spaces."""
    day = opened.as_of or screen.as_of
    figure = metric(opened.metric)
    value = opened_value(screen.reading, Opened(opened.metric, opened.where, day))
    ways = {write(figure, value, screen.language) for write in (format_value, with_unit, prose, signed)}
    if value is not None:
        ways |= {ledger_money(value, screen.language), format_number(value), format_number(value, 1)}
        shown = to_display(figure, value, screen.language)
        ways |= {format_number(shown, places) for places in range(3)}
        # Parts of a printed total are rounded so that they add up to it: up or down by less than a step.
        ways |= {format_number(end / 10**p, p) for p in (0, 2) for end in (floor(shown * 10**p), ceil(shown * 10**p))}
    return {SPACES.sub("", way) for way in ways}


def is_said(ways: set[str], words: str) -> bool:
    """Return whether the words hold one of the ways, as a number of its own."""
    plain = SPACES.sub("", words)
    return any(re.search(rf"(?<![\d.,]){re.escape(way)}(?![\d])", plain) for way in ways)


@pytest.mark.parametrize("page", [*PAGES, *WITH_A_CODE], ids=lambda page: page.NAME)
def test_what_is_printed_is_what_opens(page: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    url, _ = demo_store(tmp_path_factory)
    app = create_app(Settings(url, cache_folder=None))
    examined, rows_examined, faults = 0, 0, []
    for query in (*VIEWS, *OWN.get(page.NAME, ())):  # type: ignore[attr-defined]  # a page is a module
        with app.server.test_request_context("/"):
            tree = page.layout(**query)  # type: ignore[attr-defined]  # a page is a module
        screen = open_screen(url, View.from_query(query))
        links, rows = opening(tree)
        for written, row in spread(rows):
            rows_examined += 1
            if not is_among_its_rows(screen, Opened.parse(written), row):
                faults.append(f"{query} {written}: no row {row}")
        for written, words in spread(links):
            examined += 1
            opened = Opened.parse(written)
            if opened is None or not is_said(spoken(screen, opened), words):
                faults.append(f"{query} {written}: {words}")
    assert rows_examined >= LEAST_ROWS.get(page.NAME, 0)  # type: ignore[attr-defined]  # as above
    held(faults, examined, at_least=LEAST[page.NAME])  # type: ignore[attr-defined]  # as above
