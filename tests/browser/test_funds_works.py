"""The part of the five works in a browser: its link, its control, the drawer, a phone's width."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LANGUAGES, PageAt


def test_the_part_is_a_link_away_and_its_figures_open(page_at: PageAt) -> None:
    visit = page_at("/funds")
    visit.page.locator(".funds-sections a").nth(1).click()
    visit.page.wait_for_url("**show=works**")
    visit.settle()
    assert visit.page.locator("table.works tbody tr").count() == 6
    visit.page.locator("table.works .opens").first.click()
    expect(visit.page.locator("#drawer")).to_contain_text("funds.projects")
    expect(visit.page.locator("#drawer")).to_contain_text("整村推进")
    assert visit.problems == []


def test_the_plans_follow_the_control_and_the_works(page_at: PageAt) -> None:
    visit = page_at("/funds?show=works", lang="en")
    visit.page.locator("select.select-metric").select_option("one")
    visit.page.wait_for_url("**metric=one**")
    visit.settle()
    few = visit.page.locator(".table-scroll").last.locator("tbody tr").count()
    visit.page.locator("table.works a.link").first.click()
    visit.page.wait_for_url("**metric=village_advance**")
    visit.settle()
    assert 0 < few < visit.page.locator(".table-scroll").last.locator("tbody tr").count() < 72
    assert visit.problems == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_scrolls_sideways_and_axe_finds_nothing(page_at: PageAt, lang: str) -> None:
    visit = page_at("/funds?show=works", lang=lang, size="390x844")
    assert not visit.scrolls_sideways()
    assert visit.axe_violations() == []
