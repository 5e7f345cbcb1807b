"""The book of deliveries (报送登记): who may load, which files are known, what became of every row."""

from datetime import date
from pathlib import PurePosixPath

import orjson
from sqlalchemy import Connection, insert, select, update

from data import schema
from data.schema import COUNTS, COUNTY_CODE
from data.text import Text
from etl import store
from etl.refusal import LoadRefused
from etl.report import LOADED, QUARANTINED, FileReport, LoadReport, TableReport

COUNTY_NAME = "靖边县"


def county_row(connection: Connection) -> tuple[bool, str] | None:
    """Return (is demo, fingerprint of the pseudonym key) of the store; None before its first load."""
    county = schema.county
    wanted = select(county.c.is_demo, county.c.key_fingerprint).where(county.c.county_code == COUNTY_CODE)
    row = connection.execute(wanted).one_or_none()
    return None if row is None else (bool(row[0]), str(row[1]))


def admit(connection: Connection, delivered_on: date, *, is_demo: bool) -> str | None:
    """Return the store's key fingerprint (None before the first load); LoadRefused if it may not take the delivery.

    Demo and real data never meet in one store, and a delivery may not be dated before the last one.
    """
    row = county_row(connection)
    if row is not None and row[0] != is_demo:
        raise LoadRefused(_DEMO_STORE if row[0] else _REAL_STORE)
    delivery = schema.delivery
    last = connection.scalar(
        select(delivery.c.delivered_on)
        .where(delivery.c.county_code == COUNTY_CODE, delivery.c.withdrawn_edition.is_(None))
        .order_by(delivery.c.delivered_on.desc())
        .limit(1)
    )
    if last is not None and delivered_on < last:
        raise LoadRefused(
            Text(
                f"报送日期 {delivered_on} 早于上次报送的 {last}。请用 --delivered 给出不早于上次的日期。",
                f"The delivery is dated {delivered_on}, before the last one of {last}. "
                "Give a day that is not earlier with --delivered.",
            )
        )
    return None if row is None else row[1]


_DEMO_STORE = Text(
    "这是演示数据库，不接收真实报送。请用 --database 指定另一个库。",
    "This store holds demo data and takes no real delivery. Name another store with --database.",
)
_REAL_STORE = Text(
    "这是正式数据库，不接收演示数据。请用 --database 指定演示库。",
    "This store holds real data and takes no demo data. Name a demo store with --database.",
)


def known_files(connection: Connection) -> dict[str, str]:
    """Return SHA-256 → status of the files of deliveries that stand; loaded goes before quarantined."""
    file, delivery = schema.source_file, schema.delivery
    wanted = (
        select(file.c.sha256, file.c.status)
        .join(delivery, (delivery.c.county_code == file.c.county_code) & (delivery.c.delivery_no == file.c.delivery_no))
        .where(file.c.county_code == COUNTY_CODE, delivery.c.withdrawn_edition.is_(None))
        .where(file.c.status.in_((LOADED, QUARANTINED)))
    )
    known: dict[str, str] = {}
    for sha256, status in connection.execute(wanted):
        if known.get(sha256) != LOADED:
            known[sha256] = status
    return known


def remember_county(connection: Connection, *, is_demo: bool, fingerprint: str) -> None:
    """Write the store's mark (demo or real) and key fingerprint at its first load."""
    if county_row(connection) is None:
        row = {"county_code": COUNTY_CODE, "name": COUNTY_NAME, "is_demo": is_demo, "key_fingerprint": fingerprint}
        connection.execute(insert(schema.county).values(**row, created_at=store.now()))


def open_delivery(connection: Connection, *, path: str, delivered_on: date) -> int:
    """Register a delivery and return its number; its edition follows with ``close_delivery``."""
    number = store.next_number(connection, schema.delivery, "delivery_no")
    row = {"county_code": COUNTY_CODE, "delivery_no": number, "path": path, "delivered_on": delivered_on}
    connection.execute(insert(schema.delivery).values(**row, received_at=store.now()))
    return number


def close_delivery(connection: Connection, number: int, edition: int) -> None:
    """Bind a delivery to the edition it made."""
    delivery = schema.delivery
    mine = (delivery.c.county_code == COUNTY_CODE) & (delivery.c.delivery_no == number)
    connection.execute(update(delivery).where(mine).values(edition=edition))


def write_files(connection: Connection, report: LoadReport, delivery_no: int) -> dict[int, int]:
    """Write the files and tables of a report; return table number by position of the table in the report."""
    file_no = store.next_number(connection, schema.source_file, "file_no")
    table_no = store.next_number(connection, schema.source_table, "table_no")
    files: list[dict[str, object]] = []
    tables: list[dict[str, object]] = []
    numbers: dict[int, int] = {}
    for file in report.files:
        if file.counted_before:
            continue
        files.append(_file_row(file, delivery_no, file_no))
        for table in file.tables:
            table.require_conservation()
            numbers[len(numbers)] = table_no
            tables.append(_table_row(table, file_no, table_no))
            table_no += 1
        file_no += 1
    connection.execute(insert(schema.source_file), files)
    if tables:
        connection.execute(insert(schema.source_table), tables)
    return numbers


def _file_row(file: FileReport, delivery_no: int, file_no: int) -> dict[str, object]:
    return {
        "county_code": COUNTY_CODE,
        "file_no": file_no,
        "delivery_no": delivery_no,
        "path": file.path,
        "sha256": file.sha256,
        "byte_count": file.byte_count,
        "status": file.status,
        "reason_class": file.reason_class,
        "reason_zh": file.reason.zh if file.reason else None,
        "reason_en": file.reason.en if file.reason else None,
    }


def _table_row(table: TableReport, file_no: int, table_no: int) -> dict[str, object]:
    return {
        "county_code": COUNTY_CODE,
        "file_no": file_no,
        "table_no": table_no,
        "sheet": table.sheet,
        "kind": table.kind,
        "header_row": table.header_row,
        **{count: table.counts[count] for count in COUNTS},
        "ignored_columns": orjson.dumps(list(table.ignored_columns)).decode(),
        "column_names": orjson.dumps(list(table.headers)).decode(),
    }


def write_remarks(connection: Connection, report: LoadReport, numbers: dict[int, int]) -> None:
    """Write the rejected rows and the warnings of every table."""
    position = 0
    for file in report.files:
        for table in file.tables:
            for target, remarks in ((schema.rejection, table.rejections), (schema.warning, table.warnings)):
                rows = [
                    {
                        "county_code": COUNTY_CODE,
                        "table_no": numbers[position],
                        "sheet_row": remark.sheet_row,
                        "column_header": remark.column or "",
                        "value": remark.value,
                        "code": remark.code,
                        "reason_zh": remark.text.zh,
                        "reason_en": remark.text.en,
                    }
                    for remark in remarks
                ]
                if rows:
                    connection.execute(insert(target), rows)
            position += 1


def sheet_name(name: str | None, path: str) -> str:
    """Return the sheet's name; a CSV's sheet is its file name."""
    return name if name is not None else PurePosixPath(path.rsplit("!", 1)[-1]).name
