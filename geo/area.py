"""The one shape that travels between rooms: a coded area made of rings of longitude and latitude."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle in degrees (WGS-84)."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Area:
    """An area 区域: administrative or zone code, name, closed rings of (lon, lat) in WGS-84.

    Rings are read with the even-odd rule: pieces of land and holes stand in one tuple.
    """

    code: str
    name: str
    rings: tuple[Ring, ...]


def contains(rings: Iterable[Ring], point: Point) -> bool:
    """Tell by the even-odd rule whether the point lies inside the closed rings."""
    x, y = point
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
    return inside


def distance_to_edge(rings: Iterable[Ring], point: Point) -> float:
    """Return the shortest distance from the point to any ring, in the unit of the coordinates."""
    return min(_distance_to_segment(point, start, end) for ring in rings for start, end in pairwise(ring))


def bounds_of(rings: Iterable[Ring]) -> Bounds:
    """Return the rectangle around the rings."""
    points = [point for ring in rings for point in ring]
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return Bounds(west=min(lons), south=min(lats), east=max(lons), north=max(lats))


def _distance_to_segment(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length_squared = dx * dx + dy * dy
    along = 0.0
    if length_squared > 0:
        along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length_squared
        along = min(1.0, max(0.0, along))
    return hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)
