"""A county's own polygons: both formats, both coordinate systems, and a clear refusal of what cannot be used."""

import zipfile
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

from geo.area import Area
from geo.coordinates import wgs84_to_gcj02
from geo.errors import GeoError
from geo.polygons import Crs, dissolve_zones, read_polygons, to_rings, to_shape
from geo.shapes import county, town_areas
from geo.towns import ZONES, zone_by_town

TOWN, VILLAGE = "610824105", "610824105201"
SQUARE = shapely.box(108.80, 37.50, 108.84, 37.54)
NEXT = shapely.box(108.84, 37.50, 108.88, 37.54)
ELSEWHERE = shapely.box(116.3, 39.9, 116.4, 40.0)


def frame(column: str = "编码", **shapes: shapely.Geometry) -> geopandas.GeoDataFrame:
    codes = [name.removeprefix("c") for name in shapes]
    return geopandas.GeoDataFrame({column: codes}, geometry=list(shapes.values()), crs="EPSG:4326")


def two_villages(column: str = "编码") -> geopandas.GeoDataFrame:
    return frame(column, c610824105201=SQUARE, c610824105202=NEXT).assign(村名=["甲村", "乙村"])


def in_gcj02(source: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    moved = shapely.transform(source.geometry.to_numpy(), lambda xy: np.array([wgs84_to_gcj02(*point) for point in xy]))
    return source.set_geometry(moved, crs="EPSG:4326")


def written(source: geopandas.GeoDataFrame, path: Path, encoding: str = "utf-8") -> Path:
    driver = {".geojson": "GeoJSON", ".shp": "ESRI Shapefile"}[path.suffix]
    source.to_file(path, driver=driver, **({"encoding": encoding} if path.suffix == ".shp" else {}))
    return path


def zipped(shapefile: Path, path: Path, folder: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for part in shapefile.parent.glob(f"{shapefile.stem}.*"):
            archive.write(part, f"{folder}/{part.name}")
    return path


def refusal(path: Path, crs: Crs = "wgs84") -> GeoError:
    with pytest.raises(GeoError) as caught:
        read_polygons(path, crs)
    assert caught.value.message.zh
    assert caught.value.message.en
    return caught.value


def assert_two_villages(areas: tuple[Area, ...]) -> None:
    assert [(area.code, area.name) for area in areas] == [("610824105201", "甲村"), ("610824105202", "乙村")]
    for area, expected in zip(areas, (SQUARE, NEXT), strict=True):
        assert to_shape(area.rings).symmetric_difference(expected).area < 0.001 * expected.area


@pytest.mark.parametrize("suffix", [".geojson", ".shp"])
@pytest.mark.parametrize("crs", ["wgs84", "gcj02"])
def test_both_formats_in_both_systems(tmp_path: Path, suffix: str, crs: Crs) -> None:
    source = in_gcj02(two_villages()) if crs == "gcj02" else two_villages()
    assert_two_villages(read_polygons(written(source, tmp_path / f"村界{suffix}"), crs))


def test_a_file_read_in_the_wrong_system_is_hundreds_of_metres_off(tmp_path: Path) -> None:
    areas = read_polygons(written(in_gcj02(two_villages()), tmp_path / "a.geojson"), "wgs84")
    assert to_shape(areas[0].rings).symmetric_difference(SQUARE).area > 0.1 * SQUARE.area


def test_a_zipped_shapefile_in_gbk_without_its_declaration(tmp_path: Path) -> None:
    shapefile = written(two_villages(), tmp_path / "村界.shp", encoding="GBK")
    shapefile.with_suffix(".cpg").unlink()
    assert_two_villages(read_polygons(zipped(shapefile, tmp_path / "a.zip", "../靖边")))
    assert not (tmp_path.parent / "靖边").exists()


def test_a_projected_file_is_brought_to_degrees(tmp_path: Path) -> None:
    projected = two_villages().to_crs("EPSG:4546")
    assert_two_villages(read_polygons(written(projected, tmp_path / "a.shp")))


@pytest.mark.parametrize("column", ["区划代码", "Code", "ADCODE", "村编码", "某列"])
def test_the_code_column_is_found_by_name_or_by_its_values(tmp_path: Path, column: str) -> None:
    assert_two_villages(read_polygons(written(two_villages(column), tmp_path / "a.geojson")))


def test_a_code_column_with_the_countys_code_only_gives_way_to_a_better_one(tmp_path: Path) -> None:
    source = two_villages("村编码").assign(adcode=610824)
    assert_two_villages(read_polygons(written(source, tmp_path / "a.geojson")))


def test_numbers_serve_as_codes_and_a_town_without_a_name_takes_the_tables(tmp_path: Path) -> None:
    source = frame(c610824105=SQUARE).assign(编码=[610824105.0])
    (area,) = read_polygons(written(source, tmp_path / "a.geojson"))
    assert (area.code, area.name) == (TOWN, "红墩界镇")


def test_a_twelve_digit_town_code_becomes_the_towns(tmp_path: Path) -> None:
    source = frame(c610824105000=SQUARE, c610824105201=shapely.box(108.81, 37.51, 108.82, 37.52))
    assert [area.code for area in read_polygons(written(source, tmp_path / "a.geojson"))] == [TOWN, VILLAGE]


def test_other_counties_points_and_empty_rows_are_left_out(tmp_path: Path) -> None:
    source = frame(
        c610824105201=SQUARE, c610825101201=NEXT, c610824105203=shapely.Point(108.8, 37.5), x=NEXT, c610824105204=None
    )
    assert [area.code for area in read_polygons(written(source, tmp_path / "a.geojson"))] == [VILLAGE]


def test_a_crossed_outline_is_repaired(tmp_path: Path) -> None:
    bow = shapely.Polygon([(108.80, 37.50), (108.84, 37.54), (108.84, 37.50), (108.80, 37.54)])
    (area,) = read_polygons(written(frame(c610824105201=bow), tmp_path / "a.geojson"))
    assert to_shape(area.rings).area == pytest.approx(SQUARE.area / 2, rel=0.001)


def test_common_borders_stay_common_when_simplified(tmp_path: Path) -> None:
    border = [(108.84 + 0.0002 * (step % 2), 37.50 + 0.0004 * step) for step in range(101)]
    west = shapely.Polygon([(108.80, 37.50), *border, (108.80, 37.54)])
    east = shapely.Polygon([(108.88, 37.50), *border, (108.88, 37.54)])
    areas = read_polygons(written(frame(c610824105201=west, c610824105202=east), tmp_path / "a.geojson"))
    first, second = (to_shape(area.rings) for area in areas)
    assert shapely.get_num_coordinates(first) < 50
    assert first.intersection(second).area == 0
    assert first.union(second).geom_type == "Polygon"
    assert len(to_rings(first.union(second))) == 1


@pytest.mark.parametrize("name", ["a.geojson", "a.shp", "a.zip", "a.kml", "missing.geojson"])
def test_a_broken_file_is_refused(tmp_path: Path, name: str) -> None:
    if not name.startswith("missing"):
        (tmp_path / name).write_bytes(b"\x00 nothing of the kind")
    error = refusal(tmp_path / name)
    assert error.code == "unreadable"
    assert name in error.message.zh


def test_a_table_without_shapes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"a": 1}', encoding="utf-8")
    assert refusal(path).code == "unreadable"


def test_a_zip_of_two_layers_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.geojson", "{}")
        archive.writestr("b.geojson", "{}")
    assert "2" in refusal(tmp_path / "a.zip").message.en


def test_an_oversized_zip_is_refused(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.geojson", "w") as out,
    ):
        for _ in range(201):
            out.write(bytes(1_000_000))
    assert "200 MB" in refusal(tmp_path / "a.zip").message.zh


def test_a_file_without_codes_is_refused(tmp_path: Path) -> None:
    assert refusal(written(frame("编码", c1=SQUARE, c2=NEXT), tmp_path / "a.geojson")).code == "no_code_column"


def test_a_doubled_code_is_refused_by_name(tmp_path: Path) -> None:
    source = frame(c610824105201=SQUARE, x=NEXT).assign(编码=VILLAGE)
    error = refusal(written(source, tmp_path / "a.geojson"))
    assert error.code == "duplicate_codes"
    assert VILLAGE in error.message.zh


def test_a_file_of_another_place_is_refused(tmp_path: Path) -> None:
    assert refusal(written(frame(c610824105201=ELSEWHERE), tmp_path / "a.geojson")).code == "outside_county"


def test_a_file_in_metres_that_claims_degrees_is_refused(tmp_path: Path) -> None:
    metres = frame(c610824105201=shapely.box(482_000, 4_150_000, 486_000, 4_154_000))
    assert refusal(written(metres, tmp_path / "a.geojson")).code == "outside_county"


def test_a_single_polygon_elsewhere_is_named(tmp_path: Path) -> None:
    error = refusal(written(frame(c610824105201=SQUARE, c610824105202=ELSEWHERE), tmp_path / "a.geojson"))
    assert error.code == "outside_county"
    assert "610824105202" in error.message.en
    assert VILLAGE not in error.message.en


def test_zones_are_the_union_of_their_towns() -> None:
    zones = dissolve_zones(town_areas(), zone_by_town())
    assert tuple(zone.code for zone in zones) == ZONES
    assert sum(to_shape(zone.rings).area for zone in zones) == pytest.approx(to_shape(county().rings).area, rel=0.005)


def test_gaps_between_towns_leave_no_holes_in_a_zone() -> None:
    gap = shapely.box(108.8395, 37.52, 108.8405, 37.521)
    towns = [Area("1", "甲", to_rings(SQUARE.difference(gap))), Area("2", "乙", to_rings(NEXT.difference(gap)))]
    (zone,) = dissolve_zones(towns, {"1": "南部", "2": "南部"})
    assert len(zone.rings) == 1


def test_a_town_without_a_zone_is_refused() -> None:
    with pytest.raises(GeoError) as caught:
        dissolve_zones([Area("610824999", "无", to_rings(SQUARE))], zone_by_town())
    assert caught.value.code == "unknown_town"


def test_rings_and_shapes_keep_holes_and_pieces() -> None:
    ringed = SQUARE.difference(shapely.box(108.81, 37.51, 108.82, 37.52))
    shape = shapely.MultiPolygon([ringed, shapely.box(109.0, 37.5, 109.1, 37.6)])
    rings = to_rings(shape)
    assert len(rings) == 3
    assert to_shape(rings).equals(shape)


def test_a_file_of_another_county_is_refused(tmp_path: Path) -> None:
    assert refusal(written(frame(c610825101201=SQUARE), tmp_path / "a.geojson")).code == "outside_county"


def test_an_empty_collection_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    assert refusal(path).code in {"no_code_column", "unreadable"}
