"""The tabs of the page of data: they stand at three sizes in both languages; the dictionary is searched by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import builders
from tests.browser.conftest import SEEN, SIZES, PageAt, Visit
from tests.browser.serving import served
from tests.conftest import deliver, fresh_store

TABS = ("controls", "quality")
WAIT_MILLISECONDS = 300


@pytest.mark.parametrize(("sizes", "lang"), SEEN)
@pytest.mark.parametrize("tab", TABS)
def test_a_tab_stands(page_at: PageAt, tab: str, sizes: tuple[str, ...], lang: str) -> None:
    visit = page_at(f"/data?show={tab}", size=sizes[0], lang=lang)
    assert visit.page.locator(".panel").count() >= 1
    assert visit.complaints(*sizes) == []


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
    # Twenty thousand elements take long to look at: narrowed, one of each kind is still there.
    assert visit.axe_violations() == []
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


@pytest.mark.parametrize(("size", "lang"), [(SIZES[0], "en"), (SIZES[2], "zh")])
def test_a_link_opens_the_dictionary_at_its_entry(page_at: PageAt, size: str, lang: str) -> None:
    visit = page_at("/data?show=dictionary&metric=people.poor", size=size, lang=lang)
    entry = visit.page.locator("details[data-asked]")
    assert entry.get_attribute("open") is not None
    box = entry.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 400
    assert not visit.scrolls_sideways()
    if lang == "en":
        assert visit.axe_violations(in_colour=False) == []


@pytest.fixture
def own_site(empty_store: Path, tmp_path: Path) -> Iterator[str]:
    """Return the address of an application over a small store of its own, which may be written to."""
    url = fresh_store(empty_store, tmp_path / "store")
    deliver(url, tmp_path / "in", builders.county())
    with served(url) as address:
        yield address


def test_a_control_total_is_changed_and_restored(own_site: str, visit_to: PageAt) -> None:
    visit = visit_to(own_site, "/data?show=controls&metric=control.province_villages")
    form = visit.page.locator("form[data-key='control.province_villages']").first
    assert "10 项控制数，10 项对不上" in visit.page.locator("main").inner_text()
    form.locator("[name=value]").fill("3")
    form.locator("[name=author]").fill("王")
    form.locator("button").click()
    visit.page.get_by_text("10 项控制数，9 项对不上").wait_for()
    visit.settle()
    assert "原为 41 村" in visit.page.locator("main").inner_text()
    restore = visit.page.locator("form[data-key='control.province_villages']").nth(1)
    restore.locator("[name=author]").fill("李")
    restore.locator("button").click()
    visit.page.get_by_text("10 项控制数，10 项对不上").wait_for()
    visit.settle()
    assert "恢复默认" in visit.page.locator("main").inner_text()
    assert visit.axe_violations() == []
