"""Projects of the library by village (村规划): how many of each work name a village as their place."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import select

from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.works_of import work_of
from data.schema import facts, in_edition

_P = facts["projects"]
Plan = Mapping[str, int]
NO_PLAN: Plan = MappingProxyType({})


@lru_cache(maxsize=CACHED)
def village_plans(reading: Reading, as_of: date) -> Mapping[str, Plan]:
    """Return by village code how many projects of each work name it; one of several villages counts for each."""
    wanted = select(_P.c.place_codes, work_of(as_of)).where(in_edition(_P, reading.edition))
    found: dict[str, Counter[str]] = {}
    for codes, work in reading.rows(wanted):
        for code in (codes or "").split(","):
            if code:
                found.setdefault(code, Counter())[work] += 1
    return MappingProxyType({code: MappingProxyType(dict(counts)) for code, counts in found.items()})


def projects_in(plans: Mapping[str, Plan], code: str, work: str | None = None) -> int:
    """Return how many projects name a village: of a work, or all."""
    plan = plans.get(code, NO_PLAN)
    return sum(plan.values()) if work is None else plan.get(work, 0)
