"""Figures of a place taken from the county's groups: the same as those whose own rows are added up."""

from datetime import date

import pytest
from sqlalchemy import event

from dashboard.opened import Opened
from dashboard.queries.evidence.listing import BUILDERS, evidence_of, figure_value
from dashboard.queries.evidence.placed import placed_value
from dashboard.queries.reading import Reading
from geo.towns import ZONES
from tests import builders
from tests.conftest import Loader, reading_of
from tests.unit.house.sources import held

DAY = date(2016, 6, 30)
PLACES = (
    *({"zone": zone} for zone in (*ZONES, "unassigned")),
    {"town": builders.SOUTH[:9]},
    {"village": builders.SOUTH},
)


@pytest.fixture
def reading(loaded: Loader, store_url: str) -> Reading:
    loaded()
    return reading_of(store_url)


def test_both_ways_to_a_figure_of_a_place_agree(reading: Reading) -> None:
    asked = [Opened.of(figure, as_of=DAY, **place) for figure in BUILDERS for place in PLACES]
    found = {opened: placed_value(reading, opened) for opened in asked}
    faults = [f"{opened.written}: {value}" for opened, value in found.items() if value != figure_value(reading, opened)]
    from_groups = [opened for opened in asked if any(term.rows.placing for term in evidence_of(reading, opened).terms)]
    held(faults, [opened for opened in from_groups if found[opened]], at_least=50)


def test_a_place_costs_no_reading_once_the_county_has_been_read(reading: Reading) -> None:
    statements: list[str] = []
    event.listen(reading.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    for place, wanted in (({}, 1), ({"zone": "南部"}, 0), ({"town": builders.SOUTH[:9]}, 0)):
        statements.clear()
        placed_value(reading, Opened.of("system.industry.covered", as_of=DAY, **place))
        assert len([each for each in statements if "measure" in each]) >= wanted
        assert wanted or not [each for each in statements if "sum(" in each]
