"""Five classes of an indicator (五级分档): round limits, the same in every month, and how many fall in each."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

CLASSES = 5
_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True, slots=True)
class Classes:
    """Limits of five classes, rising, in the indicator's raw unit; the first and the last are the ends of the scale."""

    limits: tuple[float, ...]

    def of(self, value: float) -> int:
        """Return the class of a value, 0 (lowest) to 4; a limit belongs to the class above it."""
        return min(CLASSES - 1, max(0, bisect_right(self.limits, value) - 1))

    def counts(self, values: Sequence[float]) -> tuple[int, ...]:
        """Return how many of the values fall in each class."""
        found = [0] * CLASSES
        for value in values:
            found[self.of(value)] += 1
        return tuple(found)


def nice(value: float) -> float:
    """Return the round number nearest to a positive value: 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten."""
    power = 10.0 ** floor(log10(value))
    return float(f"{min(_STEPS, key=lambda step: abs(step - value / power)) * power:.10g}")


def whole_classes(top: int) -> Classes:
    """Return classes for a count of few: the four highest numbers alone, all lower ones together."""
    return Classes((0.0, *(float(top - CLASSES + 2 + at) for at in range(CLASSES))))


def share_classes() -> Classes:
    """Return five equal classes of a share."""
    return Classes(tuple(at / CLASSES for at in range(CLASSES + 1)))


def spread_classes(values: Sequence[float], *, first: float | None = None, whole: bool = False) -> Classes:
    """Return classes of about the same number of values with round limits; ``first`` is a limit to keep (3 % line).

    ``whole`` keeps to whole numbers. Values need not be sorted.
    Where they are too few or too alike for five, the upper classes stay empty.
    """
    given = sorted(value for value in values if value > (first or 0.0))
    limits = [0.0] if first is None else [0.0, first]
    open_classes = CLASSES + 1 - len(limits)
    for at in range(1, open_classes + 1):
        quantile = given[min(len(given) - 1, at * len(given) // open_classes)] if given else 0.0
        limits.append(_after(limits[-1], quantile, whole=whole))
    top = max(given, default=0.0)
    return Classes((*limits[:-1], max(limits[-1], top)))


def _after(limit: float, wanted: float, *, whole: bool) -> float:
    """Return the wanted limit rounded, or a step above the one before it."""
    rounded = nice(wanted) if wanted > 0 else 0.0
    if whole:
        return max(float(round(rounded)), limit + 1)
    return rounded if rounded > limit else float(f"{limit * 1.5 if limit else 1.0:.6g}")
