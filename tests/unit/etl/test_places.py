"""Villages by name: with and without 镇 and 村, and never by a guess."""

import pytest

from etl import places

VILLAGES = [
    ("610824104001", "周河镇", "南甲村"),
    ("610824104002", "周河镇", "共同村"),
    ("610824001001", "张家畔街道", "共同村"),
    ("610824116003", "镇靖镇", "村"),
]
GAZETTEER = places.make_gazetteer(VILLAGES)


@pytest.mark.parametrize("town", ["周河镇", "周河", "周河乡"])
@pytest.mark.parametrize("village", ["南甲村", "南甲", "南甲行政村", "南甲村委会", "南甲村村委会", "南甲村民委员会"])
def test_a_village_in_its_town(town: str, village: str) -> None:
    assert GAZETTEER.in_town(town, village) == "610824104001"


@pytest.mark.parametrize("town", ["张家畔街道", "张家畔", "张家畔街道办", "张家畔街道办事处"])
def test_the_town_tells_villages_of_one_name_apart(town: str) -> None:
    assert GAZETTEER.in_town(town, "共同村") == "610824001001"


def test_a_village_that_is_not_there() -> None:
    assert GAZETTEER.in_town("周河", "北甲") is None
    assert GAZETTEER.in_town("镇靖", "南甲") is None
    assert GAZETTEER.anywhere("北甲村") is None


def test_names_made_of_suffixes_only_stay_names() -> None:
    assert places.town_key("镇") == "镇"
    assert places.village_key("村") == "村"
    assert places.town_key("镇靖镇") == "镇靖"
    assert GAZETTEER.in_town("镇靖", "村") == "610824116003"


@pytest.mark.parametrize("name", ["南甲", "南甲村", "周河镇南甲村", "周河南甲"])
def test_a_village_anywhere(name: str) -> None:
    assert GAZETTEER.anywhere(name) == "610824104001"


def test_two_villages_of_one_name_are_told_apart_by_the_town_before_it() -> None:
    assert GAZETTEER.anywhere("共同村") is None
    assert GAZETTEER.anywhere("周河镇共同村") == "610824104002"
    assert GAZETTEER.anywhere("张家畔街道共同村") == "610824001001"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("南甲村", ("610824104001", True)),
        ("周河镇共同村、南甲", ("610824104001,610824104002", True)),
        ("南甲,南甲村", ("610824104001", True)),
        ("全县", ("", True)),
        ("南甲、共同村", ("", False)),
        ("南甲、火星村", ("", False)),
        ("、", ("", False)),
    ],
)
def test_a_place_of_implementation(place: str, expected: tuple[str, bool]) -> None:
    assert places.place_codes(place, GAZETTEER) == expected


def test_villages_without_a_name_are_left_out() -> None:
    assert places.make_gazetteer([("1", None, None)]).by_name == {}
