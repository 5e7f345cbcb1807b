"""The addresses under which a view is downloaded: workbook, CSV of one table, map as GeoJSON."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from flask import Flask, Response, request

from dashboard import names
from dashboard.components import bar
from dashboard.components.frame import browser_language, database, new_incident
from dashboard.components.village_link import village_path
from dashboard.exports.cover import COVER_WIDTHS, Page, cover_rows, page_title
from dashboard.exports.geojson import feature_collection
from dashboard.exports.model import ExportTable
from dashboard.exports.registry import PAGES, tables_of
from dashboard.exports.stream import attached, csv_answer, workbook_answer
from dashboard.guard import plain_page
from dashboard.i18n import t
from dashboard.metrics.formats import iso_date
from dashboard.queries.grid_request import GridRequest
from dashboard.queries.reading import UnknownEdition
from dashboard.queries.screen import Screen, open_screen
from dashboard.queries.village_page import village_of
from dashboard.view import View
from data.migrate import StoreUnusable

BELOW = "/export"
GRID = "grid"
TABLE = "table"
VILLAGE_PAGE = "village"
"""The page that is no entry of the navigation: its address ends in the code of its village."""
MOST_OF_A_REQUEST = 8000


class NotExported(LookupError):
    """There is nothing to export under that address; the word says what is missing: page, table, grid."""


def install(server: Flask) -> None:
    """Put the addresses onto the server."""
    for rule, name, answer in (
        (f"{BELOW}/<page>.xlsx", "export_xlsx", _workbook),
        (f"{BELOW}/<page>.csv", "export_csv", _csv),
        (f"{BELOW}/map.geojson", "export_geojson", _geojson),
        (f"{BELOW}/<path:page>", "export_else", _unknown),
    ):
        server.add_url_rule(rule, name, _guarded(answer), methods=["GET"])


def _guarded(answer: Callable[..., Response]) -> Callable[..., Response]:
    """Return a view that says in plain words what is missing instead of failing."""

    def view(**path: str) -> Response:
        try:
            return answer(**path)
        except NotExported as missing:
            allowed = ", ".join(missing.args[1]) or "—"
            return plain_page(f"export_{missing.args[0]}", status=HTTPStatus.NOT_FOUND, allowed=allowed)
        except UnknownEdition:
            return plain_page("edition_gone", status=HTTPStatus.NOT_FOUND)
        except StoreUnusable as error:
            return plain_page(f"store_{error.state}", status=HTTPStatus.SERVICE_UNAVAILABLE)
        except Exception as error:  # noqa: BLE001 - logged with its trace by new_incident
            return plain_page("server_error", status=500, incident=new_incident(error))

    return view


def _screen() -> Screen:
    return open_screen(database(), View.from_query(request.args.to_dict(), browser_language=browser_language()))


def _tables(page: str, screen: Screen) -> tuple[ExportTable, ...]:
    if page not in PAGES:
        raise NotExported("page", list(PAGES))
    found = tables_of(page, screen, _grid())
    if not found:
        raise NotExported("table", [])
    return found


def _grid() -> GridRequest | None:
    """Return what the grid of the page has been narrowed and sorted to; None where nothing is said of it."""
    text = request.args.get(GRID)
    if not text:
        return None
    try:
        model: Any = orjson.loads(text) if len(text) <= MOST_OF_A_REQUEST else None
        return GridRequest.from_model({name: model.get(name) for name in ("sortModel", "filterModel")})
    except (ValueError, AttributeError, TypeError) as error:
        raise NotExported("grid", ["sortModel", "filterModel"]) from error


def _workbook(page: str) -> Response:
    screen = _screen()
    tables = _tables(page, screen)
    language = screen.language
    where = Page(page, request.host_url.rstrip("/") + _address(page, screen), _village(page, screen))
    cover = (t(language, "exports.cover"), cover_rows(screen, where, tables), COVER_WIDTHS)
    return workbook_answer(file_name(screen, _title(page, screen), "xlsx"), tables, cover)


def _address(page: str, screen: Screen) -> str:
    """Return the address of the view on its page."""
    if page == VILLAGE_PAGE:
        return screen.view.change(village=None).href(village_path(screen.view.village or ""))
    return screen.view.href(dict(bar.PAGES)[page])


def _village(page: str, screen: Screen) -> str:
    """Return the name of the village whose page it is; empty for another page."""
    found = village_of(screen.reading, screen.view.village) if page == VILLAGE_PAGE else None
    return names.village_label(screen.language, found.name) if found else ""


def _title(page: str, screen: Screen) -> str:
    """Return what the file is of: the page, or the village whose page it is."""
    return _village(page, screen) or page_title(screen.language, page)


def _csv(page: str) -> Response:
    screen = _screen()
    tables = _tables(page, screen)
    table = _chosen(tables, request.args.get(TABLE))
    return csv_answer(file_name(screen, f"{_title(page, screen)}-{table.title}", "csv"), table)


def _chosen(tables: Sequence[ExportTable], key: str | None) -> ExportTable:
    found = next((each for each in tables if key in (None, "", each.key)), None)
    if found is None:
        raise NotExported("table", [each.key for each in tables])
    return found


def _geojson() -> Response:
    screen = _screen()
    answer = Response(orjson.dumps(feature_collection(screen)), mimetype="application/geo+json")
    return attached(answer, file_name(screen, page_title(screen.language, "map"), "geojson"))


def _unknown(page: str) -> Response:
    raise NotExported("page", [*(f"{BELOW}/{each}.xlsx" for each in PAGES), f"{BELOW}/map.geojson"], page)


def file_name(screen: Screen, what: str, ending: str) -> str:
    """Return the name of a downloaded file: county, page, day, edition, and that the data are invented."""
    language, note = screen.language, screen.note
    parts = [names.county_label(language, note.county_name), what, iso_date(screen.as_of)]
    parts.append(t(language, "exports.file_edition", edition=note.edition))
    parts += [t(language, "shell.demo")] if note.is_demo else []
    return "-".join(part.replace("/", " ").replace("\\", " ") for part in parts) + f".{ending}"
