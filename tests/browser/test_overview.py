"""The overview in a browser: drawn at three sizes in both languages, controls do what they say."""

import pytest

from tests.browser.conftest import LANGUAGES, PageAt


def test_the_first_screen_of_a_desk_holds_all_but_the_gravest_findings(page_at: PageAt) -> None:
    visit = page_at("/")
    assert visit.page.locator(".kpi").count() == 5
    assert visit.page.locator(".js-plotly-plot .main-svg").count() >= 2
    assert visit.page.locator(".behind-table tbody tr").count() == 8
    bottom = "document.querySelector('.grid-overview').getBoundingClientRect().bottom"
    assert visit.page.evaluate(bottom) <= 1080
    assert visit.page.locator(".gravest li").count() == 5


def test_the_zone_narrows_page_and_address(page_at: PageAt) -> None:
    visit = page_at("/")
    before = visit.page.locator(".kpi-value").first.inner_text()
    visit.page.locator(".select-zone").select_option("北部")
    visit.page.wait_for_url("**zone=*")
    visit.settle()
    assert visit.heading().startswith("北部风沙滩区")
    assert visit.page.locator(".kpi-value").first.inner_text() != before
    assert visit.problems == []


def test_an_earlier_month_changes_every_figure(page_at: PageAt) -> None:
    visit = page_at("/")
    before = visit.heading()
    visit.page.locator(".select-as-of").select_option("2016-03-31")
    visit.page.wait_for_url("**as_of=2016-03-31*")
    visit.settle()
    assert visit.heading() != before


def test_a_later_month_shows_the_plan_and_the_way_back(page_at: PageAt) -> None:
    visit = page_at("/?as_of=2016-12-31")
    assert visit.page.locator(".kpi").count() == 0
    visit.page.locator(".state a.button").click()
    visit.page.wait_for_url("**as_of=2016-06-30*")
    visit.settle()
    assert visit.page.locator(".kpi").count() == 5


def test_a_village_s_name_leads_to_its_page(page_at: PageAt) -> None:
    visit = page_at("/")
    visit.page.locator(".village-link").first.click()
    visit.page.wait_for_url("**/village/6108*")
    assert visit.problems == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_slide_fits_the_projector(page_at: PageAt, lang: str) -> None:
    visit = page_at("/?present=1", size="1024x768", lang=lang)
    assert visit.page.locator(".slide-number").count() == 4
    assert visit.page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    assert not visit.scrolls_sideways()
