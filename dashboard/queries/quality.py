"""What the deliveries brought and what was refused (数据质量)."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import and_, distinct, func, or_, select

from dashboard.queries.reading import CACHED, Reading
from data.schema import COUNTY_CODE, delivery, source_file, source_table


@dataclass(frozen=True, slots=True)
class RowTotals:
    """Rows read and rejected, and files quarantined, over all deliveries that stand in the edition."""

    rows_read: int
    rejected: int
    files_quarantined: int


@lru_cache(maxsize=CACHED)
def row_totals(reading: Reading) -> RowTotals:
    """Return the totals over all deliveries known in the edition and not withdrawn in it."""
    standing = and_(
        delivery.c.county_code == COUNTY_CODE,
        delivery.c.edition <= reading.edition,
        or_(delivery.c.withdrawn_edition.is_(None), delivery.c.withdrawn_edition > reading.edition),
    )
    files = delivery.join(
        source_file,
        and_(source_file.c.county_code == delivery.c.county_code, source_file.c.delivery_no == delivery.c.delivery_no),
    )
    tables = files.join(
        source_table,
        and_(source_table.c.county_code == source_file.c.county_code, source_table.c.file_no == source_file.c.file_no),
    )
    sums = select(
        func.coalesce(func.sum(source_table.c.rows_read), 0), func.coalesce(func.sum(source_table.c.rejected), 0)
    )
    read, rejected = reading.rows(sums.select_from(tables).where(standing))[0]
    quarantined = select(func.count(distinct(source_file.c.sha256))).select_from(files)
    return RowTotals(
        int(read), int(rejected), reading.value(quarantined.where(standing, source_file.c.status == "quarantined"))
    )
