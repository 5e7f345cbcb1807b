"""Names beside points: none on another at any width, short ones close by, far ones marked as such."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures.point_labels import Point, Setting, boxes_overlap, name_box, place_names

PLOTS = ((480.0, 340.0), (900.0, 340.0))
SETTING = Setting(13, 8, PLOTS)
SHARE = st.floats(0.05, 0.9)


def overlaps(points: tuple[Point, ...]) -> list[tuple[str, str]]:
    offsets = place_names(points, SETTING)
    found = []
    for plot in PLOTS:
        boxes = [name_box(p, o, size=13, plot=plot) for p, o in zip(points, offsets, strict=True)]
        found += [
            (points[a].name, points[b].name)
            for a, b in combinations(range(len(points)), 2)
            if boxes_overlap(boxes[a], boxes[b])
        ]
    return found


def test_a_lonely_name_stands_close_to_its_right() -> None:
    (offset,) = place_names((Point("葡萄", 0.2, 0.5),), SETTING)
    assert offset.dx > 0
    assert offset.dy == 0
    assert not offset.is_far


def test_a_name_at_the_edge_turns_inwards() -> None:
    (offset,) = place_names((Point("葡萄种植", 0.99, 0.5),), SETTING)
    assert offset.dx < 0


def test_points_on_one_spot_are_still_told_apart() -> None:
    points = tuple(Point(f"产业{at}", 0.5, 0.5) for at in range(8))
    assert overlaps(points) == []
    assert any(offset.is_far for offset in place_names(points, SETTING))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(SHARE, SHARE), min_size=2, max_size=13))
def test_no_name_lies_on_another(places: list[tuple[float, float]]) -> None:
    assert overlaps(tuple(Point(f"优质产业{at}", x, y) for at, (x, y) in enumerate(places))) == []
