"""The part of the five works: rows, outcome with proxy and reason, village plans, what is missing, exports."""

from datetime import date

import pytest

from dashboard.components.opening import unmarked
from dashboard.exports.funds import tables
from dashboard.queries.screen import open_screen
from dashboard.view import View
from pages import funds as page
from tests import builders
from tests.conftest import Loader
from tests.trees import of_class, words


def drawn(url: str, **view: object) -> page.frame.PageContent:
    return page.draw(open_screen(url, View(show="works", **view)))  # type: ignore[arg-type]


def test_every_work_and_the_rest_have_a_row(loaded: Loader, store_url: str) -> None:
    loaded()
    (table,) = of_class(drawn(store_url).body, "works")
    for name in ("整村推进", "基本公共服务", "人居环境与危房改造", "生态环境保护", "产业强村富民", "未归入五大工程"):
        assert name in words(table)


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", ("未能计量", "替代指标", "没有台账登记生态面积")), ("en", ("Not measurable", "proxy", "only projects"))],
)
def test_the_outcome_is_a_figure_a_proxy_or_a_reason(
    loaded: Loader, store_url: str, language: str, said: tuple[str, ...]
) -> None:
    loaded()
    (table,) = of_class(drawn(store_url, language=language).body, "works-outcomes")
    for each in said:
        assert each in unmarked(words(table))


@pytest.mark.parametrize(
    ("chosen", "listed", "left_out"),
    [
        ("without", "北甲村", "南甲村"),
        ("several", "南甲村", "北甲村"),
        ("industry", "北甲村", "南甲村"),
        (None, "南甲村", "样"),
    ],
)
def test_the_plans_list_the_villages_chosen(
    loaded: Loader, store_url: str, chosen: str | None, listed: str, left_out: str
) -> None:
    loaded()
    plans = drawn(store_url, metric=chosen).body[-1]
    assert listed in words(plans)
    assert left_out not in words(plans)


def test_a_choice_without_villages_says_so(loaded: Loader, store_url: str) -> None:
    loaded()
    assert "没有符合条件的村" in words(drawn(store_url, metric="one", zone="北部").body)


def test_missing_registers_are_named(loaded: Loader, store_url: str) -> None:
    rows = builders.county()
    loaded({"villages": rows["villages"], "households": rows["households"]})
    assert "还没有收到：项目库" in words(drawn(store_url).body)
    loaded({"projects": rows["projects"]})
    told = words(drawn(store_url).body)
    assert "还没有收到：贫困村退出验收表" in told
    assert "还没有收到：产业台账" in told


def test_a_slide_and_an_unreported_month_are_as_in_other_parts(loaded: Loader, store_url: str) -> None:
    loaded()
    assert not of_class(drawn(store_url, present=True).body, "works")
    content = drawn(store_url, as_of=date(2016, 9, 30))
    assert not of_class(content.body, "works")
    assert content.controls == ()


def test_works_and_plans_are_exported(loaded: Loader, store_url: str) -> None:
    loaded()
    works, plans = tables(open_screen(store_url, View(show="works")))
    assert len(list(works.rows())) == 6
    assert {len(row) for row in works.rows()} == {len(works.columns)}
    assert len(list(plans.rows())) == 4
    assert {len(row) for row in plans.rows()} == {len(plans.columns)}
