"""A village's status on the screens (村状态): exited, near, behind or moving, by the thresholds of the policy files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from dashboard.metrics.arithmetic import last_month_ends, plan_line
from dashboard.queries import registry
from dashboard.queries.figures import deadline
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.villages import EXITED, Check, Village, last_changes, latest_checks, villages
from data.rules import holds, rule

Status = Literal["exited", "near", "moving", "behind"]
STATUSES: tuple[Status, ...] = ("exited", "near", "moving", "behind")


@dataclass(frozen=True, slots=True)
class VillageState:
    """A poor village at a day: its people, where the plan would have them, its latest check, its status."""

    village: Village
    registered: int
    poor: int
    out: int
    returned: int
    households: int
    poor_households: int
    baseline: int
    plan: float
    check: Check | None
    status: Status

    @property
    def over_plan(self) -> float:
        """People still poor beyond the plan line (比计划多); negative = ahead of the plan."""
        return self.poor - self.plan


def baseline_day(as_of: date) -> date:
    """Return the day from which the plan line starts (基期)."""
    return rule("goal.baseline", as_of).day


def village_poor(reading: Reading, code: str, as_of: date) -> int:
    """Return the people of a village still poor at the day's end."""
    counts = registry.village_counts(reading, as_of).get(code)
    return counts["poor_people"] if counts else 0


def _is_behind(reading: Reading, code: str, as_of: date) -> bool:
    """Return whether the village was above its plan line by more than the tolerated share at each recent month-end."""
    start = baseline_day(as_of)
    base = village_poor(reading, code, start)
    tolerated = rule("status.behind_share_of_baseline", as_of)
    count = int(rule("status.behind_month_ends", as_of).number)
    for day in last_month_ends(as_of, count):
        over = village_poor(reading, code, day) - plan_line(base, day, start=start, deadline=deadline(as_of))
        if not base or not holds(tolerated, over / base):
            return False
    return True


def _status(reading: Reading, village: Village, check: Check | None, as_of: date) -> Status:
    if last_changes(reading, as_of).get(village.code) == EXITED:
        return "exited"
    if check is not None and holds(rule("status.near_unmet", as_of), len(check.results) - check.met_count):
        return "near"
    return "behind" if _is_behind(reading, village.code, as_of) else "moving"


@lru_cache(maxsize=CACHED)
def village_states(reading: Reading, as_of: date) -> tuple[VillageState, ...]:
    """Return the poor villages identified by the day with their state, by code."""
    start = baseline_day(as_of)
    counts, checks = registry.village_counts(reading, as_of), latest_checks(reading, as_of)
    none: Mapping[str, int] = MappingProxyType({})
    found = []
    for village in villages(reading):
        if not village.is_poor or village.identified_on > as_of:
            continue
        mine, base = counts.get(village.code, none), village_poor(reading, village.code, start)
        check = checks.get(village.code)
        found.append(
            VillageState(
                village=village,
                registered=mine.get("registered_people", 0),
                poor=mine.get("poor_people", 0),
                out=mine.get("out_people", 0),
                returned=mine.get("returned_people", 0),
                households=mine.get("registered_households", 0),
                poor_households=mine.get("poor_households", 0),
                baseline=base,
                plan=plan_line(base, as_of, start=start, deadline=deadline(as_of)),
                check=check,
                status=_status(reading, village, check, as_of),
            )
        )
    return tuple(found)


def furthest_behind(states: tuple[VillageState, ...], *, limit: int) -> tuple[VillageState, ...]:
    """Return the villages behind, those furthest above the plan first."""
    behind = [state for state in states if state.status == "behind"]
    return tuple(sorted(behind, key=lambda state: (-state.over_plan, state.village.code))[:limit])
