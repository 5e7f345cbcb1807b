"""What every page has in common: filters, language, presentation, source chips, and all of it by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SIZES, PageAt, Visit

FOCUSED = "document.activeElement"
SMALLER = """least => [...document.querySelectorAll('.top a, .top select, .page-controls select, .play, .map-zone')]
  .filter(each => each.offsetParent && !each.closest('.turning'))
  .filter(each => each.getBoundingClientRect().height < least).map(each => each.className)"""
OUTLINE = "getComputedStyle(document.activeElement).outline"


def changed(visit: Visit, part: str) -> None:
    """Wait until the address has a part and the page is drawn."""
    visit.page.wait_for_url(f"**{part}**")
    visit.settle()


@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]])
def test_the_filters_narrow_and_the_chip_clears_them(page_at: PageAt, size: str) -> None:
    visit = page_at("/", size=size)
    visit.page.locator(".select-zone").select_option("中部")
    changed(visit, "zone=")
    town = visit.page.locator(".select-town option").nth(2).get_attribute("value")
    visit.page.locator(".select-town").select_option(town)
    changed(visit, f"town={town}")
    visit.page.locator(".chip").click()
    visit.page.wait_for_url(lambda url: "zone=" not in url and "town=" not in url)
    visit.settle()
    assert visit.page.locator(".select-zone").input_value() == "all"
    assert visit.problems == []


@pytest.mark.parametrize(
    ("path", "control", "choice"),
    [("/", "zone", "南部"), ("/exit", "show", "exited"), ("/industry", "metric", "leading")],
)
def test_the_focus_stays_on_the_control_that_changed_the_page(
    page_at: PageAt, path: str, control: str, choice: str
) -> None:
    visit = page_at(path)
    field = visit.page.locator(f"select.select-{control}")
    field.focus()
    field.select_option(choice)
    changed(visit, f"{control}=")
    expect(visit.page.locator(f"select.select-{control}")).to_be_focused()


def test_the_focus_stays_on_the_link_that_was_followed(page_at: PageAt) -> None:
    visit = page_at("/funds")
    visit.page.locator(".funds-sections a", has_text="分村资金").focus()
    visit.page.keyboard.press("Enter")
    changed(visit, "show=villages")
    assert visit.page.evaluate(f"{FOCUSED}.textContent") == "分村资金"


def test_the_language_is_switched_and_the_view_kept(page_at: PageAt) -> None:
    visit = page_at("/map?zone=南部")
    visit.page.locator(".tools a", has_text="English").click()
    changed(visit, "lang=en")
    assert "zone=" in visit.page.url
    assert visit.page.locator("html").get_attribute("lang") == "en"
    assert visit.problems == []


def test_a_presentation_is_entered_turned_and_left_by_keys(page_at: PageAt) -> None:
    visit = page_at("/")
    visit.page.keyboard.press("p")
    changed(visit, "present=1")
    visit.page.keyboard.press("PageDown")
    changed(visit, "/map?")
    visit.page.keyboard.press("PageUp")
    visit.page.wait_for_url(lambda url: "/map" not in url)
    visit.settle()
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_url(lambda url: "present" not in url)
    assert visit.problems == []


def test_single_keys_turn_pages_and_months_until_they_are_switched_off(page_at: PageAt) -> None:
    visit = page_at("/")
    visit.page.keyboard.press("5")
    changed(visit, "/industry?")
    visit.page.keyboard.press("ArrowLeft")
    changed(visit, "as_of=2016-05-31")
    visit.page.locator("#shortcuts").click()
    visit.page.keyboard.press("1")
    visit.page.wait_for_timeout(600)
    assert "/industry" in visit.page.url
    visit.page.locator("#shortcuts").click()
    visit.page.keyboard.press("1")
    visit.page.wait_for_url(lambda url: "/industry" not in url)


@pytest.mark.parametrize(("size", "least"), [(SIZES[0], 32), (SIZES[2], 44)])
def test_controls_are_large_enough_to_hit(page_at: PageAt, size: str, least: int) -> None:
    visit = page_at("/map", size=size)
    assert visit.page.evaluate(SMALLER, least) == []


def test_the_focus_is_seen(page_at: PageAt) -> None:
    visit = page_at("/")
    for _ in range(9):
        visit.page.keyboard.press("Tab")
        assert "solid 3px" in visit.page.evaluate(OUTLINE)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_bar_stands_in_one_row_on_a_desk(page_at: PageAt, lang: str) -> None:
    visit = page_at("/funds?zone=南部", lang=lang)
    box = visit.page.locator(".top").bounding_box()
    assert box is not None
    assert box["height"] <= 62
