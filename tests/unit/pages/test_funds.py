"""The page of funds and projects: what it says in every state, in both languages."""

import pytest
from dash.development.base_component import Component

from dashboard.components.funds_head import SECTIONS
from dashboard.i18n import LANGUAGES
from dashboard.queries.screen import open_screen
from dashboard.view import View
from pages import funds
from tests import builders
from tests.conftest import Loader
from tests.trees import links, parts, words

DISCLAIMER = {"zh": "疑点不等于违规", "en": "A flag is a lead, not a verdict"}


def draw(url: str, **query: str) -> tuple[str, str, list[Component]]:
    content = funds.draw(open_screen(url, View.from_query({"as_of": "2016-06-30", **query})))
    return words(content.finding), words(content.body), list(parts(content.body))


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    loaded()
    return store_url


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_part_draws_with_the_disclaimer_in_sight(url: str, section: str, lang: str) -> None:
    finding, body, _ = draw(url, show=section, lang=lang)
    assert finding.strip()
    assert DISCLAIMER[lang] in body
    assert "{" not in finding + body


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    [
        {"zone": "南部"},
        {"zone": "北部"},
        {"town": "610824104"},
        {"as_of": "2015-12-31"},
        {"as_of": "2016-12-31"},
        {"present": "1"},
        {"present": "1", "as_of": "2016-12-31"},
        {"show": "nonsense"},
        {"show": "projects", "metric": "X1"},
        {"show": "projects", "metric": "nobody"},
        {"show": "villages", "metric": "planned"},
        {"show": "ledger", "metric": "payee-0000"},
    ],
)
def test_every_state_draws(url: str, query: dict[str, str], lang: str) -> None:
    finding, body, _ = draw(url, lang=lang, **query)
    assert finding.strip()
    assert body.strip()
    assert "{" not in finding + body


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_a_store_without_money_draws(loaded: Loader, store_url: str, section: str, lang: str) -> None:
    loaded({"villages": [builders.village(builders.SOUTH)]})
    finding, body, _ = draw(store_url, show=section, lang=lang)
    assert finding.strip()
    assert body.strip()


def test_the_finding_names_what_is_missing_to_each_rule(loaded: Loader, store_url: str) -> None:
    finance = [{"年度": 2015, "地方财政收入": 100_000, "县级财政专项扶贫资金": 1_500}]
    shares = [{"年度": 2015, "部门": "县水务局", "到村到户项目资金": 1_000, "用于贫困村贫困户资金": 500}]
    loaded({**builders.county(), "county_finance": finance, "department_funds": shares})
    finding, body, _ = draw(store_url)
    assert finding.endswith("2% 线差 500 万元，60% 线差 100 万元")
    assert "600 万元" not in body.replace("需 600 万元", "")


def test_the_rules_show_formula_basis_and_date_received(url: str) -> None:
    _, body, _ = draw(url)
    assert "＝ 县级专项资金 2,600 万元 ÷ 地方财政收入 120,000 万元" in body
    assert "＝ 2015 年 2,600 万元 ÷ 2014 年 2,000 万元 − 1" in body
    assert "收到于 2016-06-30" in body
    assert "口径：预算" in body


def test_every_flag_says_how_many_rows_it_examined(url: str) -> None:
    _, body, _ = draw(url, show="flags")
    assert body.count("查了") == 5
    assert "查了 3 笔，筛出 1 笔" in body


def test_a_village_without_people_has_no_money_a_head(url: str) -> None:
    _, body, _ = draw(url, show="villages")
    assert "全县统筹/未分配" in body


def test_villages_are_sorted_by_the_head_chosen(url: str) -> None:
    _, by_head, _ = draw(url, show="villages")
    _, by_people, _ = draw(url, show="villages", metric="people")
    assert "人均拨付（元） ▼" in by_head
    assert "建档立卡人口 ▼" in by_people


def test_cells_are_passed_as_text(loaded: Loader, store_url: str) -> None:
    delivery = builders.county()
    delivery["projects"][0]["项目名称"] = "<script>alert(1)</script>"
    loaded(delivery)
    _, body, drawn = draw(store_url, show="projects", metric="X1")
    assert "<script>alert(1)</script>" in body
    assert not any(type(each).__name__ in {"Markdown", "DangerouslySetInnerHTML"} for each in drawn)


def test_a_month_not_reported_shows_the_plan_only(url: str) -> None:
    finding, body, drawn = draw(url, as_of="2016-12-31")
    assert finding == "2016年12月的资金还没有报送，只显示计划"
    assert "1 个项目" in body
    assert not any(type(each).__name__ == "Graph" for each in drawn)


def test_a_slide_has_four_numbers(url: str) -> None:
    _, _, drawn = draw(url, present="1")
    numbers = [each for each in drawn if "kpi-value" in (getattr(each, "className", None) or "")]
    assert len(numbers) == 4


def test_every_flag_leads_to_its_findings_in_the_worklist(url: str) -> None:
    for section in ("flow", "flags"):
        content = funds.draw(open_screen(url, View.from_query({"as_of": "2016-06-30", "show": section})))
        found = " ".join(href for href in links(content.body) if href.startswith("/oversight?"))
        for kind in ("reversal", "before_allocation", "over_disbursed", "stalled", "same_payee"):
            assert f"show={kind}" in found
