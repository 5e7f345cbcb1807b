"""The industry page in a browser: each control changes address and content, links and the map lead to a village."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SIZES, PageAt, Visit

OVERLAPS = """() => {
  const texts = [...document.querySelectorAll('#industry-scatter .annotation text')];
  const boxes = texts.map(e => [e.textContent, e.getBoundingClientRect()]);
  const found = [];
  boxes.forEach(([a, r], at) => boxes.slice(at + 1).forEach(([b, s]) => {
    if (r.left < s.right && s.left < r.right && r.top < s.bottom && s.top < r.bottom) found.push(a + ' / ' + b);
  }));
  return [boxes.length, found];
}"""


@pytest.mark.parametrize(("size", "lang"), [(SIZES[0], "en"), (SIZES[1], "zh"), (SIZES[2], "en")])
def test_every_industry_is_named_and_no_name_lies_on_another(page_at: PageAt, size: str, lang: str) -> None:
    visit = page_at("/industry", size=size, lang=lang)
    visit.page.wait_for_selector("#industry-scatter .annotation text")
    count, overlaps = visit.page.evaluate(OVERLAPS)
    assert count >= visit.page.locator("#industry-scatter .points path").count() > 0
    assert overlaps == []


def test_the_year_changes_address_and_content(page_at: PageAt) -> None:
    visit = page_at("/industry")
    visit.page.select_option("select.select-show", "2015")
    visit.page.wait_for_url("**show=2015**")
    visit.settle()
    assert "2015" in visit.page.locator("main .sub").inner_text()
    assert visit.problems == []


def test_the_layer_changes_address_and_map(page_at: PageAt) -> None:
    visit = page_at("/industry")
    assert visit.page.locator(".shape-sign").all_inner_texts()[0] == ""
    visit.page.select_option("select.select-metric", "leading")
    visit.page.wait_for_url("**metric=leading**")
    visit.settle()
    assert visit.page.locator(".shape-sign").all_inner_texts()[0] == "●"
    assert visit.problems == []


def test_the_reader_sorts_the_table_of_next_sites(page_at: PageAt) -> None:
    visit = page_at("/industry", lang="en")
    first = visit.page.locator(".next-table .next-village").first
    before = first.inner_text()
    visit.page.select_option("select.select-order", "name")
    visit.page.wait_for_url("**order=name**")
    expect(first).not_to_have_text(before)
    visit.settle()
    names = visit.page.locator(".next-table .next-village").all_inner_texts()
    assert names == sorted(names)
    assert visit.problems == []


def test_one_industry_narrows_the_page(page_at: PageAt) -> None:
    visit = page_at("/industry")
    visit.page.select_option("select.select-industry", "小杂粮")
    visit.page.wait_for_url("**industry=**")
    expect(visit.page.locator(".leading-table tbody tr")).to_have_count(1)
    visit.settle()
    assert visit.page.locator(".industry-table tbody tr").count() <= visit.page.locator(".zone-panel").count()
    assert visit.problems == []


def test_a_zone_leaves_its_own_panel(page_at: PageAt) -> None:
    visit = page_at("/industry")
    assert visit.page.locator(".zone-panel").count() == 3
    visit.page.select_option("select.select-zone", "北部")
    visit.page.wait_for_url("**zone=**")
    visit.page.locator(".zone-panel").nth(1).wait_for(state="detached")
    visit.settle()
    assert visit.page.locator(".zone-panel").count() == 1
    assert visit.page.locator(".waffle-row").count() == 1
    assert visit.problems == []


def test_a_village_without_a_site_leads_to_its_page(page_at: PageAt) -> None:
    visit = page_at("/industry")
    visit.page.locator(".waffle-without a.link").first.click()
    visit.page.wait_for_url("**/village/6108*")
    visit.settle()
    assert visit.problems == []


def click_a_village(visit: Visit) -> None:
    dot = visit.page.locator("#industry-map .points path").last
    dot.scroll_into_view_if_needed()
    box = dot.bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_click_on_the_map_of_leading_industries_opens_the_village(page_at: PageAt) -> None:
    visit = page_at("/industry?metric=leading")
    click_a_village(visit)
    visit.page.wait_for_url("**/map?**village=**")
    visit.settle()
    assert visit.problems == []


def test_a_click_on_a_disc_opens_the_households_it_stands_for(page_at: PageAt) -> None:
    visit = page_at("/industry")
    click_a_village(visit)
    expect(visit.page.locator("#drawer")).to_contain_text("industry.households_carried")
    assert visit.problems == []


def test_villages_framed_in_the_scatter_are_followed_by_the_table(page_at: PageAt) -> None:
    visit = page_at("/industry")
    plot = visit.page.locator("#village-pairs .nsewdrag").first
    plot.scroll_into_view_if_needed()
    every = visit.page.locator(".pairs-table tbody tr").count()
    box = plot.bounding_box()
    assert box is not None
    visit.page.mouse.move(box["x"] + 5, box["y"] + 5)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    visit.page.mouse.up()
    visit.page.wait_for_url("**picked=**")
    expect(visit.page.locator(".pairs-table tbody tr")).not_to_have_count(every)
    visit.settle()
    assert visit.problems == []


def test_the_figures_compared_change_address_and_table(page_at: PageAt) -> None:
    visit = page_at("/industry", lang="en")
    visit.page.select_option("select.select-upright", "people.incidence")
    visit.page.wait_for_url("**upright=people.incidence**")
    visit.settle()
    assert "incidence" in visit.page.locator(".pairs-table thead").inner_text()
    assert visit.problems == []
