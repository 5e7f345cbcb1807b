"""The band of what is expected: in both burn-downs, and in neither where no range is given."""

from dataclasses import replace

import pytest

from dashboard.figures.ahead import ahead_words, band_traces
from dashboard.figures.burn_down import Variant, burn_down_figure
from dashboard.figures.steps_down import steps_down_figure
from dashboard.metrics.arithmetic import month_ends
from dashboard.metrics.forecast import forecast
from dashboard.queries.projections import Projection, Subject
from dashboard.theme import LIGHT
from tests.unit.dashboard.figures.screens import END, JUNE, START, screen
from tests.unit.dashboard.figures.test_burn_down import BEHIND

DAYS = month_ends(START, END)
STEPS = [(day, left) for day, left in zip(DAYS[:7], (72, 72, 70, 68, 66, 63, 57), strict=True)]


def ahead(subject: Subject = "people", left: tuple[int, ...] = BEHIND.poor) -> Projection:
    given = forecast(left, steps=6, most=1200)
    assert given is not None
    return Projection(
        subject=subject,
        state="unlikely",
        as_of=JUNE,
        deadline=END,
        now=left[-1],
        months=6,
        days=DAYS[7:],
        forecast=given,
        required=150.0,
        made=50.0,
        best=None,
    )


@pytest.mark.parametrize("variant", ["full", "brief", "compact"])
def test_the_band_stands_in_place_of_the_pace_carried_on(variant: Variant) -> None:
    found = ahead()
    figure = burn_down_figure(screen(), BEHIND, height=400, variant=variant, ahead=found)
    names = [trace["name"] for trace in figure["data"]]
    assert names[:2] == ["low", "high"]
    assert names.count("projected") == 1
    low, high = figure["data"][:2]
    line = next(trace for trace in figure["data"] if trace["name"] == "projected")
    assert (high["fill"], high["fillcolor"]) == ("tonexty", LIGHT.base3)
    assert low["y"][0] == high["y"][0] == line["y"][0] == BEHIND.now
    assert len(line["x"]) == 7
    assert all(a <= b <= c for a, b, c in zip(low["y"], line["y"], high["y"], strict=True))


def test_point_and_range_stand_in_words() -> None:
    found = ahead()
    assert found.forecast is not None
    low, high = found.forecast.range
    texts = [
        each["text"] for each in burn_down_figure(screen(), BEHIND, height=400, ahead=found)["layout"]["annotations"]
    ]
    assert f"80% 区间 {low}–{high}" in texts
    assert any(f"推算年底仍余 {found.forecast.left} 人" in each for each in texts)
    assert not any("按现速" in each for each in texts)
    english = [each.text for each in ahead_words(screen(lang="en"), found)]
    assert english == [f"{found.forecast.left} expected to be left", f"80% range {low}–{high}"]


def test_no_range_leaves_the_chart_as_it_is() -> None:
    none = replace(ahead(), forecast=None, state="few")
    assert band_traces(screen(), none) == band_traces(screen(), None) == []
    assert ahead_words(screen(), none) == []
    with_none = burn_down_figure(screen(), BEHIND, height=400, ahead=none)
    assert with_none == burn_down_figure(screen(), BEHIND, height=400)


def test_a_month_not_reported_shows_the_plan_only() -> None:
    where = screen(as_of=DAYS[7], last=JUNE)
    assert [trace["name"] for trace in burn_down_figure(where, BEHIND, height=400, ahead=ahead())["data"]] == [
        "plan",
        "plan_now",
    ]


def test_villages_have_their_band_too() -> None:
    found = ahead("villages", tuple(left for _, left in STEPS))
    figure = steps_down_figure(screen(), STEPS, deadline=END, height=300, ahead=found)
    assert [trace["name"] for trace in figure["data"]] == ["low", "high", "even", "projected", "actual"]
    assert any("推算年底仍余" in each["text"] for each in figure["layout"]["annotations"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_words_are_clear_of_the_band(language: str) -> None:
    found = ahead()
    assert found.forecast is not None
    figure = burn_down_figure(screen(lang=language), BEHIND, height=400, ahead=found)
    heights = [each["y"] for each in figure["layout"]["annotations"] if each.get("xanchor") == "right"]
    assert min(heights) >= max(found.forecast.high)
