"""What the overview asks (总览): the figures of the place chosen, the three zones side by side, villages by status."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from dashboard.metrics.arithmetic import ratio
from dashboard.metrics.model import Dimension
from dashboard.queries.figures import Figures, figures_by, total_figures
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.status import STATUSES, Status, VillageState, village_states
from geo.towns import ZONES


def _member(scope: Scope) -> tuple[Dimension, str] | None:
    """Return the narrowest place of the scope as a dimension and its member; None for the county."""
    places: tuple[tuple[Dimension, str | None], ...] = (
        ("village", scope.village), ("town", scope.town), ("zone", scope.zone),
    )  # fmt: skip
    return next(((by, member) for by, member in places if member), None)


@lru_cache(maxsize=CACHED)
def scope_figures(reading: Reading, scope: Scope, as_of: date) -> Figures:
    """Return the registry's figures for the scope; below the county, what has no parts by place is absent."""
    place = _member(scope)
    if place is None:
        return total_figures(reading, as_of)
    by, member = place
    parts = figures_by(reading, as_of, by)
    return MappingProxyType({figure: values[member] for figure, values in parts.items() if member in values})


@lru_cache(maxsize=CACHED)
def scope_states(reading: Reading, scope: Scope, as_of: date) -> tuple[VillageState, ...]:
    """Return the states of the scope's poor villages, by code."""
    return tuple(state for state in village_states(reading, as_of) if scope.holds(state.village))


def status_counts(states: Iterable[VillageState]) -> Mapping[Status, int]:
    """Return the number of villages of each status, 0 included."""
    counted = Counter(state.status for state in states)
    return MappingProxyType({status: counted[status] for status in STATUSES})


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A zone (片区) beside the others: people, shares as fractions, money a registered head in yuan.

    ``states`` are its poor villages, the best status first. A figure whose register was never loaded is None.
    """

    zone: str
    registered: float | None
    poor: float | None
    poor_share: float | None
    out_share: float | None
    states: tuple[VillageState, ...]
    disbursed_a_head: float | None


@lru_cache(maxsize=CACHED)
def zone_rows(reading: Reading, as_of: date) -> tuple[ZoneRow, ...]:
    """Return the zones, south first; a zone without villages is left out."""
    parts, total = figures_by(reading, as_of, "zone"), total_figures(reading, as_of).get("people.poor")
    found = []
    for zone in ZONES:
        states = [state for state in village_states(reading, as_of) if state.village.zone == zone]
        mine = {figure: values.get(zone) for figure, values in parts.items()}
        if not states and not mine.get("people.registered"):
            continue
        found.append(
            ZoneRow(
                zone=zone,
                registered=mine.get("people.registered"),
                poor=mine.get("people.poor"),
                poor_share=ratio(mine.get("people.poor"), total),
                out_share=mine.get("people.out_share"),
                states=tuple(sorted(states, key=lambda state: (STATUSES.index(state.status), state.village.code))),
                disbursed_a_head=ratio(mine.get("funds.disbursed"), mine.get("people.registered")),
            )
        )
    return tuple(found)


def heaviest(rows: Iterable[ZoneRow]) -> ZoneRow | None:
    """Return the zone with most people still poor; None where nobody is poor or nothing is known."""
    known = [row for row in rows if row.poor]
    return max(known, key=lambda row: row.poor or 0, default=None)
