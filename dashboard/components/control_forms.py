"""Forms of control totals (控制数的修改与添加) and what was written about one."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.forms import Field, record_form
from dashboard.components.panel import panel
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Children
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, with_unit
from dashboard.metrics.model import Metric
from dashboard.queries.control_totals import Compared, ControlTotal, history
from dashboard.queries.screen import Screen
from dashboard.records.control_totals import CONTROL_TOTAL, FIGURES, NEW, scale_of
from dashboard.records.journal import Entry
from data.text import Locale

MINUTE_LENGTH = 16


def form_panels(screen: Screen, found: Compared) -> tuple[Component, Component]:
    """Return the form that changes the total opened, and the list of what was written about it."""
    language, total = screen.language, found.total
    form = record_form(language, CONTROL_TOTAL, total.key, fields=_fields(language, total))
    forms = [form]
    if total.entry is not None:
        word = t(language, "controls.remove" if total.default is None else "controls.restore")
        forms.append(record_form(language, CONTROL_TOTAL, total.key, fields=(), save=word))
    edit = panel(t(language, "controls.edit_title"), *forms, sub=t(language, "controls.edit_sub"))
    return edit, _history_panel(screen, total)


def add_panel(screen: Screen) -> Component:
    """Return the form that adds a control total of the county's own."""
    language = screen.language
    figures = [(each.id, each.name[language]) for each in FIGURES.values()]
    fields = (
        Field("figure", t(language, "controls.field_figure"), figures[0][0], choices=figures),
        Field("as_of", t(language, "controls.field_day"), kind="date"),
        Field("value", t(language, "controls.field_value_any"), required=True),
        *_words(language, "", "", ""),
    )
    form = record_form(language, CONTROL_TOTAL, NEW, fields=fields)
    return panel(t(language, "controls.add_title"), form, sub=t(language, "controls.add_sub"))


def _fields(language: Locale, total: ControlTotal) -> tuple[Field, ...]:
    figure = total.figure
    label = t(language, "controls.field_value", unit=figure.unit[language])
    value = Field("value", label, _typed(figure, total.value), required=True)
    words = _words(language, _typed(figure, total.tolerance), total.sentence[language], total.source[language])
    if total.default is not None:
        return value, *words
    chosen = Field(
        "figure", t(language, "controls.field_figure"), figure.id, choices=((figure.id, figure.name[language]),)
    )
    day = Field("as_of", t(language, "controls.field_day"), total.day.isoformat() if total.day else "", kind="date")
    return chosen, day, value, *words


def _words(language: Locale, tolerance: str, sentence: str, source: str) -> tuple[Field, ...]:
    return (
        Field("tolerance", t(language, "controls.field_tolerance"), tolerance),
        Field("sentence", t(language, "controls.field_sentence"), sentence, required=True),
        Field("source", t(language, "controls.field_source"), source, required=True),
    )


def _typed(figure: Metric, value: float) -> str:
    """Return a value as it is typed into the form: the raw unit, shares in percent."""
    return f"{value * scale_of(figure):.15g}"


def _history_panel(screen: Screen, total: ControlTotal) -> Component:
    language, written = screen.language, history(screen.journal, total)
    title = t(language, "controls.history_title")
    if not written:
        return panel(title, html.P(t(language, "controls.history_none")))
    heads = ("col_when", "col_who", "col_published", "col_sentence")
    columns = [Column(t(language, f"controls.{name}")) for name in heads]
    rows = [_entry(language, total, each) for each in written]
    if total.default is not None:
        value = with_unit(total.figure, total.default.number, language)
        words: list[Children] = [NO_DATA, t(language, "controls.history_default"), value]
        rows.append(TableRow([*words, total.default.clause[language]]))
    return panel(title, data_table(columns, rows, caption=t(language, "controls.history_caption"), language=language))


def _entry(language: Locale, total: ControlTotal, entry: Entry) -> TableRow:
    when = entry.written_at[:MINUTE_LENGTH].replace("T", " ")
    if not entry.content:
        word = t(language, "controls.removed" if total.default is None else "controls.restored")
        return TableRow([when, entry.author, word, NO_DATA])
    value = with_unit(total.figure, float(entry.content["value"]) / scale_of(total.figure), language)
    return TableRow([when, entry.author, value, entry.content["sentence"]])
