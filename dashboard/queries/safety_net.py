"""The safety net (社会兜底) of a scope: eligible, covered, gap and not told of each item."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from dashboard.metrics.safety_net import COUNTED, ITEMS, safety_id
from dashboard.opened import Opened
from dashboard.queries.evidence.placed import placed_value
from dashboard.queries.figures import Value
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED, Reading


@lru_cache(maxsize=CACHED)
def safety_figures(reading: Reading, scope: Scope, as_of: date) -> Mapping[str, Value]:
    """Return every figure of the safety net over a scope, by id; None where no register tells it."""
    found: dict[str, Value] = {}
    for item in ITEMS:
        for part in COUNTED:
            figure = safety_id(item, part)
            found[figure] = placed_value(reading, Opened.of(figure, as_of=as_of, **scope.where))
        eligible, covered = (found[safety_id(item, part)] for part in ("eligible", "covered"))
        known = eligible is not None and covered is not None
        found[safety_id(item, "gap")] = (eligible or 0) - (covered or 0) if known else None
    return MappingProxyType(found)
