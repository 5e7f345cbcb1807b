"""Who is posted to the villages, on the page 帮扶: the map, the table of coverage, the time on post."""

from dash.development.base_component import Component

from dashboard import ids
from dashboard.components import plain_html as html
from dashboard.components.assistance_head import LEVELS, LISTED, NOBODY, SECRETARIES
from dashboard.components.assistance_parts import Part, count_cell, here, parts, poor_villages, total, whole
from dashboard.components.bars import Progress, bar_row
from dashboard.components.controls import Option, select
from dashboard.components.graph import graph
from dashboard.components.opening import figure_cell, linked, linked_row, struck, told
from dashboard.components.panel import panel
from dashboard.components.source import chip, register_titles
from dashboard.components.states import no_data
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children
from dashboard.figures.assistance_map import assistance_map, layer_of, unplaced
from dashboard.i18n import t
from dashboard.metrics.formats import format_number, format_value, iso_date
from dashboard.metrics.registry import metric
from dashboard.queries.posts import FIGURE, KINDS, MANY, Many, PostKind, Service, Stay, coverage, service
from dashboard.queries.screen import Screen
from dashboard.queries.villages import has_rows

MAP_HEIGHT = 560
LAST_BAND = "24+"


def map_panel(screen: Screen) -> Component:
    """Return the map of the poor villages by how many teams or secretaries each has, with the choice of layer."""
    language, layer = screen.language, layer_of(screen)
    villages = poor_villages(whole(screen).villages)
    options = tuple(Option(kind, t(language, f"assistance.layer_{kind}")) for kind in KINDS)
    chooser = select("metric", t(language, "assistance.layer"), options, value=layer)
    if not has_rows(screen.reading, layer):
        missing = no_data(screen, registers=register_titles(language, (layer,)))
        return panel(t(language, f"assistance.layer_{layer}"), chooser, missing, _how_to_bring(screen))
    what = t(language, f"assistance.layer_{layer}")
    alt = t(language, "assistance.map_alt", count=len(villages), what=what)
    figure = assistance_map(screen, villages, height=MAP_HEIGHT)
    drawn = graph(ids.ASSISTANCE_MAP, figure, alt=alt, height=MAP_HEIGHT, language=language, scrollZoom=False)
    missing_count = unplaced(screen, villages)
    notes = [t(language, "assistance.map_foot")]
    notes += (
        [
            t(
                language,
                "assistance.map_unplaced",
                count=linked(screen, "villages.unplaced", format_number(missing_count)),
            )
        ]
        if missing_count
        else []
    )
    sub: list[Child] = [t(language, "assistance.map_sub"), " ", chip(screen, f"{layer}.total", **here(screen))]
    return panel(_map_title(screen, layer, what), chooser, drawn, sub=sub, source=told(screen, " ".join(notes)))


def _how_to_bring(screen: Screen) -> Component:
    return html.P(t(screen.language, "assistance.posts_none"), className="state-line")


def _map_title(screen: Screen, layer: PostKind, what: str) -> Children:
    found = coverage(screen.reading, layer, whole(screen).villages) or {}
    if not any(found.values()):
        return t(screen.language, "assistance.map_title_empty")
    many: Many = "none" if found["none"] else "several"
    name = "none" if found["none"] else "all"
    figure = f"villages.{FIGURE[layer]}_{many}"
    count = linked(screen, figure, format_number(found[many]), place=whole(screen).place)
    slot = {"count": struck(count)} if many == "none" else {"several": count}
    return told(screen, t(screen.language, f"assistance.map_title_{name}", what=what, **slot))


def coverage_panel(screen: Screen) -> Component:
    """Return the table of coverage by zone or town: villages with none, one, several, and the forces by level."""
    language, everything = screen.language, whole(screen)
    if not any(has_rows(screen.reading, kind) for kind in KINDS):
        missing = no_data(screen, registers=register_titles(language, KINDS))
        return panel(t(language, "assistance.coverage_title_unknown"), missing, _how_to_bring(screen))
    many = [f"{FIGURE[kind]}_{each}" for kind in KINDS for each in MANY]
    names = ("villages", "nobody", *many, "province", "county", "cadres", "first")
    columns = [Column(t(language, "assistance.col_place"))]
    columns += [Column(t(language, f"assistance.col_{name}"), "right") for name in names]
    rows = [TableRow(_coverage_cells(screen, part), "is-total" if part.is_total else "")
            for part in (*parts(screen), everything)]  # fmt: skip
    table = data_table(
        columns,
        rows,
        caption=t(language, "assistance.coverage_caption"),
        language=language,
        class_name="coverage-table",
    )
    return panel(_coverage_title(screen, everything), table, sub=t(language, "assistance.coverage_sub"))


def _coverage_title(screen: Screen, everything: Part) -> Children:
    ids_ = {"province": "teams.province_city", "county": "teams.county", "secretaries": SECRETARIES}
    texts = {
        name: linked(
            screen, each, format_value(metric(each), total(screen, each, everything.villages), screen.language)
        )
        for name, each in ids_.items()
    }
    return told(screen, t(screen.language, "assistance.coverage_title", **texts))


def _coverage_cells(screen: Screen, part: Part) -> list[Children]:
    place, villages = part.place, part.villages
    cells: list[Children] = [part.label, count_cell(screen, LISTED, len(poor_villages(villages)), place=place)]
    cells.append(count_cell(screen, NOBODY, total(screen, NOBODY, poor_villages(villages)), place=place))
    for kind in KINDS:
        found = coverage(screen.reading, kind, villages)
        for each in MANY:
            value = None if found is None else found[each]
            cells.append(count_cell(screen, f"villages.{FIGURE[kind]}_{each}", value, place=place))
    forces = (*(f"teams.{level}" for level in LEVELS), "teams.cadres", SECRETARIES)
    return [*cells, *(count_cell(screen, each, total(screen, each, villages), place=place) for each in forces)]


def months_panel(screen: Screen) -> Component:
    """Return the time on post of teams and first secretaries at the day, by half-years of whole months."""
    language, everything = screen.language, whole(screen)
    there = [kind for kind in KINDS if has_rows(screen.reading, kind)]
    found = {kind: service(screen.reading, kind, codes=everything.codes, as_of=screen.as_of) for kind in there}
    groups = [_months_of(screen, kind, each) for kind, each in found.items()]
    missing = tuple(kind for kind in KINDS if kind not in there)
    if missing:
        words = t(language, "assistance.months_missing", registers=register_titles(language, missing))
        groups.append(html.P(words, className="state-line"))
    sub = t(language, "assistance.months_sub", day=iso_date(screen.as_of))
    return panel(_months_title(screen, found), html.Div(groups, className="assistance-months"), sub=sub)


TITLES: tuple[tuple[PostKind, str], ...] = (("first_secretaries", "months_title"), ("teams", "months_title_teams"))


def _months_title(screen: Screen, found: dict[PostKind, Service]) -> Children:
    for kind, name in TITLES:
        each = found.get(kind)
        if each is not None and each.fewest and each.most and each.median:
            stays = {"fewest": each.fewest, "most": each.most, "median": each.median}
            slots = {slot: _months(screen, kind, stay) for slot, stay in stays.items()}
            return told(screen, t(screen.language, f"assistance.{name}", **slots))
    return t(screen.language, "assistance.months_title_none")


def _months(screen: Screen, kind: PostKind, stay: Stay) -> str:
    """Return the months of one who is on post, which open at the row of the register."""
    place = whole(screen).place
    return linked_row(screen, f"{kind}.on_post", format_number(stay.months), row=(stay.number,), place=place)


def _months_of(screen: Screen, kind: PostKind, found: Service) -> Component:
    language, figure = screen.language, f"{kind}.on_post"
    most, rows = max([1, *found.bands.values()]), []
    for band, count in found.bands.items():
        key = "months_last" if band == LAST_BAND else "months_band"
        name = t(language, f"assistance.{key}", band=band.replace("-", "–"))
        text = format_number(count)
        words = figure_cell(screen, figure, text, place={**whole(screen).place, "months": band})
        rows.append(bar_row(name, Progress(count / most), words, label=f"{name} {text}"))
    head: list[Child] = [t(language, f"assistance.months_{kind}"), " ", chip(screen, figure, **here(screen))]
    later = [html.P(t(language, "assistance.months_later", count=found.later), className="note")] if found.later else []
    return html.Div([html.H3(head), *rows, *later])
