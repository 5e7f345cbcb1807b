"""Part of 退出: households out of poverty at risk of returning (返贫风险), with the rule that says so."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components import states
from dashboard.components.exit_households import (
    SHOWN,
    figure_of,
    households_panel,
    line_kpi,
    rule_lines,
    villages_panel,
)
from dashboard.components.exit_income import has_incomes
from dashboard.components.exit_parts import selection_name
from dashboard.components.opening import linked, struck, told
from dashboard.components.panel import grid, kpi, kpi_strip, panel
from dashboard.components.source import register_titles
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.line import Ranked, households_of, line_figures
from dashboard.queries.progress import scope_sum
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows
from data.rules import rule, rules_in_group

NAMES = ("at_risk", "at_risk_income", "at_risk_illness", "at_risk_disability", "at_risk_unknown")
LISTED = ("at_risk", "at_risk_unknown")
IN_SUM = ("at_risk", "at_risk_unknown", "no_risk_seen")
REGISTERS = ("households", "household_changes")


def _is_known(screen: Screen) -> bool:
    return all(has_rows(screen.reading, kind) for kind in REGISTERS)


def finding(screen: Screen) -> Children:
    """Return the finding: households at risk, and those of whom it cannot be told."""
    language = screen.language
    if not _is_known(screen):
        return t(language, "watch.risk_finding_none")
    figures = line_figures(screen.reading, screen.scope, screen.as_of)
    if not has_incomes(screen):
        return t(language, "watch.risk_finding_no_incomes")
    slots = {name: _slot(screen, name, figures[name]) for name in LISTED}
    if figures["at_risk"]:
        slots["at_risk"] = struck(slots["at_risk"])
    return told(screen, t(language, "watch.risk_finding", **slots))


def _slot(screen: Screen, name: str, count: int | None) -> str:
    figure = metric(figure_of(name))
    return linked(screen, figure.id, with_unit(figure, count, screen.language))


def sub(screen: Screen) -> Children:
    """Return the line below: all households out of poverty as the sum of those at risk, unknown, without a risk."""
    language = screen.language
    if not _is_known(screen) or not has_incomes(screen):
        return selection_name(screen)
    figures = line_figures(screen.reading, screen.scope, screen.as_of)
    out = scope_sum(screen.reading, screen.scope, screen.as_of, "out_households")
    whole = linked(screen, "households.out", with_unit(metric("households.out"), out, language))
    slots = {name: _slot(screen, name, figures[name]) for name in IN_SUM}
    return told(screen, t(language, "watch.risk_sub", place=selection_name(screen), out=whole, **slots))


def chosen_list(screen: Screen) -> str:
    """Return the figure whose households are listed."""
    return screen.view.metric if screen.view.metric in NAMES else NAMES[0]


def section(screen: Screen) -> list[Component]:
    """Return the part: figures, rules, villages, and the households at risk or unknown."""
    if not _is_known(screen):
        missing = tuple(kind for kind in REGISTERS if not has_rows(screen.reading, kind))
        return [states.no_data(screen, registers=register_titles(screen.language, missing))]
    language = screen.language
    figures = line_figures(screen.reading, screen.scope, screen.as_of)
    listed = chosen_list(screen)
    behind = bool(figures["at_risk"])
    strip = [
        line_kpi(screen, each, figures[each], listed=each == listed, behind=behind and each == NAMES[0])
        for each in NAMES
    ]
    lost = kpi(t(language, "watch.job_lost"), t(language, "watch.not_measured"), "")
    title = t(language, "watch.risk_villages_title")
    table = villages_panel(screen, NAMES, title=title, base="out", sub=t(language, "watch.risk_villages_sub"))
    found = households_of(screen.reading, screen.scope, screen.as_of, name=listed, limit=SHOWN)
    reasons = [_reasons(screen, each) for each in found]
    households = households_panel(screen, found, name=listed, count=figures[listed] or 0, more={"reasons": reasons})
    none = () if has_incomes(screen) else (states.no_data(screen, registers=register_titles(language, ("incomes",))),)
    return [
        *none,
        kpi_strip(*strip, html.Div(lost, className="watch-words")),
        grid(table, _rules(screen), kind="wide-left"),
        households,
    ]


def _rules(screen: Screen) -> Component:
    language = screen.language
    found = rules_in_group("risk", screen.as_of)
    lost = html.P([t(language, "watch.job_lost_why")], className="note")
    return panel(
        t(language, "watch.risk_rules_title"), rule_lines(screen, found), lost, sub=t(language, "watch.risk_rules_sub")
    )


def _reasons(screen: Screen, each: Ranked) -> Child:
    """Return why a household is at risk, in words; an income that is not known is said."""
    language, day = screen.language, screen.as_of
    words = []
    limit = (each.line or 0) * rule("risk.income_multiple", day).number
    if each.income_since is None:
        words.append(t(language, "watch.reason_unknown"))
    elif each.income_since < limit:
        words.append(t(language, "watch.reason_income", limit=format_number(limit)))
    for name in ("illness", "disability"):
        cause = str(rule(f"risk.{name}", day).value)
        if each.main_cause == cause or cause in (each.other_causes or ""):
            words.append(t(language, f"watch.reason_{name}"))
    return t(language, "shell.list_comma").join(words)
