"""The industry page: findings for each branch, states without data, links, what a click on the map opens."""

import pytest

from dashboard.components.frame import PageContent
from dashboard.names import village_label
from dashboard.queries.screen import open_screen
from dashboard.view import View
from pages import industry
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2, Row
from tests.conftest import Loader
from tests.trees import parts, words
from tests.unit.dashboard.queries.test_industry import row

SITE, OUTPUT = "是否产业脱贫示范点", "产值(万元)"


def titles(content: PageContent) -> list[str]:
    return [words(each) for each in parts(content.body) if type(each).__name__ == "H2"]


def page(url: str, **query: str) -> PageContent:
    return industry.draw(open_screen(url, View.from_query(query)))


def industries() -> list[Row]:
    return [
        row(SOUTH, "苹果", 5, **{SITE: "是", OUTPUT: 50, "经营主体": "甲"}),
        row(SOUTH, "苹果", 5, **{SITE: "是", OUTPUT: 50, "经营主体": "乙"}),
        row(SOUTH_2, "小杂粮", 30, **{SITE: "否", OUTPUT: 20}),
        row(CENTRE, "舍饲养羊", 20, **{SITE: "是", OUTPUT: 30}),
        row(NORTH, "<script>alert(1)</script>", 8, **{SITE: "否"}),
    ]


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    loaded({**builders.county(), "industries": industries()})
    return store_url


def test_the_finding_names_the_zone_that_lacks_most_sites(url: str) -> None:
    assert words(page(url).finding) == "带动户最多的是南部小杂粮；南部还缺 2 个产业示范点"
    english = words(page(url, lang="en").finding)
    assert english == "Most households carried: Minor grains in the South; demonstration sites missing in the South: 2"
    assert words(page(url, town=SOUTH[:9]).finding).endswith("周河镇还缺 2 个产业示范点")
    assert words(page(url, zone="中部").finding).endswith("中部还缺 1 个产业示范点")


def test_enough_sites_are_said_so(loaded: Loader, store_url: str) -> None:
    rows = [row(SOUTH, "苹果", 5, **{SITE: "是", "经营主体": name}) for name in "甲乙"]
    loaded({"villages": [builders.village(SOUTH)], "industries": rows})
    content = page(store_url)
    assert words(content.finding).endswith("各村产业示范点都不少于 2 个")
    assert "没有不足 2 个示范点的村" in titles(content)
    assert words(page(store_url, present="1").finding) == "各村产业示范点都已够数"


def test_a_register_that_does_not_mark_sites_is_no_zero(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [builders.village(SOUTH)], "industries": [row(SOUTH, "苹果", 5)]})
    content = page(store_url)
    assert words(content.finding).endswith("示范点尚无数据")
    assert "2016 年台账没有填“是否产业脱贫示范点”。" in words(content.body)
    assert "还缺" not in " ".join(titles(content))


def test_the_table_of_next_sites_is_sorted_as_the_address_says(url: str) -> None:
    names = [next_villages(url, order=order) for order in ("sites", "name", "share_high", "nonsense")]
    assert all(sorted(each) == sorted(names[0]) for each in names)
    assert names[0] == names[3]
    assert names[1] == sorted(names[1], key=lambda name: village_label("en", name))
    assert "不足 2 个示范点的 3 村" in titles(page(url, order="name"))
    assert "下一个示范点先看" in " ".join(titles(page(url)))


def next_villages(url: str, **query: str) -> list[str]:
    (table,) = [each for each in parts(page(url, **query).body) if "next-table" in str(getattr(each, "className", ""))]
    return [words(each) for each in parts(table) if getattr(each, "className", "") == "next-village"]


def test_every_zone_has_its_panel_and_its_industries(url: str) -> None:
    content = page(url)
    assert [title.split(" ")[0] for title in titles(content)[:3]] == ["南部白于山区", "中部梁峁涧区", "北部风沙滩区"]
    tables = [each for each in parts(content.body) if type(each).__name__ == "Tbody"]
    assert words(tables[0]).startswith("小杂粮10 亩30")
    assert "100,000" in words(tables[0])
    assert titles(page(url, zone="北部"))[0].startswith("北部")


def test_a_share_above_the_register_is_withheld(url: str) -> None:
    # Two registered households in the south, thirty carried: certainly counted more than once.
    assert "超过在册户，有重复" in words(page(url).body)


def test_what_a_cell_holds_is_text_never_markup(url: str) -> None:
    content = page(url)
    assert "<script>alert(1)</script>" in words(content.body)
    assert not [each for each in parts(content.body) if type(each).__name__ in ("Markdown", "DangerouslySetHtml")]


def test_the_villages_without_a_site_open_on_the_map(url: str) -> None:
    links = {words(each): each.href for each in parts(page(url, show="2016").body) if type(each).__name__ == "Link"}
    assert links["南乙村"] == f"/village/{SOUTH_2}?lang=zh"


def test_the_year_can_be_chosen(loaded: Loader, store_url: str) -> None:
    loaded({**builders.county(), "industries": [*industries(), row(SOUTH, "荞麦", 5, 年度=2014)]})
    content = page(store_url, show="2014")
    assert words(content.sub).startswith("2014 年产业台账，2016-06-30 报送　")
    assert "年度未结束" in words(page(store_url).sub)
    assert "荞麦" in words(content.body)
    assert "苹果" not in words(content.body)
    _, control = content.controls
    (choice,) = [each for each in parts(control) if hasattr(each, "options")]
    assert ([option["value"] for option in choice.options], choice.value) == (["2016", "2014"], "2014")


def test_the_projector_has_one_idea(url: str) -> None:
    content = page(url, present="1")
    assert words(content.finding) == "产业示范点南部缺得最多"
    assert "5个" in words(content.body)
    assert "1 / 2" in words(content.body)
    assert titles(content) == []


def test_without_the_register_the_page_says_what_is_missing(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [builders.village(SOUTH)]})
    content = page(store_url)
    assert words(content.finding) == "还没有收到产业台账"
    assert "产业台账" in words(content.body)


def test_a_day_before_the_register_says_so(url: str) -> None:
    assert words(page(url, as_of="2015-12-31").finding) == "2015-12-31 以前没有产业台账"


def test_a_month_not_reported_shows_no_figure(url: str) -> None:
    content = page(url, as_of="2016-09-30")
    assert words(content.finding) == "2016年9月尚未报送，产业没有新数"
    assert titles(content) == []


def test_an_area_without_entries_is_empty(loaded: Loader, store_url: str) -> None:
    loaded({**builders.county(), "industries": [row(SOUTH, "苹果", 5)]})
    assert words(page(store_url, zone="北部").finding) == "所选范围内没有产业台账记录"


def test_a_click_on_the_map_opens_the_village() -> None:
    click = {"points": [{"customdata": SOUTH}]}
    address = industry.clicked_address(click, "?lang=en&show=2015&zone=%E5%8D%97%E9%83%A8", browser_language="zh")
    assert address == f"/map?lang=en&zone=%E5%8D%97%E9%83%A8&village={SOUTH}"
    assert industry.clicked_address({"points": [{}]}, "", browser_language="zh") is None
    assert industry.clicked_address(None, "", browser_language="zh") is None


def test_an_industry_narrows_tables_map_and_villages_but_not_the_sites(url: str) -> None:
    content = page(url, industry="苹果")
    assert words(content.finding) == "苹果带动户最多的是南部；南部还缺 2 个产业示范点"
    tables = [each for each in parts(content.body) if type(each).__name__ == "Tbody"]
    assert words(tables[0]).startswith("苹果")
    assert "小杂粮" not in words(tables[0])
    assert "有此产业的 1 个贫困村" in titles(content)
    assert "没有此产业" in " ".join(titles(content))
    assert "南部" in words(page(url, industry="苹果", metric="leading").body)


def test_an_industry_no_register_has_shows_all_and_says_so(url: str) -> None:
    content = page(url, industry="<b>香蕉</b>")
    assert words(content.finding) == words(page(url).finding)
    assert content.sub.endswith("台账中没有“<b>香蕉</b>”，显示全部产业")
