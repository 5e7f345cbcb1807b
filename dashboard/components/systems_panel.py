"""The seven systems (七大体系): each from eligible to covered to gap, and one of them by place."""

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.opening import figure_cell, linked, told
from dashboard.components.panel import grid
from dashboard.components.panel import panel as drawn
from dashboard.components.source import register_titles
from dashboard.components.systems_places import places_panel, share_cell, share_covered, system_columns
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, as_list
from dashboard.i18n import t
from dashboard.metrics.formats import display_unit, format_value, percent, with_unit
from dashboard.metrics.registry import metric
from dashboard.metrics.systems import SHARE, SYSTEMS_IN_WORDS, part_id, parts_of
from dashboard.queries.figures import Value
from dashboard.queries.overview import scope_figures
from dashboard.queries.screen import Screen
from dashboard.queries.systems import is_kept
from dashboard.queries.villages import has_rows
from data.systems import BY_MEASURE, HOUSEHOLDS_WITH_ANY, PEOPLE_WITH_ANY, SYSTEMS
from data.text import Locale

WITH_ANY = (
    ("any_households", "households.registered", f"measures.{HOUSEHOLDS_WITH_ANY}"),
    ("any_people", "people.registered", f"measures.{PEOPLE_WITH_ANY}"),
)
"""The last lines: of whom, and who of them has any measure (一户一法)."""


def panel(screen: Screen) -> Component:
    """Return both panels: the systems side by side, and the one chosen (``View.show``) by place."""
    return grid(_all_panel(screen), places_panel(screen), kind="halves")


def _value(screen: Screen, figure: str) -> Value:
    return scope_figures(screen.reading, screen.scope, screen.as_of).get(figure)


def _all_panel(screen: Screen) -> Component:
    language = screen.language
    told_open = Column(t(language, "systems.head_open"), class_name="system-open")
    columns = (*system_columns(language, t(language, "systems.head_system")), told_open)
    rows = [*(_system_row(screen, key) for key in SYSTEMS), *(_any_row(screen, *each) for each in WITH_ANY)]
    caption = t(language, "systems.caption")
    table = data_table(columns, rows, caption=caption, language=language, class_name="systems-table")
    return drawn(
        _title(screen),
        *_missing(screen),
        table,
        sub=t(language, "systems.sub"),
        source=t(language, "systems.note"),
    )


def _title(screen: Screen) -> Children:
    """Return which system reaches most and which fewest of those it is for."""
    language = screen.language
    shares = {
        key: share_covered(_value(screen, part_id(key, "eligible")), _value(screen, part_id(key, "covered")))
        for key in SYSTEMS
    }
    known = sorted((share, key) for key, share in shares.items() if share is not None)
    if not known:
        return t(language, "systems.title_unknown")
    (_, least), (_, most) = known[0], known[-1]
    shares_said = {key: linked(screen, part_id(key, SHARE), percent(each, 0)) for each, key in (known[0], known[-1])}
    slots = {"most": _name(language, most), "most_share": shares_said[most]}
    if least == most:
        return told(screen, t(language, "systems.title_single", **slots))
    slots |= {"least": _name(language, least), "least_share": shares_said[least]}
    return told(screen, t(language, "systems.title", **slots))


def _name(language: Locale, key: str) -> str:
    name = SYSTEMS_IN_WORDS[key].name[language]
    return name.lower() if language == "en" else name


def _missing(screen: Screen) -> Sequence[Component]:
    """Return what is said where the register of measures is missing, or the edition keeps no counts."""
    language = screen.language
    if not is_kept(screen.reading):
        return [html.P(t(language, "systems.not_kept"), className="note")]
    if has_rows(screen.reading, "measures"):
        return ()
    names = t(language, "shell.list_comma").join(_name(language, key) for key in BY_MEASURE)
    words = t(language, "systems.no_measures", register=register_titles(language, ("measures",)), systems=names)
    return [html.P(words, className="note")]


def _system_row(screen: Screen, key: str) -> TableRow:
    language, system = screen.language, SYSTEMS_IN_WORDS[key]
    name, who = system.name[language], system.eligible[language]
    figures = {part: part_id(key, part) for part in ("eligible", "covered", "gap")}
    head, *cells = _counts(screen, name, figures, share=part_id(key, SHARE))
    return TableRow(([*as_list(head), html.Div(who, className="note")], *cells, _open_words(screen, key)))


def _any_row(screen: Screen, words: str, of: str, figure: str) -> TableRow:
    name = t(screen.language, f"systems.{words}")
    counts = _counts(screen, name, {"eligible": of, "covered": figure}, share=f"{figure}_{SHARE}")
    return TableRow((*counts, ""), "is-total")


def _counts(screen: Screen, name: str, figures: Mapping[str, str], *, share: str) -> tuple[Children, ...]:
    """Return the cells of a line: its head with the unit, eligible, covered, the bar, the gap."""
    language = screen.language
    values = {part: _value(screen, figure) for part, figure in figures.items()}
    texts = {part: format_value(metric(figures[part]), value, language) for part, value in values.items()}
    cells = {part: figure_cell(screen, figures[part], texts[part]) for part in figures}
    unit = html.Span(display_unit(metric(figures["eligible"]), language), className="system-unit")
    drawing = share_cell(screen, share, name, values=values, texts=texts)
    return [name, " ", unit], cells["eligible"], cells["covered"], drawing, cells.get("gap", "")


def _open_words(screen: Screen, key: str) -> list[Child]:
    """Return what the registers do not tell of a system: nothing where they tell all."""
    found: list[Child] = []
    for part in ("unknown", "untold"):
        value = _value(screen, part_id(key, part)) if part in parts_of(key) else None
        if value:
            figure = metric(part_id(key, part))
            count = linked(screen, figure.id, with_unit(figure, value, screen.language))
            found.append(html.Div(told(screen, t(screen.language, f"systems.{part}", count=count)), className="note"))
    return found
