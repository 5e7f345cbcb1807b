"""The page of funds and projects in a browser: sections, grids, sorting, filtering, a project, filters."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SIZES, PageAt, Visit

FIRST_CELLS = ".ag-center-cols-container [row-index='0'] [col-id='amount']"


def open_grid(page_at: PageAt, show: str, *, lang: str = "zh") -> Visit:
    visit = page_at(f"/funds?show={show}", lang=lang)
    visit.page.wait_for_selector(".ag-row [col-id='category']")
    return visit


@pytest.mark.parametrize(("size", "lang"), [(SIZES[0], "en"), (SIZES[2], "zh")])
@pytest.mark.parametrize("show", ["villages", "projects", "ledger", "flags"])
def test_every_part_stands(page_at: PageAt, show: str, size: str, lang: str) -> None:
    visit = page_at(f"/funds?show={show}", size=size, lang=lang)
    assert visit.heading().strip()
    assert visit.complaints() == []


def test_the_flow_is_drawn_with_its_table(page_at: PageAt) -> None:
    visit = page_at("/funds")
    assert visit.page.locator(".sankey-link").count() > 20
    visit.page.get_by_text("看流向明细表").click()
    assert visit.page.locator(".funds-details table").first.is_visible()


def test_a_zone_narrows_the_flow(page_at: PageAt) -> None:
    visit = page_at("/funds")
    before = visit.page.locator(".annotation-text").all_text_contents()
    visit.page.locator("select").nth(1).select_option("南部")
    visit.settle()
    assert "zone=" in visit.page.url
    assert visit.page.locator(".annotation-text").all_text_contents() != before


def test_the_ledger_is_sorted_and_filtered_by_the_server(page_at: PageAt) -> None:
    visit = open_grid(page_at, "ledger")
    first = visit.page.locator(FIRST_CELLS).inner_text()
    visit.page.locator(".ag-header-cell[col-id='amount'] .ag-header-cell-label").click()
    visit.settle()
    smallest = visit.page.locator(FIRST_CELLS).inner_text()
    assert smallest.startswith("−")
    assert smallest != first
    visit.page.get_by_label("项目 筛选输入框", exact=True).fill("没有这样的项目")
    visit.page.get_by_text("没有符合条件的记录，请放宽筛选。").wait_for()
    assert visit.page.locator(".ag-center-cols-container .ag-row").count() == 0
    assert visit.problems == []


def test_a_project_opens_with_its_entries(page_at: PageAt) -> None:
    visit = open_grid(page_at, "projects", lang="en")
    link = visit.page.locator("[row-index='0'] a.link").first
    name = link.inner_text()
    link.click()
    visit.page.get_by_text("Back to all projects").wait_for()
    assert "metric=" in visit.page.url
    assert visit.page.locator(".panel-title").first.inner_text() == name
    visit.page.get_by_text("Back to all projects").click()
    visit.page.wait_for_selector(".ag-root")
    assert visit.problems == []


def test_the_villages_of_a_grid_lead_to_their_pages_by_mouse_and_by_key(page_at: PageAt) -> None:
    visit = open_grid(page_at, "projects&edition=2")
    names = visit.page.locator(".ag-row:has([col-id='place'] a:nth-of-type(2)) [col-id='place'] a")
    second = names.nth(1).get_attribute("href") or ""
    loads = visit.page.evaluate("performance.timeOrigin")
    names.first.locator("xpath=ancestor::div[@col-id='place']").focus()
    for expected in (names.first, names.nth(1)):
        visit.page.keyboard.press("Tab")
        expect(expected).to_be_focused()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(f"**{second}")
    expect(visit.page.locator(".village-grid").first).to_be_visible()
    assert "edition=2" in visit.page.url
    visit.page.go_back()
    visit.page.locator(".funds-sections a", has_text="拨付台账").click()
    visit.page.locator(".ag-row [col-id='village_name'] a").first.click()
    visit.page.wait_for_url("**/village/6108*")
    assert visit.page.evaluate("performance.timeOrigin") == loads
    assert visit.problems == []


def test_the_heads_of_villages_sort(page_at: PageAt) -> None:
    visit = page_at("/funds?show=villages")
    first = visit.page.locator("tbody th").nth(1)
    before = first.text_content() or ""
    visit.page.locator("thead a", has_text="批复").click()
    visit.page.wait_for_url("**metric=planned**")
    expect(first).not_to_have_text(before)
