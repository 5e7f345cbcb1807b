"""The editions of the store as a list (版次一览): when each was delivered, its name, and a form to give one."""

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.forms import Field, record_form
from dashboard.components.panel import panel
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Children
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, iso_date
from dashboard.queries.editions import Edition
from dashboard.queries.screen import Screen
from dashboard.records.subjects import EDITION_NAME

PATH = "/compare"


def editions_panel(screen: Screen) -> Component:
    """Return every edition, the newest first, and the form that names the one being read."""
    language, mine = screen.language, screen.note.edition
    heads = ("editions_title", "col_delivered", "col_cause", "col_name")
    columns = [*(Column(t(language, f"compare.{head}")) for head in heads), Column(t(language, "compare.look"))]
    title = t(language, "compare.editions_title")
    rows = [TableRow(_cells(screen, each), "is-total" if each.number == mine else "") for each in screen.editions]
    table = data_table(columns, rows, caption=title, language=language, max_height=360, class_name="editions-table")
    return panel(
        title,
        table,
        html.P(t(language, "compare.name_which", edition=mine)),
        _form(screen),
        sub=_sub(screen),
        class_name="editions-panel",
    )


def _sub(screen: Screen) -> str:
    return t(screen.language, "compare.editions_sub")


def _form(screen: Screen) -> Component:
    mine = screen.note.edition
    name = next((each.name for each in screen.editions if each.number == mine), "")
    field = Field("name", t(screen.language, "compare.name_label"), value=name)
    return record_form(screen.language, EDITION_NAME, str(mine), fields=[field])


def _cells(screen: Screen, edition: Edition) -> tuple[Children, ...]:
    language = screen.language
    name = NO_DATA
    if edition.name:
        slots = {"name": edition.name, "author": edition.named_by, "day": edition.named_at[:10]}
        name = t(language, "compare.named_by", **slots)
    newest = edition.number == screen.editions[0].number
    href = screen.view.change(edition=None if newest else edition.number, against=None, against_edition=None).href(PATH)
    look = dcc.Link(t(language, "compare.look"), href=href, className="link")
    number = t(language, "compare.editions_edition", edition=edition.number)
    return number, iso_date(edition.delivered_on), t(language, f"compare.cause_{edition.cause}"), name, look
