import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from data import schema
from data.engine import reader
from data.migrate import StoreUnusable
from etl.areas import store_areas
from etl.load import Request, load
from etl.refusal import LoadRefused
from geo.errors import GeoError

VILLAGES = "村编码,行政村,乡镇,贫困村类型,总户数,总人口\n610824116901,甲村,镇靖镇,省级,10,40\n"


@pytest.fixture
def url(tmp_path: Path) -> str:
    (tmp_path / "村.csv").write_text(VILLAGES, encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'county.db'}"
    load(url, Request([tmp_path / "村.csv"], date(2016, 6, 30)))
    return url


def polygons(folder: Path, squares: dict[str, float], name: str = "areas.geojson") -> Path:
    """A GeoJSON of squares of 0.02 degrees, by code, at the given longitude."""
    features = []
    for code, lon in squares.items():
        ring = [[lon, 37.6], [lon + 0.02, 37.6], [lon + 0.02, 37.62], [lon, 37.62], [lon, 37.6]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"代码": code, "名称": f"区{code[-2:]}"}, "geometry": shape})
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def stored(url: str) -> dict[str, tuple[str, int, list[list[list[float]]]]]:
    engine = reader(url)
    with engine.connect() as connection:
        c = schema.area.c
        rows = connection.execute(select(c.area_code, c.source_path, c.edition, c.rings).order_by(c.edition)).all()
    engine.dispose()
    return {code: (path, edition, json.loads(rings)) for code, path, edition, rings in rows}


def test_polygons_become_an_edition_that_covers_the_same_days(url: str, tmp_path: Path) -> None:
    done = store_areas(url, polygons(tmp_path, {"610824116": 108.7, "610824116901": 108.8}), crs="wgs84")

    assert (done.edition, done.towns, done.villages) == (2, 1, 1)
    found = stored(url)
    assert sorted(found) == ["610824116", "610824116901"]
    assert [108.7, 37.6] in found["610824116"][2][0]
    engine = reader(url)
    with engine.connect() as connection:
        c = schema.edition.c
        row = connection.execute(select(c.cause, c.delivered_on, c.deliveries_known).where(c.edition == 2)).one()
    engine.dispose()
    assert tuple(row) == ("areas", date(2016, 6, 30), "[1]")


def test_polygons_of_the_same_code_are_replaced_and_others_stay(url: str, tmp_path: Path) -> None:
    store_areas(url, polygons(tmp_path, {"610824116901": 108.7, "610824116902": 108.9}), crs="wgs84")
    store_areas(url, polygons(tmp_path, {"610824116901": 108.8}, "later.geojson"), crs="wgs84")

    found = stored(url)
    assert found["610824116901"][:2] == ("later.geojson", 3)
    assert found["610824116902"][:2] == ("areas.geojson", 2)


def test_gcj02_is_moved_to_wgs84(url: str, tmp_path: Path) -> None:
    store_areas(url, polygons(tmp_path, {"610824116901": 108.8}), crs="gcj02")

    west = min(point[0] for point in stored(url)["610824116901"][2][0])
    assert 108.79 < west < 108.799


def test_an_unusable_file_changes_nothing(url: str, tmp_path: Path) -> None:
    (tmp_path / "bad.geojson").write_text("{}", encoding="utf-8")

    with pytest.raises(GeoError):
        store_areas(url, tmp_path / "bad.geojson", crs="wgs84")

    assert stored(url) == {}


def test_polygons_of_another_county_are_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises((GeoError, LoadRefused)):
        store_areas(url, polygons(tmp_path, {"610823116901": 108.8}), crs="wgs84")

    assert stored(url) == {}


def test_a_store_without_data_takes_no_polygons(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable):
        store_areas(f"sqlite:///{tmp_path / 'none.db'}", polygons(tmp_path, {"610824116901": 108.8}), crs="wgs84")

    assert not (tmp_path / "none.db").exists()
