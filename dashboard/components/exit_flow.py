"""The flow of poor people by month and the returns to poverty (减贫流量、返贫): tables, causes, rate."""

from collections.abc import Mapping, Sequence
from datetime import date

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.bars import Progress, bar
from dashboard.components.exit_parts import people, village_link
from dashboard.components.opening import figure_cell, linked, struck, told, unmarked
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, accent, town_name
from dashboard.i18n import catalogue, t
from dashboard.metrics.disclosure import AreaLevel, disclose, small_count_limit
from dashboard.metrics.flow import flow_id
from dashboard.metrics.formats import NO_DATA, Shown, format_value, iso_date, month_label, signed, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.progress import ADDING, FLOW_TERMS, MonthFlow, flow_total
from dashboard.queries.returns import CauseCount, Return, ReturnRate, Returns
from dashboard.queries.screen import Screen

MOST_RETURNS = 20
LIST_HEIGHT = 520


def balance(before: int, flow: MonthFlow) -> int:
    """Return the people by which a month's end differs from what its flow makes of the month before; 0 by the law."""
    gained = sum(flow.terms[term] * (1 if term in ADDING else -1) for term in FLOW_TERMS)
    return flow.poor - before - gained


def flow_panel(screen: Screen, baseline: int, start: date, flows: Sequence[MonthFlow], *, formula: str) -> Component:
    """Return the table of every term of the flow by month; each row and the total show that they balance."""
    language = screen.language
    columns = [
        Column(t(language, "exit.column_month")),
        *(Column(t(language, f"exit.term_{term}"), align="right") for term in FLOW_TERMS),
        Column([t(language, "exit.column_end"), " ", chip(screen, "people.poor")], align="right"),
        Column(t(language, "exit.column_balance"), align="center"),
    ]
    first = t(language, "exit.row_baseline", day=iso_date(start))
    begun_with = figure_cell(screen, "people.poor", people(screen, baseline), as_of=start)
    rows = [TableRow((first, *("" for _ in FLOW_TERMS), begun_with, ""))]
    before, off = baseline, 0
    for flow in flows:
        difference = balance(before, flow)
        rows.append(_month(screen, flow, difference))
        before, off = flow.poor, off + difference
    rows.append(_total(screen, flows, before, off))
    out, returned = (_total_words(screen, term, flow_total(flows, term)) for term in ("out_flow", "returned_flow"))
    begun = linked(screen, "people.poor", people(screen, baseline), as_of=start)
    now = linked(screen, "people.poor", people(screen, before))
    slots = {"start": begun, "now": now, "out": out, "returned": struck(returned)}
    name, difference_words = (
        ("flow_unbalanced", signed(metric("people.poor"), off, language)) if off else ("flow_balanced", "")
    )
    verdict = t(language, f"exit.{name}", formula=formula, difference=difference_words)
    caption = t(language, "exit.flow_sub")
    table = data_table(columns, rows, caption=caption, language=language, class_name="flow")
    return panel(told(screen, t(language, "exit.flow_title", **slots)), table, sub=caption, source=verdict)


def _total_words(screen: Screen, term: str, value: int) -> str:
    """Return a term since the baseline as a slot's text that opens."""
    return linked(screen, flow_id(term, total=True), people(screen, value))


def _terms(screen: Screen, terms: Mapping[str, int], *, as_of: date | None) -> list[Child]:
    """Return each term as signed people, which open; returns (返贫) in the accent where there are any.

    ``as_of`` is the end of the month they are of; None for the terms since the baseline.
    """
    cells: list[Child] = []
    for term in FLOW_TERMS:
        value = terms[term] * (1 if term in ADDING else -1)
        text = signed(metric("people.poor"), value, screen.language)
        cell = figure_cell(screen, flow_id(term, total=as_of is None), text, as_of=as_of)
        cells.append(accent(cell) if term == "returned_flow" and value else cell)
    return cells


def _month(screen: Screen, flow: MonthFlow, difference: int) -> TableRow:
    month = month_label(flow.month_end, screen.language, year=True)
    left = figure_cell(screen, "people.poor", people(screen, flow.poor), as_of=flow.month_end)
    terms = _terms(screen, flow.terms, as_of=flow.month_end)
    return TableRow((month, *terms, left, _balance(screen, difference)))


def _total(screen: Screen, flows: Sequence[MonthFlow], now: int, off: int) -> TableRow:
    terms = {term: flow_total(flows, term) for term in FLOW_TERMS}
    first = t(screen.language, "exit.row_total")
    left = figure_cell(screen, "people.poor", people(screen, now))
    cells = (first, *_terms(screen, terms, as_of=None), left, _balance(screen, off))
    return TableRow(cells, class_name="is-total")


def _balance(screen: Screen, difference: int) -> str:
    if not difference:
        return t(screen.language, "exit.balance_ok")
    return t(screen.language, "exit.balance_off", difference=signed(metric("people.poor"), difference, screen.language))


def cause_name(screen: Screen, cause: str | None) -> str:
    """Return a main cause (主要致贫原因) in the screen's language; as written where the catalogue lacks it."""
    if cause is None:
        return t(screen.language, "exit.cause_none")
    name = f"exit.cause_{cause}"
    return t(screen.language, name) if name in catalogue() else cause


def rate_words(screen: Screen, rate: ReturnRate) -> str:
    """Return the rate of returns with its base (返贫 ÷ 累计脱贫), its numbers marked to open."""
    if rate.share is None:
        return t(screen.language, "exit.return_rate_none")
    share = with_unit(metric("people.out_share"), rate.share, screen.language)
    returned, out = _total_words(screen, "returned", rate.returned), _total_words(screen, "out", rate.out)
    rate_of = linked(screen, "flow.return_rate", share)
    return t(screen.language, "exit.return_rate", share=rate_of, returned=returned, out=out)


def causes_panel(screen: Screen, found: Sequence[CauseCount], rate: ReturnRate, *, area: AreaLevel) -> Component:
    """Return the causes of the returns that hold, by people and by households; ``area`` decides what is withheld."""
    language = screen.language
    counts = {"households": sum(each.households for each in found), "people": sum(each.people for each in found)}
    slots = {name: linked(screen, f"{name}.returned", people(screen, count)) for name, count in counts.items()}
    title = t(language, "exit.causes_title_none")
    if found and found[0].cause is not None:
        title = t(language, "exit.causes_title", cause=cause_name(screen, found[0].cause), **slots)
    elif found:
        title = t(language, "exit.causes_title_plain", **slots)
    limit = small_count_limit(screen.as_of)

    def shown(count: int) -> Shown:
        return disclose(count, area=area, sees_households=False, limit=limit)

    def cell(metric_id: str, each: CauseCount, most: int) -> Component:
        count = shown(each.people if metric_id == "people.returned" else each.households)
        return _counted(screen, metric_id, count, most=most, cause=each.cause)

    columns = (
        Column(t(language, "exit.column_cause")),
        Column([t(language, "exit.column_people"), " ", chip(screen, "people.returned")], class_name="cause-bar"),
        Column(
            [t(language, "exit.column_households"), " ", chip(screen, "households.returned")], class_name="cause-bar"
        ),
    )
    most = (max([1, *(each.people for each in found)]), max([1, *(each.households for each in found)]))
    rows = [
        TableRow(
            (
                cause_name(screen, each.cause),
                cell("people.returned", each, most[0]),
                cell("households.returned", each, most[1]),
            )
        )
        for each in found
    ]
    caption = t(language, "exit.causes_sub")
    body = [data_table(columns, rows, caption=caption, language=language, class_name="causes")] if rows else []
    rate_line = html.P(told(screen, rate_words(screen, rate)), className="return-rate")
    return panel(told(screen, title), rate_line, *body, sub=caption)


def _counted(screen: Screen, metric_id: str, count: Shown, *, most: int, cause: str | None) -> Component:
    text = with_unit(metric(metric_id), count, screen.language)
    share = count / most if isinstance(count, int | float) else None
    # What is withheld does not open, nor does a household without a cause: no condition asks for none.
    opened = figure_cell(screen, metric_id, text, cause=cause) if share is not None and cause else text
    return html.Div([bar(Progress(share), label=text), html.Span(opened)], className="counted")


def returns_panel(screen: Screen, found: Returns) -> Component:
    """Return the list of returns, the latest first: masked head, village, day, main cause, reason, what came after."""
    language = screen.language
    if not found.latest:
        return panel(t(language, "exit.returns_title_none"), html.P(t(language, "exit.returns_none"), className="note"))
    names = ("village", "town", "head", "people", "returned_on", "cause", "reason", "now")
    columns = [
        Column(t(language, f"exit.column_{name}"), align="right" if name == "people" else "left") for name in names
    ]
    still = linked(screen, "households.returned", people(screen, found.still))
    slots = {"events": linked(screen, "flow.return_events", people(screen, found.events)), "still": still}
    title = t(language, "exit.returns_title", **slots)
    shown = t(language, "exit.returns_latest", shown=people(screen, len(found.latest)), **slots)
    sub = told(screen, t(language, "exit.returns_sub") + (shown if found.events > len(found.latest) else ""))
    table = data_table(
        columns,
        [_returned(screen, each) for each in found.latest],
        caption=unmarked(title),
        language=language,
        max_height=LIST_HEIGHT,
        class_name="returns",
    )
    return panel(told(screen, title), table, sub=sub)


def _returned(screen: Screen, each: Return) -> TableRow:
    language = screen.language
    cells = (
        village_link(screen, each.village),
        town_name(screen, each.village),
        each.head_name or NO_DATA,
        figure_cell(
            screen,
            "people.of_household",
            format_value(metric("people.of_household"), each.people, language),
            household=each.household_no,
        ),
        iso_date(each.returned_on),
        cause_name(screen, each.main_cause),
        each.reason or NO_DATA,
        t(language, "exit.now_poor" if each.is_last else "exit.now_later"),
    )
    return TableRow(cells)
