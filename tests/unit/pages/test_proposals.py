"""The page 提案 as a whole: all twenty-two, the filter, the register's rows, what is missing, the slide."""

import pytest

from dashboard.components.frame import PageContent
from dashboard.queries.screen import open_screen
from dashboard.records.journal import write
from dashboard.records.town_heads import TOWN_HEADS
from dashboard.view import View
from data.engine import app_url
from pages import proposals
from tests import builders
from tests.conftest import Loader
from tests.trees import of_class, words


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    loaded()
    return store_url


def drawn(url: str, **query: str) -> PageContent:
    return proposals.draw(open_screen(url, View.from_query(query)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_twenty_two_stand_on_the_page_in_order(url: str, lang: str) -> None:
    body = drawn(url, lang=lang).body
    assert len(of_class(body, "proposal")) == 22
    titles = [words(each) for each in of_class(body, "proposal")]
    assert ("贫困村识别精准" if lang == "zh" else "Poor villages identified precisely") in titles[0]
    assert ("建立精准脱贫监督机制" if lang == "zh" else "Oversight") in titles[-1]
    assert ("替代指标" if lang == "zh" else "Proxy") in words(body)


def test_the_filter_leaves_those_that_stand_so_and_keeps_their_numbers(url: str) -> None:
    whole, unmet = drawn(url), drawn(url, show="unmet")
    marked = of_class(whole.body, "is-unmet")
    shown = of_class(unmet.body, "proposal")
    assert 0 < len(shown) == len(marked) < 22
    assert [words(each) for each in shown] == [words(each) for each in marked]
    assert len(of_class(drawn(url, show="nonsense").body, "proposal")) == 22


def test_a_row_of_the_register_that_fits_none_is_listed(url: str) -> None:
    body = words(drawn(url).body)
    assert "没有对上建议的 1 件" in body
    assert "台账中没有这条建议" in body


def test_a_missing_register_is_said_and_the_rest_stands(loaded: Loader, store_url: str) -> None:
    rows = builders.county()
    del rows["proposals"], rows["assessments"]
    loaded(rows)
    content = drawn(store_url)
    assert "没有提案建议台账" in words(content.sub)
    assert "还没有报送“提案建议台账”" in words(content.body)
    assert "未能计量：没有考核得分表" in words(content.body)
    assert len(of_class(content.body, "proposal")) == 22


def test_a_month_not_reported_shows_no_standing(url: str) -> None:
    content = drawn(url, as_of="2016-10-31")
    assert "尚未报送" in words(content.finding)
    assert not of_class(content.body, "proposal")


def test_a_town_head_is_shown_and_a_blank_is_a_gap(url: str) -> None:
    gaps = len(of_class(drawn(url).body, "heads-gap"))
    write(app_url(url), TOWN_HEADS, "610824104", content={"party": "<b>甲", "government": "乙"}, author="丙")
    body = drawn(url).body
    assert len(of_class(body, "heads-gap")) == gaps - 2
    assert "<b>甲" in words(body)


def test_the_slide_has_every_proposal_in_a_line(url: str) -> None:
    content = drawn(url, present="1")
    assert len(of_class(content.body, "proposal-name")) == 22
