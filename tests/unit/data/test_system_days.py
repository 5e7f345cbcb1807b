"""The changes of the seven systems by day against a model that asks everybody on every day."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.schema import ITEM_DAY_MEASURES
from data.system_days import item_days
from data.systems import ITEMS, Home, Measure, Person, horizon, system_rules

START = date(2016, 2, 24)
DAYS = [START + timedelta(days=at) for at in range(12)]
RULES = system_rules(START)
LAST = horizon(START)
BIRTHDAYS = [date(START.year - age, day.month, day.day) for age in (15, 16, 59, 60, 70) for day in DAYS[:1] + DAYS[6:8]]
NOBODY = Person("R", "H", None, None, None, None, None, None, None, None, None)
FOR_EVER = ((date.min, date.max),)
Stay = tuple[date, date]
Counts = dict[str, tuple[int, ...]]


def counts(
    people: list[Person],
    measures: list[Measure],
    day: date,
    *,
    spells: tuple[Stay, ...] = ((START, date.max),),
    stays: dict[str, Stay] | None = None,
) -> Counts:
    """Eligible, covered, unknown and untold of each item at the day's end, in one household H of one village."""
    rows = item_days({"H": Home("甲", spells)}, people, measures, stays=stays or {}, rules=RULES, last=LAST)
    assert {village for _, village, _ in rows} <= {"甲"}
    found = {item: [0] * len(ITEM_DAY_MEASURES) for item in ITEMS}
    for (item, _, on), row in rows.items():
        if on <= day:
            found[item] = [had + change for had, change in zip(found[item], row, strict=True)]
    return {item: tuple(values) for item, values in found.items()}


def age(person: Person, day: date) -> int | None:
    if person.born is None:
        return None
    born = date.fromisoformat(person.born)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def may_work(person: Person, day: date) -> bool | None:
    """Whether someone is of those the employment system is for; None where nobody can tell."""
    years = age(person, day)
    if person.school_status not in (None, "非在校生"):
        return False
    if years is not None and not 16 <= years <= 59:
        return False
    if person.labour_ability not in (None, "普通劳动力", "技能劳动力"):
        return False
    return None if years is None or person.labour_ability is None else True


def at_least(years: int, person: Person, day: date) -> bool | None:
    known = age(person, day)
    return None if known is None else known >= years


@dataclass(frozen=True, slots=True)
class Asked:
    """Everybody in a household on a day, and the measures in force."""

    people: list[Person]
    measures: list[Measure]
    day: date

    def real(self, system: str | None, person_no: str | None = None) -> list[Measure]:
        """Measures that are no plans, of a system, that reach a person where one is given."""
        return [
            one
            for one in self.measures
            if one.status != "计划"
            and one.day <= self.day.isoformat()
            and system in (None, one.system)
            and (person_no is None or one.person_no in (None, person_no))
        ]

    def of_people(self) -> Counts:
        """The systems for people, by asking each."""
        found: Counts = {}
        groups = {
            "employment": ("就业创业", lambda one: may_work(one, self.day)),
            "education": ("教育资助", lambda one: one.school_status not in (None, "非在校生")),
            "care": ("关爱服务", lambda one: (one.left_behind or one.disability) is not None),
            "people_with_any": (None, lambda _: True),
        }
        for item, (system, eligible) in groups.items():
            answers = [(eligible(one), bool(self.real(system, one.person_no))) for one in self.people]
            found[item] = (
                sum(bool(answer) for answer, _ in answers),
                sum(bool(answer) and covered for answer, covered in answers),
                sum(answer is None for answer, _ in answers),
                0,
            )
        columns = {
            "medical": (lambda _: True, lambda one: (one.rural_medical, one.serious_illness)),
            "pension": (lambda one: at_least(60, one, self.day), lambda one: (one.pension,)),
            "old_age_allowance": (lambda one: at_least(70, one, self.day), lambda one: (one.old_age_allowance,)),
        }
        for item, (eligible, flags) in columns.items():
            asked = [(eligible(one), flags(one)) for one in self.people]
            found[item] = (
                sum(bool(answer) for answer, _ in asked),
                sum(bool(answer) and all(said) for answer, said in asked),
                sum(answer is None for answer, _ in asked),
                sum(bool(answer) and None in said and False not in said for answer, said in asked),
            )
        return found

    def of_household(self) -> Counts:
        """The systems for households."""
        planned = any(one.system == "易地搬迁" and one.day <= self.day.isoformat() for one in self.measures)
        return {
            "industry": (1, int(bool(self.real("产业发展"))), 0, 0),
            "relocation": (int(planned), int(bool(self.real("易地搬迁"))), 0, 0),
            "households_with_any": (1, int(bool(self.real(None))), 0, 0),
        }


def person(no: str) -> st.SearchStrategy[Person]:
    flag = st.none() | st.booleans()
    return st.builds(
        Person,
        st.just(no),
        st.just("H"),
        st.none() | st.sampled_from([day.isoformat() for day in BIRTHDAYS]),
        st.sampled_from((None, "非在校生", "小学")),
        st.sampled_from((None, "普通劳动力", "技能劳动力", "无劳动力")),
        st.sampled_from((None, "二级")),
        st.sampled_from((None, "留守老人")),
        flag,
        flag,
        flag,
        flag,
    )


MEASURES = st.builds(
    Measure,
    st.just("H"),
    st.sampled_from((None, "R0", "R1")),
    st.sampled_from((*RULES.measure_of.values(), "社会兜底")),
    st.sampled_from([day.isoformat() for day in (START - timedelta(days=90), *DAYS)]),
    st.sampled_from((None, "计划", "实施中", "已完成")),
)
STAYS = st.tuples(st.sampled_from((date.min, *DAYS)), st.sampled_from((*DAYS, date.max)))


@given(
    st.tuples(person("R0"), person("R1"), person("R2")),
    st.lists(MEASURES, max_size=5),
    st.dictionaries(st.sampled_from(("R0", "R2")), STAYS),
    st.sampled_from((((DAYS[1], date.max),), ((DAYS[0], DAYS[4]), (DAYS[6], date.max)), ((DAYS[2], DAYS[8]),))),
)
@settings(max_examples=150, deadline=None)
def test_every_item_on_every_day_is_what_asking_everyone_gives(
    people: tuple[Person, ...], measures: list[Measure], stays: dict[str, Stay], spells: tuple[Stay, ...]
) -> None:
    for day in DAYS:
        found = counts(list(people), measures, day, spells=spells, stays=stays)
        on_register = any(since <= day < until for since, until in spells)
        here = [one for one in people if (s := stays.get(one.person_no, FOR_EVER[0]))[0] <= day < s[1]]
        asked = Asked(here, measures, day)
        wanted = {**asked.of_people(), **asked.of_household()} if on_register else dict.fromkeys(ITEMS, (0, 0, 0, 0))
        assert found == wanted, day


@pytest.mark.parametrize(
    ("born", "item", "first"),
    [
        ("1956-06-30", "pension", date(2016, 6, 30)),
        ("1946-07-01", "old_age_allowance", date(2016, 7, 1)),
        ("1956-02-29", "pension", date(2016, 2, 29)),
        ("1948-02-29", "old_age_allowance", date(2018, 3, 1)),
        ("2000-04-01", "employment", date(2016, 4, 1)),
    ],
)
def test_a_birthday_makes_eligible(born: str, item: str, first: date) -> None:
    one = NOBODY._replace(born=born, labour_ability="普通劳动力")
    spells = ((date(2010, 1, 1), date.max),)
    assert counts([one], [], first - timedelta(days=1), spells=spells)[item][0] == 0
    assert counts([one], [], first, spells=spells)[item][0] == 1


def test_the_sixtieth_birthday_ends_the_working_age() -> None:
    one = NOBODY._replace(born="1956-06-30", labour_ability="技能劳动力")
    assert counts([one], [], date(2016, 6, 29))["employment"][0] == 1
    assert counts([one], [], date(2016, 6, 30))["employment"][0] == 0


def test_birthdays_are_kept_until_the_horizon_only() -> None:
    one = NOBODY._replace(born=date(LAST.year + 1 - 60, 1, 1).isoformat())
    assert counts([one], [], LAST + timedelta(days=400))["pension"][0] == 0
    assert (LAST.year, LAST.month, LAST.day) == (2021, 12, 31)


def test_a_measure_of_a_household_that_is_not_there_or_a_stranger_covers_nobody() -> None:
    measures = [
        Measure("H9", None, "产业发展", "2016-01-01", None),
        Measure("H", "R9", "关爱服务", "2016-01-01", None),
    ]
    found = counts([NOBODY._replace(disability="一级"), NOBODY._replace(household_no="H9")], measures, DAYS[-1])
    assert (found["industry"], found["care"]) == ((1, 0, 0, 0), (1, 0, 0, 0))
    assert found["people_with_any"] == (1, 0, 0, 0)


def test_nobody_at_all_is_no_change() -> None:
    assert item_days({}, [], [], stays={}, rules=RULES, last=LAST) == {}
    assert {item for item, values in counts([], [], DAYS[-1]).items() if any(values)} == {
        "industry",
        "households_with_any",
    }
