"""Projects (项目): the project library with what was planned, allocated and disbursed; three stages, never added."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import FromClause, Select, Subquery, func, select

from dashboard.metrics.arithmetic import ratio
from dashboard.queries.entries import Origin, with_origin
from dashboard.queries.grid_request import MOST_ROWS, GridColumn, GridRequest, counted
from dashboard.queries.progress import Scope, scope_villages
from dashboard.queries.reading import CACHED, Reading
from data.schema import facts, in_edition, source_file, source_table

_P, _A, _D = facts["projects"], facts["allocations"], facts["disbursements"]
LONGEST_KEY = 40
_Stages: TypeAlias = tuple[Subquery, Subquery]


class UnknownProject(LookupError):
    """The edition has no such project."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project; the three stages of its money in fen up to the day, work done (形象进度) as a fraction.

    ``village_codes`` are the villages its place was found to name; none for the whole county or a place in doubt.
    """

    project_no: str
    name: str
    category: str
    item: str | None
    place: str
    village_codes: tuple[str, ...]
    department: str
    implementer: str | None
    planned_fen: int
    allocated_fen: int
    disbursed_fen: int
    work_share: float | None
    planned_finish_on: date
    actual_finish_on: date | None
    origin: Origin

    @property
    def paid_share(self) -> float | None:
        """Disbursed ÷ allocated (拨付率) as a fraction; None where nothing was allocated."""
        return ratio(self.disbursed_fen, self.allocated_fen)


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """The projects asked for and how many there are in all."""

    rows: tuple[Project, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """An allocation (资金下达) to a project: document, day, level, amount in fen."""

    document_no: str
    allocated_on: date
    level: str
    fen: int
    origin: Origin


def project_key(project_no: str) -> str:
    """Return how a project stands in an address: its number, or a digest of a number that no address holds."""
    plain = project_no.replace("-", "").replace("_", "")
    if plain.isascii() and plain.isalnum() and len(project_no) <= LONGEST_KEY and not project_no.startswith("id-"):
        return project_no
    return f"id-{hashlib.sha256(project_no.encode()).hexdigest()[:24]}"


@lru_cache(maxsize=8)
def _numbers_by_key(reading: Reading) -> Mapping[str, str]:
    wanted = select(_P.c.project_no).where(in_edition(_P, reading.edition))
    return {project_key(row[0]): row[0] for row in reading.rows(wanted)}


def projects_page(
    reading: Reading, scope: Scope, as_of: date, *, request: GridRequest, fen_per_unit: float
) -> ProjectPage:
    """Return projects by number unless the request sorts; a scope keeps those whose villages all lie in it."""
    found = _asked(reading, scope, as_of, request=request, fen_per_unit=fen_per_unit)
    numbers = [row[0] for row in reading.rows(request.cut(found))]
    rows = _in_order(reading, as_of, numbers)
    return ProjectPage(tuple(rows), int(reading.value(counted(found.order_by(None)))))


def all_projects(
    reading: Reading, scope: Scope, as_of: date, *, request: GridRequest, fen_per_unit: float
) -> Iterator[Project]:
    """Yield every project that ``projects_page`` would page through, in the same order, some at a time."""
    found = _asked(reading, scope, as_of, request=request, fen_per_unit=fen_per_unit)
    numbers = [row[0] for row in reading.rows(found)]
    for start in range(0, len(numbers), MOST_ROWS):
        yield from _in_order(reading, as_of, numbers[start : start + MOST_ROWS])


def _asked(
    reading: Reading, scope: Scope, as_of: date, *, request: GridRequest, fen_per_unit: float
) -> Select[*tuple[Any, ...]]:
    """Return the SELECT of the numbers of the projects asked for, in order."""
    stages = _stages(reading, as_of, None)
    columns = _grid_columns(*stages, fen_per_unit)
    inside = _place_codes(reading, scope)
    # The sums of all projects are made only where a sort or a condition needs them, else those of the page.
    joined = with_origin(_P) if request.touches("origin") else _P
    if request.touches("allocated", "disbursed", "paid_share"):
        joined = _with_stages(joined, stages)
    keys = select(_P.c.project_no).select_from(joined).where(in_edition(_P, reading.edition))
    found = request.narrowed(keys if inside is None else keys.where(_P.c.place_codes.in_(inside)), columns)
    return request.ordered(found, columns, then_by=(_P.c.project_no,))


def _in_order(reading: Reading, as_of: date, numbers: Sequence[str]) -> Iterator[Project]:
    rows = {row.project_no: row for row in _projects(reading, as_of, numbers)}
    return (rows[number] for number in numbers)


def project(reading: Reading, key: str, as_of: date) -> Project:
    """Return the project of a key of ``project_key``; UnknownProject if the edition has none."""
    number = _numbers_by_key(reading).get(key)
    if number is None:
        raise UnknownProject(key)
    return _projects(reading, as_of, [number])[0]


def project_allocations(reading: Reading, project_no: str, as_of: date) -> tuple[Allocation, ...]:
    """Return the allocations of a project up to the day in order of time."""
    origin = (source_file.c.path, source_table.c.sheet, _A.c.sheet_row)
    wanted = select(_A.c.document_no, _A.c.allocated_on, _A.c.level, _A.c.amount_fen, *origin)
    here = (in_edition(_A, reading.edition), _A.c.project_no == project_no, _A.c.allocated_on <= as_of)
    ordered = wanted.select_from(with_origin(_A)).where(*here).order_by(_A.c.allocated_on, _A.c.document_no)
    return tuple(
        Allocation(document, day, level, fen, Origin(*place))
        for document, day, level, fen, *place in reading.rows(ordered)
    )


def _stages(reading: Reading, as_of: date, of: Sequence[str] | None) -> _Stages:
    """Return the sums allocated and disbursed up to the day by project, of all projects or of some."""
    found = []
    for ledger, day in ((_A, _A.c.allocated_on), (_D, _D.c.disbursed_on)):
        wanted = select(ledger.c.project_no, func.sum(ledger.c.amount_fen).label("fen"))
        wanted = wanted.where(in_edition(ledger, reading.edition), day <= as_of)
        wanted = wanted if of is None else wanted.where(ledger.c.project_no.in_(of))
        found.append(wanted.group_by(ledger.c.project_no).subquery())
    return found[0], found[1]


def _with_stages(joined: FromClause, stages: _Stages) -> FromClause:
    for stage in stages:
        joined = joined.outerjoin(stage, stage.c.project_no == _P.c.project_no)
    return joined


def _projects(reading: Reading, as_of: date, numbers: Sequence[str]) -> list[Project]:
    allocated, disbursed = stages = _stages(reading, as_of, numbers)
    columns = (
        _P.c.project_no, _P.c.project_name, _P.c.category, _P.c.item, _P.c.place, _P.c.place_codes, _P.c.department,
        _P.c.implementer, _P.c.planned_fen, func.coalesce(allocated.c.fen, 0), func.coalesce(disbursed.c.fen, 0),
        _P.c.progress_share, _P.c.planned_finish_on, _P.c.actual_finish_on, source_file.c.path, source_table.c.sheet,
        _P.c.sheet_row,
    )  # fmt: skip
    wanted = select(*columns).select_from(_with_stages(with_origin(_P), stages))
    here = (in_edition(_P, reading.edition), _P.c.project_no.in_(numbers))
    return [_project(tuple(row)) for row in reading.rows(wanted.where(*here))]


def _grid_columns(allocated: Subquery, disbursed: Subquery, fen_per_unit: float) -> Mapping[str, GridColumn]:
    paid = func.coalesce(disbursed.c.fen, 0) * 100.0 / func.nullif(allocated.c.fen, 0)
    return {
        "project_no": GridColumn(_P.c.project_no),
        "project_name": GridColumn(_P.c.project_name),
        "category": GridColumn(_P.c.category),
        "item": GridColumn(_P.c.item),
        "place": GridColumn(_P.c.place),
        "department": GridColumn(_P.c.department),
        "planned": GridColumn(_P.c.planned_fen, "number", fen_per_unit),
        "allocated": GridColumn(func.coalesce(allocated.c.fen, 0), "number", fen_per_unit),
        "disbursed": GridColumn(func.coalesce(disbursed.c.fen, 0), "number", fen_per_unit),
        "paid_share": GridColumn(paid, "number"),
        "work_share": GridColumn(_P.c.progress_share * 100.0, "number"),
        "planned_finish_on": GridColumn(_P.c.planned_finish_on, "date"),
        "origin": GridColumn(source_file.c.path),
    }


@lru_cache(maxsize=CACHED)
def _place_codes(reading: Reading, scope: Scope) -> tuple[str, ...] | None:
    """Return the written lists of village codes that lie within a scope; None for the whole county."""
    if scope == Scope():
        return None
    codes = {village.code for village in scope_villages(reading, scope)}
    written = select(_P.c.place_codes).where(in_edition(_P, reading.edition), _P.c.place_codes != "").distinct()
    return tuple(row[0] for row in reading.rows(written) if row[0] and set(row[0].split(",")) <= codes)


def _project(row: tuple[Any, ...]) -> Project:
    codes = tuple(row[5].split(",")) if row[5] else ()
    cells: tuple[Any, ...] = (*row[:5], codes, *row[6:-3], Origin(*row[-3:]))
    return Project(*cells)
