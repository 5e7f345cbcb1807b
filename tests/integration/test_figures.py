"""Figures from files to screen: the parts of every figure that can be added make its total, whatever was delivered."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.metrics.model import DIMENSIONS, Dimension
from dashboard.metrics.registry import metrics_by
from dashboard.queries.figures import figures_by, total_figures
from tests import builders
from tests.builders import CENTRE, NORTH, PLAIN, SOUTH, SOUTH_2, Delivery, Row
from tests.conftest import Loader, deliver, fresh_store, reading_of

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without making a failing example smaller: every try is a load."""
JUNE = date(2016, 6, 30)
NOT_ADDED = ("people.incidence", "people.out_share", "funds.progress", "exit.required_pace", "exit.actual_pace")
EXPECTED = {
    "villages.registered": 4,
    "villages.exited": 1,
    "villages.remaining": 3,
    "villages.ready": 1,
    "villages.with_team": 3,
    "people.registered": 6,
    "people.poor": 4,
    "people.out": 2,
    "people.returned": 0,
    "people.incidence": 4 / 2000,
    "people.out_share": 1 / 3,
    "households.registered": 4,
    "households.poor": 3,
    "households.out": 1,
    "households.returned": 0,
    "households.paired": 1,
    "exit.required_pace": 4 / (184 / 30.4375),
    "exit.actual_pace": 0,
    "teams.province_city": 1,
    "teams.county": 1,
    "teams.cadres": 3,
    "first_secretaries.total": 1,
    "funds.planned": 212_300,
    "funds.allocated": 240_000,
    "funds.disbursed": 98_765.44,
    "funds.progress": 98_765.44 / 240_000,
    "funds.projects": 3,
    "funds.categories": 2,
    "funds.items": 2,
    "projects.completed": 1,
    "target.special_fund_share": 2600 / 120_000,
    "target.special_fund_growth": 0.3,
    "target.department_share": 0.6,
    "dq.rows_read": 47,
    "dq.rejected": 0,
    "dq.files_quarantined": 0,
}


def test_every_figure_of_the_small_county(loaded: Loader, store_url: str) -> None:
    loaded()
    found = total_figures(reading_of(store_url), JUNE)
    assert {name: found[name] for name in EXPECTED} == {name: pytest.approx(value) for name, value in EXPECTED.items()}


def test_figures_follow_the_day(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = reading_of(store_url)
    names = ("people.registered", "people.poor", "people.out", "funds.disbursed", "villages.exited", "villages.ready")
    told = {
        day: tuple(total_figures(reading, date.fromisoformat(day))[name] for name in names)
        for day in ("2015-12-30", "2015-12-31", "2016-02-10", "2016-03-20", "2016-05-20")
    }
    assert told == {
        "2015-12-30": (0, 0, 0, 0, 0, 0),
        "2015-12-31": (4, 4, 0, 0, 0, 0),
        "2016-02-10": (6, 6, 0, 0, 0, 0),
        "2016-03-20": (6, 4, 2, 98_765.44, 0, 0),
        "2016-05-20": (6, 4, 2, 98_765.44, 1, 1),
    }


def test_what_was_never_loaded_is_no_data(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [builders.village(SOUTH)]})
    found = total_figures(reading_of(store_url), JUNE)
    known = {name for name in EXPECTED if found.get(name) is not None}
    assert known == {"villages.registered", "dq.rows_read", "dq.rejected", "dq.files_quarantined"}


def test_a_part_year_gives_no_growth(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    county["county_finance"][1]["口径"] = "部分年度"
    loaded(county)
    found = total_figures(reading_of(store_url), JUNE)
    assert found["target.special_fund_growth"] is None
    assert found["target.special_fund_share"] == pytest.approx(2600 / 120_000)


CODES = (SOUTH, SOUTH_2, CENTRE, NORTH, PLAIN)
PLACES = ("南甲村", "南甲、南乙", "南甲、中甲", "全县", "火星村", "北丁村")
DAYS = st.dates(date(2016, 1, 1), JUNE).map(date.isoformat)
SOME = st.integers(0, 5)


@st.composite
def deliveries(draw: st.DrawFn) -> Delivery:
    """A county of the five villages with random people, changes, projects and money."""
    code, level = st.sampled_from(CODES), st.sampled_from(("中央", "省级", "县级", "社会"))
    households = [
        builders.household(f"H{at}", draw(code), 帮扶责任人=draw(st.sampled_from(("", "王干部"))))
        for at in range(draw(SOME))
    ]
    numbers = st.sampled_from([str(row["户编号"]) for row in households] or ["H9"])
    persons = [builders.person(f"R{at:03d}", draw(numbers)) for at in range(draw(SOME) + 1)]
    kind = st.sampled_from(("脱贫", "返贫", "清退", "新识别", "自然减少", "自然增加"))
    changes = [
        builders.change(draw(numbers), draw(DAYS), draw(kind), 人编号=draw(st.sampled_from(("R000", "R001", ""))))
        for _ in range(draw(SOME))
    ]
    departments, categories = st.sampled_from(("甲局", "乙局")), st.sampled_from(("基础设施", "产业"))
    projects: list[Row] = [
        builders.project(
            f"X{at}", 实施地点=draw(st.sampled_from(PLACES)), 主管部门=draw(departments), 项目大类=draw(categories)
        )
        for at in range(1, draw(SOME) + 2)
    ]
    chosen = st.sampled_from([str(row["项目编号"]) for row in projects])
    fen = st.integers(-10_000_00, 10_000_00).map(lambda value: f"{value / 100:.2f}")
    return {
        "villages": builders.county()["villages"],
        "households": households,
        "persons": persons,
        "household_changes": changes,
        "projects": projects,
        "allocations": [
            builders.allocation(f"W{at}", draw(chosen), 资金级次=draw(level), 下达日期=draw(DAYS))
            for at in range(draw(SOME))
        ],
        "disbursements": [
            builders.disbursement(
                f"P{at}",
                draw(chosen),
                **{
                    "资金级次": draw(level),
                    "拨付日期": draw(DAYS),
                    "村编码": draw(code | st.just("")),
                    "拨付金额(元)": draw(fen),
                },
            )
            for at in range(draw(SOME))
        ],
        "teams": [
            builders.team(f"D{at}", draw(code), 工作队级别=draw(st.sampled_from(("县级", "市级"))))
            for at in range(draw(SOME))
        ],
        "village_changes": [
            builders.village_change(draw(code), draw(DAYS), draw(st.sampled_from(("退出", "返贫"))))
            for _ in range(draw(SOME))
        ],
    }


def require_parts_to_make_the_total(url: str, as_of: date, by: Dimension) -> None:
    reading = reading_of(url)
    total, parts = total_figures(reading, as_of), figures_by(reading, as_of, by)
    for metric in metrics_by(by):
        if metric.id in NOT_ADDED or metric.id not in EXPECTED:
            continue
        values = [value for value in parts.get(metric.id, {}).values() if value is not None]
        expected = total[metric.id]
        if expected is None:
            assert not values, metric.id
        else:
            assert sum(values) == pytest.approx(expected, abs=1e-6), (metric.id, by)


@given(delivery=deliveries(), as_of=st.dates(date(2015, 12, 30), JUNE))
@settings(max_examples=10, deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.too_slow])
def test_the_parts_of_every_dimension_make_the_total(empty_store: Path, delivery: Delivery, as_of: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = fresh_store(empty_store, Path(folder, "store"))
        report = deliver(url, Path(folder, "in"), delivery)
        assert report.total("rows_read") == sum(map(len, delivery.values()))
        for by in DIMENSIONS:
            require_parts_to_make_the_total(url, as_of, by)


def test_parts_by_place_and_by_ledger(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = reading_of(store_url)
    zones = figures_by(reading, JUNE, "zone")
    assert zones["people.poor"] == {"南部": 0, "中部": 3, "北部": 1}
    assert zones["funds.planned"] == {"南部": 200_000, "中部": 0, "北部": 0, "unassigned": 12_300}
    assert zones["funds.disbursed"] == {"南部": 50_000, "中部": 50_000, "北部": 0, "unassigned": -1_234.56}
    towns = figures_by(reading, JUNE, "town")
    assert towns["villages.registered"] == {SOUTH[:9]: 2, CENTRE[:9]: 1, NORTH[:9]: 1}
    villages = figures_by(reading, JUNE, "village")
    assert villages["funds.planned"]["unassigned"] == 112_300
    levels = figures_by(reading, JUNE, "level")
    assert levels["funds.allocated"] == {"中央": 160_000, "省级": 80_000, "县级": 0}
    assert "funds.planned" not in levels
    assert levels["funds.disbursed"] == {"中央": 48_765.44, "县级": 50_000, "省级": 0}
    assert figures_by(reading, JUNE, "department")["funds.projects"] == {"县交通局": 2, "县农业局": 1}
    assert figures_by(reading, JUNE, "category")["funds.progress"]["产业"] == pytest.approx(50_000 / 80_000)
