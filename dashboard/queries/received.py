"""Where a row was received (来源行): the file, sheet and row of its table."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import and_, select

from dashboard.queries.reading import CACHED, Reading
from data.schema import source_file, source_table


@dataclass(frozen=True, slots=True)
class ReceivedTable:
    """A table as received: the path of its file within the delivery, its sheet if the file has several."""

    path: str
    sheet: str | None

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return self.path.rpartition("/")[2]


@lru_cache(maxsize=CACHED)
def received_tables(reading: Reading) -> Mapping[int, ReceivedTable]:
    """Return every received table by number."""
    table, file = source_table.c, source_file.c
    joined = source_table.join(source_file, and_(file.county_code == table.county_code, file.file_no == table.file_no))
    rows = reading.rows(select(table.table_no, file.path, table.sheet).select_from(joined))
    return MappingProxyType({number: ReceivedTable(path, sheet) for number, path, sheet in rows})
