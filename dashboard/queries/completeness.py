"""How complete the registers are (完整度): rows in force and how many of them give a value, by column and by village.

Counted by the store once an edition; no row comes to us.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, func, select

from dashboard.queries.reading import CACHED, Reading
from data.registers import Column, load_registers
from data.schema import facts, in_edition

HOUSEHOLD_COLUMNS = ("farmland_mu", "housing_sqm", "unsafe_housing", "safe_water", "helper_name")
PERSON_COLUMNS = (
    "born_on", "health_status", "labour_ability", "rural_medical_insurance", "serious_illness_insurance",
    "pension_insurance",
)  # fmt: skip
"""Columns that criteria, figures and measures of help rest on, by register."""
OF_PEOPLE = frozenset({"households", "persons", "incomes", "household_changes", "measures", "crosscheck_hits"})
"""Registers whose rows are about people: which of them give a value in some columns tells of health, care or need."""
KEY_COLUMNS: Mapping[str, tuple[str, ...]] = {"households": HOUSEHOLD_COLUMNS, "persons": PERSON_COLUMNS}
REQUIRED, OPTIONAL = "required", "optional"


def columns_told(kind: str, asked: str) -> tuple[Column, ...]:
    """Return the required, the optional or the one named of a register's columns, as far as rows may tell of them.

    Of registers of people these are the required columns and the key columns; a blank there is something unknown.
    """
    columns = load_registers()[kind].columns
    if asked == REQUIRED:
        return tuple(each for each in columns if each.required)
    open_ones = KEY_COLUMNS.get(kind, ())
    if asked == OPTIONAL:
        return () if kind in OF_PEOPLE else tuple(each for each in columns if not each.required)
    told = (each.required or each.name in open_ones or kind not in OF_PEOPLE for each in columns)
    return tuple(each for each, is_told in zip(columns, told, strict=True) if is_told and each.name == asked)


@dataclass(frozen=True, slots=True)
class ColumnCount:
    """A column of a register and how many of its rows give a value."""

    column: Column
    filled: int
    rows: int

    @property
    def share(self) -> float | None:
        """Rows with a value ÷ rows in force; None without rows."""
        return self.filled / self.rows if self.rows else None


@dataclass(frozen=True, slots=True)
class RegisterCount:
    """A kind of register: its rows in force and its columns in canonical order."""

    kind: str
    rows: int
    columns: tuple[ColumnCount, ...]

    def share(self, *, required: bool) -> float | None:
        """Cells with a value ÷ cells of its required or of its other columns; None without any."""
        mine = [each for each in self.columns if each.column.required == required]
        cells = sum(each.rows for each in mine)
        return sum(each.filled for each in mine) / cells if cells else None


@dataclass(frozen=True, slots=True)
class VillageCount:
    """Rows in force of a village's households or members, and how many give a value, by column."""

    rows: int
    filled: Mapping[str, int]


@lru_cache(maxsize=CACHED)
def register_counts(reading: Reading) -> tuple[RegisterCount, ...]:
    """Return every kind of register with the completeness of its columns."""
    found = []
    for kind, register in load_registers().items():
        table = facts[kind]
        counts = [func.count(table.c[column.name]) for column in register.columns]
        rows, *filled = reading.rows(select(func.count(), *counts).where(in_edition(table, reading.edition)))[0]
        columns = tuple(
            ColumnCount(column, int(count), int(rows)) for column, count in zip(register.columns, filled, strict=True)
        )
        found.append(RegisterCount(kind, int(rows), columns))
    return tuple(found)


@lru_cache(maxsize=CACHED)
def household_counts(reading: Reading) -> Mapping[str, VillageCount]:
    """Return the completeness of ``HOUSEHOLD_COLUMNS`` by village code."""
    table = facts["households"]
    counts = [func.count(table.c[name]) for name in HOUSEHOLD_COLUMNS]
    wanted = select(table.c.village_code, func.count(), *counts).where(in_edition(table, reading.edition))
    return _by_village(reading.rows(wanted.group_by(table.c.village_code)), HOUSEHOLD_COLUMNS)


@lru_cache(maxsize=CACHED)
def person_counts(reading: Reading) -> Mapping[str, VillageCount]:
    """Return the completeness of ``PERSON_COLUMNS`` by the code of the household's village."""
    person, household = facts["persons"], facts["households"]
    # A look-up by the household's key for every member: a planner left to join may walk all households for each.
    mine = (household.c.household_no == person.c.household_no, in_edition(household, reading.edition))
    code = select(household.c.village_code).where(*mine).correlate(person).scalar_subquery().label("code")
    counts = [func.count(person.c[name]) for name in PERSON_COLUMNS]
    wanted = select(code, func.count(), *counts).where(in_edition(person, reading.edition))
    return _by_village(reading.rows(wanted.group_by("code")), PERSON_COLUMNS)


def _by_village(rows: list[Row[*tuple[Any, ...]]], names: tuple[str, ...]) -> Mapping[str, VillageCount]:
    found = {}
    for code, count, *filled in rows:
        found[code] = VillageCount(int(count), MappingProxyType(dict(zip(names, map(int, filled), strict=True))))
    return MappingProxyType(found)
