"""Rows behind figures of what was received (数据质量): deliveries, files, tables as read, remarks on single rows."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import ColumnElement, Table, and_, cast, func, literal, or_, select
from sqlalchemy import Text as SqlText

from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import Evidence, Ground, RowSet, Term
from data.schema import COUNTY_CODE, delivery, rejection, source_file, source_table, warning

DELIVERY, FILE, TABLE, REJECTION, WARNING = "delivery", "source_file", "source_table", "rejection", "warning"
RECEIVED = frozenset({DELIVERY, FILE, TABLE, REJECTION, WARNING})
"""Kinds of rows that are no register's: what the deliveries themselves left in the store."""
OF_TABLES = ("rows_read", "loaded", "unchanged", "superseded", "skipped")
"""Counts of a received table whose rows are not kept one by one."""
_OF_FILE = ("path", "sha256", "reason_zh", "reason_en")

_FILES = source_file.join(
    delivery,
    and_(delivery.c.county_code == source_file.c.county_code, delivery.c.delivery_no == source_file.c.delivery_no),
)
_TABLES = source_table.join(
    _FILES,
    and_(source_file.c.county_code == source_table.c.county_code, source_file.c.file_no == source_table.c.file_no),
)
_GROUP = cast(delivery.c.delivery_no, SqlText)


def _standing(ground: Ground) -> ColumnElement[bool]:
    """Return the condition that a delivery is known in the edition and stands in it, and is the one asked for."""
    edition, asked = ground.reading.edition, ground.condition("delivery")
    taken_back = delivery.c.withdrawn_edition
    return and_(
        delivery.c.county_code == COUNTY_CODE,
        delivery.c.edition <= edition,
        or_(taken_back.is_(None), taken_back > edition),
        _GROUP.in_([asked]) if asked else literal(value=True),
    )


def _of_register(ground: Ground) -> ColumnElement[bool]:
    """Return the condition that a received table is of the kind of register asked for."""
    asked = ground.condition("register")
    return source_table.c.kind == asked if asked else literal(value=True)


def _deliveries(ground: Ground) -> RowSet:
    return RowSet(
        kind=DELIVERY,
        table=delivery,
        source=delivery,
        condition=_standing(ground),
        group=_GROUP,
        grouping="delivery",
        weight=literal(1),
        shown=("path", "delivered_on"),
        used=(),
    )


def _counted(name: str) -> Callable[[Ground], RowSet]:
    """Return the tables received with what they count; those that count none of it are left out."""

    def rows(ground: Ground) -> RowSet:
        count = source_table.c[name]
        return RowSet(
            kind=TABLE,
            table=source_table,
            source=_TABLES,
            condition=and_(_standing(ground), _of_register(ground), count > 0),
            group=_GROUP,
            grouping="delivery",
            weight=count,
            shown=("kind",),
            used=(),
            extra=(("path", source_file.c.path), ("sheet", source_table.c.sheet)),
        )

    return rows


def _remarks(table: Table) -> Callable[[Ground], RowSet]:
    """Return the remarks on single rows: of the register and for the reason asked for."""
    mine = and_(table.c.county_code == source_table.c.county_code, table.c.table_no == source_table.c.table_no)

    def rows(ground: Ground) -> RowSet:
        reason = ground.condition("reason")
        of_reason = table.c.code == reason if reason else literal(value=True)
        return RowSet(
            kind=table.name,
            table=table,
            source=_TABLES.join(table, mine),
            condition=and_(_standing(ground), _of_register(ground), of_reason),
            group=_GROUP,
            grouping="delivery",
            weight=literal(1),
            shown=("column_header", "value", "reason_zh", "reason_en"),
            used=(),
            extra=(("kind", source_table.c.kind),),
        )

    return rows


def _files(ground: Ground) -> RowSet:
    return RowSet(
        kind=FILE,
        table=source_file,
        source=_FILES,
        condition=_standing(ground),
        group=_GROUP,
        grouping="delivery",
        weight=literal(1),
        shown=_OF_FILE,
        used=(),
    )


def _quarantined(ground: Ground) -> RowSet:
    first = select(func.min(source_file.c.file_no)).select_from(_FILES)
    first = first.where(_standing(ground), source_file.c.status == "quarantined")
    return replace(_files(ground), condition=source_file.c.file_no.in_(first.group_by(source_file.c.sha256)))


def _sum(name: str, rows: Callable[[Ground], RowSet]) -> Callable[[Ground], Evidence]:
    figure = f"dq.{name}"
    return lambda ground: Evidence("sum", (Term("value", metric(figure).name, figure, rows(ground)),))


_ROWS: Mapping[str, Callable[[Ground], RowSet]] = {
    "deliveries": _deliveries,
    "files": _files,
    "files_quarantined": _quarantined,
    **{name: _counted(name) for name in OF_TABLES},
    "rejected": _remarks(rejection),
    "warnings": _remarks(warning),
}
BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {f"dq.{name}": _sum(name, rows) for name, rows in _ROWS.items()}
"""How the evidence of each figure is put together."""
