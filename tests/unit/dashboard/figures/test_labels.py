"""Names never lie on each other, at any of the sizes asked for."""

from itertools import combinations
from random import Random

from dashboard.figures.labels import Label, Placed, Spot, overlap, place, text_width

INSIDE = (0.0, 0.0, 1.0, 1.0)
SCALES = (400.0, 700.0)


def label(key: str, x: float, y: float) -> Label:
    return Label(key, x, y, 60, 16)


def test_crowded_names_do_not_collide_at_any_size() -> None:
    random = Random(7)  # noqa: S311 - positions, nothing secret
    labels = [label(str(at), random.uniform(0.3, 0.7), random.uniform(0.3, 0.7)) for at in range(25)]
    placed = place(labels, [], scales=SCALES, inside=INSIDE)
    assert len(placed) >= 15
    assert not [1 for one, other in combinations(placed, 2) for scale in SCALES if overlap(one, other, scale)]


def test_names_on_each_other_are_seen() -> None:
    assert overlap(Placed(label("a", 0.5, 0.5), 0, 0), Placed(label("b", 0.5, 0.5), 10, 5), 400)
    assert not overlap(Placed(label("a", 0.5, 0.5), 0, 0), Placed(label("b", 0.5, 0.5), 0, 40), 400)


def test_the_nearest_position_is_taken_where_nothing_is_in_the_way() -> None:
    (found,) = place([label("a", 0.5, 0.5)], [], scales=SCALES, inside=INSIDE)
    assert (found.dx, found.dy) == (0, 11)


def test_a_name_gives_way_to_a_glyph() -> None:
    spot = Spot(0.5, 0.5 + 11 / 400, 8)
    (found,) = place([label("a", 0.5, 0.5)], [spot], scales=(400.0,), inside=INSIDE)
    assert found.dy < 11


def test_names_stay_in_the_picture() -> None:
    (found,) = place([label("a", 0.99, 0.5)], [], scales=SCALES, inside=INSIDE)
    assert all(found.box(scale)[2] <= scale for scale in SCALES)


def test_a_name_without_a_free_place_is_left_out() -> None:
    wide = Label("a", 0.5, 0.5, 900, 16)
    assert place([wide], [], scales=SCALES, inside=INSIDE) == ()


def test_taken_places_are_respected_and_not_returned() -> None:
    taken = Placed(label("a", 0.5, 0.5), 36, 0)
    (found,) = place([label("b", 0.5, 0.5)], [], scales=SCALES, inside=INSIDE, taken=[taken])
    assert found.label.key == "b"
    assert not overlap(found, taken, 400)


def test_chinese_is_wider_than_latin() -> None:
    assert text_width("周河镇", 10) == 30
    assert 15 < text_width("abc", 10) < 20
