"""Remembering what a full list named (全量名册): the keys of every table of such a register, refused rows' too."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert

from data.listing import key_text, pack
from data.schema import COUNTY_CODE, listed_keys
from etl.clean import CleanTable


def listed(table: CleanTable) -> list[str]:
    """Return the keys that a table names, as text; a row refused for another cell names its key all the same."""
    parts = (table.frame[name].tolist() for name in table.register.key)
    return [key_text(key) for key in (*zip(*parts, strict=True), *table.refused_keys)]


def write(connection: Connection, tables: Sequence[CleanTable], numbers: Mapping[int, int]) -> None:
    """Store the keys of the tables of full registers; a table refused as a whole was not read, so it named none."""
    rows = []
    for position, table in enumerate(tables):
        if table.register.full_list and table.headers:
            keys = listed(table)
            row = {"county_code": COUNTY_CODE, "table_no": numbers[position], "packed_keys": pack(keys)}
            rows.append({**row, "key_count": len(set(keys))})
    if rows:
        connection.execute(insert(listed_keys), rows)
