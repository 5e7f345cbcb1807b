"""The drawer (数据来源): a figure opened to its formula in numbers, its policy clause, its rows and their cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.drawer_detail import row_section
from dashboard.components.drawer_place import place_of
from dashboard.components.drawer_rows import rows_section
from dashboard.components.source import policy_lines, register_titles
from dashboard.components.text import Child, Children, aria, as_list
from dashboard.i18n import t
from dashboard.metrics.disclosure import Suppressed
from dashboard.metrics.formats import (
    NO_DATA,
    Shown,
    display_unit,
    format_number,
    format_value,
    iso_date,
    percent,
    with_unit,
)
from dashboard.metrics.model import Metric
from dashboard.metrics.registry import metric
from dashboard.opened import Look, Opened
from dashboard.queries.evidence.listing import evidence_of, figure_value, groups_of, met_pairs, term_value
from dashboard.queries.evidence.model import Evidence
from dashboard.queries.evidence.withheld import disclosed, is_row_withheld
from dashboard.queries.progress import FLOW_TERMS, Scope, scope_sum
from dashboard.queries.screen import Screen
from dashboard.queries.status import baseline_day
from dashboard.queries.villages import has_rows
from data.registers import load_registers
from data.text import Locale

PATH = "/figure"
WORDED_AT_ZERO = frozenset({"pace_to_share"})
"""Shapes whose formula has a wording of its own where nothing is needed any more."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A figure being opened: what is looked at (its day named), the figure, its value, what it is made of."""

    screen: Screen
    look: Look
    figure: Metric
    value: Shown
    evidence: Evidence

    @property
    def language(self) -> Locale:
        return self.screen.language

    @property
    def opened(self) -> Opened:
        return self.look.opened

    @property
    def printed(self) -> Shown:
        """The value as printed: a withheld share is —, the limit of its counts is none of its own."""
        is_share = self.figure.kind == "share"
        return None if is_share and isinstance(self.value, Suppressed) else self.value


def drawer(screen: Screen, look: Look) -> Component:
    """Return the drawer of a figure. Raises NoEvidence for one that cannot be opened; ``look`` names its day."""
    opened, figure = look.opened, metric(look.opened.metric)
    evidence = evidence_of(screen.reading, opened)
    value = disclosed(screen.reading, opened, figure_value(screen.reading, opened))
    shown = _Shown(screen, look, figure, value, evidence)
    parts: list[Component] = [_head(shown), _how(shown), _where_from(shown)]
    if isinstance(value, Suppressed):
        parts.append(html.P(t(screen.language, "drawer.withheld", limit=value.below), className="note"))
    elif value is not None:
        parts.append(rows_section(screen, look, evidence, value=value))
        parts += [row_section(screen, look, evidence)] if _is_followed(screen, look) else []
    return html.Div([*parts, _actions(shown)], className="drawer-body")


def _is_followed(screen: Screen, look: Look) -> bool:
    """Return whether a row is named that may be followed to its cells."""
    at = min(look.at, len(evidence_of(screen.reading, look.opened).terms) - 1)
    return bool(look.row) and not is_row_withheld(screen.reading, look.opened, at, look.row)


def is_withheld(screen: Screen, opened: Opened) -> bool:
    """Return whether a figure, and so its rows, are withheld by the rule of small numbers."""
    return isinstance(disclosed(screen.reading, opened, figure_value(screen.reading, opened)), Suppressed)


def _text(shown: _Shown) -> str:
    return with_unit(shown.figure, shown.printed, shown.language)


def message(language: Locale, sentence: str) -> Component:
    """Return what the drawer shows instead of a figure: why there is none, and the way to close it."""
    focus: dict[str, Any] = {"tabIndex": -1}
    return html.Div([_top(language), html.P(sentence, className="drawer-said", **focus)])


def _top(language: Locale) -> Component:
    words = t(language, "drawer.close")
    close = html.Button("✕", type="button", className="drawer-close", title=words, **aria(words))
    return html.Div([html.Span(t(language, "drawer.title")), close], className="drawer-top")


def _head(shown: _Shown) -> Component:
    language, opened = shown.language, shown.opened
    text = format_value(shown.figure, shown.printed, language)
    unit = "" if text == NO_DATA else display_unit(shown.figure, language, single=text == "1")
    line = [
        html.Span(text, className="drawer-value"),
        html.Span(unit, className="drawer-unit"),
        html.Span(t(language, "drawer.as_of", day=iso_date(opened.as_of)), className="drawer-day"),
    ]
    focus: dict[str, Any] = {"tabIndex": -1}
    return html.Div(
        [
            _top(language),
            html.H2(shown.figure.name[language], className="drawer-name", **focus),
            html.P(place_of(shown.screen, opened), className="drawer-place"),
            html.P(line, className="drawer-line"),
        ]
    )


def _section(title: str, *children: Children) -> Component:
    parts: list[Child] = [html.H3(title), *(child for each in children for child in as_list(each))]
    return html.Section(parts, className="drawer-section")


def _how(shown: _Shown) -> Component:
    language, figure = shown.language, shown.figure
    filled = [html.P(line, className="drawer-filled") for line in _filled(shown)]
    box = html.Div([html.P(figure.formula[language]), *filled], className="drawer-formula")
    note = [html.P(figure.note[language], className="note")] if figure.note else []
    return _section(t(language, "drawer.how"), box, policy_lines(figure, language, on=shown.opened.as_of), note)


def _filled(shown: _Shown) -> Sequence[str]:
    """Return the formula with its numbers; nothing where there is no value or it is withheld."""
    if shown.value is None or isinstance(shown.value, Suppressed):
        return ()
    language, evidence = shown.language, shown.evidence
    reading, opened = shown.screen.reading, shown.opened
    values = [term_value(reading, opened, at) for at in range(len(evidence.terms))]
    texts = [with_unit(metric(term.like), value, language) for term, value in zip(evidence.terms, values, strict=True)]
    count = len(groups_of(reading, opened, 0))
    groups = t(language, f"drawer.groups_{evidence.terms[0].rows.grouping}", count=count)
    months = f"{evidence.given.get('months_left', 0):.2f}"
    slots = {"first": texts[0], "middle": texts[len(texts) // 2], "second": texts[-1], "value": _text(shown)}
    slots |= {"groups": groups, "months": months, "other": texts[min(1, len(texts) - 1)]}
    slots["share"] = percent(evidence.given.get("plan_share", 0), 2)
    slots["pace"] = format_number(evidence.given.get("pace", 0), 1)
    slots["count"] = str(len(evidence.terms))
    slots["all"] = " + ".join(texts)
    slots["pairs"] = _pairs(language, texts, values)
    way = f"{evidence.shape}_met" if evidence.shape in WORDED_AT_ZERO and not shown.value else evidence.shape
    line = t(language, f"drawer.equals_{way}", **slots)
    return (line, *_flow(shown)) if shown.figure.id == "people.poor" else (line,)


def _pairs(language: Locale, texts: Sequence[str], values: Sequence[float]) -> str:
    """Return each amount put in beside the one asked for; "" for terms that are no pairs."""
    if len(values) % 2:
        return ""
    signs = ("≥" if met else "<" for met in met_pairs(tuple(values)))
    pairs = (f"{put} {sign} {asked}" for put, sign, asked in zip(texts[::2], signs, texts[1::2], strict=True))
    return t(language, "shell.list_comma").join(pairs)


def _flow(shown: _Shown) -> Sequence[str]:
    """Return the law of the flow in numbers, where the day lies after the baseline."""
    opened, reading = shown.opened, shown.screen.reading
    given = opened.conditions
    if opened.as_of is None or set(given) - {"zone", "town", "village"}:
        return ()
    scope, start = Scope(given.get("zone"), given.get("town"), given.get("village")), baseline_day(opened.as_of)
    if opened.as_of <= start:
        return ()

    def text(measure: str, day: Any) -> str:  # noqa: ANN401 - a day
        return format_value(shown.figure, scope_sum(reading, scope, day, measure), shown.language)

    def grown(term: str) -> str:
        now, then = (scope_sum(reading, scope, day, term) for day in (opened.as_of, start) if day is not None)
        return format_value(shown.figure, now - then, shown.language)

    terms = {term: grown(term) for term in FLOW_TERMS}
    return (
        t(
            shown.language,
            "drawer.flow",
            now=text("poor_people", opened.as_of),
            baseline=text("poor_people", start),
            **terms,
        ),
    )


def _where_from(shown: _Shown) -> Component:
    language, note, figure = shown.language, shown.screen.note, shown.figure
    edition = t(language, "shell.edition_of", edition=note.edition, day=iso_date(note.delivered_on))
    entry = f"/data?{urlencode({'lang': language, 'show': 'dictionary', 'metric': figure.id})}"
    link = html.A(t(language, "drawer.dictionary"), href=entry, className="link")
    facts: list[tuple[str, Children]] = [
        ("source_registers", register_titles(language, figure.sources)),
        ("source_as_of", iso_date(shown.opened.as_of)),
        ("source_edition", edition),
        ("source_id", [html.Code(figure.id), " ", link]),
    ]
    rows: list[Component] = []
    for name, content in facts:
        rows += [html.Dt(t(language, f"shell.{name}")), html.Dd(as_list(content))]
    missing = tuple(kind for kind in figure.sources if not has_rows(shown.screen.reading, kind))
    told = len(figure.sources) < len(load_registers()) and missing
    line = t(language, "drawer.missing", registers=register_titles(language, missing)) if told else ""
    return _section(
        t(language, "drawer.where_from"),
        html.Dl(rows, className="drawer-facts"),
        [html.P(line, className="note")] if line else [],
    )


def _actions(shown: _Shown) -> Component:
    language, screen, opened = shown.language, shown.screen, shown.opened
    view = screen.view.change(edition=screen.note.edition, as_of=screen.as_of)
    address = f"{view.search}&{urlencode({'open': opened.written})}"
    words = t(
        language,
        "drawer.citation",
        name=shown.figure.name[language],
        place=place_of(screen, opened),
        value=_text(shown),
        day=iso_date(opened.as_of),
        registers=register_titles(language, shown.figure.sources),
        edition=screen.note.edition,
        delivered=iso_date(screen.note.delivered_on),
        demo=t(language, "drawer.citation_demo") if screen.note.is_demo else "",
    )
    done = t(language, "drawer.copied")
    buttons = [
        _copying(t(language, "drawer.copy_address"), {"data-copy-address": address, "data-done": done}),
        _copying(t(language, "drawer.copy_words"), {"data-copy": words, "data-done": done}),
    ]
    told = [("lang", language), ("edition", str(screen.note.edition)), ("as_of", iso_date(screen.as_of))]
    query = urlencode([*told, *Look(opened, shown.look.at).parts])
    files: list[Component] = []
    if shown.value is not None and not isinstance(shown.value, Suppressed):
        files = [
            html.A(t(language, f"drawer.download_{ending}"), href=f"{PATH}/rows.{ending}?{query}", className="button")
            for ending in ("xlsx", "csv")
        ]
    status: dict[str, Any] = {"role": "status"}
    return html.Div([*buttons, *files, html.Span("", className="drawer-said", **status)], className="drawer-actions")


def _copying(label: str, told: dict[str, Any]) -> Component:
    return html.Button(label, type="button", className="button", **told)
