"""What the parts of the page 帮扶 share: the rows of its tables by place, sums over villages, counts that open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.components.marks import zone_swatch
from dashboard.components.opening import figure_cell
from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.metrics.formats import format_value
from dashboard.metrics.registry import metric
from dashboard.names import town_label, zone_label, zone_short
from dashboard.opened import Conditions
from dashboard.queries.figures import Value, figures_by
from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.opening import Place
from dashboard.queries.progress import scope_villages
from dashboard.queries.screen import Screen
from dashboard.queries.villages import Village
from dashboard.theme import ZONES

PATH = "/assistance"


@dataclass(frozen=True, slots=True)
class Part:
    """A row of a table by place: what it is called, plainly and as it is drawn, its conditions, its villages."""

    name: str
    label: Child
    place: Place
    villages: tuple[Village, ...]
    is_total: bool = False

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its villages."""
        return frozenset(village.code for village in self.villages)


def whole(screen: Screen) -> Part:
    """Return the selection as a whole (合计)."""
    name = t(screen.language, "assistance.row_all")
    place = {"zone": screen.view.zone, "town": screen.view.town}
    return Part(name, name, place, scope_villages(screen.reading, screen.scope), is_total=True)


def parts(screen: Screen) -> tuple[Part, ...]:
    """Return the parts of the selection: zones of the county, towns of a zone; the town itself is one."""
    return towns(screen) if screen.view.zone or screen.view.town else zones(screen)


def zones(screen: Screen) -> tuple[Part, ...]:
    """Return the zones of the selection that have villages, south first, those of no zone last."""
    language, every = screen.language, scope_villages(screen.reading, screen.scope)
    found = []
    for zone in (*ZONES, None):
        mine = tuple(village for village in every if village.zone == zone)
        if mine:
            swatch = zone_swatch(language, zone, with_name=True, short=True)
            found.append(Part(zone_short(language, zone), swatch, {"zone": zone or UNASSIGNED}, mine))
    return tuple(found)


def towns(screen: Screen) -> tuple[Part, ...]:
    """Return the towns of the selection that have villages, by code."""
    grouped: dict[str, list[Village]] = {}
    for village in scope_villages(screen.reading, screen.scope):
        grouped.setdefault(village.town_code, []).append(village)
    found = []
    for code, mine in sorted(grouped.items()):
        name = town_label(screen.language, code, name=mine[0].town_name)
        found.append(Part(name, name, {"zone": screen.view.zone, "town": code}, tuple(mine)))
    return tuple(found)


def total(screen: Screen, metric_id: str, villages: Iterable[Village]) -> Value:
    """Return a figure that may be broken down by village, summed over villages; None without data."""
    by_village: Mapping[str, Value] = figures_by(screen.reading, screen.as_of, "village").get(metric_id, {})
    known = [value for value in (by_village.get(village.code) for village in villages) if value is not None]
    return sum(known) if known else None


def count_cell(screen: Screen, metric_id: str, value: Value, *, place: Place, **where: str | None) -> Child:
    """Return a count that opens; — for no data."""
    text = format_value(metric(metric_id), value, screen.language)
    return figure_cell(screen, metric_id, text, place={**place, **where})


def here(screen: Screen) -> Conditions:
    """Return the selection as conditions of a figure that opens."""
    return {"zone": screen.view.zone, "town": screen.view.town}


def place_name(screen: Screen) -> str:
    """Return the name of the selection."""
    view, language = screen.view, screen.language
    if view.town:
        return town_label(language, view.town)
    return zone_label(language, view.zone) if view.zone else t(language, "assistance.place_all")


def poor_villages(villages: Sequence[Village]) -> tuple[Village, ...]:
    """Return the poor villages (贫困村) among villages."""
    return tuple(village for village in villages if village.is_poor)
