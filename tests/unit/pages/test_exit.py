"""The page 退出: what it says in each branch, what its filters leave, that its parts agree with each other."""

import json
from datetime import date

import pytest
from dash._utils import to_json

from dashboard import ids
from dashboard.queries.screen import open_screen
from dashboard.view import View
from pages import exit as page
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2
from tests.conftest import Loader
from tests.trees import of_class, parts, words


def drawn(url: str, **view: object) -> page.frame.PageContent:
    return page.draw(open_screen(url, View(**view)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "1 村已退出，1 村临近达标"), ("en", "1 exited, 1 near the criteria")]
)
def test_the_finding_counts_villages(loaded: Loader, store_url: str, language: str, said: str) -> None:
    loaded()
    content = drawn(store_url, language=language)
    assert words(content.finding).startswith(said)
    assert str(page.PATH) == "/exit"
    json.loads(to_json(content.body))


def test_all_exited_is_another_finding(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    others = (SOUTH, SOUTH_2, NORTH)
    county["village_changes"] += [builders.village_change(code, "2016-06-01", "退出") for code in others]
    loaded(county)
    content = drawn(store_url)
    assert words(content.finding) == "4 个贫困村全部退出"
    assert "贫困村全部退出" in words(content.body)


def test_a_zone_without_poor_villages_says_so(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    county["villages"] = [each for each in county["villages"] if each["村编码"] != NORTH]
    county["first_secretaries"] = []
    loaded(county)
    content = drawn(store_url, zone="北部")
    assert words(content.finding) == "所选范围内没有贫困村"
    assert not of_class(content.body, "matrix")


def test_the_matrix_has_a_row_a_village_and_a_mark_a_criterion(loaded: Loader, store_url: str) -> None:
    loaded()
    body = drawn(store_url).body
    rows = [row for table in of_class(body, "matrix") for row in parts(table.children[2]) if type(row).__name__ == "Tr"]
    assert len(rows) == 4
    assert len(of_class(body, "is-met")) == 13
    assert [cell.title for cell in of_class(body, "is-unmet")] == ["未达标"]
    assert len(of_class(body, "matrix-unchecked")) == 2


def test_gaps_stand_beside_their_sign_and_in_words(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    county["village_checks"].append(builders.village_check(NORTH, **{"贫困发生率（%）": 8.2, "电力入户率（%）": 94.3}))
    county["households"][0]["是否解决安全饮用水"] = "否"
    loaded(county)
    unmet = of_class(drawn(store_url).body, "is-unmet")
    assert sorted((cell.children, cell.title) for cell in unmet) == [
        ("✕1", "未达标：1 户未解决"), ("✕5.2", "未达标：差 5.2 个百分点"), ("✕5.7", "未达标：差 5.7 个百分点"),
    ]  # fmt: skip


def test_show_leaves_villages_of_one_status(loaded: Loader, store_url: str) -> None:
    loaded()
    body = drawn(store_url, show="exited").body
    tables = of_class(body, "matrix")
    assert len(tables) == 1
    assert "中甲村" in words(tables)
    assert "没有符合筛选条件的村" in words(body)


def test_a_bottleneck_chosen_is_marked_and_given_up_by_its_link(loaded: Loader, store_url: str) -> None:
    loaded()
    (chosen,) = of_class(drawn(store_url, metric="safe_water").body, "is-chosen")
    assert "有安全饮水" in words(chosen)
    (link,) = of_class(chosen, "bottleneck-link")
    assert "metric" not in link.href
    assert not of_class(drawn(store_url).body, "is-chosen")


def test_each_village_links_to_its_page(loaded: Loader, store_url: str) -> None:
    loaded()
    links = of_class(of_class(drawn(store_url).body, "matrix"), "village-link")
    codes = {
        code for code in (SOUTH, SOUTH_2, CENTRE, NORTH) for link in links if link.href.startswith(f"/village/{code}?")
    }
    assert codes == {SOUTH, SOUTH_2, CENTRE, NORTH}


def test_unconfirmed_criteria_say_so(loaded: Loader, store_url: str) -> None:
    loaded()
    assert "口径待县里确认" in words(drawn(store_url).body)
    assert "to be confirmed by the county" in words(drawn(store_url, language="en").body)


def test_the_flow_balances_month_by_month(loaded: Loader, store_url: str) -> None:
    loaded()
    (table,) = of_class(drawn(store_url).body, "flow")
    assert "✕" not in words(table)
    assert words(table).count("✓") == 7


def test_an_unreported_month_shows_the_plan_only(loaded: Loader, store_url: str) -> None:
    loaded()
    content = drawn(store_url, as_of=date(2016, 9, 30))
    assert words(content.finding) == "2016年9月的数据还没有报送，此处只列计划"
    assert not of_class(content.body, "matrix")
    assert not of_class(content.body, "returns")
    assert of_class(content.body, "zone-chart")


def test_registers_never_received_are_named(loaded: Loader, store_url: str) -> None:
    loaded({"villages": builders.county()["villages"]})
    content = drawn(store_url)
    assert words(content.finding) == "4 个贫困村：退出台账尚未报送"
    assert "还没有收到：贫困户信息、家庭成员" in words(content.body)
    assert "还没有收到：贫困村退出验收表" in words(content.body)


def test_a_slide_has_one_chart_and_four_numbers(loaded: Loader, store_url: str) -> None:
    loaded()
    content = drawn(store_url, present=True)
    assert words(content.finding) == "还有 3 村未退出"
    assert len(of_class(content.body, "kpi-value")) == 4
    assert [each.id for each in parts(content.body) if type(each).__name__ == "Graph"] == [ids.EXIT_VILLAGES]
    assert content.controls == ()


def test_the_list_of_returns_masks_names_and_keeps_markup_as_text(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    county["household_changes"].append(builders.change("H1", "2016-05-02", "返贫", 变动原因="<script>x</script>"))
    loaded(county)
    (table,) = of_class(drawn(store_url).body, "returns")
    assert "张**" in words(table)
    assert "张三丰" not in words(table)
    assert "<script>x</script>" in words(table)


def test_graph_ids_are_unique(loaded: Loader, store_url: str) -> None:
    loaded()
    found = [str(each.id) for each in parts(drawn(store_url).body) if type(each).__name__ == "Graph"]
    assert len(found) == len(set(found)) == 5


def test_whether_the_goal_will_be_met_is_said_for_people_and_villages(loaded: Loader, store_url: str) -> None:
    loaded()
    body = drawn(store_url, language="en").body
    # People have moved since January; the one exit, in May, is too little to look ahead.
    said = words(body)
    assert "The goal is out of reach as things go: 4 people" in said
    assert "Too early to say whether all villages exit" in said
    assert len(of_class(body, "forecast")) == 2
    assert [each.id for each in parts(body) if getattr(each, "id", None) == ids.filter_id("pace")]


def test_past_the_deadline_only_the_titles_are_left(loaded: Loader, store_url: str) -> None:
    loaded(on=date(2017, 2, 28))
    body = drawn(store_url, as_of=date(2017, 1, 31)).body
    assert "期限已过，仍有 4 人，不再推算" in words(body)
    assert not of_class(body, "forecast")
