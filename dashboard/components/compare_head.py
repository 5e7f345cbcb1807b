"""The controls of a comparison: the earlier day, and the edition that tells of it (对比对象)."""

from dash.development.base_component import Component

from dashboard.components.controls import EVERY, Option, select
from dashboard.components.edition_choice import edition_words
from dashboard.i18n import t
from dashboard.metrics.formats import iso_date
from dashboard.queries.editions import kept
from dashboard.queries.moments import Sides, days_to_choose
from dashboard.queries.screen import Screen


def side_controls(screen: Screen, sides: Sides) -> tuple[Component, ...]:
    """Return the two selects of the other side; the one of editions only where there is an earlier one."""
    language, other = screen.language, sides.before.reading.edition
    days = tuple(Option(iso_date(day), iso_date(day)) for day in days_to_choose(screen, other))
    day = select("against", t(language, "compare.side_against"), days, value=iso_date(sides.before.day))
    mine = screen.note.edition
    earlier = [each for each in kept(screen.editions, shown=other) if each.number < mine]
    if not earlier and other == mine:
        return (day,)
    options = [Option(EVERY, t(language, "compare.same_edition", edition=mine))]
    options += [Option(str(each.number), edition_words(language, each)) for each in earlier]
    value = EVERY if other == mine else str(other)
    return day, select("against_edition", t(language, "compare.side_edition"), tuple(options), value=value)
