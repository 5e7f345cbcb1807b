"""A small outline of the county with one zone tinted and patterned (片区示意), as an image without any request."""

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.queries.areas import land
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.screen import Screen
from dashboard.theme import LIGHT, ZONES
from geo.area import Ring
from geo.shapes import project_ring

WIDTH, HEIGHT, EDGE = 112, 132, 2
PATTERNS = {
    "/": '<path d="M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2" stroke="{mark}" stroke-width="1"/>',
    ".": '<circle cx="3" cy="3" r="0.9" fill="{outline}"/>',
}


def silhouette(screen: Screen, zone: str | None, *, alt: str) -> Component:
    """Return the picture; a zone outside the three leaves the county untinted."""
    return html.Img(src=_picture(screen.reading, zone), alt=alt, className="silhouette", width=WIDTH, height=HEIGHT)


@lru_cache(maxsize=CACHED)
def _picture(reading: Reading, zone: str | None) -> str:
    """Return the picture as a data address: the county's land, the zone's tint and pattern, the county's line."""
    given = land(reading)
    outline = _path(given.county, given.county)
    mine = _path((r for town in given.towns if zone and town.zone == zone for r in town.area.rings), given.county)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'{_pattern(zone)}<path d="{outline}" fill="{LIGHT.land}"/>'
        f'{_tint(zone, mine)}<path d="{outline}" fill="none" stroke="{LIGHT.ink}" stroke-width="1.3"/></svg>'
    )
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def _path(rings: Iterable[Ring], county: tuple[Ring, ...]) -> str:
    """Return rings as an SVG path in the picture's px, the county filling it."""
    points = [point for ring in county for point in project_ring(ring)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = min((WIDTH - 2 * EDGE) / (east - west), (HEIGHT - 2 * EDGE) / (north - south))
    lines = []
    for ring in rings:
        dots = [(EDGE + (x - west) * scale, EDGE + (north - y) * scale) for x, y in project_ring(ring)]
        lines.append("M" + "L".join(dict.fromkeys(f"{x:.1f},{y:.1f}" for x, y in dots)) + "Z")
    return "".join(lines)


def _pattern(zone: str | None) -> str:
    style = ZONES.get(zone or "")
    if style is None or style.pattern not in PATTERNS:
        return ""
    drawn = PATTERNS[style.pattern].format(mark=style.mark, outline=style.outline)
    return f'<defs><pattern id="p" width="6" height="6" patternUnits="userSpaceOnUse">{drawn}</pattern></defs>'


def _tint(zone: str | None, path: str) -> str:
    style = ZONES.get(zone or "")
    if style is None or not path:
        return ""
    # A line in the tint's own colour closes the hairlines between towns.
    tint = f'<path d="{path}" fill="{style.tint}" stroke="{style.tint}" stroke-width="1"/>'
    return tint + (f'<path d="{path}" fill="url(#p)"/>' if style.pattern in PATTERNS else "")
