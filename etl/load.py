"""Loading a delivery (报送入库): read and clean outside, check and write in one transaction."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, Engine

from data.engine import take_statistics, writer
from data.migrate import bring_up_to_date
from data.registers import Register, load_registers
from etl import daily, listing, privacy, problems, record, store, versions
from etl.batch import NEW, SUPERSEDED, UNCHANGED, Batch, make_batch
from etl.check import check
from etl.clean import CleanTable, clean
from etl.columns import Context
from etl.discover import ReceivedFile, discover, readable_name
from etl.problems import Quarantine
from etl.read import read_sheets
from etl.recognise import Recognised, recognise
from etl.report import LOADED, QUARANTINED, FileReport, LoadReport, TableReport
from etl.report import UNCHANGED as FILE_UNCHANGED

ALLOCATIONS_PER_COLLECTION = 1_000_000

Progress = Callable[[Iterable[ReceivedFile]], Iterable[ReceivedFile]]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a load: the paths, the day of delivery, whether it is demo data, how strict."""

    paths: Sequence[Path]
    delivered_on: date
    is_demo: bool = False
    strict: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class _Delivery:
    """A delivery as read: its report and its clean tables, in the same order as the report's."""

    report: LoadReport
    tables: list[CleanTable]

    @property
    def brings_news(self) -> bool:
        """Whether a file was met that the store does not know."""
        return any(file.status != FILE_UNCHANGED and not file.counted_before for file in self.report.files)


def load(url: str, request: Request, *, progress: Progress = iter) -> LoadReport:
    """Load a delivery into the store at ``url`` and return what became of every row.

    The report's ``edition`` is None when nothing was written: nothing new or nothing usable came, in a dry run, or
    when ``strict`` and anything was refused. Raises LoadRefused when the store may not take the delivery.
    """
    bring_up_to_date(url)
    engine = writer(url)
    try:
        with _few_collections():
            while (report := _load_once(engine, url, request, progress)) is None:
                continue
            return report
    finally:
        engine.dispose()


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for garbage seldom: a load makes rows by the hundred thousand, and next to none of them in cycles."""
    before = gc.get_threshold()
    gc.set_threshold(ALLOCATIONS_PER_COLLECTION, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _load_once(engine: Engine, url: str, request: Request, progress: Progress) -> LoadReport | None:
    """Return the report of a load; None if another load came between reading and writing: all is to be read again."""
    with engine.connect() as connection:
        fingerprint = record.admit(connection, request.delivered_on, is_demo=request.is_demo)
        known = record.known_files(connection)
    key = privacy.pseudonym_key(url, stored_fingerprint=fingerprint)
    context = Context(request.delivered_on.isoformat(), key)
    delivery = _read_delivery(progress(discover(request.paths)), known, context)
    if not (delivery.report.handled and delivery.brings_news):
        return delivery.report
    with engine.connect() as connection:
        record.admit(connection, request.delivered_on, is_demo=request.is_demo)
        if record.known_files(connection) != known:
            return None
        _write(connection, request, delivery, privacy.fingerprint(key))
        if request.dry_run or (request.strict and not delivery.report.clean):
            connection.rollback()
            delivery.report.edition = delivery.report.delivery_no = None
        else:
            take_statistics(connection)
            connection.commit()
    return delivery.report


def _read_delivery(files: Iterable[ReceivedFile], known: Mapping[str, str], context: Context) -> _Delivery:
    reports: list[FileReport] = []
    tables: list[CleanTable] = []
    seen = dict(known)
    for file in files:
        report = FileReport(file.path, file.sha256, len(file.content), LOADED)
        reports.append(report)
        if seen.get(file.sha256) == LOADED:
            report.status = FILE_UNCHANGED
            continue
        try:
            tables += _read_file(file, report, context)
        except Quarantine as quarantine:
            report.status, report.reason_class = QUARANTINED, quarantine.reason_class
            report.reason = quarantine.reason
            report.tables.clear()
            report.counted_before = seen.get(file.sha256) == QUARANTINED
        seen[file.sha256] = report.status
    return _Delivery(LoadReport(reports), tables)


def _read_file(file: ReceivedFile, report: FileReport, context: Context) -> list[CleanTable]:
    """Return the clean tables of a file, adding them to its report; Quarantine if it cannot be used."""
    if file.problem is not None:
        raise file.problem
    registers = load_registers()
    found = []
    for sheet in read_sheets(file):
        table = recognise(sheet, registers)
        if table is not None:
            found.append(clean(table, sheet, registers[table.kind], context))
            report.tables.append(_table_report(table, record.sheet_name(sheet.name, file.path), found[-1]))
    if not found:
        raise problems.no_known_table()
    return found


def _table_report(table: Recognised, sheet: str, cleaned: CleanTable) -> TableReport:
    counts = {"rows_read": table.rows_read, "loaded": 0, "unchanged": 0, "superseded": 0, "rejected": 0}
    counts["skipped"] = table.skipped
    return TableReport(sheet, table.kind, table.header_row, table.ignored_columns, cleaned.headers, counts)


def _write(connection: Connection, request: Request, delivery: _Delivery, fingerprint: str) -> None:
    """Check the delivery against itself and the store, then write it as a new edition."""
    registers = load_registers()
    batches = _batches(registers, delivery.tables)
    check(batches, connection)
    changes = {kind: versions.changes_of(batch, connection) for kind, batch in batches.items()}
    _account(delivery.report, batches)
    report = delivery.report
    record.remember_county(connection, is_demo=request.is_demo, fingerprint=fingerprint)
    path = "、".join(readable_name(given.name or str(given)) for given in request.paths)
    report.delivery_no = record.open_delivery(connection, path=path, delivered_on=request.delivered_on)
    numbers = record.write_files(connection, report, report.delivery_no)
    record.write_remarks(connection, report, numbers)
    listing.write(connection, delivery.tables, numbers)
    report.edition = store.new_edition(
        connection,
        delivered_on=request.delivered_on,
        cause="load",
        deliveries=[*store.deliveries_known(connection), report.delivery_no],
    )
    record.close_delivery(connection, report.delivery_no, report.edition)
    for kind, batch in batches.items():
        versions.write(connection, batch, changes[kind], edition=report.edition, table_numbers=numbers)
    daily.append_daily_changes(connection, report.edition)


def _batches(registers: Mapping[str, Register], tables: Sequence[CleanTable]) -> dict[str, Batch]:
    """Return the tables of each kind as one batch, kinds in load order."""
    by_kind: dict[str, list[tuple[int, CleanTable]]] = {kind: [] for kind in registers}
    for number, table in enumerate(tables):
        by_kind[table.register.kind].append((number, table))
    return {kind: make_batch(registers[kind], found) for kind, found in by_kind.items() if found}


def _account(report: LoadReport, batches: Mapping[str, Batch]) -> None:
    """Enter into the report what became of every row, by table."""
    tables = [table for file in report.files for table in file.tables]
    fates = {NEW: "loaded", UNCHANGED: "unchanged", SUPERSEDED: "superseded"}
    for batch in batches.values():
        for number in np.unique(batch.table):
            of_table = batch.fate[batch.table == number]
            for fate, count in fates.items():
                tables[int(number)].counts[count] = int((of_table == fate).sum())
        for number, remark in batch.rejections:
            tables[number].rejections.append(remark)
        for number, remark in batch.warnings:
            tables[number].warnings.append(remark)
    for table in tables:
        table.rejections.sort(key=lambda remark: remark.sheet_row)
        table.counts["rejected"] = len(table.rejections)
        refused = {remark.sheet_row for remark in table.rejections}
        first_of_cell = {(remark.sheet_row, remark.column): remark for remark in reversed(table.warnings)}
        noted = [remark for remark in first_of_cell.values() if remark.sheet_row not in refused]
        table.warnings[:] = sorted(noted, key=lambda remark: remark.sheet_row)
