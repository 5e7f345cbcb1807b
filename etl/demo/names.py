"""Invented names of villages, people and units, and identity numbers nobody can bear."""

from collections import defaultdict
from datetime import date
from random import Random

_FIRST = "荞糜苇芨蓿棘榆桑椒葵藜菀岚霁曦澈沁煦皓荻"
_SECOND = "穗禾云泉月星石羽音杉峪芽"
_LAST = "湾沟峁梁畔渠岔砭坪塬"
_SURNAMES = "张王李刘高马白贺曹乔冯郭杜康折思惠薛吴任常艾霍苗申屈拓牛雷强"
_GIVEN_MEN = "宏军平林海峰鹏飞涛勇刚强伟亮文斌杰辉志忠生财贵厚明旺栓岗川江"
_GIVEN_WOMEN = "梅兰芳霞玲秀英红艳莲琴翠花凤云燕静娟丽芝巧桂香雪娥萍彩叶青荣"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
FAKE_REGION = "000000"


def village_names(rng: Random, count: int) -> list[str]:
    """`count` different invented village names (without 村), no two sharing their first two characters."""
    stems = [first + second for first in _FIRST for second in _SECOND]
    return [stem + rng.choice(_LAST) for stem in rng.sample(stems, count)]


def person_name(rng: Random, sex: str) -> str:
    """An invented name of two or three characters for sex 男 or 女."""
    given = _GIVEN_MEN if sex == "男" else _GIVEN_WOMEN
    length = 1 if rng.random() < 0.3 else 2
    return rng.choice(_SURNAMES) + "".join(rng.choice(given) for _ in range(length))


def check_digit(first_17: str) -> str:
    """The 18th character of an identity number (公民身份号码), MOD 11-2."""
    return _CHECK[sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True)) % 11]


class IdentityNumbers:
    """Hands out identity numbers with the region 000000, which no authority has, each once."""

    def __init__(self) -> None:
        """Start with no number given."""
        self._given: defaultdict[tuple[str, str], int] = defaultdict(int)

    def next(self, born: date, sex: str) -> str:
        """The next free 18-character number of a birth date and sex (odd sequence = 男)."""
        # The 15-character form keeps two digits of the year only, so the century must not be what tells two apart.
        key = (born.strftime("%y%m%d"), sex)
        sequence = 2 * self._given[key] + (1 if sex == "男" else 2)
        self._given[key] += 1
        if sequence > 999:
            raise ValueError(f"no identity number left for {born} {sex}")
        first_17 = f"{FAKE_REGION}{born:%Y%m%d}{sequence:03d}"
        return first_17 + check_digit(first_17)


def short_form(id_number: str) -> str:
    """The old 15-digit form of an 18-character number of someone born 19xx."""
    return id_number[:6] + id_number[8:17]


def certificate(id_number: str, *, sort: int, grade: int, reissued: bool) -> str:
    """The disability certificate (残疾证) made of an identity number: 20 digits, 22 when reissued."""
    return f"{id_number}{sort}{grade}" + ("01" if reissued else "")


def wrong_check(id_number: str) -> str:
    """The same number with a check digit that is surely wrong."""
    return id_number[:17] + ("1" if id_number[17] != "1" else "2")
