"""Made-up positions for the villages of the demo county: inside a town's area, spread apart, always the same."""

from math import dist
from random import Random
from typing import Final

from geo.area import Area, Point, Ring, bounds_of, contains, distance_to_edge
from geo.errors import GeoError
from geo.shapes import project, project_ring, town_areas, unproject
from geo.towns import town_by_code

# More candidates spread the points better; 40 is where the gain becomes invisible on the map.
_CANDIDATES: Final = 40
# A point may stand half as near to the border as to its neighbour, since the village beyond keeps its own distance.
_EDGE_WEIGHT: Final = 2.0
_DECIMALS: Final = 5


def points_in_town(town_code: str, count: int, seed: int) -> tuple[Point, ...]:
    """Return `count` positions (lon, lat, WGS-84) inside the town's schematic area, away from each other and the seat.

    The same arguments give the same points, and a larger count begins with the points of a smaller one.
    Raises GeoError `unknown_town`.
    """
    town = town_by_code(town_code)
    rings = tuple(project_ring(ring) for ring in _area_of(town_code).rings)
    random = Random(f"{town_code}/{seed}")  # noqa: S311 - demo positions, nothing secret
    placed = [project(town.lon, town.lat)]
    for _ in range(count):
        placed.append(_most_distant(rings, placed, random))
    return tuple(_rounded(unproject(x, y)) for x, y in placed[1:])


def _area_of(town_code: str) -> Area:
    for area in town_areas():
        if area.code == town_code:
            return area
    raise GeoError("unknown_town", zh=f"没有乡镇 {town_code} 的范围", en=f"There is no area of the town {town_code}")


def _most_distant(rings: tuple[Ring, ...], placed: list[Point], random: Random) -> Point:
    """Return, of several random points inside the rings, the one farthest from what stands there and the border."""

    def room(point: Point) -> float:
        return min(*(dist(point, other) for other in placed), _EDGE_WEIGHT * distance_to_edge(rings, point))

    return max((_random_point(rings, random) for _ in range(_CANDIDATES)), key=room)


def _random_point(rings: tuple[Ring, ...], random: Random) -> Point:
    box = bounds_of(rings)
    while True:
        point = (random.uniform(box.west, box.east), random.uniform(box.south, box.north))
        if contains(rings, point):
            return point


def _rounded(point: Point) -> Point:
    return round(point[0], _DECIMALS), round(point[1], _DECIMALS)
