"""Categories against the schedule line (大类进度): planned, allocated, disbursed side by side, never added."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.bars import Progress, bar
from dashboard.components.funds_text import amount, money_unit, slotted
from dashboard.components.opening import figure_cell
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.states import empty
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.metrics.formats import POINTS, signed, with_unit
from dashboard.metrics.registry import metric
from dashboard.names import category_label
from dashboard.queries.category_progress import CategoryProgress, category_progress, pace, schedule
from dashboard.queries.figures import FEN, Value
from dashboard.queries.screen import Screen

PROGRESS = metric("funds.progress")


def progress_panel(screen: Screen) -> Component:
    """Return every category's rate with its schedule tick, and its three stages of money."""
    language = screen.language
    found = category_progress(screen.reading, screen.as_of)
    if not found:
        reason = t(language, "funds.entries_none")
        return panel(t(language, "funds.categories_title_none"), empty(language, reason))
    columns = [
        Column(t(language, "funds.col_category"), class_name="funds-name"),
        Column(t(language, "funds.col_rate"), class_name="funds-bar-cell"),
        Column("%", "right"),
        *(Column(t(language, f"funds.col_{stage}"), "right") for stage in ("disbursed", "allocated", "planned")),
        Column(t(language, "funds.col_against", points=POINTS[language]), "right"),
    ]
    rows = [_row(screen, each) for each in found]
    table = data_table(columns, rows, caption=t(language, "funds.categories_caption"), language=language)
    note = f"{t(language, 'funds.categories_note')} {money_unit(language)}"
    return panel([_title(screen, found), " ", chip(screen, "funds.progress")], table, sub=_sub(screen), source=note)


def plan_panel(screen: Screen) -> Component:
    """Return what is known of a month not reported yet: planned money of every category."""
    language = screen.language
    found = [each for each in category_progress(screen.reading, screen.last_day) if each.planned is not None]
    columns = [Column(t(language, "funds.col_category")), Column(t(language, "funds.col_planned"), "right")]
    rows = [TableRow([_name(screen, each), _stage(screen, each, "planned")]) for each in found]
    table = data_table(columns, rows, caption=t(language, "funds.categories_caption"), language=language)
    title = t(language, "funds.categories_title_plan", count=len(found))
    return panel([title, " ", chip(screen, "funds.planned")], table, sub=money_unit(language))


def _title(screen: Screen, found: tuple[CategoryProgress, ...]) -> str:
    language = screen.language
    if all(each.over_schedule is None for each in found):
        return t(language, "funds.categories_title_none")
    behind = [each for each in found if pace(each, screen.as_of) == "behind"]
    if not behind:
        return t(language, "funds.categories_title_fine")
    worst = _label(screen, min(behind, key=lambda each: each.over_schedule or 0))
    name = "categories_title_behind" if len(behind) > 1 else "categories_title_behind_one"
    return t(language, f"funds.{name}", count=len(behind), worst=worst)


def _sub(screen: Screen) -> list[str | Component]:
    language, line = screen.language, schedule(screen.as_of)
    share = with_unit(PROGRESS, line.numbers[screen.as_of.month - 1], language)
    said: list[str | Component] = [t(language, "funds.categories_sub", share=share), " "]
    if not line.confirmed:
        said.append(html.Span(t(language, "funds.categories_unconfirmed"), className="policy-mark is-unconfirmed"))
    return said


def _name(screen: Screen, found: CategoryProgress) -> list[Child]:
    words = with_unit(metric("funds.projects"), found.projects, screen.language)
    count = figure_cell(screen, "funds.projects", words, category=found.category, zone=None)
    below = slotted(screen.language, "funds.project_count", count, slot="count")
    return [_label(screen, found), html.Span(below, className="note funds-below")]


def _label(screen: Screen, found: CategoryProgress) -> str:
    return category_label(screen.language, found.category or "")


def _stage(screen: Screen, found: CategoryProgress, stage: str) -> Child:
    """Return a category's planned, allocated or disbursed money, which opens it."""
    yuan: Value = getattr(found, stage)
    words = amount(screen.language, None if yuan is None else yuan * FEN)
    return figure_cell(screen, f"funds.{stage}", words, category=found.category, zone=None)


def _row(screen: Screen, found: CategoryProgress) -> TableRow:
    language = screen.language
    behind = pace(found, screen.as_of) == "behind"
    share, expected = (with_unit(PROGRESS, each, language) for each in (found.share, found.expected_share))
    label = t(language, "funds.rate_label", name=_label(screen, found), share=share, expected=expected)
    drawn = bar(Progress(found.share, found.expected_share, expected), label=label, behind=behind)
    over = signed(PROGRESS, found.over_schedule, language)
    mark = html.Span(f"▼ {over}" if behind else over, className="accent funds-strong" if behind else "funds-strong")
    stages = [_stage(screen, found, stage) for stage in ("disbursed", "allocated", "planned")]
    rate = figure_cell(screen, PROGRESS.id, share, category=found.category, zone=None)
    return TableRow([_name(screen, found), drawn, rate, *stages, mark])
