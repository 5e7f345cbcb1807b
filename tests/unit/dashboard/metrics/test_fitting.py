"""The fitted line: exact on a line, honest about scatter, none where there is nothing to fit."""

import pytest

from dashboard.metrics.fitting import fitted


def test_points_on_a_line_are_told_wholly() -> None:
    line = fitted([(0, 1), (1, 3), (2, 5)])
    assert line is not None
    assert (line.slope, line.intercept, line.r_squared, line.count) == (2, 1, 1, 3)
    assert line.at(10) == 21


def test_scatter_lowers_the_share_told() -> None:
    line = fitted([(0, 0), (1, 2), (2, 1), (3, 3)])
    assert line is not None
    assert line.slope == pytest.approx(0.8)
    assert line.r_squared == pytest.approx(0.64)


def test_points_without_any_relation_tell_nothing() -> None:
    line = fitted([(-1, 1), (1, 1), (0, 0), (0, 2)])
    assert line is not None
    assert line.r_squared == pytest.approx(0)


@pytest.mark.parametrize("points", [[], [(0, 1), (1, 2)], [(1, 1), (1, 2), (1, 3)], [(1, 5), (2, 5), (3, 5)]])
def test_too_few_or_all_the_same_have_no_line(points: list[tuple[float, float]]) -> None:
    assert fitted(points) is None
