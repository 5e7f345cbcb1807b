"""A zone's panel on the industry page (分区主导产业): outline, what the registers hold of it, its industries."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.bars import Progress, bar, percent
from dashboard.components.industry_silhouette import silhouette
from dashboard.components.opening import figure_cell, linked, opens, told
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, aria, number, plain_words
from dashboard.i18n import t
from dashboard.industry_names import industry_label, labels_of, unit_label
from dashboard.metrics.formats import NO_DATA, display_unit, format_number, format_value, with_unit
from dashboard.metrics.registry import metric
from dashboard.names import zone_label
from dashboard.opened import Conditions
from dashboard.queries.farmland import farmland_per_head
from dashboard.queries.industry import AreaIndustries, IndustrySum
from dashboard.queries.industry_opening import base_day, in_zone, of_chosen, of_sum, place_of_zone
from dashboard.queries.progress import Scope, scope_villages
from dashboard.queries.screen import Screen
from dashboard.theme import ZONES

LISTED = 5
CARRIED, OUTPUT, YIELD = "industry.households_carried", "industry.output", "industry.output_per_household"


def zone_panel(screen: Screen, area: AreaIndustries, *, top_yuan: float) -> Component:
    """Return the panel; ``top_yuan`` is the output a household at which the dots of all zones end."""
    language = screen.language
    key = ZONES[area.zone].key if area.zone else "none"
    name = html.Span(zone_label(language, area.zone), className=f"zone-name zone-{key}")
    title: list[Child] = [name, " ", html.Span(zone_finding(screen, area), className="zone-finding")]
    outline = silhouette(
        screen, area.zone, alt=t(language, "industry.silhouette", zone=zone_label(language, area.zone))
    )
    head = html.Div([outline, _facts(screen, area)], className="zone-head")
    if not area.industries:
        return panel(title, head, zone=area.zone, class_name="zone-panel")
    notes = [_note(screen, area)]
    if len(area.industries) > LISTED:
        notes.insert(0, t(language, "industry.more_industries", count=len(area.industries) - LISTED))
    return panel(
        title,
        head,
        _table(screen, area, top_yuan=top_yuan),
        zone=area.zone,
        source=told(screen, " ".join(notes)),
        class_name="zone-panel",
    )


def zone_finding(screen: Screen, area: AreaIndustries) -> str:
    """Return what is to be seen in a zone: the industry carrying most, the one with most output a household."""
    most, yielding, language = area.most_carrying, area.most_yielding, screen.language
    chosen = of_chosen(screen)["industry"]
    if most is None:
        return t(language, "industry.zone_without" if chosen else "industry.zone_empty")
    first = industry_label(language, most.industry)
    if chosen:
        return first
    if yielding is None:
        return t(language, "industry.zone_most", most=first)
    second = industry_label(language, yielding.industry)
    return t(language, "industry.zone_one" if first == second else "industry.zone_two", most=first, **{"yield": second})


def _facts(screen: Screen, area: AreaIndustries) -> Component:
    language, place = screen.language, place_of_zone(screen, area.zone)
    codes = [v.code for v in scope_villages(screen.reading, screen.scope) if v.zone == area.zone]
    farmland = farmland_per_head(screen.reading, screen.as_of, codes)
    mu = NO_DATA if farmland is None else t(language, "industry.farmland", mu=_farmland(screen, farmland))
    facts: tuple[tuple[str, Child, str], ...] = (
        ("fact_poor", number("households.poor", area.poor_households, screen), "households.poor"),
        ("fact_farmland", mu, "industry.farmland_per_head"),
        ("fact_villages", number("villages.registered", area.poor_villages, screen), "villages.registered"),
    )
    rows: list[Component] = []
    for key, value, metric_id in facts:
        known = value != NO_DATA and not (isinstance(value, Component) and plain_words(value) == NO_DATA)
        shown = opens(screen, metric_id, value, **place) if known else value
        rows += [html.Dt(t(language, f"industry.{key}")), html.Dd([shown, " ", chip(screen, metric_id, **place)])]
    return html.Dl(rows, className="zone-facts")


def _farmland(screen: Screen, value: float) -> str:
    return format_value(metric("industry.farmland_per_head"), value, screen.language)


def _note(screen: Screen, area: AreaIndustries) -> str:
    if area.registered is None:
        return t(screen.language, "industry.zone_note_plain")
    text, place = format_number(area.registered), place_of_zone(screen, area.zone)
    registered = linked(screen, "households.registered", text, as_of=base_day(screen), **place)
    return t(screen.language, "industry.zone_note", registered=registered)


def _table(screen: Screen, area: AreaIndustries, *, top_yuan: float) -> Component:
    language = screen.language
    names = labels_of(language, area.industries)
    unit = display_unit(metric(OUTPUT), language)
    here: Conditions = {**in_zone(screen, area.zone), **of_chosen(screen)}
    columns = (
        Column([t(language, "industry.col_industry")]),
        Column([t(language, "industry.col_carried"), " ", chip(screen, CARRIED, **here)]),
        Column([t(language, "industry.col_output", unit=unit), " ", chip(screen, OUTPUT, **here)], "right"),
        Column([t(language, "industry.col_per_household"), " ", chip(screen, YIELD, **here)]),
    )
    rows = [
        TableRow(
            (
                _name(screen, name, each, of_sum(screen, area.zone, each)),
                _carried(screen, area, each),
                _output(screen, each, of_sum(screen, area.zone, each)),
                _yield(screen, area, each, top_yuan),
            )
        )
        for name, each in list(zip(names, area.industries, strict=True))[:LISTED]
    ]
    caption = t(language, "industry.zone_table", zone=zone_label(language, area.zone))
    return data_table(columns, rows, caption=caption, language=language, class_name="industry-table")


def _name(screen: Screen, name: str, each: IndustrySum, where: Conditions) -> Sequence[Child]:
    decimals = 0 if float(each.scale).is_integer() else 1
    size = t(
        screen.language,
        "industry.size",
        size=linked(screen, "industry.scale", format_number(each.scale, decimals), **where),
        unit=unit_label(screen.language, each.unit),
    )
    return html.Span(name, className="industry-name"), html.Span(told(screen, size), className="note")


def _carried(screen: Screen, area: AreaIndustries, each: IndustrySum) -> Component:
    language = screen.language
    full = area.registered or max(one.households for one in area.industries) or 1
    count = format_number(each.households)
    label = t(language, "industry.bar_carried", name=industry_label(language, each.industry), count=count)
    zone = ZONES[area.zone].key if area.zone else None
    shown = opens(screen, CARRIED, count, **of_sum(screen, area.zone, each))
    line = html.Div(
        [bar(Progress(each.households / full), label=label, zone=zone), html.Span(shown, className="carried-count")],
        className="carried-line",
    )
    return html.Div([line, html.Span(told(screen, _share(screen, area, each)), className="note")])


def _share(screen: Screen, area: AreaIndustries, each: IndustrySum) -> str:
    share = area.share(each)
    if share is None:
        return t(screen.language, "industry.share_none" if area.registered is None else "industry.share_over")
    figure = metric("industry.carried_share")
    where = of_sum(screen, area.zone, each)
    text = linked(screen, figure.id, with_unit(figure, share, screen.language), as_of=base_day(screen), **where)
    return t(screen.language, "industry.share", share=text)


def _output(screen: Screen, each: IndustrySum, where: Conditions) -> Sequence[Child]:
    text = figure_cell(screen, OUTPUT, format_value(metric(OUTPUT), each.output_yuan, screen.language), **where)
    if each.rows_with_output == each.rows:
        return (text,)
    slots = {
        "told": linked(screen, "industry.rows_with_output", format_number(each.rows_with_output), **where),
        "rows": linked(screen, "industry.rows", format_number(each.rows), **where),
    }
    part = told(screen, t(screen.language, "industry.partial_output", **slots))
    return html.Span(text), html.Span(part, className="note")


def _yield(screen: Screen, area: AreaIndustries, each: IndustrySum, top_yuan: float) -> Component:
    value = each.output_per_household
    text = format_value(metric(YIELD), value, screen.language)
    if value is None or not top_yuan:
        return html.Span(text, className="no-data")
    share = percent(value / top_yuan)
    label = t(screen.language, "industry.dot_yield", name=industry_label(screen.language, each.industry), value=text)
    marks = [
        html.Span(className="dot-stem", style={"width": share}),
        html.Span(className="dot-end", style={"left": share}),
    ]
    track = html.Div(marks, className="dot-track", role="img", **aria(label))
    shown = opens(screen, YIELD, text, **of_sum(screen, area.zone, each))
    return html.Div([track, html.Span(shown, className="dot-value")], className="dot-line")


def areas_top_yuan(areas: Sequence[AreaIndustries]) -> float:
    """Return the highest output a household of all areas in yuan; 0 where none is known."""
    return max((each.output_per_household or 0.0 for area in areas for each in area.industries), default=0.0)


def zone_scopes(screen: Screen) -> tuple[str | None, ...]:
    """Return the zones the screen's scope touches, south first; villages of no zone last."""
    present = {village.zone for village in scope_villages(screen.reading, Scope.of(screen.view))}
    return tuple(zone for zone in (*ZONES, None) if zone in present)
