"""Output a household against households carried: traces by zone, the corner by medians, names as text."""

from dashboard.figures.industry_scatter import (
    ScatterPoint,
    corner,
    in_corner,
    scatter_alt,
    scatter_figure,
    scatter_points,
    unplotted,
)
from dashboard.queries.industry import AreaIndustries, Entry, sums
from dashboard.theme import ZONES
from tests.unit.dashboard.figures.screens import screen

POINTS = (
    ScatterPoint("葡萄", "北部", 100, 90_000.0),
    ScatterPoint("蔬菜", "北部", 200, 5_000.0),
    ScatterPoint("<b>羊</b>", "中部", 500, 30_000.0),
    ScatterPoint("饲草", "中部", 700, 20_000.0),
    ScatterPoint("苹果", "南部", 250, 80_000.0),
    ScatterPoint("养蜂", "南部", 740, 2_000.0),
)


def test_a_zone_is_told_by_shape_and_colour() -> None:
    traces = scatter_figure(screen(), POINTS, height=400)["data"]
    assert [trace["marker"]["symbol"] for trace in traces] == ["square", "circle", "diamond"]
    assert [trace["marker"]["color"] for trace in traces] == [ZONES[zone].mark for zone in ("南部", "中部", "北部")]
    assert (traces[2]["x"], traces[2]["y"]) == ([100, 200], [90_000, 5_000])


def test_every_point_is_named_and_names_are_text_only() -> None:
    layout = scatter_figure(screen(), POINTS, height=400)["layout"]
    names = [each["text"] for each in layout["annotations"]]
    assert set(names) >= {"葡萄", "蔬菜", "&lt;b&gt;羊&lt;/b&gt;", "饲草", "苹果", "养蜂"}
    assert all(
        "<b>羊" not in text for trace in scatter_figure(screen(), POINTS, height=400)["data"] for text in trace["text"]
    )


def test_axes_start_at_zero_and_hold_every_point() -> None:
    layout = scatter_figure(screen(), POINTS, height=400)["layout"]
    assert layout["xaxis"]["range"][0] == layout["yaxis"]["range"][0] == 0
    assert layout["xaxis"]["range"][1] > 740
    assert layout["yaxis"]["range"][1] > 90_000
    assert all(tick <= layout["yaxis"]["range"][1] for tick in layout["yaxis"]["tickvals"])


def test_the_corner_lies_beyond_both_medians() -> None:
    assert corner(POINTS) == (375.0, 25_000.0)
    assert [point.name for point in in_corner(POINTS)] == ["葡萄", "苹果"]
    (shape,) = scatter_figure(screen(), POINTS, height=400)["layout"]["shapes"]
    assert (shape["x1"], shape["y0"]) == (375.0, 25_000.0)


def test_few_points_have_no_corner() -> None:
    assert corner(POINTS[:5]) is None
    assert in_corner(POINTS[:5]) == ()
    assert scatter_figure(screen(), POINTS[:1], height=400)["layout"]["shapes"] == []


def test_industries_without_output_are_named_apart() -> None:
    rows = [Entry("1", "葡萄", 1.0, "亩", 100, 2, None), Entry("1", "蔬菜", 1.0, "亩", None, 2, None)]
    area = AreaIndustries("北部", sums(rows), 1, 1, None)
    (point,) = scatter_points(screen(lang="en"), [area])
    assert (point.name, point.households, point.yuan, point.zone) == ("Grapes", 2, 0.5, "北部")
    assert [each.industry for each in unplotted([area])] == ["蔬菜"]


def test_the_words_for_the_ear_name_the_highest() -> None:
    assert "葡萄" in scatter_alt(screen(), POINTS)
    assert "Grapes" not in scatter_alt(screen(), POINTS)
