"""What is written on the map (地图注记): towns, zones beside the county, the selected village; never on each other."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import inf
from typing import Any

from dashboard import names
from dashboard.figures.base import palette_of, sizes_of
from dashboard.figures.glyphs import Mark
from dashboard.figures.labels import LINE_HEIGHT, Label, Placed, Spot, overlap, place, room, text_width
from dashboard.figures.map import DECIMALS, Window, neighbour_name
from dashboard.metrics.formats import with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.areas import TownLand, land
from dashboard.queries.figures import figures_by
from dashboard.queries.screen import Screen
from dashboard.theme import ZONES
from data.text import Locale
from geo.shapes import neighbours, project

Note = dict[str, Any]

SCREENS = ((1130, 814), (920, 620), (358, 440))
"""Width and height in px of the map on a desk, on a projector and on a phone: names must not collide on any."""
CROWDED = 0.012
"""Towns nearer than the root of this, in map units, hem each other in."""
ZONE_PLACES = {"北部": (108.70, 38.005), "中部": (108.20, 37.24), "南部": (109.36, 37.08)}
"""Where a zone's name ends beside the county, in degrees."""
EVERYWHERE = (-inf, -inf, inf, inf)
CALLOUT_PAD = 8
CALLOUT_RADIUS = 22


@dataclass(frozen=True, slots=True)
class Callout:
    """The box that names the selected village: its lines, where it stands, the towns it would cover."""

    lines: tuple[str, ...]
    placed: Placed
    hidden: frozenset[str]


def scales_of(window: Window) -> tuple[float, ...]:
    """Return px a map unit on each of the three screens."""
    return tuple(window.scale(*size) for size in SCREENS)


def town_words(language: Locale, code: str, name: str) -> str:
    """Return a town's name as it stands on the map: without its kind in English."""
    label = names.town_label(language, code, name=name)
    return label.removesuffix(" Town").removesuffix(" Subdistrict")


def town_labels(screen: Screen, window: Window, marks: tuple[Mark, ...], *, disc: float = 0.0) -> tuple[Placed, ...]:
    """Return the towns' names placed clear of each other on all three screens; none in a presentation.

    ``disc`` is the diameter in px of the discs the glyphs stand on, where they do.
    """
    if screen.view.present:
        return ()
    spots = tuple(Spot(mark.x, mark.y, max(mark.size + 4, disc) / 2) for mark in marks)
    return _placed_towns(land(screen.reading).towns, screen.language, spots, window, sizes_of(screen).note)


@lru_cache(maxsize=64)
def _placed_towns(
    towns: tuple[TownLand, ...], language: Locale, spots: tuple[Spot, ...], window: Window, size: int
) -> tuple[Placed, ...]:
    labels = []
    for each in towns:
        x, y = project(*each.seat)
        width = text_width(town_words(language, each.area.code, each.area.name), size)
        labels.append(Label(each.area.code, x, y, width, size * LINE_HEIGHT))
    scales = scales_of(window)
    # The towns with least room choose first: those at the edge, then those hemmed in most closely.
    crowd = {one.key: sum((one.x - o.x) ** 2 + (one.y - o.y) ** 2 < CROWDED for o in labels) for one in labels}
    space = {label.key: room(label, scales=scales, inside=window.box) for label in labels}
    ordered = sorted(labels, key=lambda label: (space[label.key], -crowd[label.key]))
    return place(ordered, spots, scales=scales, inside=window.box)


def town_notes(screen: Screen, placed: tuple[Placed, ...]) -> list[Note]:
    """Return the towns' names as annotations held at their seats, moved by pixels."""
    palette, size = palette_of(screen), sizes_of(screen).note
    areas = {each.area.code: each.area.name for each in land(screen.reading).towns}
    return [
        _note(town_words(screen.language, each.label.key, areas[each.label.key]), each)
        | {"font": {"size": size, "color": palette.ink}}
        for each in placed
    ]


def zone_notes(screen: Screen) -> list[Note]:
    """Return name, villages and incidence of each zone beside the county; none on a part or a slide."""
    view = screen.view
    if view.zone or view.town or view.present:
        return []
    size = sizes_of(screen)
    found = []
    for zone, point in ZONE_PLACES.items():
        x, y = project(*point)
        line = _zone_line(screen, zone)
        text = f"<b>{escape(names.zone_label(screen.language, zone))}</b><br>{line}"
        found.append(
            {
                "x": round(x, DECIMALS),
                "y": round(y, DECIMALS),
                "text": text,
                "showarrow": False,
                "xanchor": "right",
                "align": "left",
                "font": {"size": size.text + 1, "color": ZONES[zone].text},
            }
        )
    return found


def zone_boxes(screen: Screen) -> tuple[Placed, ...]:
    """Return where the zones' notes stand: left of their points, three lines each."""
    size, found = sizes_of(screen).text + 1, []
    for note in zone_notes(screen):
        lines = str(note["text"]).replace("<b>", "").replace("</b>", "").split("<br>")
        width = max(text_width(line, size) for line in lines)
        label = Label("", note["x"], note["y"], width, len(lines) * size * LINE_HEIGHT)
        found.append(Placed(label, -width / 2, 0))
    return tuple(found)


def neighbour_labels(screen: Screen, window: Window) -> tuple[Placed, ...]:
    """Return the names of the counties next door; one that would lie on a zone's note moves aside or stays away."""
    if screen.view.present:
        return ()
    size, scales, taken = sizes_of(screen).note, scales_of(window), zone_boxes(screen)
    found: list[Placed] = []
    for each in neighbours():
        name, (x, y) = neighbour_name(each, screen.language), project(*each.label)
        label = Label(name, x, y, text_width(name, size), size * LINE_HEIGHT)
        usual = Placed(label, 0, -label.height_px / 2)
        is_free = not any(overlap(usual, other, scale) for other in taken for scale in scales)
        found += (usual,) if is_free else place([label], (), scales=scales, inside=window.box, taken=taken)
    return tuple(found)


def neighbour_notes(screen: Screen, window: Window) -> list[Note]:
    """Return the names of the counties next door as annotations."""
    font = {"size": sizes_of(screen).note, "color": palette_of(screen).ink3}
    return [_note(each.label.key, each) | {"font": font} for each in neighbour_labels(screen, window)]


def _zone_line(screen: Screen, zone: str) -> str:
    """Return a zone's number of poor villages and, once reported, its incidence, one below the other."""
    figures = figures_by(screen.reading, screen.as_of, "zone")
    parts = []
    for metric_id in ("villages.registered", "people.incidence"):
        if metric_id == "people.incidence" and not screen.is_known:
            continue
        figure = metric(metric_id)
        words = with_unit(figure, figures.get(metric_id, {}).get(zone), screen.language)
        parts.append(words if metric_id == "villages.registered" else f"{figure.short[screen.language]} {words}")
    return "<br>".join(parts)


def callout(screen: Screen, mark: Mark, towns: tuple[Placed, ...], window: Window) -> Callout:
    """Return the selected village's box, placed off the towns' names where it can be.

    The style sheet hides it on a phone, where it would cover the county and the panel below says the same.
    """
    size, scales = sizes_of(screen), scales_of(window)[:-1]
    lines = tuple(mark.hover.split("<br>"))
    width = max(text_width(line, size.text) for line in lines) + 2 * CALLOUT_PAD
    label = Label(mark.key, mark.x, mark.y, width, len(lines) * size.text * LINE_HEIGHT + 2 * CALLOUT_PAD)
    spots = (Spot(mark.x, mark.y, CALLOUT_RADIUS),)
    free = (
        place([label], spots, scales=scales, inside=window.box, taken=towns)
        or place([label], spots, scales=scales, inside=window.box)
        or place([label], spots, scales=scales, inside=EVERYWHERE)
    )
    hidden = frozenset(each.label.key for each in towns if any(overlap(free[0], each, scale) for scale in scales))
    return Callout(lines, free[0], hidden)


def callout_note(screen: Screen, box: Callout) -> Note:
    """Return the selected village's box as an annotation with an accent edge."""
    palette, size = palette_of(screen), sizes_of(screen)
    text = f"<b>{box.lines[0]}</b><br>" + "<br>".join(box.lines[1:])
    return _note(text, box.placed) | {
        "align": "left",
        "bgcolor": palette.panel,
        "bordercolor": palette.accent,
        "borderwidth": 1.5,
        "borderpad": CALLOUT_PAD - 2,
        "font": {"size": size.text, "color": palette.ink},
    }


def _note(text: str, placed: Placed) -> Note:
    label = placed.label
    return {
        "x": round(label.x, DECIMALS), "y": round(label.y, DECIMALS), "text": text, "showarrow": False,
        "xshift": round(placed.dx, 1), "yshift": round(placed.dy, 1),
    }  # fmt: skip
