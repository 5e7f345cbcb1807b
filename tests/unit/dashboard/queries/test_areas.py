"""The land: schematic until the county loads its own polygons, then those."""

import orjson
import pytest
from sqlalchemy import create_engine, insert

from dashboard.queries.areas import TownLand, centre, land, zone_lines
from data.schema import area
from geo.area import Area
from geo.shapes import town_areas
from tests import builders
from tests.conftest import Loader, reading_of

SQUARE = ((108.0, 37.0), (108.2, 37.0), (108.2, 37.2), (108.0, 37.2), (108.0, 37.0))


def store_area(url: str, code: str, *, edition: int = 1, name: str | None = "周河镇") -> None:
    row = {
        "county_code": "610824", "area_code": code, "name": name, "rings": orjson.dumps([SQUARE]).decode(),
        "source_path": "towns.geojson", "sha256": "0" * 64, "edition": edition,
    }  # fmt: skip
    with create_engine(url).begin() as connection:
        connection.execute(insert(area), row)


def test_without_polygons_every_town_is_a_sketch(loaded: Loader, store_url: str) -> None:
    loaded()
    found = land(reading_of(store_url))
    assert found.is_schematic
    assert [each.area for each in found.towns] == sorted(town_areas(), key=lambda each: each.code)
    assert {each.zone for each in found.towns} == {"南部", "中部", "北部"}
    assert found.villages == {}


def test_the_countys_own_polygon_takes_the_sketchs_place(loaded: Loader, store_url: str) -> None:
    loaded()
    store_area(store_url, "610824104")
    towns = {each.area.code: each for each in land(reading_of(store_url)).towns}
    assert len(towns) == 17
    assert towns["610824104"].area.rings == (SQUARE,)
    assert [code for code, each in towns.items() if each.is_official] == ["610824104"]
    assert land(reading_of(store_url)).is_schematic


def test_with_all_towns_nothing_is_schematic(loaded: Loader, store_url: str) -> None:
    loaded()
    for each in town_areas():
        store_area(store_url, each.code, name=None)
    found = land(reading_of(store_url))
    assert not found.is_schematic
    assert found.towns[0].area.name == found.towns[0].area.code


def test_village_areas_are_kept_apart(loaded: Loader, store_url: str) -> None:
    loaded()
    store_area(store_url, "610824104001")
    assert list(land(reading_of(store_url)).villages) == ["610824104001"]


def test_a_later_editions_polygons_are_not_seen(loaded: Loader, store_url: str) -> None:
    loaded()
    loaded({"villages": [village | {"总人口": 401} for village in builders.county()["villages"]]})
    store_area(store_url, "610824104", edition=2)
    assert not any(each.is_official for each in land(reading_of(store_url, 1)).towns)
    assert any(each.is_official for each in land(reading_of(store_url, 2)).towns)


def test_the_middle_of_a_square() -> None:
    assert centre(Area("1", "", (SQUARE,))) == pytest.approx((108.1, 37.1))
    assert centre(Area("1", "", (((1.0, 1.0), (1.0, 1.0)),))) == (1.0, 1.0)


def test_zone_lines_are_the_edges_between_zones_joined() -> None:
    east = tuple((lon + 0.2, lat) for lon, lat in SQUARE)
    north = tuple((lon, lat + 0.2) for lon, lat in SQUARE)
    rounded = [tuple((round(lon, 3), round(lat, 3)) for lon, lat in ring) for ring in (SQUARE, east, north)]
    towns = [
        TownLand(Area(str(at), "", (ring,)), zone, ring[0], False)
        for at, (ring, zone) in enumerate(zip(rounded, ("南部", "中部", "中部"), strict=True))
    ]
    (line,) = zone_lines(towns)
    assert sorted(line) == [(108.0, 37.2), (108.2, 37.0), (108.2, 37.2)]
    assert zone_lines([towns[0]]) == ()


def test_every_schematic_zone_meets_another(loaded: Loader, store_url: str) -> None:
    loaded()
    points = {point for line in land(reading_of(store_url)).zone_lines for point in line}
    for zone in ("南部", "中部", "北部"):
        corners = {
            p for each in land(reading_of(store_url)).towns if each.zone == zone for r in each.area.rings for p in r
        }
        assert corners & points


def test_polygons_put_right_later_leave_an_earlier_edition_as_it_was(loaded: Loader, store_url: str) -> None:
    loaded()
    store_area(store_url, "610824104", edition=1)
    loaded({"villages": [village | {"总人口": 401} for village in builders.county()["villages"]]})
    store_area(store_url, "610824104", edition=2, name="新镇")
    first, second = (
        {each.area.code: each.area.name for each in land(reading_of(store_url, edition)).towns} for edition in (1, 2)
    )
    assert first["610824104"] != "新镇"
    assert second["610824104"] == "新镇"
