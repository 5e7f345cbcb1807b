"""The table of towns: complete, in the zones of the input contract, found under every way of writing a name."""

from pathlib import Path

import pytest

from geo.errors import GeoError
from geo.shapes import is_inside_county
from geo.towns import ZONES, load_towns, town_by_code, town_by_name, zone_by_town, zone_of_town

ZONE_TABLE = {
    "北部": "红墩界 海则滩 黄蒿界 宁条梁 东坑 张家畔街道 杨桥畔",
    "中部": "镇靖 席麻湾 龙洲 王渠则 中山涧 杨米涧",
    "南部": "小河 周河 天赐湾 青阳岔",
}
HEADER = "town_code,name,kind,zone,zone_confidence,lon,lat,name_en,note"


def test_seventeen_towns_with_their_own_codes_inside_the_county() -> None:
    towns = load_towns()
    assert len({town.code for town in towns}) == 17
    assert all(town.code.startswith("610824") and len(town.code) == 9 for town in towns)
    assert all(is_inside_county(town.lon, town.lat, tolerance=0) for town in towns)
    assert {town.zone_confidence for town in towns} <= {"A", "B", "C"}


def test_every_town_has_both_names_and_its_kind() -> None:
    for town in load_towns():
        assert town.name.endswith(town.kind)
        assert town.name_en.isascii()
        assert town.name_en.endswith("Subdistrict" if town.kind == "街道" else "Town")


def test_zones_are_those_of_the_input_contract() -> None:
    table = {town_by_name(name).code: zone for zone, names in ZONE_TABLE.items() for name in names.split()}
    assert table == zone_by_town()
    assert set(table.values()) == set(ZONES)


@pytest.mark.parametrize("name", ["红墩界", "红墩界镇", " 红墩界 镇", "红墩界乡", "靖边县红墩界镇"])
def test_a_town_is_found_with_or_without_its_suffix(name: str) -> None:
    assert town_by_name(name).code == "610824105"


@pytest.mark.parametrize("name", ["张家畔", "张家畔镇", "张家畔街道", "张家畔街道办事处"])
def test_the_subdistrict_is_found_under_its_older_name(name: str) -> None:
    assert town_by_name(name).code == "610824001"


@pytest.mark.parametrize("name", ["", "镇", "瓦窑堡镇", "靖边县"])
def test_an_unknown_name_is_refused_in_both_languages(name: str) -> None:
    with pytest.raises(GeoError) as caught:
        town_by_name(name)
    assert caught.value.code == "unknown_town"
    assert name in caught.value.message.zh
    assert name in caught.value.message.en


def test_zone_and_town_by_code() -> None:
    assert zone_of_town("610824104") == "南部"
    assert town_by_code("610824104").name == "周河镇"
    with pytest.raises(GeoError, match="610824999"):
        zone_of_town("610824999")


def test_an_edited_table_with_an_unknown_zone_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "towns.csv"
    table.write_text(f"{HEADER}\n610824101,东坑镇,镇,西部,C,108.56,37.57,Dongkeng Town,\n", encoding="utf-8-sig")
    with pytest.raises(GeoError, match="西部"):
        load_towns(table)
