"""Registers in the dictionary (台账与列): every column with its form, values, references, privacy and stored name."""

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.both import both, both_line
from dashboard.components.dictionary_parts import entries, entry_href, findable, group, joined, word
from dashboard.components.panel import panel
from dashboard.components.text import Child, aria
from dashboard.i18n import t
from dashboard.metrics.formats import format_number
from dashboard.queries.screen import Screen
from data.registers import Column, Register, load_registers
from data.schema import stored_names
from data.text import Locale, Text

PERCENT_RANGE = 100
HEADS = ("column", "form", "values", "note", "stored")


def registers_panel(screen: Screen) -> Component:
    """Return every kind of register with its columns; the kind asked for stands open."""
    language, known = screen.language, load_registers()
    columns = sum(len(each.columns) for each in known.values())
    slots = {"kinds": format_number(len(known)), "columns": format_number(columns)}
    listed = entries(screen.view, register_entry, known, className="entries")
    title = t(language, "dictionary.registers", **slots)
    return panel(title, listed, sub=t(language, "dictionary.registers_sub"))


def register_entry(language: Locale, name: str, asked: bool) -> Component:
    """Return what the dictionary says of a kind of register and of each of its columns."""
    register = load_registers()[name]
    keys = [column.header for column in register.columns if column.name in register.key]
    kind = "register_full" if register.full_list else "register_events"
    about: list[Component] = [
        html.P(both(language, register.note)),
        html.P(t(language, "dictionary.register_key", columns=t(language, "shell.list_comma").join(keys))),
        html.P(both(language, word(kind))),
        html.P(dcc.Link(t(language, "dictionary.link_to"), href=entry_href(name), className="link")),
    ]
    summary = html.Summary([*both(language, register.title), html.Code(register.kind)])
    marks = {**group(), **({"data-asked": "1"} if asked else {})}
    return html.Details(
        [summary, html.Div(about, className="entry-about"), _table(language, register)],
        open=asked,
        className="entry is-asked" if asked else "entry",
        **marks,
    )


def _table(language: Locale, register: Register) -> Component:
    caption = t(language, "dictionary.columns_caption", register=register.title[language])
    heads = [html.Th(t(language, f"dictionary.col_{name}"), scope="col") for name in HEADS]
    rows = [_row(language, register, column) for column in register.columns]
    parts = [html.Caption(caption, className="visually-hidden"), html.Thead(html.Tr(heads)), html.Tbody(rows)]
    table = html.Table(parts, className="data-table dictionary-table")
    return html.Div(table, className="table-scroll", tabIndex=0, role="region", **aria(caption))


def _row(language: Locale, register: Register, column: Column) -> Component:
    name = html.Th([html.Span(column.header, lang="zh-CN", className="words-own"), *_label(column)], scope="row")
    cells = [
        _lines(language, [joined(form_of(register, column))]),
        _lines(language, values_of(column)),
        _lines(language, [column.note, _example(column)]),
    ]
    stored = html.Td([html.Code(each) for each in stored_names(column)], className="stored")
    return html.Tr([name, *(html.Td(each) for each in cells), stored], **findable(f"{register.kind}.{column.name}"))


def _label(column: Column) -> list[Child]:
    others: list[Child] = [html.Span(column.label.en, lang="en", className="words-other")]
    if column.label.zh != column.header:
        others.insert(0, html.Span(column.label.zh, lang="zh-CN", className="words-other"))
    return others


def _lines(language: Locale, words: list[Text]) -> list[Child]:
    return [both_line(language, each) for each in words]


def _example(column: Column) -> Text:
    return slotted("example", value=Text(column.example, column.example))


def form_of(register: Register, column: Column) -> list[Text]:
    """Return what a cell must look like: type, required or not, key, reference, unit, limits, privacy."""
    found = [word(f"type_{column.type}"), word("required" if column.required else "optional")]
    if column.name in register.key:
        found.append(word("in_key"))
    if column.alternative:
        headers = [register.column(name).header for name in column.alternative]
        others = Text("＋".join(headers), " + ".join(headers))
        found.append(slotted("either", columns=others))
    if column.reference:
        target = load_registers()[column.reference.partition(".")[0]].title
        found.append(slotted("refers", register=target))
    if column.default_unit:
        unit = word(f"money_{column.default_unit}")
        found.append(slotted("default_unit", unit=unit))
    return [*found, *_limits(column), *_privacy(column)]


def _limits(column: Column) -> list[Text]:
    found = []
    if column.range:
        low, high = (
            plain(f"{each * PERCENT_RANGE:g}%" if column.type == "percent" else f"{each:g}") for each in column.range
        )
        found.append(slotted("range", low=low, high=high))
    for name in ("minimum", "maximum"):
        value = getattr(column, name)
        if value is not None:
            found.append(slotted(name, value=plain(f"{value:g}")))
    if column.digits:
        found.append(slotted("digits", count=plain(str(column.digits))))
    if column.max:
        found.append(slotted("several", count=plain(str(column.max)), separators=plain(column.separators)))
    flags = {"any_day": not column.bounded, "negative": column.may_be_negative, "criterion": column.criterion}
    return [*found, *(word(name) for name, holds in flags.items() if holds)]


def _privacy(column: Column) -> list[Text]:
    if column.personal:
        return [word(f"personal_{column.type}")]
    return [word("official")] if column.type == "official_name" else []


def values_of(column: Column) -> list[Text]:
    """Return what a cell may say: synonyms of the heading, codes with theirs, what a blank means."""
    found = []
    if column.synonyms:
        found.append(slotted("synonyms", words=listed(column.synonyms)))
    if column.codes:
        codes = [_code(code, others) for code, others in column.codes.items()]
        found.append(slotted("codes", words=joined(codes)))
        if column.on_unknown == "warn":
            found.append(word("codes_warn"))
    if column.default:
        found.append(slotted("default", value=plain(column.default)))
    if column.strip_suffix:
        found.append(slotted("suffix", suffix=plain(column.strip_suffix)))
    return found


def _code(code: str, others: tuple[str, ...]) -> Text:
    return slotted("codes_word", code=plain(code), others=listed(others)) if others else plain(code)


def plain(text: str) -> Text:
    """Return a word of the registers, the same in both languages."""
    return Text(text, text)


def listed(words: tuple[str, ...]) -> Text:
    """Return words of the registers as a list."""
    return joined([plain(each) for each in words])


def slotted(name: str, **slots: Text) -> Text:
    """Return a text of the dictionary with its slots filled, in both languages."""
    return Text(
        t("zh", f"dictionary.{name}", **{key: value.zh for key, value in slots.items()}),
        t("en", f"dictionary.{name}", **{key: value.en for key, value in slots.items()}),
    )
