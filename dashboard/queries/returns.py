"""Returns to poverty (返贫): which households, when, for which cause, and how many against all who moved out."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Select, and_, func, select

from dashboard.metrics.arithmetic import ratio
from dashboard.queries.histories import household_changes, people_in, stays_of
from dashboard.queries.progress import MonthFlow, Scope, flow_total, scope_sum, scope_villages
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.registry import cause_counts
from dashboard.queries.villages import Village
from data.schema import COUNTY_CODE, facts, in_edition
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
class Returns:
    """The returns of a scope: how many there were, how many households are still returned, and the latest ones."""

    events: int
    still: int
    latest: tuple[Return, ...]


def _events(reading: Reading, scope: Scope, as_of: date) -> Select[tuple[str, date, str | None, str, str | None, str]]:
    """Return the SELECT of all returns of a scope up to the day, joined with their households."""
    change, household = facts["household_changes"], facts["households"]
    c, h = change.c, household.c
    joined = change.join(household, and_(h.county_code == COUNTY_CODE, h.household_no == c.household_no))
    wanted = select(c.household_no, c.changed_on, c.change_reason, h.village_code, h.head_name_masked, h.main_cause)
    found = wanted.select_from(joined).where(
        in_edition(change, reading.edition),
        in_edition(household, reading.edition),
        c.change_type == RETURNED,
        c.changed_on <= as_of,
    )
    if scope == Scope():
        return found
    return found.where(h.village_code.in_([village.code for village in scope_villages(reading, scope)]))


@lru_cache(maxsize=CACHED)
def returns(reading: Reading, scope: Scope, as_of: date, *, limit: int) -> Returns:
    """Return the returns to poverty of a scope on or before the day, at most ``limit`` of them, the latest first."""
    events = _events(reading, scope, as_of)
    count = reading.value(select(func.count()).select_from(events.subquery()))
    columns = events.selected_columns
    order = (columns.changed_on.desc(), columns.village_code, columns.household_no)
    rows = reading.rows(events.order_by(*order).limit(limit))
    numbers = tuple(sorted({row[0] for row in rows}))
    villages = {village.code: village for village in scope_villages(reading, scope)}
    changes, people = household_changes(reading, numbers), people_in(stays_of(reading, numbers), as_of)
    latest = []
    for number, returned_on, reason, code, head_name, cause in rows:
        last = [change for change in changes[number] if change.changed_on <= as_of][-1]
        is_last = (last.changed_on, last.change_type) == (returned_on, RETURNED)
        inside = (villages[code], head_name, people.get(number, 0), cause, reason, returned_on)
        latest.append(Return(number, *inside, is_last=is_last))
    return Returns(int(count), scope_sum(reading, scope, as_of, "returned_households"), tuple(latest))


@dataclass(frozen=True, slots=True)
class CauseCount:
    """Households and people now returned to poverty that name a cause (主要致贫原因); None = none is recorded."""

    cause: str | None
    households: int
    people: int


def causes(reading: Reading, scope: Scope, as_of: date) -> tuple[CauseCount, ...]:
    """Return the causes of the returns that still hold, those of most people first; they sum to 返贫户 and 返贫人口."""
    codes = {village.code for village in scope_villages(reading, scope)}
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (code, cause), mine in cause_counts(reading, as_of).items():
        if code in codes and mine["returned_households"]:
            sums[cause][0] += mine["returned_households"]
            sums[cause][1] += mine["returned_people"]
    counts = (CauseCount(cause or None, households, people) for cause, (households, people) in sums.items())
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
