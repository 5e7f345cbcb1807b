"""The edition being read: chosen in the bar, told plainly when it is not the newest."""

from datetime import date

import pytest

from dashboard.components.edition_choice import earlier_line, edition_options, edition_select
from dashboard.queries.screen import Screen, open_screen
from dashboard.view import View
from tests import builders
from tests.conftest import Loader
from tests.trees import links, words


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    loaded(on=date(2016, 4, 30))
    loaded({"villages": [builders.village(builders.SOUTH, 总户数=7)]}, on=date(2016, 6, 30))
    return store_url


def screen(url: str, **query: str) -> Screen:
    return open_screen(url, View.from_query(query))


def test_the_newest_is_the_default_and_earlier_ones_say_their_day(url: str) -> None:
    options = edition_options(screen(url))
    assert [(each.value, each.label) for each in options] == [
        ("all", "最新（第 2 版）"),
        ("1", "第 1 版（2016-04-30 报送）"),
    ]
    assert earlier_line(screen(url), "/map") == ()
    assert edition_select(screen(url, edition="1"))[0].children[1].value == "1"


def test_an_earlier_one_is_told_with_the_way_back(url: str) -> None:
    (line,) = earlier_line(screen(url, edition="1", zone="南部"), "/map")
    assert words(line) == "正在看第 1 版（2016-04-30 报送）——当时的数据。 看最新一版（第 2 版）"
    assert [link.partition("?")[0] for link in links(line)] == ["/map"]
    assert "edition" not in links(line)[0]
    (line,) = earlier_line(screen(url, edition="1", lang="en"), "/")
    assert words(line).startswith("Edition 1 (delivered 2016-04-30) is shown: the data as they were then.")


def test_a_store_with_one_edition_offers_no_choice(loaded: Loader, store_url: str) -> None:
    loaded()
    assert edition_select(screen(store_url)) == ()
