"""A village's own page in a browser: it stands at three sizes, leads on, and prints on one A4 page."""

import re

import pytest

from tests.browser.conftest import LANGUAGES, SEEN, PageAt

VILLAGE = "610824101801"


@pytest.mark.parametrize(("sizes", "lang"), SEEN)
def test_a_village_stands(page_at: PageAt, sizes: tuple[str, ...], lang: str) -> None:
    visit = page_at(f"/village/{VILLAGE}", size=sizes[0], lang=lang)
    assert visit.page.locator(".village-grid .panel").count() >= 12
    assert visit.complaints(*sizes) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_village_prints_on_one_page(page_at: PageAt, lang: str) -> None:
    visit = page_at(f"/village/{VILLAGE}", lang=lang)
    printed = visit.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1


def test_the_next_village_is_one_click_away(page_at: PageAt) -> None:
    visit = page_at(f"/village/{VILLAGE}")
    before = visit.heading()
    visit.page.locator(".village-ways a").nth(1).click()
    visit.page.wait_for_url(lambda url: VILLAGE not in url.split("?")[0])
    visit.settle()
    assert visit.heading() != before
    assert visit.problems == []


def test_the_map_leads_to_a_villages_page(page_at: PageAt) -> None:
    visit = page_at(f"/map?village={VILLAGE}")
    visit.page.locator(".village-facts a").click()
    visit.page.wait_for_url(f"**/village/{VILLAGE}*")
    visit.settle()
    assert visit.page.locator(".village-grid").count() == 1


def test_an_unknown_village_is_said(page_at: PageAt) -> None:
    visit = page_at("/village/610824999999")
    assert "没有这个村" in visit.heading()
