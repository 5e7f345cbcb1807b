"""The safety net (社会兜底): minimum living allowance, the gap to the line, five guarantees."""

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.opening import figure_cell, linked, told
from dashboard.components.panel import panel
from dashboard.components.systems_places import share_cell, system_columns
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, display_unit, format_value, with_unit
from dashboard.metrics.registry import metric
from dashboard.metrics.safety_net import ITEMS, ITEMS_IN_WORDS, PROXIES, safety_id
from dashboard.metrics.systems import SHARE
from dashboard.queries.safety_net import safety_figures
from dashboard.queries.screen import Screen

SHOWN = ("eligible", "covered", "gap")


def safety_panel(screen: Screen) -> Component:
    """Return the table of the items, each from eligible to covered to gap, with what no register tells."""
    language = screen.language
    told_open = Column(t(language, "systems.head_open"), class_name="system-open")
    columns = (*system_columns(language, t(language, "systems.head_system")), told_open)
    title = t(language, "systems.safety_title")
    rows = [_row(screen, item) for item in ITEMS]
    table = data_table(columns, rows, caption=title, language=language, class_name="systems-table")
    return panel(title, table, sub=t(language, "systems.safety_sub"), source=t(language, "systems.safety_note"))


def _row(screen: Screen, item: str) -> TableRow:
    language, words = screen.language, ITEMS_IN_WORDS[item]
    values = safety_figures(screen.reading, screen.scope, screen.as_of)
    ids = {part: safety_id(item, part) for part in SHOWN}
    texts = {part: format_value(metric(each), values[each], language) for part, each in ids.items()}
    cells = {part: figure_cell(screen, each, texts[part]) for part, each in ids.items()}
    unit = html.Span(display_unit(metric(ids["eligible"]), language), className="system-unit")
    mark = html.Span(t(language, "systems.safety_proxy"), className="policy-mark")
    proxy: list[Child] = [" ", mark] if item in PROXIES else []
    name: list[Child] = [words.name[language], " ", unit, *proxy, html.Div(words.eligible[language], className="note")]
    counts = {part: values[each] for part, each in ids.items()}
    share = share_cell(screen, safety_id(item, SHARE), words.name[language], values=counts, texts=texts)
    return TableRow((name, cells["eligible"], cells["covered"], share, cells["gap"], _untold(screen, item)))


def _untold(screen: Screen, item: str) -> Children:
    """Return of how many the registers do not tell, or that the column is missing altogether."""
    language, figure = screen.language, safety_id(item, "untold")
    value = safety_figures(screen.reading, screen.scope, screen.as_of)[figure]
    if value is None:
        return t(language, "systems.safety_unmeasured")
    if not value:
        return ""
    count = linked(screen, figure, with_unit(metric(figure), value, language))
    name = "safety_untold_line" if item == "line" else "untold"
    said = told(screen, t(language, f"systems.{name}", count=count or NO_DATA))
    return html.Div(said, className="note")
