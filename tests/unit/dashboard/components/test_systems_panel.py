"""The section of the seven systems: numbers that open, what is not told is said, small counts of villages withheld."""

from datetime import date

import pytest

from dashboard.components.drawer import drawer, is_withheld
from dashboard.components.systems_panel import panel
from dashboard.opened import Look, Opened
from dashboard.queries.evidence.listing import value_from_rows
from dashboard.queries.screen import Screen, open_screen
from dashboard.view import View
from tests import builders
from tests.builders import Delivery, measure, person
from tests.conftest import Loader
from tests.trees import links, of_class, words

DAY = date(2016, 6, 30)


def county() -> Delivery:
    """The small county, its people with ages, one without; two old people of one village, one covered."""
    rows = builders.county()
    ages = ("", "1940-01-01", "1980-01-01", "1941-01-01", "1942-01-01", "2004-01-01", "1990-01-01")
    rows["persons"] = [
        person(
            f"R{at:03d}", no, 出生日期=born, 劳动能力="普通劳动力", 是否参加养老保险="是" if at == 2 else "",
            残疾等级="二级" if at == 4 else "", 是否参加新农合="是", 是否参加大病保险="是",
        )
        for at, (no, born) in enumerate(zip(("H1", "H1", "H2", "H3", "H3", "H3", "H4"), ages, strict=True), 1)
    ]  # fmt: skip
    rows["measures"] = [measure("C1", "H1"), measure("C2", "H3", 帮扶体系="关爱服务", 措施类别="关爱服务")]
    return rows


def screen(url: str, **query: str) -> Screen:
    return open_screen(url, View.from_query({"lang": "zh", **query}))


def test_each_system_is_told_with_its_gap_and_what_is_unknown(loaded: Loader, store_url: str) -> None:
    loaded(county())
    text = words(panel(screen(store_url)))
    assert "医疗保障覆盖最广（100%）" in text
    assert "就业创业差得最远（0%）" in text
    for said in ("1 人 是否应享不明", "缺口中 2 人 未登记", "规则待县里确认"):
        assert said.replace(" ", "") in text.replace(" ", "").replace("\u00a0", ""), said


def test_the_system_chosen_is_shown_by_zone_and_town_then_by_village(loaded: Loader, store_url: str) -> None:
    loaded(county())
    tree = panel(screen(store_url, show="pension"))
    assert "养老保险：各地应享、已享、缺口" in words(tree)
    assert any("town=610824116" in each for each in links(tree))
    assert len(of_class(tree, "is-zone")) == 3
    of_town = panel(screen(store_url, show="pension", town="610824116"))
    assert "中甲村" in words(of_town)
    assert of_class(of_town, "is-zone") == []


def test_a_small_count_of_a_village_is_withheld_and_opens_nothing(loaded: Loader, store_url: str) -> None:
    loaded(county())
    tree = panel(screen(store_url, show="pension", town="610824116"))
    assert "<5" in words(tree)
    assert "小于 5 的数不公开" in words(tree)
    opened = [str(getattr(each, "data-open")) for each in of_class(tree, "opens")]
    assert opened
    assert not [each for each in opened if each.startswith("system.pension.eligible") and "village" in each]
    industry = panel(screen(store_url, town="610824116"))
    assert "<5" not in words(industry)


def test_the_drawer_withholds_small_counts_of_villages_and_their_rows(loaded: Loader, store_url: str) -> None:
    loaded(county())
    shown, village = screen(store_url), builders.CENTRE
    opened = Opened.of("system.pension.eligible", as_of=DAY)
    asked = drawer(shown, Look(opened, 0, village))
    assert "<5" in words(asked)
    assert of_class(asked, "drawer-rows") == []
    open_to_all = drawer(shown, Look(Opened.of("system.medical.eligible", as_of=DAY), 0, village))
    assert "<5" not in words(open_to_all)
    assert of_class(open_to_all, "drawer-rows")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_county_without_measures_is_told_which_register_is_missing(
    loaded: Loader, store_url: str, language: str
) -> None:
    rows = county()
    del rows["measures"]
    loaded(rows)
    text = words(panel(screen(store_url, lang=language)))
    said = {"zh": "没有帮扶措施台账", "en": "No Support measures has arrived"}[language]
    assert said.removesuffix("台账") in text
    assert "—" in text


def test_a_share_opens_but_not_where_it_would_tell_a_small_count(loaded: Loader, store_url: str) -> None:
    loaded(county())
    shown, village = screen(store_url), builders.CENTRE
    opened = {str(getattr(each, "data-open")) for each in of_class(panel(shown), "opens")}
    assert {"system.pension.share", "measures.households_with_any_share"} <= opened
    assert value_from_rows(shown.reading, Opened.of("system.pension.share", as_of=DAY)) == 1 / 3
    in_town = panel(screen(store_url, show="pension", town="610824116"))
    of_village = {str(getattr(each, "data-open")) for each in of_class(in_town, "opens")}
    assert not [each for each in of_village if "share" in each and "village" in each]
    typed = Opened.of("system.pension.share", as_of=DAY, village=village)
    said = words(drawer(shown, Look(typed)))
    assert "少于 5 的数按小样本规则不公开" in said
    assert "%" not in said
    assert is_withheld(shown, typed)
    assert not is_withheld(shown, Opened.of("system.medical.share", as_of=DAY, village=village))


@pytest.mark.parametrize(
    ("covered", "page", "opened"), [(249, "99.6%", "99.6"), (1, "0.4%", "0.4"), (250, "100%", "100.0")]
)
def test_all_but_one_are_not_100_percent_on_the_page_nor_in_the_drawer(
    loaded: Loader, store_url: str, covered: int, page: str, opened: str
) -> None:
    rows = county()
    told = ("是" if at <= covered else "否" for at in range(1, 251))
    rows["persons"] = [
        person(f"R{at:03d}", "H1", 是否参加新农合=each, 是否参加大病保险=each) for at, each in enumerate(told, 1)
    ]
    loaded(rows)
    shown = screen(store_url)
    cells = [
        words(each) for each in of_class(panel(shown), "opens") if getattr(each, "data-open") == "system.medical.share"
    ]
    assert set(cells) == {page}
    asked = drawer(shown, Look(Opened.of("system.medical.share", as_of=DAY)))
    assert words(of_class(asked, "drawer-value")[0]) == opened
