"""Needed and made pace (脱贫速度) of places: the selection as a whole, its zones and its towns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.metrics.model import Dimension
from dashboard.queries.figures import Value, figures_by, total_figures
from dashboard.queries.progress import Scope, scope_villages
from dashboard.queries.reading import Reading
from geo.towns import ZONES

Level = Literal["whole", "zone", "town"]


@dataclass(frozen=True, slots=True)
class Pace:
    """A place's people still poor, and the people a month it needs and has made; None = no data.

    ``key`` is a zone's name (片区), a town's code (乡镇), or empty for the whole selection.
    """

    level: Level
    key: str
    name: str
    poor: Value
    required: Value
    actual: Value

    @property
    def shortfall(self) -> float | None:
        """People a month missing (差额); negative = faster than needed, None without both paces."""
        return None if self.required is None or self.actual is None else self.required - self.actual

    @property
    def is_behind(self) -> bool:
        """Whether the pace made does not reach the pace needed."""
        return self.shortfall is not None and self.shortfall > 0


@dataclass(frozen=True, slots=True)
class Paces:
    """The paces of a selection; ``towns`` are those with people left, furthest behind first."""

    whole: Pace
    zones: tuple[Pace, ...]
    towns: tuple[Pace, ...]


def furthest_first(towns: Iterable[Pace]) -> tuple[Pace, ...]:
    """Return towns with people left, those furthest behind first; those without data last."""
    left = [town for town in towns if town.poor]
    return tuple(sorted(left, key=lambda town: (town.shortfall is None, -(town.shortfall or 0), town.key)))


def paces_of(reading: Reading, scope: Scope, as_of: date) -> Paces:
    """Return the paces of a scope; zones only where the scope is the whole county."""
    villages = scope_villages(reading, scope)
    towns = {village.town_code: village.town_name for village in villages}
    present = {village.zone for village in villages}
    zones = [zone for zone in ZONES if zone in present]
    whole: Mapping[str, Value]
    if scope.town is not None:
        whole = _of(reading, as_of, "town", scope.town)
    elif scope.zone is not None:
        whole = _of(reading, as_of, "zone", scope.zone)
    else:
        whole = total_figures(reading, as_of)
    return Paces(
        _pace("whole", "", "", whole),
        () if scope.zone or scope.town else tuple(_pace("zone", z, z, _of(reading, as_of, "zone", z)) for z in zones),
        furthest_first(_pace("town", code, name, _of(reading, as_of, "town", code)) for code, name in towns.items()),
    )


def _of(reading: Reading, as_of: date, by: Dimension, member: str) -> Mapping[str, Value]:
    return {figure: parts.get(member) for figure, parts in figures_by(reading, as_of, by).items()}


def _pace(level: Level, key: str, name: str, figures: Mapping[str, Value]) -> Pace:
    paces = (figures.get(each) for each in ("people.poor", "exit.required_pace", "exit.actual_pace"))
    return Pace(level, key, name, *paces)
