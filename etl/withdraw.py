"""Withdrawing a delivery (撤回报送): the earlier versions stand again, nothing is erased.

A new edition is written in which every row the delivery touched is what the deliveries that remain make of it. What
they could not make of it, because it was never stored, makes the withdrawal refused: rows that refer to what only
this delivery brought, changes that could not have happened, and rows that came again unchanged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from data import schema
from data.engine import writer
from data.registers import load_registers
from data.schema import COUNTY_CODE
from data.text import Text
from etl import daily, store, unwinding
from etl.refusal import LoadRefused
from etl.report import UNCHANGED
from etl.status import DeliveryLine, deliveries, require_store
from etl.unwinding import Refolded


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a withdrawal did: the delivery, the new edition, rows ended and rows brought back to earlier values."""

    delivery: DeliveryLine
    edition: int
    ended: int
    restored: int


def withdraw(url: str, wanted: str) -> Withdrawal:
    """Withdraw the delivery named by number or path and return what that did, in one transaction.

    Raises StoreUnusable for a store without data; LoadRefused for an unknown, ambiguous or withdrawn delivery, or when
    others must be withdrawn first.
    """
    require_store(url)
    engine = writer(url)
    try:
        with engine.connect() as connection:
            found = _withdraw(connection, find_delivery(deliveries(connection), wanted))
            connection.commit()
        return found
    finally:
        engine.dispose()


def find_delivery(known: Iterable[DeliveryLine], wanted: str) -> DeliveryLine:
    """Return the delivery of that number, else the one standing of that path; LoadRefused if there is not just one."""
    known = list(known)
    found = [line for line in known if str(line.delivery_no) == wanted] or [
        line for line in known if line.path == wanted
    ]
    standing = [line for line in found if line.withdrawn_edition is None]
    if len(standing) == 1:
        return standing[0]
    if standing:
        numbers = "、".join(str(line.delivery_no) for line in standing)
        raise LoadRefused(
            Text(
                f"有多次报送都叫“{wanted}”，编号为 {numbers}。请用编号指明。",
                f"Several deliveries are called '{wanted}': {numbers}. Name one by its number.",
            )
        )
    if found:
        raise LoadRefused(
            Text(
                f"报送 {found[-1].named.zh}已在版次 {found[-1].withdrawn_edition} 撤回，不能再次撤回。",
                f"Delivery {found[-1].named.en} was withdrawn already, in edition {found[-1].withdrawn_edition}.",
            )
        )
    raise LoadRefused(
        Text(
            f"没有报送“{wanted}”。编号和名称请看 python -m etl status。",
            f"There is no delivery '{wanted}'. See python -m etl status for numbers and names.",
        )
    )


def _withdraw(connection: Connection, delivery: DeliveryLine) -> Withdrawal:
    others = [line for line in deliveries(connection) if line != delivery and line.withdrawn_edition is None]
    refolded = {kind: unwinding.refold(connection, register, delivery) for kind, register in load_registers().items()}
    _require_nothing_repeated(connection, delivery, refolded)
    concerned = {str(key[0]) for kind in ("households", "household_changes") for key in refolded[kind].touched}
    impossible_before = unwinding.impossible_steps(connection, concerned)
    covered = max((line.delivered_on for line in others), default=delivery.delivered_on)
    numbers = [line.delivery_no for line in others]
    edition = store.new_edition(connection, delivered_on=covered, cause="withdraw", deliveries=numbers)
    _mark_withdrawn(connection, delivery, edition)
    for kind, register in load_registers().items():
        unwinding.write(connection, register, refolded[kind], edition)
    _require_references(connection, refolded)
    _require_possible(connection, unwinding.impossible_steps(connection, concerned) - impossible_before)
    daily.append_daily_changes(connection, edition)
    ended = sum(len(each.ended) for each in refolded.values())
    return Withdrawal(delivery, edition, ended, sum(len(each.rows) for each in refolded.values()))


def _mark_withdrawn(connection: Connection, delivery: DeliveryLine, edition: int) -> None:
    c = schema.delivery.c
    mine = (c.county_code == COUNTY_CODE) & (c.delivery_no == delivery.delivery_no)
    connection.execute(update(schema.delivery).where(mine).values(withdrawn_edition=edition))


def _require_nothing_repeated(connection: Connection, delivery: DeliveryLine, refolded: Mapping[str, Refolded]) -> None:
    """Refuse when a later delivery repeated rows or files of this one: what it repeated was not stored again."""
    file, table, other = schema.source_file.c, schema.source_table.c, schema.delivery.c
    later = (other.county_code == COUNTY_CODE, other.withdrawn_edition.is_(None), other.edition > delivery.edition)
    touched = [kind for kind, each in refolded.items() if each.touched]
    joined = schema.delivery.join(
        schema.source_file, (file.county_code == other.county_code) & (file.delivery_no == other.delivery_no)
    )
    tables = joined.join(schema.source_table, (table.county_code == file.county_code) & (table.file_no == file.file_no))
    rows = select(other.delivery_no).select_from(tables).where(*later, table.kind.in_(touched), table.unchanged > 0)
    mine = select(file.sha256).where(file.county_code == COUNTY_CODE, file.delivery_no == delivery.delivery_no)
    again = select(other.delivery_no).select_from(joined).where(*later, file.status == UNCHANGED, file.sha256.in_(mine))
    if numbers := {*connection.scalars(rows), *connection.scalars(again)}:
        raise _withdraw_first(
            connection,
            numbers,
            Text(
                "其中有与本次报送同类、内容未变的行，撤回后会丢失",
                "they repeat rows of these registers, which would be lost",
            ),
        )


def _require_references(connection: Connection, refolded: Mapping[str, Refolded]) -> None:
    """Refuse when rows that remain would refer to rows that ended."""
    tables = unwinding.dangling_tables(connection, {kind for kind, each in refolded.items() if each.ended})
    if tables:
        reason = Text(
            "其中有数据引用只由本次报送提供的户、人、村或项目", "they refer to what only this delivery brought"
        )
        raise _withdraw_first(connection, _deliveries_of(connection, tables), reason)


def _require_possible(connection: Connection, impossible: Iterable[unwinding.Step]) -> None:
    """Refuse when household changes that remain could no longer follow the household's state."""
    if tables := {step.table_no for step in impossible}:
        reason = Text("其中的户变动建立在本次报送的变动之上", "their household changes build on those of this delivery")
        raise _withdraw_first(connection, _deliveries_of(connection, tables), reason)


def _deliveries_of(connection: Connection, tables: set[int]) -> set[int]:
    file, table = schema.source_file, schema.source_table
    numbers = select(file.c.delivery_no).join(
        table, (table.c.county_code == file.c.county_code) & (table.c.file_no == file.c.file_no)
    )
    found: set[int] = set()
    for chunk in store.chunks(tables):
        found.update(connection.scalars(numbers.where(table.c.county_code == COUNTY_CODE, table.c.table_no.in_(chunk))))
    return found


def _withdraw_first(connection: Connection, numbers: set[int], why: Text) -> LoadRefused:
    named = [line.named for line in reversed(deliveries(connection)) if line.delivery_no in numbers]
    zh, en = "、".join(name.zh for name in named), ", ".join(name.en for name in named)
    return LoadRefused(
        Text(
            f"不能撤回：请先依次撤回 {zh}，{why.zh}。撤回后可重新入库。",
            f"Not withdrawn: withdraw {en} first, for {why.en}. They can be loaded again afterwards.",
        )
    )
