"""The parts of 退出 about households: ranking and its line, lists, risks, moves; missing registers and small counts."""

from datetime import date

import pytest

from dashboard.components.exit_sections import SECTIONS
from dashboard.components.opening import unmarked
from dashboard.exports.exit import tables
from dashboard.queries.screen import open_screen
from dashboard.view import View
from pages import exit as page
from tests import builders
from tests.builders import SOUTH
from tests.conftest import Loader
from tests.trees import of_class, words

INCOME = "人均纯收入(元)"


def drawn(url: str, **view: object) -> page.frame.PageContent:
    return page.draw(open_screen(url, View(**view)))  # type: ignore[arg-type]


def county() -> builders.Delivery:
    """Two villages with households on either side of the line, one of them out with an income since."""
    found = builders.county()
    found["households"] += [builders.household(f"A{at}", SOUTH, 主要致贫原因="缺资金") for at in range(4)]
    found["incomes"] = [
        builders.income("A0", **{INCOME: 1500}),
        builders.income("A1", **{INCOME: 3200}),
        builders.income("A2", 2016, **{INCOME: 2950}),
        builders.income("H2", **{INCOME: 2600}),
    ]
    found["household_changes"].append(builders.change("A2", "2016-04-01", "脱贫"))
    return found


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "1 户收入已过线仍在册，1 户已脱贫"), ("en", "1 household above")]
)
def test_the_finding_counts_both_sides_of_the_line(loaded: Loader, store_url: str, language: str, said: str) -> None:
    loaded(county())
    assert unmarked(words(drawn(store_url, show="income", language=language).finding)).startswith(said)


def test_the_village_asked_for_is_ranked_with_the_line_drawn(loaded: Loader, store_url: str) -> None:
    loaded(county())
    content = drawn(store_url, show="income", village=SOUTH)
    (table,) = of_class(content.body, "watch-ranking")
    assert "扶贫标准　2015 年 2,855 元、2016 年 3,015 元" in words(of_class(table, "watch-line"))
    assert "张**" in words(table)
    assert "张三丰" not in words(content.body)
    assert len(of_class(table, "is-behind")) == 2
    assert "过线仍在册" in words(table)
    assert "已脱贫，未过线" in words(table)


def test_a_village_out_of_the_scope_gives_way_to_the_first(loaded: Loader, store_url: str) -> None:
    loaded(county())
    content = drawn(store_url, show="income", zone="中部", village=SOUTH)
    assert "中甲村" in words(of_class(content.body, "watch-villages"))
    assert "1 户由低到高" in words(content.body)


@pytest.mark.parametrize(
    ("name", "listed"), [("above_line_listed", "A1"), ("below_line_out", "A2"), ("income_unknown", "A3")]
)
def test_the_list_follows_the_figure_chosen(loaded: Loader, store_url: str, name: str, listed: str) -> None:
    loaded(county())
    (table,) = of_class(drawn(store_url, show="income", metric=name).body, "watch-households")
    assert listed in words(table)


def test_missing_incomes_are_named(loaded: Loader, store_url: str) -> None:
    rows = county()
    del rows["incomes"]
    loaded(rows)
    content = drawn(store_url, show="income")
    assert words(content.finding) == "收入倒排序：收入核查表还没有收到"
    assert "还没有收到：收入核查表" in words(content.body)
    assert content.controls == ()
    risk = drawn(store_url, show="risk")
    assert "没有收入核查表" in words(risk.finding)
    assert "—" in words(of_class(risk.body, "kpi-value"))


def test_missing_changes_are_named(loaded: Loader, store_url: str) -> None:
    rows = county()
    del rows["household_changes"]
    loaded(rows)
    assert "还没有收到：动态管理台账" in words(drawn(store_url, show="moves").body)
    assert "还没有收到" in words(drawn(store_url, show="risk").body)


def test_risks_say_their_rule_their_reason_and_what_is_not_measured(loaded: Loader, store_url: str) -> None:
    loaded(county())
    body = drawn(store_url, show="risk").body
    assert "低于当年扶贫标准的 1.5 倍" in words(body)
    assert "失去工作：未能计量" in words(body)
    assert "口径待县里确认" in words(body)
    (table,) = of_class(body, "watch-households")
    assert "收入低于 4,523 元" in words(table)
    assert "脱贫后收入未知、因病" in words(table)


def test_small_counts_of_illness_in_a_village_are_withheld(loaded: Loader, store_url: str) -> None:
    loaded(county())
    (table,) = of_class(drawn(store_url, show="risk").body, "watch-villages")
    assert "<5" in words(table)
    (export, _) = tables(open_screen(store_url, View(show="risk")))
    assert "<5" in {str(cell) for row in export.rows() for cell in row}


def test_moves_are_told_by_month_and_by_town(loaded: Loader, store_url: str) -> None:
    loaded(county())
    content = drawn(store_url, show="moves")
    assert words(content.finding) == "基期以来新识别 1 户，脱贫 2 户，返贫 0 户，清退 0 户"
    assert "镇靖镇" in words(content.body)
    assert "2016年3月" in words(content.body)


@pytest.mark.parametrize("name", SECTIONS)
def test_every_part_links_to_the_others_and_exports(loaded: Loader, store_url: str, name: str) -> None:
    loaded(county())
    (nav,) = of_class(drawn(store_url, show=name).body, "exit-sections")
    assert words(of_class(nav, "is-current")) in words(nav)
    assert len(of_class(nav, "is-current")) == 1
    found = tables(open_screen(store_url, View(show=name)))
    assert len(found) >= 2
    for table in found:
        assert all(len(row) == len(table.columns) for row in table.rows())


def test_an_unreported_month_shows_no_households(loaded: Loader, store_url: str) -> None:
    loaded(county())
    content = drawn(store_url, show="income", as_of=date(2016, 9, 30))
    assert not of_class(content.body, "watch-ranking")
