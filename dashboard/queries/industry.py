"""Industries of the villages (产业台账) by year: size, output and poor households carried, as sums over rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import and_, func, select

from dashboard.metrics.arithmetic import ratio
from dashboard.queries import registry
from dashboard.queries.entries import with_origin
from dashboard.queries.progress import Scope, scope_villages
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.status import baseline_day
from dashboard.queries.villages import Village, has_rows
from data.schema import COUNTY_CODE, delivery, facts, in_edition, source_file

FEN = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the register: an industry of a village with one operator in a year.

    ``scale`` in ``unit`` (规模单位), ``households`` = 带动贫困户数; ``is_site`` None where the register does not tell;
    ``operator`` is the 经营主体 that tells the row from others of the industry.
    """

    village_code: str
    industry: str
    scale: float
    unit: str
    output_fen: int | None
    households: int
    is_site: bool | None
    operator: str = ""


@dataclass(frozen=True, slots=True)
class IndustrySum:
    """An industry of an area in one unit of size; the same industry in another unit is another sum.

    ``rows_with_output`` of ``rows`` give their output; ``output_per_household`` is in yuan over those rows only.
    """

    industry: str
    unit: str
    scale: float
    households: int
    output_yuan: float | None
    output_per_household: float | None
    village_count: int
    rows: int
    rows_with_output: int


@lru_cache(maxsize=CACHED)
def industry_years(reading: Reading) -> tuple[int, ...]:
    """Return the years the register holds, the latest first."""
    table = facts["industries"]
    found = reading.rows(select(table.c.year).where(in_edition(table, reading.edition)).distinct())
    return tuple(sorted((row[0] for row in found), reverse=True))


def years_to_choose(reading: Reading, as_of: date) -> tuple[int, ...]:
    """Return the years not after the day's year, the latest first."""
    return tuple(year for year in industry_years(reading) if year <= as_of.year)


def year_shown(reading: Reading, as_of: date, asked: str | None) -> int | None:
    """Return the year asked for if it may be chosen, else the latest one; None where there is none."""
    years = years_to_choose(reading, as_of)
    return next((year for year in years if str(year) == asked), years[0] if years else None)


@lru_cache(maxsize=CACHED)
def received_on(reading: Reading, year: int) -> date:
    """Return the day of the last delivery that the year's rows came from (报送日期)."""
    table = facts["industries"]
    sent = and_(delivery.c.county_code == COUNTY_CODE, delivery.c.delivery_no == source_file.c.delivery_no)
    joined = with_origin(table).join(delivery, sent)
    here = (in_edition(table, reading.edition), table.c.year == year)
    found: date = reading.value(select(func.max(delivery.c.delivered_on)).select_from(joined).where(*here))
    return found


@lru_cache(maxsize=CACHED)
def entries(reading: Reading, year: int) -> tuple[Entry, ...]:
    """Return all rows of a year by village, industry and operator."""
    table = facts["industries"]
    c = table.c
    columns = (
        c.village_code, c.industry, c.scale, c.scale_unit, c.output_fen, c.supported_household_count,
        c.demonstration_site, c.operator,
    )  # fmt: skip
    wanted = select(*columns).where(in_edition(table, reading.edition), c.year == year)
    return tuple(Entry(*row) for row in reading.rows(wanted.order_by(c.village_code, c.industry, c.operator)))


@lru_cache(maxsize=CACHED)
def industries_of(reading: Reading, year: int) -> tuple[str, ...]:
    """Return the industries of a year by name as written."""
    return tuple(sorted({entry.industry for entry in entries(reading, year)}))


def industry_shown(reading: Reading, asked: str | None) -> str | None:
    """Return the industry asked for if any year of the register has it, else None, which is all of them."""
    return asked if any(asked in industries_of(reading, year) for year in industry_years(reading)) else None


@lru_cache(maxsize=CACHED)
def entries_by_village(reading: Reading, year: int, industry: str | None = None) -> Mapping[str, tuple[Entry, ...]]:
    """Return the rows of a year, of one industry if it is named, by village code; villages without any are absent."""
    found: dict[str, list[Entry]] = {}
    for entry in entries(reading, year):
        if industry not in (None, entry.industry):
            continue
        found.setdefault(entry.village_code, []).append(entry)
    return MappingProxyType({code: tuple(rows) for code, rows in found.items()})


def sums(rows: Iterable[Entry]) -> tuple[IndustrySum, ...]:
    """Return the rows by industry and unit, most households carried first."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for row in rows:
        groups.setdefault((row.industry, row.unit), []).append(row)
    found = [_sum(industry, unit, group) for (industry, unit), group in groups.items()]
    return tuple(sorted(found, key=lambda each: (-each.households, -(each.output_yuan or 0), each.industry, each.unit)))


def _sum(industry: str, unit: str, rows: list[Entry]) -> IndustrySum:
    told = [row for row in rows if row.output_fen is not None]
    output = sum(row.output_fen or 0 for row in told) / FEN if told else None
    return IndustrySum(
        industry=industry,
        unit=unit,
        scale=sum(row.scale for row in rows),
        households=sum(row.households for row in rows),
        output_yuan=output,
        output_per_household=ratio(output, sum(row.households for row in told)),
        village_count=len({row.village_code for row in rows}),
        rows=len(rows),
        rows_with_output=len(told),
    )


@dataclass(frozen=True, slots=True)
class AreaIndustries:
    """A zone's part of the screen's scope: its industries of the year, and what other registers say of it.

    Household counts are None without that register, ``registered`` also for a year before the baseline.
    """

    zone: str | None
    industries: tuple[IndustrySum, ...]
    poor_villages: int
    poor_households: int | None
    registered: int | None

    def share(self, industry: IndustrySum) -> float | None:
        """Return households carried ÷ registered; None without a base, or above 1, where the count surely doubles."""
        found = ratio(industry.households, self.registered)
        return found if found is not None and found <= 1 else None

    @property
    def most_carrying(self) -> IndustrySum | None:
        """The industry that carries most households."""
        return self.industries[0] if self.industries else None

    @property
    def most_yielding(self) -> IndustrySum | None:
        """The industry with the highest output a carried household."""
        known = [each for each in self.industries if each.output_per_household is not None]
        return max(known, key=lambda each: each.output_per_household or 0.0, default=None)


@lru_cache(maxsize=CACHED)
def area_industries(
    reading: Reading, scope: Scope, as_of: date, zone: str | None, year: int, industry: str | None = None
) -> AreaIndustries:
    """Return a zone's industries, or the one named, within the scope; None as the zone = villages of no zone."""
    mine = [village for village in scope_villages(reading, scope) if village.zone == zone]
    rows = entries_by_village(reading, year, industry)
    base = min(as_of, date(year, 12, 31))
    registered = _households(reading, mine, base, "registered_households") if base >= baseline_day(as_of) else None
    return AreaIndustries(
        zone=zone,
        industries=sums(row for village in mine for row in rows.get(village.code, ())),
        poor_villages=sum(village.is_poor and village.identified_on <= as_of for village in mine),
        poor_households=_households(reading, mine, as_of, "poor_households"),
        registered=registered or None,
    )


@lru_cache(maxsize=CACHED)
def registered_in(reading: Reading, as_of: date, year: int) -> Mapping[str, int]:
    """Return the registered households (在册户) by village that the year's industries are held against.

    Empty without that register and for a year before the baseline; villages without any household are absent.
    """
    base = min(as_of, date(year, 12, 31))
    if base < baseline_day(as_of) or not has_rows(reading, "households"):
        return MappingProxyType({})
    counts = registry.village_counts(reading, base)
    found = {code: each["registered_households"] for code, each in counts.items()}
    return MappingProxyType({code: count for code, count in found.items() if count})


def _households(reading: Reading, group: Iterable[Village], day: date, measure: str) -> int | None:
    if not has_rows(reading, "households"):
        return None
    counts = registry.village_counts(reading, day)
    return sum(counts[village.code][measure] for village in group if village.code in counts)
