"""Part of 资金与项目: the five works (五大工程) with money and reach, what tells their outcome, village plans."""

from collections.abc import Mapping, Sequence

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components import states
from dashboard.components.bars import Progress, bar
from dashboard.components.controls import EVERY, Option, select
from dashboard.components.exit_parts import policy_mark
from dashboard.components.funds_text import PATH, amount, money_unit
from dashboard.components.funds_works_outcomes import outcomes_panel
from dashboard.components.opening import figure_cell, linked, told
from dashboard.components.panel import panel
from dashboard.components.source import register_titles
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, town_name
from dashboard.components.village_link import village_page_link
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, with_unit
from dashboard.metrics.registry import metric
from dashboard.names import category_label
from dashboard.queries.figures import FEN
from dashboard.queries.opening import Place
from dashboard.queries.progress import Scope, scope_villages
from dashboard.queries.screen import Screen
from dashboard.queries.village_plans import projects_in, village_plans
from dashboard.queries.villages import Village, has_rows
from dashboard.queries.works import Work, unmatched_categories, work_outcomes, work_rows
from dashboard.queries.works_of import UNMATCHED, works

STAGES = ("planned", "allocated", "disbursed")
BY_COUNT = ("without", "one", "several")
PLANS_HEIGHT = 640


def works_section(screen: Screen) -> list[Component]:
    """Return the part: the works, what tells their outcome, the villages' plans."""
    if not has_rows(screen.reading, "projects"):
        missing = states.no_data(screen, registers=register_titles(screen.language, ("projects",)))
        return [panel(t(screen.language, "works.title_none"), missing)]
    return [_works(screen), outcomes_panel(screen), _plans(screen)]


def work_name(screen: Screen, key: str) -> str:
    """Return a work's name; that of the rest for ``UNMATCHED``."""
    names = {rule.name: rule.label[screen.language] for rule in works(screen.as_of)}
    return names.get(key, t(screen.language, "works.work_none"))


def controls(screen: Screen) -> tuple[Component, ...]:
    """Return the part's own control: which villages the plans list."""
    language = screen.language
    options = [Option(EVERY, t(language, "works.show_all"))]
    options += [Option(each, t(language, f"works.show_{each}")) for each in BY_COUNT]
    options += [
        Option(rule.name, t(language, "works.show_lacking", name=rule.label[language])) for rule in works(screen.as_of)
    ]
    chosen = chosen_villages(screen) or EVERY
    return (select("metric", t(language, "works.filter_villages"), tuple(options), value=chosen),)


def chosen_villages(screen: Screen) -> str | None:
    """Return which villages the plans list: by number of projects, without a work; None for all."""
    known = (*BY_COUNT, *(rule.name for rule in works(screen.as_of)))
    return screen.view.metric if screen.view.metric in known else None


def _here(screen: Screen) -> Place:
    return screen.scope.where


def _works(screen: Screen) -> Component:
    language = screen.language
    found = work_rows(screen.reading, screen.scope, screen.as_of)
    outcome = work_outcomes(screen.reading, screen.scope, screen.as_of)
    columns = [
        Column(t(language, "works.col_work"), class_name="funds-name"),
        Column(t(language, "works.col_projects"), "right"),
        Column(t(language, "works.col_completed"), "right"),
        *(Column(t(language, f"funds.col_{stage}"), "right") for stage in STAGES),
        Column(t(language, "funds.col_rate"), class_name="funds-bar-cell"),
        Column("%", "right"),
        Column(t(language, "works.col_covered"), "right"),
        Column(t(language, "works.col_uncovered"), "right"),
    ]
    rows = [_row(screen, each) for each in found]
    table = data_table(columns, rows, caption=t(language, "works.caption"), language=language, class_name="works")
    slots = {
        "covered": _slot(screen, "villages.with_project", outcome["villages.with_project"]),
        "uncovered": _slot(screen, "villages.without_project", outcome["villages.without_project"]),
    }
    sub = t(language, "works.sub", unit=money_unit(language))
    note = t(language, "works.scope") if screen.scope != Scope() else None
    return panel(
        told(screen, t(language, "works.title", **slots)),
        table,
        *_unmatched(screen),
        _keywords(screen),
        sub=sub,
        source=note,
    )


def _slot(screen: Screen, figure: str, value: int | None) -> str:
    return linked(screen, figure, NO_DATA if value is None else format_number(value))


def _row(screen: Screen, each: Work) -> TableRow:
    language, place = screen.language, _here(screen)
    name = work_name(screen, each.key)
    rate = with_unit(metric("funds.progress"), each.share, language)
    drawn = bar(Progress(each.share), label=t(language, "works.rate_bar", name=name, share=rate))

    def cell(figure: str, text: str) -> Child:
        return figure_cell(screen, figure, text, place=place, work=each.key)

    money = [
        cell(f"funds.{stage}", amount(language, None if value is None else float(value) * FEN))
        for stage, value in zip(STAGES, (each.planned, each.allocated, each.disbursed), strict=True)
    ]
    cells: list[Children] = [
        name,
        cell("funds.projects", format_number(each.projects)),
        cell("projects.completed", format_number(each.completed)),
        *money,
        drawn,
        cell("funds.progress", rate.removesuffix("%")),
    ]
    if each.key == UNMATCHED:
        return TableRow([*cells, "", ""], "works-none")
    href = screen.view.change(metric=each.key).href(PATH)
    cells[0] = dcc.Link(name, href=href, className="link")
    covered = cell("villages.with_project", format_number(each.covered))
    uncovered = cell("villages.without_project", format_number(each.uncovered))
    return TableRow([*cells, covered, uncovered])


def _unmatched(screen: Screen) -> list[Component]:
    """Return the categories of the projects that belong to none of the works, of the whole county."""
    language, found = screen.language, unmatched_categories(screen.reading, screen.as_of)
    if not found:
        return []
    parts = []
    for category, count in found:
        counted = linked(screen, "funds.projects", format_number(count), zone=None, work=UNMATCHED, category=category)
        words = t(language, "works.unmatched_of", category=category_label(language, category), count=counted)
        parts.append(words)
    line = t(language, "works.unmatched") + t(language, "shell.list_comma").join(parts)
    return [html.P(told(screen, line), className="note")]


def _keywords(screen: Screen) -> Component:
    language = screen.language
    items = [
        html.Li([html.B(rule.label[language]), " ", str(rule.value), " ", policy_mark(screen, rule)])
        for rule in works(screen.as_of)
    ]
    return html.Details(
        [html.Summary(t(language, "works.rules")), html.Ul(items)], className="funds-details works-rules"
    )


def _listed(screen: Screen) -> list[Village]:
    plans, chosen = village_plans(screen.reading, screen.as_of), chosen_villages(screen)
    poor = [v for v in scope_villages(screen.reading, screen.scope) if v.is_poor and v.identified_on <= screen.as_of]
    tests: Mapping[str, Sequence[bool]] = {
        "without": [projects_in(plans, each.code) == 0 for each in poor],
        "one": [projects_in(plans, each.code) == 1 for each in poor],
        "several": [projects_in(plans, each.code) > 1 for each in poor],
    }
    kept = poor
    if chosen is not None and chosen in tests:
        kept = [each for each, holds in zip(poor, tests[chosen], strict=True) if holds]
    elif chosen:
        kept = [each for each in poor if projects_in(plans, each.code, chosen) == 0]
    return sorted(kept, key=lambda each: (projects_in(plans, each.code), each.code))


def _plans(screen: Screen) -> Component:
    language, listed = screen.language, _listed(screen)
    outcome = work_outcomes(screen.reading, screen.scope, screen.as_of)
    plans = village_plans(screen.reading, screen.as_of)
    slots = {
        name: _slot(screen, f"villages.{name}", outcome[f"villages.{name}"])
        for name in ("without_project", "one_project", "several_projects")
    }
    title = told(screen, t(language, "works.plans_title", **slots))
    sub = t(language, "works.plans_sub")
    if not listed:
        return panel(title, html.P(t(language, "works.plans_none"), className="note"), sub=sub)
    keys = (*(rule.name for rule in works(screen.as_of)), UNMATCHED)
    columns = [
        Column(t(language, "works.col_village"), class_name="funds-name"),
        Column(t(language, "works.col_town")),
        Column(t(language, "works.col_all"), "right"),
        *(Column(work_name(screen, key), "right") for key in keys),
    ]
    rows = []
    for village in listed:
        counts = [format_number(projects_in(plans, village.code, key)) for key in keys]
        whole = html.B(format_number(projects_in(plans, village.code)))
        name = village_page_link(screen, village, class_name="link")
        rows.append(TableRow([name, town_name(screen, village), whole, *counts]))
    caption = t(language, "works.plans_caption")
    table = data_table(columns, rows, caption=caption, language=language, class_name="plans", max_height=PLANS_HEIGHT)
    return panel(title, table, sub=sub)


def plan_counts(screen: Screen) -> list[tuple[Village, list[int]]]:
    """Return the villages listed, each with its projects in all and of each work, last of none."""
    plans = village_plans(screen.reading, screen.as_of)
    keys = (None, *(rule.name for rule in works(screen.as_of)), UNMATCHED)
    return [(each, [projects_in(plans, each.code, key) for key in keys]) for each in _listed(screen)]
