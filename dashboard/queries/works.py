"""The five works (五大工程) as figures: projects, stages of money, villages reached, what tells their outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import func, select

from dashboard.metrics.arithmetic import ratio
from dashboard.opened import Opened
from dashboard.queries.evidence.placed import value_at_place
from dashboard.queries.figures import Value
from dashboard.queries.industry import year_shown
from dashboard.queries.industry_sites import count_sites, site_limits, village_industries
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.registry import any_household_says
from dashboard.queries.villages import has_rows
from dashboard.queries.works_of import UNMATCHED, work_of, works
from data.schema import facts, in_edition

_P = facts["projects"]
OF_STAGES = {"funds.planned": "projects", "funds.allocated": "allocations", "funds.disbursed": "disbursements"}
HOUSES = ("households.unsafe_house", "households.house_unknown")
VILLAGES = (
    "villages.registered", "villages.with_project", "villages.without_project", "villages.one_project",
    "villages.several_projects",
)  # fmt: skip
SERVICES = ("villages.services_met", "villages.services_unmet", "villages.unchecked")


@dataclass(frozen=True, slots=True)
class Work:
    """A work's (key; ``UNMATCHED`` = none of them) projects, money in yuan by stage, and poor villages with a project.

    ``completed`` are projects with all work done; a stage whose register was never loaded is None.
    """

    key: str
    projects: int
    planned: Value
    allocated: Value
    disbursed: Value
    completed: int
    covered: int
    uncovered: int

    @property
    def share(self) -> float | None:
        """Disbursed ÷ allocated (拨付率)."""
        return ratio(self.disbursed, self.allocated)


def _value(reading: Reading, figure: str, scope: Scope, as_of: date, work: str | None) -> Value:
    return value_at_place(reading, Opened.of(figure, as_of=as_of, work=work, **scope.where))


def _count(reading: Reading, figure: str, scope: Scope, as_of: date, work: str | None = None) -> int:
    return int(_value(reading, figure, scope, as_of, work) or 0)


@lru_cache(maxsize=CACHED)
def work_rows(reading: Reading, scope: Scope, as_of: date) -> tuple[Work, ...]:
    """Return each work of the policy in its order, last what belongs to none."""
    found = []
    for key in (*(rule.name for rule in works(as_of)), UNMATCHED):
        planned, allocated, disbursed = (
            _value(reading, figure, scope, as_of, key) if has_rows(reading, kind) else None
            for figure, kind in OF_STAGES.items()
        )
        projects, completed, covered, uncovered = (
            _count(reading, figure, scope, as_of, key)
            for figure in ("funds.projects", "projects.completed", "villages.with_project", "villages.without_project")
        )
        found.append(Work(key, projects, planned, allocated, disbursed, completed, covered, uncovered))
    return tuple(found)


@lru_cache(maxsize=CACHED)
def work_outcomes(reading: Reading, scope: Scope, as_of: date) -> Mapping[str, int | None]:
    """Return the figures of ``VILLAGES``, ``SERVICES``, ``HOUSES`` of the scope; None where no register tells."""
    found: dict[str, int | None] = {figure: _count(reading, figure, scope, as_of) for figure in VILLAGES}
    checked = has_rows(reading, "village_checks")
    found |= {figure: _count(reading, figure, scope, as_of) if checked else None for figure in SERVICES}
    told = any_household_says(reading, "unsafe_housing")
    for figure in HOUSES:
        found[figure] = _count(reading, figure, scope, as_of) if told else None
    return MappingProxyType(found)


@lru_cache(maxsize=CACHED)
def villages_with_sites(reading: Reading, scope: Scope, as_of: date) -> int | None:
    """Return the poor villages with enough demonstration sites in the latest year known; None where nothing tells."""
    year = year_shown(reading, as_of, None)
    if year is None:
        return None
    fewest, most = site_limits(as_of)
    counted = count_sites(village_industries(reading, scope, as_of, year), fewest=fewest, most=most)
    return counted.enough if counted.villages else None


@lru_cache(maxsize=CACHED)
def unmatched_categories(reading: Reading, as_of: date) -> tuple[tuple[str, int], ...]:
    """Return the categories (大类) of the county's projects that belong to none of the works, most projects first."""
    count = func.count()
    wanted = select(_P.c.category, count).where(in_edition(_P, reading.edition), work_of(as_of) == UNMATCHED)
    return tuple((row[0], row[1]) for row in reading.rows(wanted.group_by(_P.c.category).order_by(count.desc())))
