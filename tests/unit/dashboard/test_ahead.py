import gc
from collections.abc import Iterator

import pytest
from dash import Dash

from dashboard import ahead
from dashboard.app import PAGES, create_app
from dashboard.components.frame import _drawn
from dashboard.settings import Settings
from tests.conftest import Loader


@pytest.fixture
def app(store_url: str) -> Dash:
    return create_app(Settings(store_url, cache_folder=None))


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the pages were begun to be drawn."""
    begun: list[str] = []

    def draw(_: Dash) -> Iterator[str]:
        begun.append("drawn")
        yield from ("/", "/map")

    monkeypatch.setattr(ahead, "draw_pages", draw)
    return begun


def test_a_visitor_finds_the_page_drawn(app: Dash, loaded: Loader) -> None:
    loaded()
    assert next(ahead.draw_pages(app)) == "/  zh"
    before = _drawn.cache_info()
    with app.server.test_request_context("/", headers={"Accept-Language": "zh"}):
        PAGES[0].layout()
    after = _drawn.cache_info()
    assert (after.hits, after.misses) == (before.hits + 1, before.misses)


def test_every_heavy_part_belongs_to_a_page() -> None:
    assert set(ahead.PARTS) <= {page.PATH for page in PAGES}


def test_a_store_without_data_is_waited_for(app: Dash, times: list[str]) -> None:
    assert ahead.draw_if_new(app, None, rest=False) is None
    assert times == []


def test_an_edition_is_drawn_once_and_a_new_one_again(
    app: Dash, loaded: Loader, times: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded()
    first = ahead.draw_if_new(app, None, rest=False)
    assert first is not None
    assert ahead.draw_if_new(app, first, rest=False) == first
    assert times == ["drawn"]
    second = type(first)(first.engine, first.edition + 1, first.made_at)
    monkeypatch.setattr(ahead, "newest", lambda _: second)
    assert ahead.draw_if_new(app, first, rest=False) == second
    assert times == ["drawn"] * 2


def test_the_collector_is_asked_less_often() -> None:
    before, usual = gc.get_threshold(), (700, 10, 10)
    gc.set_threshold(*usual)
    try:
        ahead.spare_collector()
        assert gc.get_threshold() == (ahead.OBJECTS, ahead.ROUNDS, ahead.OLD_ROUNDS)
        assert gc.get_threshold()[0] > usual[0]
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def test_pages_are_drawn_ahead_unless_the_environment_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAW_AHEAD", raising=False)
    assert Settings.from_environment().draw_ahead
    monkeypatch.setenv("DRAW_AHEAD", "0")
    assert not Settings.from_environment().draw_ahead
