"""Support measures (帮扶措施) of all seven systems, with people covered and people left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from etl.demo.chance import pick, stream
from etl.demo.eligibility import can_work, is_at_least, is_pupil, needs_care
from etl.demo.records import DELIVERED, Household, Measure, Person

_WORK = {"技能培训": 5.0, "创业贷款贴息": 1.0, "公益岗位": 2.0, "企业吸纳就业": 2.0}
_MEDICAL = {"合疗代缴": 5.0, "二次报销": 2.0, "慢病救助": 2.0, "医疗救助": 2.0, "大病保险": 1.0}
_STATUS = {"已完成": 6.0, "实施中": 3.0, "计划": 1.2, "": 0.3}
_FIRST_DAY = date(2015, 2, 2)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A measure before it has a number: system, category, for whom."""

    system: str
    category: str
    person: Person | None


def build_measures(seed: int, households: Sequence[Household]) -> tuple[Measure, ...]:
    """All measures, household by household."""
    rng = stream(seed, "measures")
    measures: list[Measure] = []
    for household in households:
        for wish in _wishes(rng, household):
            measures.append(_measure(rng, len(measures) + 1, household, wish))
    return tuple(measures)


def _wishes(rng: Random, household: Household) -> Iterator[_Wish]:
    """What a household gets."""
    if rng.random() < 0.61:
        yield _Wish("产业发展", "产业扶持", None)
    if rng.random() < 0.1:
        yield _Wish("易地搬迁", "易地搬迁", None)
    if rng.random() < 0.13:
        yield _Wish("医疗保障", pick(rng, _MEDICAL), None)
    pupils = [person for person in household.members if is_pupil(person)]
    if len(pupils) > 1 and rng.random() < 0.3:
        yield _Wish("教育资助", "教育补助", None)
        pupils = []
    for person in household.members:
        yield from _personal_wishes(rng, person, pupil=person in pupils)


def _personal_wishes(rng: Random, person: Person, *, pupil: bool) -> Iterator[_Wish]:
    """What one member gets for themselves."""
    if pupil and rng.random() < 0.7:
        yield _Wish("教育资助", "教育补助", person)
    if can_work(person, DELIVERED) and rng.random() < 0.24:
        yield _Wish("就业创业", pick(rng, _WORK), person)
    if needs_care(person) and rng.random() < 0.46:
        yield _Wish("关爱服务", "关爱服务", person)
    if is_at_least(person, 70, day=DELIVERED) and rng.random() < 0.2:
        yield _Wish("社会兜底", "高龄补贴", person)
    elif person.dibao and rng.random() < 0.12:
        yield _Wish("社会兜底", rng.choice(("低保", "养老保险")), person)


def _measure(rng: Random, number: int, household: Household, wish: _Wish) -> Measure:
    """The measure of a wish on a day on which the household is registered."""
    first = max(_FIRST_DAY, household.identified + timedelta(1)) if household.identified.year > 2015 else _FIRST_DAY
    day = first + timedelta(rng.randint(0, max(0, (DELIVERED - first).days)))
    status = pick(rng, _STATUS) or None
    if wish.system == "易地搬迁" and rng.random() < 0.4:
        status = "计划"
    amount = rng.randint(2, 320) * 10_000 if rng.random() < 0.9 else None
    return Measure(
        no=f"BF{number:07d}",
        household_no=household.no,
        person_no=wish.person.no if wish.person else None,
        system=wish.system,
        category=wish.category,
        day=min(day, DELIVERED),
        amount_fen=amount,
        status=status,
    )
