"""What the overview asks: figures of a place, zones beside each other, villages by status."""

from datetime import date

import pytest

from dashboard.queries.overview import heaviest, scope_figures, scope_states, status_counts, zone_rows
from dashboard.queries.progress import Scope
from dashboard.queries.reading import Reading
from dashboard.queries.status import STATUSES
from tests import builders
from tests.conftest import Loader, reading_of

JUNE = date(2016, 6, 30)


@pytest.fixture
def county(loaded: Loader, store_url: str) -> Reading:
    loaded()
    return reading_of(store_url)


def test_the_county_has_every_figure_and_a_zone_only_those_with_parts(county: Reading) -> None:
    assert "funds.progress" in scope_figures(county, Scope(), JUNE)
    south = scope_figures(county, Scope(zone="南部"), JUNE)
    assert "funds.progress" not in south
    assert (south["villages.registered"], south["people.registered"]) == (2, 2)


def test_a_town_narrows_its_zone(county: Reading) -> None:
    assert scope_figures(county, Scope(zone="北部", town="610824105"), JUNE)["villages.registered"] == 1
    assert scope_figures(county, Scope(town="610824999"), JUNE) == {}


def test_every_village_has_one_status(county: Reading) -> None:
    states = scope_states(county, Scope(), JUNE)
    counts = status_counts(states)
    assert tuple(counts) == STATUSES
    assert sum(counts.values()) == len(states) == 4
    assert counts["exited"] == 1
    assert len(scope_states(county, Scope(zone="南部"), JUNE)) == 2


def test_zones_stand_south_first_and_their_parts_sum(county: Reading) -> None:
    rows = zone_rows(county, JUNE)
    assert [row.zone for row in rows] == ["南部", "中部", "北部"]
    assert sum(row.poor or 0 for row in rows) == scope_figures(county, Scope(), JUNE)["people.poor"]
    assert sum(row.poor_share or 0 for row in rows) == pytest.approx(1)
    centre = rows[1]
    assert [state.status for state in centre.states] == ["exited"]
    assert centre.disbursed_a_head == pytest.approx(50_000 / 3)
    assert heaviest(rows) is centre


def test_a_zone_without_anything_is_left_out(loaded: Loader, store_url: str) -> None:
    rows = builders.county()
    rows["villages"] = [row for row in rows["villages"] if row["村编码"] not in (builders.NORTH, builders.PLAIN)]
    loaded(rows)
    assert [row.zone for row in zone_rows(reading_of(store_url), JUNE)] == ["南部", "中部"]


def test_money_never_received_is_unknown(loaded: Loader, store_url: str) -> None:
    loaded({kind: rows for kind, rows in builders.county().items() if kind != "disbursements"})
    assert {row.disbursed_a_head for row in zone_rows(reading_of(store_url), JUNE)} == {None}


def test_nobody_poor_means_no_heaviest() -> None:
    assert heaviest(()) is None
