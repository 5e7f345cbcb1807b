"""A straight line fitted to points (拟合直线) with its honest R²: pure arithmetic, no claim of a cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

FEWEST_POINTS = 3
"""A line through fewer points fits by itself."""


@dataclass(frozen=True, slots=True)
class FittedLine:
    """A least-squares line y = intercept + slope · x over ``count`` points, and the share of y's variance it tells."""

    slope: float
    intercept: float
    r_squared: float
    count: int

    def at(self, x: float) -> float:
        """The line's y at an x."""
        return self.intercept + self.slope * x


def fitted(points: Sequence[tuple[float, float]]) -> FittedLine | None:
    """The line of least squares; None for fewer than three points, or where all x or all y are the same."""
    count = len(points)
    if count < FEWEST_POINTS:
        return None
    mean_x, mean_y = (fsum(point[at] for point in points) / count for at in (0, 1))
    across = fsum((x - mean_x) ** 2 for x, _ in points)
    upright = fsum((y - mean_y) ** 2 for _, y in points)
    both = fsum((x - mean_x) * (y - mean_y) for x, y in points)
    if not across or not upright:
        return None
    slope = both / across
    return FittedLine(slope, mean_y - slope * mean_x, min(1.0, both**2 / (across * upright)), count)
