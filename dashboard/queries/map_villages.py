"""What the map shows of each poor village (地图): its place, its status, the value of one indicator, search by name."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from pypinyin import Style, lazy_pinyin

from dashboard.queries.areas import centre, land
from dashboard.queries.figures import figures_by
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.screen import Screen
from dashboard.queries.status import STATUSES, Status, VillageState, baseline_day, village_states
from dashboard.queries.villages import Village, villages
from geo.area import Point

INDICATORS = (
    "people.incidence", "people.poor", "people.out_share",
    "map.disbursed_per_head", "map.criteria_met", "people.returned",
)  # fmt: skip
BY_SIZE = frozenset({"people.poor", "people.returned"})
"""Counts are shown by the size of a glyph, everything else by colour."""
DEFAULT_INDICATOR = INDICATORS[0]
PLANNED = frozenset({"people.poor"})
"""Indicators that the plan foretells for months not yet reported."""


@dataclass(frozen=True, slots=True)
class MapVillage:
    """A poor village on the map. ``status`` is None for a month not reported yet, ``value`` None without data."""

    village: Village
    place: Point | None
    status: Status | None
    value: float | None
    state: VillageState


@dataclass(frozen=True, slots=True)
class MapVillages:
    """The villages of a screen's scope by code, with the indicator's values of all months for a lasting scale."""

    indicator: str
    shown: tuple[MapVillage, ...]
    scale_values: tuple[float, ...]

    @property
    def placed(self) -> tuple[MapVillage, ...]:
        """Villages that have a position."""
        return tuple(each for each in self.shown if each.place is not None)

    @property
    def unplaced(self) -> tuple[MapVillage, ...]:
        """Villages without a position: counted and listed beside the map."""
        return tuple(each for each in self.shown if each.place is None)

    @property
    def values(self) -> tuple[float, ...]:
        """The values that are known."""
        return tuple(each.value for each in self.shown if each.value is not None)

    @property
    def status_counts(self) -> Mapping[Status, int]:
        """Villages by status; empty for a month not reported yet."""
        counts = Counter(each.status for each in self.shown if each.status is not None)
        return {status: counts[status] for status in STATUSES} if counts else {}

    def behind_by_town(self) -> tuple[tuple[str, int], ...]:
        """Return the towns (code) with villages far behind and how many, most first."""
        counts = Counter(each.village.town_code for each in self.shown if each.status == "behind")
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def indicator_of(screen: Screen) -> str:
    """Return the indicator of the view; the first one for a figure the map does not show."""
    return screen.view.metric if screen.view.metric in INDICATORS else DEFAULT_INDICATOR


def map_villages(screen: Screen) -> MapVillages:
    """Return the villages of the screen; in a month not reported yet only what the plan foretells."""
    return _map_villages(screen.reading, screen.scope, screen.as_of, screen.last_day, indicator_of(screen))


@lru_cache(maxsize=CACHED)
def _map_villages(reading: Reading, scope: Scope, as_of: date, last_day: date, indicator: str) -> MapVillages:
    known = as_of <= last_day
    values = figures_by(reading, as_of, "village").get(indicator, {}) if known else {}
    shown = []
    for state in village_states(reading, as_of):
        if not scope.holds(state.village):
            continue
        value = values.get(state.village.code)
        if not known and indicator in PLANNED:
            value = state.plan
        status = state.status if known else None
        shown.append(MapVillage(state.village, place_of(reading, state.village), status, value, state))
    return MapVillages(indicator, tuple(shown), scale_values(reading, indicator, last_day))


@lru_cache(maxsize=CACHED)
def scale_values(reading: Reading, indicator: str, last_day: date) -> tuple[float, ...]:
    """Return the indicator's known values of all poor villages at the baseline and at the last day, in order.

    The classes of the map are made of these, so that a colour means the same in every month.
    """
    poor = {village.code for village in villages(reading) if village.is_poor}
    found: list[float] = []
    for day in {min(baseline_day(last_day), last_day), last_day}:
        parts = figures_by(reading, day, "village").get(indicator, {})
        found += [value for code, value in parts.items() if code in poor and value is not None]
    return tuple(sorted(found))


def place_of(reading: Reading, village: Village) -> Point | None:
    """Return a village's position, else the middle of its own loaded area; None where neither is known."""
    if village.lon is not None and village.lat is not None:
        return village.lon, village.lat
    mine = land(reading).villages.get(village.code)
    return centre(mine) if mine else None


def planned_left(shown: MapVillages) -> float:
    """Return how many people may still be poor by the plan, summed over the villages."""
    return sum(each.state.plan for each in shown.shown)


@lru_cache(maxsize=CACHED)
def search_names(reading: Reading) -> Mapping[str, tuple[str, ...]]:
    """Return the spellings a poor village is found by: name, name without 村, pinyin in full and by initials."""
    found = {}
    for village in villages(reading):
        if village.is_poor:
            stem = village.name.removesuffix("村")
            full = "".join(lazy_pinyin(stem, style=Style.NORMAL)).lower()
            initials = "".join(lazy_pinyin(stem, style=Style.FIRST_LETTER)).lower()
            found[village.code] = (village.name, stem, full, initials)
    return MappingProxyType(found)


def find_village(reading: Reading, words: str) -> str | None:
    """Return the code of the poor village meant by a search; None if there is none.

    A whole spelling wins over its beginning, that over a part; among equals the first by code.
    """
    wanted = _folded(words)
    if not wanted:
        return None
    spellings = {code: tuple(map(_folded, names)) for code, names in search_names(reading).items()}
    tests: tuple[Callable[[tuple[str, ...]], bool], ...] = (
        lambda names: wanted in names,
        lambda names: any(name.startswith(wanted) for name in names),
        lambda names: any(wanted in name for name in names[:3]),
    )
    return next((code for test in tests for code, names in spellings.items() if test(names)), None)


def _folded(words: str) -> str:
    folded = "".join(words.lower().replace("’", "").replace("'", "").split())
    for ending in ("village", "cun"):
        folded = folded.removesuffix(ending) or folded
    return folded
