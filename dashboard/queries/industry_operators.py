"""Who runs the industries of a village (经营主体): cooperatives, associations and others, by the year's register."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import func, select

from dashboard.queries.reading import CACHED, Reading
from data.schema import facts, in_edition

COOPERATIVE, ASSOCIATION = "合作社", "协会"


@lru_cache(maxsize=CACHED)
def operators(reading: Reading, year: int, industry: str | None = None) -> Mapping[str, Mapping[str, int]]:
    """Return by village code how many operators (经营主体) of each type the year's register names, of an industry."""
    table = facts["industries"]
    c = table.c
    wanted = select(c.village_code, c.operator_type, func.count(func.distinct(c.operator)))
    here = [in_edition(table, reading.edition), c.year == year, c.operator_type.is_not(None)]
    here += [] if industry is None else [c.industry == industry]
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for code, kind, count in reading.rows(wanted.where(*here).group_by(c.village_code, c.operator_type)):
        found[code][kind] = count
    return MappingProxyType(found)


@lru_cache(maxsize=CACHED)
def tells_operators(reading: Reading, year: int) -> bool:
    """Return whether the year's register tells the type of any operator."""
    return bool(operators(reading, year))
