"""Completeness opened: the rows add up to what the page counts; columns that tell of people are not opened."""

from datetime import date

import pytest

from dashboard.opened import Opened
from dashboard.queries.completeness import columns_told, register_counts
from dashboard.queries.evidence.listing import groups_of, rows_page, value_from_rows
from tests.conftest import Loader, reading_of
from tests.unit.house.sources import held

DAY, HELPER = date(2016, 6, 30), "helper_name"


def test_the_rows_of_every_register_and_column_add_up_to_its_counts(loaded: Loader, store_url: str) -> None:
    loaded()
    reading, examined, faults = reading_of(store_url), 0, []
    for register in register_counts(reading):
        wanted: dict[tuple[str, str], float | None] = {("rows_in_force", ""): register.rows or None}
        for each in register.columns:
            if register.rows and columns_told(register.kind, each.column.name):
                name = each.column.name
                wanted[("cells_filled", name)] = each.filled
                wanted[("cells_blank", name)] = register.rows - each.filled
                wanted[("completeness", name)] = each.share
        for (figure, column), value in wanted.items():
            examined += 1
            opened = Opened.of(f"dq.{figure}", as_of=DAY, register=register.kind, column=column)
            found = value_from_rows(reading, opened)
            if found != value:
                faults.append(f"{opened.written}: {found}, counted {value}")
    held(faults, examined, at_least=150)


def test_blank_cells_list_the_rows_that_lack_them(loaded: Loader, store_url: str) -> None:
    loaded()
    reading, opened = (
        reading_of(store_url),
        Opened.of("dq.cells_blank", as_of=DAY, register="households", column=HELPER),
    )
    pages = [rows_page(reading, opened, 0, group=group.key) for group in groups_of(reading, opened, 0)]
    assert sum(page.count for page in pages) == 3
    assert all(page.count == page.value == len(page.rows) for page in pages)
    assert all(row.shown[HELPER] is None for page in pages for row in page.rows)


@pytest.mark.parametrize(("register", "column"), [("persons", "health_status"), ("persons", "born_on")])
def test_cells_with_a_value_of_a_person_list_no_value(
    loaded: Loader, store_url: str, register: str, column: str
) -> None:
    loaded()
    reading, examined = reading_of(store_url), 0
    for figure, terms in (("dq.cells_filled", 1), ("dq.completeness", 2)):
        opened = Opened.of(figure, as_of=DAY, register=register, column=column)
        for at in range(terms):
            for group in groups_of(reading, opened, at):
                for row in rows_page(reading, opened, at, group=group.key).rows:
                    examined += 1
                    assert set(row.shown) == {"person_no"}
    assert examined


@pytest.mark.parametrize(
    ("register", "column"),
    [("persons", "disability"), ("persons", "five_guarantees"), ("households", "other_causes"),
     ("measures", "person_no"), ("persons", "optional"), ("", "required"), ("persons", "no_such")],
)  # fmt: skip
def test_columns_that_tell_of_people_are_not_opened(loaded: Loader, store_url: str, register: str, column: str) -> None:
    loaded()
    for figure in ("dq.cells_filled", "dq.cells_blank", "dq.completeness"):
        assert (
            value_from_rows(reading_of(store_url), Opened.of(figure, as_of=DAY, register=register, column=column))
            is None
        )
