"""The comparison as a page: both sides, what moved, the editions, and the ways in which nothing can be compared."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

import pytest

from dashboard.components.compare_links import side_value, terms_of
from dashboard.components.compare_lists import ROWS_A_PAGE, pages_of
from dashboard.components.compare_text import headline, paragraph
from dashboard.components.frame import PageContent
from dashboard.components.opening import unmarked
from dashboard.components.overview_changes import changes_panel
from dashboard.opened import Opened
from dashboard.queries.evidence.listing import figure_value
from dashboard.queries.law import balances
from dashboard.queries.moments import figures_at, sides_of
from dashboard.queries.screen import Screen, open_screen
from dashboard.records.journal import write
from dashboard.records.subjects import EDITION_NAME
from dashboard.view import View
from data.engine import app_url
from pages import compare
from tests import builders
from tests.conftest import Loader
from tests.trees import links, of_class, words

APRIL, JUNE = date(2016, 4, 30), date(2016, 6, 30)


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    loaded(on=APRIL)
    late = {
        "household_changes": [builders.change("H4", "2016-02-01", "脱贫"), builders.change("H3", "2016-06-10", "脱贫")],
        "disbursements": [builders.disbursement("P9", "X1", 拨付日期="2016-06-20")],
    }
    loaded(late, on=JUNE)
    return store_url


def screen(url: str, **query: str) -> Screen:
    return open_screen(url, View.from_query(query))


def drawn(url: str, **query: str) -> PageContent:
    return compare.draw(screen(url, **query))


def test_the_month_before_in_the_same_edition_unless_told(url: str) -> None:
    sides = sides_of(screen(url))
    assert (sides.before.day, sides.before.reading.edition, sides.after.day) == (date(2016, 5, 31), 2, JUNE)
    assert [step.kind for step in sides.steps] == ["happened"]


def test_another_edition_is_read_on_the_last_day_it_covers(url: str) -> None:
    sides = sides_of(screen(url, against_edition="1"))
    assert (sides.before.day, sides.before.reading.edition) == (APRIL, 1)
    assert [step.kind for step in sides.steps] == ["corrected", "happened"]
    same_day = sides_of(screen(url, against_edition="1", as_of="2016-03-31"))
    assert [step.kind for step in same_day.steps] == ["corrected"]


@pytest.mark.parametrize("asked", ["2016-12-31", "2016-07-31", "2014-01-31"])
def test_a_day_that_cannot_be_compared_becomes_the_default(url: str, asked: str) -> None:
    assert sides_of(screen(url, against=asked)) == sides_of(screen(url))


def test_the_changes_in_words(url: str) -> None:
    shown = screen(url, against_edition="1")
    assert unmarked(paragraph(shown, sides_of(shown))) == (
        "未脱贫人口由 4 人减到 0 人，少 4 人；其中脱贫 4 人；村退出有一边没有数据；"
        "拨付增加 5 万元，累计 15 万元；其中更正或补报使未脱贫人口变动 −1。"
    )
    shown = screen(url, against_edition="1", lang="en")
    assert (
        unmarked(headline(shown, sides_of(shown))) == "People still poor fell from 4 people to 0 people, 4 people fewer"
    )


def test_nothing_changed_is_said(url: str) -> None:
    for language, said in (("zh", "没有差别"), ("en", "the same on both sides")):
        shown = screen(url, as_of="2016-06-30", against="2016-06-30", lang=language)
        assert said in paragraph(shown, sides_of(shown))


def test_the_page_shows_law_lists_and_sources(url: str) -> None:
    body = drawn(url, against_edition="1").body
    said = words(body)
    assert "✕ 不符" not in said
    assert said.count("✓ 相符") == 13
    assert "household_changes.csv · 第 2 行" in said
    assert "更正或补报" in said
    money = words(of_class(drawn(url, against_edition="1", show="disbursed").body, "moves-table"))
    assert "P9" in money
    assert "disbursements.csv" in money


def test_by_town_and_village(url: str) -> None:
    for by, place in (("zone", "南部"), ("town", "周河镇"), ("village", "南甲村")):
        assert place in words(drawn(url, metric=f"households.out-{by}").body)
    assert "分地区" in words(drawn(url, metric="no.figure-zone").body)
    assert "分地区" in words(drawn(url, metric="dq.rejected-zone").body)


def test_an_edition_there_is_not_and_a_month_not_reported(url: str) -> None:
    gone = drawn(url, against_edition="9")
    assert "没有第 9 版" in words(gone.body)
    assert any("against" not in link for link in links(gone.body))
    assert "还没有报送" in words(drawn(url, as_of="2016-11-30").body)


def test_the_editions_with_who_named_them(url: str) -> None:
    write(app_url(url), EDITION_NAME, "1", content={"name": "四月<报告>"}, author="王干部")
    table = words(of_class(drawn(url).body, "editions-table"))
    assert "四月<报告>（王干部，" in table
    forms = of_class(drawn(url, edition="1").body, "record-form")
    assert vars(forms[0])["data-key"] == "1"


def test_the_overview_tells_what_changed_since_the_edition_before(url: str) -> None:
    (panel,) = changes_panel(screen(url))
    assert "较上一版变化" in words(panel)
    assert "−4 人" in words(panel)
    assert any(link.startswith("/compare?") and "against_edition=1" in link for link in links(panel))
    assert changes_panel(screen(url, edition="1")) == ()


def test_lists_are_paged() -> None:
    assert [pages_of(count) for count in (0, 1, ROWS_A_PAGE, ROWS_A_PAGE + 1)] == [1, 1, 1, 2]


def test_a_page_past_the_end_is_the_last(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    county["households"] += [builders.household(f"N{at}", 识别日期="2016-06-10") for at in range(120)]
    loaded(county)
    body = drawn(store_url, show="identified", page="99").body
    assert "第 3 / 3 页" in words(body)
    assert any("page=2" in link for link in links(of_class(body, "moves-pages")))
    assert "（120）" in words(body)


def test_every_addition_leads_to_a_list_of_as_many(url: str) -> None:
    shown = screen(url, against_edition="1")
    found = {each.metric_id: each for each in balances(sides_of(shown), shown.scope)}
    examined = 0
    for balance in found.values():
        for added in (True, False):
            for link in (each for each in terms_of(shown, balance, added=added) if not isinstance(each, str)):
                examined += 1
                asked = View.from_search(vars(link)["href"].partition("?")[2])
                assert asked.against_edition == 1
                rows = words(of_class(drawn(url, against_edition="1", show=str(asked.show)).body, "moves-table"))
                assert "csv" in rows, (balance.metric_id, asked.show)
    assert examined >= 5


def test_a_figure_of_another_edition_opens_in_that_edition(url: str) -> None:
    shown = screen(url, against_edition="1")
    sides = sides_of(shown)
    before = figures_at(sides.before, shown.scope)
    cell = side_value(shown, sides.before, "people.poor", before["people.poor"])
    asked = dict(parse_qsl(vars(cell)["href"].partition("?")[2]))
    there = screen(url, **asked)
    opened = Opened.parse(asked["open"])
    assert opened is not None
    assert (there.note.edition, there.as_of) == (1, APRIL)
    assert figure_value(there.reading, replace(opened, as_of=there.as_of)) == before["people.poor"] == 4
    assert vars(cell)["children"] == "4 人"
