"""The three funding rules (投入机制三项指标) as amounts: what was put in, what the rule asks for, what is missing.

The gap of the first two is new money of the same fund (新增资金), the gap of the third is money to be redirected
(调整投向): the three are never added up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache
from typing import Literal

from sqlalchemy import func, select

from dashboard.queries.figures import target_figures
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.targets import PART_YEAR, FinanceYear, finance_years, latest_departments, latest_finance
from data.rules import Rule, holds, rule
from data.schema import COUNTY_CODE, delivery, facts, in_edition, source_file, source_table

Nature = Literal["new", "redirected"]
Reason = Literal["no_register", "no_year_before", "part_year", "no_base"]

SHARE, GROWTH, DEPARTMENT = "target.special_fund_share", "target.special_fund_growth", "target.department_share"


@dataclass(frozen=True, slots=True)
class MoneyRule:
    """One funding rule in the latest year known; amounts in fen, ``share`` a fraction.

    ``put_in_fen`` is what counts towards the rule, ``base_fen`` what it is measured by, ``needed_fen`` what would
    just meet it. ``basis`` names every 口径 of the year's rows, ``basis_before`` that of the year a growth starts from.
    Where there is no share, ``reason`` says why.
    """

    rule: Rule
    nature: Nature
    share: float | None
    year: int | None
    basis: tuple[str, ...]
    received_on: date | None
    put_in_fen: int | None = None
    base_fen: int | None = None
    needed_fen: int | None = None
    reason: Reason | None = None
    basis_before: str | None = None

    @property
    def metric_id(self) -> str:
        """The figure that is held against the rule; it bears the rule's key."""
        return self.rule.key

    @property
    def met(self) -> bool | None:
        """Whether the rule is met; None without a share."""
        return holds(self.rule, self.share)

    @property
    def gap_fen(self) -> int | None:
        """Money missing to meet the rule (缺口): 0 where it is met, None without a share."""
        if self.put_in_fen is None or self.needed_fen is None or self.share is None:
            return None
        return 0 if self.met else max(0, self.needed_fen - self.put_in_fen)

    @property
    def over_target(self) -> float | None:
        """The share minus the rule's, a fraction; negative = below; None without a share."""
        return None if self.share is None else self.share - self.rule.number


def needed(rate: float, base_fen: int) -> int:
    """Return the least whole amount of fen that is at least ``rate`` of ``base_fen``."""
    return int((Decimal(repr(rate)) * base_fen).to_integral_value(ROUND_CEILING))


@lru_cache(maxsize=CACHED)
def received_on(reading: Reading, kind: str, year: int) -> date | None:
    """Return the day of the last delivery of a year's rows of an annual register (收到日期)."""
    table = facts[kind]
    joined = table.join(source_table, source_table.c.table_no == table.c.table_no)
    joined = joined.join(source_file, source_file.c.file_no == source_table.c.file_no)
    joined = joined.join(delivery, delivery.c.delivery_no == source_file.c.delivery_no)
    here = [each.c.county_code == COUNTY_CODE for each in (source_table, source_file, delivery)]
    wanted = select(func.max(delivery.c.delivered_on)).select_from(joined)
    found: date | None = reading.value(wanted.where(in_edition(table, reading.edition), table.c.year == year, *here))
    return found


def _special_share(reading: Reading, finance: FinanceYear | None, as_of: date) -> MoneyRule:
    tested = rule(SHARE, as_of)
    if finance is None:
        return MoneyRule(tested, "new", None, None, (), None, reason="no_register")
    share = target_figures(reading, as_of)[SHARE]
    return MoneyRule(
        rule=tested,
        nature="new",
        share=share,
        year=finance.year,
        basis=(finance.basis,),
        received_on=received_on(reading, "county_finance", finance.year),
        put_in_fen=finance.special_fund_fen,
        base_fen=finance.local_revenue_fen,
        needed_fen=needed(tested.number, finance.local_revenue_fen),
        reason="no_base" if share is None else None,
    )


def _growth_reason(finance: FinanceYear, before: FinanceYear | None) -> Reason:
    if before is None:
        return "no_year_before"
    return "part_year" if PART_YEAR in (finance.basis, before.basis) else "no_base"


def _special_growth(reading: Reading, finance: FinanceYear | None, as_of: date) -> MoneyRule:
    tested = rule(GROWTH, as_of)
    if finance is None:
        return MoneyRule(tested, "new", None, None, (), None, reason="no_register")
    before = finance_years(reading).get(finance.year - 1)
    share = target_figures(reading, as_of)[GROWTH]
    return MoneyRule(
        rule=tested,
        nature="new",
        share=share,
        year=finance.year,
        basis=(finance.basis,),
        basis_before=before.basis if before else None,
        received_on=received_on(reading, "county_finance", finance.year),
        put_in_fen=finance.special_fund_fen,
        base_fen=before.special_fund_fen if before else None,
        needed_fen=needed(1 + tested.number, before.special_fund_fen) if before else None,
        reason=_growth_reason(finance, before) if share is None else None,
    )


def _department_share(reading: Reading, as_of: date) -> MoneyRule:
    tested, rows = rule(DEPARTMENT, as_of), latest_departments(reading, as_of)
    if not rows:
        return MoneyRule(tested, "redirected", None, None, (), None, reason="no_register")
    share, total = target_figures(reading, as_of)[DEPARTMENT], sum(row.total_fen for row in rows)
    return MoneyRule(
        rule=tested,
        nature="redirected",
        share=share,
        year=rows[0].year,
        basis=tuple(dict.fromkeys(row.basis for row in rows)),
        received_on=received_on(reading, "department_funds", rows[0].year),
        put_in_fen=sum(row.to_poor_fen for row in rows),
        base_fen=total,
        needed_fen=needed(tested.number, total),
        reason="no_base" if share is None else None,
    )


@lru_cache(maxsize=CACHED)
def rules_of_money(reading: Reading, as_of: date) -> tuple[MoneyRule, ...]:
    """Return the three rules in the order 2 %, 20 %, 60 %, each in the latest year not after the day's year."""
    finance = latest_finance(reading, as_of)
    return (
        _special_share(reading, finance, as_of),
        _special_growth(reading, finance, as_of),
        _department_share(reading, as_of),
    )


def met_count(rules: Iterable[MoneyRule]) -> int | None:
    """Return how many rules are met; None where no share is known at all."""
    known = [each.met for each in rules if each.met is not None]
    return sum(known) if known else None
