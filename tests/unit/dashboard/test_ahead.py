import gc
from collections.abc import Iterator
from urllib.parse import parse_qsl

import pytest
from dash import Dash

from dashboard import ahead
from dashboard.app import PAGES, create_app
from dashboard.components import frame
from dashboard.components.frame import _drawn
from dashboard.settings import Settings
from data.migrate import StoreState, StoreUnusable
from geo.towns import ZONES
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
    monkeypatch.setattr(ahead, "read_around", lambda _: begun.append("read") or iter(()))  # type: ignore[func-returns-value]  # notes and goes on
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
    assert times == ["drawn", "read"]
    second = type(first)(first.engine, first.edition + 1, first.made_at)
    monkeypatch.setattr(ahead, "newest", lambda _: second)
    assert ahead.draw_if_new(app, first, rest=False) == second
    assert times == ["drawn", "read"] * 2


def test_of_many_months_the_latest_are_read(app: Dash, loaded: Loader, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded()
    monkeypatch.setattr(ahead, "MONTHS_READ", 2)
    asked = dict.fromkeys(
        day for each in ahead.read_around(app) for key, day in parse_qsl(each.split()[1]) if key == "as_of"
    )
    assert list(asked) == ["2016-05-31", "2016-04-30"]


def test_zones_and_earlier_days_are_read_without_driving_out_a_page(app: Dash, loaded: Loader) -> None:
    loaded()
    before = _drawn.cache_info().currsize
    asked = {key: set[str]() for key in ("zone", "as_of")}
    for address in ahead.read_around(app):
        for key, value in parse_qsl(address.partition(" ")[2]):
            asked.get(key, set()).add(value)
    assert asked["zone"] == set(ZONES)
    assert min(asked["as_of"]) == "2015-12-31"
    assert _drawn.cache_info().currsize == before


def test_a_page_that_fails_stops_no_other(
    app: Dash, loaded: Loader, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    loaded()

    def broken(_: object) -> None:
        raise RuntimeError("no page")

    monkeypatch.setattr(PAGES[0], "draw", broken)
    assert len(list(ahead.read_around(app))) > len(PAGES)
    assert "no page" in caplog.text


def test_a_store_taken_away_meanwhile_is_read_no_further(
    app: Dash, loaded: Loader, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded()

    def gone(_: object) -> None:
        raise StoreUnusable(StoreState.EMPTY, store_url)

    monkeypatch.setattr(frame, "screen_of", gone)
    assert list(ahead.read_around(app)) == []


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


def test_what_is_kept_of_an_edition_is_looked_through_again_at_the_next(app: Dash, loaded: Loader) -> None:
    loaded()
    try:
        rounds = [ahead.go_ahead(app) for _ in range(2)]
        for each in rounds[0]:
            assert each
        kept = gc.get_freeze_count()
        assert kept
        next(rounds[1])
        assert gc.get_freeze_count() < kept
    finally:
        gc.unfreeze()
