"""The land a map stands on (区域范围): the county's own polygons where it has loaded them, else the schematic areas."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import orjson
from sqlalchemy import func, select

from dashboard.queries.reading import CACHED, Reading
from data.schema import COUNTY_CODE, area
from geo.area import Area, Point, Ring
from geo.shapes import county, town_areas
from geo.towns import load_towns

TOWN_DIGITS = 9
VILLAGE_DIGITS = 12
Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class TownLand:
    """A town's area with its zone (片区, None where the table lacks the town) and where its name is to stand."""

    area: Area
    zone: str | None
    seat: Point
    is_official: bool


@dataclass(frozen=True, slots=True)
class Land:
    """What is drawn below the villages; all rings and lines in WGS-84 degrees (lon, lat).

    ``zone_lines`` are the lines between towns of different zones. ``villages`` are the county's own village areas by
    code, empty until it loads them: there is no sketch of those.
    """

    county: tuple[Ring, ...]
    towns: tuple[TownLand, ...]
    zone_lines: tuple[Ring, ...]
    villages: Mapping[str, Area]

    @property
    def is_schematic(self) -> bool:
        """Whether any town is drawn as a sketch (示意), so that the map has to say so."""
        return not all(town.is_official for town in self.towns)


def centre(area_: Area) -> Point:
    """Return the middle of an area's largest ring, weighed by surface; of its corners where it has none."""
    ring = max(area_.rings, key=lambda each: abs(_twice_surface(each)))
    surface = _twice_surface(ring)
    if not surface:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    crosses = [(x1, y1, x2, y2, x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairwise(ring)]
    x = sum((x1 + x2) * cross for x1, _, x2, _, cross in crosses)
    y = sum((y1 + y2) * cross for _, y1, _, y2, cross in crosses)
    return x / (3 * surface), y / (3 * surface)


def zone_lines(towns: Iterable[TownLand]) -> tuple[Ring, ...]:
    """Return the edges that two towns of different zones share, joined to lines as long as possible."""
    zones_by_edge: dict[Segment, set[str | None]] = {}
    for town in towns:
        for ring in town.area.rings:
            for start, end in pairwise(ring):
                zones_by_edge.setdefault((min(start, end), max(start, end)), set()).add(town.zone)
    return _joined(edge for edge, zones in zones_by_edge.items() if len(zones) > 1)


@lru_cache(maxsize=CACHED)
def land(reading: Reading) -> Land:
    """Return the land of the edition."""
    stored = _stored_areas(reading)
    known = {town.code: town for town in load_towns()}
    official = {code: each for code, each in stored.items() if len(code) == TOWN_DIGITS}
    drawn = {each.code: each for each in town_areas()} | official
    towns = []
    for code, each in sorted(drawn.items()):
        town = known.get(code)
        seat = (town.lon, town.lat) if town else centre(each)
        towns.append(TownLand(each, town.zone if town else None, seat, code in official))
    villages = {code: each for code, each in stored.items() if len(code) == VILLAGE_DIGITS}
    return Land(county().rings, tuple(towns), zone_lines(towns), villages)


def _stored_areas(reading: Reading) -> dict[str, Area]:
    """Return the county's own polygons as the edition knows them; the code stands for the name of an unnamed area."""
    columns = area.c
    wanted = select(columns.area_code, func.coalesce(columns.name, columns.area_code), columns.rings)
    here = (columns.county_code == COUNTY_CODE, columns.edition <= reading.edition)
    # Of one code the later edition's polygon stands.
    ordered = wanted.where(*here).order_by(columns.edition)
    return {code: Area(code, name, _rings(text)) for code, name, text in reading.rows(ordered)}


def _rings(text: str) -> tuple[Ring, ...]:
    return tuple(tuple((float(lon), float(lat)) for lon, lat in ring) for ring in orjson.loads(text))


def _twice_surface(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def _joined(edges: Iterable[Segment]) -> tuple[Ring, ...]:
    """Return the edges as lines: each is followed from an end, or from a fork, until it ends."""
    neighbours: dict[Point, list[Point]] = {}
    for start, end in sorted(edges):
        neighbours.setdefault(start, []).append(end)
        neighbours.setdefault(end, []).append(start)
    ends = [point for point, others in neighbours.items() if len(others) != 2]
    lines = []
    for point in [*ends, *neighbours]:
        while neighbours[point]:
            lines.append(_followed(point, neighbours))
    return tuple(lines)


def _followed(point: Point, neighbours: dict[Point, list[Point]]) -> Ring:
    line = [point]
    while neighbours[point]:
        following = neighbours[point].pop()
        neighbours[following].remove(point)
        line.append(following)
        point = following
    return tuple(line)
