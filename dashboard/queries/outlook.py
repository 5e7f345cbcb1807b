"""How it stands with the goal (总体判断): the branch of the finding that a day calls for, and the figures it names."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from dashboard.metrics.arithmetic import pace_start, ratio
from dashboard.queries.progress import BurnDown, Scope, burn_down, scope_sum
from dashboard.queries.projections import Projection, projection
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.villages import has_rows
from data.rules import holds, rule

Standing = Literal["ahead", "on_plan", "behind"]
Branch = Literal[
    "not_reported", "no_people", "no_month_ends", "no_changes", "past_left", "past_clear", "cleared",
    "ahead_early", "ahead_short", "ahead_reaching",
    "on_plan_early", "on_plan_short", "on_plan_reaching",
    "behind_early", "behind_short", "behind_reaching",
]  # fmt: skip
"""Early: fewer than three months since the baseline, so no pace is carried on to the deadline. Short: people are
expected to be left at the deadline, by the forecast or, before there is one, at the pace made; reaching: nobody is."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where a scope stands on a day; people as whole numbers, shares as fractions.

    ``out_share`` is None without registered people. ``left`` are the people expected to be left at the deadline: the
    point of ``ahead`` where it gives a range, else what the pace made leaves; None where no pace may be carried on.
    """

    branch: Branch
    burn: BurnDown
    out: int
    out_share: float | None
    left: int | None
    ahead: Projection | None = None

    @property
    def has_range(self) -> bool:
        """Whether ``left`` comes with a range."""
        return self.ahead is not None and self.ahead.has_range

    @property
    def plan_now(self) -> int:
        """People who may still be poor by the plan, rounded as it is shown."""
        return round(self.burn.plan_now)

    @property
    def over_plan(self) -> int:
        """People still poor beyond the plan as shown (比计划多); negative = fewer."""
        return self.burn.now - self.plan_now

    @property
    def days_passed(self) -> int:
        """Days since the baseline."""
        return (self.burn.as_of - self.burn.start).days

    @property
    def days_left(self) -> int:
        """Days to the deadline; negative past it."""
        return (self.burn.deadline - self.burn.as_of).days

    @property
    def time_share(self) -> float:
        """Share of the time to the deadline that has passed (时间进度), never above 1."""
        return min(1.0, self.days_passed / (self.days_passed + self.days_left))

    @property
    def is_judged(self) -> bool:
        """Whether the people still poor may be held against the plan at all: the moves are on record."""
        return self.branch not in ("not_reported", "no_people", "no_changes")

    @property
    def is_behind(self) -> bool:
        """Whether the wording says behind, or the deadline passed with people left."""
        return self.branch.startswith("behind") or self.branch == "past_left"


def can_project(burn: BurnDown) -> bool:
    """Return whether the pace lies wholly after the baseline, so that it may be carried on to the deadline."""
    return burn.projected is not None and pace_start(burn.as_of) >= burn.start


def standing(burn: BurnDown) -> Standing:
    """Return whether the people still poor are fewer than, about as many as, or more than the plan has."""
    within = rule("finding.on_plan_within", burn.as_of)
    if holds(within, abs(ratio(burn.over_plan, burn.baseline) or 0.0)):
        return "on_plan"
    return "behind" if burn.over_plan > 0 else "ahead"


_WORDED: dict[tuple[Standing, str], Branch] = {
    ("ahead", "early"): "ahead_early", ("ahead", "short"): "ahead_short", ("ahead", "reaching"): "ahead_reaching",
    ("on_plan", "early"): "on_plan_early", ("on_plan", "short"): "on_plan_short",
    ("on_plan", "reaching"): "on_plan_reaching", ("behind", "early"): "behind_early",
    ("behind", "short"): "behind_short", ("behind", "reaching"): "behind_reaching",
}  # fmt: skip


def _without_standing(burn: BurnDown, *, registered: int, has_changes: bool) -> Branch | None:
    """Return the wording of a day on which ahead or behind would say nothing; None on any other."""
    if not registered and not burn.baseline:
        return "no_people"
    if not has_changes:
        return "no_changes"
    if burn.as_of >= burn.deadline:
        return "past_left" if burn.now else "past_clear"
    if not burn.now:
        return "cleared"
    return "no_month_ends" if burn.as_of <= burn.start else None


def branch_of(burn: BurnDown, *, known: bool, registered: int, has_changes: bool) -> Branch:
    """Return the wording a burn-down calls for; the first that fits, from missing data to the pace."""
    if not known:
        return "not_reported"
    if plain := _without_standing(burn, registered=registered, has_changes=has_changes):
        return plain
    if not can_project(burn):
        return _WORDED[standing(burn), "early"]
    return _WORDED[standing(burn), "short" if round(burn.projected or 0.0) else "reaching"]


def _left(burn: BurnDown, ahead: Projection) -> int | None:
    """Return the people expected to be left at the deadline; None where no pace may be carried on."""
    if ahead.forecast is not None:
        return ahead.forecast.left
    return round(burn.projected) if can_project(burn) and burn.projected is not None else None


@lru_cache(maxsize=CACHED)
def outlook(reading: Reading, scope: Scope, as_of: date, *, known: bool = True) -> Outlook:
    """Return where the scope stands on the day; ``known`` is False for a month-end that was not reported."""
    burn, ahead = burn_down(reading, scope, as_of), projection(reading, scope, as_of, "people")
    registered = scope_sum(reading, scope, as_of, "registered_people")
    out = scope_sum(reading, scope, as_of, "out_people")
    left = _left(burn, ahead)
    branch = branch_of(
        replace(burn, projected=None if left is None else float(left)) if ahead.has_range else burn,
        known=known,
        registered=registered,
        has_changes=has_rows(reading, "household_changes"),
    )
    return Outlook(branch=branch, burn=burn, out=out, out_share=ratio(out, registered), left=left, ahead=ahead)
