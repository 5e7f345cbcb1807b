"""The exit criteria of villages (贫困村退出标准): who meets which, how far the others are, where it sticks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from sqlalchemy import select

from dashboard.metrics.arithmetic import ratio
from dashboard.queries import registry
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.status import STATUSES, Status, VillageState, village_states
from dashboard.queries.villages import EXITED, CriterionResult
from data.rules import Rule, rules_in_group
from data.schema import facts, in_edition

SAFE_WATER = "safe_water"
ORDERS = frozenset({"=", ">", ">=", "<", "<="})


@dataclass(frozen=True, slots=True)
class Gap:
    """How far a village is from a criterion: a fraction (差多少), or households without it (户)."""

    amount: float
    unit: Literal["share", "households"]


def unsafe_water(reading: Reading, as_of: date) -> Mapping[str, int] | None:
    """Return the registered households without safe drinking water (未解决安全饮用水) by village code.

    The answer is the register's as last known, the households those registered at the day's end. None where no
    household has an answer.
    """
    if not registry.any_household_says(reading, "safe_water"):
        return None
    counts = registry.village_counts(reading, as_of)
    return {code: mine["unsafe_water_households"] for code, mine in counts.items() if mine["unsafe_water_households"]}


def gap_of(result: CriterionResult, households: int | None) -> Gap | None:
    """Return how far an unmet criterion is from being met; None where it is met or no register holds a number.

    ``households`` are those of the village without safe water.
    """
    if result.met:
        return None
    if result.rule.name == SAFE_WATER:
        return Gap(households, "households") if households else None
    if result.rule.unit != "share" or result.rule.operator not in ORDERS or result.value is None:
        return None
    return Gap(abs(float(result.value) - result.rule.number), "share")


@dataclass(frozen=True, slots=True)
class Tally:
    """How villages stand on a criterion: met, unmet, and not checked at all (未核查)."""

    rule: Rule
    met: int
    unmet: int
    unchecked: int

    @property
    def met_share(self) -> float | None:
        """Villages that meet it ÷ all villages, those not checked included (达标率); None without villages."""
        return ratio(self.met, self.met + self.unmet + self.unchecked)


def scope_states(reading: Reading, scope: Scope, as_of: date) -> tuple[VillageState, ...]:
    """Return the poor villages of a scope with their state, by code."""
    return tuple(state for state in village_states(reading, as_of) if scope.holds(state.village))


def criteria_in_force(as_of: date) -> tuple[Rule, ...]:
    """Return the exit criteria in force on the day, as written in the policy file."""
    return rules_in_group("village_criterion", as_of)


def tallies(states: Sequence[VillageState], as_of: date) -> tuple[Tally, ...]:
    """Return how the villages stand on each criterion, in the order of the policy file."""
    checked = [state.check for state in states if state.check is not None]
    found = []
    for at, rule in enumerate(criteria_in_force(as_of)):
        met = sum(check.results[at].met for check in checked)
        found.append(Tally(rule, met, len(checked) - met, len(states) - len(checked)))
    return tuple(found)


def bottlenecks(found: Iterable[Tally]) -> tuple[Tally, ...]:
    """Return the criteria that fewest villages meet first (卡点)."""
    return tuple(sorted(found, key=lambda tally: -tally.unmet))


def result_on(state: VillageState, criterion: str) -> CriterionResult | None:
    """Return a village's latest result on a criterion (its name, e.g. paved_road); None if it was not checked."""
    results = state.check.results if state.check is not None else ()
    return next((result for result in results if result.rule.name == criterion), None)


def met_count(state: VillageState) -> int:
    """Return the number of criteria a village meets; 0 if it was not checked."""
    return state.check.met_count if state.check is not None else 0


def by_status(states: Iterable[VillageState]) -> tuple[VillageState, ...]:
    """Return villages as the matrix lists them: behind, moving, near, exited; fewest criteria met first."""
    order: dict[Status, int] = {status: -at for at, status in enumerate(STATUSES)}
    return tuple(sorted(states, key=lambda s: (order[s.status], met_count(s), -s.poor, s.village.code)))


def by_bottleneck(states: Iterable[VillageState], criterion: str) -> tuple[VillageState, ...]:
    """Return villages with those first that do not meet a criterion, the furthest from it first, then by status."""

    def key(state: VillageState) -> tuple[bool, bool, float]:
        result = result_on(state, criterion)
        gap = None if result is None else gap_of(result, None)
        return (result is None or result.met, result is None, -(gap.amount if gap else 0))

    return tuple(sorted(by_status(states), key=key))


def are_ready(states: Iterable[VillageState]) -> tuple[VillageState, ...]:
    """Return the villages that meet every criterion at their latest check but have not exited (已达标、待退出)."""
    return tuple(s for s in states if s.status != "exited" and s.check is not None and s.check.is_ready)


@lru_cache(maxsize=CACHED)
def exit_days(reading: Reading, as_of: date) -> Mapping[str, date]:
    """Return the day of each village's last exit (退出日期) on or before the day, by code, whatever came after."""
    table = facts["village_changes"]
    c = table.c
    here = (in_edition(table, reading.edition), c.change_type == EXITED, c.changed_on <= as_of)
    rows = reading.rows(select(c.village_code, c.changed_on).where(*here).order_by(c.changed_on))
    return MappingProxyType({row[0]: row[1] for row in rows})
