"""What changed since the last edition (较上一版变化), as a compact panel of the overview."""

from dataclasses import replace

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.compare_links import list_address, only_list
from dashboard.components.compare_text import paragraph
from dashboard.components.opening import told
from dashboard.i18n import t
from dashboard.metrics.formats import difference, iso_date
from dashboard.metrics.registry import metric
from dashboard.queries.figures import Value
from dashboard.queries.law import balances
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
    there = replace(screen, view=screen.view.change(against=None, against_edition=before, show=None))
    sides = sides_of(there)
    old, new = (figures_at(side, screen.scope) for side in (sides.before, sides.after))
    lists = {each.metric_id: only_list(each) for each in balances(sides, screen.scope)}
    figures = [_figure(there, each, old.get(each), new.get(each), lists[each]) for each in KEY_FIGURES]
    link = dcc.Link(t(language, "compare.overview_link"), href=there.view.href(COMPARE_PATH), className="panel-link")
    slots = {"old": before, "day": iso_date(sides.before.day), "new": screen.note.edition}
    sub = html.Span(t(language, "compare.overview_sub", **slots), className="note")
    head = html.H2([t(language, "compare.overview_title"), " ", sub, " ", link], className="changes-title")
    said = html.P(told(there, paragraph(there, sides)), className="changes-said")
    return (html.Section([head, html.Ul(figures, className="changes-figures"), said], className="changes"),)


def _figure(screen: Screen, metric_id: str, before: Value, after: Value, behind: str | None) -> Component:
    language, figure = screen.language, metric(metric_id)
    change = None if before is None or after is None else after - before
    # What several lists make up is added up on the page of comparison.
    href = list_address(screen, behind) if behind else screen.view.href(COMPARE_PATH)
    moved = dcc.Link(difference(figure, change, language), href=href, className="leads")
    return html.Li([html.Span(figure.short[language], className="note"), html.Strong(moved)])
