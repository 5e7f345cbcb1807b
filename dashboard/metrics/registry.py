"""The registry of figures: every Metric by its id, in the order in which they are listed everywhere.

A new subject is a module with a METRICS tuple and one more entry in SUBJECTS; in DAILY_SUBJECTS where its figures have
one value a day but no parts; in SCREEN_SUBJECTS where only a page can say of what (a plan, a month, the future).
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dashboard.metrics import (
    assessments,
    assistance,
    cases,
    criteria,
    exclusions,
    flags,
    flow,
    funds,
    funds_left,
    households,
    industry,
    line,
    logic,
    map_figures,
    moves,
    other_villages,
    paces_tried,
    people,
    plan,
    projected,
    proposals,
    quality,
    returns,
    rule_amounts,
    rule_counts,
    safety_net,
    shares,
    staff,
    statuses,
    systems,
    targets,
    villages,
    works,
)
from dashboard.metrics import exit as exit_pace
from dashboard.metrics.model import Dimension, Metric

SUBJECTS: tuple[tuple[Metric, ...], ...] = (
    villages.METRICS,
    people.METRICS,
    households.METRICS,
    funds.METRICS,
    targets.METRICS,
    exit_pace.METRICS,
    staff.METRICS,
    systems.METRICS,
    quality.METRICS,
    map_figures.METRICS,
    assistance.METRICS,
)

DAILY_SUBJECTS: tuple[tuple[Metric, ...], ...] = (
    industry.METRICS,
    returns.METRICS,
    cases.METRICS,
    line.METRICS,
    moves.METRICS,
    proposals.METRICS,
    assistance.SCREEN_METRICS,
    works.METRICS,
    logic.METRICS,
    exclusions.METRICS,
    flags.METRICS,
    assessments.METRICS,
    safety_net.METRICS,
)
"""Figures with one value a day that are added up from their rows; those of NARROWED only of one thing at a time."""

NARROWED = frozenset(
    {
        "industry.scale", "industry.villages_led", "industry.villages_with_sites", "households.of_helper",
        "households.with_cause", "households.both_causes", "households.cause_share",
    }
)  # fmt: skip
"""Figures that say nothing until an industry, a number of sites, a helper or a cause is named."""

SCREEN_SUBJECTS: tuple[tuple[Metric, ...], ...] = (
    projected.METRICS,
    villages.SCREEN_METRICS,
    plan.METRICS,
    flow.METRICS,
    statuses.METRICS,
    funds_left.METRICS,
    other_villages.METRICS,
    rule_amounts.METRICS,
    rule_counts.METRICS,
    criteria.METRICS,
    paces_tried.METRICS,
    paces_tried.SHARES,
    returns.HOUSEHOLD,
    line.OF_HOUSEHOLD,
    systems.SHARES,
    quality.SCREEN_METRICS,
)
"""Figures shown by a page (of a list, a plan, a month, the future): no command prints them."""


class UnknownMetric(LookupError):
    """No figure has that id."""


def collect(subjects: Iterable[Iterable[Metric]]) -> Mapping[str, Metric]:
    """The figures by id, read-only; raises ValueError for an id given twice."""
    found: dict[str, Metric] = {}
    for each in (metric for subject in subjects for metric in subject):
        if each.id in found:
            raise ValueError(f"two figures have the id {each.id!r}")
        found[each.id] = each
    return MappingProxyType(found)


_NAMED = collect((*SUBJECTS, *DAILY_SUBJECTS, *SCREEN_SUBJECTS))
METRICS: Mapping[str, Metric] = collect((_NAMED.values(), shares.shares(_NAMED)))
HEADLINES: Mapping[str, Metric] = collect(SUBJECTS)
"""The figures kept ready for every day, of the county and of its parts."""
DAILY: Mapping[str, Metric] = MappingProxyType(
    {each.id: each for subject in (*SUBJECTS, *DAILY_SUBJECTS) for each in subject if each.id not in NARROWED}
)
"""The figures that have one value a day: what the API answers."""


def metric(metric_id: str) -> Metric:
    """The figure of that id; raises UnknownMetric."""
    try:
        return METRICS[metric_id]
    except KeyError:
        raise UnknownMetric(f"no figure has the id {metric_id!r}") from None


def metrics_by(dimension: Dimension) -> tuple[Metric, ...]:
    """The figures that may be broken down by that dimension, in registry order."""
    return tuple(each for each in METRICS.values() if dimension in each.dimensions)
