"""Who is eligible for and covered by the seven systems (七大体系), as changes by item, village and day.

``item_days`` makes them of households, people and measures in a few passes, so that a figure on any day is a sum over
a few rows and no screen has to look at persons. Days are whole numbers like 20160630 here: they compare as days do,
and a birthday is a sum.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from data.schema import ITEM_DAY_MEASURES
from data.systems import HOUSEHOLDS_WITH_ANY, ITEMS, PEOPLE_WITH_ANY, Home, Measure, Person, SystemRules

ALWAYS, NEVER = 0, 99_999_999
_YEAR, _MONTH = 10_000, 100
_LEAP_DAY, _DAY_AFTER = 229, 301

Ints: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
ItemDays: TypeAlias = dict[tuple[str, str, date], list[int]]
"""Changes of ``ITEM_DAY_MEASURES`` by item, village code and day."""


def as_number(day: date) -> int:
    """Return a day as a whole number that compares as it does."""
    return day.year * _YEAR + day.month * _MONTH + day.day


def _date(number: int) -> date:
    return date(number // _YEAR, number // _MONTH % _MONTH, number % _MONTH)


def _day(text: str) -> int:
    return int(text[:4] + text[5:7] + text[8:10])


def _birthday(born: Ints, years: int) -> Ints:
    """Return the day on which each is that old; one born on 29 February has 1 March in a common year."""
    day = born + years * _YEAR
    year = day // _YEAR
    common = (year % 4 != 0) | ((year % 100 == 0) & (year % 400 != 0))
    return np.where(common & (day % _YEAR == _LEAP_DAY), year * _YEAR + _DAY_AFTER, day)


@dataclass(frozen=True, slots=True)
class _Units:
    """Times of households or people on the register: village, first day, day after the last, and whose they are."""

    village: Ints
    since: Ints
    until: Ints
    owner: Ints

    def within(self, since: Ints, until: Ints) -> "_Units":
        """Return the times cut to each owner's own."""
        return _Units(
            self.village,
            np.maximum(self.since, since[self.owner]),
            np.minimum(self.until, until[self.owner]),
            self.owner,
        )

    def of(self, chosen: Flags) -> "_Units":
        """Return the times of the owners chosen."""
        mine = chosen[self.owner]
        return _Units(self.village[mine], self.since[mine], self.until[mine], self.owner[mine])

    def starting(self, day: Ints) -> "_Units":
        """Return the times from each owner's day on."""
        return _Units(self.village, np.maximum(self.since, day[self.owner]), self.until, self.owner)


class _Tally:
    """Changes gathered by item, village and day."""

    def __init__(self, villages: Sequence[str], last: int) -> None:
        """Begin with nothing; days after ``last`` are left out."""
        self._villages, self._last = villages, last
        self._parts: dict[str, list[tuple[Ints, Ints]]] = {measure: [] for measure in ITEM_DAY_MEASURES}

    def add(self, item: str, measure: str, units: _Units) -> None:
        """Add units that count from their first day until the day after their last."""
        real = units.since < units.until
        place = (ITEMS.index(item) * len(self._villages) + units.village[real]) * (NEVER + 1)
        for days, change in ((units.since[real], 1), (units.until[real], -1)):
            kept = days <= self._last
            keys = (place + days)[kept]
            self._parts[measure].append((keys, np.full(len(keys), change, dtype=np.int64)))

    def rows(self) -> ItemDays:
        """Return the changes of ``ITEM_DAY_MEASURES`` by item, village and day, those that are none left out."""
        keys = [np.concatenate([part[0] for part in parts]) for parts in self._parts.values()]
        found, at = np.unique(np.concatenate(keys), return_inverse=True)
        sums = np.zeros((len(ITEM_DAY_MEASURES), len(found)), dtype=np.int64)
        ends = np.cumsum([len(each) for each in keys])
        for column, (parts, end) in enumerate(zip(self._parts.values(), ends, strict=True)):
            changes = np.concatenate([part[1] for part in parts])
            sums[column] = np.bincount(at[end - len(changes) : end], changes, len(found)).astype(np.int64)
        real = sums.any(axis=0)
        places, days = np.divmod(found[real], NEVER + 1)
        by_number = {day: _date(day) for day in np.unique(days).tolist()}
        named = [(item, village) for item in ITEMS for village in self._villages]
        rows = zip(places.tolist(), days.tolist(), sums[:, real].T.tolist(), strict=True)
        return {(*named[place], by_number[day]): row for place, day, row in rows}


@dataclass(frozen=True, slots=True)
class _Cover:
    """First day of cover by a measure, of each household and of each person.

    ``home`` by any measure of the household, ``planned_home`` by planned ones too, ``wide`` by one without person,
    ``person`` by one for the person.
    """

    home: Ints
    planned_home: Ints
    wide: Ints
    person: Ints

    @staticmethod
    def of(measures: Sequence[Measure], homes: Mapping[str, int], people: Mapping[str, int], planned: str) -> "_Cover":
        """Return the cover that the measures give."""
        of_home, of_planned, of_wide = ([NEVER] * (len(homes) + 1) for _ in range(3))
        of_person = [NEVER] * (len(people) + 1)
        for household_no, person_no, _, text, status in measures:
            day, home = _day(text), homes.get(household_no, -1)
            of_planned[home] = min(of_planned[home], day)
            if status == planned:
                continue
            of_home[home] = min(of_home[home], day)
            if person_no is None:
                of_wide[home] = min(of_wide[home], day)
            else:
                person = people.get(person_no, -1)
                of_person[person] = min(of_person[person], day)
        return _Cover(*(np.array(each[:-1], dtype=np.int64) for each in (of_home, of_planned, of_wide, of_person)))

    def of_people(self, homes: Ints) -> Ints:
        """Return the first day of cover of each person, who lives in the household of that number."""
        return np.minimum(self.person, self.wide[homes])


def item_days(
    homes: Mapping[str, Home],
    people: Sequence[Person],
    measures: Sequence[Measure],
    *,
    stays: Mapping[str, tuple[date, date]],
    rules: SystemRules,
    last: date,
) -> ItemDays:
    """Return what changes by item, village code and day, up to the day ``last``.

    ``stays`` are the (joined, left) days of those people who joined or left a household, by person number.
    """
    homes_at = {no: at for at, no in enumerate(homes)}
    listed = [person for person in people if person.household_no in homes_at]
    people_at = {person.person_no: at for at, person in enumerate(listed)}
    villages = sorted({home.village_code for home in homes.values()})
    tally = _Tally(villages, as_number(last))
    by_system: dict[str, list[Measure]] = {system: [] for system in rules.measure_of.values()}
    for measure in measures:
        by_system.setdefault(measure.system, []).append(measure)
    covers = {
        item: _Cover.of(by_system[system], homes_at, people_at, rules.planned)
        for item, system in rules.measure_of.items()
    }
    any_cover = _Cover.of(measures, homes_at, people_at, rules.planned)
    on_register = _households(homes, villages)
    _add_households(tally, on_register, covers, any_cover)
    lives_in = np.array([homes_at[person.household_no] for person in listed], dtype=np.int64)
    present = _present(on_register, lives_in, [stays.get(person.person_no) for person in listed])
    born = np.array([_day(person.born) if person.born else ALWAYS for person in listed], dtype=np.int64)
    found = _People(present, listed, born, lives_in, covers)
    _add_by_measure(tally, found, rules)
    _add_by_column(tally, found, rules)
    tally.add(PEOPLE_WITH_ANY, "eligible", present)
    tally.add(PEOPLE_WITH_ANY, "covered", present.starting(any_cover.of_people(lives_in)))
    return tally.rows()


def _households(homes: Mapping[str, Home], villages: Sequence[str]) -> _Units:
    at = {code: number for number, code in enumerate(villages)}
    rows = [
        (at[home.village_code], as_number(since), NEVER if until == date.max else as_number(until), owner)
        for owner, home in enumerate(homes.values())
        for since, until in home.spells
    ]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return _Units(*columns)


def _present(on_register: _Units, lives_in: Ints, stays: Sequence[tuple[date, date] | None]) -> _Units:
    """Return the times of people: those of their households, from joining until leaving."""
    order = np.argsort(on_register.owner, kind="stable")
    first = np.searchsorted(on_register.owner[order], lives_in, side="left")
    count = np.searchsorted(on_register.owner[order], lives_in, side="right") - first
    person = np.repeat(np.arange(len(lives_in)), count)
    nth = np.arange(len(person)) - np.repeat(np.cumsum(count) - count, count)
    spell = order[np.repeat(first, count) + nth]
    joined = np.array([ALWAYS if stay is None else as_number(stay[0]) for stay in stays], dtype=np.int64)
    left = np.array([_left(stay) for stay in stays], dtype=np.int64)
    whole = _Units(on_register.village[spell], on_register.since[spell], on_register.until[spell], person)
    return whole.within(joined, left)


def _left(stay: tuple[date, date] | None) -> int:
    return NEVER if stay is None or stay[1] == date.max else as_number(stay[1])


def _add_households(tally: _Tally, on_register: _Units, covers: Mapping[str, _Cover], any_cover: _Cover) -> None:
    tally.add("industry", "eligible", on_register)
    tally.add("industry", "covered", on_register.starting(covers["industry"].home))
    moving = covers["relocation"]
    tally.add("relocation", "eligible", on_register.starting(moving.planned_home))
    tally.add("relocation", "covered", on_register.starting(moving.home))
    tally.add(HOUSEHOLDS_WITH_ANY, "eligible", on_register)
    tally.add(HOUSEHOLDS_WITH_ANY, "covered", on_register.starting(any_cover.home))


@dataclass(frozen=True, slots=True)
class _People:
    """Times of people on the register, what they are, and when measures cover them."""

    present: _Units
    listed: Sequence[Person]
    born: Ints
    lives_in: Ints
    covers: Mapping[str, _Cover]

    def aged(self, youngest: int, oldest: int | None = None) -> _Units:
        """Return the times at which people are of an age, in full years; nobody whose birth date is unknown."""
        since = np.where(self.born == ALWAYS, NEVER, _birthday(self.born, youngest))
        until = np.full_like(self.born, NEVER) if oldest is None else _birthday(self.born, oldest + 1)
        return self.present.within(since, until)

    def covered(self, units: _Units, item: str) -> _Units:
        """Return the times from which a measure covers them on."""
        return units.starting(self.covers[item].of_people(self.lives_in))


def _flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, dtype=np.bool_)


def _add_by_measure(tally: _Tally, people: _People, rules: SystemRules) -> None:
    """Add employment, education and care."""
    enrolled = _flags(each.school_status not in (None, rules.not_enrolled) for each in people.listed)
    able = _flags(each.labour_ability in rules.able for each in people.listed)
    unsaid = _flags(each.labour_ability is None for each in people.listed)
    needy = _flags((each.left_behind or each.disability) is not None for each in people.listed)
    ageless = people.born == ALWAYS
    of_age = people.aged(*rules.working_ages)
    for item, units in (
        ("employment", of_age.of(able & ~enrolled)),
        ("education", people.present.of(enrolled)),
        ("care", people.present.of(needy)),
    ):
        tally.add(item, "eligible", units)
        tally.add(item, "covered", people.covered(units, item))
    tally.add("employment", "unknown", of_age.of(unsaid & ~enrolled))
    tally.add("employment", "unknown", people.present.of(ageless & (able | unsaid) & ~enrolled))


def _add_by_column(tally: _Tally, people: _People, rules: SystemRules) -> None:
    """Add medical cover, pension and old-age allowance: the register of people says who is covered."""
    ageless = people.born == ALWAYS
    insured = [(each.rural_medical, each.serious_illness) for each in people.listed]
    for item, units, answers in (
        ("medical", people.present, insured),
        ("pension", people.aged(rules.pension_age), [(each.pension,) for each in people.listed]),
        ("old_age_allowance", people.aged(rules.allowance_age), [(each.old_age_allowance,) for each in people.listed]),
    ):
        tally.add(item, "eligible", units)
        tally.add(item, "covered", units.of(_flags(all(said) for said in answers)))
        tally.add(item, "untold", units.of(_flags(None in said and False not in said for said in answers)))
        if units is not people.present:
            tally.add(item, "unknown", people.present.of(ageless))
