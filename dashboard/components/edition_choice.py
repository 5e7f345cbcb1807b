"""The edition being read (版次): a select to choose another, and a plain line when it is not the newest."""

from collections.abc import Sequence

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.controls import EVERY, Option, select
from dashboard.i18n import t
from dashboard.metrics.formats import iso_date
from dashboard.queries.editions import Edition, kept
from dashboard.queries.screen import Screen
from data.text import Locale

COMPARE_PATH = "/compare"


def edition_words(language: Locale, edition: Edition) -> str:
    """Return an edition's number, day of delivery and name, as it is called in a list."""
    slots = {"edition": edition.number, "day": iso_date(edition.delivered_on), "name": edition.name}
    return t(language, "editions.named" if edition.name else "editions.plain", **slots)


def edition_options(screen: Screen) -> tuple[Option, ...]:
    """Return the editions to choose from; the newest is the default."""
    language = screen.language
    newest, *earlier = kept(screen.editions, shown=screen.note.edition)
    words = t(language, "editions.newest", edition=newest.number)
    return Option(EVERY, words), *(Option(str(each.number), edition_words(language, each)) for each in earlier)


def edition_select(screen: Screen) -> Sequence[Component]:
    """Return the control that chooses the edition; nothing where a store has only one."""
    if len(screen.editions) <= 1:
        return ()
    value = EVERY if screen.is_newest else str(screen.note.edition)
    label = t(screen.language, "editions.label")
    return (select("edition", label, edition_options(screen), value=value),)


def compare_link(screen: Screen) -> Component:
    """Return the link to the comparison of what is shown with an earlier moment."""
    href = screen.view.change(metric=None, show=None, village=None, present=False).href(COMPARE_PATH)
    return dcc.Link(t(screen.language, "compare.link"), href=href, className="button compare-link")


def earlier_line(screen: Screen, path: str) -> Sequence[Component]:
    """Return the line that says an earlier edition is being read; nothing for the newest."""
    if screen.is_newest:
        return ()
    language = screen.language
    mine = next(each for each in screen.editions if each.number == screen.note.edition)
    words = t(language, "editions.reading", edition=edition_words(language, mine))
    newest = dcc.Link(
        t(language, "editions.to_newest", edition=screen.editions[0].number),
        href=screen.view.change(edition=None).href(path),
        className="link",
    )
    return (html.P([html.Strong(words), " ", newest], className="earlier-edition", role="note"),)
