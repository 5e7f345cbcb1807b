"""Villages by their names (村名对照): towns with or without 镇, villages with or without 村."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

COUNTY_WIDE = frozenset({"全县", "县级", "县域"})
_TOWN_SUFFIX = re.compile(r"(街道办事处|街道办|街道|便民服务中心|镇|乡)$")
_VILLAGE_SUFFIX = re.compile(r"(村?村民委员会|村?村委会|行政村|村)$")
_SEPARATOR = re.compile(r"[、，,;；/]+")


def town_key(name: str) -> str:
    """Return a town's name without its suffix (周河镇 is 周河)."""
    return _TOWN_SUFFIX.sub("", name) or name


def village_key(name: str) -> str:
    """Return a village's name without its suffix."""
    return _VILLAGE_SUFFIX.sub("", name) or name


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Village codes by name, and by town and name."""

    by_name: dict[str, set[str]]
    by_town: dict[tuple[str, str], set[str]]

    def in_town(self, town: str, village: str) -> str | None:
        """Return the code of the one village of that name in that town; None if there is none or several."""
        return _only(self.by_town.get((town_key(town), village_key(village)), set()))

    def anywhere(self, name: str) -> str | None:
        """Return the code of the one village so named in the county, the town's name before it or not."""
        found = self.by_name.get(village_key(name), set())
        if found:
            return _only(found)
        for town, village in self.by_town:
            if name.startswith(town) and village_key(_TOWN_SUFFIX_AHEAD.sub("", name.removeprefix(town))) == village:
                return _only(self.by_town[town, village])
        return None


_TOWN_SUFFIX_AHEAD = re.compile(r"^(街道办事处|街道办|街道|镇|乡)")


def _only(codes: set[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


def make_gazetteer(villages: Iterable[tuple[str, str | None, str | None]]) -> Gazetteer:
    """Return the gazetteer of villages given as (code, town name, village name)."""
    by_name: dict[str, set[str]] = defaultdict(set)
    by_town: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, town, village in villages:
        if village:
            by_name[village_key(village)].add(code)
            by_town[town_key(town or ""), village_key(village)].add(code)
    return Gazetteer(dict(by_name), dict(by_town))


def place_codes(place: str, gazetteer: Gazetteer) -> tuple[str, bool]:
    """Return the codes of the villages of a 实施地点, comma separated, and whether it was understood.

    A county-wide place is understood and has no villages; one name in doubt leaves the whole place without.
    """
    if place in COUNTY_WIDE:
        return "", True
    codes = [gazetteer.anywhere(part) for part in _SEPARATOR.split(place) if part]
    if not codes or None in codes:
        return "", False
    return ",".join(sorted({code for code in codes if code})), True
