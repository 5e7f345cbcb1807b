"""Who answers for each household (帮扶责任人): households without one, those that lost theirs, each helper's load."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, case, exists, false, func, select

from dashboard.queries.histories import CHUNK, HouseholdChange, household_changes
from dashboard.queries.reading import CACHED, Reading, in_order
from data import schema
from data.schema import COUNTY_CODE, facts, in_edition
from data.state import HOUSEHOLD_CHANGES, IDENTIFIED, OUT, RETURNED, Event, last_change

POOR = frozenset({IDENTIFIED, RETURNED})
REGISTERED = frozenset({*POOR, OUT})
LOADS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"1": (1, 1), "2": (2, 2), "3": (3, 3), "4": (4, 4), "5": (5, 5), "6-10": (6, 10), "11+": (11, 10**6)}
)
"""Households of a helper by name of the band: the fewest and the most."""

BETWEEN_CAUSES = "、"
"""Stands between other causes (其他致贫原因) in the store."""

EDITIONS_KEPT = 4
_H = facts["households"]


@dataclass(frozen=True, slots=True)
class Unhelped:
    """Households still poor without a helper, and of those the ones that had one before, by village."""

    poor: Mapping[str, int]
    lost: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LostHelper:
    """A household still poor whose helper stood in an earlier version: who it was, and the edition that has none.

    ``head_name`` is masked; ``helper`` is an official on duty, in full.
    """

    household_no: str
    village_code: str
    head_name: str | None
    helper: str
    unit: str | None
    edition: int
    delivered_on: date


def had_helper_before(reading: Reading, table: FromClause = _H) -> ColumnElement[bool]:
    """Return the condition that an earlier version of a household's row named a helper."""
    earlier = _H.alias("earlier")
    mine = (earlier.c.county_code == COUNTY_CODE, earlier.c.household_no == table.c.household_no)
    when = (earlier.c.from_edition < table.c.from_edition, earlier.c.from_edition <= reading.edition)
    return exists().where(*mine, *when, earlier.c.helper_name.is_not(None))


def helper_key(table: FromClause = _H) -> ColumnElement[Any]:
    """Return a helper as one word: name and unit (姓名（单位）), the name alone where no unit is given."""
    name, unit = table.c.helper_name, table.c.helper_unit
    return case((func.coalesce(unit, "") == "", name), else_=name + "（" + unit + "）")


@lru_cache(maxsize=CACHED)
def unhelped(reading: Reading, as_of: date) -> Unhelped:
    """Return the households still poor on the day that have no helper in the edition, by village."""
    poor: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for group, count in alike(reading).items():
        if group.helper is None and state_of(group, as_of) in POOR:
            poor[group.village_code] += count
            lost[group.village_code] += count if group.had_helper else 0
    return Unhelped(MappingProxyType(poor), MappingProxyType(+lost))


class Alike(NamedTuple):
    """What households of an edition have in common that are counted alike on every day.

    ``helper`` is the helper as one word, ``had_helper`` whether one stood in an earlier row where none does now.
    """

    village_code: str
    identified_on: date | None
    main_cause: str
    other_causes: str | None
    helper: str | None
    had_helper: bool
    events: tuple[Event, ...]


@lru_cache(maxsize=EDITIONS_KEPT)
def alike(reading: Reading) -> Mapping[Alike, int]:
    """Return how many households of the edition are alike: read once, added up for any day."""
    events = _events(reading)
    had = case((_H.c.helper_name.is_(None), had_helper_before(reading)), else_=false())
    columns = (_H.c.village_code, _H.c.identified_on, _H.c.main_cause, _H.c.other_causes, helper_key(), had)
    found: Counter[Alike] = Counter()
    wanted = select(_H.c.household_no, *columns).where(in_order(_H, reading.edition))
    for number, code, identified_on, main, others, helper, before in reading.stream(wanted):
        found[Alike(code, identified_on, main, others, helper, bool(before), events.get(number, ()))] += 1
    return MappingProxyType(found)


def _events(reading: Reading) -> Mapping[str, tuple[Event, ...]]:
    """Return the changes of every household that has any, in the order in which they count."""
    table = facts["household_changes"]
    c = table.c
    wanted = select(c.household_no, c.changed_on, c.change_type)
    wanted = wanted.where(in_order(table, reading.edition), c.change_type.in_(sorted(HOUSEHOLD_CHANGES)))
    found: dict[str, tuple[Event, ...]] = {}
    for number, day, kind in reading.stream(wanted.order_by(c.changed_on, c.table_no, c.sheet_row)):
        found[number] = (*found.get(number, ()), (day, kind))
    return found


def state_of(group: Alike, as_of: date) -> str | None:
    """Return the state of households on the day: their last change by then; None while they are not identified."""
    return last_change(group.identified_on, group.events, as_of)


def state_on(identified_on: date | None, changes: Sequence[HouseholdChange], as_of: date) -> str | None:
    """Return a household's state on the day: its last change by then; None while it is not identified."""
    return last_change(identified_on, [(each.changed_on, each.change_type) for each in changes], as_of)


@lru_cache(maxsize=CACHED)
def lost_helpers(reading: Reading, codes: frozenset[str], as_of: date) -> tuple[LostHelper, ...]:
    """Return the households still poor of the villages that lost their helper, the latest loss first."""
    found = (
        lost
        for lost, identified_on, changes in _without_helper(reading)
        if lost.village_code in codes and state_on(identified_on, changes, as_of) in POOR
    )
    return tuple(sorted(found, key=lambda each: (-each.edition, each.village_code, each.household_no)))


@lru_cache(maxsize=CACHED)
def _without_helper(reading: Reading) -> tuple[tuple[LostHelper, date | None, tuple[HouseholdChange, ...]], ...]:
    """Return the households of the edition that lost their helper, each with its identification and its changes."""
    wanted = select(_H.c.household_no, _H.c.village_code, _H.c.identified_on, _H.c.head_name_masked).where(
        in_edition(_H, reading.edition), _H.c.helper_name.is_(None), had_helper_before(reading)
    )
    rows = reading.rows(wanted)
    numbers = tuple(sorted(row[0] for row in rows))
    changes, versions = household_changes(reading, numbers), _versions(reading, numbers)
    return tuple(
        (LostHelper(number, code, head, *versions[number]), identified_on, changes.get(number, ()))
        for number, code, identified_on, head in rows
    )


def _versions(reading: Reading, numbers: tuple[str, ...]) -> Mapping[str, tuple[str, str | None, int, date]]:
    """Return of each household its last helper with unit, and the first edition since then, with its day."""
    edition = schema.edition.c
    days = {row[0]: row[1] for row in reading.rows(select(edition.edition, edition.delivered_on))}
    columns = (_H.c.household_no, _H.c.helper_name, _H.c.helper_unit, _H.c.from_edition)
    upto = select(*columns).where(_H.c.county_code == COUNTY_CODE, _H.c.from_edition <= reading.edition)
    found: dict[str, tuple[str, str | None, int, date]] = {}
    for at in range(0, len(numbers), CHUNK):
        some = upto.where(_H.c.household_no.in_(numbers[at : at + CHUNK])).order_by(_H.c.from_edition)
        last: dict[str, tuple[str, str | None]] = {}
        for number, name, unit, began in reading.rows(some):
            if name is not None:
                last[number] = (name, unit)
                found.pop(number, None)
            elif number in last and number not in found:
                found[number] = (*last[number], began, days[began])
    return found


class Listed(NamedTuple):
    """Households on the register at a day: where they are, whether poor, their causes, their helper as one word."""

    village_code: str
    is_poor: bool
    main_cause: str
    other_causes: tuple[str, ...]
    helper: str | None

    @property
    def causes(self) -> frozenset[str]:
        """Every cause the households name (主要和其他致贫原因)."""
        return frozenset((self.main_cause, *self.other_causes))


@lru_cache(maxsize=8)
def listed_households(reading: Reading, as_of: date) -> Mapping[str, Mapping[Listed, int]]:
    """Return by village how many households registered on the day are listed alike."""
    found: dict[str, Counter[Listed]] = {}
    for group, count in alike(reading).items():
        state = state_of(group, as_of)
        if state in REGISTERED:
            named = tuple(each for each in (group.other_causes or "").split(BETWEEN_CAUSES) if each)
            listed = Listed(group.village_code, state in POOR, group.main_cause, named, group.helper)
            found.setdefault(group.village_code, Counter())[listed] += count
    return MappingProxyType(found)


def households_among(reading: Reading, codes: Iterable[str], as_of: date) -> Mapping[Listed, int]:
    """Return how many households registered on the day in the villages given are listed alike, by village."""
    grouped = listed_households(reading, as_of)
    return {listed: count for code in sorted(codes) for listed, count in grouped.get(code, {}).items()}


@lru_cache(maxsize=CACHED)
def loads_among(reading: Reading, codes: frozenset[str], as_of: date) -> Mapping[str, int]:
    """Return how many registered households of the villages each helper (姓名（单位）) has on the day, most first."""
    counts: Counter[str] = Counter()
    for listed, count in households_among(reading, codes, as_of).items():
        if listed.helper is not None:
            counts[listed.helper] += count
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def load_bands(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Return how many helpers have a number of households, by band of ``LOADS``."""
    return {name: sum(fewest <= count <= most for count in counts.values()) for name, (fewest, most) in LOADS.items()}
