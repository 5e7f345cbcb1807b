"""Axes and corner words of the charts from baseline to deadline."""

from datetime import date

import pytest

from dashboard.figures.timeline import Words, corner, count_axis, count_ticks, headroom, text_width, time_axis
from dashboard.theme import SCREEN
from tests.unit.dashboard.figures.screens import END, START, screen


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (19_278, [0, 5000, 10_000, 15_000]),
        (9_700, [0, 2000, 4000, 6000, 8000]),
        (72, [0, 20, 40, 60]),
        (3, [0, 1, 2, 3]),
    ],
)
def test_ticks_are_round_and_few(top: float, expected: list[float]) -> None:
    assert count_ticks(top) == expected


def test_chinese_axes_count_in_ten_thousands_where_they_reach_them() -> None:
    assert count_axis(screen(), top=20_000, labelled_to=19_000)["ticktext"] == ["0", "0.5万", "1万", "1.5万"]
    assert count_axis(screen(lang="en"), top=20_000, labelled_to=19_000)["ticktext"][1] == "5,000"


def test_a_tick_too_near_the_month_shown_is_left_out() -> None:
    axis = time_axis(screen(), as_of=date(2016, 10, 31), start=START, deadline=END)
    assert [word for word in axis["ticktext"] if word] == ["2015年末", "3月", "6月", "<b>10月</b>", "年末"]


def test_past_the_deadline_the_axis_goes_on() -> None:
    axis = time_axis(screen(), as_of=date(2017, 2, 28), start=START, deadline=END)
    assert axis["range"] == ["2015-12-31", "2017-02-28"]
    assert axis["ticktext"][-1] == "<b>2月</b>"


def test_lines_of_words_stand_above_each_other() -> None:
    lines = [Words("上", "red", strong=True), Words("下", "blue")]
    below, above = corner(screen(), lines, at=("2016-12-31", 10), side="right")
    assert (below["text"], above["text"]) == ("下", "<b>上</b>")
    assert above["yshift"] - below["yshift"] >= SCREEN.text


def test_a_chinese_character_is_as_wide_as_it_is_high() -> None:
    assert text_width(screen(), Words("人", "red")) == SCREEN.text
    assert text_width(screen(), Words("a", "red")) < SCREEN.text


def test_headroom_leaves_the_block_its_place() -> None:
    top = headroom(100, block=52, plot=300)
    assert 100 / top * 300 + 52 <= 300
