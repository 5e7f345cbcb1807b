from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.registry import METRICS
from dashboard.view import View
from geo.towns import ZONES

DIGITS = st.characters(min_codepoint=48, max_codepoint=57)
WORDS = st.from_regex(r"[a-z][a-z0-9_.-]{0,20}", fullmatch=True)
VIEWS = st.builds(
    View,
    language=st.sampled_from(["zh", "en"]),
    as_of=st.none() | st.dates(min_value=date(2000, 1, 1)),
    zone=st.none() | st.sampled_from(ZONES),
    town=st.none() | st.text(DIGITS, min_size=9, max_size=9),
    village=st.none() | st.text(DIGITS, min_size=12, max_size=12),
    metric=st.none() | st.sampled_from(sorted(METRICS)),
    show=st.none() | WORDS,
    present=st.booleans(),
    edition=st.none() | st.integers(min_value=1, max_value=10**9 - 1),
    pace=st.none() | st.integers(min_value=1, max_value=10**9 - 1),
    against=st.none() | st.dates(min_value=date(2000, 1, 1)),
    against_edition=st.none() | st.integers(min_value=1, max_value=10**9 - 1),
    page=st.none() | st.integers(min_value=1, max_value=10**9 - 1),
    across=st.none() | st.sampled_from(sorted(METRICS)),
    upright=st.none() | st.sampled_from(sorted(METRICS)),
    picked=st.none() | st.lists(st.text(DIGITS, min_size=6, max_size=6), min_size=1, max_size=9).map(".".join),
    order=st.none() | WORDS,
    industry=st.none() | st.sampled_from(["小杂粮", "蔬菜（大棚）", "<b>"]),
)


@given(VIEWS)
def test_a_link_reopens_exactly_what_was_seen(view: View) -> None:
    assert View.from_search(view.search) == view
    assert View.from_search(view.search, browser_language="en") == view


@given(st.dictionaries(st.sampled_from([*View.__slots__, "lang"]), st.text(max_size=30)))
def test_any_query_gives_a_view_that_writes_itself(query: dict[str, str]) -> None:
    view = View.from_query(query)
    assert View.from_search(view.search) == view


@pytest.mark.parametrize(
    "search",
    ["", None, "?as_of=yesterday&zone=西部&town=12&village=x&present=yes&edition=-1", "?unknown=1", "?metric=%00"],
)
def test_unknown_values_become_the_default(search: str | None) -> None:
    assert View.from_search(search) == View()


def test_another_zone_drops_town_and_village() -> None:
    view = View(zone="南部", town="610824104", village="610824104201")
    assert view.change(zone="北部") == View(zone="北部")
    assert view.change(as_of=date(2016, 6, 30)).town == "610824104"


def test_a_list_begins_again_with_its_first_page() -> None:
    view = View(page=3)
    assert view.change(show="left").page is None
    assert view.change(page=4).page == 4
