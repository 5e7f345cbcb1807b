"""Registered households (贫困户) of every village, the county's poor people exact to the head."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from etl.demo.chance import pick
from etl.demo.members import ages_and_relations, birth_date, make_person
from etl.demo.names import IdentityNumbers, person_name
from etl.demo.records import BASELINE, Household, Person, Village

_SIZES = {1: 13.0, 2: 24.0, 3: 29.0, 4: 20.0, 5: 9.0, 6: 4.0, 7: 1.0}
_ATTRIBUTES = {"一般贫困户": 66.0, "低保贫困户": 30.0, "五保贫困户": 4.0}
_CAUSES = {
    "因病": 33.0, "因残": 12.0, "因学": 11.0, "因灾": 3.0, "缺土地": 3.0, "缺水": 4.0, "缺技术": 10.0, "缺劳力": 9.0,
    "缺资金": 9.0, "交通条件落后": 2.0, "自身发展动力不足": 3.0, "其他": 1.0,
}  # fmt: skip
_HOUSEHOLDS_A_HELPER = 4
_HELPER_UNITS = ("县扶贫办", "县农业局", "县教育局", "县卫计局", "县民政局", "县水务局", "县林业局", "县人社局")


@dataclass(slots=True)
class Census:
    """Makes households and persons with running numbers (一户一号, 一人一号) and identity numbers used once."""

    rng: Random
    numbers: IdentityNumbers = field(default_factory=IdentityNumbers)
    made: int = 0
    helpers: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def household(self, village: Village, size: int, *, identified: date) -> Household:
        """A new household of `size` people in a village."""
        rng = self.rng
        self.made += 1
        no = f"31{self.made * 7:08d}"
        attribute = pick(rng, _ATTRIBUTES)
        cause = pick(rng, _CAUSES)
        others = [name for name in rng.sample(tuple(_CAUSES), 2) if name != cause]
        helped = rng.random() < 0.94
        house = Household(
            no=no,
            village_code=village.code,
            attribute=attribute,
            standard="国家标准" if rng.random() < 0.7 else "省定标准",
            cause=cause,
            other_causes=tuple(others[: pick(rng, {0: 5.0, 1: 3.0, 2: 2.0})]),
            identified=identified,
            income_fen=rng.randint(1100, 2790) * 100,
            land_tenth_mu=rng.randint(8, 420),
            housing_m2=rng.randint(18, 130),
            dangerous=rng.random() < 0.27,
            safe_water=rng.random() < 0.76,
            helper=person_name(rng, rng.choice("男女")) if helped else None,
            helper_unit=rng.choice(_HELPER_UNITS) if helped else None,
            members=self._members(no, size, attribute=attribute),
        )
        return self._answered(house)

    def _answered(self, house: Household) -> Household:
        """The household with one of its village's helpers: every fourth brings a new one, who has others too."""
        if house.helper is None or house.helper_unit is None:
            return house
        known = self.helpers.setdefault(house.village_code, [])
        if not known or self.made % _HOUSEHOLDS_A_HELPER == 0:
            known.append((house.helper, house.helper_unit))
        name, unit = known[self.made % len(known)]
        return replace(house, helper=name, helper_unit=unit)

    def _members(self, household_no: str, size: int, *, attribute: str) -> tuple[Person, ...]:
        """The members of a new household, the head first."""
        people = ages_and_relations(self.rng, size)
        return tuple(
            make_person(
                self.rng,
                self.numbers,
                no=f"{household_no}{order:02d}",
                household_no=household_no,
                born=birth_date(self.rng, age),
                relation=relation,
                sex=sex,
                attribute=attribute,
            )
            for order, (age, relation, sex) in enumerate(people, start=1)
        )

    def newcomer(self, household: Household, order: int, *, born: date, relation: str, sex: str) -> Person:
        """A person who joins a household later, by birth or marriage (自然增加)."""
        return make_person(
            self.rng,
            self.numbers,
            no=f"{household.no}{order:02d}",
            household_no=household.no,
            born=born,
            relation=relation,
            sex=sex,
            attribute=household.attribute,
        )


def sizes_for(rng: Random, people: int) -> list[int]:
    """Household sizes that sum to `people` exactly."""
    sizes: list[int] = []
    left = people
    while left:
        sizes.append(min(left, pick(rng, _SIZES)))
        left -= sizes[-1]
    return sizes


def identification_day(rng: Random) -> date:
    """A day of the identification rounds of 2014 and 2015, sometimes the baseline itself."""
    draw = rng.random()
    if draw < 0.35:
        return BASELINE
    if draw < 0.6:
        return date(2014, rng.randint(5, 12), rng.randint(1, 28))
    if draw < 0.75:
        return pick(rng, {date(2014, 6, 30): 1.0, date(2015, 8, 31): 1.0, date(2015, 10, 31): 1.0})
    return date(2015, rng.randint(1, 9), rng.randint(1, 28))


def baseline_households(census: Census, villages: Sequence[Village]) -> list[Household]:
    """Households whose people are the county's poor at the baseline, village by village."""
    return [
        census.household(village, size, identified=identification_day(census.rng))
        for village in villages
        for size in sizes_for(census.rng, village.poor_people)
    ]
