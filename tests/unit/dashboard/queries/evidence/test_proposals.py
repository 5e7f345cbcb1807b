"""Figures of the scorecard counted by hand over small deliveries."""

from datetime import date

import pytest

from dashboard.opened import Opened
from dashboard.queries.evidence.listing import figure_value
from dashboard.queries.evidence.proposals import BUILDERS
from dashboard.queries.reading import open_reading
from tests import builders
from tests.builders import CENTRE, SOUTH, SOUTH_2, change, household, measure, project, village
from tests.conftest import Loader

JUNE = date(2016, 6, 30)


def value(url: str, name: str, **where: str) -> float | None:
    return figure_value(open_reading(url), Opened.of(f"proposals.{name}", as_of=JUNE, **where))


@pytest.fixture
def url(loaded: Loader, store_url: str) -> str:
    rows = builders.county()
    rows["villages"] = [village(SOUTH), village(SOUTH_2, 贫困村类型="县级"), village(CENTRE, 贫困村类型="非贫困村")]
    rows["households"] = [
        household("H1", SOUTH, 是否危房户="是"), household("H2", SOUTH, 是否危房户="否"), household("H3", SOUTH_2),
        household("H4", CENTRE, 是否危房户="是"),
    ]  # fmt: skip
    rows["persons"] = []
    rows["household_changes"] = [change("H1", "2016-02-10", "脱贫"), change("H2", "2016-06-05", "脱贫")]
    loan = {"帮扶体系": "就业创业", "措施类别": "创业贷款贴息"}
    rows["measures"] = [
        measure("M1", "H1", 状态="计划", **loan), measure("M2", "H2", 状态="实施中", **loan),
        measure("M3", "H2", 状态="已完成"),
    ]  # fmt: skip
    rows["projects"] = [
        project("P1", 实施地点="南甲村", 所属工程="整村推进"), project("P2", 实施地点="全县", 所属工程="生态环境保护"),
    ]  # fmt: skip
    for kind in ("incomes", "allocations", "disbursements", "village_changes", "village_checks", "industries"):
        rows.pop(kind, None)
    for kind in ("teams", "first_secretaries", "crosscheck_hits"):
        rows.pop(kind, None)
    loaded(rows)
    return store_url


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("county_villages", 1),
        ("households_planned", 2),
        ("households_loan", 1),
        ("villages_advanced", 1),
        ("villages_ecology", 0),
        ("changes", 2),
        ("changes_timely", 1),
        ("filed", 1),
        ("closed", 0),
        ("overdue", 0),
    ],
)
def test_a_figure_counts_what_it_says(url: str, name: str, expected: int) -> None:
    assert value(url, name) == expected


def test_figures_of_places_follow_the_place(url: str) -> None:
    assert value(url, "households_planned", town=SOUTH[:9]) == 2
    assert value(url, "villages_advanced", village=SOUTH) == 1
    assert value(url, "villages_advanced", village=SOUTH_2) == 0


def test_kinds_assessed_are_those_of_the_half_year_before(loaded: Loader, store_url: str) -> None:
    rows = builders.county()
    first = {**rows["assessments"][0], "考核期": "2015下半年"}
    rows["assessments"] += [first, {**first, "考核对象类别": "部门", "考核对象": "县水务局"}]
    loaded(rows)
    assert value(store_url, "kinds_assessed") == 2


def test_every_figure_of_the_scorecard_opens() -> None:
    assert len(BUILDERS) == 11
