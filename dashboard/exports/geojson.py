"""The map (地图) as GeoJSON (RFC 7946, WGS-84): villages as points, towns and county as areas."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from dashboard import names
from dashboard.exports.map import indicator_values
from dashboard.i18n import t
from dashboard.metrics.formats import iso_date
from dashboard.metrics.registry import metric
from dashboard.queries.areas import TownLand, land
from dashboard.queries.map_villages import MapVillage, indicator_of, map_villages
from dashboard.queries.screen import Screen
from geo.area import Ring, contains
from geo.shapes import attribution

CRS = "WGS-84"


def feature_collection(screen: Screen) -> dict[str, Any]:
    """Return what the map shows as one collection; what is said of the whole stands beside the features."""
    language, note, shown = screen.language, screen.note, indicator_of(screen)
    figure = metric(shown)
    return {
        "type": "FeatureCollection",
        "name": t(language, "exports.table_map"),
        "crs_note": CRS,
        "county": names.county_label(language, note.county_name),
        "as_of": iso_date(screen.as_of),
        "edition": note.edition,
        "delivered_on": iso_date(note.delivered_on),
        "is_demo": note.is_demo,
        "indicator": {"id": shown, "name": figure.name[language], "unit": figure.unit[language]},
        "note": t(language, "exports.schematic") if land(screen.reading).is_schematic else None,
        "attribution": _attribution(screen),
        "features": [*_villages(screen), *_towns(screen), _county(screen)],
    }


def _attribution(screen: Screen) -> str:
    return attribution().en if screen.language == "en" else attribution().zh


def _villages(screen: Screen) -> Iterator[dict[str, Any]]:
    language = screen.language
    for each in map_villages(screen).shown:
        village = each.village
        properties = {
            "kind": "village",
            "code": village.code,
            "name": names.village_label(language, village.name),
            "town": names.town_label(language, village.town_code, name=village.town_name),
            "zone": names.zone_label(language, village.zone),
            "status": each.status,
            "value": each.value,
            **indicator_values(screen, each),
        }
        yield {"type": "Feature", "id": village.code, "geometry": _point(each), "properties": properties}


def _point(village: MapVillage) -> dict[str, Any] | None:
    return {"type": "Point", "coordinates": list(village.place)} if village.place else None


def _towns(screen: Screen) -> Iterator[dict[str, Any]]:
    for town in land(screen.reading).towns:
        yield {
            "type": "Feature",
            "id": town.area.code,
            "geometry": _area(town.area.rings),
            "properties": {"kind": "town", "code": town.area.code, **_said(screen, town)},
        }


def _said(screen: Screen, town: TownLand) -> dict[str, Any]:
    language = screen.language
    return {
        "name": names.town_label(language, town.area.code, name=town.area.name),
        "zone": names.zone_label(language, town.zone),
        "note": None if town.is_official else t(language, "exports.schematic"),
    }


def _county(screen: Screen) -> dict[str, Any]:
    name = names.county_label(screen.language, screen.note.county_name)
    properties = {"kind": "county", "name": name, "note": _attribution(screen)}
    return {"type": "Feature", "geometry": _area(land(screen.reading).county), "properties": properties}


def _area(rings: tuple[Ring, ...]) -> dict[str, Any]:
    """Return rings read by the even-odd rule as polygons with holes, turned as the standard asks."""
    around = {ring: [each for each in rings if each is not ring and contains([each], ring[0])] for ring in rings}
    outer = [ring for ring in rings if len(around[ring]) % 2 == 0]
    polygons = []
    for ring in outer:
        holes = [each for each in rings if ring in around[each] and len(around[each]) == len(around[ring]) + 1]
        polygons.append([_turned(ring, left=True), *(_turned(hole, left=False) for hole in holes)])
    return {"type": "MultiPolygon", "coordinates": polygons}


def _turned(ring: Ring, *, left: bool) -> list[list[float]]:
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return [list(point) for point in (ring if (twice > 0) == left else reversed(ring))]
