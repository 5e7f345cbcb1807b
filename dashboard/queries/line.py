"""Incomes against the poverty line of their year (收入倒排序), and households out that may return (返贫风险)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    extract,
    func,
    literal,
    not_,
    null,
    or_,
    select,
)

from dashboard.queries.evidence.model import FEN, Ground
from dashboard.queries.evidence.people import POOR, STATES, change_of_household, state_of
from dashboard.queries.progress import Scope, scope_villages
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.villages import has_rows
from data.rules import Rule, UnknownRule, poverty_line, rule, rules
from data.schema import COUNTY_CODE, facts, in_edition
from data.state import OUT

_H, _I = facts["households"], facts["incomes"]
_NEWEST = _I.alias()
Counts = Mapping[str, int]
Figure = int | None


@lru_cache(maxsize=CACHED)
def lines_until(as_of: date) -> Mapping[int, Rule]:
    """Return the poverty line (扶贫标准) of each year up to the day's for which one is known."""
    named = (each for each in rules() if each.group == "poverty_line" and each.in_force_from)
    found = {}
    for year in sorted({each.in_force_from.year for each in named if each.in_force_from}):
        try:
            line = poverty_line(date(year, 12, 31))
        except UnknownRule:
            continue
        if year <= as_of.year:
            found[year] = line
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What is asked of a household: its state and the day of it, its latest income with its line, its causes."""

    state: ColumnElement[Any]
    changed_on: ColumnElement[Any]
    year: ColumnElement[Any]
    income: ColumnElement[Any]
    line: ColumnElement[Any]
    main_cause: ColumnElement[Any]
    other_causes: ColumnElement[Any]

    @property
    def is_out(self) -> ColumnElement[bool]:
        """The household is out of poverty."""
        return self.state == OUT

    @property
    def is_registered(self) -> ColumnElement[bool]:
        """The household is on the register."""
        return self.state.in_(STATES["registered"])

    @property
    def is_known(self) -> ColumnElement[bool]:
        """There is an income, of a year with a line."""
        return and_(self.income.is_not(None), self.line.is_not(None))

    @property
    def is_since(self) -> ColumnElement[bool]:
        """There is an income of the year in which the household moved out, or of a later one."""
        return and_(self.is_known, self.year >= extract("year", self.changed_on))

    def names(self, cause: str) -> ColumnElement[bool]:
        """The household names a cause, as its main or as another."""
        return or_(func.coalesce(self.main_cause, "") == cause, func.coalesce(self.other_causes, "").contains(cause))


def household_columns(ground: Ground) -> tuple[FromClause, Columns]:
    """Return the households beside their latest income up to the day's year, and the columns asked of them."""
    newest, year = _NEWEST, ground.as_of.year
    same = newest.c.household_no == _H.c.household_no
    wanted = select(func.max(newest.c.year)).where(in_edition(newest, ground.reading.edition), same)
    latest = wanted.where(newest.c.year <= year).correlate(_H).scalar_subquery()
    mine = and_(
        _I.c.county_code == COUNTY_CODE,
        _I.c.household_no == _H.c.household_no,
        in_edition(_I, ground.reading.edition),
        _I.c.year == latest,
    )
    columns = Columns(
        state_of(ground),
        change_of_household(ground, "changed_on", last=True),
        _I.c.year,
        _I.c.net_income_per_head_fen,
        _line(ground.as_of),
        _H.c.main_cause,
        _H.c.other_causes,
    )
    return _H.outerjoin(_I, mine), columns


def _line(as_of: date) -> ColumnElement[Any]:
    known = [(_I.c.year == year, round(line.number * FEN)) for year, line in lines_until(as_of).items()]
    return case(*known, else_=null()) if known else literal(None, BigInteger)


def _near(as_of: date, of: Columns) -> ColumnElement[Any]:
    return of.line * rule("near_line.share", as_of).number


def _safe(as_of: date, of: Columns) -> ColumnElement[Any]:
    return of.line * rule("risk.income_multiple", as_of).number


def _illness(as_of: date, of: Columns) -> ColumnElement[bool]:
    return of.names(str(rule("risk.illness", as_of).value))


def _disability(as_of: date, of: Columns) -> ColumnElement[bool]:
    return of.names(str(rule("risk.disability", as_of).value))


def _low_income(as_of: date, of: Columns) -> ColumnElement[bool]:
    return and_(of.is_since, of.income < _safe(as_of, of))


CONDITIONS: Mapping[str, Callable[[date, Columns], ColumnElement[bool]]] = MappingProxyType(
    {
        "above_line_listed": lambda _, of: and_(of.state.in_(POOR), of.income > of.line),
        "below_line_out": lambda _, of: and_(of.is_out, of.is_since, of.income <= of.line),
        "near_below": lambda day, of: and_(
            of.is_registered, of.income <= of.line, of.line - of.income <= _near(day, of)
        ),
        "near_above": lambda day, of: and_(
            of.is_registered, of.income > of.line, of.income - of.line <= _near(day, of)
        ),
        "far_below": lambda day, of: and_(of.is_registered, of.line - of.income > _near(day, of)),
        "further_above": lambda day, of: and_(
            of.is_registered, of.income - of.line > _near(day, of), of.income < _safe(day, of)
        ),
        "well_above": lambda day, of: and_(of.is_registered, of.income >= _safe(day, of)),
        "income_unknown": lambda _, of: and_(of.is_registered, not_(of.is_known)),
        "out_income_unknown": lambda _, of: and_(of.is_out, not_(of.is_since)),
        "at_risk": lambda day, of: and_(of.is_out, or_(_low_income(day, of), _illness(day, of), _disability(day, of))),
        "at_risk_income": lambda day, of: and_(of.is_out, _low_income(day, of)),
        "at_risk_illness": lambda day, of: and_(of.is_out, _illness(day, of)),
        "at_risk_disability": lambda day, of: and_(of.is_out, _disability(day, of)),
        "at_risk_unknown": lambda day, of: and_(
            of.is_out, not_(of.is_since), not_(_illness(day, of)), not_(_disability(day, of))
        ),
        "no_risk_seen": lambda day, of: and_(
            of.is_out,
            of.is_since,
            not_(_low_income(day, of)),
            not_(_illness(day, of)),
            not_(_disability(day, of)),
        ),
    }
)
"""What each figure counts, by the figure's id after ``exit.``."""
OF_THOSE_OUT = frozenset({*(name for name in CONDITIONS if name.startswith("at_risk")), "below_line_out",
                          "out_income_unknown", "no_risk_seen"})  # fmt: skip
"""Figures that count households out of poverty only."""
WITHOUT_INCOMES = ("at_risk_illness", "at_risk_disability")
"""Figures that need no register of incomes."""


def _inner(ground: Ground, *narrowed: ColumnElement[bool]) -> tuple[FromClause, Columns]:
    """Return the households of the ground, each column worked out once: kept by the database, not put in anew."""
    source, of = household_columns(ground)
    told = {name: getattr(of, name) for name in Columns.__dataclass_fields__ if not name.endswith(("cause", "causes"))}
    wanted = select(
        _H.c.household_no,
        _H.c.village_code,
        _H.c.head_name_masked,
        _H.c.member_count,
        _H.c.main_cause,
        _H.c.other_causes,
        *(column.label(name) for name, column in told.items()),
    )
    here = wanted.select_from(source).where(ground.here("households"), ground.at(_H.c.village_code), *narrowed)
    inner = here.cte("household_now").prefix_with("MATERIALIZED")
    return inner, Columns(**{name: inner.c[name] for name in Columns.__dataclass_fields__})


def _can_be(reading: Reading, as_of: date, name: str) -> ColumnElement[bool]:
    """Return a condition that every household counted by ``name`` meets, asked before anything is worked out."""
    if name == "above_line_listed":
        lowest = min((round(line.number * FEN) for line in lines_until(as_of).values()), default=0)
        rows = select(_I.c.household_no).where(in_edition(_I, reading.edition), _I.c.net_income_per_head_fen > lowest)
        return _H.c.household_no.in_(rows)
    if name in OF_THOSE_OUT:
        change = facts["household_changes"]
        here = (in_edition(change, reading.edition), change.c.change_type == OUT, change.c.changed_on <= as_of)
        return _H.c.household_no.in_(select(change.c.household_no).where(*here))
    return literal(value=True)


@lru_cache(maxsize=CACHED)
def line_counts(reading: Reading, as_of: date) -> Mapping[str, Counts]:
    """Return by village code how many households each of ``CONDITIONS`` counts."""
    inner, of = _inner(Ground(reading, as_of))
    sums = [func.sum(case((condition(as_of, of), 1), else_=0)) for condition in CONDITIONS.values()]
    rows = reading.rows(select(inner.c.village_code, *sums).group_by(inner.c.village_code))
    return MappingProxyType(
        {code: MappingProxyType(dict(zip(CONDITIONS, map(int, values), strict=True))) for code, *values in rows}
    )


@lru_cache(maxsize=CACHED)
def line_figures(reading: Reading, scope: Scope, as_of: date) -> Mapping[str, Figure]:
    """Return how many households of the scope each of ``CONDITIONS`` counts; None where its register is missing."""
    counts = line_counts(reading, as_of)
    mine = [counts[village.code] for village in scope_villages(reading, scope) if village.code in counts]
    known = has_rows(reading, "households")
    with_incomes = known and has_rows(reading, "incomes")
    return MappingProxyType(
        {
            name: sum(each[name] for each in mine) if (known if name in WITHOUT_INCOMES else with_incomes) else None
            for name in CONDITIONS
        }
    )


@dataclass(frozen=True, slots=True)
class Ranked:
    """A registered household with its latest income a head and the line of that year, in yuan; None where unknown.

    ``head_name`` is masked; ``state`` is its last change (新识别, 返贫, 脱贫), ``changed_on`` the day of it.
    """

    household_no: str
    village_code: str
    head_name: str | None
    members: int | None
    state: str
    changed_on: date | None
    year: int | None
    income: float | None
    line: float | None
    main_cause: str | None
    other_causes: str | None

    @property
    def over(self) -> float | None:
        """Yuan a head above the line; negative below it, None where unknown."""
        return None if self.income is None or self.line is None else self.income - self.line

    @property
    def is_above(self) -> bool | None:
        """Whether the income is above the line."""
        return None if self.over is None else self.over > 0

    @property
    def is_out(self) -> bool:
        """Whether the household is out of poverty."""
        return self.state == OUT

    @property
    def income_since(self) -> float | None:
        """The income, for a household out only one of the year it moved out or later; None where there is none."""
        early = self.is_out and self.year is not None and self.changed_on and self.year < self.changed_on.year
        return None if early or self.over is None else self.income


def _listed(inner: FromClause, of: Columns) -> Select[tuple[Any, ...]]:
    c = inner.c
    return select(
        c.household_no, c.village_code, c.head_name_masked, c.member_count, of.state, of.changed_on, of.year, of.income,
        of.line, c.main_cause, c.other_causes,
    )  # fmt: skip


def _ranked(row: tuple[Any, ...]) -> Ranked:
    no, code, head, members, state, day, year, income, line, main, other = row
    return Ranked(no, code, head, members, state, day, year, _yuan(income), _yuan(line), main, other)


def _yuan(fen: int | None) -> float | None:
    return None if fen is None else fen / FEN


@lru_cache(maxsize=CACHED)
def ranking(reading: Reading, code: str, as_of: date) -> tuple[Ranked, ...]:
    """Return the registered households of a village from the bottom: furthest below the line first, unknown last."""
    inner, of = _inner(Ground(reading, as_of, (("village", code),)))
    order = (not_(of.is_known), of.income - of.line, inner.c.household_no)
    rows = reading.rows(_listed(inner, of).where(of.is_registered).order_by(*order))
    return tuple(_ranked(tuple(row)) for row in rows)


@lru_cache(maxsize=CACHED)
def households_of(reading: Reading, scope: Scope, as_of: date, *, name: str, limit: int) -> tuple[Ranked, ...]:
    """Return at most ``limit`` households that one of ``CONDITIONS`` counts, those furthest above the line first."""
    places = {"zone": scope.zone, "town": scope.town, "village": scope.village}
    where = tuple((place, value) for place, value in places.items() if value)
    inner, of = _inner(Ground(reading, as_of, where), _can_be(reading, as_of, name))
    order = (not_(of.is_known), of.line - of.income, inner.c.village_code, inner.c.household_no)
    if name in ("below_line_out", "at_risk"):
        order = (not_(of.is_since), of.income - of.line, inner.c.village_code, inner.c.household_no)
    rows = reading.rows(_listed(inner, of).where(CONDITIONS[name](as_of, of)).order_by(*order).limit(limit))
    return tuple(_ranked(tuple(row)) for row in rows)
