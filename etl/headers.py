"""Header texts (表头): a heading without its untidiness, the unit it carries, the columns it names."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from data.registers import Column, Register

UNITS = (
    "百万元|万元|千元|亿元|元|%|亩|m2|平方米|平米|月|个月|年|岁|户|人|个|名|支|只|头|箱|座|千瓦"
    "|公里|km|米|m|吨|公斤|分|度|°|次|项|处"
)
_UNIT_AT_END = re.compile(rf"\((?:单位:?)?(?:人民币)?({UNITS})(?:/[^()]*)?\)$")
_UNIT_ONLY = re.compile(rf"\(?(?:单位:?)?({UNITS})\)?")
_UNIT_UNBRACKETED = re.compile(r"(?<=.)[/,:_-]?(?:人民币)?(百万元|万元|千元|亿元|元|%)$")
_UNIT_LINE = re.compile(
    r"(?<!填报)(?<!编制)(?<!报送)(?<!制表)(?<!填表)单位[:为]?(?:[户人个亩村名%][、,/])*(?:人民币)?(百万元|万元|千元|亿元|元)"
)
_SPACE = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_BRACKETS = str.maketrans({**dict.fromkeys("[{〔【〈《", "("), **dict.fromkeys("]}〕】〉》", ")"), "*": None})
_NO_BRACKETS = str.maketrans("", "", "()")


def written(raw: object) -> str:
    """Return a heading as written, without spaces and line breaks; empty for an empty cell."""
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return _SPACE.sub("", str(raw))


@lru_cache(maxsize=8192)
def tidy(heading: str) -> str:
    """Return a heading in half width without spaces and marks of required columns, all brackets round."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", heading)).translate(_BRACKETS)


@lru_cache(maxsize=8192)
def split_unit(heading: str) -> tuple[str, str | None]:
    """Return the tidy heading without its unit at the end, and that unit (元, 万元, %, 亩 …) or None.

    The unit stands in brackets; one of money or a percent sign may stand without (批复资金万元).
    """
    plain = tidy(heading).rstrip(":")
    match = _UNIT_AT_END.search(plain) or _UNIT_UNBRACKETED.search(plain)
    return (plain[: match.start()], match[1]) if match else (plain, None)


def is_unit_only(heading: str) -> bool:
    """Return whether a heading is nothing but a unit: the lower half of a heading over two rows."""
    return _UNIT_ONLY.fullmatch(tidy(heading)) is not None


def money_unit_of_line(cell: object) -> str | None:
    """Return the unit that a unit line (单位：万元) declares, None if the cell is no unit line."""
    if not isinstance(cell, str) or "位" not in cell:
        return None
    match = _UNIT_LINE.search(tidy(cell))
    return match[1] if match else None


class HeaderIndex:
    """Which columns of which kinds of register a heading names."""

    def __init__(self, registers: Mapping[str, Register]) -> None:
        """Index every heading and synonym: as it is, without its unit, without its brackets."""
        self._levels: tuple[dict[str, dict[str, Column]], ...] = ({}, {}, {})
        for kind, register in registers.items():
            for column in register.columns:
                for heading in (column.header, *column.synonyms):
                    for level, form in zip(self._levels, _forms(heading), strict=True):
                        level.setdefault(form, {}).setdefault(kind, column)

    def find(self, heading: str) -> dict[str, Column]:
        """Return the column named by ``heading`` in each kind that knows it; the most exact match goes first."""
        found: dict[str, Column] = {}
        for level, form in zip(self._levels, _forms(heading), strict=True):
            for kind, column in level.get(form, {}).items():
                found.setdefault(kind, column)
        return found


@lru_cache(maxsize=8192)
def _forms(heading: str) -> tuple[str, str, str]:
    plain = tidy(heading).rstrip(":")
    return plain, split_unit(heading)[0], plain.translate(_NO_BRACKETS)
