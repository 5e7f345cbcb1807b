"""Villages × exit criteria (退出标准达标情况): one zone a table; met is solid, unmet a ✕ with its gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components import states
from dashboard.components.bars import percent
from dashboard.components.exit_head import registered, with_status
from dashboard.components.exit_parts import gap_number, gap_words, poor_of, town_stem, village_link
from dashboard.components.marks import status_word, zone_swatch
from dashboard.components.opening import figure_cell, opens, told
from dashboard.components.panel import panel
from dashboard.components.text import aria, hidden, zone_name
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, percent_number
from dashboard.queries.criteria import Tally, by_bottleneck, by_status, gap_of, met_count, tallies, unsafe_water
from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.opening import Place, opened_by
from dashboard.queries.screen import Screen
from dashboard.queries.status import STATUSES, VillageState
from dashboard.queries.villages import CriterionResult, has_rows
from dashboard.theme import ZONES


@dataclass(frozen=True, slots=True)
class ZoneMatrix:
    """The poor villages of a zone: ``all_of_zone`` for counts and shares, ``listed`` as filtered and ordered.

    ``unsafe_water`` are registered households without safe water by village code; None without any answer.
    """

    zone: str | None
    all_of_zone: tuple[VillageState, ...]
    listed: tuple[VillageState, ...]
    unsafe_water: Mapping[str, int] | None


def matrix_panel(screen: Screen, matrix: ZoneMatrix, *, chips: Sequence[Component] = ()) -> Component:
    """Return a zone's panel: its name and counts over the table, or why no village is listed."""
    language = screen.language
    exited = sum(state.status == "exited" for state in matrix.all_of_zone)
    counts = {
        "count": registered(screen, len(matrix.all_of_zone), _narrowed(screen, matrix)),
        "exited": with_status(screen, "exited", exited, _narrowed(screen, matrix)),
    }
    counted = html.Span(told(screen, t(language, "exit.zone_counts", **counts)), className="matrix-counts")
    title = [zone_swatch(language, matrix.zone, with_name=True), counted, *chips]
    body = _region(screen, matrix) if matrix.listed else states.empty(language, t(language, "exit.matrix_empty"))
    return panel(title, body, zone=matrix.zone, class_name="panel-matrix")


def _narrowed(screen: Screen, matrix: ZoneMatrix) -> Place:
    """Return the conditions on the place of a zone's counts: the zone, and the town where one is chosen."""
    return {"zone": matrix.zone or UNASSIGNED, "town": screen.view.town}


def _region(screen: Screen, matrix: ZoneMatrix) -> Component:
    caption = t(screen.language, "exit.matrix_caption", zone=zone_name(screen, matrix.zone))
    found = tallies(matrix.all_of_zone, screen.as_of)
    rows, before = [], None
    for state in matrix.listed:
        rows.append(_row(screen, state, matrix, starts=before not in (None, state.status)))
        before = state.status
    head = html.Thead([_names(screen, found), _shares(screen, found, _narrowed(screen, matrix))])
    table = html.Table([html.Caption(caption, className="visually-hidden"), head, html.Tbody(rows)], className="matrix")
    return html.Div(table, className="table-scroll", tabIndex=0, role="region", **aria(caption))


def _names(screen: Screen, found: Sequence[Tally]) -> Component:
    language = screen.language
    cells = [
        html.Th(t(language, "exit.column_village"), scope="col", className="matrix-village"),
        html.Th(t(language, "exit.column_town"), scope="col", className="matrix-town"),
    ]
    for tally in found:
        rule = tally.rule
        words = rule.label[language]
        short = hidden(rule.short[language] if rule.short else words)
        heard = html.Span(words, className="visually-hidden")
        cells.append(html.Th([short, heard], scope="col", title=words, className=f"matrix-mark mark-of-{rule.name}"))
    cells.append(html.Th(t(language, "exit.column_met"), scope="col", className="matrix-number"))
    cells.append(html.Th(t(language, "exit.column_poor"), scope="col", className="matrix-number"))
    return html.Tr(cells)


def _shares(screen: Screen, found: Sequence[Tally], place: Place) -> Component:
    """Return the row of 达标率: the criterion that fewest villages meet stands in the accent."""
    checked = has_rows(screen.reading, "village_checks")
    shares = [tally.met_share if checked else None for tally in found]
    known = [share for share in shares if share is not None]
    lowest = min(known) if known and min(known) < 1 else None
    cells: list[Component] = [
        html.Th(t(screen.language, "exit.column_share_met"), scope="row", className="matrix-village"),
        html.Td(className="matrix-town"),
    ]
    for tally, share in zip(found, shares, strict=True):
        if share is None:
            cells.append(html.Td(NO_DATA))
            continue
        filled = html.Span(html.Span(style={"width": percent(share)}), className="mini")
        number = opens(
            screen, "villages.criterion_share", percent_number(share, 0), place=place, criterion=tally.rule.name
        )
        cells.append(html.Td([number, filled], className="is-lowest" if share == lowest else ""))
    return html.Tr([*cells, html.Td(), html.Td()], className="matrix-shares")


def _row(screen: Screen, state: VillageState, matrix: ZoneMatrix, *, starts: bool) -> Component:
    language = screen.language
    households = (matrix.unsafe_water or {}).get(state.village.code)
    cells: list[Component] = [
        html.Th(_village(screen, state), scope="row", className=f"matrix-village of-{state.status}"),
        html.Td(town_stem(screen, state.village), className="matrix-town"),
    ]
    results = state.check.results if state.check is not None else ()
    # A mark opens by a click; by the keyboard the number of criteria met, at the end of the row, opens the same.
    told_by: dict[str, Any] = {"data-open": opened_by(screen, "map.criteria_met", village=state.village.code).written}
    cells += [_mark(screen, result, households, told_by) for result in results]
    if state.check is None:
        count = len(tallies((), screen.as_of))
        words = t(language, "exit.no_check")
        cells.append(html.Td(f"{NO_DATA} {words}", colSpan=count, className="matrix-unchecked"))
    all_of = format_number(len(results)) if results else NO_DATA
    met = t(language, "exit.met_of", met=format_number(met_count(state)), all=all_of) if results else NO_DATA
    opened = figure_cell(screen, "map.criteria_met", met, village=state.village.code)
    cells.append(html.Td(opened, className="matrix-number"))
    cells.append(html.Td(poor_of(screen, state), className="matrix-number matrix-people"))
    kinds = [name for name, holds in (("is-behind", state.status == "behind"), ("is-first", starts)) if holds]
    return html.Tr(cells, className=" ".join(kinds))


def _village(screen: Screen, state: VillageState) -> Component:
    """Return the linked name; the status glyph is drawn by the row head's class, its word is in the link's title."""
    return village_link(screen, state.village, status=status_word(screen.language, state.status), short=True)


def _mark(screen: Screen, result: CriterionResult, households: int | None, told_by: Mapping[str, Any]) -> Component:
    """Return the cell of one criterion: drawn by its class alone, since a page holds five hundred of them."""
    language = screen.language
    if result.met:
        return html.Td(className="is-met", title=t(language, "shell.met"), **told_by)
    gap, sign, words = gap_of(result, households), "✕", t(language, "shell.unmet")
    if gap is not None:
        sign, words = f"✕{gap_number(screen, gap)}", f"{words}{t(language, 'shell.colon')}{gap_words(screen, gap)}"
    return html.Td(sign, className="is-unmet", title=words, **told_by)


def zone_matrices(screen: Screen, villages: Sequence[VillageState]) -> list[ZoneMatrix]:
    """Return a matrix a zone that has villages, in the order of the theme, those without zone last.

    The view's ``show`` leaves villages of one status, its ``metric`` puts those first that miss that criterion.
    """
    water, view = unsafe_water(screen.reading, screen.as_of), screen.view
    ordered = by_bottleneck(villages, view.metric) if view.metric else by_status(villages)
    by_zone: dict[str | None, list[VillageState]] = {}
    for state in ordered:
        by_zone.setdefault(state.village.zone if state.village.zone in ZONES else None, []).append(state)
    wanted = view.show if view.show in STATUSES else None
    found = []
    for zone in (*ZONES, None):
        if zone in by_zone:
            mine = tuple(by_zone[zone])
            listed = tuple(state for state in mine if wanted in (None, state.status))
            found.append(ZoneMatrix(zone, mine, listed, water))
    return found
