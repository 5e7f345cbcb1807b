"""The panels 目标能否实现 (will the goal be met) of the page 退出: what is expected by place, and a pace to try out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.controls import EVERY, Option, select
from dashboard.components.exit_parts import selection_name
from dashboard.components.forecast_words import (
    AT_BEST,
    COUNTED,
    LEFT,
    SPEEDS,
    back_test_words,
    counted,
    finding_words,
    method_words,
    outcome_words,
    range_words,
)
from dashboard.components.marks import zone_swatch
from dashboard.components.opening import figure_cell, linked, opens, told
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, zone_name
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, format_value, prose_date, with_unit
from dashboard.metrics.registry import metric
from dashboard.queries.opening import HERE, Place
from dashboard.queries.progress import Scope, scope_villages
from dashboard.queries.projections import BestPace, Projection, Subject, projection
from dashboard.queries.screen import Screen
from geo.towns import ZONES

PLAIN = ("past_left", "past_clear", "cleared", "nobody", "no_data", "not_reported")
"""States in which the title says all there is."""
ROUND_PACES = 8
WIDEST = 1.6
"""The round paces to choose from reach up to this many times the pace needed or made."""
NEEDED: Mapping[Subject, str] = MappingProxyType({"people": "exit.required_pace", "villages": "villages.required_pace"})
SHARES: Mapping[Subject, str] = MappingProxyType(
    {"people": "exit.best_zone_share", "villages": "villages.best_zone_share"}
)
BEST: Mapping[Subject, str] = MappingProxyType({"people": "exit.best_zone_pace", "villages": "villages.best_zone_pace"})


@dataclass(frozen=True, slots=True)
class _Place:
    name: Children
    found: Projection
    zone: str | None = None

    def here(self, screen: Screen) -> Place:
        """Return the conditions on the place of its figures."""
        return {"zone": self.zone} if self.zone else {"zone": screen.view.zone, "town": screen.view.town}


def goal_panel(screen: Screen, subject: Subject) -> Component:
    """Return what is expected of people or villages at the deadline, by place, and whether the goal will be met."""
    whole = projection(screen.reading, screen.scope, screen.as_of, subject)
    if whole.state in PLAIN:
        return panel(told(screen, finding_words(screen, whole)))
    places = [_Place(selection_name(screen), whole), *_zones(screen, subject)]
    foot: list[Component] = [html.P(told(screen, best_words(screen, whole)), className="forecast-note")]
    if subject == "people":
        foot.append(try_out(screen, whole))
    end = prose_date(whole.deadline, screen.language, year=True)
    sub: list[Child] = [t(screen.language, f"forecast.sub_{subject}", deadline=end), " ", _chip(screen, whole)]
    tested, method = back_test_words(screen, whole), method_words(screen, whole)
    notes: list[Child] = [html.B(tested), html.Br()] if tested else []
    return panel(_title(screen, whole), _table(screen, places), *foot, sub=sub, source=[*notes, method])


def _title(screen: Screen, whole: Projection) -> Children:
    behind = whole.state in ("unlikely", "out_of_reach") and whole.forecast is not None
    return told(screen, finding_words(screen, whole, behind=behind))


def _chip(screen: Screen, found: Projection) -> Component:
    return chip(screen, LEFT[found.subject])


def _zones(screen: Screen, subject: Subject) -> list[_Place]:
    """Return the zones where the selection is the whole county."""
    if screen.view.zone or screen.view.town:
        return []
    found = []
    for zone in (zone for zone in ZONES if scope_villages(screen.reading, Scope(zone))):
        name: list[Child] = [zone_swatch(screen.language, zone), " ", zone_name(screen, zone)]
        found.append(_Place(name, projection(screen.reading, Scope(zone), screen.as_of, subject), zone))
    return found


def _table(screen: Screen, places: Sequence[_Place]) -> Component:
    language, subject = screen.language, places[0].found.subject
    chips = [chip(screen, each) for each in (NEEDED[subject], SPEEDS[subject], BEST[subject])]
    columns = (
        Column(t(language, "forecast.column_place")),
        Column(t(language, "forecast.column_now"), align="right"),
        Column(t(language, "forecast.column_left"), align="right"),
        Column(t(language, "forecast.column_tested"), align="right"),
        Column([t(language, "forecast.column_paces"), " ", chips[0], chips[1]], align="right"),
        Column([t(language, "forecast.column_best"), " ", chips[2]], align="right"),
    )
    rows = [_row(screen, place, is_sum=at == 0) for at, place in enumerate(places)]
    caption = t(language, f"forecast.caption_{subject}")
    return data_table(columns, rows, caption=caption, language=language, class_name="forecast")


def _row(screen: Screen, place: _Place, *, is_sum: bool) -> TableRow:
    found, language = place.found, screen.language
    here = place.here(screen)
    paces: list[Child] = []
    for figure, value in ((NEEDED[found.subject], found.required), (SPEEDS[found.subject], found.made)):
        paces.append(figure_cell(screen, figure, format_value(metric(figure), value, language), place=here))
    now = format_value(counted(found), found.now, language)
    cells: tuple[Children, ...] = (
        place.name,
        figure_cell(screen, COUNTED[found.subject], now, place=here),
        _expected(screen, found, here),
        _held(screen, found),
        [paces[0], " / ", paces[1]],
        best_cell(screen, found, here),
    )
    return TableRow(cells, class_name="is-sum" if is_sum else "")


def _expected(screen: Screen, found: Projection, here: Place) -> Children:
    language = screen.language
    if found.forecast is None:
        words = {"few": "cell_few", "cleared": "cell_done"}.get(found.state)
        said = t(language, f"forecast.{words}") if words else NO_DATA
        return html.Span(said, className="no-data")
    point = opens(screen, LEFT[found.subject], format_number(found.forecast.left), place=here)
    ends = told(screen, range_words(screen, found, here))
    return [html.B(point), html.Br(), html.Span(ends, className="forecast-range")]


def _held(screen: Screen, found: Projection) -> Children:
    given = found.forecast
    if given is None:
        return NO_DATA
    if not given.tested:
        return t(screen.language, "forecast.cell_held_none")
    slots = {"held": format_number(given.held), "tested": format_number(given.tested)}
    return t(screen.language, "forecast.cell_held", **slots)


def best_cell(screen: Screen, found: Projection, place: Place = HERE) -> Children:
    """Return what the fastest zone's pace would come to: the day of zero, or what is left at the deadline."""
    best, language = found.best, screen.language
    if best is None:
        return NO_DATA
    if best.reached is not None and best.reached <= found.deadline:
        return t(language, "forecast.best_reached", day=prose_date(best.reached, language))
    left = format_value(counted(found), best.left, language)
    return told(
        screen, t(language, "forecast.best_left", left=linked(screen, AT_BEST[found.subject], left, place=place))
    )


def best_words(screen: Screen, found: Projection) -> str:
    """Return the sentence on the fastest zone's pace held here too."""
    best, language = found.best, screen.language
    if best is None:
        return t(language, "forecast.best_none")
    share = metric(SHARES[found.subject])
    slots = {
        "zone": zone_name(screen, best.zone),
        "share": linked(screen, share.id, with_unit(share, best.share, language)),
        "pace": linked(screen, BEST[found.subject], with_unit(metric(BEST[found.subject]), best.pace, language)),
        "outcome": outcome_words(screen, found, (round(best.left), best.reached)),
    }
    return t(language, f"forecast.best_{found.subject}", **slots)


def try_out(screen: Screen, found: Projection) -> Component:
    """Return the control to try another pace, and what the pace chosen (else the one made) comes to."""
    language = screen.language
    named = named_paces(found)
    options = [Option(EVERY, t(language, "forecast.try_default"))]
    for pace in sorted({*round_paces(found), *named, *([screen.view.pace] if screen.view.pace else [])}):
        words = with_unit(metric("people.poor"), pace, language)
        name = named.get(pace)
        options.append(Option(str(pace), t(language, f"forecast.try_{name}", pace=words) if name else words))
    chosen = screen.view.pace or (round(found.made) if found.made is not None and found.made > 0 else None)
    value = str(screen.view.pace) if screen.view.pace else EVERY
    control = select("pace", t(language, "forecast.try_label"), tuple(options), value=value)
    answer = html.Span(told(screen, try_words(screen, found, chosen)), className="forecast-answer", role="status")
    return html.Div([control, answer], className="forecast-try")


def try_words(screen: Screen, found: Projection, pace: int | None) -> str:
    """Return what a pace (people a month) comes to, marked to open; that one must be chosen where there is none."""
    language = screen.language
    if pace is None:
        return t(language, "forecast.try_open")
    words = with_unit(metric(SPEEDS[found.subject]), pace, language)
    return t(
        language, "forecast.try_answer", pace=words, outcome=outcome_words(screen, found, found.at(pace), pace=pace)
    )


def named_paces(found: Projection) -> dict[int, str]:
    """Return the paces that have a name, as whole people a month: made, as the fastest zone's, needed."""
    best: BestPace | None = found.best
    paces = (("made", found.made), ("best", best.pace if best is not None else None))
    named = {round(pace): name for name, pace in paces if pace is not None and round(pace) > 0}
    if found.required:
        # Rounded up: a person a month less would not reach zero.
        named[ceil(found.required)] = "needed"
    return named


def round_paces(found: Projection) -> list[int]:
    """Return round paces in even steps, up to well above the pace needed or made."""
    top = max(1.0, found.required or 0.0, found.made or 0.0) * WIDEST
    sizes = (step * 10**power for power in range(9) for step in (1, 2, 5))
    size = next(each for each in sizes if each * ROUND_PACES >= top)
    return [size * number for number in range(1, ROUND_PACES + 1)]
