"""Entries of the ledger and projects, page by page, down to the row they came from."""

from datetime import date

import pytest

from dashboard.queries.entries import Narrowing, entries_page, payee_key, project_entries
from dashboard.queries.grid_request import Condition, GridRequest
from dashboard.queries.progress import Scope
from dashboard.queries.projects import UnknownProject, project, project_allocations, project_key, projects_page
from dashboard.queries.reading import Reading
from tests import builders
from tests.builders import SOUTH
from tests.conftest import Loader, reading_of

DAY = date(2016, 6, 30)
FEN = 1_000_000


@pytest.fixture
def reading(loaded: Loader, store_url: str) -> Reading:
    loaded()
    return reading_of(store_url)


def vouchers(reading: Reading, request: GridRequest, wanted: Narrowing | None = None) -> list[str]:
    page = entries_page(reading, wanted or Narrowing(Scope()), DAY, request=request, fen_per_unit=FEN, shown={})
    assert page.count >= len(page.rows)
    return [row.voucher_no for row in page.rows]


def test_an_entry_knows_where_it_came_from(reading: Reading) -> None:
    page = entries_page(reading, Narrowing(Scope()), DAY, request=GridRequest(), fen_per_unit=FEN, shown={})
    first = next(row for row in page.rows if row.voucher_no == "P1")
    assert (first.line_no, first.disbursed_on, first.level, first.fen) == ("1", date(2016, 3, 1), "中央", 5_000_000)
    assert (first.project_no, first.village_name, first.payee_masked) == (
        "X1",
        builders.village(SOUTH)["行政村"],
        "李**",
    )
    assert first.origin.path.endswith("disbursements.csv")
    assert first.origin.row == 2
    assert page.count == 3


@pytest.mark.parametrize(
    "column", ["voucher_no", "category", "project_name", "village_name", "amount", "origin", "level"]
)
def test_sorting_loses_no_entry_and_doubles_none(reading: Reading, column: str) -> None:
    for descending in (False, True):
        assert sorted(vouchers(reading, GridRequest(sorts=((column, descending),)))) == ["P1", "P2", "P3"]


def test_entries_are_sorted_filtered_and_cut_in_the_store(reading: Reading) -> None:
    assert vouchers(reading, GridRequest(sorts=(("amount", False),)))[0] == "P3"
    assert vouchers(reading, GridRequest(1, 2)) == ["P2"]
    assert vouchers(reading, GridRequest(conditions=(Condition("amount", "lessThan", 0.0),))) == ["P3"]
    assert vouchers(reading, GridRequest(conditions=(Condition("project_name", "contains", "工程x2"),))) == ["P2"]


def test_a_scope_keeps_the_entries_of_its_villages(reading: Reading) -> None:
    assert vouchers(reading, GridRequest(), Narrowing(Scope("南部"))) == ["P1"]
    assert vouchers(reading, GridRequest(), Narrowing(Scope(town=SOUTH[:9]))) == ["P1"]


def test_a_payee_is_found_by_the_key_of_an_address(reading: Reading) -> None:
    assert vouchers(reading, GridRequest(), Narrowing(Scope(), payee_key("0" * 32))) == []


def test_entries_after_the_day_are_not_there(reading: Reading) -> None:
    before = entries_page(
        reading, Narrowing(Scope()), date(2016, 2, 29), request=GridRequest(), fen_per_unit=FEN, shown={}
    )
    assert (before.rows, before.count) == ((), 0)


def test_projects_have_three_stages_of_money_that_are_not_added(reading: Reading) -> None:
    page = projects_page(reading, Scope(), DAY, request=GridRequest(), fen_per_unit=FEN)
    stages = {row.project_no: (row.planned_fen, row.allocated_fen, row.disbursed_fen) for row in page.rows}
    assert stages == {
        "X1": (10_000_000, 8_000_000, 5_000_000),
        "X2": (10_000_000, 8_000_000, 5_000_000),
        "X3": (1_230_000, 8_000_000, -123_456),
    }
    assert page.rows[0].paid_share == pytest.approx(0.625)


@pytest.mark.parametrize("column", ["allocated", "disbursed", "paid_share", "work_share", "origin", "place"])
def test_sorting_loses_no_project(reading: Reading, column: str) -> None:
    page = projects_page(reading, Scope(), DAY, request=GridRequest(sorts=((column, True),)), fen_per_unit=FEN)
    assert sorted(row.project_no for row in page.rows) == ["X1", "X2", "X3"]
    assert page.count == 3


def test_projects_by_their_sums(reading: Reading) -> None:
    request = GridRequest(sorts=(("disbursed", False),), conditions=(Condition("allocated", "equals", 8.0),))
    page = projects_page(reading, Scope(), DAY, request=request, fen_per_unit=FEN)
    assert page.rows[0].project_no == "X3"


def test_a_scope_keeps_the_projects_that_lie_in_it(reading: Reading) -> None:
    page = projects_page(reading, Scope("南部"), DAY, request=GridRequest(), fen_per_unit=FEN)
    assert [row.project_no for row in page.rows] == ["X1", "X2"]
    assert projects_page(reading, Scope("中部"), DAY, request=GridRequest(), fen_per_unit=FEN).count == 0


def test_one_project_with_its_allocations_and_entries(reading: Reading) -> None:
    found = project(reading, "X1", DAY)
    assert (found.name, found.work_share) == ("工程X1", 1.0)
    assert [(each.document_no, each.fen) for each in project_allocations(reading, "X1", DAY)] == [("W1", 8_000_000)]
    assert [each.voucher_no for each in project_entries(reading, "X1", DAY, limit=5).rows] == ["P1"]
    with pytest.raises(UnknownProject):
        project(reading, "X9", DAY)


@pytest.mark.parametrize("number", ["项目/1<b>", "靖〔2016〕1号", "X" * 60, "id-12"])
def test_a_number_no_address_holds_gets_another_key(number: str, loaded: Loader, store_url: str) -> None:
    key = project_key(number)
    assert key.startswith("id-")
    assert key != number
    loaded({"villages": [builders.village(SOUTH)], "projects": [builders.project(number)]})
    assert project(reading_of(store_url), key, DAY).project_no == number


def test_a_plain_number_is_its_own_key() -> None:
    assert project_key("XM2015-0001") == "XM2015-0001"
