"""The scorecard of proposals in a browser: filters are links, a figure opens, a town's heads are written and seen."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import PageAt
from tests.browser.serving import served_copy


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store of its own: what these tests write is met by no other."""
    with served_copy(tmp_path_factory) as address:
        yield address


def test_filters_are_links_and_change_the_list(page_at: PageAt) -> None:
    visit = page_at("/proposals", lang="en")
    assert visit.page.locator(".proposal").count() == 22
    visit.page.locator(".finding-filters a", has_text="Not met").click()
    visit.page.wait_for_url("**show=unmet*")
    visit.settle()
    assert set(visit.page.locator(".proposal .standing").all_inner_texts()) == {"✕ Not met"}


def test_a_figure_opens(page_at: PageAt) -> None:
    visit = page_at("/proposals")
    visit.page.locator(".proposal-figures a.opens").first.click()
    visit.page.wait_for_selector("[role=dialog]")
    visit.settle()
    assert "县级贫困村" in visit.page.locator("[role=dialog]").inner_text()
    assert visit.problems == []


def test_the_heads_of_a_town_are_written_and_seen(page_at: PageAt) -> None:
    visit = page_at("/proposals")
    row = visit.page.locator(".town-heads tbody tr", has_text="周河镇")
    row.locator("summary").click()
    form = row.locator("form[data-key='610824104']")
    form.locator("[name=party]").fill("王书记")
    form.locator("[name=government]").fill("李镇长")
    form.locator("[name=author]").fill("扶贫办")
    with visit.page.expect_navigation():
        form.locator("button").click()
    visit.settle()
    row = visit.page.locator(".town-heads tbody tr", has_text="周河镇")
    assert "王书记" in row.inner_text()
    assert "1 / 17" in visit.page.locator(".town-heads-panel h2").inner_text()
