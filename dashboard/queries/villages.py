"""Villages (村): the register, their changes of state, their checks against the exit criteria, who answers for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import func, select

from dashboard.queries.reading import CACHED, Reading
from data.rules import Rule, holds, rules_in_group
from data.schema import facts, in_edition
from data.state import BASELINE

TOWN_DIGITS = 9
NOT_POOR, PROVINCE = "非贫困村", "省级"
EXITED = "退出"


@dataclass(frozen=True, slots=True)
class Village:
    """A village of the register (村).

    ``is_poor`` is False for a 非贫困村, which counts in people, never in villages.
    """

    code: str
    name: str
    town_name: str
    zone: str | None
    level: str
    household_count: int
    population_count: int
    lon: float | None
    lat: float | None
    identified_on: date
    planned_exit_year: int | None

    @property
    def town_code(self) -> str:
        """The town's code: the first nine digits of the village's."""
        return self.code[:TOWN_DIGITS]

    @property
    def is_poor(self) -> bool:
        """Whether this is one of the poor villages (贫困村)."""
        return self.level != NOT_POOR


@lru_cache(maxsize=CACHED)
def villages(reading: Reading) -> tuple[Village, ...]:
    """Return all villages as known in the edition, by code."""
    v = facts["villages"].c
    columns = (
        v.village_code, v.village_name, v.town_name, v.zone, v.village_level, v.household_count, v.population_count,
        v.lon, v.lat, func.coalesce(v.identified_on, BASELINE), v.planned_exit_year,
    )  # fmt: skip
    found = reading.rows(
        select(*columns).where(in_edition(facts["villages"], reading.edition)).order_by(v.village_code)
    )
    return tuple(Village(*row) for row in found)


@lru_cache(maxsize=CACHED)
def last_changes(reading: Reading, as_of: date) -> Mapping[str, str]:
    """Return each village's last change (认定, 退出 or 返贫) on or before the day, by code."""
    table = facts["village_changes"]
    c = table.c
    wanted = select(c.village_code, c.change_type).where(in_edition(table, reading.edition), c.changed_on <= as_of)
    order = (c.changed_on, c.table_no, c.sheet_row)
    return MappingProxyType({row[0]: row[1] for row in reading.rows(wanted.order_by(*order))})


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One exit criterion (退出标准) at a village's latest check; ``met`` is False where it is absent."""

    rule: Rule
    value: float | bool | None
    met: bool


@dataclass(frozen=True, slots=True)
class Check:
    """The latest check of a village (退出验收) and how each criterion in force came out."""

    checked_on: date
    results: tuple[CriterionResult, ...]

    @property
    def met_count(self) -> int:
        """Criteria met."""
        return sum(result.met for result in self.results)

    @property
    def is_ready(self) -> bool:
        """Whether every criterion in force is met."""
        return self.met_count == len(self.results)


@lru_cache(maxsize=CACHED)
def latest_checks(reading: Reading, as_of: date) -> Mapping[str, Check]:
    """Return each village's latest check on or before the day, by code."""
    table = facts["village_checks"]
    criteria = rules_in_group("village_criterion", as_of)
    columns = [table.c[rule.name] for rule in criteria]
    wanted = select(table.c.village_code, table.c.checked_on, *columns)
    wanted = wanted.where(in_edition(table, reading.edition), table.c.checked_on <= as_of)
    found = {}
    for code, checked_on, *values in reading.rows(wanted.order_by(table.c.checked_on)):
        results = (
            CriterionResult(rule, value, bool(holds(rule, value))) for rule, value in zip(criteria, values, strict=True)
        )
        found[code] = Check(checked_on, tuple(results))
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is posted to a village (驻村力量): teams of either level, cadres of county teams, first secretaries."""

    province_city_teams: int = 0
    county_teams: int = 0
    cadres: int = 0
    first_secretaries: int = 0


@lru_cache(maxsize=CACHED)
def staff(reading: Reading) -> Mapping[str, Staff]:
    """Return who is posted to each village as known in the edition, by code; villages without anyone are absent."""
    team, secretary = facts["teams"], facts["first_secretaries"]
    found: dict[str, list[int]] = {}
    teams = select(team.c.village_code, team.c.team_level, func.count(), func.sum(team.c.cadre_count))
    for code, level, count, cadres in reading.rows(
        teams.where(in_edition(team, reading.edition)).group_by(team.c.village_code, team.c.team_level)
    ):
        row = found.setdefault(code, [0, 0, 0, 0])
        row[0 if level == "省市" else 1] += count
        row[2] += cadres if level == "县级" else 0
    posted = select(secretary.c.village_code, func.count()).where(in_edition(secretary, reading.edition))
    for code, count in reading.rows(posted.group_by(secretary.c.village_code)):
        found.setdefault(code, [0, 0, 0, 0])[3] += count
    return MappingProxyType({code: Staff(*row) for code, row in found.items()})


@lru_cache(maxsize=CACHED)
def has_rows(reading: Reading, kind: str) -> bool:
    """Return whether the edition holds any row of that kind of register."""
    table = facts[kind]
    return reading.value(select(table.c.county_code).where(in_edition(table, reading.edition)).limit(1)) is not None
