"""Checks agree with the households, exits with the checks."""

from datetime import date

from etl.demo.records import County
from etl.demo.timeline import POOR, RETURNED, timelines


def test_incidence_of_every_check_is_that_of_the_households(county: County) -> None:
    population = {village.code: village.population for village in county.villages}
    lines = timelines(county.households, county.changes)
    for day in {check.day for check in county.village_checks}:
        poor: dict[str, int] = {}
        for line in lines:
            if line.state(day) in {POOR, RETURNED}:
                code = line.household.village_code
                poor[code] = poor.get(code, 0) + len(line.present(day))
        for check in county.village_checks:
            if check.day == day:
                share = poor.get(check.village_code, 0) / population[check.village_code]
                assert abs(check.incidence_bp / 10_000 - share) <= 0.00005


def test_a_village_exits_only_after_meeting_all_seven(county: County) -> None:
    ready = {check.village_code: check.day for check in county.village_checks if check.is_ready}
    exits = [change for change in county.village_changes if change.kind == "退出"]
    assert len(exits) == 16
    assert all(ready[change.village_code] <= change.day for change in exits)


def test_villages_that_did_not_exit_miss_something(county: County) -> None:
    exited = {change.village_code for change in county.village_changes if change.kind == "退出"}
    others = [check for check in county.village_checks if check.village_code not in exited]
    assert others
    assert not any(check.is_ready for check in others)


def test_one_village_is_sent_back(county: County) -> None:
    back = [change for change in county.village_changes if change.kind == "返贫"]
    assert len(back) == 1
    last = max(
        (check for check in county.village_checks if check.village_code == back[0].village_code), key=lambda c: c.day
    )
    assert not last.is_ready
    assert last.day > date(2016, 4, 1)
