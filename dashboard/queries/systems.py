"""The seven systems (七大体系) by village and day, from the daily changes: no query looks at persons."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import func, select

from dashboard.metrics.systems import part_id, parts_of
from dashboard.queries.reading import CACHED, Reading, edition_note
from dashboard.queries.registry import any_row_says
from dashboard.queries.villages import has_rows
from data.schema import COUNTY_CODE, ITEM_DAY_MEASURES, village_item_day
from data.systems import BY_MEASURE, HOUSEHOLDS_WITH_ANY, PEOPLE_WITH_ANY, SYSTEMS, horizon

Counts = Mapping[str, int]

NONE: Counts = MappingProxyType(dict.fromkeys(ITEM_DAY_MEASURES, 0))
NEEDED: Mapping[str, tuple[str, ...]] = {
    "employment": ("born_on", "labour_ability"), "education": ("school_status",), "pension": ("born_on",),
    "old_age_allowance": ("born_on",),
}  # fmt: skip
"""Columns of the register of people without which nobody is known to be eligible."""
COVERING: Mapping[str, tuple[str, ...]] = {
    "medical": ("rural_medical_insurance", "serious_illness_insurance"), "pension": ("pension_insurance",),
    "old_age_allowance": ("old_age_allowance",),
}  # fmt: skip
"""Columns without which nobody is known to be covered."""


@lru_cache(maxsize=CACHED)
def item_counts(reading: Reading, as_of: date) -> Mapping[str, Mapping[str, Counts]]:
    """Return the measures of ``ITEM_DAY_MEASURES`` at the day's end by item and village code."""
    day = village_item_day.c
    sums = [func.sum(day[measure]) for measure in ITEM_DAY_MEASURES]
    wanted = (
        select(day.item, day.village_code, *sums)
        .where(day.county_code == COUNTY_CODE, day.edition <= reading.edition, day.day <= as_of)
        .group_by(day.item, day.village_code)
    )
    found: dict[str, dict[str, Counts]] = {}
    for item, code, *values in reading.rows(wanted):
        counts = MappingProxyType(dict(zip(ITEM_DAY_MEASURES, map(int, values), strict=True)))
        found.setdefault(item, {})[code] = counts
    return MappingProxyType({item: MappingProxyType(by_village) for item, by_village in found.items()})


@lru_cache(maxsize=CACHED)
def is_kept(reading: Reading) -> bool:
    """Return whether the edition keeps the systems at all: one loaded by an earlier version does not."""
    day = village_item_day.c
    wanted = select(day.item).where(day.county_code == COUNTY_CODE, day.edition <= reading.edition)
    return reading.value(wanted.limit(1)) is not None


def _is_told_on(reading: Reading, as_of: date) -> bool:
    """Return whether the edition tells the systems on a day: birthdays are kept some years ahead only."""
    return is_kept(reading) and as_of <= horizon(edition_note(reading).delivered_on)


def _any_says(reading: Reading, columns: tuple[str, ...]) -> bool:
    return all(any_row_says(reading, "persons", column) for column in columns)


@lru_cache(maxsize=CACHED)
def _told_eligible(reading: Reading, key: str) -> bool:
    """Return whether the registers hold what tells who is eligible."""
    if key == "relocation":
        return has_rows(reading, "households") and has_rows(reading, "measures")
    if key == "industry":
        return has_rows(reading, "households")
    if key == "care":
        return any(any_row_says(reading, "persons", column) for column in ("left_behind", "disability"))
    return has_rows(reading, "persons") and _any_says(reading, NEEDED.get(key, ()))


@lru_cache(maxsize=CACHED)
def _told_covered(reading: Reading, key: str) -> bool:
    """Return whether the registers hold what tells who is covered."""
    by_measure = key in BY_MEASURE
    told = has_rows(reading, "measures") if by_measure else _any_says(reading, COVERING[key])
    return told and _told_eligible(reading, key)


def _summed(counts: Mapping[str, Counts], codes: Collection[str], measure: str) -> int:
    return sum(counts[code][measure] for code in codes if code in counts)


def is_told(reading: Reading, as_of: date, figure: str) -> bool:
    """Return whether the edition's registers tell a figure (``system.pension.covered``) on a day."""
    if not _is_told_on(reading, as_of):
        return False
    name, _, part = figure.rpartition(".")
    if name == "measures":
        kind = "households" if part == HOUSEHOLDS_WITH_ANY else "persons"
        return has_rows(reading, kind) and has_rows(reading, "measures")
    tells = _told_covered if part in ("covered", "gap", "untold") else _told_eligible
    return tells(reading, name.partition(".")[2])


@lru_cache(maxsize=CACHED)
def _told_figures(reading: Reading, as_of: date) -> frozenset[str]:
    figures = [part_id(key, part) for key in SYSTEMS for part in parts_of(key)]
    figures += [f"measures.{item}" for item in (HOUSEHOLDS_WITH_ANY, PEOPLE_WITH_ANY)]
    return frozenset(figure for figure in figures if is_told(reading, as_of, figure))


def system_figures(reading: Reading, as_of: date, codes: Collection[str]) -> dict[str, int | None]:
    """Return every figure of the systems over some villages; None where no register tells."""
    counts = item_counts(reading, as_of)
    found: dict[str, int] = {}
    for key in SYSTEMS:
        sums = {measure: _summed(counts.get(key, {}), codes, measure) for measure in ITEM_DAY_MEASURES}
        sums["gap"] = sums["eligible"] - sums["covered"]
        found |= {part_id(key, part): sums[part] for part in parts_of(key)}
    for item in (HOUSEHOLDS_WITH_ANY, PEOPLE_WITH_ANY):
        found[f"measures.{item}"] = _summed(counts.get(item, {}), codes, "covered")
    told = _told_figures(reading, as_of)
    return {figure: value if figure in told else None for figure, value in found.items()}
