"""What holds of every page: it draws at three sizes in both languages, complains of nothing and reaches for nothing."""

import re

import pytest

from tests.browser.conftest import DESK, LANGUAGES, PHONE, PageAt

PATHS = ("/", "/map", "/exit", "/funds", "/industry", "/assistance", "/oversight", "/proposals", "/data")
OF_A_MONTH = PATHS[:-1]
"""Pages whose figures are of the month chosen; the deliveries are those of the edition."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sizes", [DESK, PHONE])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_stands(page_at: PageAt, path: str, sizes: tuple[str, ...], lang: str) -> None:
    visit = page_at(path, size=sizes[0], lang=lang)
    assert visit.heading().strip()
    assert visit.page.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[lang]
    assert {"zh": "演示数据", "en": "demo data"}[lang].lower() in visit.page.title().lower()
    assert visit.complaints(*sizes) == []


@pytest.mark.parametrize(("size", "lang"), [("1024x768", "zh"), ("1920x1080", "en")])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_becomes_a_slide_on_one_screen(page_at: PageAt, path: str, size: str, lang: str) -> None:
    visit = page_at(f"{path}?present=1", size=size, lang=lang)
    assert visit.heading().strip()
    assert visit.page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    assert visit.complaints() == []


@pytest.mark.parametrize("path", OF_A_MONTH)
def test_a_month_not_reported_yet_shows_no_figure_of_it(page_at: PageAt, path: str) -> None:
    visit = page_at(f"{path}?as_of=2016-11-30")
    assert re.search("(还没有|尚未)报送", visit.heading())
    assert visit.problems == []


def test_back_and_forward_show_what_was_seen(page_at: PageAt) -> None:
    visit = page_at("/exit")
    everywhere = visit.heading()
    visit.page.goto(f"{visit.site}/exit?lang=zh&zone=北部")
    visit.settle()
    north = visit.heading()
    visit.page.go_back()
    visit.settle()
    assert visit.heading() == everywhere
    visit.page.go_forward()
    visit.settle()
    assert visit.heading() == north


def test_a_pale_text_and_a_nameless_button_are_found(page_at: PageAt) -> None:
    visit = page_at("/data")
    visit.page.evaluate("document.querySelector('main h1').style.color = '#ccc'")
    visit.page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert [each.split()[0] for each in visit.axe_violations()] == ["button-name", "color-contrast"]
