"""What a village's own page (村页) needs beyond its panel on the map: neighbours, incomes, projects."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard.queries.grid_request import GridRequest
from dashboard.queries.industry import FEN, Entry, entries_by_village, year_shown
from dashboard.queries.line import Ranked, ranking
from dashboard.queries.progress import Scope
from dashboard.queries.projects import Project, projects_page
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.status import VillageState, village_states
from dashboard.queries.villages import Village, villages
from data.rules import rule

MOST_PROJECTS = 100


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The other villages of the town, by code, and those before and after the village in the register."""

    town: tuple[Village, ...]
    before: Village
    after: Village


def village_of(reading: Reading, code: str | None) -> Village | None:
    """Return the village of a code; None where the register has none."""
    return next((each for each in villages(reading) if each.code == code), None)


def state_of_village(reading: Reading, code: str, as_of: date) -> VillageState | None:
    """Return a poor village's state; None for a village that is none, or was not identified by the day."""
    return next((each for each in village_states(reading, as_of) if each.village.code == code), None)


def neighbours(reading: Reading, village: Village) -> Neighbours:
    """Return the villages around a village of the register, round and round."""
    every = villages(reading)
    at = every.index(village)
    town = tuple(each for each in every if each.town_code == village.town_code and each != village)
    return Neighbours(town, every[at - 1], every[(at + 1) % len(every)])


BANDS = ("below", "near_below", "near_above", "above", "well_above", "unknown")
"""Bands about the poverty line, from the bottom: the two beside it are as wide as the rule of nearness says."""


@dataclass(frozen=True, slots=True)
class Band:
    """How many registered households have an income a head in a band about the poverty line (扶贫标准) of its year."""

    name: str
    households: int


@lru_cache(maxsize=CACHED)
def income_bands(reading: Reading, code: str, as_of: date) -> tuple[Band, ...]:
    """Return the village's registered households by income, from the bottom; unknown last."""
    near = rule("near_line.share", as_of).number
    safe = rule("risk.income_multiple", as_of).number
    counts = Counter(band_of(each, near=near, safe=safe) for each in ranking(reading, code, as_of))
    return tuple(Band(name, counts[name]) for name in BANDS)


def band_of(household: Ranked, *, near: float, safe: float) -> str:
    """Return the band of a household; ``near`` is a share of the line, ``safe`` a multiple of it."""
    over, line = household.over, household.line
    if over is None or line is None:
        return "unknown"
    if over <= 0:
        return "near_below" if -over <= near * line else "below"
    if over <= near * line:
        return "near_above"
    return "above" if over < (safe - 1) * line else "well_above"


@dataclass(frozen=True, slots=True)
class VillageIndustries:
    """The rows of the register of industries for a village in the latest year there is; None for no year."""

    year: int | None
    rows: tuple[Entry, ...]


def village_industries_of(reading: Reading, code: str, as_of: date) -> VillageIndustries:
    """Return a village's industries, those that carry most households first."""
    year = year_shown(reading, as_of, None)
    rows = entries_by_village(reading, year).get(code, ()) if year else ()
    return VillageIndustries(year, tuple(sorted(rows, key=lambda each: (-each.households, each.industry))))


@lru_cache(maxsize=CACHED)
def village_projects(reading: Reading, code: str, as_of: date) -> tuple[Project, ...]:
    """Return the projects that lie wholly in the village, the largest first."""
    request = GridRequest(end=MOST_PROJECTS, sorts=(("planned", True),))
    return projects_page(reading, Scope(village=code), as_of, request=request, fen_per_unit=FEN).rows
