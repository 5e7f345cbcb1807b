"""The map of assistance: none, one and several by shape and colour, each point opens who is posted there."""

from collections.abc import Mapping
from typing import Any

from dashboard.figures.assistance_map import assistance_map, layer_of, unplaced
from dashboard.queries.screen import open_screen
from dashboard.queries.villages import villages
from dashboard.theme import LIGHT
from dashboard.view import View
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2
from tests.conftest import Loader

HEIGHT = 400


def points(figure: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The points that open, by the colour that fills them."""
    return {each["marker"]["color"]: each for each in figure["data"] if each.get("customdata")}


def test_none_one_and_several_are_told_apart(loaded: Loader, store_url: str) -> None:
    places = {"经度": 108.6, "纬度": 37.4}
    rows = [builders.village(code, **places) for code in (SOUTH, SOUTH_2, CENTRE)]
    rows.append(builders.village(NORTH))
    teams = [builders.team("T1", SOUTH), builders.team("T2", SOUTH), builders.team("T3", CENTRE)]
    loaded({"villages": rows, "teams": teams})
    screen = open_screen(store_url, View.from_query({}))
    poor = villages(screen.reading)
    found = points(assistance_map(screen, poor, height=HEIGHT))
    assert found[LIGHT.accent]["customdata"] == [f"open:villages.teams_none~village:{SOUTH_2}"]
    assert found[LIGHT.accent]["marker"]["symbol"] == "triangle-up"
    assert found[LIGHT.base]["customdata"] == [f"open:teams.total~village:{SOUTH}"]
    assert found[LIGHT.panel]["customdata"] == [f"open:teams.total~village:{CENTRE}"]
    assert "工作队 2 支" in found[LIGHT.base]["hovertext"][0]
    assert unplaced(screen, poor) == 1


def test_the_layer_is_the_one_asked_for(loaded: Loader, store_url: str) -> None:
    loaded()
    layers = {asked: layer_of(open_screen(store_url, View.from_query({"metric": asked})))
              for asked in ("first_secretaries", "people.poor")}  # fmt: skip
    assert layers == {"first_secretaries": "first_secretaries", "people.poor": "teams"}
