"""The two tables of the overview: the three zones side by side, and the villages furthest behind (片区对比、滞后村)."""

from collections.abc import Sequence

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.bars import Progress, bar
from dashboard.components.in_charge import in_charge
from dashboard.components.marks import criterion_mark, glyph, status_word, zone_swatch
from dashboard.components.opening import figure_cell, linked, told
from dashboard.components.overview_charts import statuses_in_words
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, aria, town_name, village_name, zone_name
from dashboard.components.village_link import village_page_link
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, format_value, iso_date, signed, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.answering import Answering, answering
from dashboard.queries.outlook import Outlook
from dashboard.queries.overview import ZoneRow, heaviest, scope_states, zone_rows
from dashboard.queries.screen import Screen
from dashboard.queries.status import VillageState, furthest_behind
from dashboard.theme import ZONES
from data.rules import rule, rules_in_group

SHOWN = 8
MONEY_A_HEAD = "map.disbursed_per_head"
EXIT_PATH = "/exit"
MAP_PATH = "/map"
WORD = " Village"
"""Left off in the column that is headed by it: English names would not leave room for who answers."""


def zones_panel(screen: Screen, outlook: Outlook) -> Component:
    """Return the zones side by side; the chosen one is marked."""
    language, rows = screen.language, zone_rows(screen.reading, screen.as_of)
    time = with_unit(metric("people.out_share"), outlook.time_share, language)
    columns = [
        Column(t(language, "overview.zones_head_zone")),
        Column([t(language, "overview.zones_head_poor"), " ", chip(screen, "people.poor")], "right"),
        Column(
            [t(language, "overview.zones_head_out"), " ", chip(screen, "people.out_share")],
            class_name="zone-out",
        ),
        Column(t(language, "overview.zones_head_states")),
        Column([t(language, "overview.zones_head_money"), " ", chip(screen, MONEY_A_HEAD)], "right"),
    ]
    lines = [_zone_line(screen, row, outlook.time_share) for row in rows]
    table = data_table(
        columns, lines, caption=t(language, "overview.zones_caption"), language=language, class_name="zone-table"
    )
    note = t(language, "overview.zones_note", time=time)
    return panel(zones_title(screen, rows), table, source=note)


def zones_title(screen: Screen, rows: Sequence[ZoneRow]) -> list[Child]:
    """Return which zone holds most of the people still poor."""
    language, most = screen.language, heaviest(rows)
    if most is None:
        known = any(row.poor is not None for row in rows)
        return [t(language, "overview.zones_clear" if known else "overview.zones_unknown")]
    share = with_unit(metric("people.poor_share"), most.poor_share, language)
    opened = linked(screen, "people.poor_share", share, zone=most.zone)
    return told(screen, t(language, "overview.zones_most", zone=zone_name(screen, most.zone, short=True), share=opened))


def _zone_line(screen: Screen, row: ZoneRow, time_share: float) -> TableRow:
    language, share = screen.language, metric("people.out_share")
    out, name = with_unit(share, row.out_share, language), zone_name(screen, row.zone, short=True)
    alt = t(language, "overview.zones_out_alt", zone=name, share=out, time=with_unit(share, time_share, language))
    drawn = bar(Progress(row.out_share, time_share), label=alt, zone=ZONES[row.zone].key)
    said = t(language, "overview.zones_states_alt", zone=name, statuses=statuses_in_words(language, row.states))
    signs = [
        html.Span(className=f"glyph glyph-{state.status}", title=_sign_title(screen, state)) for state in row.states
    ]
    count = linked(screen, "villages.registered", format_number(len(row.states)), zone=row.zone)
    villages = told(screen, t(language, "overview.zones_villages", count=count))
    money: list[Child] = [NO_DATA]
    if row.disbursed_a_head is not None:
        head = format_value(metric(MONEY_A_HEAD), row.disbursed_a_head, language)
        money = [html.B(figure_cell(screen, MONEY_A_HEAD, head, zone=row.zone))]
    poor = figure_cell(screen, "people.poor", format_value(metric("people.poor"), row.poor, language), zone=row.zone)
    cells: list[Children] = [
        [zone_swatch(language, row.zone, with_name=True), html.Div(villages, className="note")],
        html.Span(poor, className="zone-poor"),
        [html.B(figure_cell(screen, share.id, out, zone=row.zone)), drawn],
        html.Div(signs, className="glyph-row", role="img", **aria(said)),
        money,
    ]
    return TableRow(cells, "is-chosen" if screen.view.zone == row.zone else "")


def _sign_title(screen: Screen, state: VillageState) -> str:
    return f"{village_name(screen, state.village)}　{status_word(screen.language, state.status)}"


def behind_panel(screen: Screen) -> Component:
    """Return the villages furthest over their plan line, with who answers for them and the exit criteria."""
    language = screen.language
    states = scope_states(screen.reading, screen.scope, screen.as_of)
    shown = furthest_behind(states, limit=SHOWN)
    if not shown:
        months = rule("status.behind_month_ends", screen.as_of)
        share = rule("status.behind_share_of_baseline", screen.as_of)
        line = t(language, "overview.behind_none_line", months=months.clause[language], share=share.clause[language])
        return panel(t(language, "overview.behind_none"), html.P(line, className="panel-sub"))
    count = sum(state.status == "behind" for state in states)
    columns = [
        Column(t(language, "overview.head_village")),
        Column([t(language, "overview.head_poor"), " ", chip(screen, "people.poor")], "right"),
        Column(t(language, "overview.head_over"), "right", t(language, "overview.head_over_title")),
        Column([t(language, "overview.head_criteria"), " ", chip(screen, "villages.ready")]),
        Column(t(language, "overview.head_answering"), "left", t(language, "overview.head_answering_title"), "who"),
    ]
    people = answering(screen.reading)
    rows = [_behind_row(screen, state, people.get(state.village.code)) for state in shown]
    caption = t(language, "overview.behind_caption")
    table = data_table(columns, rows, caption=caption, language=language, class_name="behind-table")
    link = dcc.Link(
        t(language, "overview.behind_all", count=format_number(count)),
        href=screen.view.href(EXIT_PATH),
        className="link panel-link",
    )
    all_of = linked(screen, "villages.behind", format_number(count))
    note = html.Span(told(screen, t(language, "overview.behind_sub", count=all_of)), className="title-note")
    return panel(
        [t(language, "overview.behind_some", count=len(shown)), note],
        table,
        source=[_criteria_key(screen), " ", link],
    )


def _criteria_key(screen: Screen) -> str:
    language = screen.language
    criteria = rules_in_group("village_criterion", screen.as_of)
    words = t(language, "shell.list_comma").join((each.short or each.label)[language] for each in criteria)
    return t(language, "overview.behind_key", criteria=words, source=criteria[0].source[language])


def _behind_row(screen: Screen, state: VillageState, who: Answering | None) -> TableRow:
    written = village_name(screen, state.village).removesuffix(WORD)
    name = village_page_link(screen, state.village, written)
    town = html.Span(town_name(screen, state.village), className="note behind-town")
    over = signed(metric("people.poor"), round(state.over_plan), screen.language)
    cells: list[Children] = [
        [glyph(screen.language, state.status), " ", name, town],
        figure_cell(screen, "people.poor", format_number(state.poor), village=state.village.code),
        html.B(figure_cell(screen, "exit.over_plan", over, village=state.village.code), className="accent"),
        _criteria(screen, state),
        _who(screen, who),
    ]
    return TableRow(cells)


def _criteria(screen: Screen, state: VillageState) -> Children:
    language, check = screen.language, state.check
    if check is None:
        return html.Span(t(language, "overview.criteria_unchecked"), className="note")
    marks = [criterion_mark(language, result) for result in check.results]
    slots = {"met": check.met_count, "count": len(check.results)}
    title = t(language, "overview.criteria_title", day=iso_date(check.checked_on), **slots)
    opened = figure_cell(
        screen, "map.criteria_met", t(language, "overview.criteria_count", **slots), village=state.village.code
    )
    count = html.Span(opened, className="criteria-count", title=title)
    return html.Div([*marks, count], className="criteria")


def _who(screen: Screen, who: Answering | None) -> Children:
    language, found = screen.language, in_charge(screen.language, who)
    if found is None:
        return html.Span(t(language, "overview.answering_nobody"), className="note")
    title = t(language, f"overview.answering_{found.role}")
    return [html.Span(found.name, title=title), html.Span(f" {found.unit}", className="note behind-unit")]
