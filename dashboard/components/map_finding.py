"""What the map says first (地图标题): where the villages far behind lie, or the best that can be said instead."""

from collections.abc import Sequence

from dashboard.components.opening import linked, struck, told
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, month_label, with_unit
from dashboard.metrics.registry import metric
from dashboard.names import town_label
from dashboard.queries.map_villages import BY_SIZE, MapVillages, planned_left
from dashboard.queries.screen import Screen

TOWNS_NAMED = 2


def finding(screen: Screen, shown: MapVillages) -> Children:
    """Return the page's title: one wording for each state of the villages shown."""
    language, counts = screen.language, shown.status_counts
    if not shown.shown:
        return t(language, "map.finding_none")
    if not screen.is_known:
        people = with_unit(metric("people.poor"), planned_left(shown), language)
        month = month_label(screen.as_of, language, year=True)
        count = format_number(len(shown.shown))
        return t(language, "map.finding_not_yet", month=month, people=people, count=count)
    if counts["behind"] and screen.view.present:
        town = town_label(language, shown.behind_by_town()[0][0])
        count = linked(screen, "villages.behind", format_number(counts["behind"]))
        first = struck(t(language, "map.slide_behind", count=count))
        return told(screen, first + t(language, "map.slide_most", town=town))
    if counts["behind"]:
        return _behind(screen, shown.behind_by_town())
    if counts["near"]:
        count = linked(screen, "villages.near", format_number(counts["near"]))
        return told(screen, t(language, "map.finding_near", count=count))
    left = len(shown.shown) - counts["exited"]
    name, figure = (
        ("map.finding_moving", "villages.remaining") if left else ("map.finding_all_exited", "villages.exited")
    )
    return told(screen, t(language, name, count=linked(screen, figure, format_number(left or len(shown.shown)))))


def _behind(screen: Screen, by_town: Sequence[tuple[str, int]]) -> list[Child]:
    language, count = screen.language, sum(each for _, each in by_town)
    named = by_town[:TOWNS_NAMED]
    part = sum(each for _, each in named)
    towns = t(language, "map.towns_and").join(town_label(language, code) for code, _ in named)
    place = "map.finding_in_one_town" if part == count else "map.finding_in_towns"
    in_towns = format_number(part)
    if len(named) == 1:
        in_towns = linked(screen, "villages.behind", in_towns, town=named[0][0])
    words = t(language, "map.finding_behind_one", count=linked(screen, "villages.behind", format_number(count)))
    return told(screen, words + struck(t(language, place, part=in_towns, towns=towns)))


def sub(screen: Screen, shown: MapVillages) -> Children:
    """Return the line below the title: how the map is read."""
    if not shown.shown:
        return t(screen.language, "map.sub_none")
    name = "map.sub_size" if shown.indicator in BY_SIZE else "map.sub_color"
    figure = metric(shown.indicator)
    count = linked(screen, "villages.registered", format_number(len(shown.shown)))
    return told(screen, t(screen.language, name, count=count, figure=figure.name[screen.language]))
