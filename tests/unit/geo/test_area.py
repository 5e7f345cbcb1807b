"""Rings: the even-odd rule with holes, distances and rectangles."""

import pytest

from geo.area import Bounds, Ring, bounds_of, contains, distance_to_edge

SQUARE: Ring = ((0, 0), (4, 0), (4, 4), (0, 4), (0, 0))
HOLE: Ring = ((1, 1), (3, 1), (3, 3), (1, 3), (1, 1))


@pytest.mark.parametrize(("point", "inside"), [((2, 2), False), ((0.5, 2), True), ((5, 2), False), ((2, -1), False)])
def test_contains_leaves_holes_out(point: tuple[float, float], inside: bool) -> None:
    assert contains((SQUARE, HOLE), point) is inside


@pytest.mark.parametrize(("point", "distance"), [((2, 2), 1.0), ((7, 8), 5.0), ((4, 2), 0.0)])
def test_distance_to_edge_is_to_the_nearest_ring(point: tuple[float, float], distance: float) -> None:
    assert distance_to_edge((SQUARE, HOLE), point) == pytest.approx(distance)


def test_bounds_of_spans_every_ring() -> None:
    assert bounds_of((HOLE, SQUARE)) == Bounds(west=0, south=0, east=4, north=4)
