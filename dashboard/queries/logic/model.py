"""What a logic check (逻辑校验规则) is: rows it applies to, and which of them contradict themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, FromClause, Table

from dashboard.queries.reading import Reading
from data.rules import Rule, rule

Of = Literal["persons", "households", "incomes"]
PREFIX = "logic_"


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Rows of a register as the checks see them on a day: joined to their household, with what its members add up to.

    ``condition`` holds for the rows on the register (在册) that day, ``is_out`` for those of households out of poverty
    (脱贫), ``long_out`` for those out since before the year; ``members`` are counts and extremes by household.
    """

    reading: Reading
    as_of: date
    table: Table
    source: FromClause
    condition: ColumnElement[bool]
    village: ColumnElement[Any]
    is_out: ColumnElement[bool]
    long_out: ColumnElement[bool]
    members: Mapping[str, ColumnElement[Any]]

    def limit(self, name: str) -> Rule:
        """Return the rule that holds a check's threshold: that of the check, or one of the group ``logic_limit``."""
        return rule(name, self.as_of)

    def born_after(self, years: float) -> date:
        """Return the day after which one is born who is not yet that many years old on the day."""
        whole = int(years)
        try:
            return self.as_of.replace(year=self.as_of.year - whole)
        except ValueError:
            return date(self.as_of.year - whole, self.as_of.month, self.as_of.day - 1)


Condition = Callable[[Frame], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class LogicCheck:
    """A check of rows of one register; ``needs`` are the columns without which it can examine nothing.

    ``applies`` holds for the rows it can judge, ``hit`` for those of them that contradict themselves. Its words,
    severity and threshold stand in the policy rule ``finding.logic_<name>``.
    """

    name: str
    of: Of
    needs: tuple[tuple[Of, str], ...]
    applies: Condition
    hit: Condition

    @property
    def key(self) -> str:
        """Name of its rule in the worklist."""
        return PREFIX + self.name
