"""The 17 towns (乡镇、街道) of the county: code, name, zone 片区 and seat 驻地, from the editable towns.csv."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from geo.errors import GeoError

TOWNS_FILE: Final = Path(__file__).parent / "towns.csv"
# South to north is the order of the poverty: the screens list the zones so.
ZONES: Final = ("南部", "中部", "北部")
_COUNTY_PREFIXES: Final = ("陕西省", "榆林市", "靖边县")
_SUFFIXES: Final = ("街道办事处", "街道办", "街道", "镇人民政府", "镇", "乡")


@dataclass(frozen=True, slots=True)
class Town:
    """A town 乡镇: 9-digit code, seat in WGS-84 degrees, zone 片区 with confidence A (sourced) to C (inferred)."""

    code: str
    name: str
    kind: str
    zone: str
    zone_confidence: str
    lon: float
    lat: float
    name_en: str
    note: str


@cache
def load_towns(path: Path = TOWNS_FILE) -> tuple[Town, ...]:
    """Return the towns in the order of the table.

    Raises GeoError `unknown_zone` where a row names a zone that is not one of ZONES.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return tuple(_town(row) for row in csv.DictReader(lines))


def town_by_name(name: str) -> Town:
    """Return the town of that name, written with or without 镇, 乡, 街道 and the names of county, city, province.

    Raises GeoError `unknown_town` where no town, or more than one, bears the name.
    """
    stem = _stem(name)
    found = [town for town in load_towns() if _stem(town.name) == stem]
    if len(found) != 1:
        raise _unknown_town(name)
    return found[0]


def town_by_code(town_code: str) -> Town:
    """Return the town with this 9-digit code; raises GeoError `unknown_town`."""
    for town in load_towns():
        if town.code == town_code:
            return town
    raise _unknown_town(town_code)


def zone_of_town(town_code: str) -> str:
    """Return the zone 片区 (南部, 中部 or 北部) of a 9-digit town code; raises GeoError `unknown_town`."""
    return town_by_code(town_code).zone


def zone_by_town() -> dict[str, str]:
    """Return the whole table town code → zone 片区."""
    return {town.code: town.zone for town in load_towns()}


def _town(row: dict[str, str]) -> Town:
    if row["zone"] not in ZONES:
        raise GeoError(
            "unknown_zone",
            zh=f"乡镇表中 {row['name']} 的片区“{row['zone']}”不是南部、中部或北部",
            en=f'The town table gives {row["name"]} the zone "{row["zone"]}", which is none of 南部, 中部, 北部',
        )
    return Town(
        code=row["town_code"],
        name=row["name"],
        kind=row["kind"],
        zone=row["zone"],
        zone_confidence=row["zone_confidence"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        name_en=row["name_en"],
        note=row["note"],
    )


def _stem(name: str) -> str:
    """Return the name without spaces, superior areas and the word for its kind."""
    stem = "".join(name.split())
    for prefix in _COUNTY_PREFIXES:
        stem = stem.removeprefix(prefix)
    for suffix in _SUFFIXES:
        if stem.endswith(suffix) and len(stem) > len(suffix):
            return stem.removesuffix(suffix)
    return stem


def _unknown_town(name: str) -> GeoError:
    return GeoError("unknown_town", zh=f"本县没有乡镇“{name}”", en=f'The county has no town "{name}"')
