"""What a store holds (库状态): its editions, deliveries, files and rows; and why a store cannot be used."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, make_url, select

from data import schema
from data.engine import reader
from data.migrate import StoreState, StoreUnusable, bring_up_to_date, state_of
from data.registers import load_registers
from data.schema import COUNTY_CODE, facts
from data.text import Text
from etl import record, store

CAUSES = {"load": "入库 load", "withdraw": "撤回 withdraw", "areas": "区划图 areas"}
"""Why an edition was made, as shown."""


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition (版次): when and why it was made, the last day a delivery covers in it."""

    edition: int
    created_at: str
    cause: str
    delivered_on: date


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A delivery (报送): the edition it made, the edition that took it back (None: it stands)."""

    delivery_no: int
    path: str
    delivered_on: date
    edition: int
    withdrawn_edition: int | None

    @property
    def named(self) -> Text:
        """The delivery as messages name it: number and path."""
        return Text(f"{self.delivery_no}（{self.path}）", f"{self.delivery_no} ({self.path})")


@dataclass(frozen=True, slots=True)
class Status:
    """What a store holds; ``is_demo`` is None before the first load. Rows are those that hold in the newest edition."""

    url: str
    state: StoreState
    is_demo: bool | None = None
    editions: tuple[EditionLine, ...] = ()
    deliveries: tuple[DeliveryLine, ...] = ()
    files: tuple[tuple[str, int], ...] = ()
    rows: tuple[tuple[str, int], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the status for ``--json``."""
        found = asdict(self)
        return {**found, "state": self.state.value, "files": dict(self.files), "rows": dict(self.rows)}


def shown_url(url: str) -> str:
    """Return a store's address without its password."""
    return make_url(url).render_as_string(hide_password=True)


def require_store(url: str) -> None:
    """Bring the store at ``url`` to the present schema; StoreUnusable unless it is there and holds data."""
    state = state_of(url)
    if state is StoreState.OLDER:
        bring_up_to_date(url)
        state = state_of(url)
    if state is not StoreState.READY:
        raise StoreUnusable(state, url)


def read_status(url: str) -> Status:
    """Return what the store at ``url`` holds; a store without data has only its state. Nothing is written."""
    state = state_of(url)
    if state is not StoreState.READY:
        return Status(shown_url(url), state)
    engine = reader(url)
    try:
        with engine.connect() as connection:
            county = record.county_row(connection)
            return Status(
                shown_url(url),
                state,
                is_demo=None if county is None else county[0],
                editions=_editions(connection),
                deliveries=deliveries(connection),
                files=_files(connection),
                rows=_rows(connection),
            )
    finally:
        engine.dispose()


def _editions(connection: Connection) -> tuple[EditionLine, ...]:
    c = schema.edition.c
    wanted = select(c.edition, c.created_at, c.cause, c.delivered_on).where(c.county_code == COUNTY_CODE)
    return tuple(EditionLine(*row) for row in connection.execute(wanted.order_by(c.edition)))


def deliveries(connection: Connection) -> tuple[DeliveryLine, ...]:
    """Return every delivery that was loaded, those withdrawn too, by number."""
    c = schema.delivery.c
    wanted = select(c.delivery_no, c.path, c.delivered_on, c.edition, c.withdrawn_edition)
    loaded = wanted.where(c.county_code == COUNTY_CODE, c.edition.is_not(None))
    return tuple(DeliveryLine(*row) for row in connection.execute(loaded.order_by(c.delivery_no)))


def _files(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Return how many files of the deliveries that stand have each status."""
    file, delivery = schema.source_file, schema.delivery
    wanted = (
        select(file.c.status, func.count())
        .join(delivery, (delivery.c.county_code == file.c.county_code) & (delivery.c.delivery_no == file.c.delivery_no))
        .where(file.c.county_code == COUNTY_CODE, delivery.c.withdrawn_edition.is_(None))
    )
    return tuple((status, count) for status, count in connection.execute(wanted.group_by(file.c.status)))


def _rows(connection: Connection) -> tuple[tuple[str, int], ...]:
    counts = (
        (kind, select(func.count()).select_from(table).where(store.current(table))) for kind, table in facts.items()
    )
    return tuple((kind, int(connection.scalar(count) or 0)) for kind, count in counts)


def status_lines(status: Status) -> list[str]:
    """Return a status to read in a terminal, in both languages."""
    lines = [f"库 Store: {status.url}"]
    if status.state is not StoreState.READY:
        text = unusable(status.state, status.url)
        return [*lines, text.zh, text.en]
    lines.append("类型 Kind: " + ("演示数据 demo data" if status.is_demo else "正式数据 real data"))
    lines += ["", "版次 Editions"]
    for edition in status.editions:
        cause = CAUSES.get(edition.cause, edition.cause)
        lines.append(f"  {edition.edition:>4}  {edition.created_at}  {cause}  截至 covers {edition.delivered_on}")
    lines += ["", "报送 Deliveries"]
    for delivery in status.deliveries:
        withdrawn = delivery.withdrawn_edition
        taken_back = "" if withdrawn is None else f"  已撤回 withdrawn（版次 edition {withdrawn}）"
        edition_no = f"版次 edition {delivery.edition}"
        lines.append(f"  {delivery.delivery_no:>4}  {delivery.path}  {delivery.delivered_on}  {edition_no}{taken_back}")
    lines += ["", "文件 Files: " + "，".join(f"{FILE_STATUS.get(name, name)} {count}" for name, count in status.files)]
    lines += ["", "现行行数 Rows that hold"]
    registers = load_registers()
    lines += [f"  {count:>8}  {registers[kind].title.zh} {kind}" for kind, count in status.rows]
    return lines


FILE_STATUS = {"loaded": "已入库 loaded", "unchanged": "未变 unchanged", "quarantined": "隔离 quarantined"}
"""What became of a file, as shown."""


def unusable(state: StoreState, url: str) -> Text:
    """Return why the store at ``url`` cannot be used, and what to do."""
    where = shown_url(url)
    texts = {
        StoreState.MISSING: (
            f"没有这个库：{where}。请核对 --database，或先用 python -m etl load 入库。",
            f"There is no such store: {where}. Check --database, or load a delivery first with python -m etl load.",
        ),
        StoreState.EMPTY: (
            f"库里还没有数据：{where}。请先用 python -m etl load 入库。",
            f"The store holds no data yet: {where}. Load a delivery first with python -m etl load.",
        ),
        StoreState.OLDER: (
            f"库由较早版本的程序建立：{where}。请先运行 python -m data.migrate 升级。",
            f"The store was made by an older version: {where}. Bring it up to date with python -m data.migrate.",
        ),
        StoreState.NEWER: (
            f"库由更新版本的程序建立：{where}。请先升级本程序。",
            f"The store was made by a newer version: {where}. Update this program first.",
        ),
        StoreState.BROKEN: (
            f"打不开，文件已损坏或不是数据库：{where}。请核对 --database，或用备份恢复。",
            f"It cannot be opened, being damaged or no database: {where}. Check --database, or restore a backup.",
        ),
        StoreState.READY: (f"库可以使用：{where}。", f"The store can be used: {where}."),
    }
    return Text(*texts[state])
