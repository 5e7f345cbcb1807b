"""Five classes with round limits."""

import pytest

from dashboard.figures.classes import Classes, nice, share_classes, spread_classes, whole_classes


@pytest.mark.parametrize(("value", "rounded"), [(0.087, 0.08), (0.0319, 0.03), (137, 150), (42_020, 40_000), (7, 6)])
def test_limits_are_round(value: float, rounded: float) -> None:
    assert nice(value) == pytest.approx(rounded)


def test_a_limit_belongs_to_the_class_above_it() -> None:
    classes = Classes((0.0, 0.03, 0.1, 0.15, 0.25, 0.4))
    assert [classes.of(value) for value in (-0.1, 0.0, 0.0299, 0.03, 0.25, 0.4, 0.9)] == [0, 0, 0, 1, 4, 4, 4]


def test_every_value_is_counted_once() -> None:
    values = [0.01, 0.02, 0.05, 0.12, 0.2, 0.31, 0.31]
    assert sum(spread_classes(values, first=0.03).counts(values)) == len(values)


def test_the_exit_line_is_kept_as_a_limit() -> None:
    found = spread_classes([0.001 * at for at in range(400)], first=0.03)
    assert found.limits[:2] == (0.0, 0.03)
    assert list(found.limits) == sorted(set(found.limits))


@pytest.mark.parametrize("values", [[], [0.0] * 9, [1.0, 1.0, 1.0], [2, 3, 3, 3, 50]])
def test_few_or_like_values_still_give_five_rising_classes(values: list[float]) -> None:
    for found in (spread_classes(values), spread_classes(values, whole=True)):
        assert len(found.limits) == 6
        assert all(low < high for low, high in zip(found.limits[:-1], found.limits[1:-1], strict=False))


def test_counts_of_people_have_whole_limits() -> None:
    assert all(limit == int(limit) for limit in spread_classes([1, 1, 2, 2, 3, 9], whole=True).limits)


def test_criteria_and_shares_have_fixed_classes() -> None:
    assert whole_classes(7).limits == (0, 4, 5, 6, 7, 8)
    assert [whole_classes(7).of(met) for met in (0, 3, 4, 7)] == [0, 0, 1, 4]
    assert share_classes().of(1.0) == 4
