"""Logic checks of households (户) and of incomes (收入): causes, heads, members, allowances, land, housing, money."""

from sqlalchemy import ColumnElement, and_, case, func, literal, or_

from dashboard.queries.logic.frames import works_away
from dashboard.queries.logic.model import Condition, Frame, LogicCheck
from data.rules import poverty_line
from data.schema import facts

DIBAO, WUBAO = "低保贫困户", "五保贫困户"
FEN = 100

_h, _i = facts["households"].c, facts["incomes"].c


def _known(column: str) -> Condition:
    return lambda _: _h[column].is_not(None)


def _every(_: Frame) -> ColumnElement[bool]:
    return literal(value=True)


def _cause(name: str, known: str) -> Condition:
    return lambda f: and_(_h.main_cause == name, func.coalesce(f.members[known], 0) > 0)


def _none(member: str) -> Condition:
    return lambda f: func.coalesce(f.members[member], 0) == 0


def _many(member: str) -> Condition:
    return lambda f: f.members[member] > 1


def _has_members(f: Frame) -> ColumnElement[bool]:
    return f.members["listed"] > 0


def _out_and(column: str) -> Condition:
    return lambda f: and_(f.is_out, _h[column].is_not(None))


def _land_a_head(f: Frame) -> ColumnElement[bool]:
    return _h.farmland_mu > f.limit("finding.logic_much_land").number * _h.member_count


def _out_in_its_year(f: Frame) -> ColumnElement[bool]:
    """Return the condition that an income is of a year at whose end, or by the day, its household was out."""
    return and_(_i.net_income_per_head_fen.is_not(None), f.is_out, or_(_i.year == f.as_of.year, f.long_out))


def _below_line(f: Frame) -> ColumnElement[bool]:
    """Return the condition that an income lies below the poverty line of its year."""
    year = f.as_of.year
    lines = {each: round(poverty_line(f.as_of.replace(year=each, day=1)).number * FEN) for each in (year - 1, year)}
    return _i.net_income_per_head_fen < case(lines, value=_i.year, else_=0)


def _odd_income(f: Frame) -> ColumnElement[bool]:
    most = round(f.limit("finding.logic_odd_income").number * FEN)
    return or_(_i.net_income_per_head_fen <= 0, _i.net_income_per_head_fen > most)


CHECKS = (
    LogicCheck(
        "ill_nobody", "households", (("persons", "health_status"),), _cause("因病", "health_known"), _none("unwell")
    ),
    LogicCheck(
        "hurt_nobody", "households", (("persons", "health_status"),), _cause("因残", "health_known"), _none("disabled")
    ),
    LogicCheck(
        "study_nobody", "households", (("persons", "school_status"),), _cause("因学", "school_known"), _none("pupils")
    ),
    LogicCheck(
        "cause_twice",
        "households",
        (("households", "other_causes"),),
        _known("other_causes"),
        lambda _: _h.other_causes.contains(_h.main_cause),
    ),
    LogicCheck(
        "dibao_nobody",
        "households",
        (("persons", "minimum_living_allowance"),),
        lambda f: and_(_h.household_type == DIBAO, f.members["dibao_known"] > 0),
        _none("on_dibao"),
    ),
    LogicCheck(
        "wubao_nobody",
        "households",
        (("persons", "five_guarantees"),),
        lambda f: and_(_h.household_type == WUBAO, f.members["wubao_known"] > 0),
        _none("on_wubao"),
    ),
    LogicCheck("no_head", "households", (("persons", "relation_to_head"),), _has_members, _none("heads")),
    LogicCheck("two_heads", "households", (("persons", "relation_to_head"),), _has_members, _many("heads")),
    LogicCheck("two_spouses", "households", (("persons", "relation_to_head"),), _has_members, _many("spouses")),
    LogicCheck(
        "same_sex",
        "households",
        (("persons", "sex"),),
        lambda f: and_(f.members["head_sex"].is_not(None), f.members["spouse_sex"].is_not(None)),
        lambda f: f.members["head_sex"] == f.members["spouse_sex"],
    ),
    LogicCheck(
        "member_count",
        "households",
        (("households", "member_count"), ("persons", "person_no")),
        _known("member_count"),
        lambda f: _h.member_count != func.coalesce(f.members["listed"], 0),
    ),
    LogicCheck(
        "much_land",
        "households",
        (("households", "farmland_mu"), ("households", "member_count")),
        lambda _: and_(_h.farmland_mu.is_not(None), _h.member_count > 0),
        _land_a_head,
    ),
    LogicCheck(
        "out_unsafe", "households", (("households", "unsafe_housing"),), _out_and("unsafe_housing"),
        lambda _: _h.unsafe_housing.is_(True),
    ),
    LogicCheck(
        "out_water", "households", (("households", "safe_water"),), _out_and("safe_water"),
        lambda _: _h.safe_water.is_(False),
    ),
    LogicCheck(
        "no_area",
        "households",
        (("households", "housing_sqm"),),
        _every,
        lambda _: func.coalesce(_h.housing_sqm, 0) <= 0,
    ),
    LogicCheck("no_water", "households", (("households", "safe_water"),), _every, lambda _: _h.safe_water.is_(None)),
    LogicCheck(
        "no_house", "households", (("households", "unsafe_housing"),), _every, lambda _: _h.unsafe_housing.is_(None)
    ),
    LogicCheck(
        "odd_income", "incomes", (("incomes", "net_income_per_head_fen"),),
        lambda _: _i.net_income_per_head_fen.is_not(None), _odd_income,
    ),
    LogicCheck(
        "out_poor",
        "incomes",
        (("incomes", "net_income_per_head_fen"),),
        _out_in_its_year,
        _below_line,
    ),
    LogicCheck(
        "no_expense",
        "incomes",
        (("incomes", "business_income_fen"), ("incomes", "business_expense_fen")),
        lambda _: _i.business_income_fen > 0,
        lambda _: func.coalesce(_i.business_expense_fen, 0) <= 0,
    ),
    LogicCheck(
        "wage_nobody",
        "incomes",
        (("incomes", "wage_income_fen"), ("persons", "work_status")),
        lambda _: _i.wage_income_fen > 0,
        lambda f: ~works_away(f.reading, f.as_of, _i.household_no),
    ),
)  # fmt: skip
"""The checks of households and of their incomes."""
