"""Names beside the points of a scatter that do not lie on each other, whatever width the page gives the plot."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from dashboard.figures.labels import DIRECTIONS, text_width

STEPS = (5.0, 12.0, 22.0, 34.0, 48.0, 64.0, 84.0, 108.0)
LINE_HEIGHT = 1.6
GAP = 4.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """A point to name: its place as shares 0…1 of the plot (from left, from below)."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Offset:
    """Where the middle of a name stands, in px right of and above its point; ``is_far`` = a line must lead to it."""

    dx: float
    dy: float
    is_far: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """What the names are placed for: type size and radius of a marker in px, every plot size (width, height) in px."""

    size: float
    radius: float
    plots: tuple[tuple[float, float], ...]


@lru_cache(maxsize=256)
def place_names(points: tuple[Point, ...], setting: Setting) -> tuple[Offset, ...]:
    """Return one offset a point, in order: no name on another or on a point at any of the plot sizes.

    Where no position is free the one is taken that covers least. Kept, for it takes some 50 ms.
    """
    order = sorted(range(len(points)), key=lambda at: (-points[at].y, points[at].x))
    done: dict[int, Offset] = {}
    for at in order:
        taken = [(points[other], offset) for other, offset in done.items()]
        candidates = _candidates(points[at], setting)
        done[at] = min(candidates, key=lambda offset: _cost(points, at, offset=offset, taken=taken, setting=setting))
    return tuple(done[at] for at in range(len(points)))


def name_box(point: Point, offset: Offset, *, size: float, plot: tuple[float, float]) -> Box:
    """Return west, south, east, north of a name in px from the plot's lower left corner."""
    x, y = point.x * plot[0] + offset.dx, point.y * plot[1] + offset.dy
    right, up = text_width(point.name, size) / 2 + GAP, size * LINE_HEIGHT / 2
    return x - right, y - up, x + right, y + up


def boxes_overlap(one: Box, other: Box) -> bool:
    """Return whether two boxes share any surface."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _candidates(point: Point, setting: Setting) -> list[Offset]:
    half_width = text_width(point.name, setting.size) / 2 + GAP
    half_height = setting.size * LINE_HEIGHT / 2
    found = []
    for step, (right, up) in product(STEPS, DIRECTIONS):
        away = setting.radius + step
        dx = right * (half_width + (away if up == 0 else away / 2))
        found.append(Offset(dx, up * (half_height + away), step > STEPS[1]))
    return found


def _cost(
    points: Sequence[Point], at: int, *, offset: Offset, taken: Sequence[tuple[Point, Offset]], setting: Setting
) -> tuple[int, int]:
    """Return names covered or edges crossed, then points covered; candidates come nearest first."""
    names = marks = 0
    for plot in setting.plots:
        box = name_box(points[at], offset, size=setting.size, plot=plot)
        names += box[0] < 0 or box[1] < 0 or box[2] > plot[0] or box[3] > plot[1]
        names += sum(boxes_overlap(box, name_box(p, o, size=setting.size, plot=plot)) for p, o in taken)
        marks += sum(boxes_overlap(box, _mark_box(p, plot, setting.radius)) for p in points)
    return names, marks


def _mark_box(point: Point, plot: tuple[float, float], radius: float) -> Box:
    x, y = point.x * plot[0], point.y * plot[1]
    return x - radius, y - radius, x + radius, y + radius
