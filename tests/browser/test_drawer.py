"""A figure is opened to its rows and cells, by mouse and by keyboard; its address opens it again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SIZES, PageAt


@pytest.mark.parametrize(("size", "lang"), [(SIZES[0], "zh"), (SIZES[1], "en"), (SIZES[2], "zh"), (SIZES[2], "en")])
def test_a_figure_is_followed_to_the_line_it_came_from(page_at: PageAt, size: str, lang: str) -> None:
    visit = page_at("/", size=size, lang=lang)
    visit.page.locator(".kpi .source").first.click()
    drawer = visit.page.locator("#drawer")
    expect(drawer).to_contain_text("people.poor")
    printed = visit.page.locator(".kpi-value").first.inner_text()
    assert drawer.locator(".drawer-value").inner_text() == printed
    assert drawer.locator(".drawer-groups .is-total").inner_text().count(printed) == 1
    drawer.locator(".drawer-groups tbody tr:not(.is-total) a").first.click()
    drawer.locator(".drawer-rows tbody a").first.click()
    expect(drawer.locator(".drawer-detail")).to_be_focused()
    assert re.search(r"[0-9a-f]{64}", drawer.inner_text())
    assert visit.complaints() == []


def test_the_drawer_opens_by_enter_closes_by_escape_and_gives_the_focus_back(page_at: PageAt) -> None:
    visit = page_at("/")
    sign = visit.page.locator(".source").first
    sign.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#drawer .drawer-name")).to_be_focused()
    assert "open=people.poor" in visit.page.url
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("#drawer")).to_have_count(0)
    expect(sign).to_be_focused()
    assert "open=" not in visit.page.url


def test_the_address_of_an_opened_figure_opens_it_in_its_edition(page_at: PageAt) -> None:
    visit = page_at("/exit?open=people.out~zone:南部")
    drawer = visit.page.locator("#drawer")
    expect(drawer).to_contain_text("people.out")
    address = drawer.locator("[data-copy-address]").get_attribute("data-copy-address") or ""
    value = drawer.locator(".drawer-value").inner_text()
    assert "edition=" in address
    again = page_at("/" + address)
    expect(again.page.locator("#drawer .drawer-value")).to_have_text(value)
    again.page.locator("#drawer .drawer-close").click()
    expect(again.page.locator("#drawer")).to_have_count(0)


def test_rows_are_turned_and_sorted(page_at: PageAt) -> None:
    visit = page_at("/?open=people.registered")
    drawer = visit.page.locator("#drawer")
    drawer.locator(".drawer-groups tbody tr:not(.is-total) a").first.click()
    rows = drawer.locator(".drawer-rows tbody tr")
    expect(rows).to_have_count(50)
    first = rows.first.text_content() or ""
    drawer.locator(".drawer-sort").first.click()
    expect(rows.first).not_to_have_text(first)
    drawer.locator(".drawer-pager a").last.click()
    expect(drawer.locator(".drawer-pager")).to_contain_text("51")
    assert visit.problems == []


def test_of_two_things_asked_for_the_last_is_shown(page_at: PageAt) -> None:
    visit = page_at("/?open=people.registered")
    drawer = visit.page.locator("#drawer")
    drawer.locator(".drawer-groups tbody tr:not(.is-total) a").first.click()
    expect(drawer.locator(".drawer-rows tbody tr")).to_have_count(50)
    visit.page.route("**/figure?*sort=*", lambda route: (visit.page.wait_for_timeout(400), route.continue_()))
    drawer.locator(".drawer-sort").first.click()
    drawer.locator(".drawer-pager a").last.click()
    expect(drawer.locator(".drawer-pager")).to_contain_text("51")
    visit.page.wait_for_timeout(800)
    expect(drawer.locator(".drawer-pager")).to_contain_text("51")


def test_a_server_that_does_not_answer_is_said(page_at: PageAt) -> None:
    visit = page_at("/", lang="en")
    visit.page.route("**/figure?*", lambda route: route.abort())
    visit.page.locator(".kpi .source").first.click()
    expect(visit.page.locator("#drawer .drawer-said")).to_contain_text("does not answer")
    expect(visit.page.locator("#drawer .drawer-said")).to_be_focused()
    assert visit.axe_violations() == []
    visit.page.locator("#drawer .drawer-close").click()
    expect(visit.page.locator("#drawer")).to_have_count(0)


def test_an_address_that_names_no_figure_says_so(page_at: PageAt) -> None:
    visit = page_at("/?open=people.happy")
    expect(visit.page.locator("#drawer")).to_contain_text("people.happy")
    visit.page.locator("#drawer .drawer-close").click()
    expect(visit.page.locator("#drawer")).to_have_count(0)


def test_a_number_of_an_earlier_edition_opens_in_that_edition(page_at: PageAt) -> None:
    visit = page_at("/compare?against_edition=3", lang="en")
    link = visit.page.locator(".law-table .leads").first
    printed = link.inner_text().split()[0]
    link.click()
    drawer = visit.page.locator("#drawer")
    expect(drawer.locator(".drawer-value")).to_have_text(printed)
    assert "edition=3" in visit.page.url
    visit.page.locator(".law-terms .leads").first.click()
    expect(drawer).to_have_count(0)
    expect(visit.page.locator(".moves-table tbody tr").first).to_be_visible()
    assert "edition=3" in visit.page.url
    assert "show=" in visit.page.url
    assert visit.complaints() == []
