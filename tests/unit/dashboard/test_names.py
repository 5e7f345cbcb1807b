import pytest

from dashboard import names


@pytest.mark.parametrize(("name", "english"), [
    ("齐河湾村", "Qihewan Village"), ("兰安渠村", "Lan'anqu Village"), ("村", "Cun Village"),
])  # fmt: skip
def test_a_village_is_named_by_its_pinyin(name: str, english: str) -> None:
    assert names.village_label("en", name) == english
    assert names.village_label("zh", name) == name


def test_a_town_is_named_by_the_table_and_without_it_by_what_is_given() -> None:
    assert names.town_label("en", "610824104") == "Zhouhe Town"
    assert names.town_label("zh", "610824104") == "周河镇"
    assert names.town_label("en", "000000000", name="新镇") == "Xinzhen"
    assert names.town_label("zh", "000000000") == "000000000"


def test_a_village_without_zone_is_unassigned() -> None:
    assert names.zone_label("en", "南部") == "South, Baiyu hills"
    assert names.zone_short("zh", None) == "未分区"


def test_the_county() -> None:
    assert names.county_label("en", "靖边县") == "Jingbian County"
    assert names.county_label("zh", "靖边县") == "靖边县"


@pytest.mark.parametrize(
    ("name", "english"), [("冯辉", "Feng Hui"), ("欧阳修", "Ouyang Xiu"), ("A. Smith", "A. Smith"), ("", "")]
)
def test_an_official_is_named_by_surname_and_given_name(name: str, english: str) -> None:
    assert names.person_label("en", name) == english
    assert names.person_label("zh", name) == name


@pytest.mark.parametrize(("name", "english"), [
    ("县农业局", "County Agriculture Bureau"), ("周河镇人民政府", "Government of Zhouhe Town"), ("兰安所", "Lan'ansuo"),
])  # fmt: skip
def test_a_unit_is_named_by_the_table_and_without_it_by_pinyin(name: str, english: str) -> None:
    assert names.unit_label("en", name) == english
    assert names.unit_label("zh", name) == name


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("县金融办", "County Finance Affairs Office"), ("县考核办", "County Assessment Office"),
        ("县畜牧局", "County Animal Husbandry Bureau"), ("兰安所", "兰安所"), ("", ""),
    ],
)  # fmt: skip
def test_who_handles_a_matter_is_named_by_the_table_and_without_it_as_written(name: str, english: str) -> None:
    assert names.handler_label("en", name) == english
    assert names.handler_label("zh", name) == name


def test_a_category_missing_in_the_table_stays_as_written() -> None:
    assert names.category_label("en", "特色产业") == "Local industries"
    assert names.category_label("en", "{别的}") == "{别的}"
