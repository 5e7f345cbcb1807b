"""What the later parts of 督查 export: the same checks, rules, lists and ranks as the page prints."""

import pytest

from dashboard.exports.model import Cell, Typed
from dashboard.exports.registry import tables_of
from dashboard.i18n import LANGUAGES
from dashboard.queries.logic.counting import CHECKS
from dashboard.queries.screen import Screen, open_screen
from dashboard.records.exclusions import LISTS
from dashboard.view import View
from pages import oversight
from tests import builders
from tests.builders import NORTH, SOUTH
from tests.conftest import Loader
from tests.trees import words
from tests.unit.house.sources import held

SCORES = [
    {"考核期": "2016上半年", "考核对象类别": "乡镇", "考核对象": town, "考核指标": "识别", "满分": 20, "得分": points}
    for town, points in (("周河镇", 19), ("红墩界镇", 11))
]


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    loaded(
        {
            "villages": [builders.village(SOUTH), builders.village(NORTH)],
            "households": [builders.household("A"), builders.household("B", NORTH)],
            "persons": [builders.person("A001", "A"), builders.person("B002", "B")],
            "household_changes": [builders.change("B", "2016-03-01", "脱贫")],
            "assessments": SCORES,
        }
    )
    return store_url


def shown(url: str, show: str, **query: str) -> Screen:
    return open_screen(url, View.from_query({"show": show, **query}))


def rows(screen: Screen, at: int = 0) -> list[tuple[Cell, ...]]:
    return [tuple(row) for row in tables_of("oversight", screen)[at].rows()]


def test_each_part_exports_its_own_tables(url: str) -> None:
    keys = {part: [each.key for each in tables_of("oversight", shown(url, part))] for part in oversight.PARTS}
    assert keys == {
        "worklist": ["findings", "rules"],
        "logic": ["logic"],
        "exclusions": ["exclusions", "lists", "exclusion_edits"],
        "assessments": ["assessments"],
        "cases": ["cases", "case_types"],
    }


def test_every_row_of_every_part_is_as_wide_as_its_headings(url: str) -> None:
    faults, seen = [], 0
    for show in (*oversight.PARTS, "assessments.teams"):
        for language in LANGUAGES:
            for table in tables_of("oversight", shown(url, show, lang=language)):
                for row in table.rows():
                    seen += 1
                    faults += [table.key] if len(tuple(row)) != len(table.columns) else []
    held(faults, seen, at_least=100)


def test_every_check_leaves_and_one_without_its_columns_has_no_counts(url: str) -> None:
    found = rows(shown(url, "logic"))
    assert len(found) == len(CHECKS)
    lacking = [row for row in found if row[-1]]
    assert lacking
    assert {row[4:7] for row in lacking} == {(None, None, None)}
    assert all(row[4] is not None for row in found if not row[-1])


def test_lists_never_delivered_match_nothing_known(url: str) -> None:
    assert len(rows(shown(url, "exclusions"), 1)) == len(LISTS) + 1
    assert {row[2] for row in rows(shown(url, "exclusions"), 1)} == {None}


def test_the_ranking_leaves_with_the_figure_at_the_end_of_the_half_year(url: str) -> None:
    screen = shown(url, "assessments", metric="周河镇")
    first, second = rows(screen)
    assert first[:2] == (1, "周河镇")
    assert [row[2] for row in (first, second)] == [Typed(0.95, "share"), Typed(0.55, "share")]
    assert [row[5] for row in (first, second)] == [Typed(0.0, "share"), Typed(1.0, "share")]
    assert "2016-06-30" in words(oversight.draw(screen).body)
    assert [row[:3] for row in rows(screen, 1)] == [("识别", 19.0, 20.0)]
