"""The five works: which project belongs to which, their money and villages, what tells their outcome."""

from datetime import date

import pytest

from dashboard.opened import Opened
from dashboard.queries.evidence.listing import every_row, value_from_rows
from dashboard.queries.progress import Scope
from dashboard.queries.reading import Reading
from dashboard.queries.village_plans import projects_in, village_plans
from dashboard.queries.works import unmatched_categories, villages_with_sites, work_outcomes, work_rows
from dashboard.queries.works_of import UNMATCHED, keywords, works
from data.registers import load_registers
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2
from tests.conftest import Loader, reading_of

DAY = date(2016, 6, 30)


def county() -> builders.Delivery:
    """Projects of every work, by column and by keyword, one of none; houses safe, unsafe and not told."""
    found, project = builders.county(), builders.project
    found["projects"] = [
        project("by-column", 所属工程="生态环境保护", **{"形象进度（%）": "100%"}),
        project("by-category", 项目大类="特色产业", 实施地点="南甲村、南乙村"),
        project("by-item", 项目大类="其他", 项目小项="垃圾收集点", 实施地点="中甲村"),
        project("column-first", 项目大类="特色产业", 所属工程="整村推进"),
        project("none", 项目大类="社会兜底", 实施地点="全县"),
    ]
    found["allocations"] = [builders.allocation("W1", "by-column"), builders.allocation("W2", "none")]
    found["disbursements"] = [builders.disbursement("P1", "by-column", 村编码=SOUTH)]
    for row, answer in zip(found["households"], ("是", "否", "", "是"), strict=True):
        row["是否危房户"] = answer
    return found


@pytest.fixture
def reading(loaded: Loader, store_url: str) -> Reading:
    assert loaded(county()).total("rejected") == 0
    return reading_of(store_url)


def test_the_register_names_each_work_as_its_rule_does() -> None:
    assert {keywords(each)[0] for each in works(DAY)} == set(load_registers()["projects"].column("work").codes)
    assert len(works(DAY)) == 5


@pytest.mark.parametrize(
    ("work", "projects"),
    [
        ("ecology", ["by-column"]),
        ("industry", ["by-category"]),
        ("living_environment", ["by-item"]),
        ("village_advance", ["column-first"]),
        ("public_services", []),
        (UNMATCHED, ["none"]),
    ],
)
def test_a_project_belongs_to_one_work(reading: Reading, work: str, projects: list[str]) -> None:
    opened = Opened.of("funds.projects", as_of=DAY, work=work)
    assert [row.key[0] for row in every_row(reading, opened, 0)] == projects
    (mine,) = (each for each in work_rows(reading, Scope(), DAY) if each.key == work)
    assert mine.projects == len(projects)


def test_money_and_reach_of_a_work(reading: Reading) -> None:
    mine = {each.key: each for each in work_rows(reading, Scope(), DAY)}
    ecology, industry = mine["ecology"], mine["industry"]
    assert (ecology.planned, ecology.allocated, ecology.disbursed) == (100_000, 80_000, 50_000)
    assert (ecology.share, ecology.completed) == (0.625, 1)
    assert (industry.covered, industry.uncovered, industry.share) == (2, 2, None)
    assert sum(each.projects for each in mine.values()) == 5


def test_a_scope_takes_what_lies_in_it(reading: Reading) -> None:
    mine = {each.key: each for each in work_rows(reading, Scope("南部"), DAY)}
    assert (mine["industry"].projects, mine["living_environment"].projects, mine[UNMATCHED].projects) == (1, 0, 0)
    assert (mine["ecology"].covered, mine["ecology"].uncovered) == (1, 1)


def test_village_plans_count_projects_that_name_the_village(reading: Reading) -> None:
    plans = village_plans(reading, DAY)
    assert {code: projects_in(plans, code) for code in (SOUTH, SOUTH_2, CENTRE, NORTH)} == {
        SOUTH: 3, SOUTH_2: 1, CENTRE: 1, NORTH: 0,
    }  # fmt: skip
    assert projects_in(plans, SOUTH, "ecology") == 1
    outcome = work_outcomes(reading, Scope(), DAY)
    names = ("with_project", "without_project", "one_project", "several_projects")
    assert [outcome[f"villages.{name}"] for name in names] == [3, 1, 2, 1]


def test_services_stand_for_three_criteria(reading: Reading) -> None:
    outcome = work_outcomes(reading, Scope(), DAY)
    names = ("services_met", "services_unmet", "unchecked", "registered")
    assert [outcome[f"villages.{name}"] for name in names] == [1, 1, 2, 4]


def test_houses_are_counted_and_those_not_told_too(reading: Reading) -> None:
    outcome = work_outcomes(reading, Scope(), DAY)
    assert (outcome["households.unsafe_house"], outcome["households.house_unknown"]) == (2, 1)
    assert work_outcomes(reading, Scope("南部"), DAY)["households.unsafe_house"] == 1
    opened = Opened.of("households.unsafe_house", as_of=DAY, zone="南部")
    assert value_from_rows(reading, opened) == 1
    assert [row.key for row in every_row(reading, opened, 0)] == [("H1",)]


def test_what_no_register_tells_is_none(loaded: Loader, store_url: str) -> None:
    rows = builders.county()
    loaded({kind: rows[kind] for kind in ("villages", "projects", "households")})
    reading = reading_of(store_url)
    outcome = work_outcomes(reading, Scope(), DAY)
    assert outcome["households.unsafe_house"] is None
    assert outcome["villages.services_met"] is None
    assert villages_with_sites(reading, Scope(), DAY) is None
    assert {each.disbursed for each in work_rows(reading, Scope(), DAY)} == {None}


def test_categories_of_none_are_named(reading: Reading) -> None:
    assert unmatched_categories(reading, DAY) == (("社会兜底", 1),)
