"""The three funding rules (投入机制三项指标): annual figures of county finance and departments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import select

from dashboard.queries.reading import CACHED, Reading
from data.schema import facts, in_edition

PART_YEAR = "部分年度"


@dataclass(frozen=True, slots=True)
class FinanceYear:
    """A year of county finance (县级财政投入), in fen, with its basis (口径)."""

    year: int
    local_revenue_fen: int
    special_fund_fen: int
    basis: str


@dataclass(frozen=True, slots=True)
class DepartmentYear:
    """A department's to-village and to-household money of a year (部门到村到户资金), in fen."""

    year: int
    department: str
    total_fen: int
    to_poor_fen: int
    basis: str


@lru_cache(maxsize=CACHED)
def finance_years(reading: Reading) -> Mapping[int, FinanceYear]:
    """Return county finance by year."""
    table = facts["county_finance"]
    c = table.c
    wanted = select(c.year, c.local_revenue_fen, c.special_fund_fen, c.basis).where(in_edition(table, reading.edition))
    return MappingProxyType({row[0]: FinanceYear(*row) for row in reading.rows(wanted.order_by(c.year))})


@lru_cache(maxsize=CACHED)
def department_years(reading: Reading) -> tuple[DepartmentYear, ...]:
    """Return departments' money by year and department."""
    table = facts["department_funds"]
    c = table.c
    wanted = select(c.year, c.department, c.to_village_household_fen, c.to_poor_fen, c.basis)
    found = reading.rows(wanted.where(in_edition(table, reading.edition)).order_by(c.year, c.department))
    return tuple(DepartmentYear(*row) for row in found)


def latest_finance(reading: Reading, as_of: date) -> FinanceYear | None:
    """Return the latest year of county finance not after the day's year; None if there is none."""
    years = [year for year in finance_years(reading) if year <= as_of.year]
    return finance_years(reading)[max(years)] if years else None


def latest_departments(reading: Reading, as_of: date) -> tuple[DepartmentYear, ...]:
    """Return the departments' rows of the latest year not after the day's year; empty if there is none."""
    years = [row.year for row in department_years(reading) if row.year <= as_of.year]
    return tuple(row for row in department_years(reading) if years and row.year == max(years))
