"""The registry of households with everything that happens to it up to the delivery."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from etl.demo.chance import stream
from etl.demo.movement import (
    by_village,
    day_in,
    found_late,
    looked_back,
    moves_out,
    newly_found,
    removals,
    returns,
    village_return,
)
from etl.demo.people import Census, baseline_households
from etl.demo.records import Change, Household, Person, Village
from etl.demo.timeline import JOINS, LEAVES

_NATURAL = {"出生": 74, "婚入": 31, "死亡": 88, "迁出": 9, "婚出": 9, "自然减少": 9}
SENT_BACK_DAY = date(2016, 6, 8)


@dataclass(frozen=True, slots=True)
class Registry:
    """Households in order of their numbers and all their changes."""

    households: tuple[Household, ...]
    changes: tuple[Change, ...]


def sent_back_village(villages: Sequence[Village]) -> Village:
    """The one village whose exit is taken back (退回): the first to exit in March."""
    return next(village for village in villages if village.pace == "exit" and village.exit_month == 3)


def build_registry(seed: int, villages: Sequence[Village], *, scale: int) -> Registry:
    """Simulate the registry from the identification rounds to the delivery day."""
    census = Census(stream(seed, "people"))
    rng = stream(seed, "changes")
    baseline = baseline_households(census, villages)
    changes = found_late(rng, baseline, scale=scale)
    groups = by_village(baseline)
    out = [line for village in villages for line in moves_out(rng, village, groups[village.code])]
    settled = {house.no for village in villages if village.pace == "exit" for house in groups[village.code]}
    gone = removals(rng, [house for house in baseline if house.no not in settled], out, scale=scale)
    back = returns(rng, out, spared=settled | {line.household_no for line in gone})
    sent_back = groups[sent_back_village(villages).code]
    spared = {line.household_no for line in gone}
    again = village_return(rng, [house for house in sent_back if house.no not in spared], out, day=SENT_BACK_DAY)
    former, former_lines = looked_back(census, villages, scale=scale)
    fresh, fresh_lines = newly_found(census, villages, scale=scale)
    changes += out + gone + back + again + former_lines + fresh_lines
    households = baseline + former + fresh
    return _with_natural(census, seed, households=households, changes=changes, scale=scale)


def _with_natural(
    census: Census, seed: int, *, households: list[Household], changes: list[Change], scale: int
) -> Registry:
    """The registry with births, marriages, deaths and moves of January to June 2016."""
    rng = stream(seed, "natural")
    removed = {line.household_no for line in changes if line.kind == "清退"}
    busy = {(line.household_no, line.day) for line in changes}
    fresh = {house.no for house in households if house.identified.year == 2016}
    usable = [
        index
        for index, house in enumerate(households)
        if house.no not in removed and house.no not in fresh and len(house.members) > 1
    ]
    words = [word for word, count in _NATURAL.items() for _ in range(count)]
    chosen = rng.sample(usable, len(words) * scale)
    lines = []
    for index, word in zip(chosen, words * scale, strict=True):
        house = households[index]
        day = day_in(rng, rng.randint(1, 6))
        while (house.no, day) in busy:
            day -= timedelta(1)
        if word in {"出生", "婚入"}:
            person = _newcomer(census, house, word, day)
            households[index] = replace(house, members=(*house.members, person))
            lines.append(Change(house.no, person.no, day, JOINS, rng.choice((word, JOINS)), word))
        else:
            lines.append(Change(house.no, house.members[-1].no, day, LEAVES, word, "自然变化"))
    return Registry(tuple(households), tuple(sorted(changes + lines, key=lambda line: (line.day, line.household_no))))


def _newcomer(census: Census, house: Household, word: str, day: date) -> Person:
    """A child born or a bride married into the household around a day."""
    order = len(house.members) + 1
    if word == "出生":
        born = day - timedelta(census.rng.randint(1, 3))
        sex = census.rng.choice("男女")
        return census.newcomer(house, order, born=born, relation="之子" if sex == "男" else "之女", sex=sex)
    born = date(census.rng.randint(1985, 1995), census.rng.randint(1, 12), census.rng.randint(1, 28))
    return census.newcomer(house, order, born=born, relation="之儿媳", sex="女")
