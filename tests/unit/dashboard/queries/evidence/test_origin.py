"""A row followed to its delivery, file, sheet, line and cells, and to what it was before a correction."""

from pathlib import Path

import pytest

from dashboard.queries.evidence.origin import origins, related_rows, row_detail
from dashboard.queries.reading import Reading
from tests import builders
from tests.conftest import deliver, fresh_store, reading_of

USED = ("voucher_no", "disbursed_on", "amount_fen", "village_code")


@pytest.fixture(scope="module")
def readings(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Reading, ...]:
    folder = tmp_path_factory.mktemp("origin")
    url = fresh_store(empty_store, folder / "store")
    deliver(url, folder / "one", builders.county())
    # The corrected file lacks the village: what was there stays.
    deliver(url, folder / "two", {"disbursements": [builders.disbursement("P1", "X1", **{"拨付金额(元)": "6万元"})]})
    return reading_of(url, 1), reading_of(url, 2)


def test_a_row_is_followed_to_its_line_and_cells(readings: tuple[Reading, ...]) -> None:
    detail = row_detail(readings[0], "disbursements", ("P1", "1"), used=USED)
    (version,) = detail.versions
    assert (version.sheet_row, version.origin.delivery_no, version.origin.sheet) == (2, 1, "disbursements.csv")
    assert version.origin.path == "one/disbursements.csv"
    assert len(version.origin.sha256) == 64
    assert {cell.header: cell.text for cell in detail.cells} == {
        "凭证号": "P1", "拨付日期": "2016-03-01", "拨付金额": "50000", "村编码": builders.SOUTH,
    }  # fmt: skip


def test_a_corrected_row_keeps_its_earlier_version_and_a_cell_it_lacks_is_the_earlier_one(
    readings: tuple[Reading, ...],
) -> None:
    detail = row_detail(readings[1], "disbursements", ("P1", "1"), used=USED)
    assert [(version.since, version.until, version.origin.delivery_no) for version in detail.versions] == [
        (2, None, 2), (1, 2, 1),
    ]  # fmt: skip
    cells = {cell.header: cell for cell in detail.cells}
    assert cells["拨付金额"].text == "6万元"
    assert cells["村编码"].text == builders.SOUTH
    assert cells["村编码"].version is detail.versions[1]
    assert detail.versions[1].cells["拨付金额"] == "50000"


def test_an_earlier_edition_knows_nothing_of_a_later_correction(readings: tuple[Reading, ...]) -> None:
    (version,) = row_detail(readings[0], "disbursements", ("P1", "1"), used=USED).versions
    assert version.until is None
    assert len(origins(readings[0])) < len(origins(readings[1]))


def test_names_and_numbers_of_people_are_masked_in_the_cells(readings: tuple[Reading, ...]) -> None:
    detail = row_detail(readings[0], "persons", ("R001",), used=("name_masked", "person_pseudonym", "household_no"))
    told = {cell.header: cell.text for cell in detail.cells}
    assert told["姓名"] == "张**"
    assert set(told["证件号码"] or "") == {"*"}


def test_a_column_that_never_came_is_told(readings: tuple[Reading, ...]) -> None:
    (cell,) = row_detail(readings[0], "households", ("H2",), used=("farmland_mu",)).cells
    assert (cell.text, cell.version) == (None, None)


def test_the_rows_that_decide_with_it_are_found(readings: tuple[Reading, ...]) -> None:
    found = related_rows(readings[0], "persons", ("R001",))
    assert {(each.kind, each.key[0]) for each in found} == {("households", "H1"), ("household_changes", "H1")}
    assert [each.kind for each in related_rows(readings[0], "disbursements", ("P1", "1"))] == ["projects"]
    assert related_rows(readings[0], "county_finance", ("2015",)) == ()


def test_a_row_that_is_not_there_is_an_error(readings: tuple[Reading, ...]) -> None:
    with pytest.raises(LookupError):
        row_detail(readings[0], "disbursements", ("P9", "1"), used=USED)
    with pytest.raises(ValueError, match="key"):
        row_detail(readings[0], "disbursements", ("P1",), used=USED)
    with pytest.raises(ValueError, match=r"."):
        row_detail(readings[0], "village_checks", (builders.SOUTH, "no day"), used=())
