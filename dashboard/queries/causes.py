"""Causes of poverty (致贫原因) of the households still poor: main and other, by place, and which go together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from dashboard.queries.helpers import Listed, households_among
from dashboard.queries.reading import CACHED, Reading


@dataclass(frozen=True, slots=True)
class Causes:
    """Households still poor: how many, by main cause, by any cause named, and by each pair of causes named."""

    households: int
    main: Mapping[str, int]
    named: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]

    @property
    def order(self) -> tuple[str, ...]:
        """The causes, those of most households as the main one first."""
        known = {*self.main, *self.named}
        return tuple(sorted(known, key=lambda cause: (-self.main.get(cause, 0), -self.named.get(cause, 0), cause)))

    @property
    def often_together(self) -> tuple[str, str] | None:
        """The two causes that go together most often; None where none do."""
        return max(self.pairs, key=lambda pair: (self.pairs[pair], pair)) if self.pairs else None

    def both(self, one: str, other: str) -> int:
        """Return how many households name both causes."""
        return self.pairs.get((min(one, other), max(one, other)), 0)


def causes_of(households: Mapping[Listed, int]) -> Causes:
    """Return the causes of those of the households, given by how many are alike, that are poor."""
    main, named, pairs = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for each, count in households.items():
        if each.is_poor:
            main[each.main_cause] += count
            for cause in each.causes:
                named[cause] += count
            for pair in combinations(sorted(each.causes), 2):
                pairs[pair] += count
    return Causes(main.total(), main, named, pairs)


@lru_cache(maxsize=CACHED)
def causes_among(reading: Reading, codes: frozenset[str], as_of: date) -> Causes:
    """Return the causes of the households still poor on the day in the villages given."""
    return causes_of(households_among(reading, codes, as_of))
