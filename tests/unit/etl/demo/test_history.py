"""What was known on earlier days: never more than later, late registers late, slips put right by the day they end."""

from datetime import date

import pytest

from etl.demo.history import known
from etl.demo.records import DELIVERIES, County

MARCH, APRIL, MAY, JUNE = DELIVERIES


@pytest.fixture(scope="module")
def stages(county: County) -> dict[date, County]:
    return {day: known(county, day, seed=2016) for day in DELIVERIES}


def test_the_newest_delivery_tells_the_whole_county(county: County, stages: dict[date, County]) -> None:
    assert stages[JUNE] is county


def test_nothing_is_known_before_its_day(stages: dict[date, County]) -> None:
    for day, stage in stages.items():
        assert max(line.day for line in (*stage.changes, *stage.disbursements, *stage.allocations)) <= day
        assert max(house.identified for house in stage.households) <= day
        assert all(one.answered is None or one.answered <= day for one in stage.proposals)
        assert all(case.settled is None or case.settled <= day for case in stage.cases)


def test_every_row_refers_to_rows_that_are_known(stages: dict[date, County]) -> None:
    for stage in stages.values():
        houses = {house.no for house in stage.households}
        people = {person.no for house in stage.households for person in house.members}
        projects = {project.no for project in stage.projects}
        assert {line.household_no for line in (*stage.changes, *stage.incomes, *stage.measures)} <= houses
        assert {line.person_no for line in (*stage.changes, *stage.measures)} - {None} <= people
        assert {line.project_no for line in (*stage.allocations, *stage.disbursements)} <= projects


def test_two_towns_send_their_april_a_month_late(county: County, stages: dict[date, County]) -> None:
    in_april = [line for line in county.changes if MARCH < line.day <= APRIL]
    late = [line for line in in_april if line not in set(stages[APRIL].changes)]
    villages = {house.no: house.village_code for house in county.households}
    assert 10 < len(late) < len(in_april)
    assert len({villages[line.household_no][:9] for line in late}) == 2
    assert set(late) <= set(stages[MAY].changes)


def test_one_department_sends_its_march_a_month_late(county: County, stages: dict[date, County]) -> None:
    departments = {project.no: project.department for project in county.projects}
    told = {(line.voucher, line.line) for line in stages[MARCH].disbursements}
    late = [line for line in county.disbursements if line.day <= MARCH and (line.voucher, line.line) not in told]
    assert late
    assert {departments[line.project_no] for line in late} == {"县水务局"}


def test_slips_are_put_right_month_by_month(county: County, stages: dict[date, County]) -> None:
    amounts = {(line.voucher, line.line): line.amount_fen for line in county.disbursements}
    wrong = {
        day: sum(amounts[line.voucher, line.line] != line.amount_fen for line in stages[day].disbursements)
        for day in DELIVERIES
    }
    assert wrong[MARCH] >= 6
    assert wrong[APRIL] == 6
    assert (wrong[MAY], wrong[JUNE]) == (0, 0)
    homes = {house.no: house.village_code for house in county.households}
    moved = [house for house in stages[APRIL].households if homes[house.no] != house.village_code]
    assert len(moved) == 4
    assert all(homes[house.no] == house.village_code for house in stages[MAY].households)


def test_projects_advance(stages: dict[date, County]) -> None:
    done = [sum(project.progress_bp == 10_000 for project in stages[day].projects) for day in DELIVERIES]
    assert done == sorted(done)
    assert done[0] < done[-1]
