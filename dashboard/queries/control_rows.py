"""The rows behind a control total (对数明细): parts that sum to our figure, the files its rows came from, lists."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from dashboard.metrics.model import Dimension, Metric
from dashboard.queries.control_totals import PROVINCE_FIGURE, province_villages
from dashboard.queries.figures import figures_by
from dashboard.queries.reading import CACHED, Reading
from dashboard.queries.villages import PROVINCE, Village, villages
from data.schema import COUNTY_CODE, delivery, facts, in_edition, source_file, source_table
from data.state import BASELINE

VILLAGES_FIGURE, PEOPLE_FIGURE, DISBURSED = "villages.registered", "people.registered", "funds.disbursed"
CATEGORIES, ITEMS = "funds.categories", "funds.items"
LEVEL, ZONE, CATEGORY = "level_of_village", "zone", "category"
COUNTY_TEAM, PROVINCE_TEAM = "县级", "省市"
FEN = 100
MOST_LATE = 50


@dataclass(frozen=True, slots=True)
class Parts:
    """What a figure is made of: its members of ``dimension`` with their values, which sum to the figure."""

    dimension: str
    members: tuple[tuple[str, float], ...]

    @property
    def total(self) -> float:
        """Sum of the parts."""
        return sum(value for _, value in self.members)


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows were received: delivery, its day, file and sheet."""

    delivery_no: int
    delivered_on: date
    path: str
    sheet: str


@dataclass(frozen=True, slots=True)
class FromFile:
    """Rows of one received table that a figure counts; ``value`` is their sum in the figure's raw unit."""

    place: Place
    rows: int
    value: float | None


@dataclass(frozen=True, slots=True)
class VillageRow:
    """A village of the count and the row it was received in."""

    village: Village
    place: Place
    sheet_row: int


@dataclass(frozen=True, slots=True)
class LateHousehold:
    """A household identified after the day: it is not in the figure, but in later ones."""

    household_no: str
    village_code: str
    identified_on: date
    place: Place
    sheet_row: int


@lru_cache(maxsize=CACHED)
def places(reading: Reading) -> Mapping[int, Place]:
    """Return where each received table came from, by its number."""
    t, f, d = source_table.c, source_file.c, delivery.c
    joined = source_table.join(source_file, and_(f.county_code == t.county_code, f.file_no == t.file_no)).join(
        delivery, and_(d.county_code == f.county_code, d.delivery_no == f.delivery_no)
    )
    wanted = select(t.table_no, d.delivery_no, d.delivered_on, f.path, t.sheet).select_from(joined)
    rows = reading.rows(wanted.where(t.county_code == COUNTY_CODE, d.edition <= reading.edition))
    return MappingProxyType({no: Place(number, day, path, sheet or "") for no, number, day, path, sheet in rows})


@lru_cache(maxsize=CACHED)
def parts_of(reading: Reading, figure: Metric, day: date) -> Parts | None:
    """Return the parts of a figure at a day; None where it has none or was never loaded."""
    if figure.id == VILLAGES_FIGURE:
        poor = [each for each in villages(reading) if each.is_poor and each.identified_on <= day]
        return _counted(LEVEL, Counter(each.level for each in poor))
    if figure.id == PROVINCE_FIGURE:
        return _counted(ZONE, Counter(each.zone or "" for each in province_villages(reading, day)))
    if figure.id in (CATEGORIES, ITEMS):
        return _counted(CATEGORY, _kinds_of_projects(reading, items=figure.id == ITEMS))
    dimension = _dimension(figure)
    if dimension is None:
        return None
    members = figures_by(reading, day, dimension).get(figure.id, {})
    known = [(name, value) for name, value in members.items() if value]
    return Parts(dimension, tuple(sorted(known, key=lambda each: (-each[1], each[0])))) if known else None


def _dimension(figure: Metric) -> Dimension | None:
    if figure.kind not in ("count", "money"):
        return None
    for wanted in ("category", "town"):
        if wanted in figure.dimensions:
            return "category" if wanted == "category" else "town"
    return None


def _counted(dimension: str, counts: Mapping[str, int]) -> Parts | None:
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return Parts(dimension, tuple(ordered)) if ordered else None


def _kinds_of_projects(reading: Reading, *, items: bool) -> Mapping[str, int]:
    """Return each category (大类) with its number of items (小项), or with 1."""
    table = facts["projects"]
    p = table.c
    wanted = select(p.category, func.count(p.item.distinct())).where(in_edition(table, reading.edition))
    return {name: int(count) if items else 1 for name, count in reading.rows(wanted.group_by(p.category))}


@lru_cache(maxsize=CACHED)
def files_of(reading: Reading, figure: Metric, day: date) -> tuple[FromFile, ...]:
    """Return the received tables whose rows in force a figure counts, the earliest first."""
    kind, counted, summed = _source(figure, day)
    table = facts[kind]
    value: ColumnElement[Any] = func.count() if summed is None else func.sum(summed)
    wanted = select(table.c.table_no, func.count(), value).where(in_edition(table, reading.edition), *counted)
    known = places(reading)
    scale = FEN if figure.kind == "money" else 1
    told = bool(counted) or summed is not None
    found = [
        FromFile(known[no], rows, float(total or 0) / scale if told else None)
        for no, rows, total in reading.rows(wanted.group_by(table.c.table_no))
        if no in known
    ]
    return tuple(sorted(found, key=lambda each: (each.place.delivery_no, each.place.path, each.place.sheet)))


def _source(figure: Metric, day: date) -> tuple[str, list[ColumnElement[bool]], ColumnElement[Any] | None]:
    """Return the register a figure counts, which of its rows, and the column summed (None: rows are counted)."""
    v, d, t, s = (facts[kind].c for kind in ("villages", "disbursements", "teams", "first_secretaries"))
    identified = func.coalesce(v.identified_on, BASELINE) <= day
    known: dict[str, tuple[str, list[ColumnElement[bool]], ColumnElement[Any] | None]] = {
        VILLAGES_FIGURE: ("villages", [v.village_level.in_((PROVINCE, COUNTY_TEAM)), identified], None),
        PROVINCE_FIGURE: ("villages", [v.village_level == PROVINCE, identified], None),
        DISBURSED: ("disbursements", [d.disbursed_on <= day], d.amount_fen),
        "teams.province_city": ("teams", [t.team_level == PROVINCE_TEAM], None),
        "teams.county": ("teams", [t.team_level == COUNTY_TEAM], None),
        "teams.cadres": ("teams", [t.team_level == COUNTY_TEAM], t.cadre_count),
        "first_secretaries.total": ("first_secretaries", [s.secretary_no.is_not(None)], None),
    }
    if figure.id == PEOPLE_FIGURE:
        return "persons", [], None
    return known.get(figure.id, (figure.sources[0], [], None))


@lru_cache(maxsize=CACHED)
def village_rows(reading: Reading, figure: Metric, day: date) -> tuple[VillageRow, ...]:
    """Return the villages that a figure of villages counts with the rows they came in; empty for another figure."""
    counted = {
        VILLAGES_FIGURE: lambda: [each for each in villages(reading) if each.is_poor and each.identified_on <= day],
        PROVINCE_FIGURE: lambda: list(province_villages(reading, day)),
    }.get(figure.id)
    if counted is None:
        return ()
    table, known = facts["villages"], places(reading)
    wanted = select(table.c.village_code, table.c.table_no, table.c.sheet_row)
    at = {code: (no, row) for code, no, row in reading.rows(wanted.where(in_edition(table, reading.edition)))}
    rows = [VillageRow(each, known[at[each.code][0]], at[each.code][1]) for each in counted()]
    return tuple(sorted(rows, key=lambda row: (row.village.level != PROVINCE, row.village.code)))


@lru_cache(maxsize=CACHED)
def late_households(reading: Reading, day: date) -> tuple[int, tuple[LateHousehold, ...]]:
    """Return how many households were identified after the day, and the first of them by that date."""
    table = facts["households"]
    h = table.c
    after = (in_edition(table, reading.edition), h.identified_on > day)
    count = int(reading.value(select(func.count()).select_from(table).where(*after)) or 0)
    wanted = select(h.household_no, h.village_code, h.identified_on, h.table_no, h.sheet_row).where(*after)
    rows = reading.rows(wanted.order_by(h.identified_on, h.household_no).limit(MOST_LATE))
    known = places(reading)
    return count, tuple(LateHousehold(no, code, on, known[at], row) for no, code, on, at, row in rows if at in known)
