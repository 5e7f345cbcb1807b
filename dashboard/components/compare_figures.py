"""Every figure at two moments side by side, the law between them, and one figure by place (指标并排对比)."""

from collections.abc import Mapping

from dash import dcc
from dash.development.base_component import Component

from dashboard import names
from dashboard.components import plain_html as html
from dashboard.components.compare_links import side_value, terms_of
from dashboard.components.controls import Option, select
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, difference, iso_date, signed
from dashboard.metrics.model import PLACES, Dimension, Metric
from dashboard.metrics.registry import HEADLINES, metric
from dashboard.queries.figures import Value, figures_by
from dashboard.queries.law import Balance, balances
from dashboard.queries.moments import Moment, Sides, figures_at
from dashboard.queries.screen import Screen
from dashboard.queries.villages import villages

PATH = "/compare"
GROUPS = {"teams": "staff", "first_secretaries": "staff", "projects": "funds"}
"""Subjects shown under the heading of another."""
DEFAULT = "people.poor"


def law_panel(screen: Screen, sides: Sides) -> Component:
    """Return old + additions − removals = new for every figure made of members or entries."""
    language = screen.language
    heads = ("figure", "before", "added", "removed", "after", "check")
    columns = [Column(t(language, f"compare.head_{head}"), "left" if head in heads[::5] else "right") for head in heads]
    rows = []
    for each in balances(sides, screen.scope):
        figure = metric(each.metric_id)
        told = "balanced" if each.holds else "unbalanced"
        rows.append(
            TableRow(
                (
                    [figure.name[language], " ", chip(screen, each.metric_id)],
                    side_value(screen, sides.before, figure.id, each.before),
                    _moved(screen, each, added=True),
                    _moved(screen, each, added=False),
                    side_value(screen, sides.after, figure.id, each.after),
                    t(language, f"compare.{told}"),
                ),
                "" if each.holds else "is-behind",
            )
        )
    caption = t(language, "compare.law_title")
    table = data_table(columns, rows, caption=caption, language=language, class_name="law-table")
    return panel(
        caption, table, sub=t(language, "compare.law_sub"), source=t(language, "compare.law_explained")
    )  # fmt: skip


def _moved(screen: Screen, balance: Balance, *, added: bool) -> list[Child]:
    """Return what was added to a figure, or removed from it, and below it the lists in which that stands."""
    total = signed(metric(balance.metric_id), balance.added if added else -balance.removed, screen.language)
    terms = terms_of(screen, balance, added=added)
    return [total, html.Small(terms, className="law-terms")] if terms else [total]


def figures_panel(screen: Screen, sides: Sides) -> Component:
    """Return every headline figure at both moments, grouped by subject."""
    language = screen.language
    before, after = (figures_at(side, screen.scope) for side in (sides.before, sides.after))
    tables: list[Component] = []
    for group, figures in _grouped().items():
        known = [each for each in figures if each.id in before or each.id in after]
        if known:
            rows = [
                TableRow((each.name[language], *_cells(screen, sides, each, (before.get(each.id), after.get(each.id)))))
                for each in known
            ]
            caption = t(language, f"compare.group_{group}")
            tables.append(
                data_table(
                    _columns(screen, sides),
                    rows,
                    caption=caption,
                    language=language,
                    show_caption=True,
                    class_name="figures-table",
                )
            )
    body = html.Div(tables, className="compare-groups")
    return panel(t(language, "compare.figures_title"), body, sub=t(language, "compare.figures_sub"))


def verdict(screen: Screen, figure: Metric, before: Value, after: Value) -> str:
    """Return whether a figure became better or worse, in a sign and a word; — where neither can be said."""
    if before is None or after is None or before == after or figure.direction == "neutral":
        return NO_DATA
    good = (after > before) == (figure.direction == "higher_better")
    return t(screen.language, "compare.better" if good else "compare.worse")


def places_panel(screen: Screen, sides: Sides) -> Component:
    """Return one figure at both moments by zone, town or village."""
    language, (figure, by) = screen.language, chosen(screen)
    before, after = (_parts(side, by, figure.id) for side in (sides.before, sides.after))
    labels = _labels(screen, by)
    rows = []
    for member in sorted(before.keys() | after.keys()):
        old, new = before.get(member), after.get(member)
        label = labels.get(member, t(language, "compare.unassigned"))
        rows.append(TableRow((label, *_cells(screen, sides, figure, (old, new), **{by: member}))))
    words = [_by_link(screen, figure, each, by) for each in figure.dimensions if each in PLACES]
    options = tuple(
        Option(f"{each.id}-{by}", each.name[language]) for each in HEADLINES.values() if by in each.dimensions
    )
    control = select("metric", t(language, "compare.choose_figure"), options, value=f"{figure.id}-{by}")
    title = t(language, "compare.places_title", figure=figure.name[language])
    columns = [Column(t(language, "compare.head_place")), *_columns(screen, sides)[1:]]
    table = data_table(columns, rows, caption=title, language=language, max_height=460)
    return panel(
        [title, " ", chip(screen, figure.id)],
        html.Div([control, html.P(words, className="by-links")], className="places-head"),
        table,
    )


def chosen(screen: Screen) -> tuple[Metric, Dimension]:
    """Return the figure and the kind of place asked for; people still poor by zone unless the view says otherwise."""
    name, _, asked = (screen.view.metric or DEFAULT).partition("-")
    figure = HEADLINES.get(name, metric(DEFAULT))
    places = [each for each in PLACES if each in figure.dimensions]
    if not places:
        return metric(DEFAULT), PLACES[0]
    return figure, next((each for each in places if each == asked), places[0])


def _grouped() -> Mapping[str, list[Metric]]:
    found: dict[str, list[Metric]] = {}
    for each in HEADLINES.values():
        name = each.id.partition(".")[0]
        found.setdefault(GROUPS.get(name, name), []).append(each)
    return found


def _columns(screen: Screen, sides: Sides) -> list[Column]:
    language = screen.language
    days = []
    for side, name in ((sides.before, "before"), (sides.after, "after")):
        edition = t(language, "compare.editions_edition", edition=side.reading.edition)
        days.append(
            Column([t(language, f"compare.head_{name}"), html.Small(f"{iso_date(side.day)} {edition}")], "right")
        )
    return [
        Column(t(language, "compare.head_figure")),
        *days,
        Column(t(language, "compare.head_difference"), "right"),
        Column(t(language, "compare.head_verdict")),
    ]


def _cells(
    screen: Screen, sides: Sides, figure: Metric, values: tuple[Value, Value], **where: str
) -> tuple[Children, ...]:
    language, (before, after) = screen.language, values
    change = None if before is None or after is None else after - before
    return (
        side_value(screen, sides.before, figure.id, before, **where),
        side_value(screen, sides.after, figure.id, after, **where),
        difference(figure, change, language),
        verdict(screen, figure, before, after),
    )


def _parts(side: Moment, by: Dimension, metric_id: str) -> Mapping[str, Value]:
    return figures_by(side.reading, side.day, by).get(metric_id, {})


def _labels(screen: Screen, by: Dimension) -> Mapping[str, str]:
    language, every = screen.language, villages(screen.reading)
    if by == "zone":
        return {v.zone: names.zone_label(language, v.zone) for v in every if v.zone}
    if by == "town":
        return {v.town_code: names.town_label(language, v.town_code, name=v.town_name) for v in every}
    return {v.code: names.village_label(language, v.name) for v in every}


def _by_link(screen: Screen, figure: Metric, each: Dimension, by: Dimension) -> Component:
    href = screen.view.change(metric=f"{figure.id}-{each}").href(PATH)
    words = t(screen.language, f"compare.by_{each}")
    return html.Strong(words) if each == by else dcc.Link(words, href=href, className="link")
