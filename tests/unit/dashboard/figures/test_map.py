"""The land below every map: patterns, lines, coordinates, the view."""

from itertools import pairwise

import pytest

from dashboard.figures import map as ground
from dashboard.figures.map import (
    coordinates,
    county_window,
    land_traces,
    neighbour_trace,
    scale_bar,
    thinned,
    view_layout,
)
from dashboard.queries.areas import Land, TownLand, zone_lines
from dashboard.theme import LIGHT, ZONES
from geo.shapes import KM_PER_UNIT, county, frame, project, town_areas
from geo.towns import zone_of_town


def schematic() -> Land:
    towns = tuple(TownLand(each, zone_of_town(each.code), each.rings[0][0], False) for each in town_areas())
    return Land(county().rings, towns, zone_lines(towns), {})


def test_lines_are_parted_and_rounded() -> None:
    xs, ys = coordinates([((108.123456, 37.0), (108.2, 37.1)), ((108.3, 37.2), (108.4, 37.3))])
    assert xs[2] is None
    assert ys[2] is None
    assert xs[0] == pytest.approx(project(108.123456, 37.0)[0], abs=1e-4)
    assert len(str(xs[0])) <= 7


def test_thinning_keeps_ends_and_corners() -> None:
    line = ((0.0, 0.0), (0.5, 0.001), (1.0, 0.0), (1.0, 1.0))
    assert thinned(line, 0.01) == ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))
    assert thinned(line, 0.0001) == line


def test_a_closed_ring_is_thinned_too() -> None:
    ring = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 1.001), (0.0, 1.0), (0.0, 0.0))
    assert thinned(ring, 0.01) == ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))


def test_zones_differ_by_pattern_as_well_as_tint() -> None:
    fills = [trace for trace in land_traces(schematic(), LIGHT) if trace.get("fill")]
    assert [trace["fillcolor"] for trace in fills] == [style.tint for style in ZONES.values()]
    assert [trace.get("fillpattern", {}).get("shape", "") for trace in fills] == ["/", "", "."]


def test_a_chosen_zone_alone_is_tinted() -> None:
    fills = [trace["fillcolor"] for trace in land_traces(schematic(), LIGHT, zone="中部") if trace.get("fill")]
    assert fills == [LIGHT.paper, ZONES["中部"].tint]


def test_the_county_line_is_uppermost_and_strongest() -> None:
    lines = [trace["line"] for trace in land_traces(schematic(), LIGHT)]
    assert lines[-1] == {"color": LIGHT.ink, "width": 2.6, "dash": "solid"}
    assert lines[-2]["dash"] != "solid"


def test_the_land_does_not_answer_to_the_pointer() -> None:
    traces = [neighbour_trace(LIGHT), *land_traces(schematic(), LIGHT)]
    assert {trace["hoverinfo"] for trace in traces} == {"skip"}


def test_the_edge_of_the_frame_is_not_drawn_as_a_border() -> None:
    xs, ys = neighbour_trace(LIGHT)["x"], neighbour_trace(LIGHT)["y"]
    west = round(project(frame().west, 37)[0], 4)
    along = [
        abs(y - before_y)
        for (before_x, before_y), (x, y) in pairwise(zip(xs, ys, strict=True))
        if None not in (before_x, x) and abs(before_x - west) < 1e-6 and abs(x - west) < 1e-6
    ]
    # Thinning may leave a short piece there, never the side of the frame.
    assert sum(along) < 0.05 * (frame().north - frame().south)


def test_the_view_has_one_scale_and_holds_the_county() -> None:
    layout = view_layout(county_window())
    assert layout["yaxis"]["scaleanchor"] == "x"
    assert layout["dragmode"] == "pan"
    points = [project(*point) for ring in county().rings for point in ring]
    low, high = layout["xaxis"]["range"]
    assert all(low < x < high for x, _ in points)


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    trace, note = scale_bar(county_window(), LIGHT, words="{km} km", size=13)
    length = (max(trace["x"]) - min(trace["x"])) * KM_PER_UNIT
    assert note["text"] == f"{length:.0f} km"


def test_colours_come_from_the_theme() -> None:
    assert ground.neighbour_trace(LIGHT)["line"]["color"] == LIGHT.rule
