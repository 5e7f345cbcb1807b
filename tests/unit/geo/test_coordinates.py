"""GCJ-02 against published pairs, and there and back again."""

from math import hypot

import pytest

from geo.coordinates import gcj02_to_wgs84, wgs84_to_gcj02

METRES_PER_DEGREE = 111_195
PAIRS = [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
]


@pytest.mark.parametrize(("wgs84", "gcj02"), PAIRS)
def test_published_pairs_are_met(wgs84: tuple[float, float], gcj02: tuple[float, float]) -> None:
    assert wgs84_to_gcj02(*wgs84) == pytest.approx(gcj02, abs=1e-7)
    assert gcj02_to_wgs84(*gcj02) == pytest.approx(wgs84, abs=1e-7)


@pytest.mark.parametrize("lon", [108.3, 108.8, 109.33])
@pytest.mark.parametrize("lat", [36.98, 37.5, 38.05])
def test_round_trip_in_the_county_is_within_a_metre(lon: float, lat: float) -> None:
    back = gcj02_to_wgs84(*wgs84_to_gcj02(lon, lat))
    assert hypot(back[0] - lon, back[1] - lat) * METRES_PER_DEGREE < 0.01


def test_offset_in_the_county_is_hundreds_of_metres() -> None:
    there = wgs84_to_gcj02(108.8, 37.58)
    assert 100 < hypot(there[0] - 108.8, there[1] - 37.58) * METRES_PER_DEGREE < 1000


def test_positions_outside_china_stay() -> None:
    assert wgs84_to_gcj02(2.35, 48.85) == (2.35, 48.85)
    assert gcj02_to_wgs84(2.35, 48.85) == (2.35, 48.85)
