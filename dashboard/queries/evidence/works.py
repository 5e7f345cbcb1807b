"""Rows behind the figures of the five works (五大工程): villages by projects and services, unsafe houses."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import ColumnElement, and_

from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import Evidence, Ground, Term
from dashboard.queries.evidence.people import household_rows
from dashboard.queries.evidence.villages import check_rows, poor_villages, village_rows
from dashboard.queries.registry import any_household_says
from dashboard.queries.village_plans import projects_in, village_plans
from dashboard.queries.villages import Check, latest_checks
from dashboard.queries.works_of import SEPARATOR
from data.rules import rule
from data.schema import facts

_H = facts["households"]
USED = ("village_code", "village_level", "identified_on")


def has_services(check: Check, names: frozenset[str]) -> bool:
    """Return whether a check meets every criterion of those names."""
    return all(result.met for result in check.results if result.rule.name in names)


def service_names(ground: Ground) -> frozenset[str]:
    """Return the criteria that stand in for equal public services."""
    return frozenset(str(rule("services.proxy", ground.as_of).value).split(SEPARATOR))


def _by_projects(name: str, counts: Callable[[int], bool]) -> Callable[[Ground], Evidence]:
    figure = f"villages.{name}"

    def made(ground: Ground) -> Evidence:
        plans, work = village_plans(ground.reading, ground.as_of), ground.condition("work")
        codes = [code for code in poor_villages(ground) if counts(projects_in(plans, code, work))]
        return Evidence("sum", (Term("value", metric(figure).name, figure, village_rows(ground, codes, used=USED)),))

    return made


def _services(name: str, *, met: bool) -> Callable[[Ground], Evidence]:
    figure = f"villages.{name}"

    def made(ground: Ground) -> Evidence:
        checks, names = latest_checks(ground.reading, ground.as_of), service_names(ground)
        known = [code for code in poor_villages(ground) if code in checks]
        weights = {code: 1 for code in known if has_services(checks[code], names) is met}
        return Evidence("sum", (Term("value", metric(figure).name, figure, check_rows(ground, weights)),))

    return made


def _houses(name: str, condition: ColumnElement[bool]) -> Callable[[Ground], Evidence]:
    figure = f"households.{name}"

    def made(ground: Ground) -> Evidence:
        rows = household_rows(ground, "registered")
        used = ("household_no", "village_code", "unsafe_housing")
        mine = replace(rows, condition=and_(rows.condition, condition), used=used, totals=None)
        # No household says whether its house is safe: not known, which is not none.
        known = {"known": float(any_household_says(ground.reading, "unsafe_housing"))}
        return Evidence("sum", (Term("value", metric(figure).name, figure, mine),), known)

    return made


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    "villages.with_project": _by_projects("with_project", lambda count: count > 0),
    "villages.without_project": _by_projects("without_project", lambda count: count == 0),
    "villages.one_project": _by_projects("one_project", lambda count: count == 1),
    "villages.several_projects": _by_projects("several_projects", lambda count: count > 1),
    "villages.services_met": _services("services_met", met=True),
    "villages.services_unmet": _services("services_unmet", met=False),
    "households.unsafe_house": _houses("unsafe_house", _H.c.unsafe_housing.is_(True)),
    "households.house_unknown": _houses("house_unknown", _H.c.unsafe_housing.is_(None)),
}
"""How the evidence of each figure is put together."""
