"""Small forms by which users write into the journal: native fields, sent by ``assets/forms.js``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.text import Child
from dashboard.i18n import t
from dashboard.records.fields import MOST_CHARACTERS, MOST_OF_A_NAME
from data.text import Locale


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name in the entry, its label, what stands in it; ``choices`` make it a select."""

    name: str
    label: str
    value: str = ""
    kind: Literal["text", "date", "number"] = "text"
    choices: Sequence[tuple[str, str]] = ()
    required: bool = False


def record_form(
    language: Locale, subject: str, key: str, *, fields: Sequence[Field], save: str | None = None
) -> Component:
    """Return a form that adds an entry about ``key``: the fields, who writes, a button, and what came of it."""
    who = Field("author", t(language, "shell.write_author"), required=True)
    told = {"data-subject": subject, "data-key": key, "data-failed": t(language, "shell.write_failed")}
    button = html.Button(save or t(language, "shell.write_save"), type="submit", className="button")
    status: dict[str, str] = {"role": "status"}
    parts: list[Child] = [*(_field(each) for each in (*fields, who)), button]
    parts.append(html.Span("", className="record-said", **status))
    return html.Form(parts, className="record-form", **told)


def _field(field: Field) -> Component:
    return html.Label([html.Span(field.label, className="control-label"), _control(field)], className="control")


def _control(field: Field) -> Component:
    if field.choices:
        options = [
            html.Option(words, value=value, selected="selected" if value == field.value else None)
            for value, words in field.choices
        ]
        return html.Select(options, name=field.name, className="select", required=field.required or None)
    most = MOST_OF_A_NAME if field.name == "author" else MOST_CHARACTERS
    told = {"name": field.name, "value": field.value, "maxLength": most, "required": field.required}
    return html.Input(type=field.kind, className="field", **told)
