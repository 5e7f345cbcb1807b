"""What stands above the parts of the page of data (数据): finding, line below, links to its parts; and the slide."""

from collections.abc import Sequence
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.opening import linked, told
from dashboard.components.panel import kpi, kpi_strip
from dashboard.components.source import chip
from dashboard.components.text import Child, accent, aria
from dashboard.i18n import t
from dashboard.metrics.formats import display_unit, format_number, format_value, iso_date
from dashboard.metrics.registry import metric
from dashboard.queries.deliveries import Delivery, deliveries
from dashboard.queries.figures import total_figures
from dashboard.queries.screen import Screen

PATH = "/data"
KEPT_FIGURES = ("dq.rows_read", "dq.rejected", "dq.files_quarantined")


def section_of(screen: Screen, sections: Sequence[str]) -> str:
    """Return the part of the page asked for; the first for an unknown one."""
    asked = screen.view.show or ""
    return asked if asked in sections else sections[0]


def standing(screen: Screen) -> list[Delivery]:
    """Return the deliveries that stand in the edition."""
    return [each for each in deliveries(screen.reading) if each.withdrawn_edition is None]


def finding(screen: Screen) -> list[Child]:
    """Return the page's finding: deliveries, rows read and refused, and whether every row is accounted for."""
    language, known = screen.language, standing(screen)
    figures = total_figures(screen.reading, screen.as_of)
    slots: dict[str, object] = {"deliveries": linked(screen, "dq.deliveries", format_number(len(known)))}
    read, rejected = (format_number(figures[name] or 0) for name in ("dq.rows_read", "dq.rejected"))
    slots |= {"read": linked(screen, "dq.rows_read", read), "rejected": linked(screen, "dq.rejected", rejected)}
    open_tables = sum(not table.counts.balances for each in known for table in each.tables)
    if screen.view.present:
        return told(screen, t(language, "data.short_open" if open_tables else "data.short_balanced", **slots))
    if open_tables:
        words = t(language, "data.finding_open", tables=format_number(open_tables))
        return [*told(screen, t(language, "data.finding_read", **slots)), accent(words)]
    name = "finding_rejected" if figures["dq.rejected"] else "finding_clean"
    return told(screen, t(language, "data.finding_read", **slots) + t(language, f"data.{name}", **slots))


def sub(screen: Screen) -> list[Child]:
    """Return the line below the finding: files received and set aside, the last delivery, deliveries withdrawn."""
    language, known = screen.language, standing(screen)
    if not known:
        return [t(language, "data.sub_none")]
    files = sum(len(each.files) for each in known)
    quarantined = total_figures(screen.reading, screen.as_of)["dq.files_quarantined"] or 0
    slots = {
        "files": linked(screen, "dq.files", format_number(files)),
        "quarantined": linked(screen, "dq.files_quarantined", format_number(quarantined)),
    }
    said = told(screen, t(language, "data.sub", **slots, day=iso_date(screen.note.delivered_on)))
    withdrawn = len(deliveries(screen.reading)) - len(known)
    if withdrawn:
        said.append(t(language, "data.sub_withdrawn", deliveries=format_number(withdrawn)))
    return [*said, " ", chip(screen, "dq.rows_read")]


def section_links(screen: Screen, sections: Sequence[str]) -> Component:
    """Return the links to the parts of the page."""
    language, current = screen.language, section_of(screen, sections)
    items = []
    for name in sections:
        view = screen.view.change(show=None if name == sections[0] else name, metric=None)
        link = dcc.Link(t(language, f"data.section_{name}"), href=view.href(PATH))
        here: dict[str, Any] = {"aria-current": "true"} if name == current else {}
        items.append(html.Li(link, className="is-current" if here else "", **here))
    return html.Nav(html.Ul(items), className="data-sections", **aria(t(language, "data.sections")))


def slide(screen: Screen) -> Component:
    """Return the projected slide: rows read, rows refused, files set aside, deliveries."""
    language, figures = screen.language, total_figures(screen.reading, screen.as_of)
    read, *others = (
        kpi(each.name[language], format_value(each, figures[each.id], language), display_unit(each, language))
        for each in map(metric, KEPT_FIGURES)
    )
    known = kpi(t(language, "data.deliveries"), format_number(len(standing(screen))), t(language, "data.times"))
    return html.Div([html.Div(read, className="kpi-hero"), kpi_strip(*others, known)], className="stack")
