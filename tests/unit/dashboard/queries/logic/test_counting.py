"""Every logic check: a row it hits, one it passes, nothing examined without its columns; the rows open to the count."""

from collections.abc import Mapping
from datetime import date

import pytest

from dashboard.opened import Opened
from dashboard.queries.evidence.listing import figure_value, rows_page
from dashboard.queries.logic.counting import CHECKS, counted
from dashboard.queries.reading import Reading
from tests import builders
from tests.builders import NORTH, SOUTH, Row
from tests.conftest import Loader, reading_of
from tests.demo_store import demo_store
from tests.unit.house.sources import held

DAY = date(2016, 6, 30)
EVERY = 5
"""In the whole demo county one check in five is opened; in a county of two households all are."""
FULL: Row = {
    "性别": "男", "出生日期": "1970-05-01", "文化程度": "初中", "在校生状况": "非在校生", "健康状况": "健康",
    "劳动能力": "普通劳动力", "务工状况": "县内", "务工时间（月）": 3, "是否参加大病保险": "是", "是否享受低保": "否",
    "是否五保": "否",
}  # fmt: skip
HOME: Row = {
    "主要致贫原因": "缺资金", "其他致贫原因": "缺水", "家庭人口数": 1, "耕地面积（亩）": 10, "住房面积（㎡）": 60,
    "是否危房户": "否", "是否解决安全饮用水": "是",
}  # fmt: skip
MONEY: Row = {"工资性收入(元)": 1000, "生产经营性收入(元)": 500, "生产经营性支出(元)": 100, "人均纯收入(元)": 4000}
PUPIL: Row = {
    "文化程度": None,
    "在校生状况": "小学",
    "出生日期": "2006-05-01",
    "务工状况": None,
    "务工时间（月）": None,
}
WIFE: Row = {"与户主关系": "配偶", "性别": "女"}
OUT = [builders.change("A", "2015-12-31", "新识别"), builders.change("A", "2016-03-01", "脱贫")]

CASES: Mapping[str, tuple[Row, Row, Row, list[Row]]] = {
    "ill_nobody": ({"主要致贫原因": "因病"}, {}, {}, []),
    "hurt_nobody": ({"主要致贫原因": "因残"}, {}, {}, []),
    "study_nobody": ({"主要致贫原因": "因学"}, {}, {}, []),
    "dibao_nobody": ({"贫困户属性": "低保贫困户"}, {}, {}, []),
    "wubao_nobody": ({"贫困户属性": "五保贫困户"}, {"劳动能力": None}, {}, []),
    "no_head": ({}, {"与户主关系": "之子"}, {}, []),
    "member_count": ({"家庭人口数": 4}, {}, {}, []),
    "much_land": ({"耕地面积（亩）": 51}, {}, {}, []),
    "out_unsafe": ({"是否危房户": "是"}, {}, {}, OUT),
    "out_water": ({"是否解决安全饮用水": "否"}, {}, {}, OUT),
    "no_area": ({"住房面积（㎡）": 0}, {}, {}, []),
    "odd_income": ({}, {}, {"人均纯收入(元)": 100001}, []),
    "no_expense": ({}, {}, {"生产经营性支出(元)": None}, []),
    "wage_nobody": ({}, {"务工状况": None, "务工时间（月）": None}, {}, []),
    "fit_unable": ({}, {"劳动能力": "无劳动力", "务工状况": None, "务工时间（月）": None}, {"工资性收入(元)": 0}, []),
    "unable_away": ({}, {"劳动能力": "无劳动力", "健康状况": "长期慢性病"}, {}, []),
    "months_only": ({}, {"务工时间（月）": None}, {}, []),
    "dropout": ({}, {**PUPIL, "在校生状况": "非在校生"}, {"工资性收入(元)": 0}, []),
    "senior_young": ({}, {**PUPIL, "在校生状况": "普通高中一年级"}, {"工资性收入(元)": 0}, []),
    "primary_old": ({}, {**PUPIL, "出生日期": "1996-06-30"}, {"工资性收入(元)": 0}, []),
    "school_twice": ({}, {**PUPIL, "文化程度": "小学"}, {"工资性收入(元)": 0}, []),
    "uncertified": ({}, {"健康状况": "残疾"}, {}, []),
    "uninsured": ({"主要致贫原因": "因病"}, {"健康状况": "患有大病", "是否参加大病保险": "否"}, {}, []),
    "both_aid": ({"贫困户属性": "低保贫困户"}, {"是否享受低保": "是", "是否五保": "是"}, {}, []),
    "plain_dibao": ({}, {"是否享受低保": "是"}, {}, []),
    "wubao_able": ({"贫困户属性": "五保贫困户"}, {"是否五保": "是"}, {}, []),
    "no_birth": ({}, {"出生日期": None}, {}, []),
    "no_health": ({}, {"健康状况": None}, {}, []),
    "no_school": ({}, {**PUPIL, "在校生状况": None}, {"工资性收入(元)": 0}, []),
    "no_ability": ({}, {"劳动能力": None}, {}, []),
    "no_education": ({}, {"文化程度": None}, {}, []),
}  # fmt: skip
"""Of each check: what of a household, a person, an income is changed, the changes; the first household is hit."""


def reading_with(
    loaded: Loader, url: str, home: Row, member: Row, *, money: Row | None = None, changes: list[Row] | None = None
) -> Reading:
    """A household changed as asked, and one that is in order in the north."""
    rows: dict[str, list[Row]] = {
        "villages": [builders.village(SOUTH), builders.village(NORTH)],
        "households": [builders.household("A", SOUTH, **{**HOME, **home}), builders.household("B", NORTH, **HOME)],
        "persons": [
            builders.person("A001", "A", **{**FULL, **member}),
            builders.person("B002", "B", **{**FULL, "残疾等级": "三级"}),
        ],
        "incomes": [builders.income("A", **{**MONEY, **(money or {})}), builders.income("B", **MONEY)],
    }
    if changes:
        rows["household_changes"] = changes
    loaded(rows)
    return reading_of(url)


def opened_values(reading: Reading, name: str) -> tuple[object, object]:
    """What the opened figures of a check say: households hit, households examined."""
    hits, examined = (Opened.of(figure, as_of=DAY, check=name) for figure in ("logic.hits", "logic.examined"))
    return figure_value(reading, hits), figure_value(reading, examined)


@pytest.mark.parametrize("name", CASES)
def test_a_check_hits_what_contradicts_and_nothing_else(loaded: Loader, store_url: str, name: str) -> None:
    home, member, money, changes = CASES[name]
    reading = reading_with(loaded, store_url, home, member, money=money, changes=changes)
    found = counted(reading, DAY)
    assert {code for code, each in found[name].by_village.items() if each.hits} == {SOUTH}
    assert found[name].by_village[SOUTH].first_edition == 1
    assert opened_values(reading, name) == (found[name].hits, found[name].examined)
    hit = {other for other, each in found.items() if each.hits}
    assert name in hit
    assert not any(NORTH in each.by_village and each.by_village[NORTH].hits for each in found.values()), hit


def test_a_household_in_order_is_hit_by_none(loaded: Loader, store_url: str) -> None:
    found = counted(reading_with(loaded, store_url, {}, {}), DAY)
    assert {name for name, each in found.items() if each.hits} == set()
    assert sum(each.examined > 0 for each in found.values()) >= 15


def test_checks_that_need_two_members(loaded: Loader, store_url: str) -> None:
    members = [
        builders.person("A001", "A", **FULL),
        builders.person("A002", "A", **FULL),
        builders.person("A003", "A", **{**FULL, **WIFE, "性别": "男"}),
        builders.person("A004", "A", **{**FULL, **WIFE}),
        builders.person("A005", "A", **{**FULL, "与户主关系": "之女"}),
        {**builders.person("B006", "B", **FULL), "证件号码": builders.id_number(1)},
    ]
    homes = [builders.household("A", SOUTH, **{**HOME, "家庭人口数": 5}), builders.household("B", NORTH, **HOME)]
    loaded({"villages": [builders.village(SOUTH), builders.village(NORTH)], "households": homes, "persons": members})
    found = counted(reading_of(store_url), DAY)
    hits = {name: each.hits for name, each in found.items() if each.hits}
    assert hits == {"two_heads": 1, "two_spouses": 1, "same_sex": 1, "relation_sex": 1, "two_homes": 2}


def test_out_below_the_line_of_the_year_only_for_a_year_in_which_it_was_out(loaded: Loader, store_url: str) -> None:
    homes = [builders.household(no, SOUTH, **HOME) for no in "AB"]
    out = [builders.change("A", "2016-03-01", "脱贫"), builders.change("B", "2016-03-01", "脱贫")]
    incomes = [builders.income("A", 2015), builders.income("B", 2016)]
    rows = {"villages": [builders.village(SOUTH)], "households": homes, "household_changes": out, "incomes": incomes}
    loaded({**rows, "persons": [builders.person("A001", "A"), builders.person("B002", "B")]})
    found = counted(reading_of(store_url), DAY)["out_poor"]
    assert (found.examined, found.hits) == (1, 1)


def test_removed_households_and_people_who_left_are_not_examined(loaded: Loader, store_url: str) -> None:
    changes = [builders.change("A", "2016-05-01", "清退")]
    found = counted(reading_with(loaded, store_url, {}, {"健康状况": None}, changes=changes), DAY)
    assert (found["no_health"].examined, found["no_health"].hits) == (1, 0)
    april = counted(reading_of(store_url), date(2016, 4, 30))
    assert (april["no_health"].examined, april["no_health"].hits) == (2, 1)


def test_a_check_whose_columns_never_came_says_which(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [builders.village(SOUTH)], "households": [builders.household("A")]})
    found = counted(reading_of(store_url), DAY)
    assert found["fit_unable"].lacking
    assert ("households", "farmland_mu") in found["much_land"].lacking
    assert found["no_water"].lacking == (("households", "safe_water"),)
    assert all(each.examined == 0 for each in found.values() if each.lacking)


def test_checks_say_the_same_in_the_list_and_opened(tmp_path_factory: pytest.TempPathFactory) -> None:
    reading = reading_of(demo_store(tmp_path_factory)[0], 4)
    found = counted(reading, DAY)
    asked = sorted(found)[::EVERY]
    faults = (name for name in asked if opened_values(reading, name) != (found[name].hits, found[name].examined))
    held(faults, asked, at_least=len(CHECKS) // EVERY)
    village = next(code for code, each in found["no_birth"].by_village.items() if each.hits)
    opened = Opened.of("logic.hits", as_of=DAY, check="no_birth", village=village)
    page = rows_page(reading, opened, 0, group=village)
    assert page.count == found["no_birth"].by_village[village].hits
    assert all(row.table_no and row.shown["born_on"] is None for row in page.rows)
