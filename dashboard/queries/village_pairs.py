"""Any two figures of the poor villages side by side (村指标对比)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from dashboard.metrics.arithmetic import ratio
from dashboard.queries.figures import Value, figures_by
from dashboard.queries.industry import FEN, entries_by_village, industry_shown, year_shown
from dashboard.queries.industry_sites import VillageIndustry, carrying, village_industries
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.screen import Screen

CARRIED, OUTPUT = "industry.households_carried", "industry.output"
YIELD, SITES = "industry.output_per_household", "industry.demonstration_sites"
OF_A_YEAR = (CARRIED, OUTPUT, YIELD, SITES)
FIGURES = (
    *OF_A_YEAR, "people.poor", "people.incidence", "people.out_share", "households.poor", "households.poor_unpaired",
    "map.disbursed_per_head", "map.criteria_met",
)  # fmt: skip
"""Figures of a village that can be set against each other."""
ACROSS, UPRIGHT = CARRIED, "people.out_share"
"""The two that are shown where the address names none."""


@dataclass(frozen=True, slots=True)
class VillagePair:
    """A poor village with its two figures; None where a register does not tell one."""

    each: VillageIndustry
    x: float | None
    y: float | None

    @property
    def is_known(self) -> bool:
        """Whether both figures are known, so that it has a place in the chart."""
        return self.x is not None and self.y is not None


def chosen(screen: Screen) -> tuple[str, str]:
    """Return the figures across and upright that the view asks for; another word is the default."""
    view = screen.view
    across = view.across if view.across in FIGURES else ACROSS
    upright = view.upright if view.upright in FIGURES else UPRIGHT
    return across, upright


def picked(screen: Screen) -> frozenset[str]:
    """Return the codes of the villages picked that are in the selection; empty = none picked, all are shown."""
    codes = set((screen.view.picked or "").split("."))
    year = year_shown(screen.reading, screen.as_of, screen.view.show)
    if year is None:
        return frozenset()
    return frozenset(each.code for each in _here(screen, year) if short_code(each.code) in codes)


def short_code(code: str) -> str:
    """Return a village's code without the county's: its last six digits, as the address names it."""
    return code[6:]


def pairs(screen: Screen, year: int) -> tuple[VillagePair, ...]:
    """Return the poor villages of the selection with the two figures chosen, by code."""
    across, upright = chosen(screen)
    one = industry_shown(screen.reading, screen.view.industry)
    xs, ys = (village_values(screen.reading, figure, screen.as_of, year, one) for figure in (across, upright))
    return tuple(VillagePair(each, xs.get(each.code), ys.get(each.code)) for each in _here(screen, year))


def _here(screen: Screen, year: int) -> tuple[VillageIndustry, ...]:
    """Return the poor villages of the selection, of an industry chosen those that have it."""
    every = village_industries(screen.reading, screen.scope, screen.as_of, year)
    one = industry_shown(screen.reading, screen.view.industry)
    if one is None:
        return every
    return tuple(each for each in carrying(screen.reading, every, year, one) if each.carried is not None)


@lru_cache(maxsize=CACHED)
def village_values(
    reading: Reading, figure: str, as_of: date, year: int, industry: str | None = None
) -> Mapping[str, Value]:
    """Return a figure by village code, of the year (and industry) for one of industries; the unknown are absent."""
    if figure not in OF_A_YEAR:
        return figures_by(reading, as_of, "village").get(figure, {})
    found: dict[str, Value] = {}
    for code, rows in entries_by_village(reading, year, industry).items():
        told = [row for row in rows if row.output_fen is not None]
        output = sum(row.output_fen or 0 for row in told) / FEN if told else None
        sites = [row.is_site for row in rows if row.is_site is not None]
        found[code] = {
            CARRIED: sum(row.households for row in rows),
            OUTPUT: output,
            YIELD: ratio(output, sum(row.households for row in told)),
            SITES: sum(sites) if sites else None,
        }[figure]
    return MappingProxyType(found)
