"""The map of industries: discs by households carried, shapes by leading industry, silent villages as grey rings."""

from datetime import date

import pytest

from dashboard.figures.industry_map import (
    LARGEST,
    OTHER,
    SHAPES,
    SMALLEST,
    carried_size,
    industry_map,
    layer_of,
    leading_counts,
    signs,
    unplaced,
)
from dashboard.queries.industry_sites import VillageIndustry, village_industries
from dashboard.queries.screen import Screen, open_screen
from dashboard.theme import LIGHT
from dashboard.view import View
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2
from tests.conftest import Loader
from tests.unit.dashboard.queries.test_industry import row

JUNE = date(2016, 6, 30)
PLACES = {SOUTH: (108.59, 37.1), SOUTH_2: (108.6, 37.12), CENTRE: (108.79, 37.52)}


@pytest.fixture
def store(loaded: Loader, store_url: str) -> str:
    villages = [
        builders.village(code, **({"经度": PLACES[code][0], "纬度": PLACES[code][1]} if code in PLACES else {}))
        for code in (SOUTH, SOUTH_2, CENTRE, NORTH)
    ]
    rows = [row(SOUTH, "苹果", 40, 经营主体="<b>甲</b>"), row(SOUTH_2, "<i>荞麦</i>", 10), row(NORTH, "葡萄", 9)]
    loaded({"villages": villages, "industries": rows})
    return store_url


def shown(store: str, **query: str) -> tuple[Screen, tuple[VillageIndustry, ...]]:
    screen = open_screen(store, View.from_query(query))
    return screen, village_industries(screen.reading, screen.scope, JUNE, 2016)


def test_discs_grow_with_the_root_of_the_households(store: str) -> None:
    screen, villages = shown(store)
    *_, silent, discs = industry_map(screen, villages, height=300)["data"]
    carried = f"open:industry.households_carried~village:{SOUTH}"
    assert discs["customdata"][0] == carried
    assert SOUTH_2 in discs["customdata"][1]
    assert discs["marker"]["size"] == [LARGEST, LARGEST / 2]
    assert silent["customdata"] == [CENTRE]
    assert silent["marker"]["color"] == LIGHT.ink3
    assert unplaced(screen, villages) == 1


@pytest.mark.parametrize(("households", "most", "size"), [(0, 10, SMALLEST), (10, 10, LARGEST), (0, 0, SMALLEST)])
def test_a_disc_is_never_too_small_to_see(households: int, most: int, size: float) -> None:
    assert carried_size(households, most) == size


def test_leading_industries_are_told_by_shape(store: str) -> None:
    screen, villages = shown(store, metric="leading")
    marks = industry_map(screen, villages, height=300)["data"][-1]
    names = signs(villages)
    assert leading_counts(villages) == (("<i>荞麦</i>", 1), ("苹果", 1), ("葡萄", 1))
    assert marks["marker"]["symbol"] == [names["苹果"][0], names["<i>荞麦</i>"][0]]
    assert len({shape for shape, _ in names.values()}) == 3


def test_what_a_cell_holds_stays_text(store: str) -> None:
    screen, villages = shown(store)
    hover = industry_map(screen, villages, height=300)["data"][-1]["hovertext"]
    assert "&lt;i&gt;荞麦" in hover[1]
    assert "南乙村" in hover[1]


def test_industries_beyond_the_shapes_share_one(store: str) -> None:
    _, villages = shown(store)
    many = [VillageIndustry(villages[0].state, None, 1, f"产业{at:02}") for at in range(len(SHAPES) + 2)]
    found = signs(many)
    assert [found[f"产业{at:02}"] for at in (len(SHAPES), len(SHAPES) + 1)] == [OTHER, OTHER]


def test_another_word_shows_the_households(store: str) -> None:
    assert [layer_of(shown(store, metric=word)[0]) for word in ("leading", "carried", "people.poor")] == [
        "leading",
        "carried",
        "carried",
    ]
