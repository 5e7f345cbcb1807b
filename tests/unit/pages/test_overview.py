"""The overview as a whole: every state of the store and the view draws, and says what it should."""

import re
from datetime import date

import pytest

from dashboard.components.frame import PageContent
from dashboard.queries.screen import open_screen
from dashboard.view import View
from data.registers import load_registers
from pages import overview
from tests import builders
from tests.conftest import Loader
from tests.trees import of_class, parts, words

EVERY_KIND = builders.county()


def drawn(url: str, **query: str) -> PageContent:
    return overview.draw(open_screen(url, View.from_query(query)))


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    loaded(EVERY_KIND)
    return store_url


def test_the_headline_figures_with_goal_and_gap(url: str) -> None:
    body = drawn(url).body
    strip = [words(each) for each in of_class(body, "kpi")]
    assert len(strip) == 5
    poor, villages, funds, rules, teams = strip
    assert "4人" in poor
    assert "比计划多 2 人" in poor
    assert "1/ 4 村" in villages
    assert "还有 3 村" in villages
    assert "10/ 下达 24 万元" in funds
    assert "拨付率 41.2%" in funds
    assert "3/ 3 项达标" in rules
    assert "3/ 4 村" in teams
    assert "讲话 54" in teams


def test_the_page_has_every_panel_once(url: str) -> None:
    titles = [words(each) for each in of_class(drawn(url).body, "panel-title")]
    assert len(titles) == 6
    assert any(each.startswith("最要紧的几件事") for each in titles)
    assert any("三区进度：中部未脱贫人口占全县 75.0%" in each for each in titles)
    assert "投入机制：三项均达标" in titles


@pytest.mark.parametrize("missing", sorted(set(EVERY_KIND) - {"villages", "households", "persons"}))
def test_every_register_but_the_roll_may_be_missing(loaded: Loader, store_url: str, missing: str) -> None:
    needs = {
        "projects": {"projects", "allocations", "disbursements"},
        "village_changes": {"village_changes"},
    }.get(missing, {missing})
    loaded({kind: rows for kind, rows in EVERY_KIND.items() if kind not in needs})
    for language in ("zh", "en"):
        content = drawn(store_url, lang=language)
        assert words(content.finding)
        assert len(of_class(content.body, "kpi")) == 5


@pytest.mark.parametrize("missing", ["households", "persons"])
def test_without_the_roll_of_people_no_figure_of_them_is_told(loaded: Loader, store_url: str, missing: str) -> None:
    needed = {"persons", "household_changes", "measures", "incomes"} | {missing}
    loaded({kind: rows for kind, rows in EVERY_KIND.items() if kind not in needed})
    for query in ({"lang": "zh"}, {"lang": "en"}, {"present": "1"}):
        content = drawn(store_url, **query)
        assert load_registers()["persons"].title["en" if query.get("lang") == "en" else "zh"] in words(content.finding)
        assert of_class(content.body, "kpi") == []
        assert not re.search(r"\b0 ?(人|people)", words(content.body))


def test_without_the_register_of_changes_the_title_says_so(loaded: Loader, store_url: str) -> None:
    loaded({kind: rows for kind, rows in EVERY_KIND.items() if kind != "household_changes"})
    content = drawn(store_url)
    assert "尚未收到动态管理台账" in words(content.finding)
    assert "比计划" not in words(of_class(content.body, "kpi")[0])
    assert len(of_class(content.body, "graph")) == 1
    assert "比计划" not in words(of_class(drawn(store_url, present="1").body, "slide-hero"))


def test_missing_money_is_a_dash_with_the_reason_and_never_nought(loaded: Loader, store_url: str) -> None:
    loaded({kind: rows for kind, rows in EVERY_KIND.items() if kind not in ("allocations", "disbursements")})
    funds = words(of_class(drawn(store_url).body, "kpi")[2])
    assert "—" in funds
    assert "尚未收到" in funds
    assert "0 万元" not in funds


def test_a_month_not_reported_shows_the_plan_and_no_figure(url: str) -> None:
    content = drawn(url, as_of="2016-09-30")
    assert "还没有报送" in words(content.finding)
    assert of_class(content.body, "kpi") == []
    assert len(of_class(content.body, "graph")) == 1
    assert of_class(content.body, "state")


def test_a_filter_that_leaves_nothing_says_so(url: str) -> None:
    content = drawn(url, town="610824102")
    assert "没有在册贫困人口" in words(content.finding)
    assert "没有贫困村" in words(of_class(content.body, "panel-title"))


def test_a_zone_narrows_the_figures_but_not_the_funding_rules(url: str) -> None:
    body = drawn(url, zone="南部").body
    strip = [words(each) for each in of_class(body, "kpi")]
    assert "0/ 2 村" in strip[1]
    assert "全县口径" in strip[3]
    assert len(of_class(body, "is-chosen")) == 1


def test_the_funding_gaps_stand_side_by_side(loaded: Loader, store_url: str) -> None:
    finance = [
        {"年度": 2014, "地方财政收入": 100_000, "县级财政专项扶贫资金": 2000},
        {"年度": 2015, "地方财政收入": 120_000, "县级财政专项扶贫资金": 2100},
    ]
    departments = [{"年度": 2015, "部门": "县水务局", "到村到户项目资金": 1000, "用于贫困村贫困户资金": 550}]
    loaded(EVERY_KIND | {"county_finance": finance, "department_funds": departments})
    gaps = [words(each) for each in of_class(drawn(store_url).body, "rule-gap")]
    assert gaps == ["差 300 万元，须新增安排", "差 300 万元，须新增安排", "差 50 万元，须调整投向"]
    assert "650" not in words(drawn(store_url).body)


def test_villages_behind_are_listed_with_who_answers_and_their_criteria(loaded: Loader, store_url: str) -> None:
    rows = EVERY_KIND | {"village_checks": [builders.village_check(builders.CENTRE)]}
    people = [builders.person(f"R{at:03d}", "H1") for at in range(1, 9)]
    rows |= {"households": [builders.household("H1")], "persons": people, "incomes": [], "measures": []}
    rows |= {"household_changes": [builders.change("H1", "2016-06-30", "自然减少", 人编号="R008")], "disbursements": []}
    rows |= {
        "crosscheck_hits": [],
        "village_checks": [
            builders.village_check(builders.SOUTH, **dict.fromkeys(("有安全饮水", "通沥青（水泥）路"), "否"))
        ],
    }
    rows |= {"teams": [builders.team("D1", 队长="<b>李队长</b>")]}
    loaded(rows)
    body = drawn(store_url).body
    table = of_class(body, "behind-table")[0]
    assert "南甲村" in words(table)
    assert "<b>李队长</b>" in words(table)
    assert "县林业局" in words(table)
    assert "5/7" in words(table)
    marks = [each for each in parts(table) if "mark" in str(getattr(each, "className", "")).split()]
    assert len(marks) == 7
    assert all(each.title and each.to_plotly_json()["props"]["aria-label"] for each in marks)


def test_the_slide_has_four_numbers(url: str) -> None:
    content = drawn(url, present="1")
    assert len(of_class(content.body, "slide-number")) == 4
    assert of_class(content.body, "panel") == []
    assert len(words(content.finding)) <= 20


def test_the_slide_of_a_month_not_reported_shows_the_plan(url: str) -> None:
    content = drawn(url, present="1", as_of="2016-12-31")
    assert [words(each) for each in of_class(content.body, "slide-number")] == ["—"]


def test_the_page_is_english_in_english(url: str) -> None:
    content = drawn(url, lang="en")
    assert "of the time gone" in words(content.finding)
    assert date(2016, 6, 30).isoformat() in words(content.body)
    assert "未脱贫" not in words(content.body)
