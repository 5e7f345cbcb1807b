"""Cases of oversight: their state on a day, what counts as overdue, which projects a notice names."""

from datetime import date

import pytest

from dashboard.metrics.cases import METRICS
from dashboard.opened import Opened
from dashboard.queries.cases import CASE_STATES, CASE_TYPES, CODES, Case, cases, cases_on, first_notices, limit
from dashboard.queries.evidence.listing import figure_value
from dashboard.queries.progress import Scope
from dashboard.queries.reading import Reading
from data.registers import load_registers
from tests import builders
from tests.builders import NORTH, SOUTH, Row
from tests.conftest import Loader, reading_of

DAY = date(2016, 6, 30)


def entry(no: str, kind: str, day: str, **other: object) -> Row:
    return {"编号": no, "类型": kind, "日期": day, "内容": "公示栏内容缺失", **other}


ENTRIES = [
    entry("A", "信访举报", "2016-01-10", 整改状态="未整改", 村编码=SOUTH),
    entry("B", "审计", "2016-06-20", 整改状态="整改中"),
    entry("C", "督查检查", "2016-02-01", 整改状态="已整改", 整改日期="2016-03-02", 村编码=NORTH),
    entry("D", "督查检查", "2016-02-01", 整改状态="已整改", 整改日期="2016-06-01"),
    entry("E", "公告公示", "2016-03-05", 项目编号="P1"),
    entry("F", "公告公示", "2016-05-05", 项目编号="P1"),
    entry("G", "审计", "2016-05-30", 整改状态="已整改"),
]


@pytest.fixture
def reading(loaded: Loader, store_url: str) -> Reading:
    loaded(
        {
            "villages": [builders.village(SOUTH), builders.village(NORTH)],
            "projects": [builders.project("P1"), builders.project("P2")],
            "oversight": ENTRIES,
        }
    )
    return reading_of(store_url)


def values(reading: Reading, day: date, **where: str) -> dict[str, object]:
    return {each.id: figure_value(reading, Opened.of(each.id, as_of=day, **where)) for each in METRICS}  # type: ignore[arg-type]  # conditions by name


def test_types_are_those_of_the_register() -> None:
    column = load_registers()["oversight"].column("case_type")
    assert set(CODES.values()) == set(column.codes)
    assert set(CODES) == set(CASE_TYPES)


def test_a_case_is_open_then_overdue_and_closed_when_put_right() -> None:
    case = Case("A", "complaint", date(2016, 1, 10), "…", "已整改", date(2016, 4, 1), None, None)
    days = [date(2016, 1, 31), date(2016, 3, 31), DAY]
    assert [case.state(day) for day in days] == ["open", "overdue", "closed"]
    assert (case.due() - case.day).days == limit("complaint", case.day).number
    assert case.state(case.due()) == "open"
    assert Case("B", "notice", date(2016, 1, 10), "…", None, None, None, None).state(DAY) == "nothing"
    assert set(CASE_STATES) == {"open", "overdue", "closed", "nothing"}


def test_figures_of_a_day_follow_from_the_rows(reading: Reading) -> None:
    assert values(reading, DAY) == {
        "cases.registered": 7,
        "cases.to_put_right": 5,
        "cases.open": 2,
        "cases.overdue": 1,
        "cases.closed": 3,
        "cases.days_to_close": pytest.approx((30 + 121) / 2),
        "projects.without_notice": 1,
        "projects.paid": None,
    }
    march = values(reading, date(2016, 3, 4))
    assert (march["cases.registered"], march["cases.open"], march["cases.closed"]) == (3, 2, 1)
    assert march["projects.without_notice"] == 2


def test_figures_count_what_the_list_shows(reading: Reading) -> None:
    for day in (DAY, date(2016, 4, 30), date(2016, 2, 29)):
        states = [case.state(day) for case in cases_on(reading, Scope(), day)]
        found = values(reading, day)
        assert found["cases.overdue"] == states.count("overdue")
        assert found["cases.open"] == states.count("open") + states.count("overdue")
        assert found["cases.closed"] == states.count("closed")


def test_narrowed_by_type_and_place(reading: Reading) -> None:
    assert figure_value(reading, Opened.of("cases.open", as_of=DAY, case_type="audit")) == 1
    assert figure_value(reading, Opened.of("cases.registered", as_of=DAY, zone="南部")) == 1
    assert [case.case_no for case in cases_on(reading, Scope("北部"), DAY)] == ["C"]
    assert next(case.case_no for case in cases(reading)) == "B"


def test_the_first_notice_of_a_project(reading: Reading) -> None:
    assert first_notices(reading) == {"P1": date(2016, 3, 5)}


def test_without_the_register_nothing_is_known(loaded: Loader, store_url: str) -> None:
    loaded({"villages": [builders.village(SOUTH)], "projects": [builders.project("P1")]})
    assert set(values(reading_of(store_url), DAY).values()) == {None}
