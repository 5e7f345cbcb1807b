"""The members (分项) of a breakdown: their names in a language, and the order in which they are listed."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from dashboard import names
from dashboard.components.funds_text import level_name
from dashboard.i18n import t
from dashboard.metrics.model import Dimension
from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.villages import Village, villages
from data.text import Locale
from geo.towns import ZONES


@lru_cache(maxsize=CACHED)
def _by_code(reading: Reading) -> Mapping[str, Village]:
    return {village.code: village for village in villages(reading)}


@lru_cache(maxsize=CACHED)
def _town_names(reading: Reading) -> Mapping[str, str]:
    return {village.town_code: village.town_name for village in villages(reading)}


def member_label(reading: Reading, language: Locale, by: Dimension, member: str) -> str:
    """Return the name of a member in the language; what belongs to no single one says so."""
    if member == UNASSIGNED:
        return names.zone_label(language, None) if by == "zone" else t(language, "funds.unassigned")
    if by == "zone":
        return names.zone_label(language, member)
    if by == "town":
        return names.town_label(language, member, name=_town_names(reading).get(member, ""))
    if by == "village":
        village = _by_code(reading).get(member)
        return names.village_label(language, village.name) if village else member
    return {
        "category": names.category_label,
        "level": level_name,
        "department": names.unit_label,
    }[by](language, member)


def member_order(by: Dimension, members: Iterable[str]) -> tuple[str, ...]:
    """Return the members as they are listed: zones from the south, places by code, others by name, none last."""
    order = {zone: at for at, zone in enumerate(ZONES)} if by == "zone" else {}

    def key(member: str) -> tuple[bool, int, str]:
        return member == UNASSIGNED, order.get(member, len(order)), member

    return tuple(sorted(members, key=key))
