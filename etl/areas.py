"""Storing a county's own polygons (区划图入库) in place of the schematic areas."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import orjson
from sqlalchemy import Connection, func, insert, select

from data import schema
from data.engine import writer
from data.schema import COUNTY_CODE
from data.text import Text
from etl import store
from etl.refusal import LoadRefused
from etl.status import require_store
from geo.area import Area
from geo.polygons import VILLAGE_DIGITS, Crs, read_polygons


@dataclass(frozen=True, slots=True)
class StoredAreas:
    """What was stored: the new edition, how many towns (乡镇) and villages (村) have polygons from this file."""

    edition: int
    towns: int
    villages: int


def store_areas(url: str, path: Path, *, crs: Crs) -> StoredAreas:
    """Store the polygons of a file as a new edition; from it on they stand for those of the same codes.

    Raises GeoError for a file that cannot be used, StoreUnusable for a store without data, LoadRefused when the file
    holds no area of the county.
    """
    require_store(url)
    areas = read_polygons(path, crs)
    if not areas:
        raise LoadRefused(
            Text(
                "文件里没有本县的乡镇或村图形，库未改动。请核对编码列。",
                "The file holds no town or village of this county; nothing was changed. Check its column of codes.",
            )
        )
    engine = writer(url)
    try:
        with engine.connect() as connection:
            edition = _new_edition(connection)
            _add(connection, areas, path=path, edition=edition)
            connection.commit()
    finally:
        engine.dispose()
    villages = sum(len(area.code) == VILLAGE_DIGITS for area in areas)
    return StoredAreas(edition, len(areas) - villages, villages)


def _new_edition(connection: Connection) -> int:
    """Append an edition that covers the same days as the one before."""
    c = schema.edition.c
    newest = select(func.max(c.edition)).where(c.county_code == COUNTY_CODE).scalar_subquery()
    covered: date = connection.scalars(
        select(c.delivered_on).where(c.county_code == COUNTY_CODE, c.edition == newest)
    ).one()
    deliveries = store.deliveries_known(connection)
    return store.new_edition(connection, delivered_on=covered, cause="areas", deliveries=deliveries)


def _add(connection: Connection, areas: Sequence[Area], *, path: Path, edition: int) -> None:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    rows = [
        {
            "county_code": COUNTY_CODE,
            "area_code": area.code,
            "name": area.name,
            "rings": orjson.dumps(area.rings).decode(),
            "source_path": path.name,
            "sha256": sha256,
            "edition": edition,
        }
        for area in areas
    ]
    connection.execute(insert(schema.area), rows)
