"""People and households by village and day (建档立卡人口), all from the daily changes: no query looks at persons."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import func, select

from dashboard.queries.reading import CACHED, Reading
from data.schema import (
    CAUSE_DAY_MEASURES,
    COUNTY_CODE,
    VILLAGE_DAY_MEASURES,
    facts,
    in_edition,
    village_cause_day,
    village_day,
)

Counts = Mapping[str, int]

_SUMS = [func.sum(village_day.c[measure]) for measure in VILLAGE_DAY_MEASURES]


@lru_cache(maxsize=CACHED)
def village_counts(reading: Reading, as_of: date) -> Mapping[str, Counts]:
    """Return the measures of ``VILLAGE_DAY_MEASURES`` at the day's end by village code."""
    day = village_day.c
    wanted = (
        select(day.village_code, *_SUMS)
        .where(day.county_code == COUNTY_CODE, day.edition <= reading.edition, day.day <= as_of)
        .group_by(day.village_code)
    )
    return MappingProxyType(
        {
            code: MappingProxyType(dict(zip(VILLAGE_DAY_MEASURES, map(int, values), strict=True)))
            for code, *values in reading.rows(wanted)
        }
    )


@lru_cache(maxsize=CACHED)
def cause_counts(reading: Reading, as_of: date) -> Mapping[tuple[str, str], Counts]:
    """Return the measures of ``CAUSE_DAY_MEASURES`` at the day's end by village code and main cause (主要致贫原因)."""
    day = village_cause_day.c
    sums = [func.sum(day[measure]) for measure in CAUSE_DAY_MEASURES]
    wanted = (
        select(day.village_code, day.main_cause, *sums)
        .where(day.county_code == COUNTY_CODE, day.edition <= reading.edition, day.day <= as_of)
        .group_by(day.village_code, day.main_cause)
    )
    return MappingProxyType(
        {
            (code, cause): MappingProxyType(dict(zip(CAUSE_DAY_MEASURES, map(int, values), strict=True)))
            for code, cause, *values in reading.rows(wanted)
        }
    )


@lru_cache(maxsize=CACHED)
def any_row_says(reading: Reading, kind: str, column: str) -> bool:
    """Return whether any row of a register in the edition has something on record in that column."""
    table = facts[kind]
    wanted = select(table.c.county_code).where(in_edition(table, reading.edition))
    return reading.value(wanted.where(table.c[column].is_not(None)).limit(1)) is not None


def any_household_says(reading: Reading, column: str) -> bool:
    """Return whether any household of the edition has something on record in that column (``helper_name`` …)."""
    return any_row_says(reading, "households", column)
