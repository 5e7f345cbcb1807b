"""A point of a chart opens the figure that it draws: what it carries can be read, and its value is the one drawn."""

import math
from dataclasses import replace
from typing import Any

import pytest

from dashboard.components.funds_flow import flow_words
from dashboard.components.industry_zones import zone_scopes
from dashboard.figures.industry_map import industry_map
from dashboard.figures.industry_scatter import scatter_figure, scatter_points
from dashboard.figures.money_flow import flow_figure
from dashboard.figures.village_map import village_map
from dashboard.opened import POINT, SEVERAL, Opened
from dashboard.queries.evidence.listing import figure_value
from dashboard.queries.industry import area_industries, year_shown
from dashboard.queries.industry_sites import village_industries
from dashboard.queries.map_villages import map_villages
from dashboard.queries.money_flow import money_flow
from dashboard.queries.screen import Screen, open_screen
from dashboard.view import View
from pages.map import clicked_village
from tests.demo_store import demo_store
from tests.unit.house.sources import held

HEIGHT = 400


def shown(factory: pytest.TempPathFactory, **query: str) -> Screen:
    url, _ = demo_store(factory)
    return open_screen(url, View.from_query(query))


def value_of(screen: Screen, carried: str) -> float | None:
    assert carried.startswith(POINT)
    opened = Opened.parse(carried.removeprefix(POINT))
    assert opened is not None
    return figure_value(screen.reading, replace(opened, as_of=opened.as_of or screen.as_of))


def is_same(found: float | None, drawn: float) -> bool:
    return found is not None and math.isclose(found, drawn, rel_tol=1e-9, abs_tol=1e-6)


@pytest.mark.parametrize("query", [{}, {"zone": "南部"}, {"town": "610824104"}], ids=str)
def test_bands_of_the_flow_open_their_money(query: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    screen = shown(tmp_path_factory, **query)
    flow = money_flow(screen.reading, screen.scope, screen.as_of)
    drawn: dict[str, Any] = flow_figure(screen, flow, words=flow_words(screen, flow), height=HEIGHT)["data"][0]
    bands = [
        (carried, value)
        for (_, carried), value in zip(drawn["link"]["customdata"], drawn["link"]["value"], strict=True)
    ]
    assert bool(flow.merged or flow.merged_places) == any(SEVERAL in carried for carried, _ in bands)
    held((carried for carried, value in bands if not is_same(value_of(screen, carried), value)), bands, at_least=5)
    nodes = drawn["node"]["customdata"]
    held((carried for carried in nodes if not value_of(screen, carried)), nodes, at_least=5)


@pytest.mark.parametrize("query", [{}, {"zone": "北部"}, {"show": "2014"}], ids=str)
def test_points_of_industries_open_their_output(
    query: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    screen = shown(tmp_path_factory, **query)
    year = year_shown(screen.reading, screen.as_of, screen.view.show)
    assert year is not None
    areas = [area_industries(screen.reading, screen.scope, screen.as_of, zone, year) for zone in zone_scopes(screen)]
    traces = scatter_figure(screen, scatter_points(screen, areas), height=HEIGHT)["data"]
    points = [pair for trace in traces for pair in zip(trace["customdata"], trace["y"], strict=True)]
    held((carried for carried, drawn in points if round(value_of(screen, carried) or 0) != drawn), points, at_least=3)


def test_dots_of_the_industry_map_open_the_households_carried(tmp_path_factory: pytest.TempPathFactory) -> None:
    screen = shown(tmp_path_factory)
    year = year_shown(screen.reading, screen.as_of, None)
    assert year is not None
    villages = village_industries(screen.reading, screen.scope, screen.as_of, year)
    by_code = {each.code: each.carried for each in villages}
    drawn = industry_map(screen, villages, height=HEIGHT)["data"]
    carried = [
        given
        for trace in drawn
        for given in trace.get("customdata", ())
        if isinstance(given, str) and given.startswith(POINT)
    ]

    def is_wrong(given: str) -> bool:
        opened = Opened.parse(given.removeprefix(POINT))
        assert opened is not None
        return value_of(screen, given) != by_code[opened.conditions["village"]]

    held((given for given in carried if is_wrong(given)), carried, at_least=20)


def test_the_glyph_of_the_village_already_open_opens_the_figure_shown(tmp_path_factory: pytest.TempPathFactory) -> None:
    village = "610824101801"
    screen = shown(tmp_path_factory, village=village, metric="people.poor")
    villages = map_villages(screen)
    drawn = village_map(screen, villages, selected=village, height=HEIGHT)["data"]
    given = [each for trace in drawn for each in trace.get("customdata") or () if isinstance(each, str)]
    opening = [each for each in given if each.startswith(POINT)]
    assert opening == [f"{POINT}people.poor~village:{village}"]
    value = next(each.value for each in villages.shown if each.village.code == village)
    assert value_of(screen, opening[0]) == value
    assert clicked_village({"points": [{"customdata": opening[0]}]}) is None
    assert len(given) == len(villages.placed)
