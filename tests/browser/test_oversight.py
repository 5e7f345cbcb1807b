"""The worklist in a browser: it stands at three sizes, filters are links, what a form takes is seen at once."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import DESK, PHONE, SIZES, PageAt
from tests.browser.serving import served_copy


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store of its own: what these tests write is met by no other."""
    with served_copy(tmp_path_factory) as address:
        yield address


@pytest.mark.parametrize(("sizes", "lang"), [(DESK, "en"), (PHONE, "zh")])
def test_a_finding_stands_opened(page_at: PageAt, sizes: tuple[str, ...], lang: str) -> None:
    visit = page_at("/oversight?show=serious", size=sizes[0], lang=lang)
    assert visit.page.locator(".finding-rules tbody tr").count() >= 20
    visit.page.locator(".finding-table tbody th a").first.click()
    visit.page.wait_for_selector(".finding-open form")
    visit.settle()
    assert "metric=" in visit.page.url
    assert "show=serious" in visit.page.url
    assert visit.complaints(*sizes) == []


def test_filters_are_links_and_change_the_list(page_at: PageAt) -> None:
    visit = page_at("/oversight", lang="en")
    visit.page.locator(".finding-filters a", has_text="Closed").click()
    visit.page.wait_for_url("**show=closed*")
    visit.settle()
    words = set(visit.page.locator(".finding-table tbody .finding-state").all_inner_texts())
    assert words == {"Closed"}


def test_what_is_written_about_a_finding_is_seen(page_at: PageAt) -> None:
    visit = page_at("/oversight?show=grave")
    visit.page.locator(".finding-table tbody th a").first.click()
    form = visit.page.locator(".finding-open form[data-subject=finding_handling]")
    form.wait_for()
    form.locator("[name=who]").fill("王主任")
    form.locator("[name=due]").fill("2016-06-01")
    form.locator("[name=author]").fill("李主任")
    with visit.page.expect_navigation():
        form.locator("button").click()
    visit.settle()
    assert "承办 王主任" in visit.page.locator(".finding-history").inner_text()
    assert visit.page.locator(".finding-facts").inner_text().count("逾期") == 1
    early = visit.page.locator(".finding-open form[data-subject=finding_verdict]")
    early.locator("[name=level]").select_option("county")
    early.locator("[name=author]").fill("李主任")
    early.locator("button").click()
    early.get_by_text("逐级审核：村级还没有给出意见。").wait_for()


@pytest.mark.parametrize(("sizes", "lang"), [(DESK, "en"), (PHONE, "zh")])
def test_the_cases_stand_and_are_narrowed(page_at: PageAt, sizes: tuple[str, ...], lang: str) -> None:
    visit = page_at("/oversight?show=cases", size=sizes[0], lang=lang)
    everything = visit.page.locator(".case-table tbody tr").count()
    visit.page.locator(".finding-filters a", has_text={"zh": "逾期", "en": "Overdue"}[lang]).click()
    visit.page.wait_for_url("**show=cases.overdue*")
    visit.settle()
    assert 0 < visit.page.locator(".case-table tbody tr").count() < everything
    assert visit.complaints(*sizes) == []


@pytest.mark.parametrize(("size", "lang"), [(SIZES[2], "zh")])
def test_the_logic_checks_lead_to_rows_and_to_findings(page_at: PageAt, size: str, lang: str) -> None:
    visit = page_at("/oversight", size=size, lang=lang)
    visit.page.locator(".data-sections a").nth(1).click()
    visit.page.wait_for_selector(".logic-table tbody tr")
    assert not visit.scrolls_sideways()
    assert visit.axe_violations() == []
    visit.page.locator(".logic-table a.opens").first.click()
    visit.page.locator("#drawer .drawer-groups tbody tr").first.wait_for()
    visit.page.keyboard.press("Escape")
    visit.page.locator(".logic-link a").first.click()
    visit.page.wait_for_url("**show=logic_*")
    visit.settle()
    assert visit.page.locator(".finding-table tbody tr").count() > 0
    assert visit.problems == []


@pytest.mark.parametrize(("size", "lang"), [(SIZES[1], "en")])
def test_an_exclusion_is_edited_and_put_back(page_at: PageAt, size: str, lang: str) -> None:
    visit = page_at("/oversight?show=exclusions", size=size, lang=lang)
    assert visit.page.locator("a", has_text={"zh": "按村看疑点", "en": "Findings by village"}[lang]).count() == 1
    visit.page.locator("a[href*='metric=exclusion']").first.click()
    form = visit.page.locator("form[data-subject=exclusion]")
    form.first.wait_for()
    assert not visit.scrolls_sideways()
    assert visit.axe_violations() == []
    form.first.locator("[name=name]").fill("试改的条目")
    form.first.locator("[name=author]").fill("李主任")
    with visit.page.expect_navigation():
        form.first.locator("button").click()
    visit.settle()
    assert "试改的条目" in visit.page.locator(".finding-history").inner_text()
    form.nth(1).locator("[name=author]").fill("李主任")
    with visit.page.expect_navigation():
        form.nth(1).locator("button").click()
    visit.settle()
    assert form.count() == 1
    assert visit.problems == []


@pytest.mark.parametrize(("size", "lang"), [(SIZES[0], "en"), (SIZES[2], "zh")])
def test_an_assessment_is_chosen_and_a_subject_opened(page_at: PageAt, size: str, lang: str) -> None:
    visit = page_at("/oversight?show=assessments", size=size, lang=lang)
    for at, word in ((1, "departments"), (5, "2015H1")):
        visit.page.locator(".finding-filters a").nth(at).click()
        visit.page.wait_for_url(f"**{word}*")
        visit.settle()
    visit.page.locator(".assessment-table tbody td .link").first.click()
    visit.page.wait_for_selector(".is-chosen")
    assert visit.page.locator(".panel-accent tbody tr").count() >= 2
    assert visit.complaints() == []
