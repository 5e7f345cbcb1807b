"""Names and numbers that belong to nobody."""

from datetime import date

import pytest

from etl.demo.chance import stream
from etl.demo.names import IdentityNumbers, certificate, check_digit, short_form, village_names, wrong_check
from etl.demo.records import County

REAL_VILLAGES = {
    "乔沟湾", "峁涧", "新庄", "杨渠", "许台", "李家城则", "银湾", "天赐湾", "墩坬", "城河",
    "马宁", "三胜", "椿树湾", "羊圈湾", "席麻湾", "大路渠", "高渠", "闫家湾", "沙渠", "东高峁",
    "大沟", "广阳湾", "塘坝渠", "小沙峁", "西高峁", "敖包梁", "王家坬", "长胜", "朱掌沟", "联合",
    "圪坨河", "尔德井", "席季滩", "白城则", "张家畔", "郭家庙", "胡伙场", "张伙场", "四柏树", "海则畔",
    "双伙场", "新伙场", "王家庙", "寨山", "瓦房", "双家湾", "新房滩", "林家湾", "望夏", "杨虎台",
    "东坪", "韩场伙",
}  # fmt: skip


def test_no_village_bears_a_real_name(county: County) -> None:
    names = {village.name.removesuffix("村") for village in county.villages}
    assert not names & REAL_VILLAGES
    assert len(names) == len(county.villages)


def test_invented_names_of_any_seed_are_unique_and_not_real() -> None:
    for seed in range(30):
        names = village_names(stream(seed, "test"), 98)
        assert len({name[:2] for name in names}) == 98
        assert not set(names) & REAL_VILLAGES


def test_check_digit_of_a_known_example() -> None:
    assert check_digit("11010519491231002") == "X"


def test_every_registered_number_is_impossible_and_well_formed(county: County) -> None:
    lengths = set()
    for house in county.households:
        for person in house.members:
            number = person.id_number
            lengths.add(len(number))
            assert number.startswith("000000")
            if len(number) >= 18:
                assert number[17] == check_digit(number[:17])
    assert lengths == {15, 18, 20, 22}


def test_numbers_are_unique_also_in_their_18_character_form(county: County) -> None:
    numbers = [person.id_number for house in county.households for person in house.members]
    full = [f"{number[:6]}19{number[6:]}" if len(number) == 15 else number[:17] for number in numbers]
    assert len({number[:17] for number in full}) == len(full)


def test_short_form_and_certificate() -> None:
    number = IdentityNumbers().next(date(1950, 2, 3), "男")
    assert short_form(number) == "000000500203001"
    assert certificate(number, sort=4, grade=1, reissued=False) == number + "41"


def test_numbers_of_a_day_run_out() -> None:
    numbers = IdentityNumbers()
    for _ in range(499):
        numbers.next(date(1980, 1, 1), "女")
    with pytest.raises(ValueError, match="no identity number"):
        numbers.next(date(1980, 1, 1), "女")


def test_wrong_check_is_wrong() -> None:
    number = IdentityNumbers().next(date(1950, 2, 3), "女")
    assert wrong_check(number)[17] != check_digit(number[:17])
