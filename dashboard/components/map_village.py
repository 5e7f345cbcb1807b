"""A village's panel (村情): figures, burn-down, exit criteria, money, causes, who answers for it, recent changes."""

from collections.abc import Mapping
from datetime import date

from dash import dcc
from dash.development.base_component import Component

from dashboard import ids, names
from dashboard.components import plain_html as html
from dashboard.components.bars import Progress, bar_row
from dashboard.components.graph import graph
from dashboard.components.marks import criterion_mark, glyph
from dashboard.components.opening import figure_cell, linked, opens, opens_row, told
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.states import state
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, accent, number, town_name, village_name, zone_name
from dashboard.components.village_link import village_path
from dashboard.figures.burn_down import burn_down_alt, burn_down_figure
from dashboard.i18n import t
from dashboard.metrics.disclosure import Suppressed, small_count_limit
from dashboard.metrics.formats import (
    difference,
    format_number,
    format_value,
    iso_date,
    month_label,
    prose,
    with_unit,
)
from dashboard.metrics.registry import metric
from dashboard.queries import village_detail
from dashboard.queries.answering import Team
from dashboard.queries.evidence.lacking import is_untold
from dashboard.queries.map_villages import MapVillage, indicator_of
from dashboard.queries.progress import FLOW_TERMS, Scope, burn_down
from dashboard.queries.screen import Screen
from dashboard.queries.status import VillageState, furthest_behind
from dashboard.queries.villages import Check, CriterionResult, Village
from data.text import Locale

BURN_HEIGHT = 210
COUNTY_TEAM = "县级"
FIGURES = ("people.poor", "households.poor", "people.registered")
MONEY = ("planned", "allocated", "disbursed")
LEVELS = {"省级": "province", "县级": "county"}
CHANGES = {"认定": "identified", "退出": "exited", "返贫": "returned"}
START_ROWS = 10
SHARE = "people.incidence"
"""The figure by whose format shares of the criteria are printed."""


def village_panels(screen: Screen, shown: MapVillage, path: str) -> Component:
    """Return everything the panel says of a village, the selected one's rule in the accent."""
    village, state_ = shown.village, shown.state
    parts = [_head(screen, shown, path), _burn(screen, village)]
    if screen.is_known:
        parts += [criteria_panel(screen, state_), money_panel(screen, village), causes_panel(screen, state_)]
    parts.append(staff_panel(screen, village))
    if screen.is_known:
        parts.append(changes_panel(screen, village))
    return html.Div(parts, className="stack map-village")


def start_panel(screen: Screen, states: tuple[VillageState, ...], path: str) -> Component:
    """Return what stands there while no village is chosen: those furthest above the plan, each a link."""
    language = screen.language
    behind = furthest_behind(states, limit=START_ROWS) if screen.is_known else ()
    line = t(language, "map.start_line")
    if not behind:
        return panel(t(language, "map.start_title"), html.P(line, className="note"))
    columns = (
        Column(t(language, "map.column_village")),
        Column([metric("people.poor").short[language], " ", chip(screen, "people.poor")], "right"),
        Column(t(language, "map.column_over"), "right"),
    )
    table = data_table(
        columns,
        [_start_row(screen, each, path) for each in behind],
        caption=t(language, "map.start_caption"),
        language=language,
    )
    title = t(language, "map.start_title_behind", count=format_number(len(behind)))
    return panel(title, table, sub=t(language, "map.start_sub"), source=line)


def unknown_panel(screen: Screen, code: str) -> Component:
    """Return the notice for a village code of the address that the register lacks."""
    line = t(screen.language, "map.village_unknown_line", code=code)
    return state(t(screen.language, "map.village_unknown"), line, kind="empty")


def _start_row(screen: Screen, each: VillageState, path: str) -> TableRow:
    link = dcc.Link(village_name(screen, each.village), href=screen.view.change(village=each.village.code).href(path))
    mark = glyph(screen.language, each.status)
    poor = metric("people.poor")
    cells = (
        html.Span([mark, link, html.Span(town_name(screen, each.village), className="note")], className="glyph-link"),
        figure_cell(screen, poor.id, format_value(poor, each.poor, screen.language), village=each.village.code),
        accent(
            figure_cell(
                screen,
                "exit.over_plan",
                format_value(poor, each.over_plan, screen.language),
                village=each.village.code,
            )
        ),
    )
    return TableRow(cells)


def _head(screen: Screen, shown: MapVillage, path: str) -> Component:
    language, village = screen.language, shown.village
    close = dcc.Link(
        "✕", href=screen.view.change(village=None).href(path), title=t(language, "map.close"), className="close"
    )
    word = glyph(language, shown.status, with_word=True) if shown.status else t(language, "map.plan_only")
    level = LEVELS.get(village.level)
    facts = [word, *([html.Span(t(language, f"map.level_{level}"))] if level else [])]
    place = f"{town_name(screen, village)}{t(language, 'map.fact_gap')}{zone_name(screen, village.zone)}"
    page = screen.view.change(village=None, metric=None).href(village_path(village.code))
    whole = dcc.Link(t(language, "village.open"), href=page, className="link")
    children: list[Component] = [html.P([*facts, whole], className="village-facts")]
    if shown.value is not None and screen.is_known:
        children.append(_indicator(screen, shown))
    if screen.is_known:
        values = (shown.state.poor, shown.state.poor_households, shown.state.registered)
        figures = [_figure(screen, each, value, village) for each, value in zip(FIGURES, values, strict=True)]
        children.append(html.Div(figures, className="village-figures"))
    return panel([village_name(screen, village), close], *children, sub=place, accented=True, class_name="village-head")


def _figure(screen: Screen, metric_id: str, value: float | None, village: Village) -> Component:
    mark = chip(screen, metric_id, village=village.code)
    name = html.Span([metric(metric_id).name[screen.language], " ", mark], className="note")
    return html.Div([name, html.B(_number(screen, metric_id, value, village))])


def _number(screen: Screen, metric_id: str, value: float | None, village: Village) -> Component:
    """Return a figure of the village with its unit, which opens it; — alone for no data."""
    known = None if is_untold(screen.reading, metric_id) else value
    shown = number(metric_id, known, screen)
    return shown if known is None else opens(screen, metric_id, shown, village=village.code)


def _indicator(screen: Screen, shown: MapVillage) -> Component:
    """Return the line with the value of the figure that the map shows."""
    figure, code = metric(indicator_of(screen)), shown.village.code
    value = linked(screen, figure.id, with_unit(figure, shown.value, screen.language), village=code)
    words = t(screen.language, "map.indicator_value", figure=figure.name[screen.language], value=value)
    return html.P(told(screen, words), className="village-indicator")


def _burn(screen: Screen, village: Village) -> Component:
    language, people = screen.language, metric("people.poor")
    burn = burn_down(screen.reading, Scope(village=village.code), screen.as_of)
    if not screen.is_known:
        planned = with_unit(people, burn.plan_now, language)
        title = t(language, "map.burn_plan", people=linked(screen, "exit.plan", planned, village=village.code))
    else:
        over = round(burn.now) - round(burn.plan_now)
        name = "burn_over" if over > 0 else "burn_under" if over < 0 else "burn_level"
        off = "exit.over_plan" if over >= 0 else "exit.under_plan"
        words = linked(screen, off, with_unit(people, abs(over), language), village=village.code)
        title = t(language, f"map.{name}", people=words)
    drawn = graph(
        ids.BURN_DOWN, burn_down_figure(screen, burn, height=BURN_HEIGHT), alt=burn_down_alt(screen, burn),
        height=BURN_HEIGHT, language=language,
    )  # fmt: skip
    return panel(told(screen, title), drawn, sub=t(language, "map.burn_sub"))


def criteria_panel(screen: Screen, state_: VillageState) -> Component:
    """Return the exit criteria (退出标准) of the village's latest check, each with its gap."""
    language, check, code = screen.language, state_.check, state_.village.code
    if check is None:
        line = t(language, "map.criteria_none_line", day=iso_date(screen.as_of))
        return panel(t(language, "map.criteria_none"), html.P(line, className="note"))
    unmet = [result.rule.short[language] if result.rule.short else "" for result in check.results if not result.met]
    met = linked(screen, "map.criteria_met", str(check.met_count), village=code)
    slots = {"met": met, "unmet": t(language, "shell.list_comma").join(unmet)}
    count = str(len(check.results)) if unmet else met
    title = told(screen, t(language, "map.criteria_some" if unmet else "map.criteria_all", count=count, **slots))
    columns = (
        Column([t(language, "map.column_criterion"), " ", chip(screen, "map.criteria_met", village=code)]),
        Column(t(language, "map.column_now"), "right"),
        Column(t(language, "map.column_gap"), "right"),
    )
    rows = [_criterion_row(screen, result, check, code) for result in check.results]
    table = data_table(columns, rows, caption=t(language, "map.criteria_caption"), language=language)
    return panel(
        title, table, sub=t(language, "map.criteria_sub", day=iso_date(check.checked_on)), class_name="map-criteria"
    )


def _criterion_row(screen: Screen, result: CriterionResult, check: Check, code: str) -> TableRow:
    language = screen.language
    gap = ""
    if not result.met and isinstance(result.value, float | int) and not isinstance(result.value, bool):
        points = difference(metric(SHARE), abs(result.value - result.rule.number), language).lstrip("+")
        gap = t(language, "map.gap_points", points=points)
    name = html.Span(
        [criterion_mark(language, result, gap=gap), " ", result.rule.label[language]], className="criterion"
    )
    row = (code, iso_date(check.checked_on))
    now = opens_row(screen, "map.criteria_met", criterion_value(screen, result), row=row, village=code)
    return TableRow((name, now if result.met else accent(now), gap))


def criterion_value(screen: Screen, result: CriterionResult) -> str:
    """Return what the check found for a criterion: a share, yes, no, or blank."""
    if result.value is None:
        return t(screen.language, "map.blank")
    if isinstance(result.value, bool):
        return t(screen.language, "map.yes" if result.value else "map.no")
    return with_unit(metric(SHARE), result.value, screen.language)


def money_panel(screen: Screen, village: Village) -> Component:
    """Return the village's three stages of money, side by side."""
    language, money = screen.language, village_detail.village_money(screen.reading, village.code, screen.as_of)
    lines = []
    for stage in MONEY:
        value, metric_id = getattr(money, stage), f"funds.{stage}"
        name = html.Dt([metric(metric_id).name[language], " ", chip(screen, metric_id, village=village.code)])
        lines += [name, html.Dd(_number(screen, metric_id, value, village))]
    known = money.disbursed is not None
    amount = linked(
        screen, "funds.disbursed", prose(metric("funds.disbursed"), money.disbursed, language), village=village.code
    )
    title = t(language, "map.money_title", amount=amount) if known else t(language, "map.money_title_none")
    return panel(told(screen, title), html.Dl(lines, className="facts"), sub=t(language, "map.money_sub"))


def causes_panel(screen: Screen, state_: VillageState) -> Component:
    """Return the main causes of poverty of its poor households, small counts withheld."""
    language = screen.language
    causes = village_detail.poor_causes(screen.reading, state_.village.code, screen.as_of)
    if not causes:
        return panel(t(language, "map.causes_title_few"), html.P(t(language, "map.causes_none"), className="note"))
    open_counts = [each.households for each in causes if not isinstance(each.households, Suppressed)]
    village, limit = state_.village, small_count_limit(screen.as_of)
    rows = [_cause_row(screen, each, max(open_counts, default=0), village) for each in causes]
    count = linked(screen, "households.poor", format_number(state_.poor_households), village=village.code)
    sub = told(screen, t(language, "map.causes_sub", count=count, limit=limit))
    return panel(_causes_title(screen, causes, village), *rows, sub=sub)


def _causes_title(screen: Screen, causes: tuple[village_detail.Cause, ...], village: Village) -> Children:
    first = causes[0]
    if isinstance(first.households, Suppressed):
        return t(screen.language, "map.causes_title_few")
    words = linked(
        screen,
        "households.poor",
        with_unit(metric("households.poor"), first.households, screen.language),
        village=village.code,
        cause=first.cause,
    )
    cause = t(screen.language, f"exit.cause_{first.cause}")
    return told(screen, t(screen.language, "map.causes_title", cause=cause, households=words))


def _cause_row(screen: Screen, cause: village_detail.Cause, top: int, village: Village) -> Component:
    name, households = t(screen.language, f"exit.cause_{cause.cause}"), metric("households.poor")
    words = with_unit(households, cause.households, screen.language)
    share = None if isinstance(cause.households, Suppressed) or not top else cause.households / top
    count: Child = format_value(households, cause.households, screen.language)
    if share is not None:
        count = opens(screen, households.id, count, village=village.code, cause=cause.cause)
    return bar_row(name, Progress(share), count, label=f"{name} {words}")


def staff_panel(screen: Screen, village: Village) -> Component:
    """Return who answers for the village: first secretaries, teams."""
    language, posted = screen.language, village_detail.answering_for(screen.reading, village.code)
    rows, gap = [], t(language, "map.fact_gap")
    for each in posted.secretaries:
        since = t(language, "map.since", day=iso_date(each.appointed_on))
        rows += [
            html.Dt(t(language, "map.secretary")),
            html.Dd(
                [html.B(names.person_label(language, each.name)), _gap(screen, _unit(screen, each.sending_unit), since)]
            ),
        ]
    for team in posted.teams:
        person = names.person_label(language, team.leader_name or "")
        leader = [t(language, "map.team_leader", person=person)] if person else []
        unit = _unit(screen, team.sending_unit)
        level = "map.team_level_county" if team.level == COUNTY_TEAM else "map.team_level_city"
        since = t(language, "map.since", day=iso_date(team.arrived_on))
        rows += [
            html.Dt(t(language, level)),
            html.Dd(
                [_gap(screen, unit, *leader).lstrip("　, "), gap, _size(screen, team, village), _gap(screen, since)]
            ),
        ]
    if not rows:
        return panel(t(language, "map.staff_title_team"), html.P(t(language, "map.staff_none"), className="note"))
    first = names.person_label(language, posted.secretaries[0].name) if posted.secretaries else None
    title = t(language, "map.staff_title", person=first) if first else t(language, "map.staff_title_team")
    mark = chip(screen, "villages.with_team", village=village.code)
    return panel([title, " ", mark], html.Dl(rows, className="facts facts-staff"))


def _size(screen: Screen, team: Team, village: Village) -> Component:
    """Return how many a team has; it opens the village's teams of its level at that team's row."""
    size = t(screen.language, "map.team_size", count=format_number(team.cadre_count))
    figure = "teams.county" if team.level == COUNTY_TEAM else "teams.province_city"
    return opens_row(screen, figure, size, row=(team.team_no,), village=village.code)


def _unit(screen: Screen, name: str) -> str:
    return names.unit_label(screen.language, name)


def _gap(screen: Screen, *facts: str) -> str:
    gap = t(screen.language, "map.fact_gap")
    return "".join(f"{gap}{fact}" for fact in facts)


def changes_panel(screen: Screen, village: Village) -> Component:
    """Return what happened lately: people in and out, the village's own changes."""
    language, changes = screen.language, dated_changes(screen, village)
    rows = [part for _, day, text in changes for part in (html.Dt(day), html.Dd(text))]
    if not rows:
        line = t(language, "map.changes_none", day=iso_date(screen.as_of))
        return panel(t(language, "map.changes_title"), html.P(line, className="note"))
    return panel(t(language, "map.changes_title"), html.Dl(rows, className="facts facts-changes"))


def dated_changes(screen: Screen, village: Village) -> list[tuple[date, str, str]]:
    """Return what happened lately in a village: day, the day in words (a month for people), what; latest first."""
    language, gap = screen.language, t(screen.language, "map.fact_gap")
    dated = []
    for flow in village_detail.recent_flow(screen.reading, village.code, screen.as_of):
        month = month_label(flow.month_end, language, year=True)
        dated.append((flow.month_end, month, gap.join(_flow_words(language, flow.terms))))
    for change in village_detail.village_changes(screen.reading, village.code, screen.as_of):
        words = t(language, f"map.change_{CHANGES[change.change_type]}")
        number_ = _gap(screen, change.document_no) if change.document_no else ""
        dated.append((change.changed_on, iso_date(change.changed_on), words + number_))
    return sorted(dated, reverse=True)


def _flow_words(language: Locale, terms: Mapping[str, int]) -> list[str]:
    """Return the moves of people of a month, those of nobody left out."""
    people = metric("people.poor")
    return [
        t(language, f"map.flow_{term.removesuffix('_flow')}", people=with_unit(people, count, language))
        for term in FLOW_TERMS
        if (count := terms[term])
    ]
