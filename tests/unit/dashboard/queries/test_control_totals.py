"""Control totals: ours beside theirs in every edition, replaced and restored by entries, explained by rows that sum."""

from datetime import date

import pytest

from dashboard.queries.control_rows import files_of, late_households, parts_of, village_rows
from dashboard.queries.control_totals import (
    Compared,
    compare,
    control_total_of,
    control_totals,
    history,
    last_editions,
)
from dashboard.queries.screen import Screen, open_screen
from dashboard.records.control_totals import CONTROL_TOTAL, NEW, default_keys
from dashboard.records.journal import Journal, open_journal, write
from dashboard.view import View
from data.engine import app_url
from tests import builders
from tests.conftest import Loader
from tests.unit.house.sources import held

GIVEN = {"value": "3", "tolerance": "0", "sentence": "省级 3 个", "source": "年报"}


@pytest.fixture
def screen(loaded: Loader, store_url: str) -> Screen:
    loaded()
    return open_screen(store_url, View())


def said(url: str, key: str, content: dict[str, str]) -> Journal:
    write(app_url(url), CONTROL_TOTAL, key, content=content, author="王")
    return open_journal(app_url(url))


def compared(screen: Screen, journal: Journal, key: str) -> Compared:
    total = control_total_of(journal, key)
    assert total is not None
    return compare(screen.reading, total)


def test_the_defaults_are_the_rules_that_name_a_figure(screen: Screen) -> None:
    assert {each.key for each in control_totals(screen.journal)} == default_keys()


def test_ours_stands_beside_theirs(screen: Screen) -> None:
    found = compared(screen, screen.journal, "control.province_villages")
    assert (found.ours, found.difference, found.agrees) == (3, -38, False)
    assert found.day == date(2015, 12, 31)
    assert compared(screen, screen.journal, "control.items").day == date(2016, 6, 30)


def test_what_was_never_loaded_has_no_verdict(loaded: Loader, store_url: str) -> None:
    loaded({"villages": builders.county()["villages"]})
    screen = open_screen(store_url, View())
    found = compared(screen, screen.journal, "control.cadres")
    assert (found.ours, found.difference, found.agrees) == (None, None, None)


def test_an_entry_replaces_the_default_until_it_is_restored(screen: Screen, store_url: str) -> None:
    changed = said(store_url, "control.province_villages", GIVEN)
    found = compared(screen, changed, "control.province_villages")
    assert found.agrees is True
    assert (found.total.value, found.total.source.en) == (3, "年报")
    assert found.total.default is not None
    assert found.total.default.number == 41
    restored = said(store_url, "control.province_villages", {})
    back = compared(screen, restored, "control.province_villages")
    assert (back.total.value, back.total.entry) == (41, None)
    assert [each.content == {} for each in history(restored, back.total)] == [True, False]


@pytest.mark.usefixtures("screen")
def test_a_total_of_its_own_is_added_changed_and_removed(store_url: str) -> None:
    own = {**GIVEN, "figure": "people.poor", "as_of": "2016-01-31"}
    journal = said(store_url, NEW, own)
    journal = said(store_url, NEW, {**own, "figure": "funds.progress", "value": "50"})
    first, second = control_totals(journal)[-2:]
    assert (first.key, first.figure.id, first.day) == ("own.1", "people.poor", date(2016, 1, 31))
    assert second.value == 0.5
    journal = said(store_url, "own.1", {**own, "value": "6"})
    changed = control_total_of(journal, "own.1")
    assert changed is not None
    assert changed.value == 6
    assert [each.number for each in history(journal, changed)] == [3, 1]
    journal = said(store_url, "own.1", {})
    assert control_total_of(journal, "own.1") is None
    assert control_total_of(journal, "own.2") is not None


def test_the_parts_and_the_files_sum_to_our_figure(screen: Screen) -> None:
    faults, examined = [], 0
    for total in control_totals(screen.journal):
        found = compare(screen.reading, total)
        parts = parts_of(screen.reading, total.figure, found.day)
        if parts is not None:
            examined += 1
            faults += [f"{total.key}: parts {parts.total}, ours {found.ours}"] * (parts.total != found.ours)
        files = files_of(screen.reading, total.figure, found.day)
        if files and all(each.value is not None for each in files):
            examined += 1
            value = sum(each.value or 0 for each in files)
            faults += [f"{total.key}: files {value}, ours {found.ours}"] * (value != found.ours)
    held(faults, examined, at_least=12)


def test_the_villages_counted_are_listed_with_their_rows(screen: Screen) -> None:
    total = control_total_of(screen.journal, "goal.villages")
    assert total is not None
    found = compare(screen.reading, total)
    rows = village_rows(screen.reading, total.figure, found.day)
    assert len(rows) == found.ours == 4
    assert rows[-1].village.code == builders.SOUTH_2
    assert [(row.place.path.rpartition("/")[2], row.sheet_row) for row in rows][:1] == [("villages.csv", 2)]


def test_households_after_the_baseline_are_listed(screen: Screen) -> None:
    count, late = late_households(screen.reading, date(2015, 12, 31))
    assert (count, [each.household_no for each in late]) == (1, ["H3"])
    assert late[0].identified_on == date(2016, 2, 10)


def test_every_edition_is_compared_with_its_own_data(loaded: Loader, store_url: str) -> None:
    loaded()
    loaded({"villages": [builders.village("610824104077")]})
    screen = open_screen(store_url, View())
    total = control_total_of(screen.journal, "goal.villages")
    assert total is not None
    assert [compare(each.reading, total).ours for each in last_editions(screen.reading)] == [4, 5]
    earlier = open_screen(store_url, View(edition=1))
    assert len(last_editions(earlier.reading)) == 1
