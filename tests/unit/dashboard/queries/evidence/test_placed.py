"""Figures of a place taken from the county's groups: the same as those whose own rows are added up."""

from datetime import date

import pytest
from sqlalchemy import event

from dashboard.opened import Opened
from dashboard.queries.evidence.listing import BUILDERS, evidence_of, figure_value, value_from_rows
from dashboard.queries.evidence.placed import placed_value, value_at_place
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


TOGETHER = ({"zone": "南部|北部"}, {"zone": "南部", "town": builders.SOUTH[:9]}, {"zone": "南部"})
NARROWED = (
    {},
    {"category": "基础设施"},
    {"level": "中央"},
    {"department": "县交通局"},
    {"work": "roads"},
    {"cause": "因病"},
    {"case_type": "notice"},
    {"year": "2015"},
)


def test_both_ways_agree_under_other_conditions_too(reading: Reading) -> None:
    asked = [
        Opened.of(figure, as_of=DAY, **place, **condition)
        for figure in BUILDERS
        for place in TOGETHER
        for condition in NARROWED
    ]
    found = {opened: value_at_place(reading, opened) for opened in asked}
    faults = [opened.written for opened, value in found.items() if value != value_from_rows(reading, opened)]
    held(faults, [opened for opened in asked if found[opened] and len(opened.where) > 1], at_least=200)


def test_a_place_costs_no_reading_once_the_county_has_been_read(reading: Reading) -> None:
    statements: list[str] = []
    event.listen(reading.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    for place, wanted in (({}, 1), ({"zone": "南部"}, 0), ({"town": builders.SOUTH[:9]}, 0)):
        statements.clear()
        placed_value(reading, Opened.of("system.industry.covered", as_of=DAY, **place))
        assert len([each for each in statements if "measure" in each]) >= wanted
        assert wanted or not [each for each in statements if "sum(" in each]
