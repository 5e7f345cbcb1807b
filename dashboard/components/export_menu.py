"""The menu by which a view is taken along (导出): workbook, CSV of each table, the map, pictures of the charts."""

from collections.abc import Iterable
from typing import Any

from dash.development.base_component import Component

from dashboard import ids, names
from dashboard.components import bar
from dashboard.components import plain_html as html
from dashboard.components.text import aria
from dashboard.components.village_link import VILLAGE
from dashboard.exports.model import ExportTable
from dashboard.exports.registry import IN_A_GRID, PAGES, tables_of
from dashboard.i18n import t
from dashboard.metrics.formats import iso_date
from dashboard.queries.areas import land
from dashboard.queries.screen import Screen

EXPORT = "/export"


def export_menu(screen: Screen, path: str) -> list[Component]:
    """Return the menu of a page's view; empty in a presentation, and for a page that has nothing to export."""
    name = _page_at(path)
    tables = tables_of(name, screen) if name in PAGES and not screen.view.present else ()
    if not tables:
        return []
    language = screen.language
    links = [_link(screen, f"{EXPORT}/{name}.xlsx", t(language, "exports.menu_workbook"), tables)]
    links += [_csv(screen, name, each) for each in tables]
    if name == "map":
        links.append(_link(screen, f"{EXPORT}/{name}.geojson", t(language, "exports.menu_geojson"), ()))
    summary = html.Summary(t(language, "exports.menu"), className="button", **aria(t(language, "exports.menu_title")))
    body = html.Div([html.Ul(links), html.Ul([], className="export-images")], className="export-body")
    return [html.Details([summary, body], className="export-menu", **_words(screen))]


def _page_at(path: str) -> str:
    """Return the name of the page at a path; empty for one that has nothing to export."""
    if path.startswith(f"{VILLAGE}/"):
        return "village"
    return next((each for each, page in bar.PAGES if page == path), "")


def _csv(screen: Screen, name: str, table: ExportTable) -> Component:
    words = t(screen.language, "exports.menu_csv", table=table.title)
    return _link(screen, f"{EXPORT}/{name}.csv", words, (table,), table=table.key)


def _link(screen: Screen, address: str, words: str, tables: Iterable[ExportTable], *, table: str = "") -> Component:
    chosen = f"&table={table}" if table else ""
    grid = {"data-grid": "1"} if any(each.key in IN_A_GRID for each in tables) else {}
    href = f"{screen.view.href(address)}{chosen}"
    return html.Li(html.A(words, href=href, download="", **grid))


def _words(screen: Screen) -> dict[str, Any]:
    """Return what the script that makes pictures needs: the footer's words, and the names of its buttons."""
    language, note = screen.language, screen.note
    slots = {"day": iso_date(screen.as_of), "delivered": iso_date(note.delivered_on), "edition": note.edition}
    county = names.county_label(language, note.county_name)
    return {
        "data-footer": t(language, "exports.image_footer", county=county, **slots),
        "data-demo": t(language, "shell.demo") if note.is_demo else "",
        "data-image": t(language, "exports.menu_image", format="{format}", chart="{chart}"),
        "data-images": t(language, "exports.menu_images"),
        "data-maps": f"{ids.MAP} {ids.SMALL_MAP} {ids.INDUSTRY_MAP} {ids.ASSISTANCE_MAP}",
        "data-schematic": t(language, "exports.schematic") if land(screen.reading).is_schematic else "",
        "data-grids": f"{ids.PROJECT_GRID} {ids.ENTRY_GRID}",
    }
