"""Rows behind people and households (人口、户): persons and households with their state on a day."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, case, func, literal, not_, select

from dashboard.metrics.arithmetic import months_left, pace_start, plan_line
from dashboard.metrics.registry import metric
from dashboard.queries import registry
from dashboard.queries.evidence.model import Evidence, Ground, Role, RowSet, Shape, Term, label
from dashboard.queries.figures import deadline
from dashboard.queries.status import baseline_day
from data.schema import COUNTY_CODE, facts, in_edition
from data.state import (
    BASELINE,
    DECREASE,
    HOUSEHOLD_CHANGES,
    IDENTIFIED,
    INCREASE,
    OUT,
    RETURNED,
)
from data.text import Text

POOR = (IDENTIFIED, RETURNED)
STATES: Mapping[str, tuple[str, ...]] = {
    "registered": (*POOR, OUT), "poor": POOR, "out": (OUT,), "returned": (RETURNED,), "paired": (*POOR, OUT),
}  # fmt: skip
"""Last changes (最近一次变动) that put a household into the state a figure counts."""

_H, _P, _C = facts["households"], facts["persons"], facts["household_changes"]
# Naming a table once more is slow, so it is done once for each place in a statement that needs a name of its own.
_OF_HOUSEHOLD, _OF_PERSON = _C.alias(), _C.alias()


def change_of_household(ground: Ground, column: str, *, last: bool) -> ColumnElement[Any]:
    """Return a column of a household's first change, or of its last one on or before the day."""
    return _change(ground.reading.edition, ground.as_of if last else None, column)


@lru_cache(512)
def _change(number: int, upto: date | None, column: str) -> ColumnElement[Any]:
    change = _OF_HOUSEHOLD
    c = change.c
    # The coalesce keeps the planner from the index of change types: a household has few changes, a type has thousands.
    of_households = func.coalesce(c.change_type, "").in_(sorted(HOUSEHOLD_CHANGES))
    found = select(c[column]).where(in_edition(change, number), c.household_no == _H.c.household_no, of_households)
    columns = (c.changed_on, c.table_no, c.sheet_row)
    order = [each.asc() if upto is None else each.desc() for each in columns]
    if upto is not None:
        found = found.where(c.changed_on <= upto)
    return found.order_by(*order).limit(1).correlate(_H).scalar_subquery()


def state_of(ground: Ground) -> ColumnElement[Any]:
    """Return the change that decides a household's state on the day (户状态); null while it is not identified."""
    return _state(ground.reading.edition, ground.as_of)


@lru_cache(256)
def _state(number: int, as_of: date) -> ColumnElement[Any]:
    last, first = (_change(number, upto, "change_type") for upto in (as_of, None))
    return case(
        (first == IDENTIFIED, last),
        (func.coalesce(_H.c.identified_on, BASELINE) > as_of, None),
        else_=func.coalesce(last, IDENTIFIED),
    )


def _in_state(ground: Ground, state: str) -> ColumnElement[bool]:
    """Return the condition that a household of the places and cause asked for is in a state on the day."""
    cause = ground.condition("cause")
    return and_(
        ground.here("households"),
        ground.at(_H.c.village_code),
        _H.c.main_cause == cause if cause else literal(value=True),
        _H.c.helper_name.is_not(None) if state == "paired" else literal(value=True),
        state_of(ground).in_(STATES[state]),
    )


def there(ground: Ground) -> ColumnElement[bool]:
    """Return the condition that a person has joined (自然增加) and not left (自然减少) the household by the day."""
    return _there(ground.reading.edition, ground.as_of)


@lru_cache(256)
def _there(number: int, as_of: date) -> ColumnElement[bool]:
    def happened(kind: str, *, later: bool) -> ColumnElement[bool]:
        c = _OF_PERSON.c
        when = c.changed_on > as_of if later else c.changed_on <= as_of
        mine = (in_edition(_OF_PERSON, number), c.person_no == _P.c.person_no, c.change_type == kind, when)
        return select(c.person_no).where(*mine).correlate(_P).exists()

    return and_(not_(happened(INCREASE, later=True)), not_(happened(DECREASE, later=False)))


def _decided_by(ground: Ground) -> tuple[tuple[str, ColumnElement[Any]], ...]:
    return ("state", state_of(ground)), ("changed_on", change_of_household(ground, "changed_on", last=True))


def household_rows(ground: Ground, state: str, *, weight: ColumnElement[Any] | None = None) -> RowSet:
    """Return the households in a state on the day; each adds 1, or ``weight``."""
    used = ("household_no", "village_code", "identified_on", "main_cause")
    return RowSet(
        kind="households",
        table=_H,
        source=_H,
        condition=_in_state(ground, state),
        group=_H.c.village_code,
        grouping="village",
        weight=literal(1) if weight is None else weight,
        shown=("household_no", "head_name_masked", "main_cause"),
        used=(*used, "helper_name") if state == "paired" else used,
        extra=_decided_by(ground),
        totals=_kept_totals(ground, f"{state}_households") if weight is None else None,
        placing=ground.by_village(_H.c.village_code),
    )


def person_rows(ground: Ground, state: str) -> RowSet:
    """Return the people of households in a state on the day, without those who had left or not yet joined."""
    # The coalesce has the planner begin with the households of a village, not with everybody.
    home = and_(_P.c.county_code == COUNTY_CODE, _P.c.household_no == func.coalesce(_H.c.household_no, ""))
    return RowSet(
        kind="persons",
        table=_P,
        source=_H.join(_P, home),
        condition=and_(_in_state(ground, state), ground.here("persons"), there(ground)),
        group=_H.c.village_code,
        grouping="village",
        weight=literal(1),
        shown=("person_no", "name_masked", "household_no"),
        used=("person_no", "household_no"),
        extra=_decided_by(ground),
        totals=_kept_totals(ground, f"{state}_people"),
        placing=ground.by_village(_H.c.village_code),
    )


def _kept_totals(ground: Ground, measure: str) -> Callable[[], Mapping[str, int]] | None:
    """Return how the groups' totals are read from the daily changes; by cause they are counted from the rows."""
    if ground.condition("cause"):
        return None

    def totals() -> Mapping[str, int]:
        counts, codes = registry.village_counts(ground.reading, ground.as_of), ground.codes
        here = {code: each[measure] for code, each in counts.items() if codes is None or code in codes}
        return {code: value for code, value in here.items() if value}

    return totals


def population_rows(ground: Ground) -> RowSet:
    """Return the villages of the register with their registered population (户籍人口)."""
    table: Table = facts["villages"]
    return RowSet(
        kind="villages",
        table=table,
        source=table,
        condition=and_(ground.here("villages"), ground.at(table.c.village_code)),
        group=table.c.village_code,
        grouping="village",
        weight=table.c.population_count,
        shown=("village_code", "village_name", "town_name"),
        used=("village_code", "population_count"),
        placing=ground.by_village(table.c.village_code),
    )


def state_term(ground: Ground, figure: str, role: Role = "value") -> Term:
    """Return the term of a figure that counts people or households in a state (``people.poor``)."""
    unit, _, state = figure.partition(".")
    rows = person_rows(ground, state) if unit == "people" else household_rows(ground, state)
    return Term(role, metric(figure).name, figure, rows)


def _of_household(ground: Ground) -> Evidence:
    """Return the people of the one household asked for; nobody where none is."""
    home = and_(_P.c.county_code == COUNTY_CODE, _P.c.household_no == _H.c.household_no)
    asked = _H.c.household_no == (ground.condition("household") or "")
    here = (ground.here("households"), ground.here("persons"), ground.at(_H.c.village_code))
    rows = RowSet(
        kind="persons",
        table=_P,
        source=_H.join(_P, home),
        condition=and_(*here, asked, there(ground)),
        group=_H.c.village_code,
        grouping="village",
        weight=literal(1),
        shown=("person_no", "name_masked", "household_no"),
        used=("person_no", "household_no"),
    )
    figure = "people.of_household"
    return Evidence("sum", (Term("value", metric(figure).name, figure, rows),))


def _counted(figure: str) -> Callable[[Ground], Evidence]:
    return lambda ground: Evidence("sum", (state_term(ground, figure),))


def _incidence(ground: Ground) -> Evidence:
    people = Term("denominator", label("villages", "population_count"), "people.registered", population_rows(ground))
    return Evidence("ratio", (state_term(ground, "people.poor", "numerator"), people))


def _out_share(ground: Ground) -> Evidence:
    terms = state_term(ground, "people.out", "numerator"), state_term(ground, "people.registered", "denominator")
    return Evidence("ratio", terms)


def _needed(ground: Ground) -> Evidence:
    left = months_left(ground.as_of, deadline(ground.as_of))
    return Evidence("pace_needed", (state_term(ground, "people.poor", "numerator"),), {"months_left": left})


def _made(ground: Ground) -> Evidence:
    then = Ground(ground.reading, pace_start(ground.as_of), ground.where)
    return Evidence("pace_made", (state_term(ground, "people.out", "now"), state_term(then, "people.out", "before")))


def _shortfall(ground: Ground) -> Evidence:
    needed, made = _needed(ground), _made(ground)
    terms = (*made.terms, replace(needed.terms[0], role="denominator"))
    return Evidence("pace_off", terms, needed.given)


def _faster(ground: Ground) -> Evidence:
    return replace(_shortfall(ground), shape="pace_growth")


def _poor_share(ground: Ground) -> Evidence:
    county = state_term(Ground(ground.reading, ground.as_of), "people.poor", "denominator")
    return Evidence("ratio", (state_term(ground, "people.poor", "numerator"), county))


def plan_share(day: date) -> float:
    """Return the share of the days from the baseline to the deadline that are left (计划线), 0…1."""
    return plan_line(1, day, start=baseline_day(day), deadline=deadline(day))


def _baseline_term(ground: Ground, role: Role) -> Term:
    start = baseline_day(ground.as_of)
    term = state_term(Ground(ground.reading, start, ground.where), "people.poor", role)
    day = start.isoformat()
    return replace(term, name=Text(f"{term.name.zh}（基期 {day}）", f"{term.name.en} (baseline, {day})"))


def _planned(ground: Ground) -> Evidence:
    return Evidence("planned", (_baseline_term(ground, "value"),), {"plan_share": plan_share(ground.as_of)})


def _off_plan(shape: Shape) -> Callable[[Ground], Evidence]:
    def made(ground: Ground) -> Evidence:
        terms = (state_term(ground, "people.poor", "minuend"), _baseline_term(ground, "subtrahend"))
        return Evidence(shape, terms, {"plan_share": plan_share(ground.as_of)})

    return made


def _farmland(ground: Ground) -> Evidence:
    told = and_(_H.c.farmland_mu.is_not(None), _H.c.member_count > 0)
    mu = household_rows(ground, "registered", weight=case((told, func.round(_H.c.farmland_mu * 100)), else_=0))
    members = household_rows(ground, "registered", weight=case((told, _H.c.member_count), else_=0))
    name = Text("耕地面积（亩）", "Farmland (mu)")
    terms = (
        Term("numerator", name, "industry.farmland_per_head", mu, scale=1 / 100),
        Term("denominator", label("households", "member_count"), "people.registered", members),
    )
    return Evidence("ratio", terms)


def _moved_out(ground: Ground) -> Evidence:
    """Return the households that are out of poverty and those that were and returned."""
    return Evidence("total", (state_term(ground, "households.out"), state_term(ground, "households.returned")))


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    **{f"{unit}.{state}": _counted(f"{unit}.{state}") for unit in ("people", "households")
       for state in ("registered", "poor", "out", "returned")},
    "households.paired": _counted("households.paired"),
    "households.moved_out": _moved_out,
    "people.of_household": _of_household,
    "people.incidence": _incidence,
    "people.out_share": _out_share,
    "exit.required_pace": _needed,
    "exit.actual_pace": _made,
    "exit.pace_shortfall": _shortfall,
    "exit.pace_growth": _faster,
    "people.poor_share": _poor_share,
    "exit.plan": _planned,
    "exit.over_plan": _off_plan("over_plan"),
    "exit.under_plan": _off_plan("under_plan"),
    "industry.farmland_per_head": _farmland,
}  # fmt: skip
"""How the evidence of each figure is put together."""
