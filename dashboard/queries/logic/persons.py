"""Logic checks of single persons (家庭成员): age, school, health, work, allowances, relation."""

from sqlalchemy import ColumnElement, and_, func, literal, or_, select

from dashboard.queries.logic.frames import DISABLED, HEALTHY, NOT_AT_SCHOOL, at_school
from dashboard.queries.logic.model import Condition, Frame, LogicCheck
from data.schema import facts, in_edition

NO_LABOUR = ("丧失劳动力", "无劳动力")
ABLE = ("普通劳动力", "技能劳动力")
OF_WOMEN, OF_MEN = (
    ("之女", "之儿媳", "之孙女", "之母", "之岳母", "之婆婆"),
    ("之子", "之女婿", "之孙子", "之父", "之岳父", "之公公"),
)
WOMAN, MAN = "女", "男"
GENERAL, WUBAO = "一般贫困户", "五保贫困户"
ILL = "因病"

_p, _h = facts["persons"].c, facts["households"].c


def _aged(frame: Frame, key: str) -> ColumnElement[bool]:
    """Return the condition that a person's age lies in the range of a rule, both ends included."""
    low, high = frame.limit(key).numbers
    return and_(_p.born_on <= frame.born_after(low), _p.born_on > frame.born_after(high + 1))


def _every(_: Frame) -> ColumnElement[bool]:
    return literal(value=True)


def _between(key: str) -> Condition:
    return lambda frame: _aged(frame, f"logic_limit.{key}")


def _missing(column: str) -> Condition:
    return lambda _: _p[column].is_(None)


def _shared_number(frame: Frame) -> ColumnElement[bool]:
    """Return the condition that the same person (by pseudonym) stands in another household too."""
    table = facts["persons"]
    twice = select(table.c.person_pseudonym).where(in_edition(table, frame.reading.edition))
    twice = twice.group_by(table.c.person_pseudonym).having(
        func.min(table.c.household_no) < func.max(table.c.household_no)
    )
    return _p.person_pseudonym.in_(twice)


def _is_away() -> ColumnElement[bool]:
    return or_(_p.work_status.is_not(None), func.coalesce(_p.work_months, 0) > 0)


CHECKS = (
    LogicCheck("two_homes", "persons", (), _every, _shared_number),
    LogicCheck(
        "fit_unable",
        "persons",
        (("persons", "health_status"), ("persons", "labour_ability"), ("persons", "born_on")),
        lambda f: and_(
            _aged(f, "logic_limit.working_age"),
            _p.health_status == HEALTHY,
            ~at_school(),
            _p.labour_ability.is_not(None),
        ),
        lambda _: _p.labour_ability.in_(NO_LABOUR),
    ),
    LogicCheck(
        "unable_away",
        "persons",
        (("persons", "labour_ability"), ("persons", "work_status")),
        lambda _: _p.labour_ability.in_(NO_LABOUR),
        lambda _: _is_away(),
    ),
    LogicCheck(
        "months_only",
        "persons",
        (("persons", "work_months"), ("persons", "work_status")),
        lambda _: _is_away(),
        lambda _: or_(_p.work_status.is_(None), func.coalesce(_p.work_months, 0) == 0),
    ),
    LogicCheck(
        "dropout",
        "persons",
        (("persons", "school_status"), ("persons", "born_on")),
        lambda f: and_(_aged(f, "logic_limit.school_age"), _p.school_status.is_not(None)),
        lambda _: _p.school_status == NOT_AT_SCHOOL,
    ),
    LogicCheck(
        "senior_young",
        "persons",
        (("persons", "school_status"), ("persons", "born_on")),
        lambda _: and_(_p.school_status.contains("高中"), _p.born_on.is_not(None)),
        lambda f: _p.born_on > f.born_after(f.limit("finding.logic_senior_young").number + 1),
    ),
    LogicCheck(
        "primary_old",
        "persons",
        (("persons", "school_status"), ("persons", "born_on")),
        lambda _: and_(_p.school_status.contains("小学"), _p.born_on.is_not(None)),
        lambda f: _p.born_on <= f.born_after(f.limit("finding.logic_primary_old").number),
    ),
    LogicCheck(
        "school_twice",
        "persons",
        (("persons", "school_status"), ("persons", "education")),
        lambda _: at_school(),
        lambda _: _p.education.is_not(None),
    ),
    LogicCheck(
        "uncertified",
        "persons",
        (("persons", "health_status"), ("persons", "disability")),
        lambda _: _p.health_status.contains(DISABLED),
        _missing("disability"),
    ),
    LogicCheck(
        "uninsured",
        "persons",
        (("persons", "health_status"), ("persons", "serious_illness_insurance")),
        lambda _: and_(
            _h.main_cause == ILL, _p.health_status.contains("病"), _p.serious_illness_insurance.is_not(None)
        ),
        lambda _: _p.serious_illness_insurance.is_(False),
    ),
    LogicCheck(
        "both_aid",
        "persons",
        (("persons", "minimum_living_allowance"), ("persons", "five_guarantees")),
        lambda _: and_(_p.minimum_living_allowance.is_not(None), _p.five_guarantees.is_not(None)),
        lambda _: and_(_p.minimum_living_allowance.is_(True), _p.five_guarantees.is_(True)),
    ),
    LogicCheck(
        "plain_dibao",
        "persons",
        (("persons", "minimum_living_allowance"),),
        lambda _: and_(_h.household_type == GENERAL, _p.minimum_living_allowance.is_not(None)),
        lambda _: _p.minimum_living_allowance.is_(True),
    ),
    LogicCheck(
        "wubao_able",
        "persons",
        (("persons", "labour_ability"), ("persons", "born_on")),
        lambda f: and_(_h.household_type == WUBAO, _aged(f, "logic_limit.labour_age"), _p.labour_ability.is_not(None)),
        lambda _: _p.labour_ability.in_(ABLE),
    ),
    LogicCheck(
        "relation_sex",
        "persons",
        (("persons", "sex"),),
        lambda _: and_(_p.sex.is_not(None), _p.relation_to_head.in_((*OF_WOMEN, *OF_MEN))),
        lambda _: or_(
            and_(_p.relation_to_head.in_(OF_WOMEN), _p.sex == MAN),
            and_(_p.relation_to_head.in_(OF_MEN), _p.sex == WOMAN),
        ),
    ),
    LogicCheck("no_birth", "persons", (("persons", "born_on"),), _every, _missing("born_on")),
    LogicCheck("no_health", "persons", (("persons", "health_status"),), _every, _missing("health_status")),
    LogicCheck(
        "no_school",
        "persons",
        (("persons", "school_status"), ("persons", "born_on")),
        _between("pupil_age"),
        _missing("school_status"),
    ),
    LogicCheck(
        "no_ability",
        "persons",
        (("persons", "labour_ability"), ("persons", "born_on")),
        _between("labour_age"),
        _missing("labour_ability"),
    ),
    LogicCheck(
        "no_education",
        "persons",
        (("persons", "school_status"), ("persons", "education"), ("persons", "born_on")),
        lambda f: and_(_p.school_status == NOT_AT_SCHOOL, _aged(f, "logic_limit.labour_age")),
        _missing("education"),
    ),
)
"""The checks of single persons."""
