"""The tabs of the page of data: they stand at three sizes in both languages; the dictionary is searched by keyboard."""

import pytest

from tests.browser.conftest import LANGUAGES, SIZES, PageAt, Visit

TABS = ("dictionary",)
WAIT_MILLISECONDS = 300


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tab", TABS)
def test_a_tab_stands(page_at: PageAt, tab: str, size: str, lang: str) -> None:
    visit = page_at(f"/data?show={tab}", size=size, lang=lang)
    assert visit.page.locator(".panel").count() >= 1
    assert visit.problems == []
    assert not visit.scrolls_sideways()
    assert visit.axe_violations() == []


def shown(visit: Visit) -> int:
    visit.page.wait_for_timeout(WAIT_MILLISECONDS)
    return int(visit.page.evaluate("[...document.querySelectorAll('[data-find]')].filter(e => !e.hidden).length"))


def test_the_dictionary_is_searched_by_keyboard_and_keeps_the_word_in_its_address(page_at: PageAt) -> None:
    visit = page_at("/data?show=dictionary")
    everything = shown(visit)
    visit.page.locator(".find-field").focus()
    visit.page.keyboard.type("危房")
    found = shown(visit)
    assert 0 < found < everything
    assert visit.page.locator(".find-said").inner_text() == f"共 {found} 条"
    visit.page.reload()
    visit.settle()
    assert visit.page.locator(".find-field").input_value() == "危房"
    assert shown(visit) == found
    visit.page.locator(".find-field").fill("没有这个词")
    assert shown(visit) == 0
    visit.page.locator(".find-field").fill("")
    assert shown(visit) == everything
    assert visit.problems == []


def test_a_link_opens_the_dictionary_at_its_entry(page_at: PageAt) -> None:
    visit = page_at("/data?show=dictionary&metric=people.poor", lang="en")
    entry = visit.page.locator("details[data-asked]")
    assert entry.get_attribute("open") is not None
    box = entry.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 400
