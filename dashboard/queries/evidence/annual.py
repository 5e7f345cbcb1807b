"""Rows behind annual figures: the three funding rules (投入机制) and industries (产业)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, select

from dashboard.metrics import rule_amounts
from dashboard.metrics.formats import percent
from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import FEN, Evidence, Ground, Role, RowSet, Shape, Term, label, whole
from dashboard.queries.evidence.people import state_term
from dashboard.queries.evidence.villages import village_rows
from dashboard.queries.industry import entries_by_village, year_shown
from dashboard.queries.industry_operators import ASSOCIATION, COOPERATIVE, tells_operators
from dashboard.queries.industry_sites import VillageIndustry, site_limits, village_industries
from dashboard.queries.progress import Scope
from dashboard.queries.rules_of_money import rules_of_money
from dashboard.queries.targets import latest_departments, latest_finance
from data.rules import rule
from data.schema import facts
from data.text import Text

_F, _M, _I = facts["county_finance"], facts["department_funds"], facts["industries"]
RULES = (rule_amounts.SPECIAL, rule_amounts.GROWTH, rule_amounts.DEPARTMENT)
MONEY = "funds.disbursed"
"""Figure in whose unit amounts of money are printed."""


def _finance_term(ground: Ground, column: str, year: int, role: Role, *, rate: float = 1) -> Term:
    rows = RowSet(
        kind="county_finance",
        table=_F,
        source=_F,
        condition=and_(ground.here("county_finance"), _F.c.year == year),
        group=whole(),
        grouping="whole",
        weight=_F.c[column],
        shown=("year", "basis"),
        used=("year", column, "basis"),
    )
    return Term(role, _times(label("county_finance", column), rate), MONEY, rows, scale=rate / FEN)


def _times(name: Text, rate: float) -> Text:
    """Return the name of a term of which the policy takes a part."""
    part = percent(rate, 0)
    return name if rate == 1 else Text(f"{name.zh} × {part}", f"{name.en} × {part}")


def _finance_year(ground: Ground) -> int:
    latest = latest_finance(ground.reading, ground.as_of)
    return latest.year if latest else ground.as_of.year


def _special_share(ground: Ground) -> Evidence:
    year = _finance_year(ground)
    terms = (
        _finance_term(ground, "special_fund_fen", year, "numerator"),
        _finance_term(ground, "local_revenue_fen", year, "denominator"),
    )
    return Evidence("ratio", terms)


def _special_growth(ground: Ground) -> Evidence:
    year = _finance_year(ground)
    now = _finance_term(ground, "special_fund_fen", year, "now")
    return Evidence("growth", (now, _finance_term(ground, "special_fund_fen", year - 1, "before")))


def _department_term(ground: Ground, column: str, role: Role, *, rate: float = 1) -> Term:
    latest = latest_departments(ground.reading, ground.as_of)
    year, one = latest[0].year if latest else ground.as_of.year, ground.condition("department")
    rows = RowSet(
        kind="department_funds",
        table=_M,
        source=_M,
        condition=and_(
            ground.here("department_funds"), _M.c.year == year, _M.c.department == one if one else literal(value=True)
        ),
        group=_M.c.department,
        grouping="department",
        weight=_M.c[column],
        shown=("year", "department", "basis"),
        used=("year", "department", column),
    )
    return Term(role, _times(label("department_funds", column), rate), MONEY, rows, scale=rate / FEN)


def _department_share(ground: Ground) -> Evidence:
    terms = (
        _department_term(ground, "to_poor_fen", "numerator"),
        _department_term(ground, "to_village_household_fen", "denominator"),
    )
    return Evidence("ratio", terms)


def _amount(column: str) -> Callable[[Ground], Evidence]:
    """Return the builder of an amount of a year: of the county's finance, or of the departments together."""
    if column in _M.c:
        return lambda ground: Evidence("sum", (_department_term(ground, column, "value"),))
    return lambda ground: Evidence("sum", (_finance_term(ground, column, _finance_year(ground), "value"),))


def _asked_for(ground: Ground, key: str, role: Role) -> Term:
    """Return the term of what a funding rule asks for (按规定应有)."""
    rate = rule(key, ground.as_of).number
    if key == rule_amounts.DEPARTMENT:
        return _department_term(ground, "to_village_household_fen", role, rate=rate)
    year = _finance_year(ground)
    if key == rule_amounts.GROWTH:
        return _finance_term(ground, "special_fund_fen", year - 1, role, rate=1 + rate)
    return _finance_term(ground, "local_revenue_fen", year, role, rate=rate)


def _needed(key: str) -> Callable[[Ground], Evidence]:
    return lambda ground: Evidence("sum", (_asked_for(ground, key, "value"),))


def _gap(key: str) -> Callable[[Ground], Evidence]:
    def made(ground: Ground) -> Evidence:
        return Evidence("less", (_asked_for(ground, key, "minuend"), _put_in(ground, key, "subtrahend")))

    return made


def _put_in(ground: Ground, key: str, role: Role) -> Term:
    """Return the term of what counts towards a funding rule."""
    if key == rule_amounts.DEPARTMENT:
        return _department_term(ground, "to_poor_fen", role)
    return _finance_term(ground, "special_fund_fen", _finance_year(ground), role)


def _rules(shape: Shape) -> Callable[[Ground], Evidence]:
    def made(ground: Ground) -> Evidence:
        known = [each.metric_id for each in rules_of_money(ground.reading, ground.as_of) if each.met is not None]
        pairs = ((_put_in(ground, key, "value"), _asked_for(ground, key, "value")) for key in known or RULES[:1])
        return Evidence(shape, tuple(term for pair in pairs for term in pair), {"known": len(known)})

    return made


def _year(ground: Ground) -> int:
    return year_shown(ground.reading, ground.as_of, ground.condition("year")) or ground.as_of.year


def industry_rows(
    ground: Ground, column: str, *, among: ColumnElement[bool] | None = None, year: int | None = None
) -> RowSet:
    """Return the year's rows of the register that give ``column``, which is what they add; without one, those asked."""
    columns = {"industry": _I.c.industry, "unit": _I.c.scale_unit}
    named = ((each, ground.condition(name)) for name, each in columns.items())
    conditions = [each == value for each, value in named if value]
    return RowSet(
        kind="industries",
        table=_I,
        source=_I,
        condition=and_(
            ground.here("industries"),
            _I.c.year == (year or _year(ground)),
            ground.at(_I.c.village_code),
            _I.c[column].is_not(None),
            *conditions,
            literal(value=True) if among is None else among,
        ),
        group=_I.c.village_code,
        grouping="village",
        weight=_I.c[column],
        shown=("village_code", "industry", "operator"),
        used=("village_code", "year", "industry", column, *(("scale_unit",) if column == "scale" else ())),
        placing=ground.by_village(_I.c.village_code),
    )


def _industry(figure: str, column: str, *, scale: float = 1) -> Callable[[Ground], Evidence]:
    return lambda ground: Evidence(
        "sum", (Term("value", label("industries", column), figure, industry_rows(ground, column), scale=scale),)
    )


def _carried_term(ground: Ground, *, among: ColumnElement[bool] | None, role: Role) -> Term:
    rows = industry_rows(ground, "supported_household_count", among=among)
    return Term(role, label("industries", "supported_household_count"), "industry.households_carried", rows)


def _carried_share(ground: Ground) -> Evidence:
    carried = _carried_term(ground, among=None, role="numerator")
    return Evidence("ratio", (carried, state_term(ground, "households.registered", "denominator")))


def _output_a_household(ground: Ground) -> Evidence:
    output = industry_rows(ground, "output_fen")
    told = _carried_term(ground, among=_I.c.output_fen.is_not(None), role="denominator")
    return Evidence("ratio", (Term("numerator", label("industries", "output_fen"), MONEY, output, scale=1 / FEN), told))


def _output_change(ground: Ground) -> Evidence:
    """Return the output of the year and of the one before; not known where either year tells none."""
    year = _year(ground)
    terms = (_output_of(ground, year, "minuend"), _output_of(ground, year - 1, "subtrahend"))
    any_row = (select(literal(1)).select_from(each.rows.source).where(each.rows.condition).limit(1) for each in terms)
    return Evidence("less", terms, {"known": float(all(ground.reading.value(each) for each in any_row))})


def _output_of(ground: Ground, year: int, role: Role) -> Term:
    column = label("industries", "output_fen")
    name = Text(f"{year} 年{column.zh}", f"{column.en}, {year}")
    return Term(role, name, MONEY, industry_rows(ground, "output_fen", year=year), scale=1 / FEN)


def _operators(figure: str, kind: str) -> Callable[[Ground], Evidence]:
    """Return the builder of the number of operators of a type, each counted once."""

    def made(ground: Ground) -> Evidence:
        rows = industry_rows(ground, "operator", among=_I.c.operator_type == kind)
        used = ("village_code", "year", "industry", "operator_type", "operator")
        named = replace(rows, group=_I.c.operator, grouping="operator", weight=literal(1), used=used)
        known = {"known": float(tells_operators(ground.reading, _year(ground)))}
        return Evidence("sum", (Term("value", metric(figure).name, figure, named, counts_groups=True),), known)

    return made


def _rows_that(name: str, column: str, *, among: ColumnElement[bool] | None = None) -> Callable[[Ground], Evidence]:
    """Return the builder of the number of rows of the year that give a column."""
    figure = f"industry.{name}"

    def made(ground: Ground) -> Evidence:
        rows = replace(industry_rows(ground, column, among=among), weight=literal(1))
        return Evidence("sum", (Term("value", metric(figure).name, figure, rows),))

    return made


def _sites_missing(ground: Ground) -> Evidence:
    fewest, _ = site_limits(ground.as_of)
    every = village_industries(ground.reading, Scope(), ground.as_of, _year(ground))
    lacking = {
        each.code: max(0, fewest - each.sites)
        for each in every
        if each.sites is not None and ground.holds(each.state.village)
    }
    short = {code: missing for code, missing in lacking.items() if missing}
    rows = village_rows(ground, sorted(short), used=("village_code", "village_level"))
    weight: ColumnElement[Any] = literal(0)
    if short:
        weight = case(short, value=facts["villages"].c.village_code, else_=0)
    figure = "industry.sites_missing"
    return Evidence("sum", (Term("value", metric(figure).name, figure, replace(rows, weight=weight)),))


def _villages_with(ground: Ground) -> Evidence:
    figure = "industry.villages"
    rows = industry_rows(ground, "supported_household_count")
    return Evidence("sum", (Term("value", metric(figure).name, figure, rows, counts_groups=True),))


def _poor_villages(figure: str, wanted: Callable[[VillageIndustry, Ground], bool]) -> Callable[[Ground], Evidence]:
    def made(ground: Ground) -> Evidence:
        every = village_industries(ground.reading, Scope(), ground.as_of, _year(ground))
        codes = [each.code for each in every if ground.holds(each.state.village) and wanted(each, ground)]
        rows = village_rows(ground, codes, used=("village_code", "village_level"))
        return Evidence("sum", (Term("value", metric(figure).name, figure, rows),))

    return made


def _has_enough(each: VillageIndustry, ground: Ground) -> bool:
    return each.sites is not None and each.sites >= site_limits(ground.as_of)[0]


def _has_too_few(each: VillageIndustry, ground: Ground) -> bool:
    one = ground.condition("industry")
    has_it = one is None or each.code in entries_by_village(ground.reading, _year(ground), one)
    return has_it and each.sites is not None and each.sites < site_limits(ground.as_of)[0]


def _has_as_many(each: VillageIndustry, ground: Ground) -> bool:
    """Return whether a village has the number of sites asked for; whether it tells none where no number is."""
    wanted = ground.condition("sites")
    if wanted is None or each.sites is None:
        return wanted is None and each.sites is None
    return str(min(each.sites, site_limits(ground.as_of)[1])) == wanted


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    "target.special_fund_share": _special_share,
    "target.special_fund_growth": _special_growth,
    "target.department_share": _department_share,
    "target.special_fund": _amount("special_fund_fen"),
    "target.local_revenue": _amount("local_revenue_fen"),
    "target.to_poor": _amount("to_poor_fen"),
    "target.to_village_household": _amount("to_village_household_fen"),
    "target.rules_met": _rules("rules_met"),
    "target.rules_unmet": _rules("rules_unmet"),
    **{key + rule_amounts.NEEDED: _needed(key) for key in RULES},
    **{key + rule_amounts.GAP: _gap(key) for key in RULES},
    "industry.scale": _industry("industry.scale", "scale"),
    "industry.output": _industry("industry.output", "output_fen", scale=1 / FEN),
    "industry.households_carried": _industry("industry.households_carried", "supported_household_count"),
    "industry.carried_share": _carried_share,
    "industry.output_per_household": _output_a_household,
    "industry.output_change": _output_change,
    "industry.cooperatives": _operators("industry.cooperatives", COOPERATIVE),
    "industry.associations": _operators("industry.associations", ASSOCIATION),
    "industry.rows": _rows_that("rows", "industry"),
    "industry.rows_with_output": _rows_that("rows_with_output", "output_fen"),
    "industry.demonstration_sites": _rows_that(
        "demonstration_sites", "demonstration_site", among=_I.c.demonstration_site
    ),
    "industry.sites_missing": _sites_missing,
    "industry.villages": _villages_with,
    "industry.villages_led": _poor_villages(
        "industry.villages_led", lambda each, ground: each.leading == ground.condition("industry")
    ),
    "industry.villages_enough": _poor_villages("industry.villages_enough", _has_enough),
    "industry.villages_short": _poor_villages("industry.villages_short", _has_too_few),
    "industry.villages_with_sites": _poor_villages("industry.villages_with_sites", _has_as_many),
    "industry.villages_reporting": _poor_villages(
        "industry.villages_reporting", lambda each, _: each.sites is not None
    ),
}
"""How the evidence of each figure is put together."""
