"""Returns to poverty (返贫): which households, when, for which cause, and how many against all who moved out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import select

from dashboard.metrics.arithmetic import ratio
from dashboard.queries.histories import (
    HouseholdChange,
    household_changes,
    last_change,
    people_in,
    returned_households,
    stays_of,
)  # fmt: skip
from dashboard.queries.progress import MonthFlow, Scope, flow_total, scope_villages
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.villages import Village
from data.schema import facts, in_edition
from data.state import RETURNED


@dataclass(frozen=True, slots=True)
class Return:
    """A return of a household to poverty (返贫); ``people`` are its people on the day asked for.

    ``head_name`` is masked, ``main_cause`` the 主要致贫原因 of the household register, ``reason`` the 变动原因 as
    written. ``is_last`` says whether this is still the household's last change: later ones may have moved it out again.
    """

    household_no: str
    village: Village
    head_name: str | None
    people: int
    main_cause: str | None
    reason: str | None
    returned_on: date
    is_last: bool


@dataclass(frozen=True, slots=True)
class _Household:
    village_code: str
    head_name: str | None
    main_cause: str | None
    identified_on: date | None

    def returns(self, changes: Sequence[HouseholdChange], as_of: date) -> list[tuple[str | None, date, bool]]:
        """Return reason and day of each return up to the day, and whether it still holds."""
        past = [change for change in changes if change.change_type == RETURNED and change.changed_on <= as_of]
        holds = last_change(self.identified_on, changes, as_of) == RETURNED
        return [(change.reason, change.changed_on, holds and change is past[-1]) for change in past]


@lru_cache(maxsize=CACHED)
def _households(reading: Reading) -> Mapping[str, _Household]:
    """Return the households that ever returned, by number."""
    household = facts["households"]
    h, wanted = household.c, frozenset(returned_households(reading))
    columns = (h.household_no, h.village_code, h.head_name_masked, h.main_cause, h.identified_on)
    rows = reading.rows(select(*columns).where(in_edition(household, reading.edition)))
    return MappingProxyType({number: _Household(*row) for number, *row in rows if number in wanted})


@lru_cache(maxsize=CACHED)
def returns(reading: Reading, scope: Scope, as_of: date) -> tuple[Return, ...]:
    """Return the returns to poverty of a scope on or before the day, the latest first."""
    villages = {village.code: village for village in scope_villages(reading, scope)}
    people = people_in(stays_of(reading, returned_households(reading)), as_of)
    found: list[Return] = []
    for number, household in _households(reading).items():
        village = villages.get(household.village_code)
        if village is not None:
            changes = household_changes(reading)[number]
            found += [
                Return(number, village, household.head_name, people.get(number, 0), household.main_cause, *each)
                for each in household.returns(changes, as_of)
            ]
    return tuple(sorted(found, key=lambda each: (-each.returned_on.toordinal(), each.village.code, each.household_no)))


@dataclass(frozen=True, slots=True)
class CauseCount:
    """Households and people now returned to poverty that name a cause (主要致贫原因); None = none is recorded."""

    cause: str | None
    households: int
    people: int


def causes(found: Sequence[Return]) -> tuple[CauseCount, ...]:
    """Return the causes of the returns that still hold, those of most people first; they sum to 返贫户 and 返贫人口."""
    households: Counter[str | None] = Counter()
    people: Counter[str | None] = Counter()
    for each in found:
        if each.is_last:
            households[each.main_cause] += 1
            people[each.main_cause] += each.people
    counts = (CauseCount(cause, count, people[cause]) for cause, count in households.items())
    return tuple(sorted(counts, key=lambda each: (-each.people, -each.households, each.cause or "")))


@dataclass(frozen=True, slots=True)
class ReturnRate:
    """Returns against moves out since the baseline (返贫 ÷ 累计脱贫), both in people and each time counted."""

    returned: int
    out: int

    @property
    def share(self) -> float | None:
        """Returned ÷ moved out, a fraction; None where nobody has moved out."""
        return ratio(self.returned, self.out)


def return_rate(flows: Sequence[MonthFlow]) -> ReturnRate:
    """Return the rate of returns over the months given."""
    return ReturnRate(flow_total(flows, "returned_flow"), flow_total(flows, "out_flow"))
