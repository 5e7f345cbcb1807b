"""Demonstration sites of the poor villages (产业脱贫示范点) and the policy's range; the villages' industries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from dashboard.metrics.arithmetic import ratio
from dashboard.queries.industry import Entry, entries_by_village, registered_in
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.status import VillageState, village_states
from data.rules import rule

SITES_RULE = "industry.demonstration_sites"
ORDERS = ("sites", "poor", "share_low", "share_high", "carried_low", "town")
"""What the villages for the next site can be sorted by; the first is by fewest sites, then most poor households."""


@dataclass(frozen=True, slots=True)
class VillageIndustry:
    """A poor village's industries of a year.

    ``sites`` is None where no row of the village tells, ``carried`` (households, may count one twice) and ``leading``
    (the industry that carries most) where it has no row at all. ``registered`` = 在册户 the year is held against.
    """

    state: VillageState
    sites: int | None
    carried: int | None
    leading: str | None
    registered: int | None = None

    @property
    def share(self) -> float | None:
        """Households carried ÷ registered; None without a base, or above 1, where the count surely doubles."""
        found = self._share
        return found if found is not None and found <= 1 else None

    @property
    def is_double(self) -> bool:
        """Whether more households are carried than there are: some count more than once."""
        found = self._share
        return found is not None and found > 1

    @property
    def _share(self) -> float | None:
        return None if self.carried is None else ratio(self.carried, self.registered)

    @property
    def code(self) -> str:
        """The village's code."""
        return self.state.village.code


@dataclass(frozen=True, slots=True)
class SiteCount:
    """Villages by number of sites, and the sites missing to the lower limit of the policy.

    ``fewest`` and ``most`` are that policy's limits; ``by_count`` has one entry each for 0, 1 … ``most`` or more.
    """

    by_count: tuple[int, ...]
    unreported: int
    missing: int
    fewest: int
    most: int

    @property
    def villages(self) -> int:
        """Villages that tell their sites."""
        return sum(self.by_count)

    @property
    def enough(self) -> int:
        """Villages with at least the lower limit."""
        return sum(self.by_count[self.fewest :])


def site_limits(as_of: date) -> tuple[int, int]:
    """Return the policy's fewest and most demonstration sites a village (2 and 3)."""
    low, high = rule(SITES_RULE, as_of).numbers
    return int(low), int(high)


@lru_cache(maxsize=CACHED)
def village_industries(reading: Reading, scope: Scope, as_of: date, year: int) -> tuple[VillageIndustry, ...]:
    """Return the poor villages of the scope identified by the day, by code."""
    rows, base = entries_by_village(reading, year), registered_in(reading, as_of, year)
    return tuple(
        _village(state, rows.get(state.village.code, ()), base.get(state.village.code))
        for state in village_states(reading, as_of)
        if scope.holds(state.village)
    )


def _village(state: VillageState, rows: tuple[Entry, ...], registered: int | None) -> VillageIndustry:
    told = [row.is_site for row in rows if row.is_site is not None]
    carried = sum(row.households for row in rows) if rows else None
    return VillageIndustry(state, sum(told) if told else None, carried, leading_industry(rows), registered)


def carrying(
    reading: Reading, villages: Iterable[VillageIndustry], year: int, industry: str | None
) -> tuple[VillageIndustry, ...]:
    """Return the villages with the households that one industry carries, None where it is not; all for no industry.

    Sites and the leading industry stay those of the whole village.
    """
    if industry is None:
        return tuple(villages)
    rows = entries_by_village(reading, year, industry)
    sums = {code: sum(row.households for row in found) for code, found in rows.items()}
    return tuple(replace(each, carried=sums.get(each.code)) for each in villages)


def leading_industry(rows: Iterable[Entry]) -> str | None:
    """Return the industry whose rows carry most households, of equals the one with more output; None without rows."""
    weights: dict[str, tuple[int, int]] = {}
    for row in rows:
        households, output = weights.get(row.industry, (0, 0))
        weights[row.industry] = households + row.households, output + (row.output_fen or 0)
    return min(weights, key=lambda name: (-weights[name][0], -weights[name][1], name), default=None)


def count_sites(villages: Iterable[VillageIndustry], *, fewest: int, most: int) -> SiteCount:
    """Return how many villages have 0, 1 … ``most`` or more sites, and what they lack to ``fewest``."""
    by_count = [0] * (most + 1)
    unreported = missing = 0
    for village in villages:
        if village.sites is None:
            unreported += 1
            continue
        by_count[min(village.sites, most)] += 1
        missing += max(0, fewest - village.sites)
    return SiteCount(tuple(by_count), unreported, missing, fewest, most)


def next_sites(
    villages: Iterable[VillageIndustry], *, fewest: int, order: str = ORDERS[0]
) -> tuple[VillageIndustry, ...]:
    """Return the villages below ``fewest`` sites, sorted by one of ``ORDERS``, the unknown last; no score of ours."""
    short = [village for village in villages if village.sites is not None and village.sites < fewest]
    return tuple(sorted(sorted(short, key=_KEYS[ORDERS[0]]), key=_KEYS[order]))


def _known_first(value: float | None, *, high: bool = False) -> tuple[bool, float]:
    return value is None, (-value if high else value) if value is not None else 0.0


_KEYS: Mapping[str, Callable[[VillageIndustry], tuple[Any, ...]]] = {
    "sites": lambda each: (each.sites or 0, -each.state.poor_households, each.code),
    "poor": lambda each: (-each.state.poor_households,),
    "share_low": lambda each: _known_first(each.share),
    "share_high": lambda each: _known_first(each.share, high=True),
    "carried_low": lambda each: _known_first(each.carried),
    "town": lambda each: (each.state.village.town_code,),
}
"""By what villages are told apart in each order; equal ones stay as the first order has them."""
