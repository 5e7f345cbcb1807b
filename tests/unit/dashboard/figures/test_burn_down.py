"""The burn-down: which lines are drawn when, what the words say, and that words are clear of the lines."""

from datetime import date
from typing import Any

import pytest

from dashboard.figures.burn_down import Variant, burn_down_alt, burn_down_figure
from dashboard.metrics.arithmetic import month_ends, plan_line, projected_left, required_pace
from dashboard.queries.progress import BurnDown
from dashboard.queries.screen import Screen
from dashboard.theme import LIGHT, PROJECTOR
from tests.unit.dashboard.figures.screens import END, JUNE, START, screen


def burn(*poor: int, pace: float | None = 100.0, baseline: int = 1200) -> BurnDown:
    days = month_ends(START, END)[: len(poor)]
    on = days[-1]
    return BurnDown(
        as_of=on,
        start=START,
        deadline=END,
        days=days,
        poor=poor,
        baseline=baseline,
        plan_now=plan_line(baseline, on, start=START, deadline=END),
        required=required_pace(poor[-1], on, deadline=END),
        actual=pace,
        projected=projected_left(poor[-1], pace, as_of=on, deadline=END),
    )


BEHIND = burn(1200, 1150, 1100, 1050, 1000, 950, 900)
AHEAD = burn(1200, 1000, 800, 600, 500, 400, 300)


def drawn(given: BurnDown, where: Screen, variant: Variant = "full") -> dict[str, dict[str, Any]]:
    return {trace["name"]: trace for trace in burn_down_figure(where, given, height=400, variant=variant)["data"]}


def words(given: BurnDown, where: Screen, variant: Variant = "full") -> list[str]:
    figure = burn_down_figure(where, given, height=400, variant=variant)
    return [each["text"] for each in figure["layout"]["annotations"]]


def test_the_lines_of_a_county_behind() -> None:
    found = drawn(BEHIND, screen())
    assert set(found) == {"plan", "needed", "projected", "actual"}
    assert found["actual"]["x"] == [day.isoformat() for day in BEHIND.days]
    assert found["actual"]["y"] == [1200, 1150, 1100, 1050, 1000, 950, 900]
    assert found["plan"]["line"]["dash"] == "dash"
    assert (found["plan"]["y"][0], found["plan"]["y"][-1], found["plan"]["x"][-1]) == (1200, 0, "2016-12-31")
    assert (found["needed"]["y"], found["needed"]["line"]["color"]) == ([900, 0], LIGHT.accent)
    assert found["projected"]["y"] == [900, pytest.approx(900 - 100 * 184 / 30.4375)]


def test_the_words_of_a_county_behind() -> None:
    text = " ".join(words(BEHIND, screen()))
    assert "6月30日　900 人" in text
    assert "比计划多 297 人" in text
    assert "按现速年底仍余 295 人" in text
    assert "清零须每月 149 人" in text
    assert "近三个月月均 100 人" in text


def test_the_bracket_spans_the_gap_and_is_red_only_when_behind() -> None:
    for given, color in ((BEHIND, LIGHT.accent), (AHEAD, LIGHT.base2)):
        bracket = burn_down_figure(screen(), given, height=400)["layout"]["shapes"][0]
        assert (bracket["y0"], bracket["y1"], bracket["line"]["color"]) == (given.plan_now, given.now, color)
        assert bracket["x0"] == bracket["x1"] == "2016-06-30"


def test_ahead_says_fewer() -> None:
    assert "比计划少 303 人" in words(AHEAD, screen())


def test_a_month_not_reported_shows_the_plan_only() -> None:
    where = screen(as_of=JUNE, last=date(2016, 5, 31))
    assert set(drawn(BEHIND, where)) == {"plan", "plan_now"}
    text = " ".join(words(BEHIND, where))
    assert "尚未报送" in text
    assert "900" not in text
    assert burn_down_figure(where, BEHIND, height=400)["layout"]["shapes"] == []
    assert "尚未报送" in burn_down_alt(where, BEHIND)


def test_past_the_deadline_no_pace_is_drawn() -> None:
    given = burn(*range(1200, 1200 - 13 * 50, -50))
    found = drawn(given, screen(as_of=END, last=END))
    assert set(found) == {"plan", "actual"}
    assert "期限已过，仍有 600 人" in words(given, screen(as_of=END, last=END))


def test_too_few_months_are_not_carried_on() -> None:
    given = burn(1200, 1150)
    assert "projected" not in drawn(given, screen(as_of=date(2016, 1, 31), last=JUNE))


def test_nobody_left_needs_no_pace() -> None:
    given = burn(1200, 900, 600, 300, 200, 100, 0)
    assert set(drawn(given, screen())) == {"plan", "actual"}


def test_the_slide_has_three_lines_in_its_own_colours() -> None:
    found = drawn(BEHIND, screen(present="1"), "brief")
    assert set(found) == {"plan", "projected", "actual"}
    assert found["actual"]["line"] == {"color": PROJECTOR.base, "width": 6}


def test_small_multiples_have_no_words_and_share_an_axis() -> None:
    figure = burn_down_figure(screen(), BEHIND, height=100, variant="compact", top=5000)
    assert figure["layout"]["annotations"] == []
    assert figure["layout"]["yaxis"]["range"] == [0, 5000]


@pytest.mark.parametrize("given", [BEHIND, AHEAD, burn(1200, 1190), burn(*([1200] * 12))])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_axis_starts_at_zero_and_holds_every_line_below_the_words(given: BurnDown, language: str) -> None:
    figure = burn_down_figure(screen(as_of=given.as_of, last=END, lang=language), given, height=400)
    low, top = figure["layout"]["yaxis"]["range"]
    assert low == 0
    assert top > max(given.poor)
    right = [each for each in figure["layout"]["annotations"] if each["xanchor"] == "right"]
    assert right
    assert all(each["y"] >= given.now for each in right)
    highest = max(each["yshift"] for each in right) + 24
    plot = 400 - figure["layout"]["margin"]["t"] - figure["layout"]["margin"]["b"]
    assert right[0]["y"] / top * plot + highest <= plot + 1


def test_the_axis_names_both_ends_and_the_month_shown() -> None:
    axis = burn_down_figure(screen(), BEHIND, height=400)["layout"]["xaxis"]
    assert len(axis["tickvals"]) == 13
    assert [word for word in axis["ticktext"] if word] == ["2015年末", "3月", "<b>6月</b>", "9月", "年末"]
