"""Names of places, people and units in both languages (地名、人名、单位名): by their tables, else by pinyin."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from dashboard.i18n import catalogue, t
from dashboard.theme import ZONES
from data.text import Locale
from geo.errors import GeoError
from geo.towns import load_towns, town_by_code

VILLAGE_SUFFIX = "村"
COMPOUND_SURNAMES = frozenset({"欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "令狐", "慕容", "司徒", "夏侯", "东方"})
GOVERNMENT = "人民政府"
APOSTROPHE_BEFORE = frozenset("aoe")


@lru_cache(maxsize=2048)
def romanised(name: str) -> str:
    """Return a Chinese name in pinyin as one capitalised word (``齐河湾`` → ``Qihewan``)."""
    syllables = lazy_pinyin(name, style=Style.NORMAL)
    joined = "".join(f"'{s}" if at and s[:1] in APOSTROPHE_BEFORE else s for at, s in enumerate(syllables))
    return joined[:1].upper() + joined[1:]


def village_label(language: Locale, name: str) -> str:
    """Return a village's name (村名): ``齐河湾村`` or ``Qihewan Village``."""
    if language == "zh":
        return name
    stem = name.removesuffix(VILLAGE_SUFFIX) or name
    return f"{romanised(stem)} Village"


def town_label(language: Locale, code: str, *, name: str = "") -> str:
    """Return a town's name (乡镇名) by its 9-digit code; ``name``, or its pinyin, for a code the table lacks."""
    try:
        town = town_by_code(code)
    except GeoError:
        return name or code if language == "zh" else romanised(name) if name else code
    return town.name if language == "zh" else town.name_en


def zone_label(language: Locale, zone: str | None) -> str:
    """Return a zone's full name (片区): ``南部白于山区`` or ``South, Baiyu hills``; unassigned for None or another."""
    return t(language, f"shell.zone_{ZONES[zone].key}" if zone and zone in ZONES else "shell.zone_none")


def zone_short(language: Locale, zone: str | None) -> str:
    """Return a zone's short name: ``南部`` or ``South``."""
    return t(language, f"shell.zone_{ZONES[zone].key}_short" if zone and zone in ZONES else "shell.zone_none")


def place_words(language: Locale, dimension: str, member: str, *, village_name: str) -> str | None:
    """Return the name of a member of a place dimension (zone, town, village); None for another dimension."""
    return {
        "zone": lambda: zone_label(language, member),
        "town": lambda: town_label(language, member),
        "village": lambda: village_label(language, village_name),
    }.get(dimension, lambda: None)()


def county_label(language: Locale, name: str) -> str:
    """Return the county's name (县名): ``靖边县`` or ``Jingbian County``."""
    if language == "zh":
        return name
    return f"{romanised(name.removesuffix(t('zh', 'shell.county_word')))} {t('en', 'shell.county_word')}"


def person_label(language: Locale, name: str) -> str:
    """Return an official's name (姓名): ``冯辉`` or ``Feng Hui``; one not in Chinese characters as written."""
    if language == "zh" or not _is_chinese(name):
        return name
    surname = name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]
    given = name[len(surname) :]
    return f"{romanised(surname)} {romanised(given)}" if given else romanised(surname)


def unit_label(language: Locale, name: str) -> str:
    """Return a unit's name (单位): ``县农业局`` or ``County Agriculture Bureau``; one not in the table in pinyin."""
    return name if language == "zh" or not _is_chinese(name) else _known_unit(name) or romanised(name)


def handler_label(language: Locale, name: str) -> str:
    """Return who handles a matter (承办单位) as ``unit_label`` does, but one not in the table as it is written."""
    return name if language == "zh" else _known_unit(name) or name


def _known_unit(name: str) -> str | None:
    """Return the English name of a unit of the table, with its level (县, 市 …) before it; None for another one."""
    known = catalogue()
    if name.endswith(GOVERNMENT):
        place = name.removesuffix(GOVERNMENT)
        return t("en", "units.government_of", place=_place(place))
    level, rest = known.get(f"units.{name[:1]}"), known.get(f"units.{name[1:]}")
    if level and rest:
        return f"{level['en']} {rest['en']}"
    return known[f"units.{name}"]["en"] if f"units.{name}" in known else None


def category_label(language: Locale, name: str) -> str:
    """Return a category of projects (项目大类): ``特色产业`` or ``Local industries``; another one as written."""
    texts = catalogue().get(f"units.category_{name}")
    return texts[language] if texts else name


def _place(name: str) -> str:
    town = next((each for each in load_towns() if each.name == name), None)
    return town.name_en if town else romanised(name)


def _is_chinese(name: str) -> bool:
    return bool(name) and all("\u4e00" <= letter <= "\u9fff" for letter in name)
