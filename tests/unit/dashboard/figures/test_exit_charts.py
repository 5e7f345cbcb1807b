"""The waterfall of the flow: its bars join up, its numbers balance, returns alone stand in the accent."""

from datetime import date
from itertools import pairwise

from dashboard.figures.exit_charts import flow_figure, flow_formula, steps_of
from dashboard.queries.progress import MonthFlow
from dashboard.queries.screen import open_screen
from dashboard.theme import LIGHT
from dashboard.view import View
from tests.conftest import Loader

TERMS = {
    "identified_flow": 30, "returned_flow": 17, "increase_flow": 8,
    "out_flow": 745, "removed_flow": 19, "decrease_flow": 9,
}  # fmt: skip
FLOWS = (MonthFlow(date(2016, 1, 31), TERMS, 1172),)


def test_the_bars_lead_from_the_baseline_to_what_is_left() -> None:
    steps = steps_of(1890, FLOWS)
    assert [step.name for step in steps] == ["baseline", *TERMS, "now"]
    assert steps[-1].end == 1172
    for before, after in pairwise(steps[1:-1]):
        assert after.start == before.end
    assert [step.change for step in steps] == [None, 30, 17, 8, -745, -19, -9, None]


def test_the_law_in_numbers() -> None:
    assert flow_formula(steps_of(1890, FLOWS)) == "1,890 + 30 + 17 + 8 − 745 − 19 − 9 = 1,172"


def test_values_and_colours_of_the_figure(loaded: Loader, store_url: str) -> None:
    loaded()
    drawn = flow_figure(open_screen(store_url, View()), steps_of(1890, FLOWS))
    (bars,) = drawn["data"]
    assert bars["x"] == [1890, 30, 17, 8, 745, 19, 9, 1172]
    assert bars["base"] == [0, 1890, 1920, 1937, 1200, 1181, 1172, 0]
    colors = bars["marker"]["color"]
    assert [at for at, color in enumerate(colors) if color == LIGHT.accent] == [2]
    assert colors[-1] == LIGHT.base
    texts = [note["text"] for note in drawn["layout"]["annotations"]]
    assert texts == ["<b>1,890</b>", "+30", "+17", "+8", "−745", "−19", "−9", "<b>1,172</b>"]


def test_nobody_at_all_is_drawn_without_failing(loaded: Loader, store_url: str) -> None:
    loaded()
    drawn = flow_figure(open_screen(store_url, View(language="en")), steps_of(0, ()))
    assert drawn["data"][0]["y"][0] == "Baseline"
    assert set(drawn["data"][0]["x"]) == {0}
