"""The map as a whole: every state of the store and the view draws, and says what it should."""

from datetime import date

import pytest
from dash import Dash

from dashboard import ids
from dashboard.components.frame import PageContent
from dashboard.components.map_rail import class_words
from dashboard.components.map_time import first_step, next_step
from dashboard.figures.village_map import classes_of
from dashboard.queries.map_villages import INDICATORS, map_villages
from dashboard.queries.screen import Screen, open_screen
from dashboard.view import View
from pages import map as page
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH
from tests.conftest import Loader
from tests.trees import of_class, parts, words


def screen(url: str, **query: str) -> Screen:
    return open_screen(url, View.from_query(query))


def drawn(url: str, **query: str) -> PageContent:
    return page.draw(screen(url, **query))


def behind(code: str, count: int) -> builders.Delivery:
    """Households that stay poor, so that their village falls behind its plan."""
    return {"households": [builders.household(f"B{at}", code) for at in range(count)]}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_draws_in_both_languages(loaded: Loader, store_url: str, indicator: str, language: str) -> None:
    loaded()
    content = drawn(store_url, metric=indicator, lang=language)
    assert words(content.finding)
    assert len(of_class(content.body, "hist-bar")) == 5
    assert [1 for each in parts(content.body) if getattr(each, "id", None) == ids.MAP] == [1]


def test_the_finding_names_the_towns_of_villages_behind(loaded: Loader, store_url: str) -> None:
    county = builders.county()
    county["households"] += [builders.household(f"B{at}", NORTH) for at in range(20)]
    county["persons"] += [builders.person(f"Q{at:03d}", f"B{at}") for at in range(20)]
    loaded(county)
    content = drawn(store_url)
    assert words(content.finding) == "严重滞后村 1 个，全部在红墩界镇"
    assert words(of_class(content.finding, "accent")) == "全部在红墩界镇"
    assert words(drawn(store_url, present="1").finding) == "1 村严重滞后，红墩界镇最多"


def test_without_a_village_behind_nothing_is_in_the_accent(loaded: Loader, store_url: str) -> None:
    loaded()
    content = drawn(store_url)
    assert words(content.finding) == "没有严重滞后村，1 个村临近达标"
    assert of_class(content.finding, "accent") == []
    assert words(drawn(store_url, town=CENTRE[:9]).finding) == "1 个贫困村全部退出"
    assert words(drawn(store_url, town=NORTH[:9]).finding) == "没有严重滞后村，1 个村尚未退出"


def test_a_filter_that_leaves_nothing_says_so(loaded: Loader, store_url: str) -> None:
    loaded()
    content = drawn(store_url, town="610824999")
    assert words(content.finding) == "所选范围内没有贫困村"
    assert of_class(content.body, "state-empty")


def test_a_month_not_reported_shows_the_plan_only(loaded: Loader, store_url: str) -> None:
    loaded()
    content = drawn(store_url, as_of="2016-09-30", village=SOUTH)
    assert words(content.finding).startswith("2016年9月尚未报送：按计划，图上 4 村应剩未脱贫 ")
    assert of_class(content.body, "village-figures") == []
    assert of_class(content.body, "status-legend") == []
    assert "本月尚未报送" in words(content.body)


def test_a_village_opens_with_its_figures(loaded: Loader, store_url: str) -> None:
    loaded()
    content = drawn(store_url, village=SOUTH)
    side = words(of_class(content.body, "map-village"))
    for said in ("南甲村", "周河镇", "临近达标", "省级贫困村", "退出标准 7 项达到 6 项，水未达到", "县林业局"):
        assert said in side
    assert len(of_class(content.body, "mark-met")) == 6
    assert len(of_class(content.body, "mark-unmet")) == 1


def test_the_gap_stands_where_there_is_a_number(loaded: Loader, store_url: str) -> None:
    poor: builders.Row = {**builders.village_check(SOUTH), "贫困发生率（%）": 14.2}
    loaded({**builders.county(), "village_checks": [poor]})
    assert "差 11.2 个百分点" in words(drawn(store_url, village=SOUTH).body)
    assert "11.2 pp short" in words(drawn(store_url, village=SOUTH, lang="en").body)


def test_a_village_without_a_check_or_people_posted_says_so(loaded: Loader, store_url: str) -> None:
    loaded({"villages": builders.county()["villages"]})
    side = words(of_class(drawn(store_url, village=SOUTH).body, "map-village"))
    for said in ("还没有验收记录", "没有驻村工作队或第一书记的记录", "没有变动记录", "没有未脱贫户"):
        assert said in side
    assert "—" in side


def test_small_counts_of_causes_are_withheld(loaded: Loader, store_url: str) -> None:
    loaded()
    side = words(of_class(drawn(store_url, village=CENTRE).body, "map-village"))
    assert "因病<5" in side


def test_an_unknown_village_is_said_to_be_unknown(loaded: Loader, store_url: str) -> None:
    loaded()
    assert "610824999999" in words(drawn(store_url, village="610824999999").body)


def test_villages_without_a_position_are_counted_and_linked(loaded: Loader, store_url: str) -> None:
    loaded()
    content = drawn(store_url)
    assert "4 个村没有坐标，未在图上" in words(content.body)
    links = [each.href for each in parts(of_class(content.body, "map-unplaced")) if hasattr(each, "href")]
    assert "open=villages.unplaced" in links[0]
    assert len(links) == 5
    assert all("village=" in href for href in links[1:])


def test_the_map_says_what_is_schematic(loaded: Loader, store_url: str) -> None:
    loaded()
    foot = words(of_class(drawn(store_url).body, "map-foot"))
    assert "示意、非法定界" in foot
    assert "schematic" in words(of_class(drawn(store_url, lang="en").body, "map-foot"))


def test_a_slide_holds_four_numbers_at_most(loaded: Loader, store_url: str) -> None:
    loaded()
    content = drawn(store_url, present="1")
    assert len([each for each in parts(content.body) if type(each).__name__ == "B"]) == 4
    assert of_class(content.body, "timeline") == []


def test_months_are_links_and_those_not_reported_say_so(loaded: Loader, store_url: str) -> None:
    loaded()
    (track,) = of_class(drawn(store_url).body, "months")
    assert len(track.children) == 13
    assert len(of_class(track, "is-future")) == 6
    assert words(of_class(track, "is-now")[0].children).endswith("看 2016-06-30")


def test_playing_goes_month_by_month_and_stops_at_the_last_one_reported(loaded: Loader, store_url: str) -> None:
    loaded()
    view = first_step(screen(store_url))
    assert (view.as_of, view.show) == (date(2015, 12, 31), "play")
    seen = []
    while view.show == "play":
        view = next_step(open_screen(store_url, view))
        seen.append(view.as_of)
    assert seen[0] == date(2016, 1, 31)
    assert seen[-1] == date(2016, 6, 30)
    assert len(seen) == 6


def test_the_timer_stands_on_the_page_only_while_playing(loaded: Loader, store_url: str) -> None:
    loaded()
    timers = [
        [each for each in parts(drawn(store_url, **query).body) if getattr(each, "id", None) == ids.PLAY_TIMER]
        for query in ({}, {"show": "play", "as_of": "2016-02-29"})
    ]
    assert [len(found) for found in timers] == [0, 1]
    assert getattr(timers[1][0], "interval", None) == 1000


def test_a_found_village_outside_the_filter_drops_the_filter(loaded: Loader, store_url: str) -> None:
    loaded()
    inside = page.opened(screen(store_url, zone="南部"), SOUTH)
    outside = page.opened(screen(store_url, zone="南部"), NORTH)
    assert (inside.zone, inside.village) == ("南部", SOUTH)
    assert (outside.zone, outside.village) == (None, NORTH)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"points": [{"customdata": SOUTH}]}, SOUTH),
        ({"points": [{"x": 1}]}, None),
        ({"points": []}, None),
        (None, None),
    ],
)
def test_a_click_means_a_village_or_nothing(data: dict[str, object] | None, code: str | None) -> None:
    assert page.clicked_village(data) == code


def test_classes_are_said_in_words(loaded: Loader, store_url: str) -> None:
    loaded()
    made = screen(store_url, metric="map.criteria_met")
    shown = map_villages(made)
    words = [class_words(made, shown, classes_of(made, shown), at) for at in range(5)]
    assert words == ["0–3 项", "4 项", "5 项", "6 项", "7 项"]
    made = screen(store_url, metric="people.out_share")
    shown = map_villages(made)
    words = [class_words(made, shown, classes_of(made, shown), at) for at in (0, 4)]
    assert words == ["0.0–20.0%", "80.0% 及以上"]


def test_every_id_of_the_callbacks_stands_on_the_page(loaded: Loader, store_url: str) -> None:
    loaded()
    app = Dash("test", pages_folder="")
    page.register(app)
    content = drawn(store_url, show="play", as_of="2016-02-29")
    there = {str(getattr(each, "id", "")) for each in parts(content.body)}
    wanted = {item["id"] for call in app._callback_list for item in call["inputs"]}
    assert len(wanted) >= 3
    assert wanted <= there
