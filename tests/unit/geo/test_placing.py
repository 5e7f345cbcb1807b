"""Demo villages: inside their town, apart from each other, the same every time."""

from itertools import combinations
from math import dist

import pytest

from geo.area import contains
from geo.errors import GeoError
from geo.placing import points_in_town
from geo.shapes import project, town_areas
from geo.towns import Town, load_towns

COUNT = 12


@pytest.mark.parametrize("town", load_towns(), ids=lambda town: town.code)
def test_points_lie_in_the_town_and_apart(town: Town) -> None:
    area = next(area for area in town_areas() if area.code == town.code)
    points = points_in_town(town.code, COUNT, seed=2016)
    assert len(points) == COUNT
    assert all(contains(area.rings, point) for point in points)
    nearest = min(dist(project(*one), project(*other)) for one, other in combinations(points, 2))
    assert nearest > 0.01


def test_the_same_arguments_give_the_same_points_and_another_seed_others() -> None:
    first = points_in_town("610824104", 5, seed=1)
    assert first == points_in_town("610824104", 5, seed=1)
    assert first == points_in_town("610824104", 8, seed=1)[:5]
    assert first != points_in_town("610824104", 5, seed=2)


def test_none_are_asked_for() -> None:
    assert points_in_town("610824104", 0, seed=1) == ()


def test_an_unknown_town_is_refused() -> None:
    with pytest.raises(GeoError) as caught:
        points_in_town("610824999", 1, seed=1)
    assert caught.value.code == "unknown_town"
