"""Farmland a head: a ratio of sums over registered households that give both."""

from datetime import date

import pytest

from dashboard.queries.farmland import farmland_per_head, village_farmland
from tests import builders
from tests.builders import CENTRE, SOUTH, SOUTH_2, change, household
from tests.conftest import Loader, reading_of

JUNE = date(2016, 6, 30)
LAND = "耕地面积（亩）"


def test_households_off_the_register_or_without_a_figure_are_left_out(loaded: Loader, store_url: str) -> None:
    households = [
        household("H1", SOUTH, 家庭人口数=2, **{LAND: 10}),
        household("H2", SOUTH, 家庭人口数=4, **{LAND: 2}),
        household("H3", SOUTH, 家庭人口数=1, **{LAND: 99}),
        household("H4", SOUTH_2, 家庭人口数=2),
        household("H5", CENTRE, 家庭人口数=2, 识别日期="2016-05-01", **{LAND: 8}),
    ]
    changes = [change("H3", "2016-03-01", "清退")]
    loaded({"villages": builders.county()["villages"], "households": households, "household_changes": changes})
    reading = reading_of(store_url)
    assert {code: (each.mu, each.members) for code, each in village_farmland(reading, JUNE).items()} == {
        SOUTH: (12.0, 6),
        CENTRE: (8.0, 2),
    }
    assert farmland_per_head(reading, JUNE, [SOUTH, CENTRE, SOUTH_2]) == pytest.approx(2.5)
    assert farmland_per_head(reading, date(2016, 2, 29), [SOUTH]) == pytest.approx(111 / 7)
    assert farmland_per_head(reading, JUNE, [SOUTH_2]) is None
