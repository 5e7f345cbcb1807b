"""The page 地图 in a browser: every control does what it says, by hand and by key, and the part looked at stays."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LANGUAGES, SIZES, PageAt, Visit

RANGE = "document.querySelector('#map .js-plotly-plot')._fullLayout.xaxis.range"
GLYPH = """() => {
  const graph = document.querySelector('#map .js-plotly-plot');
  const trace = graph.data.find(each => each.customdata);
  const layout = graph._fullLayout, box = graph.getBoundingClientRect(), last = trace.x.length - 1;
  return {x: box.left + layout._size.l + layout.xaxis.d2p(trace.x[last]),
          y: box.top + layout._size.t + layout.yaxis.d2p(trace.y[last]), code: trace.customdata[last]};
}"""


def at_map(page_at: PageAt, query: str = "", **where: str) -> Visit:
    visit = page_at(f"/map{query}", **where)
    visit.page.wait_for_selector("#map .main-svg")
    visit.settle()
    return visit


def test_the_map_draws_its_villages(page_at: PageAt) -> None:
    visit = at_map(page_at)
    count = visit.page.evaluate(
        "document.querySelector('#map .js-plotly-plot').data.find(each => each.customdata).x.length"
    )
    assert count + visit.page.locator(".map-unplaced li").count() == 72
    assert visit.problems == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_open_village_stands_on_a_phone(page_at: PageAt, lang: str) -> None:
    visit = at_map(page_at, size=SIZES[2], lang=lang)
    code: dict[str, Any] = visit.page.evaluate(GLYPH)
    visit = at_map(page_at, f"?village={code['code']}", size=SIZES[2], lang=lang)
    assert visit.page.locator(".village-head").count() == 1
    assert visit.complaints() == []


def test_on_a_phone_the_map_comes_before_the_panels(page_at: PageAt) -> None:
    visit = at_map(page_at, size=SIZES[2])
    tops = [visit.page.locator(each).first.bounding_box() for each in ("#map", ".map-side", ".map-rail")]
    heights = [box["y"] for box in tops if box]
    assert len(heights) == 3
    assert heights == sorted(heights)


def test_an_indicator_is_chosen(page_at: PageAt) -> None:
    visit = at_map(page_at)
    visit.page.locator(".map-indicators label", has_text="未脱贫人口").click()
    visit.page.wait_for_url("**metric=people.poor**")
    visit.settle()
    assert visit.page.locator(".hist-size").count() == 5
    assert "符号越大" in visit.page.locator(".sub").inner_text()
    assert visit.problems == []


def test_a_click_on_a_glyph_opens_the_village_and_the_cross_closes_it(page_at: PageAt) -> None:
    visit = at_map(page_at)
    glyph = visit.page.evaluate(GLYPH)
    visit.page.mouse.click(glyph["x"], glyph["y"])
    visit.page.wait_for_url("**village=**")
    visit.settle()
    assert visit.page.locator(".village-head").count() == 1
    assert visit.problems == []
    visit.page.locator(".village-head .close").click()
    visit.page.wait_for_url(lambda url: "village=" not in url)


def test_a_village_is_found_by_pinyin_and_a_word_without_one_says_so(page_at: PageAt) -> None:
    visit = at_map(page_at, lang="en")
    name = visit.page.locator(".glyph-link a").first.inner_text()
    field = visit.page.locator("#village-search")
    field.fill(name.removesuffix(" Village").lower())
    field.press("Enter")
    visit.page.wait_for_url("**village=**")
    visit.settle()
    assert name in visit.page.locator(".village-head h2").inner_text()
    visit.page.locator("#village-search").fill("zzzz")
    visit.page.locator("#village-search").press("Enter")
    expect(visit.page.locator("#village-search-note")).to_contain_text("zzzz")
    assert visit.problems == []


def test_a_month_is_chosen_and_the_part_looked_at_stays(page_at: PageAt) -> None:
    visit = at_map(page_at)
    box = visit.page.locator("#map").bounding_box()
    assert box is not None
    before = visit.page.evaluate(RANGE)
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.mouse.wheel(0, -400)
    visit.page.wait_for_timeout(1200)
    near = visit.page.evaluate(RANGE)
    assert near[1] - near[0] < 0.97 * (before[1] - before[0])
    visit.page.locator(".months a").nth(3).click()
    visit.page.wait_for_url("**as_of=2016-03-31**")
    visit.settle()
    visit.page.wait_for_timeout(800)
    assert visit.page.evaluate(RANGE) == pytest.approx(near, abs=1e-6)
    assert visit.problems == []


def test_months_work_by_keyboard(page_at: PageAt) -> None:
    visit = at_map(page_at)
    visit.page.locator(".months a").nth(2).focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**as_of=2016-02-29**")
    visit.settle()
    assert visit.page.locator(".months li[aria-current]").inner_text().startswith("2月")


def test_playing_ends_at_the_last_month_reported(page_at: PageAt) -> None:
    visit = at_map(page_at)
    known = visit.page.locator(".months li:not(.is-future)").count()
    visit.page.locator(".months a").nth(known - 3).click()
    visit.page.wait_for_url("**as_of=**")
    visit.settle()
    visit.page.locator("#play-button").click()
    visit.page.wait_for_url("**show=play**")
    visit.page.wait_for_url(lambda url: "show=play" not in url, timeout=20_000)
    visit.settle()
    assert visit.page.locator(".months li:not(.is-future)").last.get_attribute("aria-current") == "date"
    assert visit.problems == []


def test_nothing_plays_for_those_who_want_less_motion(page_at: PageAt) -> None:
    visit = at_map(page_at)
    visit.page.emulate_media(reduced_motion="reduce")
    visit.page.goto(f"{visit.site}/map?lang=zh&as_of=2016-01-31&show=play")
    visit.settle()
    visit.page.wait_for_timeout(2500)
    assert "as_of=2016-01-31" in visit.page.url
    assert not visit.page.locator("#play-button").is_visible()


def test_a_zone_is_chosen_from_the_rail(page_at: PageAt) -> None:
    visit = at_map(page_at)
    visit.page.locator(".map-zone").nth(1).click()
    visit.page.wait_for_url("**zone=**")
    visit.settle()
    assert visit.page.locator(".map-zones [aria-current]").count() == 1
    assert visit.page.locator("select.select-zone").input_value() == "中部"
    assert visit.problems == []


def test_no_figure_of_the_map_is_large(page_at: PageAt) -> None:
    visit = at_map(page_at, lang="en")
    size = visit.page.evaluate("JSON.stringify(document.querySelector('#map .js-plotly-plot').data).length")
    assert 10_000 < size < 120_000
