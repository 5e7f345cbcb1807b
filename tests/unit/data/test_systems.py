"""The rules of the seven systems as the policy file gives them."""

from datetime import date

from data.rules import rules
from data.systems import BY_MEASURE, ITEMS, SYSTEMS, system_rules

DAY = date(2016, 6, 30)


def test_the_rules_are_those_of_the_report() -> None:
    found = system_rules(DAY)
    assert (found.working_ages, found.pension_age, found.allowance_age) == ((16, 59), 60, 70)
    assert found.able == {"普通劳动力", "技能劳动力"}
    assert (found.not_enrolled, found.planned) == ("非在校生", "计划")
    assert dict(found.measure_of) == {
        "industry": "产业发展",
        "employment": "就业创业",
        "relocation": "易地搬迁",
        "education": "教育资助",
        "care": "关爱服务",
    }


def test_every_system_has_rules_that_are_not_confirmed() -> None:
    mine = [each for each in rules() if each.group.startswith("system_") or each.key == "measures.planned"]
    assert {each.group.removeprefix("system_") for each in mine} == {*SYSTEMS, "measures"}
    assert not any(each.confirmed for each in mine)


def test_items_are_the_systems_and_those_with_any_measure() -> None:
    assert ITEMS[: len(SYSTEMS)] == SYSTEMS
    assert set(BY_MEASURE) < set(SYSTEMS)
