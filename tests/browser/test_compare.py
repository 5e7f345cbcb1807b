"""Editions chosen and named, two moments compared: by hand, in the browser."""

import pytest

from tests.browser.conftest import SEEN, PageAt


@pytest.mark.parametrize(("sizes", "lang"), SEEN)
def test_the_comparison_stands(page_at: PageAt, sizes: tuple[str, ...], lang: str) -> None:
    visit = page_at("/compare?against_edition=1", size=sizes[0], lang=lang)
    assert visit.heading().strip()
    assert visit.complaints(*sizes) == []


def test_an_edition_is_chosen_and_compared_from_the_bar(page_at: PageAt) -> None:
    visit = page_at("/")
    visit.page.get_by_label("版次").select_option("1")
    visit.page.wait_for_selector(".earlier-edition")
    assert "第 1 版" in visit.page.locator(".earlier-edition").inner_text()
    visit.page.locator(".earlier-edition a").click()
    visit.page.wait_for_selector(".earlier-edition", state="detached")
    visit.page.locator(".compare-link").click()
    visit.page.wait_for_selector(".law-table")
    visit.page.get_by_label("较早一方版次").select_option("1")
    visit.page.wait_for_url("**against_edition=1**")
    visit.page.locator(".sub", has_text="第 1 版").first.wait_for()
    assert "不符" not in visit.page.locator(".law-table").inner_text()
    assert visit.problems == []


def test_an_edition_is_named(page_at: PageAt) -> None:
    visit = page_at("/compare?edition=2")
    visit.page.locator(".record-form input[name=name]").fill("半年汇报")
    visit.page.locator(".record-form input[name=author]").fill("王干部")
    with visit.page.expect_navigation():
        visit.page.locator(".record-form button").click()
    visit.settle()
    assert "半年汇报（王干部" in visit.page.locator(".editions-table").inner_text()
    assert "“半年汇报”" in visit.page.locator(".earlier-edition").inner_text()
