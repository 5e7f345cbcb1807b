"""One of the seven systems (七大体系) by place: zones and towns of the county, towns of a zone, villages of a town."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.bars import Progress, bar
from dashboard.components.marks import zone_swatch
from dashboard.components.opening import figure_cell
from dashboard.components.panel import panel
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, village_name
from dashboard.components.village_link import village_page_link
from dashboard.i18n import t
from dashboard.metrics.disclosure import Suppressed, disclose, is_protected, small_count_limit
from dashboard.metrics.formats import NO_DATA, Shown, format_value, percent
from dashboard.metrics.model import Dimension
from dashboard.metrics.registry import metric
from dashboard.metrics.systems import SHARE, SYSTEMS_IN_WORDS, part_id
from dashboard.names import town_label, zone_short
from dashboard.queries.figures import Value, figures_by
from dashboard.queries.ledgers import UNASSIGNED
from dashboard.queries.opening import Place
from dashboard.queries.overview import scope_figures
from dashboard.queries.progress import scope_villages
from dashboard.queries.screen import Screen
from dashboard.theme import ZONES
from data.systems import SYSTEMS
from data.text import Locale

PATH = "/assistance"
TALLEST = 560
PARTS = ("eligible", "covered", "gap")


@dataclass(frozen=True, slots=True)
class _Member:
    """A line: the dimension and member it is of, its name as text and as drawn, the place its figures open at."""

    by: Dimension
    member: str
    name: str
    label: Children
    place: Place
    class_name: str = ""


def chosen_system(screen: Screen) -> str:
    """Return the system asked for by place; the first for any other word."""
    asked = screen.view.show or ""
    return asked if asked in SYSTEMS else SYSTEMS[0]


def share_covered(eligible: Value, covered: Value) -> float | None:
    """Return the share of the eligible who are covered; None where there are none or nobody knows."""
    return None if covered is None or not eligible else covered / eligible


def system_columns(language: Locale, first: str) -> tuple[Column, ...]:
    """Return the columns of a table of systems: what the rows are, eligible, covered, the share with its bar, gap."""
    return (
        Column(first),
        Column(t(language, "systems.head_eligible"), "right"),
        Column(t(language, "systems.head_covered"), "right"),
        Column(t(language, "systems.head_share"), class_name="system-share"),
        Column(t(language, "systems.head_gap"), "right"),
    )


def share_cell(
    screen: Screen,
    figure: str | None,
    name: str,
    *,
    values: Mapping[str, Value],
    texts: Mapping[str, str],
    place: Place | None = None,
) -> Children:
    """Return the share covered, which opens as ``figure``, with its bar; — where there is none."""
    language, share = screen.language, share_covered(values["eligible"], values["covered"])
    if share is None:
        return NO_DATA
    slots = {part: texts[part] for part in ("eligible", "covered")}
    text = percent(share, 0)
    alt = t(language, "systems.bar_alt", name=name, share=text, **slots)
    words: Child = figure_cell(screen, figure, text, place=place) if figure else text
    return [html.B(words), bar(Progress(share), label=alt)]


def places_panel(screen: Screen) -> Component:
    """Return the table by place of the system chosen, with the links that choose another."""
    language, key = screen.language, chosen_system(screen)
    system = SYSTEMS_IN_WORDS[key]
    name = system.name[language]
    columns = system_columns(language, t(language, "systems.head_place"))
    rows = [*(_row(screen, key, each) for each in _members(screen)), _total(screen, key)]
    caption = t(language, "systems.places_caption", system=name)
    table = data_table(
        columns, rows, caption=caption, language=language, class_name="systems-table", max_height=TALLEST
    )
    return panel(
        t(language, "systems.places_title", system=name),
        _choices(screen, key),
        table,
        sub=t(language, "systems.places_sub", who=system.eligible[language], cover=system.covered[language]),
        source=_withheld_words(screen, key),
    )


def _choices(screen: Screen, key: str) -> Component:
    language, items = screen.language, []
    for each in SYSTEMS:
        view = screen.view.change(show=None if each == SYSTEMS[0] else each)
        here: dict[str, Any] = {"aria-current": "true"} if each == key else {}
        link = dcc.Link(SYSTEMS_IN_WORDS[each].name[language], href=view.href(PATH))
        items.append(html.Li(link, className="is-current" if here else "", **here))
    label: dict[str, Any] = {"aria-label": t(language, "systems.choose")}
    return html.Nav(html.Ul(items), className="system-choices", **label)


def _withheld_words(screen: Screen, key: str) -> str | None:
    """Return what is said of small counts where villages of a sensitive system are listed."""
    if not (screen.view.town and is_protected(metric(part_id(key, "eligible")))):
        return None
    return t(screen.language, "systems.withheld", limit=small_count_limit(screen.as_of))


def _members(screen: Screen) -> list[_Member]:
    """Return the lines of the filter: zones, then towns; a zone's towns; a town's villages."""
    if screen.view.town:
        return _villages(screen)
    return [*([] if screen.view.zone else _zones(screen)), *_towns(screen)]


def _zones(screen: Screen) -> list[_Member]:
    language, found = screen.language, []
    here = {village.zone for village in scope_villages(screen.reading, screen.scope)}
    for zone in (*ZONES, None):
        if zone in here:
            name, member = zone_short(language, zone), zone or UNASSIGNED
            swatch = zone_swatch(language, zone, with_name=True, short=True)
            found.append(_Member("zone", member, name, swatch, {"zone": member}, "is-zone"))
    return found


def _towns(screen: Screen) -> list[_Member]:
    language = screen.language
    names = {village.town_code: village.town_name for village in scope_villages(screen.reading, screen.scope)}
    found = []
    for code, called in sorted(names.items()):
        name = town_label(language, code, name=called)
        link = dcc.Link(name, href=screen.view.change(town=code).href(PATH), className="link")
        found.append(_Member("town", code, name, link, {"town": code}))
    return found


def _villages(screen: Screen) -> list[_Member]:
    found = []
    for village in scope_villages(screen.reading, screen.scope):
        name = village_name(screen, village)
        link = village_page_link(screen, village, class_name="link")
        found.append(_Member("village", village.code, name, link, {"village": village.code}))
    return found


def _row(screen: Screen, key: str, member: _Member) -> TableRow:
    parts = figures_by(screen.reading, screen.as_of, member.by)
    values = {part: parts.get(part_id(key, part), {}).get(member.member) for part in PARTS}
    cells = _cells(screen, key, values, name=member.name, by=member.by, place=member.place)
    return TableRow((member.label, *cells), member.class_name)


def _total(screen: Screen, key: str) -> TableRow:
    figures, name = scope_figures(screen.reading, screen.scope, screen.as_of), t(screen.language, "systems.row_all")
    values = {part: figures.get(part_id(key, part)) for part in PARTS}
    return TableRow((name, *_cells(screen, key, values, name=name, by=None, place=None)), "is-total")


def _cells(
    screen: Screen, key: str, values: dict[str, Value], *, name: str, by: Dimension | None, place: Place | None
) -> tuple[Children, ...]:
    """Return eligible, covered, bar and gap of a line; what is withheld opens nothing and draws no bar."""
    language = screen.language
    shown = {part: _disclosed(screen, key, value, by) for part, value in values.items()}
    texts = {part: format_value(metric(part_id(key, part)), value, language) for part, value in shown.items()}
    cells: dict[str, Child] = {
        part: texts[part]
        if isinstance(shown[part], Suppressed)
        else figure_cell(screen, part_id(key, part), texts[part], place=place)
        for part in PARTS
    }
    is_withheld = any(isinstance(value, Suppressed) for value in shown.values())
    # Of a village's sensitive counts a share would say what the rule withholds: there it opens nothing.
    figure = None if by == "village" and is_protected(metric(part_id(key, SHARE))) else part_id(key, SHARE)
    drawing = NO_DATA if is_withheld else share_cell(screen, figure, name, values=values, texts=texts, place=place)
    return cells["eligible"], cells["covered"], drawing, cells["gap"]


def _disclosed(screen: Screen, key: str, value: Value, by: Dimension | None) -> Shown:
    if by != "village" or value is None or not is_protected(metric(part_id(key, "eligible"))):
        return value
    return disclose(int(value), area="village", sees_households=False, limit=small_count_limit(screen.as_of))
