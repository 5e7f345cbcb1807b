"""Farmland of registered households (耕地面积) by village, from the household register."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.metrics.arithmetic import ratio
from dashboard.queries.reading import Reading
from dashboard.queries.registry import village_counts

HUNDREDTHS = 100
"""The store keeps farmland in whole hundredths of a mu."""


@dataclass(frozen=True, slots=True)
class Farmland:
    """Farmland in mu and members of the households that give both."""

    mu: float
    members: int


def village_farmland(reading: Reading, as_of: date) -> Mapping[str, Farmland]:
    """Return the farmland of households on the register at the day's end, by village code; others are absent."""
    counts = village_counts(reading, as_of).items()
    return {
        code: Farmland(mine["farmland_hundredths_mu"] / HUNDREDTHS, mine["farmland_members"])
        for code, mine in counts
        if mine["farmland_members"]
    }


def farmland_per_head(reading: Reading, as_of: date, codes: Collection[str]) -> float | None:
    """Return mu a head over the villages (ratio of sums); None where no household gives both."""
    known = village_farmland(reading, as_of)
    mine = [known[code] for code in codes if code in known]
    return ratio(sum(each.mu for each in mine), sum(each.members for each in mine))
