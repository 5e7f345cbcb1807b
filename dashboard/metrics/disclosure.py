"""The one rule of disclosure (小样本不公开): small counts of sensitive subjects below town level are withheld.

There is no complementary suppression: totals stay as they are, and where a single part of a total is withheld it can
be worked out from the others. That is accepted here because the parts that screens show overlap little and the totals
are public; whoever publishes a full table of parts must merge the small ones instead.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.metrics.model import Metric
from data.rules import rule

AreaLevel = Literal["county", "zone", "town", "village", "household"]
BELOW_TOWN: frozenset[AreaLevel] = frozenset({"village", "household"})


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A count that is withheld: at least 1, and smaller than `below`."""

    below: int

    def __str__(self) -> str:
        """What is shown in the count's place, the same in both languages."""
        return f"<{self.below}"


def small_count_limit(on: date) -> int:
    """The smallest sensitive count that may be shown below town level, by the policy rule of that day."""
    return int(rule("disclosure.small_count", on).number)


def disclose(count: int | None, *, area: AreaLevel, sees_households: bool, limit: int) -> int | Suppressed | None:
    """A count of health, disability, age, cause or care as a reader may see it.

    Counts of 1 to limit − 1 below town level become Suppressed, unless the reader may see households (农户信息).
    0 (did not happen) and None (no data) say nothing about anybody and stay.
    """
    hidden = area in BELOW_TOWN and not sees_households
    if hidden and count is not None and 0 < count < limit:
        return Suppressed(limit)
    return count


def is_protected(metric: Metric) -> bool:
    """Whether a figure's counts fall under the rule."""
    return metric.disclosure == "sensitive"
