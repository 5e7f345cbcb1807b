"""Household incomes (收入核查): 2014 and 2015 for all, 2016 for a part of those that moved out."""

from collections.abc import Sequence
from random import Random

from etl.demo.chance import stream
from etl.demo.records import Change, Household, Income

_MISFIT = 0.004


def build_incomes(seed: int, households: Sequence[Household], changes: Sequence[Change]) -> tuple[Income, ...]:
    """All income sheets by year, then household."""
    rng = stream(seed, "incomes")
    known = [household for household in households if household.identified.year < 2016]
    out = {change.household_no for change in changes if change.kind == "脱贫"}
    checked = [household for household in known if household.no in out and rng.random() < 0.35]
    return tuple(
        _income(rng, household, year=year, growth=growth)
        for year, group, growth in ((2014, known, 0.84), (2015, known, 1.0), (2016, checked, 1.75))
        for household in group
    )


def _income(rng: Random, household: Household, *, year: int, growth: float) -> Income:
    """One sheet whose parts give the stated income a head, save for a few that do not (a warning, no error)."""
    size = len(household.members)
    per_head = round(household.income_fen * growth * rng.uniform(0.94, 1.06) / 100) * 100
    costs = rng.randint(0, 30) * 1000 * size
    gross = per_head * size + costs
    wages = round(gross * rng.uniform(0.1, 0.55) / 100) * 100
    property_income = round(gross * rng.uniform(0.0, 0.04) / 100) * 100
    transfers = round(gross * rng.uniform(0.05, 0.3) / 100) * 100
    return Income(
        household_no=household.no,
        year=year,
        wages=wages,
        business=gross - wages - property_income - transfers,
        property_income=property_income,
        transfers=transfers,
        costs=costs,
        per_head=per_head + (5_000 if rng.random() < _MISFIT else 0),
    )
