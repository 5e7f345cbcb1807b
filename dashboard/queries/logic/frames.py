"""The registers of people as the logic checks read them: rows on the register, their household, its members."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, Subquery, and_, case, func, or_, select

from dashboard.queries.logic.model import Frame, Of
from dashboard.queries.reading import CACHED, Reading
from data.schema import COUNTY_CODE, facts, in_edition
from data.state import BASELINE, DECREASE, HOUSEHOLD_CHANGES, IDENTIFIED, INCREASE, OUT, REMOVED

HEAD, SPOUSE = "户主", "配偶"
HEALTHY, DISABLED = "健康", "残疾"
NOT_AT_SCHOOL = "非在校生"

_P, _H, _I, _C = facts["persons"], facts["households"], facts["incomes"], facts["household_changes"]


def at_school() -> ColumnElement[bool]:
    """Return the condition that a person is at school (在校)."""
    return and_(_P.c.school_status.is_not(None), _P.c.school_status != NOT_AT_SCHOOL)


def is_disabled() -> ColumnElement[bool]:
    """Return the condition that a person has a disability, by certificate or by the health given."""
    return or_(_P.c.disability.is_not(None), _P.c.health_status.contains(DISABLED))


@lru_cache(maxsize=CACHED)
def frame(reading: Reading, as_of: date, of: Of) -> Frame:
    """Return the rows of a register as the checks see them on a day."""
    here = and_(in_edition(_H, reading.edition), _registered(reading, as_of))
    is_out = _H.c.household_no.in_(_last(reading, as_of, OUT))
    long_out = _H.c.household_no.in_(_last(reading, date(as_of.year - 1, 12, 31), OUT))
    village = _H.c.village_code
    if of == "persons":
        mine = and_(_P.c.county_code == _H.c.county_code, _P.c.household_no == _H.c.household_no)
        there = and_(here, in_edition(_P, reading.edition), _there(reading, as_of))
        return Frame(reading, as_of, _P, _H.join(_P, mine), there, village, is_out, long_out, {})
    if of == "incomes":
        source = _H.join(_I, and_(_I.c.county_code == _H.c.county_code, _I.c.household_no == _H.c.household_no))
        of_years = and_(here, in_edition(_I, reading.edition), _I.c.year.in_((as_of.year - 1, as_of.year)))
        return Frame(reading, as_of, _I, source, of_years, village, is_out, long_out, {})
    added = _members(reading, as_of)
    members = {name: added.c[name] for name in added.c.keys() if name != "household_no"}  # noqa: SIM118 - a mapping of columns
    joined = _H.outerjoin(added, added.c.household_no == _H.c.household_no)
    return Frame(reading, as_of, _H, joined, here, village, is_out, long_out, members)


def _last(reading: Reading, as_of: date, change: str) -> Select[*tuple[Any, ...]]:
    """Return the SELECT of the households whose last change by the day is of that type (户状态)."""
    last = _last_changes(reading, as_of)
    return select(last.c.household_no).where(last.c.change_type == change)


@lru_cache(maxsize=CACHED)
def _last_changes(reading: Reading, as_of: date) -> CTE:
    """Return the last change of each household by the day: put in order once, however often it is asked."""
    order = (_C.c.changed_on.desc(), _C.c.table_no.desc(), _C.c.sheet_row.desc())
    return _first_by(order, _of_households(reading), _C.c.changed_on <= as_of, name=f"last_{as_of:%Y%m%d}")


@lru_cache(maxsize=CACHED)
def _first_changes(reading: Reading) -> CTE:
    order = (_C.c.changed_on, _C.c.table_no, _C.c.sheet_row)
    return _first_by(order, _of_households(reading), name="first_change")


def _first_by(order: Sequence[ColumnElement[Any]], *here: ColumnElement[bool], name: str) -> CTE:
    """Return each household's first change in an order, kept by the database under a name."""
    place = func.row_number().over(partition_by=_C.c.household_no, order_by=order).label("place")
    each = select(_C.c.household_no, _C.c.change_type, _C.c.changed_on, place).where(*here).subquery()
    first = select(each.c.household_no, each.c.change_type, each.c.changed_on).where(each.c.place == 1)
    return first.cte(name).prefix_with("MATERIALIZED")


def _of_households(reading: Reading) -> ColumnElement[bool]:
    return and_(in_edition(_C, reading.edition), _C.c.change_type.in_(sorted(HOUSEHOLD_CHANGES)))


def _registered(reading: Reading, as_of: date) -> ColumnElement[bool]:
    """Return the condition that a household is on the register (在册) on the day: identified and not removed."""
    first = _first_changes(reading)
    # A household whose first change is 新识别 begins there; any other begins on its identification day.
    begun = select(first.c.household_no).where(first.c.change_type == IDENTIFIED)
    later = begun.where(first.c.changed_on > as_of)
    by_day = func.coalesce(_H.c.identified_on, BASELINE) <= as_of
    number = _H.c.household_no
    identified = and_(or_(number.in_(begun), by_day), number.not_in(later))
    return and_(identified, number.not_in(_last(reading, as_of, REMOVED)))


def _there(reading: Reading, as_of: date) -> ColumnElement[bool]:
    """Return the condition that a person has joined (自然增加) and not left (自然减少) the household by the day."""
    here = and_(in_edition(_C, reading.edition), _C.c.person_no.is_not(None))
    gone = select(_C.c.person_no).where(here, _C.c.change_type == DECREASE, _C.c.changed_on <= as_of)
    coming = select(_C.c.person_no).where(here, _C.c.change_type == INCREASE, _C.c.changed_on > as_of)
    return and_(_P.c.person_no.not_in(gone), _P.c.person_no.not_in(coming))


def _members(reading: Reading, as_of: date) -> Subquery:
    """Return what the members of each household add up to."""
    p = _P.c

    def count(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    head, spouse = p.relation_to_head == HEAD, p.relation_to_head == SPOUSE
    columns = {
        "listed": func.count(),
        "heads": count(head),
        "spouses": count(spouse),
        "head_sex": func.max(case((head, p.sex))),
        "spouse_sex": func.max(case((spouse, p.sex))),
        "health_known": func.count(p.health_status),
        "unwell": count(and_(p.health_status.is_not(None), p.health_status != HEALTHY)),
        "disabled": count(is_disabled()),
        "pupils": count(at_school()),
        "school_known": func.count(p.school_status),
        "on_dibao": count(p.minimum_living_allowance.is_(True)),
        "dibao_known": func.count(p.minimum_living_allowance),
        "on_wubao": count(p.five_guarantees.is_(True)),
        "wubao_known": func.count(p.five_guarantees),
    }
    wanted = select(p.household_no, *(column.label(name) for name, column in columns.items()))
    here = and_(_P.c.county_code == COUNTY_CODE, in_edition(_P, reading.edition), _there(reading, as_of))
    return wanted.where(here).group_by(p.household_no).subquery()


def works_away(reading: Reading, as_of: date, household_no: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that a member of the household works away (务工), asked of its own members alone."""
    # The coalesce has the planner find them by their household, not by looking at everybody.
    mine = _P.c.household_no == func.coalesce(household_no, "")
    here = and_(_P.c.county_code == COUNTY_CODE, in_edition(_P, reading.edition), _there(reading, as_of))
    return select(_P.c.person_no).where(here, mine, _P.c.work_status.is_not(None)).correlate(_I).exists()
