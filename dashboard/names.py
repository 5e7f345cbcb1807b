"""Names of places in both languages (地名): villages by pinyin, towns and zones by their tables."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from dashboard.i18n import t
from dashboard.theme import ZONES
from data.text import Locale
from geo.errors import GeoError
from geo.towns import town_by_code

VILLAGE_SUFFIX = "村"
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


def county_label(language: Locale, name: str) -> str:
    """Return the county's name (县名): ``靖边县`` or ``Jingbian County``."""
    if language == "zh":
        return name
    return f"{romanised(name.removesuffix(t('zh', 'shell.county_word')))} {t('en', 'shell.county_word')}"
