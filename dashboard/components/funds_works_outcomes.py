"""What tells the outcome of the five works (五大工程成效): a figure, a proxy marked as such, or why there is none."""

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.opening import linked, told
from dashboard.components.panel import panel
from dashboard.components.source import register_titles
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, iso_date, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.criteria import scope_states, tallies
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows
from dashboard.queries.works import villages_with_sites, work_outcomes
from dashboard.queries.works_of import SEPARATOR, works
from data.rules import rule

COLUMNS = ("work", "told", "figure", "rest")
INDUSTRY = "/industry"


def outcomes_panel(screen: Screen) -> Component:
    """Return a row a work: what would tell its outcome, the figure, and the rest of what it counts."""
    language = screen.language
    columns = [Column(t(language, f"works.col_{name}")) for name in COLUMNS]
    made = {
        "village_advance": _village_advance,
        "public_services": _public_services,
        "living_environment": _living_environment,
        "industry": _industry,
    }
    rows = []
    for each in works(screen.as_of):
        figure, rest = made.get(each.name, _unmeasured)(screen)
        rows.append(TableRow([each.label[language], t(language, f"works.told_{each.name}"), figure, rest]))
    caption = t(language, "works.outcomes_caption")
    table = data_table(columns, rows, caption=caption, language=language, class_name="works-outcomes")
    sub = t(language, "works.outcomes_sub", day=iso_date(screen.as_of))
    return panel(t(language, "works.outcomes_title"), table, sub=sub)


def _slot(screen: Screen, figure: str, value: int | None, criterion: str | None = None) -> str:
    return linked(screen, figure, format_number(value or 0), place=screen.scope.where, criterion=criterion)


def _of_villages(screen: Screen, figure: str, count: int) -> list[Child]:
    whole = work_outcomes(screen.reading, screen.scope, screen.as_of)["villages.registered"]
    slots = {"count": _slot(screen, figure, count), "all": _slot(screen, "villages.registered", whole)}
    return [html.B(told(screen, t(screen.language, "works.of_villages", **slots)))]


def _missing(screen: Screen, *registers: str) -> tuple[Children, Children]:
    words = t(screen.language, "works.missing", registers=register_titles(screen.language, registers))
    return t(screen.language, "works.not_measured"), words


def _village_advance(screen: Screen) -> tuple[Children, Children]:
    outcome = work_outcomes(screen.reading, screen.scope, screen.as_of)
    without = _slot(screen, "villages.without_project", outcome["villages.without_project"])
    rest = told(screen, t(screen.language, "works.rest_without", count=without))
    return _of_villages(screen, "villages.with_project", outcome["villages.with_project"] or 0), rest


def _public_services(screen: Screen) -> tuple[Children, Children]:
    language = screen.language
    outcome = work_outcomes(screen.reading, screen.scope, screen.as_of)
    met = outcome["villages.services_met"]
    if met is None:
        return _missing(screen, "village_checks")
    mark = html.Span(t(language, "works.proxy"), className="policy-mark")
    slots = {
        "unmet": _slot(screen, "villages.services_unmet", outcome["villages.services_unmet"]),
        "unchecked": _slot(screen, "villages.unchecked", outcome["villages.unchecked"]),
    }
    named = str(rule("services.proxy", screen.as_of).value).split(SEPARATOR)
    found = tallies(scope_states(screen.reading, screen.scope, screen.as_of), screen.as_of)
    by_name = {
        each.rule.name: _slot(screen, "villages.criterion_met", each.met, criterion=each.rule.name)
        for each in found
        if each.rule.name in named
    }
    rest = told(screen, t(language, "works.rest_services", **slots))
    each_one = html.Span(told(screen, t(language, "works.services", **by_name)), className="note funds-below")
    return [*_of_villages(screen, "villages.services_met", met), " ", mark], [*rest, each_one]


def _living_environment(screen: Screen) -> tuple[Children, Children]:
    language = screen.language
    outcome = work_outcomes(screen.reading, screen.scope, screen.as_of)
    unsafe = outcome["households.unsafe_house"]
    if unsafe is None:
        return _missing(screen, "households")
    text = with_unit(metric("households.unsafe_house"), unsafe, language)
    figure = told(screen, linked(screen, "households.unsafe_house", text, place=screen.scope.where))
    unknown = _slot(screen, "households.house_unknown", outcome["households.house_unknown"])
    return html.B(figure), told(screen, t(language, "works.rest_houses", unknown=unknown))


def _industry(screen: Screen) -> tuple[Children, Children]:
    count = villages_with_sites(screen.reading, screen.scope, screen.as_of)
    if count is None or not has_rows(screen.reading, "industries"):
        return _missing(screen, "industries")
    href = screen.view.change(show=None, metric=None).href(INDUSTRY)
    link = dcc.Link(t(screen.language, "works.rest_industry"), href=href, className="link")
    return _of_villages(screen, "industry.villages_enough", count), link


def _unmeasured(screen: Screen) -> tuple[Children, Children]:
    return t(screen.language, "works.not_measured"), t(screen.language, "works.why_ecology")
