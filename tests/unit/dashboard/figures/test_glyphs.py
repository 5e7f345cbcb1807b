"""Status glyphs: shape before colour, a white plate below, a true half for near."""

from dashboard.figures.glyphs import Mark, class_trace, glyph_traces, plate_trace, ring_trace
from dashboard.queries.status import Status
from dashboard.theme import LIGHT


def mark(status: Status | None, key: str = "v") -> Mark:
    return Mark(1.0, 2.0, 12.0, status, key, "hover")


def test_shapes_tell_the_status_without_colour() -> None:
    marks = [mark("exited"), mark("moving"), mark("behind"), mark(None)]
    (whole,) = glyph_traces(marks, LIGHT)
    assert whole["marker"]["symbol"] == ["circle", "circle", "triangle-up", "circle"]
    assert whole["marker"]["color"] == [LIGHT.base, LIGHT.panel, LIGHT.accent, LIGHT.panel]
    assert whole["marker"]["line"]["width"][1] > whole["marker"]["line"]["width"][0]


def test_only_near_is_covered_to_half() -> None:
    whole, cover, ring = glyph_traces([mark("exited"), mark("near", "n")], LIGHT)
    assert len(cover["x"]) == len(ring["x"]) == 1
    assert cover["marker"]["line"]["color"] == LIGHT.panel
    # The cover reaches from the middle to the inner edge: as broad as a radius, moved by half of it.
    assert abs(cover["marker"]["line"]["width"][0] - 2 * cover["marker"]["standoff"][0]) < 0.05
    assert whole["customdata"] == ["v", "n"]


def test_markers_are_opaque() -> None:
    marks = [mark("near"), mark("behind")]
    traces = [
        plate_trace(marks, LIGHT),
        class_trace(marks, ["#fff", "#fff"], LIGHT, size=20),
        *glyph_traces(marks, LIGHT),
    ]
    assert [trace["marker"]["opacity"] for trace in traces] == [1] * 5


def test_only_glyphs_answer_to_the_pointer() -> None:
    marks = [mark("near")]
    quiet = [
        plate_trace(marks, LIGHT),
        *glyph_traces(marks, LIGHT)[1:],
        ring_trace(1, 2, size=9, color="#000", width=2),
    ]
    assert {trace["hoverinfo"] for trace in quiet} == {"skip"}
    assert glyph_traces(marks, LIGHT)[0]["hovertext"] == ["hover"]


def test_a_plate_is_larger_than_its_glyph() -> None:
    marks = [mark("exited"), mark("behind")]
    plates, glyphs = plate_trace(marks, LIGHT)["marker"]["size"], glyph_traces(marks, LIGHT)[0]["marker"]["size"]
    assert all(plate > glyph + 5 for plate, glyph in zip(plates, glyphs, strict=True))


def test_no_village_gives_an_empty_trace() -> None:
    (whole,) = glyph_traces([], LIGHT)
    assert whole["x"] == []
