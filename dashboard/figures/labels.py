"""Names on a map that do not lie on each other (地名注记): greedy placement round each point, at several sizes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

Box = tuple[float, float, float, float]
"""West, south, east, north."""
DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
"""Eight positions round a point: right, left, above, below, then the corners."""
DISTANCES = (6.0, 12.0, 20.0, 30.0, 44.0, 60.0, 78.0)
LINE_HEIGHT = 1.25
NARROW = 0.58
"""Width of a Latin letter in parts of the type size; a Chinese character is one wide."""
GAP = 2.0
FAR_PX = 18.0
"""A name this much further from its point is as bad as one that covers a spot at one size."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name to place: its point in map units, its size in px (``width_px`` by ``height_px``)."""

    key: str
    x: float
    y: float
    width_px: float
    height_px: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Something a name should rather not cover: a glyph at a point of the map, with its radius in px."""

    x: float
    y: float
    radius_px: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with the middle of its box, in px right of and above its point."""

    label: Label
    dx: float
    dy: float

    def box(self, scale: float) -> Box:
        """Return west, south, east, north in px where a map unit is ``scale`` px."""
        x, y = self.label.x * scale + self.dx, self.label.y * scale + self.dy
        right, up = self.label.width_px / 2, self.label.height_px / 2
        return x - right, y - up, x + right, y + up


def text_width(text: str, size: float) -> float:
    """Return about how wide a line is in px."""
    return sum(size if ord(character) > 0x2E7F else size * NARROW for character in text)


def overlap(one: Placed, other: Placed, scale: float) -> bool:
    """Return whether two names lie on each other at a scale."""
    west, south, east, north = one.box(scale)
    west2, south2, east2, north2 = other.box(scale)
    return west < east2 + GAP and west2 < east + GAP and south < north2 and south2 < north


def place(
    labels: Iterable[Label],
    spots: Sequence[Spot],
    *,
    scales: Sequence[float],
    inside: Box,
    taken: Sequence[Placed] = (),
) -> tuple[Placed, ...]:
    """Return the names placed in the order given, none on another nor on ``taken`` at any of the scales.

    ``inside`` is what is seen, in map units: names do not reach beyond it. Of the free positions the one that covers
    few spots and lies near is chosen. A name without any free position is left out.
    """
    done: list[Placed] = list(taken)
    for label in labels:
        seen = [each for each in _candidates(label) if _within(each, inside, scales)]
        free = [each for each in seen if not _blocked(each, done, scales)]
        if free:
            # min() keeps the first of equals, and candidates come nearest first.
            done.append(min(free, key=lambda each: _covered(each, spots, scales) + _away(each) / FAR_PX))
    return tuple(done[len(taken) :])


def room(label: Label, *, scales: Sequence[float], inside: Box) -> int:
    """Return how many positions a name has before any other stands: few near the edge of the picture."""
    return sum(_within(each, inside, scales) for each in _candidates(label))


def _candidates(label: Label) -> tuple[Placed, ...]:
    half_width, half_height = label.width_px / 2, label.height_px / 2
    return tuple(
        Placed(label, right * (half_width + (distance if up == 0 else distance / 2)), up * (half_height + distance / 2))
        for distance, (right, up) in product(DISTANCES, DIRECTIONS)
    )


def _away(candidate: Placed) -> float:
    """Return how far a name's edge is from its point, in px."""
    half_width, half_height = candidate.label.width_px / 2, candidate.label.height_px / 2
    return max(abs(candidate.dx) - half_width, abs(candidate.dy) - half_height)


def _within(candidate: Placed, inside: Box, scales: Sequence[float]) -> bool:
    west, south, east, north = inside
    for scale in scales:
        box = candidate.box(scale)
        if box[0] < west * scale or box[1] < south * scale or box[2] > east * scale or box[3] > north * scale:
            return False
    return True


def _blocked(candidate: Placed, done: Sequence[Placed], scales: Sequence[float]) -> bool:
    return any(overlap(candidate, other, scale) for other in done for scale in scales)


def _covered(candidate: Placed, spots: Sequence[Spot], scales: Sequence[float]) -> int:
    found = 0
    for scale in scales:
        west, south, east, north = candidate.box(scale)
        for spot in spots:
            x, y, r = spot.x * scale, spot.y * scale, spot.radius_px
            found += west - r < x < east + r and south - r < y < north + r
    return found
