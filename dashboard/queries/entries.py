"""Entries of the disbursement ledger (拨付台账分录): the single payments, down to the sheet row they came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, false, func, select

from dashboard.queries.grid_request import GridColumn, GridRequest, counted
from dashboard.queries.progress import Scope
from dashboard.queries.reading import CACHED, Reading
from data.schema import COUNTY_CODE, facts, in_edition, source_file, source_table

PAYEE, PAYEE_DIGITS = "payee-", 16
Shown = Mapping[str, Mapping[str, str]]
_D, _P, _V = facts["disbursements"], facts["projects"], facts["villages"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row came from (来源): file, sheet (None in a CSV) and row."""

    path: str
    sheet: str | None
    row: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: voucher and line, day, level, project, village (None = county), payee as masked, amount in fen."""

    voucher_no: str
    line_no: str
    disbursed_on: date
    level: str
    category: str
    project_no: str
    project_name: str
    village_code: str | None
    village_name: str | None
    payee_masked: str | None
    fen: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The entries asked for and how many there are in all."""

    rows: tuple[Entry, ...]
    count: int


_COLUMNS = (
    _D.c.voucher_no, _D.c.line_no, _D.c.disbursed_on, _D.c.level, _P.c.category, _D.c.project_no, _P.c.project_name,
    _V.c.village_code, _V.c.village_name, _D.c.payee_masked, _D.c.amount_fen, source_file.c.path, source_table.c.sheet,
    _D.c.sheet_row,
)  # fmt: skip


def _grid_columns(fen_per_unit: float, shown: Shown) -> Mapping[str, GridColumn]:
    return {
        "voucher_no": GridColumn(_D.c.voucher_no),
        "line_no": GridColumn(_D.c.line_no),
        "disbursed_on": GridColumn(_D.c.disbursed_on, "date"),
        "level": GridColumn(_D.c.level, shown=shown.get("level")),
        "category": GridColumn(_P.c.category),
        "project_name": GridColumn(_P.c.project_name),
        "village_name": GridColumn(_V.c.village_name, shown=shown.get("village_name")),
        "payee_masked": GridColumn(_D.c.payee_masked),
        "amount": GridColumn(_D.c.amount_fen, "number", fen_per_unit),
        "origin": GridColumn(source_file.c.path),
    }


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which entries of the ledger are wanted: those of a scope's villages and, given a ``payee_key``, of one payee."""

    scope: Scope
    payee: str | None = None


def payee_key(pseudonym: str) -> str:
    """Return how a payee (收款人) stands in an address: the beginning of the keyed pseudonym."""
    return f"{PAYEE}{pseudonym[:PAYEE_DIGITS]}"


def of_payee(key: str) -> ColumnElement[bool]:
    """Return the condition that an entry is of the payee that a ``payee_key`` names; none is for any other word."""
    digits = key.removeprefix(PAYEE)
    if not key.startswith(PAYEE) or len(digits) != PAYEE_DIGITS:
        return false()
    return _D.c.payee_pseudonym.startswith(digits, autoescape=True)


@lru_cache(maxsize=CACHED)
def payee_name(reading: Reading, key: str) -> str | None:
    """Return the masked name of a payee; None for a key that names none."""
    wanted = select(func.min(_D.c.payee_masked)).where(in_edition(_D, reading.edition), of_payee(key))
    found: str | None = reading.value(wanted)
    return found


def entries_page(
    reading: Reading, wanted: Narrowing, as_of: date, *, request: GridRequest, fen_per_unit: float, shown: Shown
) -> EntryPage:
    """Return entries up to the day, the newest first unless the request sorts.

    ``fen_per_unit`` = fen in the unit in which amounts are printed, ``shown`` = words printed for stored values,
    by field.
    """
    columns = _grid_columns(fen_per_unit, shown)
    then_by = (_D.c.disbursed_on.desc(), _D.c.voucher_no, _D.c.line_no)
    # Only what a sort or a condition needs is joined before the cut: a page of a long ledger stays quick.
    joined = _joined(
        reading,
        project=request.touches("category", "project_name"),
        village=request.touches("village_name") or wanted.scope.zone is not None,
        origin=request.touches("origin"),
    )
    keys = select(_D.c.voucher_no, _D.c.line_no).select_from(joined).where(_here(reading, as_of), _inside(wanted))
    found = request.narrowed(keys, columns)
    page = request.cut(request.ordered(found, columns, then_by=then_by)).subquery()
    same = and_(page.c.voucher_no == _D.c.voucher_no, page.c.line_no == _D.c.line_no)
    whole = _joined(reading, project=True, village=True, origin=True).join(page, same)
    rows = select(*_COLUMNS).select_from(whole).where(_here(reading, as_of))
    cells = reading.rows(request.ordered(rows, columns, then_by=then_by))
    return EntryPage(tuple(_entry(tuple(row)) for row in cells), int(reading.value(counted(found))))


def all_entries(
    reading: Reading, wanted: Narrowing, as_of: date, *, request: GridRequest, fen_per_unit: float, shown: Shown
) -> Iterator[Entry]:
    """Yield every entry that ``entries_page`` would page through, in the same order, without keeping them."""
    columns = _grid_columns(fen_per_unit, shown)
    whole = _joined(reading, project=True, village=True, origin=True)
    rows = select(*_COLUMNS).select_from(whole).where(_here(reading, as_of), _inside(wanted))
    then_by = (_D.c.disbursed_on.desc(), _D.c.voucher_no, _D.c.line_no)
    ordered = request.ordered(request.narrowed(rows, columns), columns, then_by=then_by)
    return (_entry(tuple(row)) for row in reading.stream(ordered))


def project_entries(reading: Reading, project_no: str, as_of: date, *, limit: int) -> EntryPage:
    """Return the entries of a project up to the day in order of time, at most ``limit``."""
    whole = _joined(reading, project=True, village=True, origin=True)
    wanted = select(*_COLUMNS).select_from(whole).where(_here(reading, as_of), _D.c.project_no == project_no)
    cut = wanted.order_by(_D.c.disbursed_on, _D.c.voucher_no, _D.c.line_no).limit(limit)
    return EntryPage(tuple(_entry(tuple(row)) for row in reading.rows(cut)), int(reading.value(counted(wanted))))


def with_origin(table: FromClause) -> FromClause:
    """Return a fact table joined to the sheet and the file its rows came from."""
    sheet = and_(source_table.c.county_code == COUNTY_CODE, source_table.c.table_no == table.c.table_no)
    file = and_(source_file.c.county_code == COUNTY_CODE, source_file.c.file_no == source_table.c.file_no)
    return table.join(source_table, sheet).join(source_file, file)


def _joined(reading: Reading, *, project: bool, village: bool, origin: bool) -> FromClause:
    """Return the ledger with what is asked for beside it; every entry stays, once."""
    joined: FromClause = with_origin(_D) if origin else _D
    if project:
        joined = joined.join(_P, and_(_P.c.project_no == _D.c.project_no, in_edition(_P, reading.edition)))
    if village:
        same = and_(_V.c.village_code == _D.c.village_code, in_edition(_V, reading.edition))
        joined = joined.outerjoin(_V, same)
    return joined


def _here(reading: Reading, as_of: date) -> ColumnElement[bool]:
    return and_(in_edition(_D, reading.edition), _D.c.disbursed_on <= as_of)


def _inside(wanted: Narrowing) -> ColumnElement[bool]:
    tests, scope = [], wanted.scope
    if wanted.payee:
        tests.append(of_payee(wanted.payee))
    if scope.zone:
        tests.append(_V.c.zone == scope.zone)
    if scope.town:
        tests.append(_D.c.village_code.startswith(scope.town, autoescape=True))
    return and_(True, *tests)


def _entry(row: tuple[Any, ...]) -> Entry:
    cells: tuple[Any, ...] = (*row[:-3], Origin(*row[-3:]))
    return Entry(*cells)
