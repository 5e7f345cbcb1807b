"""What changed since the last edition (较上一版变化), as a compact panel of the overview."""

from dataclasses import replace

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.compare_text import paragraph
from dashboard.i18n import t
from dashboard.metrics.formats import difference, iso_date
from dashboard.metrics.registry import metric
from dashboard.queries.moments import edition_before, figures_at, sides_of
from dashboard.queries.screen import Screen

KEY_FIGURES = ("people.poor", "people.out", "villages.exited", "funds.disbursed")
COMPARE_PATH = "/compare"


def changes_panel(screen: Screen) -> tuple[Component, ...]:
    """Return the panel; nothing in the first edition, which has none before it."""
    before = edition_before(screen)
    if before is None:
        return ()
    language = screen.language
    view = screen.view.change(against=None, against_edition=before)
    sides = sides_of(_with(screen, before))
    old, new = (figures_at(side, screen.scope) for side in (sides.before, sides.after))
    figures = [_figure(screen, each, old.get(each), new.get(each)) for each in KEY_FIGURES]
    link = dcc.Link(t(language, "compare.overview_link"), href=view.href(COMPARE_PATH), className="panel-link")
    slots = {"old": before, "day": iso_date(sides.before.day), "new": screen.note.edition}
    sub = html.Span(t(language, "compare.overview_sub", **slots), className="note")
    head = html.H2([t(language, "compare.overview_title"), " ", sub, " ", link], className="changes-title")
    said = html.P(paragraph(_with(screen, before), sides), className="changes-said")
    return (html.Section([head, html.Ul(figures, className="changes-figures"), said], className="changes"),)


def _with(screen: Screen, before: int) -> Screen:
    """Return the screen as the page of comparison would have it."""
    return replace(screen, view=screen.view.change(against=None, against_edition=before))


def _figure(screen: Screen, metric_id: str, before: float | None, after: float | None) -> Component:
    language, figure = screen.language, metric(metric_id)
    change = None if before is None or after is None else after - before
    words = [html.Span(figure.short[language], className="note"), html.Strong(difference(figure, change, language))]
    return html.Li(words)
