"""The small map of the overview: zones by tint and pattern, poor villages by the shape of their status.

Only villages whose position is known are drawn; the land is the same as on the map page, without neighbours and names.
"""

from collections.abc import Sequence
from html import escape

from dashboard.figures.base import NO_MARGIN, Figure, figure, palette_of
from dashboard.figures.glyphs import Mark, glyph_traces, plate_trace
from dashboard.figures.map import county_window, land_traces
from dashboard.i18n import t
from dashboard.metrics.formats import format_value
from dashboard.metrics.registry import metric
from dashboard.names import town_label, village_label
from dashboard.queries.areas import Land
from dashboard.queries.opening import point
from dashboard.queries.screen import Screen
from dashboard.queries.status import STATUSES, VillageState
from geo.shapes import project

GLYPH = 11.0


def small_map_figure(screen: Screen, land: Land, states: Sequence[VillageState], *, height: int) -> Figure:
    """Return the map with one glyph a village of known position, those behind on top."""
    palette, window = palette_of(screen), county_window()
    placed = sorted((state for state in states if is_placed(state)), key=lambda state: STATUSES.index(state.status))
    marks = [_mark(screen, state) for state in placed]
    traces = land_traces(land, palette, zone=screen.view.zone, town=screen.view.town)
    traces += [plate_trace(marks, palette), *glyph_traces(marks, palette)] if marks else []
    hidden = {"visible": False, "fixedrange": True, "constrain": "domain"}
    layout = {
        "margin": NO_MARGIN,
        # The place decides the height: on a phone the style sheet makes the map as narrow as the county allows.
        "height": None,
        "xaxis": hidden | {"range": [window.west, window.east], "scaleanchor": "y"},
        "yaxis": hidden | {"range": [window.south, window.north]},
    }
    return figure(screen, traces, layout, height=height)


def is_placed(state: VillageState) -> bool:
    """Return whether the village's position is known."""
    return state.village.lon is not None and state.village.lat is not None


def placed_count(states: Sequence[VillageState]) -> int:
    """Return how many villages have a position."""
    return sum(is_placed(state) for state in states)


def _mark(screen: Screen, state: VillageState) -> Mark:
    x, y = project(state.village.lon or 0.0, state.village.lat or 0.0)
    opens = point(screen, "people.poor", village=state.village.code)
    return Mark(x, y, GLYPH, state.status, state.village.code, _hover(screen, state), opens)


def _hover(screen: Screen, state: VillageState) -> str:
    language, village = screen.language, state.village
    # Plotly reads some HTML in texts, and names come from cells.
    name = escape(village_label(language, village.name))
    town = escape(town_label(language, village.town_code, name=village.town_name))
    people = format_value(metric("people.poor"), state.poor, language)
    word = t(language, f"shell.status_{state.status}")
    return t(language, "overview.hover_village", village=name, town=town, status=word, people=people)
