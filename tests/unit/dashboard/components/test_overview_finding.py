"""The sentence of the day: every branch is worded in both languages, its number in the accent where it is behind."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from dashboard.components import plain_html as html
from dashboard.components.overview_charts import burn_title
from dashboard.components.overview_finding import brief_finding, finding, speech_tag, sub_line
from dashboard.metrics.arithmetic import plan_line, required_pace
from dashboard.queries.outlook import Branch, Outlook
from dashboard.queries.progress import BurnDown
from tests.trees import words
from tests.unit.dashboard.figures.screens import END, JUNE, START, screen
from tests.unit.dashboard.figures.test_ahead import ahead

SHORT_TITLE = 20
"""Characters that fit one line of a slide at 44 px."""


def outlook(branch: Branch, *, on: date = JUNE, now: int = 10_333) -> Outlook:
    burn = BurnDown(
        as_of=on,
        start=START,
        deadline=END,
        days=(START, on),
        poor=(18_900, now),
        baseline=18_900,
        plan_now=plan_line(18_900, on, start=START, deadline=END),
        required=required_pace(now, on, deadline=END),
        actual=1400.0,
        projected=1493.0,
    )
    return Outlook(branch, burn, 8559, 0.453, 1493)


@pytest.mark.parametrize("branch", get_args(Branch))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_branch_has_a_whole_sentence(branch: Branch, language: str) -> None:
    title = words(list(finding(screen(lang=language), outlook(branch))))
    assert len(title) > 10
    assert "{" not in title
    assert "\x00" not in title
    assert brief_finding(screen(lang=language), outlook(branch))


@pytest.mark.parametrize("branch", get_args(Branch))
def test_a_slide_s_title_is_one_line(branch: Branch) -> None:
    assert len(words(brief_finding(screen(), outlook(branch)))) <= SHORT_TITLE


@pytest.mark.parametrize(
    ("branch", "number"),
    [
        ("behind_short", "1,493 人"),
        ("behind_early", "831 人"),
        ("behind_reaching", "831 人"),
        ("past_left", "1.03 万人"),
    ],
)
def test_the_number_that_matters_is_in_the_accent(branch: Branch, number: str) -> None:
    marked = [each for each in finding(screen(), outlook(branch)) if isinstance(each, html.Span)]
    assert [each.className for each in marked] == ["accent"]
    assert words(marked[0]) in (number, "10,333 人")


@pytest.mark.parametrize("branch", ["ahead_short", "on_plan_short", "ahead_reaching", "cleared", "not_reported"])
def test_nothing_is_red_where_nothing_is_behind(branch: Branch) -> None:
    assert "accent" not in {getattr(each, "className", "") for each in finding(screen(), outlook(branch))}


def test_the_place_of_the_filter_is_named_first() -> None:
    assert words(list(finding(screen(zone="南部"), outlook("cleared")))).startswith("南部白于山区：")
    assert words(list(finding(screen(town="610824104", lang="en"), outlook("cleared")))).startswith("Zhouhe Town: ")


def test_the_deadline_s_own_day_is_called_so() -> None:
    assert "今天" in words(list(finding(screen(), outlook("past_left", on=END))))
    assert "90 天" in words(list(finding(screen(), outlook("past_left", on=date(2017, 3, 31)))))


def test_the_goal_comes_from_the_speech_and_is_tagged() -> None:
    line = sub_line(screen(), outlook("behind_short"))
    text = words(list(line))
    assert "72 个贫困村" in text
    assert "1.89 万人" in text
    assert "已过 182 天，余 184 天" in text
    tag = next(each for each in line if isinstance(each, html.Span))
    assert "1.89万在册贫困人口" in tag.title


def test_a_tag_says_whether_the_register_agrees_with_the_speech() -> None:
    assert speech_tag(screen(), "control.cadres", value=163).children == "讲话"
    assert speech_tag(screen(), "control.cadres", value=160).children == "讲话 163"
    assert speech_tag(screen(), "goal.people", value=18_940).children == "讲话"


@pytest.mark.parametrize("branch", [each for each in get_args(Branch) if each.endswith(("_short", "_reaching"))])
@pytest.mark.parametrize(("language", "said"), [("zh", "80% 区间"), ("en", "80% range")])
def test_what_is_expected_comes_with_its_range(branch: Branch, language: str, said: str) -> None:
    found = ahead()
    assert found.forecast is not None
    with_range = replace(outlook(branch), ahead=found, left=found.forecast.left)
    low, high = found.forecast.range
    title = words(list(finding(screen(lang=language), with_range)))
    assert said in title
    assert f"{low}–{high}" in title
    assert said not in words(list(finding(screen(lang=language), outlook(branch))))


def test_a_pace_that_would_do_is_not_said_to_be_enough_where_people_are_expected_to_be_left() -> None:
    short = outlook("ahead_short")
    fast = replace(short, burn=replace(short.burn, actual=2000.0), ahead=ahead())
    assert words(list(burn_title(screen(), fast))) == "近三个月的速度若能保持可以清零，但推算仍余 1,493 人"
    assert words(list(burn_title(screen(), replace(fast, ahead=None)))) == "近三个月的速度足以在年底前清零"
