"""The stepped burn-down of villages."""

from datetime import date

from dashboard.figures.steps_down import steps_down_alt, steps_down_figure
from tests.unit.dashboard.figures.screens import END, START, screen

STEPS = [(START, 72), (date(2016, 1, 31), 72), (date(2016, 2, 29), 70), (date(2016, 3, 31), 60)]


def test_villages_go_down_in_steps_beside_an_even_pace() -> None:
    figure = steps_down_figure(screen(as_of=STEPS[-1][0]), STEPS, deadline=END, height=300)
    even, actual = figure["data"]
    assert (even["y"], even["x"]) == ([72, 0], ["2015-12-31", "2016-12-31"])
    assert (actual["y"], actual["line"]["shape"]) == ([72, 72, 70, 60], "hv")
    assert figure["layout"]["yaxis"]["range"][0] == 0
    assert any("60 村" in each["text"] for each in figure["layout"]["annotations"])


def test_in_words() -> None:
    assert "60" in steps_down_alt(screen(), STEPS)
