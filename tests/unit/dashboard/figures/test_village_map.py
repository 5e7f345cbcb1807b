"""The map of the villages: indicator by size or colour, names that do not collide, the selection, small JSON."""

from datetime import date
from itertools import combinations

import orjson
import pytest

from dashboard.figures.base import Figure
from dashboard.figures.labels import overlap
from dashboard.figures.map import county_window
from dashboard.figures.map_names import SCREENS, callout, neighbour_labels, scales_of, town_labels, zone_boxes
from dashboard.figures.village_map import CLASS_DISC, LARGEST, classes_of, mark_of, village_map, window_for
from dashboard.queries.map_villages import map_villages
from dashboard.queries.screen import Screen, open_screen
from dashboard.theme import LIGHT, RAMP
from dashboard.view import View
from geo.shapes import neighbours
from tests import builders
from tests.builders import CENTRE, NORTH, SOUTH, SOUTH_2
from tests.conftest import Loader

PLACES = {SOUTH: (108.59, 37.10), SOUTH_2: (108.62, 37.13), CENTRE: (108.79, 37.50)}
MOST_BYTES = 120_000


def county() -> builders.Delivery:
    """The usual county with positions for three of its four poor villages."""
    made = builders.county()
    for village in made["villages"]:
        lon, lat = PLACES.get(str(village["村编码"]), (None, None))
        village.update({"经度": lon, "纬度": lat})
    return made


def screen(url: str, **query: str) -> Screen:
    return open_screen(url, View.from_query(query))


def drawn(url: str, **query: str) -> Figure:
    made = screen(url, **query)
    return village_map(made, map_villages(made), selected=query.get("village"), height=800)


def glyphs(figure: Figure) -> Figure:
    return next(trace for trace in figure["data"] if "customdata" in trace)


def discs_of(figure: Figure) -> list[Figure]:
    return [trace for trace in figure["data"] if trace.get("marker", {}).get("size") == CLASS_DISC]


def test_villages_with_a_position_are_drawn_and_named(loaded: Loader, store_url: str) -> None:
    loaded(county())
    trace = glyphs(drawn(store_url))
    assert sorted(trace["customdata"]) == sorted([SOUTH, SOUTH_2, CENTRE])
    assert any(text.startswith("南甲村<br>周河镇") for text in trace["hovertext"])


def test_a_rate_is_shown_by_the_colour_of_the_disc(loaded: Loader, store_url: str) -> None:
    loaded(county())
    made = screen(store_url, metric="people.out_share")
    shown = map_villages(made)
    figure = village_map(made, shown, selected=None, height=800)
    discs = discs_of(figure)
    assert len(discs) == 1
    known = sorted((each for each in shown.placed if each.value is not None), key=lambda each: -(each.value or 0))
    expected = [RAMP[classes_of(made, shown).of(each.value or 0)] for each in known]
    assert sorted(discs[0]["marker"]["color"]) == sorted(expected)


def test_a_count_is_shown_by_size_by_area(loaded: Loader, store_url: str) -> None:
    loaded(county())
    made = screen(store_url, metric="people.poor")
    shown = map_villages(made)
    sizes = {each.village.code: mark_of(made, shown, each).size for each in shown.placed}
    assert max(sizes.values()) <= LARGEST
    assert sizes[CENTRE] > sizes[SOUTH]
    figure = village_map(made, shown, selected=None, height=800)
    assert discs_of(figure) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_of_towns_do_not_collide_at_the_three_sizes(loaded: Loader, store_url: str, language: str) -> None:
    loaded(county())
    made = screen(store_url, lang=language)
    shown = map_villages(made)
    marks = tuple(mark_of(made, shown, each) for each in shown.placed)
    placed = town_labels(made, county_window(), marks)
    assert len(SCREENS) == len(scales_of(county_window())) == 3
    assert len(placed) == 17
    assert not [
        (one.label.key, other.label.key, scale)
        for one, other in combinations(placed, 2)
        for scale in scales_of(county_window())
        if overlap(one, other, scale)
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_county_next_door_is_named_on_a_zones_note(loaded: Loader, store_url: str, language: str) -> None:
    loaded(county())
    made, window = screen(store_url, lang=language), county_window()
    names, boxes = neighbour_labels(made, window), zone_boxes(made)
    assert (len(names), len(boxes)) == (len(neighbours()), 3)
    assert not [
        (each.label.key, scale)
        for each in names
        for box in boxes
        for scale in scales_of(window)
        if overlap(each, box, scale)
    ]
    assert neighbour_labels(screen(store_url, present="1"), window) == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_selected_villages_box_covers_no_name(loaded: Loader, store_url: str, language: str) -> None:
    loaded(county())
    made = screen(store_url, lang=language)
    shown = map_villages(made)
    marks = {each.village.code: mark_of(made, shown, each) for each in shown.placed}
    towns = town_labels(made, county_window(), tuple(marks.values()))
    box = callout(made, marks[SOUTH], towns, county_window())
    assert len(box.hidden) <= 1
    left = [each for each in towns if each.label.key not in box.hidden]
    assert not [each for each in left for scale in scales_of(county_window())[:-1] if overlap(box.placed, each, scale)]


def test_the_selection_is_a_ring_in_the_accent(loaded: Loader, store_url: str) -> None:
    loaded(county())
    figure = drawn(store_url, village=SOUTH)
    ring = figure["data"][-1]
    assert (ring["marker"]["color"], ring["marker"]["line"]["width"]) == (LIGHT.accent, 3.5)
    boxes = [note for note in figure["layout"]["annotations"] if note.get("bordercolor") == LIGHT.accent]
    assert [box["text"].split("<br>")[0] for box in boxes] == ["<b>南甲村</b>"]


def test_a_selected_village_without_a_position_is_not_ringed(loaded: Loader, store_url: str) -> None:
    loaded(county())
    assert glyphs(drawn(store_url, village=NORTH)) == glyphs(drawn(store_url))
    assert len(drawn(store_url, village=NORTH)["data"]) == len(drawn(store_url)["data"])


def test_names_from_cells_are_escaped(loaded: Loader, store_url: str) -> None:
    made = county()
    made["villages"][0]["行政村"] = "<a href=x>南</a>村"
    loaded({"villages": made["villages"]})
    assert not [text for text in glyphs(drawn(store_url))["hovertext"] if "<a" in text]


def test_a_month_not_reported_shows_neither_status_nor_class(loaded: Loader, store_url: str) -> None:
    loaded(county())
    trace = glyphs(drawn(store_url, as_of="2016-11-30"))
    assert set(trace["marker"]["color"]) == {LIGHT.panel}
    assert all("尚未发生" in text and "—" in text for text in trace["hovertext"])


def test_zoom_is_kept_from_month_to_month_but_not_to_another_zone(loaded: Loader, store_url: str) -> None:
    loaded(county())
    keys = [
        drawn(store_url, **query)["layout"]["uirevision"] for query in ({}, {"as_of": "2016-03-31"}, {"zone": "北部"})
    ]
    assert keys[0] == keys[1] != keys[2]


def test_a_zone_fills_the_window(loaded: Loader, store_url: str) -> None:
    loaded(county())
    whole, part = county_window(), window_for(screen(store_url, zone="北部"))
    assert part.north - part.south < whole.north - whole.south
    assert window_for(screen(store_url, town="610824999")) == whole


def test_classes_are_the_same_in_every_month(loaded: Loader, store_url: str) -> None:
    loaded(county())
    found = []
    for day in (date(2015, 12, 31), date(2016, 6, 30)):
        made = screen(store_url, metric="people.incidence", as_of=day.isoformat())
        found.append(classes_of(made, map_villages(made)))
    assert found[0] == found[1]
    assert found[0].limits[1] == 0.03


def test_the_figure_is_small(loaded: Loader, store_url: str) -> None:
    loaded(county())
    assert len(orjson.dumps(drawn(store_url, village=SOUTH))) < MOST_BYTES
