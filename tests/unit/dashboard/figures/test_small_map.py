"""The small map: zones by pattern, villages by shape, nothing from cells read as markup."""

from datetime import date
from typing import Any

from dashboard.figures.small_map import placed_count, small_map_figure
from dashboard.queries.areas import Land, TownLand
from dashboard.queries.status import Status, VillageState
from dashboard.queries.villages import Village
from dashboard.theme import LIGHT, ZONES
from geo.shapes import county, town_areas
from geo.towns import zone_of_town
from tests.unit.dashboard.figures.screens import screen


def state(status: Status, *, lon: float | None = 108.8, lat: float | None = 37.5, name: str = "甲村") -> VillageState:
    village = Village("610824104001", name, "周河镇", "南部", "省级", 100, 400, lon, lat, date(2015, 12, 31), None)
    return VillageState(village, 10, 5, 5, 0, 3, 2, 10, 4.0, None, status)


def drawn(*states: VillageState, **query: str) -> list[dict[str, Any]]:
    towns = tuple(TownLand(area, zone_of_town(area.code), (108.8, 37.5), False) for area in town_areas())
    land = Land(county().rings, towns, (), {})
    traces: list[dict[str, Any]] = small_map_figure(screen(**query), land, states, height=500)["data"]
    return traces


def glyphs(*states: VillageState) -> dict[str, Any]:
    return next(trace for trace in drawn(*states) if "customdata" in trace)


def test_the_three_zones_are_told_apart_by_fill() -> None:
    fills = {trace["fillcolor"] for trace in drawn() if trace.get("fill") == "toself"}
    assert fills == {zone.tint for zone in ZONES.values()}
    assert {trace["fillpattern"]["shape"] for trace in drawn() if "fillpattern" in trace} == {"/", "."}


def test_every_status_is_drawn_those_behind_last() -> None:
    marker = glyphs(state("behind"), state("moving"), state("exited"))["marker"]
    assert marker["symbol"] == ["circle", "circle", "triangle-up"]
    assert marker["color"] == [LIGHT.base, LIGHT.panel, LIGHT.accent]


def test_a_village_without_a_position_is_counted_out() -> None:
    states = [state("moving"), state("moving", lon=None), state("moving", lat=None)]
    assert placed_count(states) == 1
    assert len(glyphs(*states)["x"]) == 1


def test_without_villages_the_land_alone_is_drawn() -> None:
    assert all("customdata" not in trace for trace in drawn(state("near", lon=None)))


def test_names_from_cells_are_escaped() -> None:
    text = glyphs(state("moving", name="<a href=x>村</a>"))["hovertext"][0]
    assert "<a" not in text
    assert "&lt;a href=x&gt;" in text
    assert "5 人" in text


def test_only_the_chosen_zone_is_tinted() -> None:
    fills = {trace["fillcolor"] for trace in drawn(zone="中部") if trace.get("fill") == "toself"}
    assert fills == {LIGHT.paper, ZONES["中部"].tint}
