"""Marks that say a state by their shape before their colour: village status, zone, exit criterion."""

from collections.abc import Mapping
from types import MappingProxyType

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.opening import opens
from dashboard.components.text import Child, aria, hidden
from dashboard.i18n import t
from dashboard.metrics.formats import format_number
from dashboard.names import zone_label, zone_short
from dashboard.queries.screen import Screen
from dashboard.queries.status import STATUSES, Status
from dashboard.queries.villages import CriterionResult
from dashboard.theme import ZONES
from data.text import Locale

STATUS_FIGURES: Mapping[Status, str] = MappingProxyType({status: f"villages.{status}" for status in STATUSES})
"""The figure that counts the poor villages of each status."""


def status_word(language: Locale, status: Status) -> str:
    """Return the word of a village status (村状态)."""
    return t(language, f"shell.status_{status}")


def glyph(language: Locale, status: Status, *, with_word: bool = False, title: str | None = None) -> Component:
    """Return a status glyph: ● exited, ◐ near, ○ moving, ▲ behind; without its word it carries an image label.

    ``title`` replaces the word in label and tooltip, e.g. with the village's name.
    """
    word = status_word(language, status)
    if with_word:
        return html.Span([hidden(class_name=f"glyph glyph-{status}"), word], className=f"glyph-word word-{status}")
    label = title or word
    return html.Span(className=f"glyph glyph-{status}", role="img", title=label, **aria(label))


def status_legend(
    language: Locale,
    counts: Mapping[Status, int],
    *,
    notes: Mapping[Status, str] | None = None,
    screen: Screen | None = None,
) -> Component:
    """Return the four statuses with their number of villages: the legend is data. With ``screen`` the numbers open."""
    rows = []
    for status in STATUSES:
        count: Child = format_number(counts.get(status, 0))
        if screen is not None:
            count = opens(screen, STATUS_FIGURES[status], count)
        note = [html.Span(notes[status], className="note")] if notes and status in notes else []
        unit = html.Span(t(language, "shell.villages_unit"), className="unit")
        rows.append(html.Li([glyph(language, status, with_word=True), *note, html.Span([html.B(count), " ", unit])]))
    return html.Ul(rows, className="status-legend")


def zone_swatch(language: Locale, zone: str | None, *, with_name: bool = False, short: bool = False) -> Component:
    """Return a zone's pattern, by itself (decorative) or with its name in the zone's text colour."""
    key = ZONES[zone].key if zone and zone in ZONES else "none"
    swatch = hidden(class_name=f"swatch swatch-{key}")
    if not with_name:
        return swatch
    name = zone_short(language, zone) if short else zone_label(language, zone)
    return html.Span([swatch, name], className=f"zone zone-{key}")


def criterion_mark(language: Locale, result: CriterionResult, *, gap: str | None = None) -> Component:
    """Return the mark of one exit criterion (退出标准): solid = met, ✕ = not met; ``gap`` is said with it."""
    word = t(language, "shell.met" if result.met else "shell.unmet")
    label = f"{result.rule.label[language]}{t(language, 'shell.colon')}{word}" + (f" {gap}" if gap else "")
    kind = "met" if result.met else "unmet"
    return html.Span("" if result.met else "✕", className=f"mark mark-{kind}", role="img", title=label, **aria(label))


def verdict(language: Locale, *, met: bool | None) -> Component:
    """Return ✓ met, ✕ not met, or — no data, as a word with its sign."""
    if met is None:
        return html.Span(t(language, "shell.unknown"), className="verdict")
    name, sign = ("met", "✓") if met else ("unmet", "✕")
    return html.Span(f"{sign} {t(language, f'shell.{name}')}", className=f"verdict verdict-{name}")
