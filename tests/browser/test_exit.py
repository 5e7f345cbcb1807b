"""The page 退出 in a browser: its filters and links do what they say, and nothing scrolls sideways."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LANGUAGES, PageAt


def test_rows_stand_as_close_as_drawn(page_at: PageAt) -> None:
    visit = page_at("/exit")
    rows = visit.page.locator("table.matrix tbody tr")
    box = rows.nth(3).bounding_box()
    assert rows.count() == 72
    assert visit.page.locator(".js-plotly-plot .main-svg").count() >= 5
    assert box is not None
    assert box["height"] == pytest.approx(22.9, abs=0.6)


def test_no_matrix_scrolls_on_a_desk(page_at: PageAt) -> None:
    scrolling = "found => found.filter(each => each.scrollWidth > each.clientWidth).length"
    for lang in LANGUAGES:
        regions = page_at("/exit", lang=lang).page.locator(".panel-matrix .table-scroll")
        assert regions.count() == 3
        assert regions.evaluate_all(scrolling) == 0


def test_show_leaves_one_status(page_at: PageAt) -> None:
    visit = page_at("/exit")
    visit.page.locator("select.select-show").select_option("exited")
    visit.page.wait_for_url("**show=exited**")
    visit.settle()
    assert visit.page.locator("table.matrix .of-exited").count() > 0
    assert visit.page.locator("table.matrix .of-behind").count() == 0
    assert visit.problems == []


def test_the_order_can_follow_a_criterion(page_at: PageAt) -> None:
    visit = page_at("/exit")
    visit.page.locator("select.select-metric").select_option("clinic")
    visit.page.wait_for_url("**metric=clinic**")
    visit.settle()
    first = visit.page.locator("table.matrix tbody tr").first.locator("td").nth(7)
    assert "is-unmet" in (first.get_attribute("class") or "")


def test_a_bottleneck_sorts_and_a_second_click_gives_it_up(page_at: PageAt) -> None:
    visit = page_at("/exit")
    visit.page.locator(".bottleneck-link").first.click()
    visit.page.wait_for_url("**metric=**")
    visit.settle()
    assert visit.page.locator(".bottleneck.is-chosen").count() == 1
    visit.page.locator(".is-chosen .bottleneck-link").click()
    visit.page.wait_for_url(lambda url: "metric=" not in url)
    visit.settle()
    assert visit.page.locator(".bottleneck.is-chosen").count() == 0


def test_the_whole_list_is_one_click_away(page_at: PageAt) -> None:
    visit = page_at("/exit")
    before = visit.page.locator(".villages-list").first.locator("tbody tr").count()
    visit.page.locator(".see-all").first.click()
    visit.page.wait_for_url("**show=behind**")
    visit.settle()
    assert visit.page.locator(".villages-list").first.locator("tbody tr").count() > before


def test_a_village_leads_to_its_page(page_at: PageAt) -> None:
    visit = page_at("/exit")
    visit.page.locator("table.matrix .village-link").first.click()
    visit.page.wait_for_url("**/village/6108**")
    expect(visit.page.locator(".village-grid").first).to_be_visible()


def test_a_zone_alone(page_at: PageAt) -> None:
    visit = page_at("/exit?zone=北部")
    assert visit.page.locator("table.matrix").count() == 1
    assert visit.page.locator(".zone-chart").count() == 1
    assert not visit.scrolls_sideways()


def test_source_chips_open(page_at: PageAt) -> None:
    visit = page_at("/exit")
    visit.page.locator(".status-strip .source").nth(2).click()
    expect(visit.page.locator("#drawer")).to_contain_text("villages.ready")


def test_axe_finds_nothing_in_a_narrowed_page(page_at: PageAt) -> None:
    assert page_at("/exit?show=near&zone=南部", size="390x844", lang="en").axe_violations() == []


def test_another_pace_can_be_tried(page_at: PageAt) -> None:
    visit = page_at("/exit", lang="en")
    answer = visit.page.locator(".forecast-answer")
    before = answer.inner_text()
    control = visit.page.locator("select.select-pace")
    needed = control.locator("option", has_text="needed").get_attribute("value")
    assert needed is not None
    control.select_option(needed)
    visit.page.wait_for_url(f"**pace={needed}**")
    visit.settle()
    said = visit.page.locator(".forecast-answer").inner_text()
    assert said != before
    assert "before the deadline" in said
    assert visit.page.locator(".forecast").count() == 2
    assert visit.problems == []
