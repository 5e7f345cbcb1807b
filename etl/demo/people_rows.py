"""Rows of the registers about villages, households, people and what happens to them, in the words clerks use."""

from collections.abc import Iterable, Mapping
from random import Random

from etl.demo.records import (
    Change,
    Household,
    Income,
    Measure,
    Person,
    Village,
    VillageChange,
    VillageCheck,
)
from etl.demo.tables import Row

_TYPES = {"省级": ("省级", "省级贫困村"), "县级": ("县级", "县级贫困村"), "非贫困村": ("非贫困村", "一般村")}
_ZONES = {"南部": ("南部", "南部白于山区"), "中部": ("中部", "中部梁峁涧区"), "北部": ("北部", "北部风沙滩区")}
_ATTRIBUTES = {
    "一般贫困户": ("一般贫困户", "一般农户", "一般贫困"),
    "低保贫困户": ("低保贫困户", "低保户"),
    "五保贫困户": ("五保贫困户", "五保户", "特困供养贫困户"),
}
_CAUSES = {"缺劳力": "缺劳动力", "自身发展动力不足": "自身发展力不足", "其他": "其它"}
_VILLAGE_WORDS = {"退出": ("退出", "出列"), "返贫": ("返贫", "退回"), "认定": ("认定",)}


def village_rows(villages: Iterable[Village], rng: Random) -> list[Row]:
    """Rows of 贫困村名册."""
    return [
        (
            village.code,
            village.name,
            village.town_name if rng.random() < 0.9 else village.town_name.removesuffix("镇"),
            rng.choice(_ZONES[village.zone]) if rng.random() < 0.95 else None,
            rng.choice(_TYPES[village.kind]),
            village.houses,
            village.population,
            village.lon,
            village.lat,
            village.identified,
            2016 if village.is_poor else None,
        )
        for village in villages
    ]


def household_rows(households: Iterable[Household], villages: Mapping[str, Village], rng: Random) -> list[Row]:
    """Rows of 贫困户信息, with both the village's code and its name."""
    return [
        (
            house.no,
            house.village_code,
            villages[house.village_code].town_name,
            villages[house.village_code].name,
            house.head.name,
            house.head.id_number,
            len(house.members),
            rng.choice(_ATTRIBUTES[house.attribute]),
            house.standard,
            _cause(house.cause, rng),
            rng.choice("、，,；;/").join(house.other_causes) or None,
            house.identified,
            house.income_fen,
            house.land_tenth_mu,
            house.housing_m2,
            house.dangerous,
            house.safe_water,
            house.helper,
            house.helper_unit,
        )
        for house in households
    ]


def _cause(cause: str, rng: Random) -> str:
    """A cause of poverty as written: a synonym, or with 致贫 behind it."""
    draw = rng.random()
    if draw < 0.15:
        return _CAUSES.get(cause, cause)
    return f"{cause}致贫" if draw < 0.35 and cause.startswith("因") else cause


def person_rows(people: Iterable[Person]) -> list[Row]:
    """Rows of 家庭成员."""
    return [
        (
            person.no,
            person.household_no,
            person.name,
            person.id_number,
            person.sex,
            person.born,
            person.relation,
            person.education,
            person.school,
            person.health,
            person.labour,
            person.work_place,
            person.work_months,
            person.rural_medical,
            person.serious_illness,
            person.pension,
            person.dibao,
            person.wubao,
            person.old_age_allowance,
            person.disability,
            person.left_behind,
        )
        for person in people
    ]


def income_rows(incomes: Iterable[Income]) -> list[Row]:
    """Rows of 收入核查表."""
    return [
        (
            sheet.household_no,
            sheet.year,
            sheet.wages,
            sheet.business,
            sheet.property_income,
            sheet.transfers,
            sheet.costs,
            sheet.per_head,
        )
        for sheet in incomes
    ]


def change_rows(changes: Iterable[Change]) -> list[Row]:
    """Rows of 动态管理台账."""
    return [
        (
            line.household_no,
            line.person_no,
            line.day,
            line.word,
            line.reason,
            f"演扶办发〔{line.day.year}〕{line.day.month + 2}号" if line.person_no is None else None,
        )
        for line in changes
    ]


def village_change_rows(changes: Iterable[VillageChange], rng: Random) -> list[Row]:
    """Rows of 贫困村退出台账."""
    return [(line.village_code, line.day, rng.choice(_VILLAGE_WORDS[line.kind]), line.document) for line in changes]


def check_rows(checks: Iterable[VillageCheck]) -> list[Row]:
    """Rows of 贫困村退出验收表."""
    return [
        (
            check.village_code,
            check.day,
            check.incidence_bp,
            check.income_ratio_up,
            check.collective,
            check.paved_road,
            check.safe_water,
            check.power_bp,
            check.clinic,
        )
        for check in checks
    ]


def measure_rows(measures: Iterable[Measure]) -> list[Row]:
    """Rows of 帮扶措施台账."""
    return [
        (
            measure.no,
            measure.household_no,
            measure.person_no,
            measure.system,
            measure.category,
            measure.day,
            measure.amount_fen,
            measure.status,
        )
        for measure in measures
    ]
