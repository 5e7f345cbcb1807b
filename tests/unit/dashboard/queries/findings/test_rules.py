"""Every rule of the worklist: a hit, no hit, and nothing examined, which is a failure and never a pass."""

from datetime import date
from typing import Any

import pytest

from dashboard.opened import Opened
from dashboard.queries.evidence.listing import figure_value
from dashboard.queries.findings.catalogue import CHECKS
from dashboard.queries.findings.model import Hit, Outcome
from data.rules import SEVERITIES
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2, Delivery
from tests.conftest import Loader, reading_of

DAY = date(2016, 6, 30)
BY_NAME = {check.name: check for check in CHECKS}


def outcome(loaded: Loader, url: str, name: str, rows: Delivery, *, on: date = DAY) -> Outcome:
    loaded(rows)
    return BY_NAME[name].find(reading_of(url), on)


def keys(found: Outcome) -> list[str]:
    return [hit.subject.key for hit in found.hits]


def gap(hit: Hit) -> Any:
    return next(each.value for each in hit.evidence if each.name == "gap")


def pace(village: str, on: date = DAY) -> Opened:
    return Opened.of("exit.incidence_pace", as_of=on, village=village)


def people(count: int, no: str) -> list[builders.Row]:
    return [builders.person(f"R{no}{at:02d}", no) for at in range(count)]


def county(**other: list[builders.Row]) -> Delivery:
    """Two villages; in the first ten people in two households, in the second two people in one."""
    rows: Delivery = {
        "villages": [builders.village(SOUTH), builders.village(NORTH)],
        "households": [builders.household("A", SOUTH), builders.household("B", SOUTH), builders.household("C", NORTH)],
        "persons": [*people(5, "A"), *people(5, "B"), *people(2, "C")],
        "household_changes": [builders.change("C", "2016-03-20", "脱贫")],
    }
    return {**rows, **other}


def test_every_rule_has_its_words_and_a_severity_and_is_no_fact_yet() -> None:
    rules = [check.policy(DAY) for check in CHECKS]
    assert len(rules) == len({each.key for each in rules}) >= 20
    assert all(each.severity in SEVERITIES and each.short and each.clause for each in rules)
    assert not any(each.confirmed for each in rules)
    assert all(each.note is not None and "疑点不等于违规" in each.note.zh for each in rules)


def test_without_its_registers_a_rule_examines_nothing_and_has_failed(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [builders.village(SOUTH)]})
    reading = reading_of(store_url)
    found = {check.name: check.find(reading, DAY) for check in CHECKS}
    passed = {name for name, each in found.items() if not each.has_failed}
    assert passed == {"late_register"}
    assert not any(each.hits for name, each in found.items() if name != "late_register")


def test_places_over_the_plan_line(loaded: Loader, store_url: str) -> None:
    loaded(county())
    reading = reading_of(store_url)
    found = {
        name: BY_NAME[name].find(reading, DAY) for name in ("county_over_plan", "zone_over_plan", "town_over_plan")
    }
    assert keys(found["county_over_plan"]) == ["county"]
    assert keys(found["zone_over_plan"]) == ["南部"]
    assert keys(found["town_over_plan"]) == [SOUTH[:9]]
    assert [each.examined for each in found.values()] == [1, 2, 2]
    assert gap(found["county_over_plan"].hits[0]) == pytest.approx(10 - 12 * 184 / 366)


def test_places_on_plan_are_no_finding(loaded: Loader, store_url: str) -> None:
    moved = [builders.change(no, "2016-03-20", "脱贫") for no in "ABC"]
    assert outcome(loaded, store_url, "county_over_plan", county(household_changes=moved)).hits == ()


def test_a_village_far_behind(loaded: Loader, store_url: str) -> None:
    found = outcome(loaded, store_url, "village_behind", county())
    assert (keys(found), found.examined) == ([SOUTH], 2)


UNMET = dict.fromkeys(("有集体经济或合作组织", "通沥青（水泥）路", "有安全饮水", "有标准化村卫生室"), "否")


@pytest.mark.parametrize(("rate", "hits"), [(9.0, [SOUTH]), (2.0, [])])
def test_criteria_that_cannot_be_met_in_time(loaded: Loader, store_url: str, rate: float, hits: list[str]) -> None:
    checks = [builders.village_check(SOUTH, **UNMET, **{"贫困发生率（%）": rate})]
    found = outcome(loaded, store_url, "criteria_unmet", county(village_checks=checks))
    assert (keys(found), found.examined) == (hits, 1)


def test_unmet_criteria_with_time_left_are_no_finding(loaded: Loader, store_url: str) -> None:
    checks = [builders.village_check(SOUTH, "2016-01-05", **UNMET, **{"贫困发生率（%）": 9.0})]
    assert outcome(loaded, store_url, "criteria_unmet", county(village_checks=checks), on=date(2016, 5, 31)).hits == ()


def test_incidence_out_of_reach(loaded: Loader, store_url: str) -> None:
    small = [builders.village(SOUTH, 总人口=100), builders.village(NORTH)]
    found = outcome(loaded, store_url, "incidence_pace", county(villages=small))
    assert (keys(found), found.examined) == ([SOUTH], 2)
    assert gap(found.hits[0]) == pytest.approx((10 - 3) / (184 / 30.4375))


def test_a_village_that_meets_the_incidence_needs_no_pace(loaded: Loader, store_url: str) -> None:
    small = [builders.village(SOUTH, 总人口=100), builders.village(NORTH)]
    found = outcome(loaded, store_url, "incidence_pace", county(villages=small))
    assert (keys(found), found.examined) == ([SOUTH], 2)
    needed = {code: figure_value(reading_of(store_url), pace(code)) for code in (SOUTH, NORTH)}
    assert needed[NORTH] == 0
    assert needed[SOUTH] == gap(found.hits[0]) == pytest.approx((10 - 3) / (184 / 30.4375))
    assert figure_value(reading_of(store_url), pace(SOUTH, date(2017, 1, 31))) is None
    assert figure_value(reading_of(store_url), pace(NORTH, date(2017, 1, 31))) == 0


def test_there_is_no_pace_in_the_first_three_months(loaded: Loader, store_url: str) -> None:
    assert outcome(loaded, store_url, "incidence_pace", county(), on=date(2016, 2, 29)).has_failed


def test_checks_missing_and_old(loaded: Loader, store_url: str) -> None:
    loaded(county(village_checks=[builders.village_check(NORTH, "2016-03-31")]))
    reading = reading_of(store_url)
    never, old = BY_NAME["never_checked"].find(reading, DAY), BY_NAME["check_old"].find(reading, DAY)
    assert (keys(never), never.examined) == ([SOUTH], 2)
    assert (keys(old), gap(old.hits[0]), old.examined) == ([NORTH], 91, 1)
    assert BY_NAME["check_old"].find(reading, date(2016, 6, 29)).hits == ()


def test_flags_of_the_ledgers_bring_their_place_and_department(loaded: Loader, store_url: str) -> None:
    rows: Delivery = {
        "villages": [builders.village(SOUTH), builders.village(SOUTH_2)],
        "projects": [builders.project("X1"), builders.project("X2", 实施地点="南甲村、南乙村")],
        "allocations": [builders.allocation("W1", "X1", **{"下达金额(万元)": 1})],
        "disbursements": [
            builders.disbursement("P1", "X1"),
            builders.disbursement("P2", "X2", **{"拨付金额(元)": -30}),
        ],
    }
    loaded(rows)
    reading = reading_of(store_url)
    (over,) = BY_NAME["over_disbursed"].find(reading, DAY).hits
    assert (over.subject.key, over.subject.village, over.answers) == ("X1", SOUTH, "县交通局")
    assert (gap(over), over.since) == (40_000, None)
    reversal = BY_NAME["reversal"].find(reading, DAY)
    assert (reversal.examined, reversal.hits[0].since) == (2, date(2016, 3, 1))
    assert (reversal.hits[0].subject.village, reversal.hits[0].subject.town) == (None, SOUTH[:9])


def test_a_funding_rule_unmet_and_one_met(loaded: Loader, store_url: str) -> None:
    finance = [
        {"年度": 2014, "地方财政收入": 100000, "县级财政专项扶贫资金": 1000},
        {"年度": 2015, "地方财政收入": 120000, "县级财政专项扶贫资金": 1300},
    ]
    loaded({"villages": [builders.village(SOUTH)], "county_finance": finance})
    reading = reading_of(store_url)
    share, growth = BY_NAME["special_fund_share"].find(reading, DAY), BY_NAME["special_fund_growth"].find(reading, DAY)
    assert (len(share.hits), share.examined, gap(share.hits[0])) == (1, 1, pytest.approx(11_000_000))
    assert (growth.hits, growth.examined) == ((), 1)
    assert BY_NAME["department_share"].find(reading, DAY).has_failed


RETURN = [builders.change("C", "2016-03-20", "脱贫"), builders.change("C", "2016-04-20", "返贫")]


def test_a_household_back_in_poverty_until_it_is_out_again(loaded: Loader, store_url: str) -> None:
    loaded(county(household_changes=[*RETURN, builders.change("C", "2016-06-20", "脱贫")]))
    reading = reading_of(store_url)
    may = BY_NAME["returned"].find(reading, date(2016, 5, 31))
    assert (keys(may), may.hits[0].since, may.examined, gap(may.hits[0])) == (["C"], date(2016, 4, 20), 1, 2)
    june = BY_NAME["returned"].find(reading, DAY)
    assert (june.hits, june.examined) == ((), 1)


def test_a_village_with_many_returns(loaded: Loader, store_url: str) -> None:
    found = outcome(loaded, store_url, "village_returns", county(household_changes=RETURN))
    assert (keys(found), gap(found.hits[0]), found.examined) == ([NORTH], 1.0, 1)


def test_households_without_a_responsible_cadre_while_they_are_poor(loaded: Loader, store_url: str) -> None:
    homes = [
        builders.household("A", SOUTH, 帮扶责任人="王干部"),
        builders.household("B"),
        builders.household("C", NORTH),
    ]
    found = outcome(loaded, store_url, "no_helper", county(households=homes))
    assert (keys(found), gap(found.hits[0]), found.examined) == ([SOUTH], 1, 2)


def test_villages_without_team_or_secretary(loaded: Loader, store_url: str) -> None:
    secretary = {"编号": "S1", "姓名": "赵书记", "派出单位": "县财政局", "任职村编码": NORTH, "任职日期": "2015-08-01"}
    loaded(county(teams=[builders.team("D1")], first_secretaries=[secretary]))
    reading = reading_of(store_url)
    assert keys(BY_NAME["no_team"].find(reading, DAY)) == [NORTH]
    assert keys(BY_NAME["no_secretary"].find(reading, DAY)) == [SOUTH]


def test_a_register_that_is_late_and_one_that_never_came(loaded: Loader, store_url: str) -> None:
    loaded(county(), on=date(2016, 4, 30))
    reading = reading_of(store_url, 1)
    found = BY_NAME["late_register"].find(reading, DAY)
    late = {hit.subject.key: hit for hit in found.hits if hit.said == "register_late"}
    assert set(late) == {"households", "persons", "household_changes"}
    assert (gap(late["persons"]), late["persons"].since) == (61, date(2016, 6, 15))
    assert "projects" in {hit.subject.key for hit in found.hits if hit.said == "register_never"}
    assert found.examined == 16
    in_time = BY_NAME["late_register"].find(reading, date(2016, 5, 31))
    assert not any(hit.said == "register_late" for hit in in_time.hits)


def test_no_name_of_a_person_is_in_a_finding(loaded: Loader, store_url: str) -> None:
    homes = [builders.household("A"), builders.household("B"), builders.household("C", NORTH, 户主姓名="李四光")]
    found = outcome(loaded, store_url, "returned", county(households=homes, household_changes=RETURN))
    assert found.hits[0].subject.name == "李**"
    assert "四光" not in repr(found)
    assert CENTRE not in repr(found)


def case(no: str, kind: str, day: str, **other: object) -> builders.Row:
    return {"编号": no, "类型": kind, "日期": day, "内容": "公示栏内容缺失", **other}


def test_a_case_overdue_until_it_is_put_right(loaded: Loader, store_url: str) -> None:
    late = case("A", "信访举报", "2016-02-10", 整改状态="已整改", 整改日期="2016-05-20", 村编码=SOUTH)
    loaded(
        county(oversight=[late, case("B", "审计", "2016-06-20", 整改状态="未整改"), case("C", "审计", "2016-01-20")])
    )
    reading = reading_of(store_url)
    april, june = (BY_NAME["case_overdue"].find(reading, day) for day in (date(2016, 4, 30), DAY))
    assert (keys(april), gap(april.hits[0]), april.examined) == (["A"], 80, 1)
    assert (april.hits[0].since, april.hits[0].subject.village) == (date(2016, 4, 11), SOUTH)
    assert (june.hits, june.examined) == ((), 2)


def test_money_paid_without_public_notice(loaded: Loader, store_url: str) -> None:
    money = {
        "projects": [builders.project("P1"), builders.project("P2"), builders.project("P3")],
        "disbursements": [builders.disbursement("V1", "P1"), builders.disbursement("V2", "P2")],
    }
    loaded(county(**money, oversight=[case("N", "公告公示", "2016-03-01", 项目编号="P1")]))
    found = BY_NAME["paid_no_notice"].find(reading_of(store_url), DAY)
    assert (keys(found), found.examined) == (["P2"], 2)


def test_where_no_notices_are_entered_none_is_missed(loaded: Loader, store_url: str) -> None:
    money = {"projects": [builders.project("P1")], "disbursements": [builders.disbursement("V1", "P1")]}
    found = outcome(loaded, store_url, "paid_no_notice", county(**money, oversight=[case("A", "审计", "2016-03-01")]))
    assert found.has_failed
