"""What a figure (指标) is: everything that page, card, tooltip, export, JSON and dictionary say about it."""

from dataclasses import dataclass
from typing import Literal, get_args

from data.text import Locale, Text

Kind = Literal["count", "money", "share", "pace"]
Direction = Literal["higher_better", "lower_better", "neutral"]
Dimension = Literal["zone", "town", "village", "category", "level", "department"]
Disclosure = Literal["sensitive"]
Source = Literal[
    "villages", "households", "persons", "incomes", "household_changes", "village_changes", "village_checks",
    "projects", "allocations", "disbursements", "county_finance", "department_funds", "teams", "first_secretaries",
    "measures", "industries", "assessments", "crosscheck_hits", "oversight", "proposals",
]  # fmt: skip

DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
REGISTERS: tuple[Source, ...] = get_args(Source)
PLACES: tuple[Dimension, ...] = ("zone", "town", "village")


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a figure's raw value (计量单位); `one` is the English word beside a single one."""

    zh: str
    en: str
    one: str

    def __getitem__(self, locale: Locale) -> str:
        """The unit in that locale, the plural in English."""
        return {"zh": self.zh, "en": self.en}[locale]


PEOPLE = Unit("人", "people", "person")
HOUSEHOLDS = Unit("户", "households", "household")
VILLAGES = Unit("村", "villages", "village")
YUAN = Unit("元", "yuan", "yuan")
YUAN_A_HEAD = Unit("元/人", "yuan a head", "yuan a head")
PERCENT = Unit("%", "%", "%")
PEOPLE_A_MONTH = Unit("人/月", "people a month", "person a month")
VILLAGES_A_MONTH = Unit("村/月", "villages a month", "village a month")


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: what it is called, how it is made, from which registers, and how it is judged and cut.

    Raw values: people, households and the like as counts, money in yuan, shares as fractions, paces a month.
    `rule` is the key of the policy rule it is held against, `rule_group` a group of rules it is made of,
    `dimensions` the breakdowns allowed, `annual` marks a figure that changes once a year,
    `disclosure` marks counts that the rule of small numbers protects.
    """

    id: str
    name: Text
    short: Text
    formula: Text
    unit: Unit
    kind: Kind
    direction: Direction
    sources: tuple[Source, ...]
    decimals: int = 0
    rule: str | None = None
    rule_group: str | None = None
    dimensions: tuple[Dimension, ...] = ()
    disclosure: Disclosure | None = None
    annual: bool = False
    note: Text | None = None
