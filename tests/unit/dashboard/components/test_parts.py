"""The shared components: what they say, to the eye and to the ear."""

from datetime import date

import pytest
from dash.development.base_component import Component

from dashboard.components import bars, graph, marks, panel, source, states, table, text
from dashboard.components.drawer import drawer
from dashboard.figures import base
from dashboard.metrics.disclosure import Suppressed
from dashboard.metrics.registry import METRICS
from dashboard.opened import Look, Opened
from dashboard.queries.screen import Screen, open_screen
from dashboard.queries.status import STATUSES, Status
from dashboard.queries.villages import CriterionResult
from dashboard.theme import LIGHT, PROJECTOR
from dashboard.view import View
from data.rules import rules_in_group
from data.text import Locale
from tests.conftest import Loader
from tests.trees import parts, words

DAY = date(2016, 6, 30)


def label(component: Component) -> str:
    return component.to_plotly_json()["props"].get("aria-label", "")


@pytest.fixture
def screen(loaded: Loader, store_url: str) -> Screen:
    loaded()
    return open_screen(store_url, View("en", as_of=DAY))


def test_the_source_of_every_figure_can_be_read(screen: Screen) -> None:
    for metric_id, metric in METRICS.items():
        drawn = source.chip(screen, metric_id)
        assert metric.name.en in label(drawn)
        look = Look(Opened.of(metric_id, as_of=DAY))
        said = words(drawer(screen, look))
        for expected in (metric.formula.en, metric_id, "2016-06-30", "Registers"):
            assert expected in said, metric_id


def test_a_policy_that_is_not_confirmed_says_so() -> None:
    said = {each.id: words(source.policy_lines(each, "en", on=DAY)) for each in METRICS.values()}
    marked = [each for each, text in said.items() if "to be confirmed" in text]
    confirmed = [each for each, text in said.items() if "✓ confirmed" in text]
    assert marked or confirmed
    assert not set(marked) & set(confirmed)


def test_a_clause_of_several_numbers_is_told_once() -> None:
    clauses = [each.clause["en"] for each in rules_in_group("flag", DAY)]
    said = words(source.policy_lines(METRICS["flag.total"], "en", on=DAY))
    assert len(set(clauses)) < len(clauses)
    assert [said.count(clause) for clause in clauses] == [1] * len(clauses)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_status_is_told_by_shape_and_word(status: Status, language: Locale) -> None:
    word = marks.status_word(language, status)
    assert label(marks.glyph(language, status)) == word
    with_word = marks.glyph(language, status, with_word=True)
    assert words(with_word) == word
    assert f"glyph-{status}" in with_word.children[0].className


def test_a_criterion_not_met_shows_a_cross_and_its_gap() -> None:
    rule = rules_in_group("village_criterion", DAY)[0]
    unmet = marks.criterion_mark("en", CriterionResult(rule, 0.1, met=False), gap="7 pp too high")
    assert words(unmet) == "✕"
    assert label(unmet) == f"{rule.label.en}: Not met 7 pp too high"
    assert words(marks.criterion_mark("en", CriterionResult(rule, 0.01, met=True))) == ""


def test_a_number_carries_its_unit(screen: Screen) -> None:
    wanted = {12474: "12,474\u00a0people", 1: "1\u00a0person", None: "—", Suppressed(5): "<5\u00a0people"}
    assert {value: words(text.number("people.poor", value, screen)) for value in wanted} == wanted


def test_a_bullet_draws_its_gap_only_below_the_target() -> None:
    def gaps(value: float | None) -> list[Component]:
        drawn = bars.bullet(bars.BulletValue(value, 2.0, "2%"), label="x")
        return [each for each in parts(drawn) if getattr(each, "className", "") == "bar-gap"]

    assert len(gaps(1.5)) == 1
    assert gaps(1.5)[0].style == {"left": "50.00%", "width": "16.67%"}
    assert gaps(2.0) == gaps(3.5) == gaps(None) == []


def test_a_bar_never_leaves_its_track() -> None:
    assert [bars.percent(share) for share in (-1, 0.5, 7)] == ["0.00%", "50.00%", "100.00%"]


def test_a_key_figure_behind_is_marked_and_others_are_not() -> None:
    assert "is-behind" in panel.kpi("poor", "1", "people", gap="+1", behind=True).className
    assert "is-behind" not in panel.kpi("poor", "1", "people").className


def test_a_panel_has_a_heading_and_its_zones_rule() -> None:
    drawn = panel.panel("A finding", "body", sub="unit", source="note", zone="南部")
    assert "panel-south" in drawn.className
    assert drawn.children[0].to_plotly_json()["type"] == "H2"


def test_a_table_has_scoped_heads_and_says_what_it_leaves_out() -> None:
    columns = [table.Column("village"), table.Column("people", "right")]
    rows = [table.TableRow([f"v{number}", str(number)]) for number in range(5)]
    drawn = table.data_table(columns, rows[:2], caption="c", language="en", count=len(rows))
    scopes = [each.scope for each in parts(drawn) if each.to_plotly_json()["type"] == "Th"]
    assert scopes == ["col", "col", "row", "row"]
    assert "The first 2 of 5 rows" in words(drawn)
    many = [table.TableRow(["v", "1"])] * (table.MOST_ROWS + 1)
    assert "The first 500 of 501 rows" in words(table.data_table(columns, many, caption="c", language="en"))
    with pytest.raises(ValueError, match="zip"):
        table.data_table(columns, [table.TableRow(["alone"])], caption="c", language="en")


def test_a_month_not_reported_names_itself_and_leads_back(loaded: Loader, store_url: str) -> None:
    loaded()
    ahead = open_screen(store_url, View("en", as_of=date(2016, 9, 30)))
    assert not ahead.is_known
    drawn = states.not_reported(ahead, path="/exit")
    assert "Sep 2016 has not been reported" in words(drawn)
    assert [each.href for each in parts(drawn) if hasattr(each, "href")] == ["/exit?lang=en&as_of=2016-06-30"]


def test_a_graph_is_described_and_cannot_be_sent_away(screen: Screen) -> None:
    drawn = graph.graph(
        "g", base.empty_figure(screen, "nothing yet", height=200), alt="poor people", height=200, language="zh"
    )
    assert label(drawn) == "poor people"
    config = drawn.children.config
    assert config["showSendToCloud"] is False
    assert config["displaylogo"] is False
    assert config["locale"] == "zh-CN"


def test_figures_take_their_colours_and_sizes_from_the_screen(screen: Screen, store_url: str) -> None:
    present = open_screen(store_url, View("en", as_of=DAY, present=True))
    small, large = (base.base_layout(each, height=100) for each in (screen, present))
    assert small["font"]["color"] == LIGHT.ink
    assert large["font"]["color"] == PROJECTOR.ink
    assert large["font"]["size"] > small["font"]["size"]


def test_a_layout_is_laid_over_the_base_in_depth(screen: Screen) -> None:
    made = base.figure(screen, [], {"xaxis": {"range": [0, 1]}, "dragmode": "pan"}, height=100)
    assert made["layout"]["xaxis"]["range"] == [0, 1]
    assert made["layout"]["xaxis"]["fixedrange"] is True
    assert made["layout"]["dragmode"] == "pan"
    assert made["layout"]["height"] == 100


def test_an_empty_figure_says_why(screen: Screen) -> None:
    assert base.empty_figure(screen, "no rows", height=100)["layout"]["annotations"][0]["text"] == "no rows"
