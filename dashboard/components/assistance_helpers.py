"""Who answers for the households, on the page 帮扶: those without a helper, those that lost theirs, a helper's load."""

from collections.abc import Sequence
from dataclasses import asdict

from dash.development.base_component import Component

from dashboard.components import plain_html as html
from dashboard.components.assistance_head import LOST, UNPAIRED
from dashboard.components.assistance_parts import Part, count_cell, here, parts, total, whole
from dashboard.components.bars import Progress, bar_row
from dashboard.components.in_charge import in_charge
from dashboard.components.opening import figure_cell, linked, opens, opens_row, struck, told
from dashboard.components.panel import panel
from dashboard.components.source import chip
from dashboard.components.states import state
from dashboard.components.table import Column, TableRow, data_table
from dashboard.components.text import Child, Children, town_name, village_name
from dashboard.components.village_link import village_page_link
from dashboard.i18n import t
from dashboard.metrics.formats import NO_DATA, format_number, iso_date
from dashboard.names import person_label, unit_label
from dashboard.queries.answering import answering
from dashboard.queries.helpers import LostHelper, load_bands, loads_among, lost_helpers
from dashboard.queries.registry import any_household_says
from dashboard.queries.screen import Screen
from dashboard.queries.villages import Village

BY_PLACE = (
    ("registered", "households.registered"), ("paired", "households.paired"), ("unpaired", "households.unpaired"),
    ("poor_unpaired", UNPAIRED), ("lost", LOST),
)  # fmt: skip
LIST_HEIGHT, MOST_LISTED, HEAVIEST, WORST = 300, 100, 15, 12
LAST_LOAD, ONE = "11+", "1"


def has_helpers(screen: Screen) -> bool:
    """Return whether the register of the edition names any helper."""
    return any_household_says(screen.reading, "helper_name")


def missing_helpers(screen: Screen) -> Component:
    """Return why nothing can be said of helpers, and how to bring them."""
    block = state(t(screen.language, "shell.no_data_title"), t(screen.language, "assistance.pairs_none"), kind="empty")
    return panel(t(screen.language, "assistance.finding_helpers_unknown"), block)


def pairs_panel(screen: Screen) -> Component:
    """Return the households without a helper by place, and below those still poor that lost theirs."""
    language, everything = screen.language, whole(screen)
    columns = [Column(t(language, "assistance.col_place"))]
    columns += [Column(t(language, f"assistance.col_{name}"), "right") for name, _ in BY_PLACE]
    rows = [TableRow([part.label, *(_count(screen, each, part) for _, each in BY_PLACE)],
                     "is-total" if part.is_total else "") for part in (*parts(screen), everything)]  # fmt: skip
    caption = t(language, "assistance.pairs_caption")
    table = data_table(columns, rows, caption=caption, language=language, class_name="pairs-table")
    lost = lost_helpers(screen.reading, everything.codes, screen.as_of)
    sub = t(language, "assistance.pairs_sub")
    return panel(_pairs_title(screen, everything), table, *_lost(screen, lost), sub=sub)


def _count(screen: Screen, metric_id: str, part: Part) -> Children:
    return count_cell(screen, metric_id, total(screen, metric_id, part.villages), place=part.place)


def _pairs_title(screen: Screen, everything: Part) -> Children:
    counts = {
        name: linked(screen, each, format_number(total(screen, each, everything.villages) or 0))
        for name, each in (("all", "households.unpaired"), ("poor", UNPAIRED), ("lost", LOST))
    }
    if total(screen, LOST, everything.villages):
        lost = struck(counts["lost"])
        return told(screen, t(screen.language, "assistance.pairs_title_lost", lost=lost, poor=counts["poor"]))
    return told(screen, t(screen.language, "assistance.pairs_title", poor=counts["poor"], all=counts["all"]))


def _lost(screen: Screen, lost: Sequence[LostHelper]) -> list[Component]:
    language = screen.language
    if not lost:
        return [html.P(t(language, "assistance.lost_none"), className="state-line")]
    names = ("household", "head", "village", "was", "since")
    columns = [Column(t(language, f"assistance.col_{name}")) for name in names]
    table = data_table(
        columns,
        [_lost_row(screen, each) for each in lost[:MOST_LISTED]],
        caption=t(language, "assistance.lost_caption"),
        language=language,
        count=len(lost),
        max_height=LIST_HEIGHT,
    )
    return [html.H3(t(language, "assistance.lost_title")), table]


def _lost_row(screen: Screen, each: LostHelper) -> TableRow:
    village = next(one for one in whole(screen).villages if one.code == each.village_code)
    cells = (
        opens_row(screen, LOST, each.household_no, row=(each.household_no,), village=each.village_code),
        each.head_name or NO_DATA,
        village_link(screen, village),
        _helper_words(screen, each.helper, each.unit),
        iso_date(each.delivered_on),
    )
    return TableRow(cells)


def _helper_words(screen: Screen, name: str, unit: str | None) -> str:
    language = screen.language
    person = person_label(language, name)
    return t(language, "assistance.person", name=person, unit=unit_label(language, unit)) if unit else person


def village_link(screen: Screen, village: Village) -> Component:
    """Return a village's name as a link to its page."""
    return village_page_link(screen, village, class_name="link")


def worst_panel(screen: Screen) -> Component:
    """Return the villages with most households still poor without a helper, and whom to ask there."""
    language = screen.language
    counted = [(total(screen, UNPAIRED, (each,)) or 0, each) for each in whole(screen).villages]
    worst = sorted((pair for pair in counted if pair[0]), key=lambda pair: (-pair[0], pair[1].code))[:WORST]
    sub = t(language, "assistance.worst_sub")
    if not worst:
        return panel(t(language, "assistance.worst_none"), sub=sub)
    columns = (
        Column(t(language, "assistance.col_village")),
        Column(t(language, "assistance.col_town")),
        Column(t(language, "assistance.col_without"), "right"),
        Column(t(language, "assistance.col_ask"), class_name="ask"),
    )
    rows = [TableRow(_worst_cells(screen, count, village)) for count, village in worst]
    caption = t(language, "assistance.worst_caption")
    table = data_table(columns, rows, caption=caption, language=language)
    count, village = worst[0]
    most = linked(screen, UNPAIRED, format_number(count), village=village.code)
    title = t(language, "assistance.worst_title", village=village_name(screen, village), count=most)
    return panel(told(screen, title), table, sub=sub)


def _worst_cells(screen: Screen, count: float, village: Village) -> tuple[Children, ...]:
    language = screen.language
    found = in_charge(language, answering(screen.reading).get(village.code))
    told_ = {name: value for name, value in asdict(found).items() if name != "role"} if found else {}
    who = t(language, "assistance.person", **told_) if found else t(language, "assistance.nobody")
    number = opens(screen, UNPAIRED, format_number(count), village=village.code)
    return village_link(screen, village), town_name(screen, village), number, who


def load_panel(screen: Screen) -> Component:
    """Return how many households the helpers have: by band, and the heaviest by name."""
    language, everything = screen.language, whole(screen)
    counts = loads_among(screen.reading, everything.codes, screen.as_of)
    if not counts:
        return panel(t(language, "assistance.load_title_none"), sub=t(language, "assistance.load_sub"))
    heaviest, most = next(iter(counts.items()))
    slots = {
        "helpers": linked(screen, "helpers.total", format_number(len(counts)), place=everything.place),
        "most": linked(screen, "households.of_helper", format_number(most), place=everything.place, helper=heaviest),
    }
    sub: list[Child] = [t(language, "assistance.load_sub"), " ", chip(screen, "helpers.total", **here(screen))]
    bands = load_bands(counts)
    bars = [_band(screen, name, count, most=max(bands.values())) for name, count in bands.items()]
    table = _heaviest(screen, list(counts.items())[:HEAVIEST], everything)
    return panel(told(screen, t(language, "assistance.load_title", **slots)), html.Div(bars), table, sub=sub)


def _band(screen: Screen, band: str, count: int, *, most: int) -> Component:
    language = screen.language
    key = {ONE: "load_band_one", LAST_LOAD: "load_last"}.get(band, "load_band")
    name, text = t(language, f"assistance.{key}", band=band.replace("-", "–")), format_number(count)
    words = figure_cell(screen, "helpers.total", text, place={**whole(screen).place, "load": band})
    return bar_row(name, Progress(count / most if most else None), words, label=f"{name} {text}")


def _heaviest(screen: Screen, heaviest: Sequence[tuple[str, int]], everything: Part) -> Component:
    language = screen.language
    columns = (
        Column(t(language, "assistance.col_helper")),
        Column(t(language, "assistance.col_unit")),
        Column(t(language, "assistance.col_households"), "right"),
    )
    rows = []
    for helper, count in heaviest:
        name, _, rest = helper.partition("（")
        unit = unit_label(language, rest.removesuffix("）")) if rest else NO_DATA
        number = opens(screen, "households.of_helper", format_number(count), place=everything.place, helper=helper)
        rows.append(TableRow((person_label(language, name), unit, number)))
    return data_table(columns, rows, caption=t(language, "assistance.load_caption"), language=language)
