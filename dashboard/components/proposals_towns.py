"""Who answers first for each town (第一责任人): an editable table, where a blank is a gap and is counted."""

from dash.development.base_component import Component

from dashboard import ids, names
from dashboard.components import plain_html as html
from dashboard.components.forms import Field, record_form
from dashboard.components.panel import panel
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number
from dashboard.queries.scorecard import town_heads
from dashboard.queries.screen import Screen
from dashboard.records.journal import Entry
from dashboard.records.town_heads import NAMES, TOWN_HEADS, is_named
from geo.towns import load_towns

DAY_LENGTH = 10


def heads_panel(screen: Screen) -> Component:
    """Return the first responsible persons of the towns under the filter, each row with its form."""
    language, view = screen.language, screen.view
    known = town_heads(screen.journal, view.zone, view.town)
    towns = [each for each in load_towns() if view.zone in (None, each.zone) and view.town in (None, each.code)]
    columns = [
        Column(t(language, "proposals.heads_town")),
        *(Column(label[language]) for label in NAMES.values()),
        Column(t(language, "proposals.heads_written")),
        Column(t(language, "proposals.heads_change")),
    ]
    rows = [_row(screen, town.code, known.by_town.get(town.code)) for town in towns]
    slots = {"named": format_number(known.named), "towns": format_number(known.towns)}
    table = data_table(
        columns, rows, caption=t(language, "proposals.heads_caption"), language=language, class_name="town-heads"
    )
    sub = t(language, "proposals.heads_sub")
    found = panel(t(language, "proposals.heads_title", **slots), table, sub=sub, class_name="town-heads-panel")
    return html.Div(found, id=ids.TOWN_HEADS)


def _row(screen: Screen, code: str, entry: Entry | None) -> TableRow:
    language = screen.language
    content = entry.content if entry is not None else {}
    gap = html.Span(t(language, "proposals.heads_gap"), className="heads-gap")
    people: list[Child] = [content.get(name) or gap for name in NAMES]
    written = f"{entry.author} {entry.written_at[:DAY_LENGTH]}" if entry is not None else NO_DATA
    fields = [Field(name, label[language], content.get(name, "")) for name, label in NAMES.items()]
    word = "heads_change" if entry is not None else "heads_edit"
    form = html.Details(
        [
            html.Summary(t(language, f"proposals.{word}"), className="button"),
            record_form(language, TOWN_HEADS, code, fields=fields),
        ]
    )
    is_gap = entry is None or not is_named(content)
    return TableRow([names.town_label(language, code), *people, written, form], "is-gap" if is_gap else "")
