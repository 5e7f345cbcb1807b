"""Remarks over all deliveries that stand: counted by code and register, listed by pages."""

from dashboard.queries.remark_rows import PAGE_ROWS, remark_counts, remarks
from tests import builders
from tests.conftest import Loader, reading_of


def refused(count: int) -> list[builders.Row]:
    return [builders.household(f"X{at}", "610824104999") for at in range(count)]


def test_rejected_rows_are_counted_by_code_and_register(loaded: Loader, store_url: str) -> None:
    loaded({**builders.county(), "households": [*builders.county()["households"], *refused(3)]})
    found = remark_counts(reading_of(store_url), "rejection")
    assert [(each.code, each.kind, each.count) for each in found] == [("unknown_reference", "households", 3)]
    rows = remarks(reading_of(store_url), "rejection", "unknown_reference", 1)
    assert len(rows) == 3
    assert rows[0].header == "村编码"
    assert rows[0].path.endswith("households.csv")
    assert rows[0].reason.zh != rows[0].reason.en


def test_rows_come_by_pages(loaded: Loader, store_url: str) -> None:
    loaded({**builders.county(), "households": [*builders.county()["households"], *refused(PAGE_ROWS + 2)]})
    pages = [remarks(reading_of(store_url), "rejection", "unknown_reference", page) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [PAGE_ROWS, 2, 0]
    assert pages[0][-1].sheet_row < pages[1][0].sheet_row


def test_a_clean_delivery_has_none(loaded: Loader, store_url: str) -> None:
    loaded()
    assert remark_counts(reading_of(store_url), "rejection") == ()
    assert remark_counts(reading_of(store_url), "warning") == ()
