"""Rows behind figures of what was received (数据质量): tables as read, rows refused, files set aside."""

from collections.abc import Callable, Mapping

from sqlalchemy import Text as SqlText
from sqlalchemy import and_, cast, func, literal, or_, select

from dashboard.metrics.registry import metric
from dashboard.queries.evidence.model import Evidence, Ground, RowSet, Term
from data.schema import COUNTY_CODE, delivery, rejection, source_file, source_table

TABLE, REJECTION, FILE = "source_table", "rejection", "source_file"
RECEIVED = frozenset({TABLE, REJECTION, FILE})
"""Kinds of rows that are no register's: what the deliveries themselves left in the store."""

_FILES = source_file.join(
    delivery,
    and_(delivery.c.county_code == source_file.c.county_code, delivery.c.delivery_no == source_file.c.delivery_no),
)
_TABLES = source_table.join(
    _FILES,
    and_(source_file.c.county_code == source_table.c.county_code, source_file.c.file_no == source_table.c.file_no),
)
_GROUP = cast(delivery.c.delivery_no, SqlText)


def _standing(ground: Ground) -> list[object]:
    """Return the conditions that a delivery is known in the edition and not withdrawn in it."""
    edition = ground.reading.edition
    taken_back = delivery.c.withdrawn_edition
    return [
        delivery.c.county_code == COUNTY_CODE,
        delivery.c.edition <= edition,
        or_(taken_back.is_(None), taken_back > edition),
    ]


def _rows_read(ground: Ground) -> RowSet:
    return RowSet(
        kind=TABLE,
        table=source_table,
        source=_TABLES,
        condition=and_(*_standing(ground)),  # type: ignore[arg-type]  # the list holds conditions only
        group=_GROUP,
        grouping="delivery",
        weight=source_table.c.rows_read,
        shown=("kind",),
        used=(),
        extra=(("path", source_file.c.path), ("sheet", source_table.c.sheet)),
    )


def _rejected(ground: Ground) -> RowSet:
    refused = and_(
        rejection.c.county_code == source_table.c.county_code, rejection.c.table_no == source_table.c.table_no
    )
    return RowSet(
        kind=REJECTION,
        table=rejection,
        source=_TABLES.join(rejection, refused),
        condition=and_(*_standing(ground)),  # type: ignore[arg-type]  # the list holds conditions only
        group=_GROUP,
        grouping="delivery",
        weight=literal(1),
        shown=("column_header", "value", "reason_zh", "reason_en"),
        used=(),
    )


def _quarantined(ground: Ground) -> RowSet:
    first = select(func.min(source_file.c.file_no)).select_from(_FILES)
    first = first.where(*_standing(ground), source_file.c.status == "quarantined")  # type: ignore[arg-type]
    return RowSet(
        kind=FILE,
        table=source_file,
        source=_FILES,
        condition=source_file.c.file_no.in_(first.group_by(source_file.c.sha256)),
        group=_GROUP,
        grouping="delivery",
        weight=literal(1),
        shown=("path", "sha256", "reason_zh", "reason_en"),
        used=(),
    )


def _sum(figure: str, rows: Callable[[Ground], RowSet]) -> Callable[[Ground], Evidence]:
    return lambda ground: Evidence("sum", (Term("value", metric(figure).name, figure, rows(ground)),))


BUILDERS: Mapping[str, Callable[[Ground], Evidence]] = {
    "dq.rows_read": _sum("dq.rows_read", _rows_read),
    "dq.rejected": _sum("dq.rejected", _rejected),
    "dq.files_quarantined": _sum("dq.files_quarantined", _quarantined),
}
"""How the evidence of each figure is put together."""
