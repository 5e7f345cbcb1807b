"""Reading a county's own town or village polygons, keyed by code, in place of the schematic areas.

Used by the loader and by the build only: it needs geopandas and shapely, which no screen imports.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from re import fullmatch
from typing import Final, Literal, TypeAlias

import geopandas
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.area import Area, Ring
from geo.coordinates import gcj02_to_wgs84
from geo.errors import GeoError
from geo.shapes import county, is_inside_county
from geo.towns import ZONES, load_towns
from geo.vector_files import read_frame

Crs: TypeAlias = Literal["wgs84", "gcj02"]
CODE_COLUMNS: Final = (
    "代码", "编码", "区划代码", "行政区划代码", "村编码", "行政村编码", "村代码", "乡镇代码", "乡镇编码",
    "code", "adcode", "xzqdm", "zldwdm", "cundm", "town_code", "village_code",
)  # fmt: skip
NAME_COLUMNS: Final = (
    "名称", "乡镇名称", "行政村", "村名", "村名称", "乡镇", "镇名",
    "name", "xzqmc", "zldwmc", "town_name", "village_name",
)  # fmt: skip
TOWN_DIGITS: Final = 9
VILLAGE_DIGITS: Final = 12
# Fifty metres: invisible on a county map, and it keeps 200 villages small enough for one figure.
_SIMPLIFY_DEGREES: Final = 0.0005
_GRID_DEGREES: Final = 1e-5
# Holes below about 0.1 km² are gaps between neighbours drawn apart, not land of another zone.
_LEAST_HOLE_SQUARE_DEGREES: Final = 1e-5
# A village at the edge may reach over the published county line, which is itself generalised.
_NEAR_COUNTY_DEGREES: Final = 0.05
_LISTED_CODES: Final = 5


def read_polygons(path: Path, crs: Crs = "wgs84") -> tuple[Area, ...]:
    """Return the county's town areas (9-digit codes) and village areas (12 digits) of the file, in WGS-84, by code.

    Features of other counties, without a code or without a surface are left out. A 12-digit code that ends in 000
    is a town's. Raises GeoError `unreadable`, `no_code_column`, `duplicate_codes` or `outside_county`.
    """
    frame = read_frame(path)
    frame = frame.assign(code=_codes(frame), name=_names(frame))[["code", "name", frame.geometry.name]]
    frame = frame[frame["code"].str.startswith(county().code) & ~frame.geometry.is_empty & frame.geometry.notna()]
    frame = frame.set_geometry([_surface(shape) for shape in frame.geometry], crs=None)
    frame = frame[~frame.geometry.is_empty].sort_values("code")
    _refuse_duplicates(frame["code"])
    if crs == "gcj02":
        frame = frame.set_geometry(shapely.transform(frame.geometry.to_numpy(), _to_wgs84))
    _refuse_elsewhere(frame)
    return _simplified(frame, TOWN_DIGITS) + _simplified(frame, VILLAGE_DIGITS)


def dissolve_zones(town_areas: Iterable[Area], zone_by_town: Mapping[str, str]) -> tuple[Area, ...]:
    """Return the zone areas 片区, south first, each the union of its towns; code and name are the zone's.

    Raises GeoError `unknown_town` for an area whose code has no zone.
    """
    towns = tuple(town_areas)
    if unknown := [town.code for town in towns if town.code not in zone_by_town]:
        raise GeoError(
            "unknown_town",
            zh=f"这些乡镇没有片区：{_listed(unknown)}",
            en=f"These towns have no zone: {_listed(unknown)}",
        )
    frame = geopandas.GeoDataFrame(
        {"zone": [zone_by_town[town.code] for town in towns]}, geometry=[to_shape(town.rings) for town in towns]
    )
    dissolved = frame.dissolve(by="zone", method="unary", grid_size=_GRID_DEGREES).geometry
    shapes = dict(dissolved.items())
    return tuple(Area(code=zone, name=zone, rings=_closed(to_rings(shapes[zone]))) for zone in ZONES if zone in shapes)


def to_shape(rings: Iterable[Ring]) -> shapely.Geometry:
    """Return the surface that the rings enclose under the even-odd rule."""
    surface: shapely.Geometry = shapely.Polygon()
    for ring in rings:
        surface = shapely.symmetric_difference(surface, shapely.Polygon(ring))
    return surface


def to_rings(shape: shapely.Geometry) -> tuple[Ring, ...]:
    """Return all rings of a surface, holes included, as (lon, lat) rounded to a metre."""
    polygons = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon) and not part.is_empty]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return tuple(tuple((round(lon, 5), round(lat, 5)) for lon, lat in ring.coords) for ring in rings)


def _closed(rings: tuple[Ring, ...]) -> tuple[Ring, ...]:
    return tuple(ring for ring in rings if shapely.Polygon(ring).area > _LEAST_HOLE_SQUARE_DEGREES)


def _codes(frame: geopandas.GeoDataFrame) -> "pd.Series[str]":
    """Return the column of codes, "" where a row has none of 9 or 12 digits."""
    others = frame.drop(columns=frame.geometry.name)
    named = [str(column) for column in others.columns if _plain(column) in CODE_COLUMNS]
    counted = {column: (_code_values(others[column]) != "").sum() for column in others.columns}
    best = max(named, key=lambda column: counted[column], default=None)
    if best is None or counted[best] == 0:
        best = next((column for column in others.columns if counted[column] == len(frame) > 0), None)
    if best is None:
        raise GeoError(
            "no_code_column",
            zh="没有找到编码列：需要一列 9 位乡镇代码或 12 位村编码，列名如“区划代码”“村编码”",
            en="No code column found: one column of 9-digit town codes or 12-digit village codes is needed",
        )
    return _code_values(others[best])


def _code_values(column: "pd.Series[str]") -> "pd.Series[str]":
    return column.map(_code_value).astype(str)


def _code_value(value: object) -> str:
    """Return the digits of one cell; numbers may have come as 610824101.0."""
    code = str(value).strip().removesuffix(".0")
    if fullmatch(rf"\d{{{TOWN_DIGITS}}}000", code):
        return code[:TOWN_DIGITS]
    return code if fullmatch(rf"\d{{{TOWN_DIGITS}}}|\d{{{VILLAGE_DIGITS}}}", code) else ""


def _names(frame: geopandas.GeoDataFrame) -> "pd.Series[str]":
    """Return the names; a town without one takes the table's, a village without one its code."""
    known = {town.code: town.name for town in load_towns()}
    codes = _codes(frame)
    fallback = codes.map(lambda code: known.get(code, code))
    column = next((column for column in frame.columns if _plain(column) in NAME_COLUMNS), None)
    if column is None:
        return fallback
    written = frame[column].fillna("").astype(str).str.strip()
    names: pd.Series[str] = written.where(written != "", fallback)
    return names


def _plain(column: object) -> str:
    return str(column).strip().casefold()


def _surface(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the valid polygons of a geometry: repaired, without height, lines and points."""
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shapely.force_2d(shape))))
    return shapely.MultiPolygon([part for part in parts if isinstance(part, shapely.Polygon)])


def _to_wgs84(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.array([gcj02_to_wgs84(lon, lat) for lon, lat in points]).reshape(-1, 2)


def _refuse_duplicates(codes: "pd.Series[str]") -> None:
    if doubled := [code for code, count in Counter(codes).items() if count > 1]:
        raise GeoError(
            "duplicate_codes",
            zh=f"同一编码出现多次：{_listed(doubled)}",
            en=f"The same code occurs more than once: {_listed(doubled)}",
        )


def _refuse_elsewhere(frame: geopandas.GeoDataFrame) -> None:
    """Raise where no surface, or not every surface, lies in or near the county."""
    centres = frame.geometry.representative_point()
    here = [is_inside_county(point.x, point.y, _NEAR_COUNTY_DEGREES) for point in centres]
    if not any(here):
        raise GeoError(
            "outside_county",
            zh="文件中没有位于本县的图形，请核对坐标系（WGS-84 或 GCJ-02，经纬度）和编码",
            en="Nothing in the file lies in this county: check the coordinate system (WGS-84 or GCJ-02) and the codes",
        )
    if elsewhere := [code for code, inside in zip(frame["code"], here, strict=True) if not inside]:
        raise GeoError(
            "outside_county",
            zh=f"这些图形不在本县范围内：{_listed(elsewhere)}",
            en=f"These polygons lie outside the county: {_listed(elsewhere)}",
        )


def _simplified(frame: geopandas.GeoDataFrame, digits: int) -> tuple[Area, ...]:
    """Return the areas of one level; common borders are simplified together so that no gaps open."""
    level = frame[frame["code"].str.len() == digits]
    shapes = shapely.coverage_simplify(level.geometry.to_numpy(), _SIMPLIFY_DEGREES)
    rows = zip(level["code"], level["name"], shapes, strict=True)
    return tuple(Area(code=code, name=name, rings=to_rings(shape)) for code, name, shape in rows)


def _listed(codes: list[str]) -> str:
    return ", ".join(codes[:_LISTED_CODES]) + (" …" if len(codes) > _LISTED_CODES else "")
