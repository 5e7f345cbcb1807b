"""Rows behind the share of a figure in its whole (占比): those of the one and of the other."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from dashboard.metrics.shares import unnamed_shares
from dashboard.queries.evidence.model import Evidence, Ground

Builder = Callable[[Ground], Evidence]


def builders(known: Mapping[str, Builder]) -> Mapping[str, Builder]:
    """Return how the evidence of each share is put together from the builders of its two figures, both plain sums."""
    return {name: _share(known[part], known[whole]) for name, (part, whole) in unnamed_shares().items()}


def _share(part: Builder, whole: Builder) -> Builder:
    def made(ground: Ground) -> Evidence:
        mine, every = part(ground), whole(ground)
        known = all(each.given.get("known", True) for each in (mine, every))
        terms = replace(mine.terms[0], role="numerator"), replace(every.terms[0], role="denominator")
        return Evidence("ratio", terms, {"known": float(known)})

    return made
