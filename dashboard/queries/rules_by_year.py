"""The three funding rules year by year, and the third department by department (分年度、分部门)."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard.metrics.arithmetic import ratio
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.rules_of_money import DEPARTMENT, MoneyRule, needed, rules_of_money
from dashboard.queries.targets import department_years, finance_years, latest_departments
from data.rules import holds, rule


@dataclass(frozen=True, slots=True)
class RuleYear:
    """The three rules of one year in the order 2 %, 20 %, 60 %; None for a rule whose register lacks the year."""

    year: int
    rules: tuple[MoneyRule | None, ...]


@dataclass(frozen=True, slots=True)
class DepartmentShare:
    """A department's money for villages and households (到村到户资金) and its part for poor ones, in fen."""

    department: str
    total_fen: int
    to_poor_fen: int
    needed_fen: int
    basis: str
    met: bool | None

    @property
    def share(self) -> float | None:
        """Money for poor villages and households ÷ all of it, a fraction."""
        return ratio(self.to_poor_fen, self.total_fen)

    @property
    def gap_fen(self) -> int | None:
        """What is missing to the rule's share; 0 where it is reached, None without money."""
        if self.met is None:
            return None
        return 0 if self.met else max(0, self.needed_fen - self.to_poor_fen)


@lru_cache(maxsize=CACHED)
def rules_by_year(reading: Reading, as_of: date) -> tuple[RuleYear, ...]:
    """Return every year known up to the day's year, the latest first."""
    years = {*finance_years(reading), *(row.year for row in department_years(reading))}
    found = []
    for year in sorted((each for each in years if each <= as_of.year), reverse=True):
        rules = rules_of_money(reading, min(date(year, 12, 31), as_of))
        found.append(RuleYear(year, tuple(each if each.year == year else None for each in rules)))
    return tuple(found)


@lru_cache(maxsize=CACHED)
def department_shares(reading: Reading, as_of: date) -> tuple[DepartmentShare, ...]:
    """Return the departments of the latest year known, the largest sum first; empty without the register."""
    tested = rule(DEPARTMENT, as_of)
    found = [
        DepartmentShare(
            department=row.department,
            total_fen=row.total_fen,
            to_poor_fen=row.to_poor_fen,
            needed_fen=needed(tested.number, row.total_fen),
            basis=row.basis,
            met=holds(tested, ratio(row.to_poor_fen, row.total_fen)),
        )
        for row in latest_departments(reading, as_of)
    ]
    return tuple(sorted(found, key=lambda each: (-each.total_fen, each.department)))
