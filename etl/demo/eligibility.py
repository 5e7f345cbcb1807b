"""Who a support system is for: the rules of the seven systems that look at a person (age by 出生日期 only)."""

from datetime import date

from etl.demo.records import Person

_ABLE = ("普通劳动力", "技能劳动力")


def full_years(person: Person, day: date) -> int | None:
    """Age in full years on a day, None where the birth date is not known."""
    born = person.born
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_pupil(person: Person) -> bool:
    """在校生状况 neither blank nor 非在校生."""
    return person.school not in {None, "非在校生"}


def can_work(person: Person, day: date) -> bool:
    """Eligible for 就业创业: 16 to 59, able to work, not at school."""
    age = full_years(person, day)
    return age is not None and 16 <= age <= 59 and person.labour in _ABLE and not is_pupil(person)


def is_at_least(person: Person, years: int, *, day: date) -> bool:
    """Whether a person is surely that old on a day."""
    age = full_years(person, day)
    return age is not None and age >= years


def needs_care(person: Person) -> bool:
    """Eligible for 关爱服务: left behind or disabled."""
    return person.left_behind is not None or person.disability is not None
