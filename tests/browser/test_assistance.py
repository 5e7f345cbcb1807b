"""The page of assistance in a browser: the layer and the place change address and content, figures open."""

from playwright.sync_api import expect

from tests.browser.conftest import PageAt


def test_the_layer_changes_address_and_map(page_at: PageAt) -> None:
    visit = page_at("/assistance")
    before = visit.page.locator("main .panel-title").first.inner_text()
    visit.page.select_option("select.select-metric", "first_secretaries")
    visit.page.wait_for_url("**metric=first_secretaries**")
    visit.settle()
    assert visit.page.locator("main .panel-title").first.inner_text() != before
    assert visit.problems == []


def test_a_zone_turns_the_rows_into_its_towns(page_at: PageAt) -> None:
    visit = page_at("/assistance")
    assert visit.page.locator(".coverage-table tbody tr").count() == 4
    visit.page.select_option("select.select-zone", "北部")
    visit.page.wait_for_url("**zone=**")
    expect(visit.page.locator(".coverage-table tbody tr")).not_to_have_count(4)
    visit.settle()
    assert "红墩界镇" in visit.page.locator(".coverage-table").inner_text()
    assert visit.problems == []


def test_a_village_of_the_map_opens_who_is_posted_there(page_at: PageAt) -> None:
    visit = page_at("/assistance")
    dot = visit.page.locator("#assistance-map .points path").last
    dot.scroll_into_view_if_needed()
    box = dot.bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(visit.page.locator("#drawer")).to_contain_text("teams.total")
    assert visit.problems == []


def test_a_pair_of_causes_opens_its_households(page_at: PageAt) -> None:
    visit = page_at("/assistance")
    cell = visit.page.locator(".together-table tbody a").first
    printed = cell.inner_text()
    cell.click()
    expect(visit.page.locator("#drawer .drawer-value")).to_have_text(printed)
    expect(visit.page.locator("#drawer")).to_contain_text("households.both_causes")
    assert visit.problems == []


def test_the_heaviest_helper_opens_the_households(page_at: PageAt) -> None:
    visit = page_at("/assistance")
    link = visit.page.locator("a[data-open^='households.of_helper']").first
    link.click()
    expect(visit.page.locator("#drawer .drawer-value")).to_have_text(link.inner_text())
    assert visit.problems == []


def test_another_system_is_shown_by_place_and_its_gap_opens(page_at: PageAt) -> None:
    visit = page_at("/assistance")
    visit.page.locator(".system-choices a").nth(3).click()
    visit.page.wait_for_url("**show=medical**")
    link = visit.page.locator("a[data-open^='system.medical.gap~zone']").first
    expect(link).to_be_visible()
    link.click()
    expect(visit.page.locator("#drawer .drawer-value")).to_have_text(link.inner_text())
    assert visit.problems == []
