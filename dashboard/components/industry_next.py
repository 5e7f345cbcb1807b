"""The table from which the next demonstration site is chosen (下一个产业示范点): facts side by side, no score."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.controls import Option, select
from dashboard.components.in_charge import in_charge
from dashboard.components.industry_sites import SITES, WITH_SITES, village_link
from dashboard.components.marks import glyph, status_word
from dashboard.components.opening import figure_cell, linked, opens, told
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, town_name, village_name
from dashboard.i18n import t
from dashboard.industry_names import industry_label
from dashboard.metrics.formats import NO_DATA, format_number, format_value, with_unit
from dashboard.metrics.registry import metric
from dashboard.names import village_label
from dashboard.opened import Conditions
from dashboard.queries.answering import Answering, answering
from dashboard.queries.industry import AreaIndustries
from dashboard.queries.industry_opening import base_day, in_scope, in_village, of_chosen
from dashboard.queries.industry_sites import ORDERS, VillageIndustry, next_sites
from dashboard.queries.screen import Screen

SHARE, POOR = "industry.carried_share", "households.poor"
CARRIED, SHORT = "industry.households_carried", "industry.villages_short"
TABLE_HEIGHT, TABLE_ROWS = 420, 20
BY_NAME = "name"
CHOICES = (*ORDERS, BY_NAME)
"""What the table can be sorted by, the first where the address names none."""


def order_of(screen: Screen) -> str:
    """Return what the view sorts the table by; another word is the first choice."""
    return screen.view.order if screen.view.order in CHOICES else CHOICES[0]


def next_panel(
    screen: Screen, villages: Sequence[VillageIndustry], *, areas: Sequence[AreaIndustries], fewest: int
) -> Component:
    """Return the table of the villages below ``fewest`` sites, sorted by what the reader chose."""
    language, short = screen.language, _ordered(screen, villages, fewest)
    if not short:
        line = html.P(t(language, "industry.next_met_line"), className="state-line")
        return panel(t(language, "industry.next_title_met", fewest=fewest), line)
    leading = {area.zone: area.most_carrying.industry for area in areas if area.most_carrying}
    posted = answering(screen.reading)
    rows = [TableRow(_cells(screen, each, posted.get(each.code), leading)) for each in short[:TABLE_ROWS]]
    caption = t(language, "industry.next_caption", fewest=fewest)
    table = data_table(
        _columns(screen), rows, caption=caption, language=language, max_height=TABLE_HEIGHT, class_name="next-table"
    )
    order = order_of(screen)
    options = tuple(Option(each, t(language, f"industry.order_{each}")) for each in CHOICES)
    chooser = html.Div(select("order", t(language, "industry.order"), options, value=order), className="page-controls")
    first = village_name(screen, short[0].state.village)
    here: Conditions = {**in_scope(screen), **of_chosen(screen)}
    count = linked(screen, SHORT, format_number(len(short)), **here)
    name = "next_title" if order == CHOICES[0] else "next_title_plain"
    return panel(
        told(screen, t(language, f"industry.{name}", village=first, fewest=fewest, count=count)),
        chooser,
        table,
        sub=told(screen, t(language, f"industry.next_sub_{order}", fewest=fewest, count=count)),
        source=told(screen, t(language, "industry.gap").join(_notes(screen, villages, count=len(short)))),
    )


def _ordered(screen: Screen, villages: Sequence[VillageIndustry], fewest: int) -> Sequence[VillageIndustry]:
    order = order_of(screen)
    if order != BY_NAME:
        return next_sites(villages, fewest=fewest, order=order)
    # In both languages by pinyin, which is how names of places are looked up.
    found = next_sites(villages, fewest=fewest)
    return sorted(found, key=lambda each: (village_label("en", each.state.village.name), each.code))


def _notes(screen: Screen, villages: Sequence[VillageIndustry], *, count: int) -> list[str]:
    language, silent, here = screen.language, sum(each.sites is None for each in villages), in_scope(screen)
    one, untold = of_chosen(screen)["industry"], format_number(silent)
    counted: Conditions = {**here, **of_chosen(screen)}
    every = linked(screen, SHORT, format_number(count), **counted)
    notes = [t(language, "shell.rows_left_out", shown=TABLE_ROWS, count=every)] if count > TABLE_ROWS else []
    untold = untold if one else linked(screen, WITH_SITES, untold, **here)
    notes += [t(language, "industry.next_silent", count=untold)] if silent else []
    notes += [t(language, "industry.next_sites_all")] if one else []
    return [*notes, t(language, "industry.next_note")]


def _columns(screen: Screen) -> tuple[Column, ...]:
    language, here = screen.language, in_scope(screen)
    share: Conditions = {**here, **of_chosen(screen)}
    return (
        Column(t(language, "industry.col_village")),
        Column([t(language, "industry.col_sites"), " ", chip(screen, SITES, **here)], "right"),
        Column([t(language, "industry.col_poor"), " ", chip(screen, POOR)], "right"),
        Column([t(language, "industry.col_share"), " ", chip(screen, SHARE, as_of=base_day(screen), **share)], "right"),
        Column(t(language, "industry.col_leading")),
        Column(t(language, "industry.col_answering")),
    )


def _cells(
    screen: Screen, each: VillageIndustry, who: Answering | None, leading: Mapping[str | None, str]
) -> tuple[Children, ...]:
    state, language = each.state, screen.language
    title = f"{village_name(screen, state.village)} · {status_word(language, state.status)}"
    name = html.Span(
        [glyph(language, state.status, title=title), " ", village_link(screen, each)], className="next-village"
    )
    found = in_charge(language, who)
    person = t(language, "industry.person", **asdict(found)) if found else t(language, "industry.nobody")
    sites = format_value(metric(SITES), each.sites, language)
    return (
        (name, html.Span(town_name(screen, state.village), className="note")),
        figure_cell(screen, SITES, sites, **in_village(screen, each.code)),
        opens(screen, POOR, format_number(state.poor_households), village=each.code),
        _share(screen, each),
        _leading(screen, each, leading.get(state.village.zone)),
        html.Span(person, className="next-person"),
    )


def _share(screen: Screen, each: VillageIndustry) -> Children:
    """Return the share carried and beneath it the households; a share above 1 is not shown."""
    language = screen.language
    here: Conditions = {**in_village(screen, each.code), **of_chosen(screen)}
    if each.carried is None:
        return NO_DATA
    text = with_unit(metric(SHARE), each.share, language)
    carried = opens(screen, CARRIED, with_unit(metric(CARRIED), each.carried, language), **here)
    words: list[Child] = [carried, t(language, "industry.next_over")] if each.is_double else [carried]
    share = figure_cell(screen, SHARE, text, as_of=base_day(screen), **here)
    return html.Span(share), html.Span(words, className="note")


def _leading(screen: Screen, each: VillageIndustry, of_zone: str | None) -> Sequence[Child]:
    """Return the village's leading industry and, beneath it, its zone's where that is another."""
    language = screen.language
    own = industry_label(language, each.leading) if each.leading else NO_DATA
    if of_zone is None or of_zone == each.leading:
        return (own,)
    words = t(language, "industry.next_zone", name=industry_label(language, of_zone))
    return html.Span(own), html.Span(words, className="note")
