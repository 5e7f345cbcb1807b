"""What stands above the scorecard of proposals: the finding, the line below, the filter as links; and the slide."""

from collections import Counter
from collections.abc import Sequence

from dash import dcc
from dash.development.base_component import Component

from dashboard import names
from dashboard.components import plain_html as html
from dashboard.components.opening import linked, marked_address, struck, told
from dashboard.components.proposals_text import PATH, chosen, shown_value, standing_word
from dashboard.components.text import Child, aria
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, format_value, iso_date, month_label
from dashboard.metrics.registry import metric
from dashboard.queries.figures import deadline
from dashboard.queries.scorecard import STANDINGS, Row, Standing, scorecard
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows
from data.proposals import sections

REGISTER = "proposals"
JUDGED: tuple[Standing, ...] = ("met", "under_way", "unmet")
NOT_JUDGED: tuple[Standing, ...] = ("tracked", "unmeasured")
OF_REGISTER = ("filed", "closed", "overdue")


def finding(screen: Screen) -> list[Child]:
    """Return the page's finding: how many proposals are met, under way, not met."""
    language = screen.language
    if not screen.is_known:
        return [t(language, "proposals.finding_not_reported", month=month_label(screen.as_of, language, year=True))]
    if screen.view.present:
        return [t(language, "proposals.slide_title")]
    counts = _counts(scorecard(screen))
    slots: dict[str, str] = {name: _listing(screen, name, counts[name]) for name in JUDGED}
    slots["unmet"] = struck(slots["unmet"]) if counts["unmet"] else slots["unmet"]
    place = _place(screen)
    before: list[Child] = [t(language, "proposals.finding_place", place=place)] if place else []
    return [*before, *told(screen, t(language, "proposals.finding", **slots))]


def sub(screen: Screen) -> list[Child]:
    """Return the line below: what is not judged, and what the register of proposals says."""
    if not screen.is_known or screen.view.present:
        return []
    language, counts = screen.language, _counts(scorecard(screen))
    slots: dict[str, str] = {name: _listing(screen, name, counts[name]) for name in NOT_JUDGED}
    if not has_rows(screen.reading, REGISTER):
        return told(screen, t(language, "proposals.sub_no_register", **slots))
    for name in OF_REGISTER:
        figure = f"proposals.{name}"
        value = shown_value(screen, figure)
        slots[name] = linked(screen, figure, format_value(metric(figure), value, language))
    return told(screen, t(language, "proposals.sub", **slots))


def _listing(screen: Screen, standing: Standing, count: int) -> str:
    """Return how many proposals stand so, marked to lead to the list of them; plain where there are none."""
    text = format_number(count)
    return marked_address(screen.view.change(show=standing).href(PATH), text) if count else text


def _counts(rows: Sequence[Row]) -> Counter[str]:
    return Counter(row.standing for row in rows)


def _place(screen: Screen) -> str:
    view, language = screen.view, screen.language
    if view.town:
        return names.town_label(language, view.town)
    return names.zone_label(language, view.zone) if view.zone else ""


def filters(screen: Screen) -> Component:
    """Return the links that narrow the list by how proposals stand, and how that is judged."""
    language, rows = screen.language, scorecard(screen)
    counts, current = _counts(rows), chosen(screen)
    items = [_link(screen, None, len(rows), current=current is None)]
    items += [_link(screen, each, counts[each], current=each == current) for each in STANDINGS]
    label = t(language, "proposals.filter")
    links = html.Nav([html.Span(label, className="control-label"), html.Ul(items)], **aria(label))
    day = iso_date(deadline(screen.as_of))
    how: list[Child] = [html.B(t(language, "proposals.how_title") + " "), t(language, "proposals.how", deadline=day)]
    return html.Div([links, html.P(how, className="note proposal-how")], className="finding-filters")


def _link(screen: Screen, standing: str | None, count: int, *, current: bool) -> Component:
    name = f"standing_{standing}" if standing else "every"
    words: list[Child] = [t(screen.language, f"proposals.{name}"), " ", html.B(format_number(count))]
    link = dcc.Link(words, href=screen.view.change(show=standing).href(PATH))
    here: dict[str, str] = {"aria-current": "true"} if current else {}
    return html.Li(link, className="is-current" if current else "", **here)


def slide(screen: Screen) -> Component:
    """Return the projected slide: every proposal in a line, by section."""
    rows = scorecard(screen)
    parts = [
        html.Section(
            [
                html.H2(each.title[screen.language], className="panel-title"),
                html.Ol([_on_slide(screen, row) for row in rows if row.proposal.section == each.key]),
            ]
        )
        for each in sections()
    ]
    return html.Div(parts, className="proposal-slide")


def _on_slide(screen: Screen, row: Row) -> Component:
    title = html.Span(row.proposal.title[screen.language], className="proposal-name")
    return html.Li([title, standing_word(screen.language, row.standing)])
