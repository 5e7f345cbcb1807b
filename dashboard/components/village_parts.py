"""Panels of a village's page: position, people, neighbours, incomes, projects, industries, systems, cases."""

from dash.development.base_component import Component

from dashboard import ids
from dashboard.components import plain_html as html
from dashboard.components.bars import Progress, bar_row
from dashboard.components.funds_text import entry_amount, project_link
from dashboard.components.graph import graph
from dashboard.components.marks import glyph
from dashboard.components.opening import figure_cell, linked, opens, opens_row, told
from dashboard.components.panel import panel
from dashboard.components.source import register_titles
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, number, village_name
from dashboard.components.village_head import village_value
from dashboard.components.village_link import village_page_link
from dashboard.figures.small_map import is_placed, small_map_figure
from dashboard.i18n import t
from dashboard.industry_names import industry_label, unit_label
from dashboard.metrics.disclosure import Suppressed, disclose, is_protected, small_count_limit
from dashboard.metrics.formats import NO_DATA, format_number, format_value, iso_date, ledger_unit, percent, with_unit
from dashboard.metrics.registry import metric
from dashboard.metrics.systems import SYSTEMS_IN_WORDS, part_id
from dashboard.queries.areas import land
from dashboard.queries.cases import cases_on
from dashboard.queries.figures import Value
from dashboard.queries.industry_sites import site_limits
from dashboard.queries.progress import Scope
from dashboard.queries.screen import Screen
from dashboard.queries.systems import is_kept
from dashboard.queries.village_page import (
    Band,
    income_bands,
    neighbours,
    state_of_village,
    village_industries_of,
    village_projects,
)
from dashboard.queries.villages import Village, has_rows
from data.rules import rule

MAP_HEIGHT = 260
MOST = 6
"""Rows of a list that the page shows; the others are counted and stand on the page behind."""
PEOPLE = ("people.registered", "people.poor", "people.out", "people.returned", "people.incidence")
HOUSEHOLDS = ("households.registered", "households.poor", "households.paired")
SYSTEM_PARTS = ("eligible", "covered", "gap")
BAND_FIGURES = {
    "below": "exit.far_below", "near_below": "exit.near_below", "near_above": "exit.near_above",
    "above": "exit.further_above", "well_above": "exit.well_above", "unknown": "exit.income_unknown",
}  # fmt: skip
"""The figure that each band of incomes is."""
SITES, SCALE, CARRIED = "industry.demonstration_sites", "industry.scale", "industry.households_carried"
PROJECTS, WORK = "funds.projects", "people.out_share"
"""Projects of the village; the figure by whose format work done is printed."""


def place_panel(screen: Screen, village: Village) -> Component:
    """Return where the village lies: the county with its town marked and one glyph."""
    language, title = screen.language, t(screen.language, "village.place_title")
    now = state_of_village(screen.reading, village.code, screen.as_of)
    if now is None:
        slots = {"lon": _degrees(village.lon), "lat": _degrees(village.lat)}
        return panel(title, html.P(t(language, "village.place_other", **slots), className="note"))
    if not is_placed(now):
        return panel(title, html.P(t(language, "village.place_none"), className="note"))
    figure = small_map_figure(screen, land(screen.reading), [now], height=MAP_HEIGHT)
    alt = t(language, "village.place_alt", village=village_name(screen, village))
    return panel(title, graph(ids.SMALL_MAP, figure, alt=alt, height=MAP_HEIGHT, language=language))


def _degrees(value: float | None) -> str:
    return NO_DATA if value is None else f"{format_number(value, 3)}°"


def people_panel(screen: Screen, village: Village) -> Component:
    """Return the village's figures of people and households, each of which opens."""
    lines: list[Component] = []
    for name in (*PEOPLE, *HOUSEHOLDS):
        value = village_value(screen, name, village)
        shown: Child = number(name, value, screen)
        lines.append(html.Dt(metric(name).name[screen.language]))
        lines.append(html.Dd(shown if value is None else opens(screen, name, shown, village=village.code)))
    return panel(t(screen.language, "village.people_title"), html.Dl(lines, className="facts"))


def neighbours_panel(screen: Screen, village: Village) -> Component:
    """Return the other villages of the town with status and people still poor, each a link to its page."""
    language, town = screen.language, neighbours(screen.reading, village).town
    count = linked(screen, "villages.neighbours", format_number(len(town)), village=village.code)
    title = told(screen, t(language, "village.neighbours_title", count=count))
    if not town:
        return panel(title, html.P(t(language, "village.neighbours_none"), className="note"))
    items = []
    for each in town[: 2 * MOST]:
        now = state_of_village(screen.reading, each.code, screen.as_of)
        mark = [glyph(language, now.status)] if now and screen.is_known else []
        value = village_value(screen, "people.poor", each) if screen.is_known else None
        text = with_unit(metric("people.poor"), value, language)
        poor = figure_cell(screen, "people.poor", text, village=each.code)
        items.append(html.Li([*mark, village_page_link(screen, each), html.Span(poor, className="note")]))
    left = _left(screen, "neighbours_left", len(town) - 2 * MOST)
    return panel(title, html.Ul(items, className="village-neighbours"), source=left)


def _left(screen: Screen, name: str, count: int) -> Children | None:
    return t(screen.language, f"village.{name}", count=format_number(count)) if count > 0 else None


def income_panel(screen: Screen, village: Village) -> Component:
    """Return the registered households in bands about the poverty line of the year of their income."""
    language, title = screen.language, t(screen.language, "village.income_title")
    if not has_rows(screen.reading, "incomes"):
        return panel(title, html.P(t(language, "village.income_none"), className="note"))
    bands = income_bands(screen.reading, village.code, screen.as_of)
    top = max(each.households for each in bands)
    rows = [_band(screen, each, top, village) for each in bands]
    return panel(title, *rows, sub=t(language, "village.income_sub"), class_name="village-income")


def band_word(screen: Screen, band: Band) -> str:
    """Return a band of incomes in words, with the shares of the rules that bound it."""
    near = percent(rule("near_line.share", screen.as_of).number, 0)
    safe = format_number(rule("risk.income_multiple", screen.as_of).number, 1)
    return t(screen.language, f"village.band_{band.name}", near=near, safe=safe)


def _band(screen: Screen, band: Band, top: int, village: Village) -> Component:
    name, text = band_word(screen, band), format_number(band.households)
    count = opens(screen, BAND_FIGURES[band.name], text, village=village.code)
    label = f"{name} {text}"
    return bar_row(name, Progress(band.households / top if top else None), count, label=label)


def projects_panel(screen: Screen, village: Village) -> Component:
    """Return the projects wholly in the village, the largest first."""
    language = screen.language
    found = village_projects(screen.reading, village.code, screen.as_of)
    title = t(language, "village.projects_title", count=format_number(len(found)))
    if not has_rows(screen.reading, "projects"):
        return _missing(screen, title, "projects")
    count = village_value(screen, PROJECTS, village)
    head = _counted(screen, "projects_title", PROJECTS, len(found) if count is None else count, village)
    if not found:
        return panel(head, html.P(t(language, "village.projects_none"), className="note"))
    names = ("project", "planned", "disbursed", "work")
    columns = [Column(t(language, f"village.col_{name}"), "left" if name == "project" else "right") for name in names]
    rows = [
        TableRow(
            (
                project_link(screen, each.project_no, each.name),
                entry_amount(language, each.planned_fen),
                entry_amount(language, each.disbursed_fen),
                with_unit(metric(WORK), each.work_share, language),
            )
        )
        for each in found[:MOST]
    ]
    table = data_table(columns, rows, caption=title, language=language)
    sub = t(language, "village.projects_sub", unit=ledger_unit(language))
    return panel(head, table, sub=sub, source=_left(screen, "projects_left", len(found) - MOST))


def _counted(screen: Screen, name: str, figure: str, count: float, village: Village) -> Children:
    """Return a title with a count of the village that opens."""
    words = linked(screen, figure, format_number(count), village=village.code)
    return told(screen, t(screen.language, f"village.{name}", count=words))


def _missing(screen: Screen, title: str, kind: str) -> Component:
    titles = register_titles(screen.language, (kind,))
    return panel(title, html.P(t(screen.language, "village.no_register", registers=titles), className="note"))


def industry_panel(screen: Screen, village: Village) -> Component:
    """Return the village's industries of the latest year, with its demonstration sites against the policy."""
    language = screen.language
    found = village_industries_of(screen.reading, village.code, screen.as_of)
    if found.year is None:
        return _missing(screen, t(language, "village.industry_title_none"), "industries")
    title = t(language, "village.industry_title", year=found.year)
    if not found.rows:
        return panel(title, html.P(t(language, "village.industry_none"), className="note"))
    sites_told = [each.is_site for each in found.rows if each.is_site is not None]
    fewest, most = site_limits(screen.as_of)
    sites = linked(screen, SITES, format_number(sum(sites_told)), village=village.code) if sites_told else NO_DATA
    names = ("industry", "scale", "carried")
    columns = [Column(t(language, f"village.col_{name}"), "left" if name == "industry" else "right") for name in names]
    rows = []
    for each in found.rows[:MOST]:
        mark: list[Child] = [html.Span(t(language, "village.site"), className="note")] if each.is_site else []
        size = f"{format_number(each.scale)} {unit_label(language, each.unit)}"
        name: list[Child] = [industry_label(language, each.industry), " ", *mark]
        row, at = (village.code, str(found.year), each.industry, each.operator), {"village": village.code}
        carried = opens_row(screen, CARRIED, format_number(each.households), row=row, **at)
        rows.append(TableRow((name, opens_row(screen, SCALE, size, row=row, industry=each.industry, **at), carried)))
    table = data_table(columns, rows, caption=title, language=language)
    sub = t(language, "village.industry_sub", sites=sites, fewest=fewest, most=most)
    return panel(title, table, sub=told(screen, sub))


def systems_panel(screen: Screen, village: Village) -> Component:
    """Return the seven systems in the village, small counts of age and care withheld."""
    language, title = screen.language, t(screen.language, "village.systems_title")
    if not is_kept(screen.reading):
        return panel(title, html.P(t(language, "village.systems_none"), className="note"))
    columns = [Column(t(language, "village.col_system"))]
    columns += [Column(metric(part_id("industry", part)).short[language], "right") for part in SYSTEM_PARTS]
    rows = [
        TableRow((system.name[language], *(_system(screen, part_id(key, part), village) for part in SYSTEM_PARTS)))
        for key, system in SYSTEMS_IN_WORDS.items()
    ]
    table = data_table(columns, rows, caption=title, language=language)
    limit = small_count_limit(screen.as_of)
    return panel(title, table, sub=t(language, "village.systems_sub", limit=limit))


def _system(screen: Screen, figure: str, village: Village) -> Child:
    shown = system_count(screen, figure, village)
    if isinstance(shown, Suppressed):
        return str(shown)
    return figure_cell(screen, figure, format_value(metric(figure), shown, screen.language), village=village.code)


def system_count(screen: Screen, figure: str, village: Village) -> Value | Suppressed:
    """Return how many a system reaches in the village; a small count of age, disability or care is withheld."""
    value = village_value(screen, figure, village)
    if value is None or not is_protected(metric(figure)):
        return value
    return disclose(int(value), area="village", sees_households=False, limit=small_count_limit(screen.as_of))


def cases_panel(screen: Screen, village: Village) -> Component:
    """Return the cases of oversight that name the village, the latest first."""
    language = screen.language
    found = cases_on(screen.reading, Scope(village=village.code), screen.as_of)
    title = t(language, "village.cases_title", count=format_number(len(found)))
    if not has_rows(screen.reading, "oversight"):
        return _missing(screen, title, "oversight")
    head = _counted(screen, "cases_title", "cases.registered", len(found), village)
    if not found:
        return panel(head, html.P(t(language, "village.cases_none"), className="note"))
    rows = []
    for each in found[:MOST]:
        state = t(language, f"cases.is_{each.state(screen.as_of)}")
        words: list[Child] = [html.B(t(language, f"cases.type_{each.type}")), f" {each.content} ", html.Span(state)]
        rows += [html.Dt(iso_date(each.day)), html.Dd(words)]
    facts = html.Dl(rows, className="facts facts-changes")
    return panel(head, facts, source=_left(screen, "cases_left", len(found) - MOST))
