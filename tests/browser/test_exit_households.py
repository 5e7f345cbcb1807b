"""The parts of 退出 about households in a browser: links, controls, lists, the drawer, a phone's width."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SEEN, PageAt

PARTS = ("income", "moves", "risk")


def test_a_village_is_chosen_by_the_control_and_by_its_name(page_at: PageAt) -> None:
    visit = page_at("/exit?show=income")
    control = visit.page.locator("select.select-village")
    other = control.locator("option").nth(3).get_attribute("value")
    assert other is not None
    control.select_option(other)
    visit.page.wait_for_url(f"**village={other}**")
    visit.settle()
    assert visit.page.locator(".watch-villages .is-chosen").count() == 1
    visit.page.locator(".watch-villages .village-link").first.click()
    visit.page.wait_for_url(lambda url: f"village={other}" not in url)
    visit.settle()
    assert visit.page.locator(".watch-ranking .watch-line").count() == 1
    assert visit.problems == []


def test_the_list_follows_control_and_figure(page_at: PageAt) -> None:
    visit = page_at("/exit?show=income", lang="en")
    visit.page.locator("select.select-metric").select_option("below_line_out")
    visit.page.wait_for_url("**metric=below_line_out**")
    visit.settle()
    expect(visit.page.locator(".watch-households")).to_contain_text("out, not above the line")
    visit.page.locator(".kpi a.link").first.click()
    visit.page.wait_for_url("**metric=above_line_listed**")
    visit.settle()
    assert visit.page.locator(".watch-households tbody tr").count() > 10


def test_a_figure_opens_to_its_rows(page_at: PageAt) -> None:
    visit = page_at("/exit?show=risk")
    visit.page.locator(".kpi .opens").first.click()
    expect(visit.page.locator("#drawer")).to_contain_text("exit.at_risk")
    expect(visit.page.locator("#drawer")).to_contain_text("✓")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("sizes", "lang"), SEEN)
def test_nothing_scrolls_sideways_and_axe_finds_nothing(
    page_at: PageAt, part: str, sizes: tuple[str, ...], lang: str
) -> None:
    visit = page_at(f"/exit?show={part}", lang=lang, size=sizes[0])
    assert visit.complaints(*sizes) == []
