"""The members of a household: ages, relations and what the person columns say of each."""

from datetime import date, timedelta
from random import Random

from etl.demo.chance import pick
from etl.demo.names import IdentityNumbers, certificate, person_name, short_form
from etl.demo.records import BASELINE, Person

_SCHOOLS = ((6, "学前教育"), (12, "小学"), (13, "七年级"), (14, "八年级"), (15, "九年级"), (18, "普通高中二年级"))
_HEALTH_YOUNG = {"健康": 90.0, "长期慢性病": 4.0, "患有大病": 2.0, "残疾": 4.0}
_HEALTH_OLD = {"健康": 46.0, "长期慢性病": 29.0, "患有大病": 9.0, "残疾": 10.0, "长期慢性病,残疾": 6.0}
_GRADES = {"一级": 14.0, "二级": 28.0, "三级": 31.0, "四级": 27.0}
_LABOUR = {"普通劳动力": 79.0, "技能劳动力": 8.0, "丧失劳动力": 7.0, "无劳动力": 5.0}
_LABOUR_OLD = {"无劳动力": 62.0, "普通劳动力": 24.0, "丧失劳动力": 14.0}
_EDUCATION_YOUNG = {"初中": 52.0, "小学": 26.0, "高中": 13.0, "大专": 7.0, "文盲或半文盲": 2.0}
_EDUCATION_OLD = {"文盲或半文盲": 44.0, "小学": 41.0, "初中": 15.0}
_WORK_PLACES = {"县内": 48.0, "县外市内": 21.0, "市外省内": 14.0, "省外": 17.0}


def ages_and_relations(rng: Random, size: int) -> list[tuple[int, str, str]]:
    """(age, relation to the head, sex) of `size` members, the head first."""
    head_age = rng.randint(29, 79)
    sex = "男" if rng.random() < 0.85 else "女"
    people = [(head_age, "户主", sex)]
    if size > 1 and rng.random() < 0.82:
        people.append((min(88, max(22, head_age + rng.randint(-6, 4))), "配偶", "女" if sex == "男" else "男"))
    while len(people) < size:
        people.append(_relative(rng, head_age, has_parent=any("父" in who or "母" in who for _, who, _ in people)))
    return people[:size]


def _relative(rng: Random, head_age: int, *, has_parent: bool) -> tuple[int, str, str]:
    """A parent, child or grandchild of a head of that age."""
    sex = rng.choice(("男", "女"))
    draw = rng.random()
    if head_age < 62 and draw < 0.2 and not has_parent:
        return min(93, head_age + rng.randint(21, 30)), "之父" if sex == "男" else "之母", sex
    if head_age > 55 and draw > 0.6:
        return rng.randint(0, max(1, head_age - 48)), "之孙子" if sex == "男" else "之孙女", sex
    return max(0, head_age - rng.randint(22, 33)), "之子" if sex == "男" else "之女", sex


def birth_date(rng: Random, age: int, *, on: date = BASELINE) -> date:
    """A birth date that makes someone `age` full years old on the day `on`."""
    return (
        date(on.year - age, 1, 1) + timedelta(days=rng.randint(0, 363)) if age else on - timedelta(rng.randint(0, 360))
    )


def make_person(
    rng: Random,
    numbers: IdentityNumbers,
    *,
    no: str,
    household_no: str,
    born: date,
    relation: str,
    sex: str,
    attribute: str,
) -> Person:
    """A person with every column of the persons register (家庭成员); gaps in cover are part of the story."""
    age = BASELINE.year - born.year
    health = pick(rng, _HEALTH_OLD if age >= 55 else _HEALTH_YOUNG)
    disability = pick(rng, _GRADES) if "残疾" in health else None
    school = _school(rng, age)
    labour = _labour(rng, age, health=health)
    works = labour in {"普通劳动力", "技能劳动力"} and 16 <= age < 60 and not _is_pupil(school) and rng.random() < 0.45
    dibao = rng.random() < (0.86 if attribute == "低保贫困户" else 0.03)
    return Person(
        no=no,
        household_no=household_no,
        name=person_name(rng, sex),
        id_number=_written_number(rng, numbers.next(born, sex), born=born, disability=disability),
        sex=sex,
        born=None if rng.random() < 0.004 else born,
        relation=relation,
        education=None if _is_pupil(school) or age < 6 else pick(rng, _education(age)),
        school=school,
        health=health,
        labour=labour,
        work_place=pick(rng, _WORK_PLACES) if works else None,
        work_months=rng.randint(2, 12) if works else 0,
        rural_medical=rng.random() < 0.975,
        serious_illness=rng.random() < 0.89,
        pension=age >= 16 and rng.random() < (0.87 if age >= 60 else 0.7),
        dibao=dibao,
        wubao=attribute == "五保贫困户" and rng.random() < 0.93,
        old_age_allowance=age >= 70 and rng.random() < 0.78,
        disability=disability,
        left_behind=_left_behind(rng, age, sex=sex),
    )


def _written_number(rng: Random, number: str, *, born: date, disability: str | None) -> str:
    """The number as it stands in the register: 18 characters, sometimes 15, or a certificate of 20 or 22."""
    if disability is not None and rng.random() < 0.55:
        grade = "一二三四".index(disability[0]) + 1
        return certificate(number, sort=rng.randint(1, 7), grade=grade, reissued=rng.random() < 0.06)
    if 1930 <= born.year < 1970 and rng.random() < 0.02:
        return short_form(number)
    return number


def _education(age: int) -> dict[str, float]:
    """How likely each level of schooling (文化程度) is at an age."""
    return _EDUCATION_OLD if age >= 50 else _EDUCATION_YOUNG


def _is_pupil(school: str | None) -> bool:
    """Whether someone goes to school (在校生状况 neither blank nor 非在校生)."""
    return school not in {None, "非在校生"}


def _school(rng: Random, age: int) -> str | None:
    """The school status (在校生状况): blank for the small, a class, or 非在校生."""
    if age < 3:
        return None
    if age < 18:
        if rng.random() < 0.04:
            return "非在校生"
        return next(name for limit, name in _SCHOOLS if age < limit)
    if age < 23 and rng.random() < 0.34:
        return rng.choice(("本科二年级", "高职高专一年级", "中职三年级"))
    return None if rng.random() < 0.1 else "非在校生"


def _labour(rng: Random, age: int, *, health: str) -> str | None:
    """The ability to work (劳动能力), seldom not filled in."""
    if rng.random() < 0.006:
        return None
    if age < 16:
        return "无劳动力"
    if "残疾" in health or health == "患有大病":
        return pick(rng, {"丧失劳动力": 55.0, "普通劳动力": 30.0, "无劳动力": 15.0})
    return pick(rng, _LABOUR_OLD if age >= 60 else _LABOUR)


def _left_behind(rng: Random, age: int, *, sex: str) -> str | None:
    """The left-behind group (三留守类别) or none."""
    draw = rng.random()
    if age < 16:
        return "留守儿童" if draw < 0.13 else None
    if age >= 60:
        return "留守老人" if draw < 0.1 else None
    return "留守妇女" if sex == "女" and draw < 0.06 else None
