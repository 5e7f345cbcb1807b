"""The panels on the goal: a wording for every state in both languages, paces to choose from, answers by hand."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from dashboard.components.forecast_panel import best_cell, best_words, named_paces, round_paces, try_out, try_words
from dashboard.components.forecast_words import back_test_words, finding_words, method_words, outcome_words, span
from dashboard.components.opening import unmarked
from dashboard.metrics.forecast import Forecast
from dashboard.queries.projections import BestPace, Projection, State, Subject
from tests.trees import of_class, parts, words
from tests.unit.dashboard.figures.screens import END, JUNE, screen

GIVEN = Forecast((900, 700), (400, 0), (1000, 950), months=6, errors=10, demand=2.54, tested=3, held=2)
BEST = BestPace("北部", 0.1266, 140.0, 153.6, date(2017, 2, 2))


def found(
    state: State = "unlikely", subject: Subject = "people", *, forecast: Forecast | None = GIVEN, now: int = 1000
) -> Projection:
    return Projection(
        subject=subject, state=state, as_of=JUNE, deadline=END, now=now, months=6,
        days=(date(2016, 11, 30), END), forecast=forecast, required=165.4, made=120.4, best=BEST,
    )  # fmt: skip


@pytest.mark.parametrize("state", get_args(State))
@pytest.mark.parametrize("subject", get_args(Subject))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_state_has_a_finding(state: State, subject: Subject, language: str) -> None:
    said = unmarked(finding_words(screen(lang=language), found(state, subject)))
    assert said
    assert "{" not in said
    assert "—" not in said


def test_findings_name_point_and_range() -> None:
    assert unmarked(finding_words(screen(), found())) == "年底清零不易：推算仍余 700 人，只有 80% 区间下端能到 0"
    assert "0–950 villages" in unmarked(finding_words(screen(lang="en"), found("unlikely", "villages")))
    assert unmarked(span(screen(lang="en"), found())) == "0–950 people"
    assert span(screen(), found(forecast=None)) == ""


@pytest.mark.parametrize(
    ("tested", "held", "zh", "en"),
    [
        (3, 2, "此前可比的 3 次推算，实际落在 80% 区间内 2 次", "Of 3 earlier forecasts the 80% range held 2"),
        (1, 1, "此前可比的 1 次推算", "Of 1 earlier forecast the 80% range held 1"),
        (0, 0, "还没有可比的早先区间", "No earlier range can be compared yet"),
    ],
)
def test_what_became_of_earlier_forecasts(tested: int, held: int, zh: str, en: str) -> None:
    given = found(forecast=replace(GIVEN, tested=tested, held=held))
    assert back_test_words(screen(), given).startswith(zh)
    assert back_test_words(screen(lang="en"), given).startswith(en)


def test_without_a_range_the_method_says_why() -> None:
    none = found("few", forecast=None)
    assert back_test_words(screen(), none) == ""
    assert method_words(screen(lang="en"), none) == "No range is given from fewer than four months of moves."
    assert "2.5 倍" in method_words(screen(), found())
    assert "bootstrap" in method_words(screen(lang="en"), found())


def test_outcomes() -> None:
    given = found()
    assert outcome_words(screen(), given, (0, date(2016, 12, 19))) == "12月19日可到 0，比期限早 12 天"
    assert unmarked(outcome_words(screen(), given, (96, date(2017, 1, 3)))) == "年底仍余 96 人，2017年1月3日才到 0"
    assert "never" in outcome_words(screen(lang="en"), given, (1000, None))


def test_the_fastest_zone_in_words() -> None:
    said = unmarked(best_words(screen(), found()))
    assert "北部风沙滩区最快" in said
    assert "12.7%" in said
    assert "140 人/月" in said
    assert words(best_cell(screen(), found())) == "余 154"
    in_time = replace(found(), best=replace(BEST, reached=date(2016, 12, 4)))
    assert best_cell(screen(lang="en"), in_time) == "zero on 4 December"
    assert best_cell(screen(), replace(found(), best=None)) == "—"
    assert best_words(screen(lang="en"), replace(found(), best=None)).startswith("No zone")


def test_paces_to_choose_from() -> None:
    # 165.4 needed x 1.6 = 264.6 in eight steps: steps of 50.
    assert round_paces(found()) == [50, 100, 150, 200, 250, 300, 350, 400]
    assert named_paces(found()) == {120: "made", 140: "best", 166: "needed"}
    assert round_paces(replace(found(), required=None, made=None)) == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("now", [1, 7, 1000, 18_900])
def test_the_pace_needed_reaches_zero(now: int) -> None:
    given = found(now=now)
    needed = next(pace for pace, name in named_paces(given).items() if name == "needed")
    given = replace(given, required=now / (184 / 30.4375))
    needed = next(pace for pace, name in named_paces(given).items() if name == "needed")
    assert given.at(needed)[0] == 0
    reached = given.at(needed)[1]
    assert reached is not None
    assert reached <= END


def test_the_pace_tried_is_answered() -> None:
    tree = try_out(screen(pace="500"), found())
    select = next(each for each in parts(tree) if type(each).__name__ == "Select")
    assert select.value == "500"
    assert {option["value"] for option in select.options} >= {"all", "50", "120", "166", "500"}
    assert words(of_class(tree, "forecast-answer")) == "按 500 人/月：8月30日可到 0，比期限早 123 天。"


def test_by_default_the_pace_made_is_answered() -> None:
    tree = try_out(screen(lang="en"), found())
    assert next(each for each in parts(tree) if type(each).__name__ == "Select").value == "all"
    assert words(of_class(tree, "forecast-answer")).startswith("At 120 people a month: 275 people left")
    assert try_words(screen(), replace(found(), made=None), None).startswith("近三个月还没有")
