"""Links, fields and buttons that no test of a page touches: each is clicked, and what it does is seen."""

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PageAt, Visit
from tests.browser.serving import served_copy

VILLAGE = "610824101801"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store of its own: what these tests write is met by no other."""
    with served_copy(tmp_path_factory) as address:
        yield address


def follow(visit: Visit, what: Locator | str, *parts: str) -> None:
    """Click a link and wait until the address has every part and the page of that address is drawn."""
    link = what if isinstance(what, Locator) else visit.page.locator(what).first
    old = visit.page.locator("#main").element_handle()
    link.click()
    visit.page.wait_for_url(lambda url: all(each in unquote(url) for each in parts))
    visit.page.wait_for_function("old => !old.isConnected && document.querySelector('main h1')", arg=old)


def back(visit: Visit, *parts: str) -> None:
    """Go back to where a link was followed, and wait until that is drawn."""
    old = visit.page.locator("#main").element_handle()
    visit.page.go_back()
    visit.page.wait_for_url(lambda url: all(each in unquote(url) for each in parts))
    visit.page.wait_for_function("old => !old.isConnected && document.querySelector('main h1')", arg=old)


def follow_each(visit: Visit, links: str) -> None:
    """Follow the links of a row, the last first: each changes the address and is then marked as the one shown."""
    for at in reversed(range(visit.page.locator(links).count())):
        link = visit.page.locator(links).nth(at)
        words, href = link.inner_text(), link.get_attribute("href") or ""
        if visit.page.url.endswith(href):
            continue
        follow(visit, link, unquote(href))
        expect(visit.page.locator(links).nth(at).locator("xpath=..")).to_have_class("is-current")
        assert visit.page.locator(links).nth(at).inner_text().split(" ")[0] == words.split(" ")[0]


def test_the_links_of_exit(page_at: PageAt) -> None:
    visit = page_at("/exit")
    follow(visit, ".see-all >> nth=1", "show=exited")
    follow(visit, ".exit-sections a >> nth=3", "show=risk")
    follow(visit, ".kpi-goal a >> nth=1", "metric=at_risk_", "show=risk")
    assert visit.problems == []


def test_the_grid_of_projects_is_sorted_and_narrowed(page_at: PageAt) -> None:
    visit = page_at("/funds?show=projects")
    first = visit.page.locator(".ag-center-cols-container [row-index='0'] [col-id='planned'] a")
    before = first.inner_text()
    visit.page.locator(".ag-header-cell[col-id='planned'] .ag-header-cell-label").click()
    expect(first).not_to_have_text(before)
    visit.page.get_by_label("实施地点 筛选输入框", exact=True).fill("全县")
    expect(visit.page.locator("#project-count")).not_to_contain_text("589")
    expect(visit.page.locator(".ag-row [col-id='place']").first).to_have_text("全县")
    visit.page.locator(".ag-floating-filter[aria-colindex='3'] button").click()
    visit.page.locator(".ag-filter-apply-panel button").click()
    expect(visit.page.locator(".ag-row [col-id='place'] a").first).to_be_visible()
    assert visit.problems == []


def test_the_worklist_s_links_and_form(page_at: PageAt) -> None:
    visit = page_at("/oversight")
    follow_each(visit, ".finding-filters a")
    follow(visit, ".finding-rules tbody a[href*='show=criteria_unmet']", "show=criteria_unmet")
    follow(visit, ".finding-table tbody th a", "metric=")
    follow(visit, ".finding-facts a.link", "/village/")
    back(visit, "metric=")
    follow(visit, ".finding-back", "show=criteria_unmet")
    expect(visit.page.locator(".finding-open")).to_have_count(0)
    follow(visit, ".panel-source a[href*='show=logic']", "show=logic")
    follow(visit, ".data-sections a", "/oversight?")
    form = visit.page.locator("form[data-subject=finding_authored]")
    form.locator("[name=what]").fill("账实不符")
    form.locator("[name=severity]").select_option("grave")
    form.locator("[name=village]").select_option(VILLAGE)
    form.locator("[name=author]").fill("李主任")
    with visit.page.expect_navigation():
        form.locator("button").click()
    expect(visit.page.locator("main").get_by_text("账实不符").first).to_be_visible()
    assert visit.problems == []


def test_the_links_of_the_proposals(page_at: PageAt) -> None:
    visit = page_at("/proposals")
    follow_each(visit, ".finding-filters a")
    follow(visit, ".proposal-what a", "/map?")
    assert visit.problems == []


def test_the_controls_of_the_data(page_at: PageAt) -> None:
    visit = page_at("/data?show=controls")
    follow(visit, "td a.link, tbody th a.link", "metric=goal.villages")
    expect(visit.page.locator("form[data-key='goal.villages']")).to_have_count(1)
    follow(visit, "td a.link, tbody th a.link", "show=controls")
    assert "metric=" not in visit.page.url
    form = visit.page.locator("form[data-key=new]")
    for name, text in (("value", "18900"), ("sentence", "年报"), ("source", "年报"), ("author", "王")):
        form.locator(f"[name={name}]").fill(text)
    form.locator("[name=figure]").select_option("people.registered")
    with visit.page.expect_navigation():
        form.locator("button").click()
    mine = visit.page.locator("tbody tr", has_text="年报")
    expect(mine).to_have_count(1)
    follow(visit, "tbody a[href*='metric=own.']", "metric=own.")
    remove = visit.page.locator("form[data-key^='own.']").nth(1)
    remove.locator("[name=author]").fill("李")
    with visit.page.expect_navigation():
        remove.locator("button").click()
    expect(visit.page.locator("form[data-key=new]")).to_have_count(1)
    expect(visit.page.locator("tbody a[href*='metric=goal.']").first).to_be_visible()
    expect(mine).to_have_count(0)
    follow(visit, ".data-sections a >> nth=2", "show=quality")
    follow(visit, "a.link[href*='metric=households']", "metric=households")
    follow(visit, ".note a[href*='dictionary']", "show=dictionary")
    expect(visit.page.locator("details[data-asked]")).to_have_attribute("open", "")
    assert visit.problems == []
