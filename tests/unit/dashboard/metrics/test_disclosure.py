"""The rule of small counts: who sees what, and where."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.metrics.disclosure import AreaLevel, Suppressed, disclose, is_protected, small_count_limit
from dashboard.metrics.registry import metric


@pytest.mark.parametrize(
    ("count", "area", "sees_households", "shown"),
    [
        (1, "village", False, Suppressed(5)),
        (4, "village", False, Suppressed(5)),
        (4, "household", False, Suppressed(5)),
        (5, "village", False, 5),
        (0, "village", False, 0),
        (None, "village", False, None),
        (4, "village", True, 4),
        (4, "town", False, 4),
        (4, "zone", False, 4),
        (4, "county", False, 4),
    ],
)
def test_disclose(count: int | None, area: AreaLevel, sees_households: bool, shown: object) -> None:
    assert disclose(count, area=area, sees_households=sees_households, limit=5) == shown


def test_the_limit_comes_from_the_policy_file() -> None:
    assert small_count_limit(date(2016, 6, 30)) == 5


def test_a_withheld_count_says_how_small_it_is() -> None:
    assert str(Suppressed(5)) == "<5"


def test_only_sensitive_figures_are_protected() -> None:
    poor = metric("people.poor")
    assert not is_protected(poor)
    assert is_protected(replace(poor, disclosure="sensitive"))
