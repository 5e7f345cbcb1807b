"""Completeness: rows in force with a value, by register and column, and by village for households and members."""

from dashboard.queries.completeness import RegisterCount, household_counts, person_counts, register_counts
from data.registers import load_registers
from tests import builders
from tests.conftest import Loader, reading_of


def count_of(url: str, kind: str, edition: int = 1) -> RegisterCount:
    return next(each for each in register_counts(reading_of(url, edition)) if each.kind == kind)


def test_every_register_and_column_is_counted(loaded: Loader, store_url: str) -> None:
    loaded()
    found = register_counts(reading_of(store_url))
    assert [each.kind for each in found] == list(load_registers())
    assert all(len(each.columns) == len(load_registers()[each.kind].columns) for each in found)


def test_blank_cells_are_missing_and_required_ones_never_are(loaded: Loader, store_url: str) -> None:
    loaded()
    households = count_of(store_url, "households")
    assert households.rows == 4
    helpers = next(each for each in households.columns if each.column.name == "helper_name")
    assert (helpers.filled, helpers.share) == (1, 0.25)
    assert households.share(required=True) == 1.0
    optional = households.share(required=False)
    assert optional is not None
    assert 0 < optional < 1


def test_a_register_never_loaded_has_no_share(loaded: Loader, store_url: str) -> None:
    loaded({"villages": builders.county()["villages"]})
    projects = count_of(store_url, "projects")
    assert (projects.rows, projects.share(required=True), projects.columns[0].share) == (0, None, None)


def test_an_earlier_edition_counts_its_own_rows(loaded: Loader, store_url: str) -> None:
    loaded()
    loaded({"households": [builders.household("H1", builders.SOUTH, 帮扶责任人="")]})
    before, after = (count_of(store_url, "households", edition) for edition in (1, 2))
    filled = [next(c.filled for c in each.columns if c.column.name == "helper_name") for each in (before, after)]
    assert filled == [1, 0]
    assert before.rows == after.rows


def test_villages_are_counted_by_their_households_and_members(loaded: Loader, store_url: str) -> None:
    loaded()
    reading = reading_of(store_url)
    households, people = household_counts(reading), person_counts(reading)
    assert (households[builders.SOUTH].rows, households[builders.SOUTH].filled["helper_name"]) == (1, 1)
    assert {code: count.rows for code, count in people.items()} == {
        builders.SOUTH: 2,
        builders.SOUTH_2: 1,
        builders.CENTRE: 3,
        builders.PLAIN: 1,
    }
    assert people[builders.SOUTH].filled["born_on"] <= 2
