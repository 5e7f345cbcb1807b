"""Cases of oversight (监督事项) as a part of 督查: the list, the four types, projects without public notice."""

from collections import Counter

from dash import dcc
from dash.development.base_component import Component

from dashboard import names
from dashboard.components import states
from dashboard.components.cases_head import FIGURES, figures, filters, shown_cases, state_of, type_of
from dashboard.components.opening import linked, opens_row, told
from dashboard.components.oversight_text import PATH
from dashboard.components.panel import grid, panel, stack
from dashboard.components.source import chip, register_titles
from dashboard.components.states import empty
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.components.valued import valued, valued_cell
from dashboard.components.village_link import village_page_link
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, format_value, iso_date
from dashboard.metrics.registry import metric
from dashboard.queries.cases import CASE_TYPES, Case, departments
from dashboard.queries.projects import project_key
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows, villages

MOST_LISTED = 100
LIST_HEIGHT = 760
COLUMNS = ("case", "type", "day", "content", "place", "project", "state", "days")
NOTICE = "projects.without_notice"


def cases_section(screen: Screen) -> list[Component]:
    """Return the part: key figures, filters, the list, the types, projects without public notice."""
    if not has_rows(screen.reading, "oversight"):
        return [states.no_data(screen, registers=register_titles(screen.language, ("oversight",)))]
    beside = stack(_types_panel(screen), _notice_panel(screen))
    return [figures(screen), filters(screen), grid(_list_panel(screen), beside, kind="wide-left")]


def _list_panel(screen: Screen) -> Component:
    language, shown = screen.language, shown_cases(screen)
    title = _list_title(screen, len(shown))
    if not shown:
        return panel(title, empty(language, t(language, "cases.list_empty")))
    columns = [Column(t(language, f"cases.col_{name}"), class_name=f"case-{name}") for name in COLUMNS]
    known = {village.code: village for village in villages(screen.reading)}
    rows = []
    for case in shown[:MOST_LISTED]:
        village = known.get(case.village_code or "")
        rows.append(_row(screen, case, village_page_link(screen, village, class_name="link") if village else NO_DATA))
    table = data_table(
        columns,
        rows,
        caption=t(language, "cases.list_caption"),
        language=language,
        max_height=LIST_HEIGHT,
        class_name="case-table",
    )
    slots = {"shown": format_number(MOST_LISTED), "count": format_number(len(shown))}
    rest = [t(language, "shell.rows_left_out", **slots)] if len(shown) > MOST_LISTED else None
    return panel(title, table, sub=t(language, "cases.list_sub"), source=rest)


def _list_title(screen: Screen, count: int) -> list[Child]:
    """Return how many cases are listed; the number opens, but of those with nothing to put right there is no figure."""
    state, text = state_of(screen.view), format_number(count)
    if state != "nothing":
        text = linked(screen, f"cases.{state or 'to_put_right'}", text, case_type=type_of(screen.view))
    return told(screen, t(screen.language, "cases.list_title", count=text))


def _row(screen: Screen, case: Case, place: Child) -> TableRow:
    language, state = screen.language, case.state(screen.as_of)
    cells: list[Children] = [
        opens_row(screen, "cases.registered", case.case_no, row=(case.case_no,), zone=None),
        t(language, f"cases.type_{case.type}"),
        iso_date(case.day),
        case.content,
        place,
        _project(screen, case),
        t(language, f"cases.is_{state}"),
        _days(screen, case, state),
    ]
    return TableRow(cells, "is-behind" if state == "overdue" else "")


def _project(screen: Screen, case: Case) -> Child:
    if not case.project_no:
        return NO_DATA
    view = screen.view.change(show="projects", metric=project_key(case.project_no), village=None)
    return dcc.Link(case.project_name or case.project_no, href=view.href("/funds"), className="link")


def _days(screen: Screen, case: Case, state: str) -> Child:
    """Return how long a case took to close, or has been open, told from its row."""
    language = screen.language
    if state == "nothing" or (state == "closed" and case.settled_on is None):
        return NO_DATA
    until = case.settled_on if state == "closed" and case.settled_on else screen.as_of
    words = t(language, "cases.days", days=format_number((until - case.day).days))
    figure = "cases.days_to_close" if state == "closed" else "cases.open"
    return opens_row(screen, figure, words, row=(case.case_no,), zone=None)


def _types_panel(screen: Screen) -> Component:
    language = screen.language
    columns = [Column(t(language, "cases.col_type"))]
    columns += [Column(metric(each).short[language], "right") for each in FIGURES]
    rows = [
        TableRow([t(language, f"cases.type_{kind}"), *(valued_cell(screen, each, case_type=kind) for each in FIGURES)])
        for kind in CASE_TYPES
    ]
    total = [t(language, "cases.total"), *(valued_cell(screen, each) for each in FIGURES)]
    rows.append(TableRow(total, "is-total"))
    table = data_table(columns, rows, caption=t(language, "cases.types_title"), language=language)
    return panel(t(language, "cases.types_title"), table, sub=t(language, "cases.types_sub"))


def _notice_panel(screen: Screen) -> Component:
    language, figure, value = screen.language, metric(NOTICE), valued(screen, NOTICE)
    title: list[Child] = [figure.name[language], " ", chip(screen, NOTICE)]
    if value is None:
        registers = register_titles(language, figure.sources)
        return panel(title, states.no_data(screen, registers=registers), sub=t(language, "cases.notice_none_kept"))
    counted = linked(screen, NOTICE, format_value(figure, value, language))
    every = dcc.Link(
        t(language, "cases.notice_findings"),
        href=screen.view.change(show="paid_no_notice", metric=None).href(PATH),
        className="link",
    )
    words = "notice_title" if value else "notice_title_none"
    said: list[Child] = told(screen, t(language, f"cases.{words}", count=counted))
    rows = _by_department(screen)
    if not rows:
        return panel([*said, " ", chip(screen, NOTICE)], empty(language, t(language, "cases.notice_all")))
    columns = [Column(t(language, "cases.col_department")), Column(figure.short[language], "right")]
    table = data_table(columns, rows, caption=figure.name[language], language=language)
    return panel([*said, " ", chip(screen, NOTICE)], table, sub=[t(language, "cases.notice_sub"), " ", every])


def _by_department(screen: Screen) -> list[TableRow]:
    """Return the departments with projects that no notice names, the most first."""
    counts: Counter[str] = Counter()
    for name in departments(screen.reading):
        counts[name] = int(valued(screen, NOTICE, department=name) or 0)
    return [
        TableRow([names.unit_label(screen.language, name), valued_cell(screen, NOTICE, department=name)])
        for name, count in counts.most_common()
        if count
    ]
