"""WGS-84 and GCJ-02 (火星坐标): the offset that public Chinese web maps put on every position, and its inverse.

Source: the published approximation of the State Bureau's offset on the Krasovsky 1940 ellipsoid.
"""

from math import cos, pi, radians, sin, sqrt
from typing import Final

_SEMI_MAJOR_AXIS_M: Final = 6_378_245.0
_ECCENTRICITY_SQUARED: Final = 0.00669342162296594323
_ORIGIN_LON: Final = 105.0
_ORIGIN_LAT: Final = 35.0
# The offset is defined inside this rectangle only; outside it web maps use plain WGS-84.
_WEST, _SOUTH, _EAST, _NORTH = 72.004, 0.8293, 137.8347, 55.8271
# 1e-9 degrees is a tenth of a millimetre; the iteration shrinks its error some thousandfold each round.
_PRECISION_DEGREES: Final = 1e-9
_MAX_ROUNDS: Final = 20


def wgs84_to_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """Return (lon, lat) in GCJ-02 degrees for a WGS-84 position; outside China the position itself."""
    if not (_WEST <= lon <= _EAST and _SOUTH <= lat <= _NORTH):
        return lon, lat
    shift_lon, shift_lat = _shift(lon, lat)
    return lon + shift_lon, lat + shift_lat


def gcj02_to_wgs84(lon: float, lat: float) -> tuple[float, float]:
    """Return (lon, lat) in WGS-84 degrees for a GCJ-02 position, within a millimetre, by iteration."""
    guess_lon, guess_lat = lon, lat
    for _ in range(_MAX_ROUNDS):
        there_lon, there_lat = wgs84_to_gcj02(guess_lon, guess_lat)
        miss_lon, miss_lat = lon - there_lon, lat - there_lat
        guess_lon, guess_lat = guess_lon + miss_lon, guess_lat + miss_lat
        if max(abs(miss_lon), abs(miss_lat)) < _PRECISION_DEGREES:
            break
    return guess_lon, guess_lat


def _shift(lon: float, lat: float) -> tuple[float, float]:
    """Return the offset (lon, lat) in degrees at a WGS-84 position."""
    east_m, north_m = _shift_metres(lon - _ORIGIN_LON, lat - _ORIGIN_LAT)
    curvature = 1 - _ECCENTRICITY_SQUARED * sin(radians(lat)) ** 2
    prime_vertical_m = _SEMI_MAJOR_AXIS_M / sqrt(curvature)
    meridian_m = _SEMI_MAJOR_AXIS_M * (1 - _ECCENTRICITY_SQUARED) / (curvature * sqrt(curvature))
    return east_m / radians(prime_vertical_m * cos(radians(lat))), north_m / radians(meridian_m)


def _shift_metres(x: float, y: float) -> tuple[float, float]:
    """Return the offset (east, north) in metres; x and y are degrees from the origin of the series."""
    root = sqrt(abs(x))
    common = 2 / 3 * (20 * sin(6 * pi * x) + 20 * sin(2 * pi * x))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common
    east += 2 / 3 * (20 * sin(pi * x) + 40 * sin(pi * x / 3) + 150 * sin(pi * x / 12) + 300 * sin(pi * x / 30))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common
    north += 2 / 3 * (20 * sin(pi * y) + 40 * sin(pi * y / 3) + 160 * sin(pi * y / 12) + 320 * sin(pi * y / 30))
    return east, north
